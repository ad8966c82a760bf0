"""What tests share: folders and git repositories to work in, the built site, a static server, a Chromium."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from plans.derive import Register, register
from plans.load import read_catalog
from plans.model import Catalog, Package, Row, Table

REPOSITORY = Path(__file__).parents[1]
REPOSITORY_URL = "https://github.com/owner/name"  # the site as it is deployed links to its repository
# Machines differ and are shared: how long an example takes says nothing about the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository to write a history in; each commit is a day after the one before."""

    root: Path

    def git(self, *arguments: str, **environment: str) -> str:
        """The answer of git, whatever is set on this machine."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        person = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in PERSON}
        isolated = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
        command = ["git", *arguments]
        done = subprocess.run(
            command,
            cwd=self.root,
            env=kept | isolated | person | environment,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode().strip()

    def commit(self, subject: str, files: Mapping[str, str | bytes | None], author: str = "李明") -> str:
        """Write files (None deletes) and commit all; answers with the hash."""
        for path, content in files.items():
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink()
                drop_empty(file.parent)
            else:
                file.write_bytes(content if isinstance(content, bytes) else content.encode())
        self.git("add", "--all")
        day = {"GIT_COMMITTER_DATE": self.next_day(), "GIT_AUTHOR_NAME": author}
        self.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "--message", subject, **day)
        return self.git("rev-parse", "HEAD")

    def next_day(self) -> str:
        """1 December 2026 for the first commit, then day after day."""
        count = int(self.git("rev-list", "--all", "--count"))
        return (datetime(2026, 12, 1, 8, tzinfo=UTC) + timedelta(days=count)).isoformat()


def drop_empty(folder: Path) -> None:
    """Remove a folder and those around it that hold nothing, as git does."""
    if not any(folder.iterdir()):
        folder.rmdir()
        drop_empty(folder.parent)


PERSON = (("NAME", "李明"), ("EMAIL", "li@example.org"), ("DATE", "2026-01-01T00:00:00Z"))


@pytest.fixture
def history_root(tmp_path: Path) -> Repository:
    """An empty git repository."""
    root = tmp_path / "history"
    root.mkdir()
    found = Repository(root)
    found.git("init", "--quiet", "--initial-branch", "main")
    return found


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture
def example_root(tmp_path: Path) -> Path:
    """A folder with the valid example packages and the schemas, to break at will."""
    root = tmp_path / "example"
    shutil.copytree(REPOSITORY / "docs/examples/valid", root)
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
    environment["REPOSITORY_URL"] = REPOSITORY_URL
    done = ("-o", f"{sys.prefix}/site.stamp", "-o", "node_modules/.package-lock.json")
    command = ["make", *done, "site", f"SITE={folder}", f"VENV={sys.prefix}"]
    result = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True)
    if result.returncode:
        pytest.fail(result.stdout + result.stderr, pytrace=False)
    folder.with_suffix(".built").touch()
