"""What tests share: folders to work in, the site as `make site` builds it, a static server, a Chromium."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, sync_playwright

from plans.derive import Register, register
from plans.load import read_catalog
from plans.model import Catalog, Package, Row, Table

REPOSITORY = Path(__file__).parents[1]


class StaticPages(SimpleHTTPRequestHandler):
    """Files of `folder` below `prefix`, as a Pages project at `/name/` serves them; no listings, no log."""

    folder: Path
    prefix: str

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.prefix)
        self.directory = str(self.folder if inside else self.folder / "outside the prefix")
        return super().translate_path("/" + path.removeprefix(self.prefix))

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        pass


class QuietServer(ThreadingHTTPServer):
    """A browser that leaves a page drops its connections: no fault of ours, so nothing is printed."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture
def example_root(tmp_path: Path) -> Path:
    """A folder with the valid example packages and the schemas, to break at will."""
    root = tmp_path / "example"
    shutil.copytree(REPOSITORY / "tests/examples/valid", root)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas")
    return root


@pytest.fixture(scope="session")
def register_of() -> Callable[..., Register]:
    """`register_of(plans, indicators)` answers with the register of small plans.

    A plan is what its descriptor states and its figures, `firms@zone/bureau 2025 target ge 130 家` or
    `firms 2025 target 居前列`: place and share may be missing, and row n has the passage `p<n>`.
    An indicator is its concept (`-` for none), match and measure: `firms exact stock`.
    """

    def build(
        plans: Mapping[str, tuple[Mapping[str, object], Sequence[str]]], indicators: Mapping[str, str]
    ) -> Register:
        packages = tuple(small_plan(name, *plan, indicators) for name, plan in plans.items())
        return register(Catalog(SMALL_VOCABULARY, packages, {}))

    return build


def small_plan(
    name: str, stated: Mapping[str, object], figures: Sequence[str], indicators: Mapping[str, str]
) -> Package:
    """A plan of the area `home` whose notice has one line for each figure."""
    values = [small_value(place, figure) for place, figure in enumerate(figures, 1)]
    passages = [{"id": f"p{n}", "source": "notice", "quote": f"{n}|{f}"} for n, f in enumerate(figures, 1)]
    rows = [
        {
            **dict(zip(("concept", "match", "measure"), words.replace("-", "").split(" "), strict=True)),
            "id": indicator,
            "name": f"指标 {indicator}",
            "name_en": f"indicator {indicator}",
            "note": f"注 {name}",
            "note_en": f"note {name}",
        }
        for indicator, words in indicators.items()
    ]
    tables = {"indicators": rows, "values": values, "passages": passages}
    return Package(
        name=name,
        descriptor={"plan": {"area": "home", **stated}, "sources": [{"resource": "notice"}]},
        tables={table: small_table(table, cells) for table, cells in tables.items()},
        texts={"notice": "\n".join(row["quote"] for row in passages)},
        files={},
    )


def small_value(place: int, figure: str) -> dict[str, str]:
    """The cells of a figure; its wording is what stands after its kind."""
    subject, period, kind, wording = figure.split(" ", 3)
    subject, _, organization = subject.partition("/")
    indicator, _, area = subject.partition("@")
    comparator, value, unit = wording.split(" ") if " " in wording else ("", "", "")
    return {
        "indicator": indicator,
        "area": area,
        "organization": organization,
        "period": period,
        "kind": kind,
        "comparator": comparator,
        "value": value,
        "unit": unit,
        "wording": wording,
        "passage": f"p{place}",
    }


def small_table(name: str, rows: Sequence[Mapping[str, str]]) -> Table:
    """A table of cells."""
    return Table(name, tuple(rows[0]), tuple(Row(line, cells) for line, cells in enumerate(rows, 2)))


SMALL_VOCABULARY = Package(
    name="vocabulary",
    descriptor={},
    tables={
        "areas": small_table("areas", [{"id": "home", "code": "500101"}, {"id": "zone", "code": ""}]),
        "units": small_table(
            "units",
            [
                {"id": "家", "base": "家", "multiplier": "1"},
                {"id": "万家", "base": "家", "multiplier": "10000"},
                {"id": "%", "base": "%", "multiplier": "1"},
            ],
        ),
    },
    texts={},
    files={},
)


@pytest.fixture(scope="session")
def progress_catalog(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The example packages that hold actual values, of every status."""
    root = tmp_path_factory.mktemp("progress") / "example"
    shutil.copytree(REPOSITORY / "tests/examples/progress", root)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas")
    return read_catalog(root)


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """`serve(folder, prefix="/")` answers with the address at which the folder can be opened."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path, prefix: str = "/") -> str:
        handler = type("Pages", (StaticPages,), {"folder": folder, "prefix": prefix})
        server = QuietServer(("127.0.0.1", 0), handler)
        Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{prefix}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from PATH, in the order of scripts/get_chromium.sh, else Playwright's own."""
    names = ("chromium", "google-chrome", "chromium-browser")
    path = next(filter(None, map(shutil.which, names)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site in both languages, built by `make site` once, however many workers ask for it."""
    shared = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        shared = shared.parent
    folder = shared / "site"
    with (shared / "site.lock").open("wb") as lock:
        build_once(folder, lock)
    return folder


def build_once(folder: Path, lock: BinaryIO) -> None:
    """Build unless another worker has; the lock file says so and is held meanwhile."""
    fcntl.flock(lock, fcntl.LOCK_EX)
    if folder.with_suffix(".built").exists():
        return
    dropped = ("MAKE", "MFLAGS", "SITE_URL")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    command = ["make", "-o", f"{sys.prefix}/site.stamp", "site", f"SITE={folder}", f"VENV={sys.prefix}"]
    result = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    if result.returncode:
        pytest.fail(result.stdout + result.stderr, pytrace=False)
    folder.with_suffix(".built").touch()
