"""The database: keys that hold, views that answer, columns that are explained."""

import sqlite3
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas
import pytest

from plans.dataset import Cell, Dataset, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_sqlite import create_indexes, create_table, database
from plans.load import read_catalog

ROOT = Path(__file__).parents[1]
PLAN = "yunxi-2025-2027"
FIRM = {"name": "firm's id", "type": "string", "constraints": {"required": True}}
FIELDS: list[dict[str, Any]] = [
    FIRM,
    {"name": "kind", "type": "string", "constraints": {"enum": ["a", "b'"]}},
    {"name": "parent", "type": "string"},
    {"name": "unit", "type": "string"},
    {"name": "amount", "type": "number"},
    {"name": "founded", "type": "date"},
    {"name": "listed", "type": "boolean"},
]
FIRMS = {
    "fields": FIELDS,
    "primaryKey": ["firm's id"],
    "foreignKeys": [
        {"fields": ["parent"], "reference": {"resource": "", "fields": ["firm's id"]}},
        {"fields": ["unit"], "reference": {"resource": "units", "fields": ["id"]}},
    ],
}


def publication_of(root: Path) -> Publication:
    known = register(read_catalog(root))
    return publish(
        known, derive_results(known, date(2026, 11, 22)), "https://example.org/", date(2026, 11, 22)
    )


DATASETS = {dataset.name: dataset for dataset in publication_of(ROOT).datasets}


@pytest.fixture
def plan(example_root: Path) -> Dataset:
    return next(plan for plan in publication_of(example_root).plans if plan.name == PLAN)


@pytest.fixture(scope="module")
def all_plans() -> sqlite3.Connection:
    return open_database(database(DATASETS["all"]))


def open_database(content: bytes) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(content)
    return connection


def firms(rows: tuple[tuple[Cell, ...], ...]) -> DataTable:
    return DataTable("firms", FIRMS, rows)


def test_a_table_says_what_its_schema_demands() -> None:
    table = firms(())
    assert [create_table(table), *create_indexes(table)] == [
        """CREATE TABLE "firms" (
  "firm's id" TEXT NOT NULL,
  "kind" TEXT CHECK ("kind" IN ('a', 'b''')),
  "parent" TEXT,
  "unit" TEXT,
  "amount" REAL,
  "founded" DATE,
  "listed" BOOLEAN,
  PRIMARY KEY ("firm's id"),
  FOREIGN KEY ("parent") REFERENCES "firms" ("firm's id"),
  FOREIGN KEY ("unit") REFERENCES "units" ("id")
)""",
        """CREATE INDEX "firms_parent" ON "firms" ("parent")""",
    ]


@pytest.mark.parametrize(
    ("rows", "broken"),
    [
        (((None, None, None, None, None, None, None),), "NOT NULL"),
        ((("x", "c", None, None, None, None, None),), "CHECK"),
        ((("x", "a", None, None, None, None, None), ("x", "a", None, None, None, None, None)), "UNIQUE"),
    ],
)
def test_rows_that_break_their_table_are_refused(
    rows: tuple[tuple[Cell, ...], ...], broken: str, plan: Dataset
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=broken):
        database(replace(plan, tables=(firms(rows),)))


def test_cells_have_the_types_of_their_columns() -> None:
    row = ("x", "b'", None, "家", Decimal("2.20"), date(2025, 12, 31), True)
    content = database(replace(DATASETS["vocabulary"], tables=(DataTable("f", {"fields": FIELDS}, (row,)),)))
    types = ", ".join(f'''typeof("{field["name"]}")''' for field in FIELDS)
    connection = open_database(content)
    assert connection.execute("SELECT * FROM f").fetchall() == [("x", "b'", None, "家", 2.2, "2025-12-31", 1)]
    assert connection.execute(f"SELECT {types} FROM f").fetchone() == (
        *("text", "text", "null", "text"),
        *("real", "text", "integer"),
    )


@pytest.mark.parametrize("name", DATASETS)
def test_keys_hold_and_the_file_is_whole(name: str) -> None:
    connection = open_database(database(DATASETS[name]))
    checks = ("foreign_key_check", "integrity_check", "page_size", "encoding")
    assert [connection.execute(f"PRAGMA {check}").fetchall() for check in checks] == [
        [],
        [("ok",)],
        [(4096,)],
        [("UTF-8",)],
    ]


@pytest.mark.parametrize("name", DATASETS)
def test_every_reference_of_the_schema_is_a_foreign_key(name: str) -> None:
    connection = open_database(database(DATASETS[name]))
    for table in DATASETS[name].tables:
        found = connection.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
        assert {(row[3], row[2], row[4]) for row in found} == {
            (key["fields"][0], key["reference"]["resource"] or table.name, key["reference"]["fields"][0])
            for key in table.schema.get("foreignKeys", ())
        }


def test_a_row_that_names_nothing_is_found(plan: Dataset) -> None:
    tables = tuple(
        replace(table, rows=table.rows[1:]) if table.name == "passages" else table for table in plan.tables
    )
    connection = open_database(database(replace(plan, tables=tables)))
    broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    assert {row[2] for row in broken} == {"passages"}


@pytest.mark.parametrize("name", DATASETS)
def test_the_database_explains_itself(name: str) -> None:
    connection = open_database(database(DATASETS[name]))
    tables = DATASETS[name].tables
    keys = ("title", "title_en", "description", "description_en", "example")
    assert connection.execute("SELECT name, rows FROM _tables").fetchall() == [
        (table.name, len(table.rows)) for table in tables
    ]
    assert connection.execute("SELECT * FROM _columns").fetchall() == [
        (table.name, field["name"], field["type"], *(field[key] for key in keys))
        for table in tables
        for field in table.schema["fields"]
    ]
    about = dict(connection.execute("SELECT property, text FROM _about"))
    assert (about["版本 Version"], about["网址 Address"]) == tuple(
        DATASETS[name].head[key] for key in ("version", "id")
    )


@pytest.mark.parametrize("name", DATASETS)
def test_every_view_is_explained(name: str) -> None:
    connection = open_database(database(DATASETS[name]))
    views = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'view' ORDER BY name"
    ).fetchall()
    told = connection.execute("SELECT name, description, description_en FROM _views ORDER BY name").fetchall()
    assert [name for name, _ in views] == [name for name, _, _ in told]
    assert [zh in sql and en in sql for (_, sql), (_, zh, en) in zip(views, told, strict=True)] == [
        True
    ] * len(told)


def test_the_targets_of_a_plan_stand_beside_their_quotes(plan: Dataset) -> None:
    rows = open_database(database(plan)).execute(
        "SELECT indicator, name, period, comparator, wording, passage, quote FROM targets_with_quotes"
    )
    quotes = {record["id"]: record["quote"] for record in plan.table("passages").records()}
    names = {record["id"]: record["name"] for record in plan.table("indicators").records()}
    stated = ("period", "comparator", "wording", "passage")
    assert Counter(rows) == Counter(
        (
            record["indicator"],
            names[record["indicator"]],
            *(record[key] for key in stated),
            quotes[record["passage"]],
        )
        for record in plan.table("values").records()
        if record["kind"] == "target"
    )


def test_every_target_stands_beside_the_words_that_state_it(all_plans: sqlite3.Connection) -> None:
    rows = all_plans.execute("SELECT id, year, state, wording, quote FROM targets_with_quotes").fetchall()
    states = {record["target"]: record["state"] for record in DATASETS["all"].table("progress").records()}
    squeezed = [("".join(wording.split()) in "".join(quote.split())) for *_, wording, quote in rows]
    assert (all(squeezed), {id_: state for id_, _, state, _, _ in rows}) == (True, states)
    assert all(str(year) in id_ for id_, year, *_ in rows)


def test_targets_that_are_due(all_plans: sqlite3.Connection) -> None:
    rows = all_plans.execute("SELECT id, due FROM due_targets").fetchall()
    expected = {
        (record["target"], str(record["due"]))
        for record in DATASETS["all"].table("progress").records()
        if record["state"] == "due"
    }
    assert (set(rows), [due for _, due in rows]) == (expected, sorted(due for _, due in rows))


def test_targets_that_compare(all_plans: sqlite3.Connection) -> None:
    rows = all_plans.execute("SELECT target, concept, normalized_value FROM comparable_targets").fetchall()
    assert sorted(rows) == sorted(
        (record["id"], record["concept"], float(str(record["normalized_value"])))
        for record in DATASETS["all"].table("targets").records()
        if record["match"] == "exact"
        and not record["organization"]
        and record["normalized_value"] is not None
    )


def test_targets_are_counted_by_area_and_year(all_plans: sqlite3.Connection) -> None:
    rows = all_plans.execute(
        "SELECT sum(targets), sum(numbers), sum(due) FROM targets_by_area_year"
    ).fetchone()
    targets = DATASETS["all"].table("targets").records()
    due = [record for record in DATASETS["all"].table("progress").records() if record["state"] == "due"]
    assert rows == (len(targets), len([t for t in targets if t["value"] is not None]), len(due))


def test_pandas_reads_a_view(all_plans: sqlite3.Connection) -> None:
    frame = pandas.read_sql_query("SELECT * FROM due_targets", all_plans, parse_dates=["due"])
    assert (str(frame["due"].dt.year.min()), bool(frame["quote"].notna().all())) == ("2023", True)


def test_the_usual_joins_use_an_index(all_plans: sqlite3.Connection) -> None:
    plan = all_plans.execute(
        """EXPLAIN QUERY PLAN SELECT * FROM targets_with_quotes WHERE concept = 'rd-intensity'"""
    ).fetchall()
    assert [line for *_, line in plan if line.startswith("SCAN")] == []


def test_the_same_dataset_gives_the_same_bytes(plan: Dataset) -> None:
    assert database(plan) == database(plan)
