"""XLSX: a dataset goes in, a workbook for people comes out: what it is, every column, then a sheet per table.

Every character is kept, those that XML lacks as `_xHHHH_`, which Excel reads. Beyond Excel's limits a number
(15 digits) and a date (before March 1900) stand as text, and a cut text (32,767 units) ends in a mark.
"""

import io
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from plans.dataset import Cell, Dataset, DataTable
from plans.export_readme import COLUMN_HEADER, TABLE_HEADER, list_about, list_columns, list_tables
from plans.export_table import show_cell
from plans.model import Text

README = "说明 Read me"
# A text stays a text, whatever it begins with; no file of ours lies between the cells and the bytes.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
# A workbook must not tell when it was made.
CREATED = datetime(1980, 1, 1)

# Limits of Excel: rows of a sheet, UTF-16 units of a cell, magnitudes of a number, decimals shown, first
# date: spreadsheets differ on the days before, since Excel counts a 29 February 1900.
ROWS = 1_048_576
UNITS = 32_767
CUT = "……（截断 cut）"
LARGEST, SMALLEST = Decimal("1e307"), Decimal("1e-307")
DECIMALS = 30
FIRST_DATE = date(1900, 3, 1)

# Widths of columns in characters; those of a table are measured on its first rows.
NARROWEST, WIDEST = 8, 48
MEASURED = 100
ABOUT_WIDTHS = (36, 22, 12, 24, 28, 60, 60, 28)
NOTE_SIZE = {"x_scale": 2.5, "y_scale": 1.5}

Styles = Mapping[str | int, Format]
"""Formats by use; those of numbers by their digits after the point, for they are shown as printed."""


def workbook(dataset: Dataset) -> bytes:
    """The file; raises ValueError where a table has more rows than a sheet."""
    buffer = io.BytesIO()
    with Workbook(buffer, OPTIONS) as book:
        book.set_properties({"title": dataset.head["title"], "created": CREATED})
        styles = make_styles(book)
        write_readme(book.add_worksheet(README), dataset, styles)
        for table in dataset.tables:
            if len(table.rows) >= ROWS:
                raise ValueError(
                    f"{dataset.name}.xlsx: {table.name} has {len(table.rows)} rows, Excel {ROWS}"
                )
            write_sheet(book.add_worksheet(table.name), table, styles)
    return buffer.getvalue()


def make_styles(book: Workbook) -> Styles:
    named: Mapping[str | int, Mapping[str, Any]] = {
        "head": {"bold": True, "bg_color": "#E8EDF3", "bottom": 1},
        "wrapped": {"text_wrap": True, "valign": "top"},
        "date": {"num_format": "yyyy-mm-dd", "align": "left"},
        "text": {},
        **{digits: {"num_format": f"0.{'0' * digits}" if digits else "0"} for digits in range(DECIMALS + 1)},
    }
    return {name: book.add_format(dict(properties)) for name, properties in named.items()}


def write_readme(sheet: Worksheet, dataset: Dataset, styles: Styles) -> None:
    """Title, source, rights and address; the tables; the columns of each table."""
    for place, width in enumerate(ABOUT_WIDTHS):
        sheet.set_column(place, place, width)
    row = 0
    for label, text in list_about(dataset):
        place_text(sheet, (row, 0), f"{label.zh} {label.en}", styles["head"])
        place_text(sheet, (row, 1), text, styles["text"])
        row += 1
    for header, lines in ((TABLE_HEADER, list_tables(dataset)), (COLUMN_HEADER, list_columns(dataset))):
        row = write_block(sheet, row + 1, header, lines, styles)


def write_block(
    sheet: Worksheet, row: int, header: Iterable[Text], lines: Iterable[Iterable[Cell]], styles: Styles
) -> int:
    """A header and its lines from a row on; returns the row below."""
    for place, title in enumerate(header):
        place_text(sheet, (row, place), f"{title.zh} {title.en}", styles["head"])
    for line in lines:
        row += 1
        for place, cell in enumerate(line):
            place_text(sheet, (row, place), show_cell(cell), styles["wrapped"])
    return row + 1


def write_sheet(sheet: Worksheet, table: DataTable, styles: Styles) -> None:
    """A table below its header, which stays in view, filters, and says in a note what the column holds."""
    last_row, last_column = max(len(table.rows), 1), len(table.columns) - 1
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.ignore_errors({"number_stored_as_text": f"A2:XFD{last_row + 1}"})
    for place, field in enumerate(table.schema["fields"]):
        sheet.set_column(place, place, measure(table, place))
        place_text(sheet, (0, place), field["name"], styles["head"])
        if "title" in field:
            sheet.write_comment(0, place, describe(field), NOTE_SIZE)
    for number, row in enumerate(table.rows, 1):
        for place, cell in enumerate(row):
            if cell is not None:
                WRITERS[type(cell)](sheet, (number, place), cell, styles)


def describe(field: Mapping[str, str]) -> str:
    """What a column holds, in both languages."""
    return f"{field['title']}：{field['description']}\n{field['title_en']}: {field['description_en']}"


def measure(table: DataTable, place: int) -> int:
    """A width that shows the name and the first cells of a column, within bounds."""
    shown = [table.columns[place], *(show_cell(row[place]) for row in islice(table.rows, MEASURED))]
    return max(NARROWEST, min(WIDEST, max(map(width_of, shown)) + 2))


def width_of(text: str) -> int:
    """Characters of Chinese count twice."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def place_text(sheet: Worksheet, at: tuple[int, int], text: str, style: Format) -> None:
    """A text as it is, up to the limit of a cell.

    XlsxWriter takes `<r>…</r>` for markup of its own, unless it comes in two parts.
    """
    kept = cut_text(text)
    if kept.startswith("<r>"):
        sheet.write_rich_string(*at, kept[:1], style, kept[1:])
    else:
        sheet.write_string(*at, kept, style)


def cut_text(text: str) -> str:
    """The text, or as much of it as fits with the mark that it was cut."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * UNITS:
        return text
    return encoded[: 2 * (UNITS - len(CUT))].decode("utf-16-le", "ignore") + CUT


def write_number(sheet: Worksheet, at: tuple[int, int], value: Decimal | int, styles: Styles) -> None:
    """A number with its digits after the point as printed."""
    exponent = Decimal(value).as_tuple().exponent
    digits = max(0, -exponent) if isinstance(exponent, int) else 0
    if is_held(Decimal(value)):
        sheet.write_number(*at, float(value), styles[min(digits, DECIMALS)])
    else:
        place_text(sheet, at, show_cell(value), styles["text"])


def is_held(value: Decimal) -> bool:
    """Whether Excel gives the number back as it is."""
    within = value == 0 or SMALLEST < abs(value) < LARGEST
    return within and Decimal(f"{float(value):.15G}") == value


def write_date(sheet: Worksheet, at: tuple[int, int], value: date, styles: Styles) -> None:
    if value < FIRST_DATE:
        place_text(sheet, at, show_cell(value), styles["text"])
    else:
        sheet.write_datetime(*at, datetime.combine(value, time()), styles["date"])


WRITERS: Mapping[type, Callable[[Worksheet, tuple[int, int], Any, Styles], object]] = {
    str: lambda sheet, at, value, styles: place_text(sheet, at, value, styles["text"]),
    bool: lambda sheet, at, value, _: sheet.write_boolean(*at, value),
    int: write_number,
    Decimal: write_number,
    date: write_date,
}
