"""A table as text: typed cells go in, CSV and JSON records come out, every character and digit kept."""

import json
import re
from collections.abc import Iterable
from decimal import Decimal

from plans.dataset import Cell, DataTable

# The csv module leaves a lone carriage return without quotes, and readers take it for the end of a row.
QUOTED = re.compile(r'[",\r\n]')
BLANK_ROW = '""'
ENCODER = json.JSONEncoder(ensure_ascii=False)


def table_csv(table: DataTable) -> bytes:
    """CSV with a header: UTF-8 without BOM, LF, comma, quotes where needed; nothing for None."""
    lines = [csv_line(table.columns), *(csv_line(map(show_cell, row)) for row in table.rows)]
    return "".join(lines).encode()


def csv_line(cells: Iterable[str]) -> str:
    """One record; that of a single empty cell has quotes, for readers pass over blank lines."""
    return f"{','.join(map(csv_cell, cells)) or BLANK_ROW}\n"


def csv_cell(text: str) -> str:
    """The text, in quotes where it would end the cell."""
    return '"' + text.replace('"', '""') + '"' if QUOTED.search(text) else text


def show_cell(value: Cell) -> str:
    """The text of a cell; numbers without an exponent, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def table_json(table: DataTable) -> bytes:
    """A JSON array with one record a line; every record has all columns, null for None."""
    keys = [f"{json_cell(column)}: " for column in table.columns]
    lines = [
        "{" + ", ".join(key + json_cell(cell) for key, cell in zip(keys, row, strict=True)) + "}"
        for row in table.rows
    ]
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode() if lines else b"[]\n"


def json_cell(value: Cell) -> str:
    """A JSON value; a number with the digits that it has, however many."""
    if value is None:
        return "null"
    shown = show_cell(value)
    return shown if isinstance(value, bool | int | Decimal) else ENCODER.encode(shown)
