"""The workbook: it opens, explains itself, and holds what Excel can hold."""

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from plans.dataset import Cell, Dataset, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_workbook import README, cut_text, workbook
from plans.load import read_catalog

TODAY = date(2026, 11, 22)
PLAN = "yunxi-2025-2027"
OFFICES = list(filter(None, map(shutil.which, ("soffice",))))
# Text in quotes where needed, cells as they are and not as they look, every sheet into a file of its own.
CSV_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def publication_of(root: Path) -> Publication:
    known = register(read_catalog(root))
    return publish(known, derive_results(known, TODAY), "https://example.org/", TODAY)


@pytest.fixture(scope="module")
def real(repository: Path) -> Publication:
    return publication_of(repository)


@pytest.fixture
def plan(example_root: Path) -> Dataset:
    return next(plan for plan in publication_of(example_root).plans if plan.name == PLAN)


def open_book(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def book_of(plan: Dataset, rows: list[tuple[Cell, ...]], *fields: dict[str, str]) -> Any:
    """The only sheet of a table."""
    table = DataTable("odd", {"fields": list(fields)}, tuple(rows))
    return open_book(workbook(replace(plan, tables=(table,))))["odd"]


def test_sheets_are_the_tables_after_the_explanation(plan: Dataset) -> None:
    book = open_book(workbook(plan))
    assert book.sheetnames == [README, *(table.name for table in plan.tables)]


def test_the_first_sheet_says_what_this_is(plan: Dataset) -> None:
    about = [row[:2] for row in open_book(workbook(plan))[README].iter_rows(values_only=True, max_row=10)]
    (source,) = plan.head["sources"]
    assert about == [
        ("标题 Title in Chinese", f"《{plan.head['title']}》目标数据"),
        ("英文标题 Title", f"{plan.head['plan']['title_en']}: target data"),
        ("简介 Description in Chinese", plan.head["description"]),
        ("英文简介 Description", plan.head["plan"]["description_en"]),
        ("来源 Source", source["title"]),
        ("原文权利 Rights in the text, in Chinese", "原文为国家机关公文，本站对原文不主张权利。"),
        (
            "原文权利（英文） Rights in the text",
            "The source is an official document of a state organ; this site claims no rights in it.",
        ),
        (
            "许可 Licence",
            "Creative Commons Attribution 4.0 https://creativecommons.org/licenses/by/4.0/",
        ),
        ("版本 Version", plan.head["version"]),
        ("网址 Address", f"https://example.org/plans/{PLAN}/"),
    ]


def test_the_first_sheet_explains_every_column(plan: Dataset) -> None:
    rows = list(open_book(workbook(plan))[README].iter_rows(values_only=True, max_col=8))
    start = next(place for place, row in enumerate(rows) if row[1] == "列 Column")
    keys = ("name", "type", "title", "title_en", "description", "description_en", "example")
    assert rows[start + 1 :] == [
        (table.name, *(field.get(key) for key in keys))
        for table in plan.tables
        for field in table.schema["fields"]
    ]


def test_a_header_stays_in_view_filters_and_explains_itself(plan: Dataset) -> None:
    sheet = open_book(workbook(plan))["values"]
    last = len(plan.table("values").rows) + 1
    comment = sheet["G1"].comment
    assert comment is not None
    assert (sheet.freeze_panes, sheet.auto_filter.ref, comment.text) == (
        "A2",
        f"A1:J{last}",
        "数值：原文印出的数字，不换算；只有文字（从无到有、零的突破、/）则留空。\n"
        "Value: The number as printed, not converted; empty where only words stand.",
    )


def test_numbers_look_as_printed_and_codes_stay_text(plan: Dataset) -> None:
    rows: list[tuple[Cell, ...]] = [
        (Decimal("2.20"), 2025, date(2025, 12, 31), "0012"),
        (Decimal("100000000000"), 7, date(1900, 3, 1), "=1+1"),
    ]
    fields = [{"name": name, "type": "string"} for name in "abcd"]
    sheet = book_of(plan, rows, *fields)
    assert [
        [(cell.value, cell.data_type, cell.number_format) for cell in row]
        for row in sheet.iter_rows(min_row=2)
    ] == [
        [
            (2.2, "n", "0.00"),
            (2025, "n", "0"),
            (datetime(2025, 12, 31), "d", "yyyy-mm-dd"),
            ("0012", "s", "General"),
        ],
        [
            (100000000000, "n", "0"),
            (7, "n", "0"),
            (datetime(1900, 3, 1), "d", "yyyy-mm-dd"),
            ("=1+1", "s", "General"),
        ],
    ]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Decimal("12345678901234567890"), "12345678901234567890"),
        (Decimal("0.1234567890123456"), "0.1234567890123456"),
        (Decimal("1E+400"), "1" + "0" * 400),
        (10**15 + 1, "1000000000000001"),
        (date(1900, 2, 28), "1900-02-28"),
        ("<r><t>x</t></r>", "<r><t>x</t></r>"),
        ("长" * 32_768, "长" * 32_757 + "……（截断 cut）"),
    ],
)
def test_what_excel_cannot_hold_is_text(cell: Cell, expected: str, plan: Dataset) -> None:
    found = book_of(plan, [(cell,)], {"name": "a", "type": "string"})["A2"]
    assert (found.value[-60:], len(found.value), found.data_type) == (expected[-60:], len(expected), "s")


@pytest.mark.parametrize(
    ("text", "units"), [("x" * 32_767, 32_767), ("😀" * 16_384, 32_766), ("x" + "😀" * 17_000, 32_767)]
)
def test_a_cut_text_fits_and_breaks_no_character(text: str, units: int) -> None:
    cut = cut_text(text)
    assert (len(cut.encode("utf-16-le")) // 2, cut.isprintable()) == (units, True)


def test_a_table_that_is_too_long_is_refused(plan: Dataset) -> None:
    table = DataTable("long", {"fields": [{"name": "a", "type": "integer"}]}, ((1,),) * 1_048_576)
    with pytest.raises(ValueError, match="xlsx: long has 1048576 rows"):
        workbook(replace(plan, tables=(table,)))


def test_a_workbook_does_not_tell_when_it_was_made(plan: Dataset) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook(plan))) as source:
        properties = source.read("docProps/core.xml").decode()
        made = {(entry.date_time, entry.external_attr >> 16) for entry in source.infolist()}
    assert properties.count("1980-01-01T00:00:00Z") == 2
    assert made == {((1980, 1, 1, 0, 0, 0), 0o600)}


def read_with_openpyxl(content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook, cells as text."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return {
        sheet.title: [[show(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


def show(cell: Any) -> str:
    return f"{cell:%Y-%m-%d}" if isinstance(cell, datetime) else "" if cell is None else str(cell)


def read_with_office(content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The sheets of a workbook as LibreOffice turns them into CSV."""
    (folder / "book.xlsx").write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [OFFICES[0], profile, "--headless", "--convert-to", CSV_FILTER, "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "book.xlsx")], check=True, capture_output=True, timeout=300)
    return {
        path.stem.removeprefix("book-"): list(csv.reader(io.StringIO(path.read_bytes().decode(), newline="")))
        for path in folder.glob("book-*.csv")
    }


OPENED_BY: list[Callable[[bytes, Path], dict[str, list[list[str]]]]] = [
    read_with_openpyxl,
    *([read_with_office] if OFFICES else []),
]


@pytest.mark.parametrize("read", OPENED_BY)
@pytest.mark.parametrize("place", [0, -1], ids=["plan", "all"])
def test_the_workbook_opens_with_every_row(
    read: Callable[[bytes, Path], dict[str, list[list[str]]]], place: int, real: Publication, tmp_path: Path
) -> None:
    dataset = real.datasets[place]
    sheets = read(workbook(dataset), tmp_path)
    assert list(sheets.pop(README)[0][:2]) == ["标题 Title in Chinese", sheets_title(dataset)]
    assert {name: len(rows) - 1 for name, rows in sheets.items()} == {
        table.name: len(table.rows) for table in dataset.tables
    }
    for table in dataset.tables:
        assert [tuple(map(same, row)) for row in sheets[table.name]] == [
            table.columns,
            *(tuple("" if cell is None else same(str(cell)) for cell in row) for row in table.rows),
        ]


def sheets_title(dataset: Dataset) -> str:
    return f"《{dataset.head['title']}》目标数据" if "plan" in dataset.head else dataset.head["title"]


def same(text: str) -> str:
    """A number without the zeros at its end: 2.20 and 2.2, 160.0 and 160 are the same."""
    try:
        return f"{Decimal(text).normalize():f}" if "." in text else text
    except ArithmeticError:
        return text
