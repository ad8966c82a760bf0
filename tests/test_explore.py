"""What /explore/ loads: every figure once, as published; its words, example queries and packages."""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_explore import CODED, TEXTS, Line, explore_file, list_lines, write_lines
from plans.export_sqlite import database
from plans.load import read_catalog
from plans.load_browser import BROWSER_FILES, read_browser_files
from plans.model import LANGUAGES
from plans.page import Desk
from plans.page_explore import name_words
from plans.page_explore_sql import EXAMPLES, SQL_WORDS

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def publication() -> Publication:
    """The plans of the repository as published."""
    known = register(read_catalog(ROOT))
    return publish(known, derive_results(known, TODAY), "https://example.org/", TODAY)


@pytest.fixture(scope="module")
def lines(publication: Publication) -> list[Line]:
    return list_lines(publication.register, publication.results)


def read_back(content: bytes) -> Iterator[dict[str, str]]:
    """The cells of each row, from columns and lists."""
    file = json.loads(content)
    lists = {
        name: [entry if isinstance(entry, str) else entry[0] for entry in file["lists"][name]]
        for name in CODED
    }
    for row in range(file["rows"]):
        coded = {name: lists[name][file["columns"][name][row]] for name in CODED}
        yield coded | {name: file["columns"][name][row] for name in TEXTS}


def test_every_figure_has_one_line(publication: Publication, lines: list[Line]) -> None:
    stated = {row["figure"] for row in publication.combined.table("values").records()}

    assert sorted(line.figure for line in lines) == sorted(map(str, stated))


def test_targets_are_those_published(publication: Publication, lines: list[Line]) -> None:
    def cells(line: Line) -> tuple[str, ...]:
        plan = line.figure.partition(".")[0]
        passages = " ".join(f"{plan}.{passage}" for passage in line.passages.split())
        normalized = line.normalized_value or line.value
        return (line.figure, line.comparator, line.value, normalized, line.wording, passages, line.area)

    published = [
        (
            target.id,
            target.comparator,
            "" if target.value is None else f"{target.value:f}",
            "" if target.normalized_value is None else f"{target.normalized_value:f}",
            target.wording,
            target.passages,
            target.area,
        )
        for target in publication.results.targets
    ]
    found = [cells(line) for line in lines if line.kind == "target"]

    assert sorted(found) == sorted(published)


def test_states_and_organizations_are_those_derived(publication: Publication, lines: list[Line]) -> None:
    results = publication.results
    answering = {(row.target, row.organization) for row in results.commitments if row.target}
    targets = [line for line in lines if line.kind == "target"]

    assert {line.figure: line.state for line in targets} == {
        row.target: row.state for row in results.progress
    }
    assert {(line.figure, id_) for line in targets for id_ in line.answers.split()} == answering
    assert {line.state for line in lines if line.kind != "target"} == {""}


def test_the_file_holds_the_lines(publication: Publication, lines: list[Line]) -> None:
    content = explore_file(publication.register, publication.results, TODAY)
    kept = {field.name for field in fields(Line)} - {"figure"}

    assert list(read_back(content)) == [
        {name: cell for name, cell in asdict(line).items() if name in kept} for line in lines
    ]


def test_lists_name_everything_that_lines_use(publication: Publication, lines: list[Line]) -> None:
    lists = json.loads(explore_file(publication.register, publication.results, TODAY))["lists"]
    ids = {
        name: {entry[0] for entry in lists[name]} for name in ("organizations", "plans", "concepts", "topics")
    }
    concepts = {entry[4] for entry in lists["indicator"]} - {""}

    assert ids["organizations"] == {
        id_ for line in lines for id_ in (line.organization, *line.answers.split()) if id_
    }
    assert (ids["plans"], ids["concepts"]) == ({entry[3] for entry in lists["indicator"]}, concepts)
    assert ids["topics"] == {entry[3] for entry in lists["concepts"]}


@given(wording=st.text(), value=st.text())
def test_any_text_comes_back(publication: Publication, lines: list[Line], wording: str, value: str) -> None:
    nasty = replace(lines[0], wording=wording, value=value)

    found = next(read_back(write_lines([nasty], publication.register, TODAY)))

    assert (found["wording"], found["value"]) == (wording, value)


def test_the_same_data_give_the_same_bytes(publication: Publication) -> None:
    first, second = (explore_file(publication.register, publication.results, TODAY) for _ in range(2))

    assert first == second


def words_used(*names: str) -> set[str]:
    """The words that browser code asks for by name."""
    code = "".join((ROOT / f"docs/theme/assets/{name}").read_text("utf-8") for name in names)
    return set(re.findall(r"(?<!selection\.)\bwords\.([a-z]+)", code))


@pytest.mark.parametrize("language", LANGUAGES)
def test_browser_code_finds_its_words(publication: Publication, language: Any) -> None:
    known, results = publication.register, publication.results
    desk = Desk(known, results, language, ROOT / "docs" / "templates", TODAY, publication.site_url)
    words = name_words(desk)
    columns = {
        "indicator",
        "period",
        "value",
        "unit",
        "area",
        "kind",
        "wording",
        "organization",
        "due",
        "plan",
    }
    asked = words_used("explore.js", "explore-chart.js", "explore-filters.js", "explore-data.js")

    assert (asked | columns) - words.keys() == set()
    assert words_used("explore-sql.js") - SQL_WORDS.keys() == set()


@pytest.mark.parametrize(("name", "query"), [(name, query) for name, _, query in EXAMPLES])
def test_example_queries_answer(publication: Publication, tmp_path: Path, name: str, query: str) -> None:
    (tmp_path / "all.sqlite").write_bytes(database(publication.combined))

    with closing(sqlite3.connect(tmp_path / "all.sqlite")) as connection:
        assert connection.execute(query).fetchall(), name


def test_browser_packages_are_locked_without_a_host() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    asked = json.loads((ROOT / "package.json").read_text("utf-8"))["dependencies"]
    packages: Mapping[str, Any] = {name: entry for name, entry in lock["packages"].items() if name}

    assert {name.removeprefix("node_modules/") for name in packages} == asked.keys()
    assert {entry["version"] for entry in packages.values()} == set(asked.values())
    assert all(entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "://" not in (ROOT / "package-lock.json").read_text("utf-8")


def test_each_package_is_published_with_its_licence() -> None:
    files = read_browser_files(ROOT)
    licensed = {path.split("/")[0] for path in BROWSER_FILES.values() if path.endswith("LICENSE")}

    assert licensed == {path.split("/")[0] for path in BROWSER_FILES.values()}
    assert {f"assets/browser/{name}" for name in BROWSER_FILES} == files.keys()
    assert all(files.values())
