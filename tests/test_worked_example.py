"""The worked example of the guide, gone through step by step: commands, rows and output are what happens."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from plans.check import find_problems
from plans.evidence import is_printed
from plans.load import parse_package, read_catalog, read_package
from plans.model import LANGUAGES, PLAN_TABLES, Catalog, Language
from plans.report import REPORTS

REPOSITORY = Path(__file__).parents[1]
PLAN = "liangping-2021-2025"
REAL = REPOSITORY / "datapackages" / PLAN
BLOCK = re.compile(r'^( *)```(\w+)(?: title="([^"\n]+)")?\n(.*?)^\1```$', re.M | re.S)
HEADER = re.compile(r"^ *\| `(\w+)\.csv` \| `(.+)` \|$", re.M)
Block = tuple[str, str, str]


def read_blocks(text: str) -> list[Block]:
    """The blocks of a page: language, title and content."""
    return [(kind, title or "", content) for _, kind, title, content in BLOCK.findall(text)]


def split_guide(language: Language) -> tuple[str, str]:
    """The worked example of the guide, and its part for a browser."""
    page = (REPOSITORY / f"docs/templates/contribute_example.{language}.md").read_text("utf-8")
    walk, _, rest = page.partition(" {#browser}\n")
    assert rest
    return walk, rest


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the commands of the guide need, with nothing to install."""
    root = tmp_path / "checkout"
    for folder in ("datapackages", "schemas", "scripts", "requirements"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=ignored)
    shutil.copy(REPOSITORY / "Makefile", root)
    (root / ".venv").mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.suffix != ".stamp":
            (root / ".venv" / path.name).symlink_to(path)
    (root / ".venv/site.stamp").touch()
    return root


def walk_through(blocks: Sequence[Block], root: Path) -> Iterator[tuple[str, str]]:
    """Do what the guide says: what it shows, and what is printed."""
    output = ""
    for kind, title, content in blocks:
        if kind == "sh":
            output = run_shell(content, root)
        elif kind == "csv":
            put_rows(root / title, content.splitlines())
        elif title:
            text = (root / title).read_text("utf-8")
            yield content, content if is_printed(content, text) else "not in the notice"
        else:
            yield content, output


def run_shell(command: str, root: Path) -> str:
    """The output of a command, without the words of make."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    environment = {name: value for name, value in kept.items() if name != "SITE_URL"} | {"MAKEFLAGS": "s"}
    done = subprocess.run(["sh", "-c", command], cwd=root, env=environment, capture_output=True, check=False)
    return done.stdout.decode()


def put_rows(path: Path, rows: Sequence[str]) -> None:
    """Write rows at the end of a table, a passage in place of the one of its id."""
    lines = [*path.read_text("utf-8").splitlines(), *rows]
    by_key = {line.split(",")[0] if path.stem == "passages" else line: line for line in lines}
    path.write_text("".join(f"{line}\n" for line in by_key.values()), "utf-8", newline="\n")


def skeleton(page: str) -> Any:
    """The descriptor that a page shows."""
    return json.loads(next(content for kind, _, content in read_blocks(page) if kind == "json"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_example_is_what_happens(language: Language, checkout: Path) -> None:
    walk, browser = split_guide(language)
    steps = list(walk_through(read_blocks(walk), checkout))
    package = read_package(checkout / "datapackages" / PLAN)
    descriptor = {key: value for key, value in package.descriptor.items() if key != "resources"}

    assert [found for _, found in steps] == [shown for shown, _ in steps]
    assert len(steps) == 9
    assert descriptor | {"created": "2026-11-22T00:00:00Z"} == skeleton(browser)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_worked_example_enters_the_rows_that_are_published(language: Language, checkout: Path) -> None:
    blocks = [block for block in read_blocks(split_guide(language)[0]) if block[0] == "csv"]
    entered: dict[str, list[str]] = {table: [] for table in ("indicators", "passages", "values")}
    for _, title, content in blocks:
        entered[Path(title).stem] += content.splitlines()
    slips = {
        table: set(lines) - set((REAL / f"{table}.csv").read_text("utf-8").splitlines())
        for table, lines in entered.items()
    }
    brackets = "规模以上工业企业研发投入经费支出与营业收入比重（%） 2 4 预期性"
    assert {table: len(lines) for table, lines in entered.items()} == {
        "indicators": 3,
        "passages": 5,
        "values": 7,
    }
    assert slips == {
        "indicators": set(),
        "passages": {f"box-2-02,notice,专栏2 梁平区十四五科技创新发展主要指标,2 {brackets},,"},
        "values": set(),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_package_made_in_the_browser_lacks_what_the_guide_says(language: Language) -> None:
    _, browser = split_guide(language)
    blocks = read_blocks(browser)
    headers = dict(HEADER.findall(browser))
    shown = next(content for kind, _, content in blocks if kind == "text")
    catalog = read_catalog(REPOSITORY)
    files = {
        "datapackage.json": json.dumps(skeleton(browser), ensure_ascii=False, indent=2).encode() + b"\n",
        "sources/notice.txt": (REAL / "sources/notice.txt").read_bytes(),
        **{f"{table}.csv": f"{header}\n".encode() for table, header in headers.items()},
    }
    others = tuple(plan for plan in catalog.plans if plan.name != PLAN)
    made = Catalog(catalog.vocabulary, (*others, parse_package(PLAN, files)), catalog.schemas)
    assert set(headers) == set(PLAN_TABLES)
    assert REPORTS["text"](find_problems(made, [PLAN]), language, "") == shown
