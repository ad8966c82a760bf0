"""Every format read by a reader that is not ours: as many rows, the same keys, the same values in each."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import openpyxl
import pandas
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from plans.dataset import Cell, Dataset, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export import dataset_files
from plans.load import read_catalog

ROOT = Path(__file__).parents[1]
Rows = list[tuple[Any, ...]]
Files = Mapping[str, bytes]


def publication_of(root: Path) -> Publication:
    known = register(read_catalog(root))
    return publish(
        known, derive_results(known, date(2026, 11, 22)), "https://example.org/", date(2026, 11, 22)
    )


PUBLISHED = publication_of(ROOT)
DATASETS = {dataset.name: dataset for dataset in PUBLISHED.datasets}
LARGEST_EXACT = 10**15


def read_csv(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    text = files[f"{table.name}.csv"].decode()
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert tuple(header) == table.columns
    return [tuple(row) for row in rows]


def read_csv_with_pandas(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    content = io.BytesIO(files[f"{table.name}.csv"])
    frame = pandas.read_csv(content, dtype=str, keep_default_na=False)
    return [tuple(frame.columns), *frame.itertuples(index=False, name=None)][1:]


def read_csv_with_duckdb(
    files: Files, dataset: Dataset, table: DataTable, form: str = "delim = ',', quote = '\"', escape = '\"'"
) -> Rows:
    with NamedTemporaryFile(suffix=".csv") as file:
        Path(file.name).write_bytes(files[f"{table.name}.csv"])
        query = f"SELECT * FROM read_csv(?, header = true, all_varchar = true, {form})"
        rows = duckdb.connect().execute(query, [file.name]).fetchall()
    return [tuple(cell or "" for cell in row) for row in rows]


def read_csv_as_duckdb_guesses(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    """It finds out by itself how tables are written, unless they are made to mislead."""
    return read_csv_with_duckdb(files, dataset, table, "auto_detect = true")


def read_json(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    records = json.loads(files[f"{table.name}.json"], parse_float=Decimal)
    assert all(tuple(record) == table.columns for record in records)
    return [tuple(record.values()) for record in records]


def read_parquet_with_duckdb(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    with NamedTemporaryFile(suffix=".parquet") as file:
        Path(file.name).write_bytes(files[f"{table.name}.parquet"])
        query = duckdb.connect().execute("SELECT * FROM read_parquet(?)", [file.name])
        assert tuple(column[0] for column in query.description or ()) == table.columns
        return [tuple(row) for row in query.fetchall()]


def read_parquet_with_pandas(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    frame = pandas.read_parquet(io.BytesIO(files[f"{table.name}.parquet"])).astype(object)
    return list(frame.where(frame.notna(), None).itertuples(index=False, name=None))


def read_sqlite(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(files[f"{dataset.name}.sqlite"])
    return list(connection.execute(f'SELECT * FROM "{table.name}"'))


def read_workbook(files: Files, dataset: Dataset, table: DataTable) -> Rows:
    book = openpyxl.load_workbook(io.BytesIO(files[f"{dataset.name}.xlsx"]), read_only=True)
    header, *rows = book[table.name].iter_rows(values_only=True, max_col=len(table.columns))
    assert header == table.columns
    missing = [(None,) * len(table.columns)] * (len(table.rows) - len(rows))
    return [tuple(map(read_office_cell, row)) for row in [*rows, *missing]]


def read_office_cell(cell: Any) -> Any:
    """What XML cannot say is written as `_xHHHH_`, and that itself as `_x005F_xHHHH_`: Excel and LibreOffice
    read both, openpyxl leaves the first to its caller and takes the second for the first.
    """
    return unescape(cell) if isinstance(cell, str) else cell


def as_text(cell: Cell) -> str:
    """What stands in CSV, written out here once more: no exponent, lower case, ISO dates."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:f}" if isinstance(cell, Decimal) else "" if cell is None else str(cell)


def as_json(cell: Cell) -> Any:
    return cell.isoformat() if isinstance(cell, date) else cell


def as_double(cell: Cell) -> Any:
    return float(cell) if isinstance(cell, Decimal) else cell


def as_sqlite(cell: Cell) -> Any:
    return int(cell) if isinstance(cell, bool) else as_json(as_double(cell))


def as_office(cell: Cell) -> Any:
    """Dates with a time, numbers of more than 15 digits and dates before March 1900 as text."""
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day) if cell >= date(1900, 3, 1) else cell.isoformat()
    if isinstance(cell, bool | str | None):
        return read_office_cell(cell)
    digits = f"{Decimal(cell):f}".replace(".", "").strip("-0")
    return float(cell) if len(digits) <= 15 else as_text(cell)


READERS: Mapping[str, tuple[Callable[[Files, Dataset, DataTable], Rows], Callable[[Cell], Any]]] = {
    "csv": (read_csv, as_text),
    "csv, pandas": (read_csv_with_pandas, as_text),
    "csv, duckdb": (read_csv_with_duckdb, as_text),
    "csv, as duckdb guesses": (read_csv_as_duckdb_guesses, as_text),
    "json": (read_json, as_json),
    "parquet, duckdb": (read_parquet_with_duckdb, as_double),
    "parquet, pandas": (read_parquet_with_pandas, as_double),
    "sqlite": (read_sqlite, as_sqlite),
    "xlsx": (read_workbook, as_office),
}


@pytest.fixture(scope="module")
def published() -> dict[str, dict[str, bytes]]:
    """The files of each folder."""
    return {name: dataset_files(dataset) for name, dataset in DATASETS.items()}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", DATASETS)
def test_every_table_reads_as_its_source(
    name: str, reader: str, published: dict[str, dict[str, bytes]]
) -> None:
    read, expect = READERS[reader]
    dataset = DATASETS[name]
    found = {table.name: read(published[name], dataset, table) for table in dataset.tables}
    assert {table: len(rows) for table, rows in found.items()} == {
        table.name: len(table.rows) for table in dataset.tables
    }
    assert found == {table.name: [tuple(map(expect, row)) for row in table.rows] for table in dataset.tables}


@pytest.mark.parametrize("name", DATASETS)
def test_no_number_has_more_digits_than_a_double_gives_back(name: str) -> None:
    numbers = {
        cell
        for table in DATASETS[name].tables
        for row in table.rows
        for cell in row
        if isinstance(cell, Decimal | int)
    }
    assert {number for number in numbers if Decimal(repr(float(number))) != number} == set()
    assert {
        number for number in numbers if len(f"{Decimal(number):f}".replace(".", "").strip("-0")) > 15
    } == set()


def list_pieces() -> Iterator[str]:
    """What breaks formats: separators, line ends, formulas, markup, direction marks, other digits."""
    yield from (",", '"', "'", "\n", "\r\n", "\r", "\t", " ", "\\N", "\\", ";", "NULL", "NaN", "true")
    yield from ("=1+1", "+1", "-1", "@SUM(A1)", "0012", "1e5", "１２３", "2025-01-02", "500154", "1/2")
    yield from ("</script>", "<r>&</r>", "&lt;", "<!--", "]]>", "_x000D_", "%00", "{{", "\u2028")
    yield from (
        "\u202e",
        "\u200f",
        "\u2066",
        "\ufeff",
        "\u200b",
        "😀",
        "👨‍👩‍👧",
        "𠮷",
        "é",
        "e\u0301",
        "规划",
    )


TEXTS = st.one_of(
    st.lists(st.sampled_from(list(list_pieces())), min_size=1, max_size=4).map("".join),
    st.text(min_size=1, max_size=20),
    st.sampled_from(["长" * 32_767, "x" * 32_767, "😀" * 16_000]),
)
NUMBERS = st.one_of(
    st.sampled_from(["0.1", "1E-7", "12345678901234567890", "-14.90", "2.20", "100000000000", "0"]).map(
        Decimal
    ),
    st.decimals(min_value=-(10**18), max_value=10**18, places=4),
    st.decimals(min_value=-1, max_value=1, places=12),
)
ODD_SCHEMA = {
    "fields": [
        {"name": "text", "type": "string", "title": "=1+1", "title_en": '"a"', "description": "<r>b</r>"}
        | {"description_en": "'; DROP TABLE odd; --"},
        {"name": "number", "type": "number"},
        {"name": "integer", "type": "integer"},
        {"name": "truth", "type": "boolean"},
        {"name": "day", "type": "date"},
    ]
}
ROWS = st.lists(
    st.tuples(
        st.none() | TEXTS,
        st.none() | NUMBERS,
        st.none() | st.integers(-(2**63), 2**63 - 1),
        st.none() | st.booleans(),
        st.none() | st.dates(date(1, 1, 1)),
    ),
    max_size=6,
)


def odd_dataset(rows: Rows) -> Dataset:
    """A dataset of one table."""
    return Dataset("odd", PUBLISHED.combined.head, (DataTable("odd", ODD_SCHEMA, tuple(rows)),), {}, ())


def readers_of(rows: Rows) -> list[str]:
    """Readers that take the rows for what they are: pandas and DuckDB stumble over NUL in CSV."""
    has_nul = any("\0" in str(cell) for row in rows for cell in row)
    return [name for name in READERS if not (has_nul and name.startswith("csv, ")) and "guesses" not in name]


@given(ROWS)
@settings(max_examples=150)
def test_whatever_is_in_a_cell_comes_back(rows: Rows) -> None:
    dataset = odd_dataset(rows)
    files = dataset_files(dataset)
    found = {name: READERS[name][0](files, dataset, dataset.tables[0]) for name in readers_of(rows)}
    assert found == {name: [tuple(map(READERS[name][1], row)) for row in rows] for name in found}
