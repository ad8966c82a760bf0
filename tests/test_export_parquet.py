"""Parquet: typed columns that say what they are, and folders by area of which readers open what they need."""

import io
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pandas
import pyarrow.dataset
import pyarrow.parquet
import pytest

from plans.dataset import Dataset, DataTable
from plans.dataset_publication import publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_parquet import partition_files, table_parquet
from plans.load import read_catalog

TODAY = date(2026, 11, 22)
KEPT = ("title", "title_en", "description", "description_en")
MIXED = DataTable(
    "mixed",
    {
        "fields": [
            {"name": "id", "type": "string", "title": "编号", "title_en": "Id"}
            | {"constraints": {"required": True}, "description": "唯一", "description_en": "Unique"},
            {"name": "value", "type": "number"},
            {"name": "year", "type": "integer"},
            {"name": "due", "type": "date"},
            {"name": "reported", "type": "boolean"},
        ]
    },
    (("x", Decimal("2.20"), 2025, date(2025, 12, 31), True), ("y", None, None, None, None)),
)


@pytest.fixture(scope="module")
def combined(repository: Path) -> Dataset:
    known = register(read_catalog(repository))
    return publish(known, derive_results(known, TODAY), "https://example.org/", TODAY).combined


@pytest.fixture(scope="module")
def folder(combined: Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The partitioned tables as they lie below `/data/all/`."""
    root = tmp_path_factory.mktemp("all")
    for path, content in partition_files(combined).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root / "by-area"


def open_file(content: bytes) -> Any:
    return pyarrow.parquet.ParquetFile(io.BytesIO(content))


def texts(metadata: dict[bytes, bytes] | None) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (metadata or {}).items()}


def test_columns_have_the_types_of_their_schema(combined: Dataset) -> None:
    schema = open_file(table_parquet(MIXED, combined)).schema_arrow
    assert [(field.name, str(field.type), field.nullable) for field in schema] == [
        ("id", "string", False),
        ("value", "double", True),
        ("year", "int64", True),
        ("due", "date32[day]", True),
        ("reported", "bool", True),
    ]


def test_pandas_keeps_empty_cells_apart_from_numbers(combined: Dataset) -> None:
    frame = pandas.read_parquet(io.BytesIO(table_parquet(MIXED, combined)))
    assert [str(type_) for type_ in frame.dtypes] == ["str", "float64", "Int64", "object", "boolean"]


def test_strings_are_dictionary_encoded_and_pages_compressed(combined: Dataset) -> None:
    group = open_file(table_parquet(combined.table("targets"), combined)).metadata.row_group(0)
    columns = [group.column(place) for place in range(group.num_columns)]
    encoded = {c.path_in_schema for c in columns if "RLE_DICTIONARY" in c.encodings}
    strings = {c.path_in_schema for c in columns if c.physical_type == "BYTE_ARRAY"}
    assert (encoded, {c.compression for c in columns}) == (strings, {"ZSTD"})


def test_a_file_says_what_it_and_its_columns_are(combined: Dataset) -> None:
    table = combined.table("targets")
    schema = open_file(table_parquet(table, combined)).schema_arrow
    about = texts(schema.metadata)
    about.pop("pandas")
    assert about == {
        "title": combined.head["title"],
        "title_en": "Targets of all plans",
        "table": "targets",
        "id": "https://example.org/data/all/",
        "version": combined.head["version"],
    }
    assert [texts(field.metadata) for field in schema] == [
        {key: field[key] for key in KEPT} for field in table.schema["fields"]
    ]


def test_a_table_without_rows_keeps_its_columns(combined: Dataset) -> None:
    file = open_file(table_parquet(DataTable("mixed", MIXED.schema, ()), combined))
    assert (file.metadata.num_rows, file.schema_arrow.names) == (0, list(MIXED.columns))


def test_the_same_table_gives_the_same_bytes(combined: Dataset) -> None:
    assert table_parquet(MIXED, combined) == table_parquet(MIXED, combined)


@pytest.mark.parametrize("name", ["targets", "values"])
def test_the_parts_are_the_whole(name: str, combined: Dataset, folder: Path) -> None:
    table = combined.table(name)
    names = ", ".join(f'"{column}"' for column in table.columns)
    query = f"SELECT {names} FROM read_parquet('{folder}/{name}/*/*.parquet', hive_partitioning = true)"
    expected = [
        tuple(float(cell) if isinstance(cell, Decimal) else cell for cell in row) for row in table.rows
    ]
    assert sorted(duckdb.connect().execute(query).fetchall(), key=str) == sorted(expected, key=str)


@pytest.mark.parametrize("name", ["targets", "values"])
def test_a_part_lacks_the_column_that_its_folder_names(name: str, combined: Dataset, folder: Path) -> None:
    columns = {tuple(pyarrow.parquet.read_schema(path).names) for path in (folder / name).rglob("*.parquet")}
    assert columns == {tuple(column for column in combined.table(name).columns if column != "area")}


@pytest.mark.parametrize("name", ["targets", "values"])
def test_duckdb_opens_the_file_of_the_area_alone(name: str, folder: Path) -> None:
    files = f"read_parquet('{folder}/{name}/*/*.parquet', hive_partitioning = true)"
    query = f"EXPLAIN SELECT count(*) FROM {files} WHERE area = 'kaizhou'"
    shown = "\n".join(plan for _, plan in duckdb.connect().execute(query).fetchall())
    assert f"Scanning Files: 1/{len(list((folder / name).iterdir()))}" in shown


def test_arrow_opens_the_file_of_the_area_alone(folder: Path) -> None:
    parts = pyarrow.dataset.dataset(folder / "targets", partitioning="hive")
    wanted = parts.get_fragments(pyarrow.dataset.field("area") == "kaizhou")
    assert [Path(part.path).parent.name for part in wanted] == ["area=kaizhou"]
