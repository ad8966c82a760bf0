"""Rules on the shape of tables: header, rows, cells, numbers, and the one allowed way to write them."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from typing import Any

from plans.canonical import field_names, select_whole, table_names
from plans.canonical_order import order_tables
from plans.load import read_records
from plans.model import Table, Text
from plans.rules_subject import Fault, Rule, Subject

PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
FORMULA = re.compile(r"[=@]|[+-][A-Za-z]|#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)")
Records = list[tuple[int, list[str]]]


def tables_can_be_read(subject: Subject) -> Iterator[Fault]:
    """A table is CSV and has at least its header."""
    for name, text in table_texts(subject):
        try:
            if not any(read_records(text)):
                yield Fault(f"{name}.csv", None, None, "")
        except csv.Error:
            row = count_readable(text) + 1
            yield Fault(f"{name}.csv", row, None, text.splitlines()[row - 1])


def count_readable(text: str) -> int:
    """How many records stand before the one that cannot be read."""
    count = 0
    with suppress(csv.Error):
        for _ in csv.reader(io.StringIO(text, newline=""), strict=True):
            count += 1
    return count


def table_texts(subject: Subject) -> Iterator[tuple[str, str]]:
    """The tables that are UTF-8, as text."""
    for name in table_names(subject.package):
        content = subject.package.files.get(f"{name}.csv")
        if content is not None:
            try:
                yield name, content.decode("utf-8-sig")
            except UnicodeDecodeError:
                continue


def table_records(subject: Subject) -> Iterator[tuple[str, Records]]:
    """The records of readable tables with the rows that a spreadsheet shows them in."""
    for name, text in table_texts(subject):
        try:
            records = list(enumerate(read_records(text), 1))
        except csv.Error:
            continue
        if records:
            yield name, records


def cells_are_parted_by_commas(subject: Subject) -> Iterator[Fault]:
    """The cells of a row are parted by commas."""
    for name, reading in subject.readings.items():
        for spot in reading.spots:
            if spot.damage == "separator":
                yield Fault(f"{name}.csv", 1, None, spot.found)


def header_is_that_of_the_schema(subject: Subject) -> Iterator[Fault]:
    """The first row names the columns of the schema, in order."""
    for name, reading in subject.readings.items():
        fields, header = list(field_names(subject.catalog.schemas, name)), list(reading.header)
        if header and header != fields:
            yield Fault(f"{name}.csv", 1, None, ",".join(header), advise_header(header, fields))


def advise_header(header: list[str], fields: list[str]) -> Text:
    """What differs between a header and the right one."""
    missing = [field for field in fields if field not in header]
    foreign = [field for field in header if field and field not in fields]
    twice = sorted({field for field in header if field and header.count(field) > 1})
    parts = [
        Text(zh + "、".join(names) + "；", en + ", ".join(names) + "; ")
        for zh, en, names in (
            ("缺少 ", "missing: ", missing),
            ("多出 ", "unknown: ", foreign),
            ("重复 ", "repeated: ", twice),
        )
        if names
    ]
    if not set(header) & set(fields):
        parts = [
            Text("这不是表头，表头之上也不能有别的行；", "this is no header, and nothing stands above it; ")
        ]
    parts = parts or [Text("列的顺序不对；", "the order differs; ")]
    zh, en = "".join(part.zh for part in parts), "".join(part.en for part in parts)
    line = ",".join(fields)
    return Text(f"{zh}第一行应为 {line}", f"{en}the first row must be {line}")


def rows_are_as_wide_as_the_header(subject: Subject) -> Iterator[Fault]:
    """Every row has as many cells as the header."""
    for name, reading in subject.readings.items():
        for line, cells in reading.ragged:
            width = advise_width(len(reading.names), len(cells))
            yield Fault(f"{name}.csv", line, None, ",".join(cells), width)


def advise_width(expected: int, found: int) -> Text:
    """How many cells there are too many or too few."""
    return Text(
        f"应有 {expected} 个单元格，实有 {found} 个：多半是缺了逗号，或者含逗号的文字没有加英文双引号。",
        f"{expected} cells are needed and {found} are there: a comma is missing, or a text needs quotes.",
    )


def rows_are_not_blank(subject: Subject) -> Iterator[Fault]:
    """No row is blank."""
    for name, reading in subject.readings.items():
        for spot in reading.spots:
            if spot.damage == "empty-rows":
                yield Fault(f"{name}.csv", spot.row, None, "")


def cells_are_trimmed(subject: Subject) -> Iterator[Fault]:
    """No cell begins or ends with white space or holds a line break."""
    for name, reading in subject.readings.items():
        for spot in reading.spots:
            if spot.damage == "spaces":
                yield Fault(f"{name}.csv", spot.row, spot.field, f"“{spot.found}”")


def numbers_are_plain(subject: Subject) -> Iterator[Fault]:
    """Numbers and years are written in plain digits."""
    for table in subject.tables.values():
        for field in subject.catalog.schemas[f"tables/{table.name}"]["fields"]:
            if table.name in table_names(subject.package):
                yield from find_odd_numbers(table, field)


def find_odd_numbers(table: Table, field: dict[str, Any]) -> Iterator[Fault]:
    """Cells of a field that a lenient reader takes for a number or a year."""
    pattern = field.get("constraints", {}).get("pattern", "")
    for row in table.rows:
        cell = row[field["name"]]
        odd_number = field["type"] == "number" and not PLAIN_NUMBER.fullmatch(cell) and is_number(cell)
        if odd_number or (r"\d" in pattern and not cell.isascii() and re.match(pattern, cell)):
            yield Fault(table.path, row.line, field["name"], cell)


def is_number(cell: str) -> bool:
    """Whether Python would read a number."""
    try:
        Decimal(cell)
    except InvalidOperation:
        return False
    return True


def cells_are_no_formulas(subject: Subject) -> Iterator[Fault]:
    """No cell is a formula or what a spreadsheet leaves of a failed one."""
    for name, ((_, header), *rows) in table_records(subject):
        for line, cells in rows:
            for field, cell in zip(header, cells, strict=False):
                if FORMULA.match(cell.strip()):
                    yield Fault(f"{name}.csv", line, field, cell)


def cells_are_quoted_only_where_needed(subject: Subject) -> Iterator[Fault]:
    """A table is written with minimal quoting and one line end behind the last row."""
    for name, text in table_texts(subject):
        found = text.replace("\r\n", "\n").replace("\r", "\n")
        try:
            records = read_records(found)
        except csv.Error:
            continue
        expected = write_records(records)
        if records and found != expected:
            lines = zip(found.split("\n"), expected.split("\n"), strict=False)
            differing = ((row, line) for row, (line, other) in enumerate(lines, 1) if line != other)
            row, line = next(differing, (len(records), found.split("\n")[-1]))
            yield Fault(f"{name}.csv", row, None, line)


def write_records(records: Sequence[Sequence[str]]) -> str:
    """Records with minimal quoting."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\n").writerows(records)
    return out.getvalue()


def rows_are_in_order(subject: Subject) -> Iterator[Fault]:
    """The rows follow the notice."""
    tables = select_whole(subject.readings)
    ordered = order_tables(tables, subject.package.texts, subject.catalog.vocabulary)
    for name, table in tables.items():
        for row, right in zip(table.rows, ordered[name].rows, strict=True):
            if row.line != right.line:
                yield Fault(
                    table.path, row.line, None, ",".join(row.cells.values()), advise_order(right.line)
                )
                break


def advise_order(line: int) -> Text:
    """Which row belongs here."""
    return Text(
        f"这里应当是第 {line} 行；运行 make fix 重新排序。", f"Row {line} belongs here; run make fix to sort."
    )


SHAPE = (
    Rule(
        "T005",
        Text("表格可以读取，至少有表头", "The table can be read and has a header"),
        Text(
            "检查英文双引号是否成对；空表也要有表头。",
            "See that double quotes come in pairs; an empty table needs its header too.",
        ),
        "file",
        tables_can_be_read,
    ),
    Rule(
        "T006",
        Text("单元格之间用英文逗号分隔", "Cells are separated by commas"),
        Text("运行 make fix 改为逗号。", "Run make fix to change the separator."),
        "file",
        cells_are_parted_by_commas,
    ),
    Rule(
        "T007",
        Text("表头与规定的列完全一致", "The header names exactly the columns of the table"),
        Text("按规定的列改正第一行。", "Correct the first row."),
        "file",
        header_is_that_of_the_schema,
    ),
    Rule(
        "T008",
        Text("每行的单元格数与表头相同", "Every row has as many cells as the header"),
        Text(
            "补上缺少的逗号，或给含逗号的文字加英文双引号。",
            "Add the missing comma, or quote the text that holds one.",
        ),
        "file",
        rows_are_as_wide_as_the_header,
    ),
    Rule(
        "T009",
        Text("没有空行", "There are no blank rows"),
        Text("删去空行，或运行 make fix。", "Delete the row, or run make fix."),
        "file",
        rows_are_not_blank,
    ),
    Rule(
        "T010",
        Text("单元格首尾没有空白，中间没有换行", "A cell has no white space at its ends and no line break"),
        Text("删去多余的空白，或运行 make fix。", "Remove the white space, or run make fix."),
        "file",
        cells_are_trimmed,
    ),
    Rule(
        "T011",
        Text("数字和年份用半角数字直接书写", "Numbers and years are written in plain digits"),
        Text(
            "不用全角数字、千分位、科学计数法、前导零，也不写 NaN、INF；例如 1300、2.0、2027。",
            "No full-width digits, separators, exponents, leading zeros, NaN or INF; as in 1300, 2.0, 2027.",
        ),
        "package",
        numbers_are_plain,
    ),
    Rule(
        "T012",
        Text("单元格不是公式，也不是公式的报错", "A cell is no formula and no error of one"),
        Text("填写文字或数字本身。", "Write the text or the number itself."),
        "file",
        cells_are_no_formulas,
    ),
    Rule(
        "T013",
        Text("表格按规范书写", "The table is written in the one allowed form"),
        Text(
            "只在必要时加英文双引号，最后一行之后换行；运行 make fix 即可。",
            "Double quotes only where needed and a line end behind the last row; run make fix.",
        ),
        "file",
        cells_are_quoted_only_where_needed,
    ),
    Rule(
        "T014",
        Text("各行按原文的先后排列", "Rows follow the order of the notice"),
        Text("运行 make fix 重新排序。", "Run make fix to sort them."),
        "package",
        rows_are_in_order,
    ),
)
