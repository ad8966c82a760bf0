"""CSV on the Web: what the metadata say of the CSV files beside them, read and validated by csvw."""

import csv
import io
import json
import shutil
import tempfile
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW, TableGroup  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from plans.address import absolute, passage_address, task_address
from plans.dataset import Dataset, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import id_among_all, register
from plans.derive_results import derive_results
from plans.export_csvw import write_csvw
from plans.export_table import table_csv
from plans.load import read_catalog

ROOT = Path(__file__).parents[1]
SITE = "https://example.org/"
TODAY = date(2026, 11, 22)
METADATA = "csv-metadata.json"
Rows = list[list[str]]
Mutation = Callable[[Rows], None]


def publication_of(root: Path) -> Publication:
    """What a folder publishes on a day."""
    known = register(read_catalog(root))
    return publish(known, derive_results(known, TODAY), SITE, TODAY)


REAL = publication_of(ROOT)
DATASETS = {dataset.name: dataset for dataset in REAL.datasets}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The combined set of the example packages: small enough to break it many times."""
    root = tmp_path_factory.mktemp("csvw") / "example"
    shutil.copytree(ROOT / "docs/examples/valid", root)
    shutil.copytree(ROOT / "schemas", root / "schemas")
    return publication_of(root).combined


def write_folder(dataset: Dataset, folder: Path) -> Path:
    """The CSV files of a dataset with the metadata beside them; answers with the path of the metadata."""
    for table in dataset.tables:
        (folder / f"{table.name}.csv").write_bytes(table_csv(table))
    (folder / METADATA).write_bytes(write_csvw(dataset, SITE))
    return folder / METADATA


def read_folder(metadata: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of all tables by the name of their file, read strictly."""
    return {
        str(table.url): [{name: without_time(cell) for name, cell in row.items()} for row in table]
        for table in TableGroup.from_file(metadata).tables
    }


def without_time(cell: object) -> object:
    """A day, for which csvw gives its midnight."""
    return cell.date() if isinstance(cell, datetime) else cell


def is_valid(metadata: Path) -> bool:
    """Whether csvw finds no fault: it raises some and warns of others."""
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        try:
            return bool(CSVW(str(metadata), validate=True).is_valid)
        except ValueError:
            return False


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_csvw_reads_every_cell_as_published(dataset: Dataset, tmp_path: Path) -> None:
    metadata = write_folder(dataset, tmp_path)
    assert read_folder(metadata) == {f"{table.name}.csv": table.records() for table in dataset.tables}


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_csvw_finds_no_fault(dataset: Dataset, tmp_path: Path) -> None:
    assert is_valid(write_folder(dataset, tmp_path))


def put(column: str, text: str) -> Mutation:
    """A cell of the first record."""

    def mutate(rows: Rows) -> None:
        rows[1][rows[0].index(column)] = text

    return mutate


def drop(column: str) -> Mutation:
    """A column less."""

    def mutate(rows: Rows) -> None:
        place = rows[0].index(column)
        for row in rows:
            del row[place]

    return mutate


def add_column(rows: Rows) -> None:
    """A column more."""
    for row in rows:
        row.append("")


BROKEN: dict[str, tuple[str, Mutation]] = {
    "word that is not allowed": ("values", put("kind", "targets")),
    "pattern": ("values", put("period", "2025-2027")),
    "text in a number": ("values", put("value", "约5")),
    "exponent": ("values", put("value", "1e3")),
    "grouped digits": ("values", put("value", "1,000")),
    "not a number": ("values", put("value", "NaN")),
    "fraction in an integer": ("values", put("year", "2025.5")),
    "below the minimum": ("commitments", put("joint", "0")),
    "no such day": ("progress", put("due", "2025-02-30")),
    "day without hyphens": ("progress", put("due", "20251231")),
    "empty cell": ("values", put("wording", "")),
    "doubled key": ("values", lambda rows: rows.append(rows[1])),
    "reference to nothing": ("values", put("plan", "no-such-plan")),
    "missing column": ("values", drop("indicator")),
    "further column": ("values", add_column),
    "renamed column": ("values", lambda rows: rows[0].__setitem__(0, "name of another")),
    "short row": ("values", lambda rows: rows[1].__delitem__(-1)),
    "blank row": ("values", lambda rows: rows.insert(1, [])),
    "referenced rows gone": ("passages", lambda rows: rows.__delitem__(slice(1, None))),
}


@pytest.mark.parametrize(("table", "mutate"), BROKEN.values(), ids=BROKEN)
def test_csvw_finds_a_broken_cell(table: str, mutate: Mutation, example: Dataset, tmp_path: Path) -> None:
    metadata = write_folder(example, tmp_path)
    assert is_valid(metadata)
    file = tmp_path / f"{table}.csv"
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    mutate(rows)
    with file.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerows(rows)
    assert not is_valid(metadata)


@pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)
def test_keys_are_those_of_the_schemas(dataset: Dataset) -> None:
    """Of the references those that are never empty: csvw takes an empty cell for a broken one."""
    tables = json.loads(write_csvw(dataset, SITE))["tables"]
    found = {
        table["url"]: (
            table["tableSchema"].get("primaryKey"),
            [key["columnReference"] for key in table["tableSchema"].get("foreignKeys", [])],
        )
        for table in tables
    }
    assert found == {
        f"{table.name}.csv": (table.schema.get("primaryKey"), list_filled_keys(table))
        for table in dataset.tables
    }


def list_filled_keys(table: DataTable) -> list[list[str]]:
    """The columns of the foreign keys that must be filled."""
    needed = {
        field["name"] for field in table.schema["fields"] if field.get("constraints", {}).get("required")
    }
    return [key["fields"] for key in table.schema.get("foreignKeys", []) if needed.issuperset(key["fields"])]


@pytest.mark.parametrize("plan", REAL.plans, ids=lambda plan: plan.name)
def test_rows_are_about_the_anchors_of_their_plan(plan: Dataset, tmp_path: Path) -> None:
    groups = CSVW(str(write_folder(plan, tmp_path))).to_json()["tables"]
    rows = {Path(group["url"]).name: [row["describes"][0] for row in group["row"]] for group in groups}
    assert {
        "passages": [row["@id"] for row in rows["passages.csv"]],
        "tasks": [row["@id"] for row in rows["tasks.csv"]],
        "evidence": [row["passage"] for row in rows["values.csv"]],
    } == {
        "passages": [anchor(plan, row["id"], passage_address) for row in plan.table("passages").records()],
        "tasks": [anchor(plan, row["id"], task_address) for row in plan.table("tasks").records()],
        "evidence": [anchor(plan, row["passage"], passage_address) for row in plan.table("values").records()],
    }


def anchor(plan: Dataset, id_: object, address: Callable[[str], str]) -> str:
    """The whole address of something within a plan."""
    return absolute(SITE, address(id_among_all(plan.name, str(id_))))


def test_columns_speak_both_languages() -> None:
    tables = json.loads(write_csvw(REAL.combined, SITE))["tables"]
    columns = [column for table in tables for column in table["tableSchema"]["columns"]]
    assert all(all(column["titles"][language] for language in ("zh-Hans", "en")) for column in columns)
    assert all(len(column["dc:description"]) == 2 for column in columns)


TEXTS = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["#1", 'a,"b"', "a\nb", "=1+1", "</script>", "\u202eabc", "]]>", "  ", "{id}"]
)


# csvw rounds what has more than 28 digits.
NUMBERS = st.decimals(min_value=-(10**15), max_value=10**15, places=9)


@given(st.lists(TEXTS, min_size=1, max_size=5), NUMBERS)
def test_every_text_and_number_comes_back(texts: list[str], number: Decimal) -> None:
    described = {"title": "甲", "title_en": "a", "description": "乙", "description_en": "b"}
    fields = [
        {"name": name, "type": type_, **described}
        for name, type_ in (("id", "integer"), ("text", "string"), ("number", "number"))
    ]
    rows = tuple((place, text or None, number) for place, text in enumerate(texts))
    table = DataTable("texts", {"fields": fields, "primaryKey": ["id"]}, rows)
    with tempfile.TemporaryDirectory() as folder:
        metadata = write_folder(replace(REAL.combined, tables=(table,)), Path(folder))
        assert read_folder(metadata) == {"texts.csv": table.records()}


def test_the_same_data_give_the_same_bytes() -> None:
    again = publication_of(ROOT)
    assert [write_csvw(dataset, SITE) for dataset in again.datasets] == [
        write_csvw(dataset, SITE) for dataset in REAL.datasets
    ]
