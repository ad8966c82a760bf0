"""Tables as text: typed cells go in, CSV and JSON that other readers understand come out."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest

from plans.dataset import Cell, DataTable
from plans.export_table import show_cell, table_csv, table_json

AMOUNTS = DataTable(
    "amounts",
    {
        "fields": [
            {"name": "id", "type": "string"},
            {"name": "value", "type": "number"},
            {"name": "year", "type": "integer"},
            {"name": "due", "type": "date"},
            {"name": "reported", "type": "boolean"},
        ]
    },
    (
        ("甲,乙", Decimal("2E+9"), 2025, date(2025, 12, 31), True),
        ('丙 "丁"', Decimal("2.20"), 2026, None, False),
        (None, None, None, None, None),
    ),
)
AMOUNTS_CSV = """id,value,year,due,reported
"甲,乙",2000000000,2025,2025-12-31,true
"丙 ""丁""\",2.20,2026,,false
,,,,
"""
AMOUNTS_JSON = """[
{"id": "甲,乙", "value": 2000000000, "year": 2025, "due": "2025-12-31", "reported": true},
{"id": "丙 \\"丁\\"", "value": 2.20, "year": 2026, "due": null, "reported": false},
{"id": null, "value": null, "year": null, "due": null, "reported": null}
]
"""
EMPTY = DataTable(AMOUNTS.name, AMOUNTS.schema, ())


def one_cell(cell: Cell) -> DataTable:
    return DataTable("one", {"fields": [{"name": "cell", "type": "string"}]}, ((cell,),))


def test_csv_in_full() -> None:
    assert table_csv(AMOUNTS).decode() == AMOUNTS_CSV


def test_json_in_full() -> None:
    assert table_json(AMOUNTS).decode() == AMOUNTS_JSON


def test_a_table_without_rows() -> None:
    assert (table_csv(EMPTY), table_json(EMPTY)) == (b"id,value,year,due,reported\n", b"[]\n")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("a", b"a"),
        ("a b", b"a b"),
        ("=1+1", b"=1+1"),
        ("a,b", b'"a,b"'),
        ("a\nb", b'"a\nb"'),
        ("a\rb", b'"a\rb"'),
        ('"', b'""""'),
        (None, b'""'),
    ],
)
def test_quotes_stand_where_they_are_needed(cell: Cell, expected: bytes) -> None:
    content = table_csv(one_cell(cell))
    read = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert (content, read) == (b"cell\n" + expected + b"\n", [["cell"], [cell or ""]])


@pytest.mark.parametrize("number", ["0.1", "1E-7", "-14.90", "12345678901234567890", "1E+25", "0", "-0.0"])
def test_numbers_keep_their_digits(number: str) -> None:
    value = Decimal(number)
    (record,) = json.loads(table_json(one_cell(value)), parse_float=Decimal, parse_int=Decimal)
    assert (show_cell(value), Decimal(show_cell(value)), record["cell"]) == (f"{value:f}", value, value)


def test_no_byte_order_mark_and_no_carriage_return() -> None:
    contents = (table_csv(AMOUNTS), table_json(AMOUNTS))
    assert [content.startswith(b"\xef\xbb\xbf") or b"\r" in content for content in contents] == [False, False]
