"""Facts: a question to the published tables goes in, its answer comes out marked with the question.

A question reads `progress?plan=kaizhou-2025-2027&state=due#count`: table, cells that rows must have, what is
asked of them; the answer stands in a `<data>` element whose value is the question, so that it can be checked.
"""

import html
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.draw_marks import plain
from plans.export_table import show_cell
from plans.page import Desk

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
NAMED = ((Decimal(10**9), "billion"), (Decimal(10**6), "million"))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a table: `count`, `distinct:` some fields, `min:` or `max:` of one, or a field that
    all rows share.
    """

    table: str
    measure: str
    where: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.table}?{'&'.join(f'{field}={value}' for field, value in self.where)}#{self.measure}"


def ask(table: str, measure: str, **where: str) -> Question:
    return Question(table, measure, tuple(where.items()))


def answer(question: Question, desk: Desk) -> str:
    """The answer as a cell of the published table would show it."""
    found_with = (desk.grouped.rows_with(question.table, *cell) for cell in question.where)
    rows = min(found_with, key=len)
    for field, value in question.where:
        rows = [row for row in rows if show_cell(getattr(row, field)) == value]
    kind, _, names = question.measure.partition(":")
    if kind == "count":
        return str(len(rows))
    found = [tuple(show_cell(getattr(row, name)) for name in (names or kind).split(",")) for row in rows]
    if kind == "distinct":
        return str(len(set(found)))
    cells = [cell for (cell,) in found if cell]
    order = max if kind == "max" else min
    return order(cells, key=lambda cell: (Decimal(cell) if is_number(cell) else 0, cell), default="")


def is_number(cell: str) -> bool:
    return cell.replace(".", "", 1).replace("-", "", 1).isdigit()


def number_of(question: Question, desk: Desk) -> int:
    """The answer where it is a whole number."""
    return int(answer(question, desk) or 0)


def show_fact(question: Question, desk: Desk) -> str:
    """The answer in the reader's language: 1234, 12.5, 2025年12月31日, 3 billion."""
    cell = answer(question, desk)
    if question.measure == "normalized_value":
        shown = name_number(Decimal(cell))
    elif is_number(cell):
        shown = plain(abs(Decimal(cell)))
    elif len(cell) == len("2025-12-31"):
        shown = show_date(date.fromisoformat(cell), desk)
    else:
        shown = cell.replace("/", "–")
    return f'<data value="{html.escape(str(question))}">{shown}</data>'


def name_number(number: Decimal) -> str:
    """45,000; 3 billion."""
    for size, name in NAMED:
        if number >= size and number % (size / 10) == 0:
            return f"{plain(number / size)} {name}"
    return f"{number:,f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:,f}"


def show_date(day: date, desk: Desk) -> str:
    """2025年12月31日, 31 December 2025."""
    if desk.language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def count(question: Question, desk: Desk, one: str, more: str = "") -> str:
    """“14 targets”, “1 plan”: for English, where the noun follows the number."""
    noun = one if number_of(question, desk) == 1 else more or f"{one}s"
    return f"{show_fact(question, desk)} {noun}"
