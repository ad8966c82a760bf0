"""The rows of a flattened table: lines and a layout in, rows of cells out."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from plans.draft_columns import Column
from plans.draft_lexicon import UNIT
from plans.draft_notice import Cell

NUMBERLIKE = re.compile(
    rf"[≥≤><＞＜＝=±+\-—–－/／〔\[［(（]*[0-9０-９][0-9０-９.,，．]*(?:{UNIT})?"
    r"(?:[-—–~～][0-9０-９.]+)?(?:左右|以上|以下|以内|及以上|及以下|[余多])?[\]］〕)）%％]*"
)
NO_NUMBER = re.compile(
    r"[/／\\—–\-－]+|从无到有|(?:全部|基本)?[一-龥]{0,2}达标|全覆盖|完成[一-龥]*(?:任务|目标)|持平|待定|"
    r"(?:增长|增加|提高|提升|下降|降低|减少)[0-9０-９.]+.{0,5}|[≥≤><]?\s*[0-9.]+[一-龥/%％]{0,6}"
)
ORDINAL = re.compile(
    r"[0-9０-９]{1,3}|[(（][0-9０-９一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}"
)
UNNUMBERED = re.compile(r"合\s*计|总\s*计|小\s*计|共\s*计|其中|——")
CHINESE = {character: value for value, character in enumerate("零一二三四五六七八九十")}


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The place behind the line."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Layout:
    """How many cells of each kind a row has: text before the figures, figures, text behind them."""

    columns: tuple[Column, ...]
    before: tuple[str, ...]
    figures: int
    behind: tuple[str, ...]

    @classmethod
    def of(cls, columns: tuple[Column, ...]) -> "Layout":
        """The layout of columns whose figures stand side by side."""
        places = [index for index, column in enumerate(columns) if column.is_figure]
        if not places:
            return cls(columns, tuple(column.role for column in columns), 0, ())
        first, last = places[0], places[-1]
        roles = tuple(column.role for column in columns)
        return cls(columns, roles[:first], last - first + 1, roles[last + 1 :])

    @property
    def has_ordinal(self) -> bool:
        """Whether rows are numbered."""
        return "ordinal" in self.before


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows found, the line after them, and how well they fit."""

    rows: tuple[tuple[Cell | None, ...], ...]
    next: int
    score: float


def is_figure(line: Line) -> bool:
    """Whether a line may be the cell of a figure."""
    return bool(NUMBERLIKE.fullmatch(line.text) or NO_NUMBER.fullmatch(line.text))


def read_ordinal(line: Line) -> int:
    """The number of a row, 0 where the line is none."""
    digits = line.text.strip("()（）.、 ")
    if digits.isdecimal():
        return int(digits)
    return CHINESE.get(digits, 0) if ORDINAL.fullmatch(line.text) else 0


def parse_rows(lines: Sequence[Line], place: int, layout: Layout, is_end: Callable[[Line], bool]) -> Parsed:
    """Rows from a line on, as long as they fit; every cell counts for the layout, every gap against it."""
    rows: list[tuple[Cell | None, ...]] = []
    score, number = 0.0, 0
    while layout.figures and place < len(lines):
        taken = take_row(lines, place, layout, number)
        if taken is None or any(is_end(line) and not is_figure(line) for line in lines[place : taken.place]):
            break
        rows.append(taken.cells)
        score += sum(cell is not None for cell in taken.cells) - 3 * taken.gaps
        number = taken.number or number
        place = taken.place
    return Parsed(tuple(rows), place, score)


@dataclass(frozen=True, slots=True)
class Taken:
    """One row taken from the lines."""

    cells: tuple[Cell | None, ...]
    place: int
    number: int
    gaps: int


def take_row(lines: Sequence[Line], place: int, layout: Layout, number: int) -> Taken | None:
    """The row at a line: its number if it has one, words, figures, and the words behind them."""
    start, ordinal = place, 0
    if layout.has_ordinal and number + 1 == read_ordinal(lines[place]):
        ordinal, place = number + 1, place + 1
    words = take_words(lines, place)
    place += words
    figures = 0
    while figures < layout.figures and place + figures < len(lines) and is_figure(lines[place + figures]):
        if (
            layout.has_ordinal
            and figures
            and is_next_row(lines, place + figures, (ordinal or number) + 1, layout)
        ):
            break
        figures += 1
    if not words or not figures:
        return None
    place += figures
    behind = count_behind(lines, place, layout, (ordinal or number) + 1)
    middle = start + bool(ordinal)
    cells = (
        *fill_before(lines[start:middle], lines[middle : middle + words], layout),
        *fill([one(line) for line in lines[middle + words : place]], layout.figures),
        *fill_behind(lines[place : place + behind], layout),
    )
    gaps = layout.figures - figures + max(len(layout.behind) - behind, 0)
    return Taken(cells, place + behind, ordinal, gaps)


def is_next_row(lines: Sequence[Line], place: int, number: int, layout: Layout) -> bool:
    """Whether the number at a line is that of the next row although a figure is still missing."""
    following = lines[place + 1 : place + 2]
    return (
        not layout.behind
        and read_ordinal(lines[place]) == number
        and bool(following)
        and not is_figure(following[0])
        and not UNNUMBERED.match(following[0].text)
    )


def take_words(lines: Sequence[Line], place: int) -> int:
    """How many lines of words stand before the next figure, four at most."""
    count = 0
    while place + count < len(lines) and not is_figure(lines[place + count]):
        count += 1
        if count > 4:
            return 0
    return count if place + count < len(lines) else 0


def count_behind(lines: Sequence[Line], place: int, layout: Layout, number: int) -> int:
    """How many lines behind the figures belong to the row: all before the next number, else one a column."""
    if not layout.behind:
        return 0
    words = 0
    while place + words < len(lines) and not is_figure(lines[place + words]) and words < 6:
        words += 1
    numbered = place + words < len(lines) and read_ordinal(lines[place + words]) == number
    if numbered and layout.has_ordinal:
        return words
    return min(words, len(layout.behind))


def one(line: Line) -> Cell:
    """The cell of one line."""
    return Cell(line.text, line.start, line.end)


def join(lines: Sequence[Line]) -> Cell | None:
    """The cell of some lines."""
    return Cell("".join(line.text for line in lines), lines[0].start, lines[-1].end) if lines else None


def fill(cells: list[Cell], size: int) -> tuple[Cell | None, ...]:
    """So many cells, the missing ones at the end."""
    return (*cells, *([None] * (size - len(cells))))


def fill_before(ordinal: Sequence[Line], words: Sequence[Line], layout: Layout) -> tuple[Cell | None, ...]:
    """The cells before the figures: number, category, name (which may be broken over lines), unit."""
    rest = list(words)
    cells: dict[str, Cell | None] = {"ordinal": join(ordinal)}
    if "unit" in layout.before and len(rest) > 1 and re.fullmatch(UNIT, rest[-1].text):
        cells["unit"] = join([rest.pop()])
    texts = [role for role in layout.before if role not in ("ordinal", "unit")]
    if len(texts) > 1 and len(rest) >= len(texts):
        for role in texts[:-1]:
            cells[role] = join([rest.pop(0)])
    if texts:
        cells[texts[-1]] = join(rest)
    return tuple(cells.get(role) for role in layout.before)


def fill_behind(lines: Sequence[Line], layout: Layout) -> tuple[Cell | None, ...]:
    """The cells behind the figures; the last one takes what is left over."""
    size = len(layout.behind)
    if not size:
        return ()
    cells = [one(line) for line in lines[: size - 1]]
    last = join(lines[size - 1 :])
    return fill([*cells, *([last] if last else [])], size)
