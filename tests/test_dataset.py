"""What is published: the combined tables are those of the plans, their ids unique, their references real."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from plans.dataset import Cell, Dataset, DataTable, read_cell
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.model import PLAN_TABLES, VOCABULARY_TABLES

TODAY = date(2026, 11, 22)
SITE = "https://example.org/plans-open/"
ROOT = Path(__file__).parents[1]


def publication_of(root: Path) -> Publication:
    found = register(read_catalog(root))
    return publish(found, derive_results(found, TODAY), SITE, TODAY)


REAL = publication_of(ROOT)
TABLES = {table.name: table for table in REAL.combined.tables}


@pytest.fixture
def example(example_root: Path) -> Dataset:
    return publication_of(example_root).combined


def column(table: DataTable, name: str) -> list[Cell]:
    place = table.columns.index(name)
    return [row[place] for row in table.rows]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("", "string", None),
        (None, "number", None),
        ("2.20", "number", Decimal("2.20")),
        ("2027", "integer", 2027),
        ("2025-12-31", "date", date(2025, 12, 31)),
        ("true", "boolean", True),
        ("007", "string", "007"),
        (Decimal(3), "number", Decimal(3)),
        (date(2025, 1, 2), "date", date(2025, 1, 2)),
    ],
)
def test_a_cell_has_the_type_of_its_column(text: Cell, type_: str, expected: Cell) -> None:
    assert read_cell(text, type_) == expected


def test_a_row_of_values_in_full(example: Dataset) -> None:
    (row,) = [
        record
        for record in example.table("values").records()
        if record["id"] == "yunxi-2025-2027.rd-intensity.2022/2024.change.base-2024-rd"
    ]
    assert row == {
        "id": "yunxi-2025-2027.rd-intensity.2022/2024.change.base-2024-rd",
        "figure": "yunxi-2025-2027.rd-intensity.2022/2024.change",
        "plan": "yunxi-2025-2027",
        "indicator": "yunxi-2025-2027.rd-intensity",
        "name": "全社会研发经费投入强度",
        "name_en": "R&D intensity",
        "concept": "rd-intensity",
        "match": "exact",
        "measure": "rate",
        "area": "yunxi",
        "area_code": "990101",
        "organization": None,
        "period": "2022/2024",
        "year": 2024,
        "kind": "change",
        "comparator": "eq",
        "value": Decimal("0.3"),
        "unit": "个百分点",
        "normalized_value": Decimal("0.3"),
        "base_unit": "个百分点",
        "wording": "提高0.3个百分点",
        "passage": "yunxi-2025-2027.base-2024-rd",
    }


@pytest.mark.parametrize("name", PLAN_TABLES)
def test_no_row_of_a_plan_is_lost(name: str) -> None:
    rows = Counter({plan.name: len(plan.table(name).rows) for plan in REAL.plans})
    assert Counter(column(TABLES[name], "plan")) == +rows


@pytest.mark.parametrize("name", VOCABULARY_TABLES)
def test_the_vocabulary_is_part_of_it(name: str) -> None:
    assert TABLES[name].rows == REAL.vocabulary.table(name).rows


@pytest.mark.parametrize("table", REAL.combined.tables, ids=lambda table: table.name)
def test_references_lead_to_rows(table: DataTable) -> None:
    lost = {
        (key["fields"][0], cell)
        for key in table.schema.get("foreignKeys", [])
        for cell in column(table, key["fields"][0])
        if cell is not None and cell not in column(TABLES[key["reference"]["resource"]], "id")
    }
    assert lost == set()


@pytest.mark.parametrize("table", REAL.combined.tables, ids=lambda table: table.name)
def test_keys_are_unique_and_required_cells_filled(table: DataTable) -> None:
    required = [
        field["name"] for field in table.schema["fields"] if field.get("constraints", {}).get("required")
    ]
    names = table.schema.get("primaryKey", table.columns)
    keys = [tuple(record[name] for name in names) for record in table.records()]
    assert [name for name in required if None in column(table, name)] == []
    assert [key for key, times in Counter(keys).items() if times > 1] == []


@pytest.mark.parametrize("table", REAL.combined.tables, ids=lambda table: table.name)
def test_columns_are_explained(table: DataTable) -> None:
    told = ("title", "title_en", "description", "description_en", "example")
    assert [
        field["name"] for field in table.schema["fields"] if not all(field.get(key) for key in told)
    ] == []
    assert [field for field in table.schema["fields"] if field["name"] == field["title_en"]] == []


def test_targets_are_figures_of_values() -> None:
    figures = set(column(TABLES["values"], "figure"))
    assert set(column(TABLES["targets"], "id")) <= figures


def test_every_dataset_has_an_address() -> None:
    assert [dataset.head["id"] for dataset in REAL.datasets] == [
        *(f"{SITE}plans/{plan.name}/" for plan in REAL.plans),
        f"{SITE}data/vocabulary/",
        f"{SITE}data/all/",
    ]
