"""Due dates: the numbers of targets by plan or area and date go in, a calendar of years comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from plans.draw import INK, MUTED, TINT, Spec
from plans.draw_marks import (
    CARD,
    LEADING,
    SMALL,
    Block,
    Dot,
    Mark,
    Shape,
    Word,
    draw_marks,
    extent,
    stack,
    wrap,
)
from plans.model import Language, Text

State = Literal["past due", "reported", "to come"]

HEADER, PADDING, GAP, KEY_INDENT = 24, 10, 2, 20
NAME_WIDTH = {"zh": 90, "en": 96}
COUNT_SIZE, STATE_SIZE = 14, 10
PARTLY = Text("共 {}", "of {}")


@dataclass(frozen=True, slots=True)
class Look:
    """How cells of a state look: their ground, the colour of their words, their sign, word and meaning."""

    ground: str
    colour: str
    shape: Shape
    word: Text
    meaning: Text


LOOKS: Mapping[State, Look] = {
    "past due": Look(
        "#fde6d8",
        "#8a2f00",
        "triangle-up",
        Text("到期未报", "past due"),
        Text(
            "到期未报：到{today}期限已过，本站未收录实际值（不等于没有）",
            "past due: by {today} the date has passed and this site holds no actual value "
            "(which is not to say that none exists)",
        ),
    ),
    "reported": Look(
        "#eceff2",
        INK,
        "circle",
        Text("有实际值", "reported"),
        Text(
            "有实际值：本站已收录（不等于已完成）",
            "reported: this site holds the actual value (met or not)",
        ),
    ),
    "to come": Look(TINT, INK, "square", Text("", ""), Text("到{today}尚未到期", "not yet due by {today}")),
}


@dataclass(frozen=True, slots=True)
class Due:
    """How many targets are due on a day, and for how many of them this site holds the actual value."""

    name: Text
    day: date
    count: int
    reported: int = 0


@dataclass(frozen=True, slots=True)
class Tally:
    """The targets of one plan or area that are due within a year."""

    count: int
    past_due: int
    reported: int

    @property
    def state(self) -> State:
        if self.past_due:
            return "past due"
        return "reported" if self.reported == self.count else "to come"


Calendar = Mapping[Text, Mapping[int, Tally]]


def due_chart(dues: Sequence[Due], today: date, language: Language) -> Spec | None:
    """Names by years, names in the order given, with the number of targets in each cell; None without any."""
    if not dues:
        return None
    calendar = tally(dues, today)
    first, last = min(due.day.year for due in dues), max(due.day.year for due in dues)
    width = (CARD - NAME_WIDTH[language]) / (last - first + 1)
    lefts = {year: NAME_WIDTH[language] + width * (year - first) for year in range(first, last + 1)}
    head = Word(0, HEADER / 2, "", MUTED, SMALL, align="center")
    marks: list[Mark] = [replace(head, x=x + width / 2, text=str(year)) for year, x in lefts.items()]
    top = float(HEADER)
    for name, cells in calendar.items():
        lines = wrap(name[language], NAME_WIDTH[language] - 6, SMALL, 4)
        most = max(len(lines), *(len(draw_lines(cell, width, language)) for cell in cells.values()))
        bottom = top + most * LEADING + PADDING
        marks += stack(lines, 2, (top + bottom) / 2, Word(0, 0, "", INK, SMALL))
        for year, cell in cells.items():
            frame = Block(lefts[year] + GAP, top + GAP, lefts[year] + width, bottom, LOOKS[cell.state].ground)
            marks += draw_cell(cell, frame, language)
        top = bottom
    key, height = draw_key(calendar, top + GAP, today, language)
    return draw_marks([*marks, *key], CARD, height)


def tally(dues: Sequence[Due], today: date) -> Calendar:
    """The targets of each name by the year in which they are due, earlier years first."""
    calendar: dict[Text, dict[int, Tally]] = {due.name: {} for due in dues}
    for due in sorted(dues, key=lambda due: due.day):
        before = calendar[due.name].get(due.day.year, Tally(0, 0, 0))
        calendar[due.name][due.day.year] = Tally(
            before.count + due.count,
            before.past_due + (due.count - due.reported if due.day < today else 0),
            before.reported + due.reported,
        )
    return calendar


def draw_lines(cell: Tally, width: float, language: Language) -> list[Word]:
    """What stands in a cell: the number, its word where the column has room, and of how many it is."""
    look = LOOKS[cell.state]
    small = Word(0, 0, look.word[language], look.colour, STATE_SIZE, align="center")
    lines = [replace(small, text=str(cell.past_due or cell.count), size=COUNT_SIZE, weight=600)]
    if small.text and extent(small.text, STATE_SIZE) <= width:
        lines.append(small)
    if 0 < cell.past_due < cell.count:
        lines.append(replace(small, text=PARTLY[language].format(cell.count)))
    return lines


def draw_cell(cell: Tally, frame: Block, language: Language) -> list[Mark]:
    look = LOOKS[cell.state]
    lines = draw_lines(cell, frame.x2 - frame.x + GAP, language)
    x, first = (frame.x + frame.x2) / 2, (frame.y + frame.y2 - (len(lines) - 1) * LEADING) / 2
    sign = 5 if look.word.zh else 0
    marks: list[Mark] = [frame]
    for n, line in enumerate(lines):
        marks.append(replace(line, x=x + (0 if n else sign), y=first + n * LEADING))
    if sign:
        left = x + sign - extent(lines[0].text, COUNT_SIZE) / 2 - 7
        marks.append(Dot(left, first, look.colour, "white", look.shape, 36))
    return marks


def draw_key(calendar: Calendar, top: float, today: date, language: Language) -> tuple[list[Mark], float]:
    """What the cells of this chart mean, and where the picture ends."""
    states = {cell.state for cells in calendar.values() for cell in cells.values()}
    marks: list[Mark] = []
    for state, look in LOOKS.items():
        if state in states:
            meaning = look.meaning[language].format(today=today.isoformat())
            lines = wrap(meaning, CARD - KEY_INDENT - 4, SMALL, 3)
            bottom = top + len(lines) * LEADING + 4
            middle = top + 4 + LEADING / 2
            marks.append(Block(2, middle - 7, 16, middle + 7, look.ground))
            if look.word.zh:
                marks.append(Dot(9, middle, look.colour, "white", look.shape, 36))
            marks += stack(lines, KEY_INDENT, (top + 4 + bottom) / 2, Word(0, 0, "", MUTED, SMALL))
            top = bottom
    return marks, top + 6
