"""The static API: every row of the tables is answered, in the shape that is published, and links lead on."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from plans.api import api_files
from plans.api_address import FOLDERS, PAGE_SIZE, ROOT
from plans.api_json import Encoded, answer_bytes, encode
from plans.api_lists import list_pages
from plans.dataset import type_table
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.model import Catalog

TODAY = date(2026, 11, 22)
SITE = "http://127.0.0.1:8000/"
REPOSITORY = Path(__file__).parents[1]
EXAMPLES = {"valid": "docs/examples/valid", "progress": "tests/examples/progress"}
# Where the rows of a table are listed.
LISTS = {
    **FOLDERS,
    "targets": "targets",
    "revisions": "revisions",
    "findings": "findings",
    "history": "changes",
}
read_exactly = partial(json.loads, parse_float=Decimal)
Answers = Mapping[str, Any]


def publication_of(catalog: Catalog) -> Publication:
    """A publication with a change of a figure that stands, and one of a plan that is gone."""
    known = register(catalog)
    publication = publish(known, derive_results(known, TODAY), SITE, TODAY)
    value = publication.combined.table("values").records()[0]
    common = {"action": "changed", "changed_on": TODAY, "commit": "a" * 40, "field": "value", "new": "2"}
    changes = [
        {**common, "id": "1", **{key: value[key] for key in ("plan", "figure", "passage")}},
        {**common, "id": "2", "plan": "gone", "figure": "gone.firms.2025", "passage": "gone.p1"},
    ]
    history = type_table("history", catalog.schemas["derived/history"], changes)
    tables = [table for table in publication.combined.tables if table.name != "history"]
    return replace(publication, combined=replace(publication.combined, tables=(*tables, history)))


@pytest.fixture(scope="session")
def publications(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Publication]:
    """What is published from the repository and from each example."""
    found = {"real": publication_of(read_catalog(REPOSITORY))}
    for name, folder in EXAMPLES.items():
        root = tmp_path_factory.mktemp("api") / name
        shutil.copytree(REPOSITORY / folder, root)
        shutil.copytree(REPOSITORY / "schemas", root / "schemas")
        found[name] = publication_of(read_catalog(root))
    return found


@pytest.fixture(scope="session", params=("real", *EXAMPLES))
def publication(request: pytest.FixtureRequest, publications: dict[str, Publication]) -> Publication:
    return publications[request.param]


@pytest.fixture(scope="session")
def answers(publication: Publication) -> Answers:
    """Every answer by its path below `/api/v1/`, numbers as printed."""
    return answers_of(publication)


def answers_of(publication: Publication) -> Answers:
    return {
        path.removeprefix(ROOT): read_exactly(content)
        for path, content in api_files(publication).items()
        if path.endswith(".json") and "openapi" not in path and "/schemas/" not in path
    }


def close(schema: Any) -> Any:
    """A schema that allows no property that it does not describe."""
    if isinstance(schema, list):
        return [close(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {key: close(item) for key, item in schema.items()}
    return {**closed, "additionalProperties": False} if schema.get("type") == "object" else closed


def schema_of(path: str) -> str:
    """The schema that the answer at a path must have."""
    folder, _, rest = path.removesuffix(".json").partition("/")
    names = {folder: table for table, folder in FOLDERS.items()} | {"due": "targets"}
    name = names.get(folder, folder)
    return f"{name[:-1]}-detail" if rest and folder in FOLDERS.values() and "page/" not in rest else name


def read_all(name: str, answers: Answers) -> list[Any]:
    """The records of a list, page after page by `next`."""
    page = answers[f"{name}.json"]
    found = list(page["items"])
    while page["next"]:
        page = answers[page["next"].removeprefix(f"{SITE}{ROOT}")]
        found += page["items"]
    return found


def strings(value: Any) -> Iterator[str]:
    """Every text in an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from strings(item)


def addresses(answers: Answers) -> set[str]:
    """Every address within the site that the answers name, but those with a parameter."""
    texts = {text for answer in answers.values() for text in strings(answer)}
    return {text.removeprefix(SITE) for text in texts if text.startswith(SITE) and "{" not in text}


def test_every_answer_has_the_published_shape_and_nothing_else(
    publication: Publication, answers: Answers
) -> None:
    files = {path: content for path, content in api_files(publication).items() if "/schemas/" in path}
    schemas = [close(json.loads(content)) for content in files.values()]
    registry = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in schemas
    )
    for schema in schemas:
        Draft202012Validator.check_schema(schema)
    errors = [
        (path, list(error.absolute_path), error.message)
        for path, answer in answers.items()
        for error in Draft202012Validator(
            {"$ref": f"{SITE}{ROOT}schemas/{schema_of(path)}.json"},
            registry=registry,
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        ).iter_errors(answer)
    ]
    assert errors == []


@pytest.mark.parametrize(("table", "name"), LISTS.items())
def test_every_row_is_listed_cell_by_cell(
    publication: Publication, answers: Answers, table: str, name: str
) -> None:
    rows = publication.combined.table(table).records()
    items = read_all(name, answers)
    listed = [{column: item[column] for column in row} for item, row in zip(items, rows, strict=True)]
    assert [plain(item) for item in listed] == [plain(read_exactly(encode(row))) for row in rows]


def plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without its passages, which an answer gives whole."""
    return {column: cell for column, cell in row.items() if not column.endswith("passages")}


def test_passages_are_those_of_the_row(publication: Publication, answers: Answers) -> None:
    rows = publication.combined.table("findings").records()
    words = {row["id"]: row["quote"] for row in publication.combined.table("passages").records()}
    found = [
        [(passage["id"], passage["quote"]) for passage in item["passages"]]
        for item in read_all("findings", answers)
    ]
    assert found == [[(id_, words[id_]) for id_ in str(row["passages"]).split()] for row in rows]


@pytest.mark.parametrize("column", ["plan", "concept", "area", "year"])
def test_lists_by_plan_concept_area_and_year_hold_every_target(answers: Answers, column: str) -> None:
    targets = [item for item in read_all("targets", answers) if item[column] is not None]
    names = [
        match[0] for match in map(re.compile(rf"targets/by-{column}/[^/]+(?=\.json)").match, answers) if match
    ]
    found = {name.rpartition("/")[2]: read_all(name, answers) for name in names}
    assert found == {
        str(value): [item for item in targets if item[column] == value]
        for value in {item[column] for item in targets}
    }


def test_due_targets_are_those_whose_day_has_passed(publication: Publication, answers: Answers) -> None:
    due = read_all("due", answers)
    expected = [row for row in publication.combined.table("progress").records() if row["due"] < TODAY]  # type: ignore[operator]
    assert sorted(item["id"] for item in due) == sorted(str(row["target"]) for row in expected)
    assert [item["progress"]["due"] for item in due] == sorted(item["progress"]["due"] for item in due)


def test_the_target_before_is_that_after_which_this_one_comes(answers: Answers) -> None:
    targets = {item["id"]: item for item in read_all("targets", answers)}
    pairs = [(id_, item["next"]) for id_, item in targets.items() if item["next"]]
    assert pairs == [(targets[after]["previous"], after) for _, after in pairs]
    kept = ("plan", "indicator", "area", "organization")
    assert all(targets[id_][key] == targets[after][key] for id_, after in pairs for key in kept)
    assert all(targets[id_]["year"] < targets[after]["year"] for id_, after in pairs)


def test_counts_agree(answers: Answers) -> None:
    targets = read_all("targets", answers)
    counts = answers["index.json"]["counts"]
    assert [counts[kind]["total"] for kind in ("targets", "shares")] == [
        len([item for item in targets if bool(item["organization"]) is shared]) for shared in (False, True)
    ]
    states = [item["progress"]["state"] for item in targets]
    assert {state: counts["targets"][state] + counts["shares"][state] for state in set(states)} == {
        state: states.count(state) for state in set(states)
    }


def test_every_record_is_where_its_address_says(answers: Answers) -> None:
    for name in LISTS.values():
        for item in read_all(name, answers):
            answer = answers[item["api"].removeprefix(f"{SITE}{ROOT}")]
            assert item["id"] in {answer.get("id"), *(other["id"] for other in answer.get("items", []))}


def test_no_answer_is_an_orphan(answers: Answers) -> None:
    index = answers["index.json"]
    years = [resource["api"] for resource in index["resources"] if resource["api"].endswith("{year}.json")]
    reached = {"index.json"}
    waiting = {
        url.format(year=year).removeprefix(f"{SITE}{ROOT}") for url in years for year in index["years"]
    }
    while waiting:
        reached |= waiting
        named = addresses({path: answers[path] for path in waiting | {"index.json"}})
        waiting = {address.removeprefix(ROOT) for address in named} & answers.keys() - reached
    assert answers.keys() - reached == set()


def test_the_same_bytes_whatever_the_order_of_plans(publications: dict[str, Publication]) -> None:
    catalog = publications["valid"].register.catalog
    files = [
        api_files(publication_of(replace(catalog, plans=plans))) for plans in permutations(catalog.plans)
    ]
    assert all(found == files[0] for found in files)


@given(count=st.integers(0, 5 * PAGE_SIZE))
def test_pages_hold_every_record_once(publications: dict[str, Publication], count: int) -> None:
    items = [Encoded(str(number)) for number in range(count)]
    pages = {
        path: json.loads(answer_bytes(page)) for path, page in list_pages("x", items, publications["valid"])
    }
    assert read_all("x", pages) == list(range(count))
    assert [page["page"] for page in pages.values()] == list(range(1, len(pages) + 1))
    assert all(page["first"].endswith("/x.json") and page["count"] == count for page in pages.values())
    assert all(1 <= len(page["items"]) <= PAGE_SIZE for page in pages.values()) or count == 0


NASTY = (",", '"', "\n", "\r\n", "=1+1", "</script>", "\u202e目标", "\u2028", "\\", "{x}", "\x00", "😀")


@given(value=st.text() | st.decimals(allow_nan=False, allow_infinity=False) | st.none() | st.dates())
def test_every_character_and_digit_is_kept(value: Any) -> None:
    shown = value.isoformat() if isinstance(value, date) else value
    assert read_exactly(encode({"value": value, "list": [value]})) == {"value": shown, "list": [shown]}
    assert read_exactly(answer_bytes({"items": [value]})) == {"items": [shown]}


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_nasty_words_go_through_whole(publications: dict[str, Publication], text: str) -> None:
    publication = publications["valid"]
    tables = [
        replace(table, rows=tuple(with_words(table.columns, row, text) for row in table.rows))
        for table in publication.combined.tables
    ]
    answers = answers_of(replace(publication, combined=replace(publication.combined, tables=tuple(tables))))
    (target, *_), (concept, *_) = (read_all(name, answers) for name in ("targets", "indicators"))
    assert {target["wording"], target["passages"][0]["quote"], concept["name"]} == {text}


def with_words(columns: tuple[str, ...], row: tuple[Any, ...], text: str) -> tuple[Any, ...]:
    """A row whose words are others."""
    words = {"name", "title", "wording", "quote", "section", "note", "finding"}
    return tuple(text if column in words else cell for column, cell in zip(columns, row, strict=True))
