"""Lines and tables in the order of a file go in, the text and its tables with their places come out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plans.draft_notice import Cell, Grid

CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·《》（）〔〕、。，；："
BROKEN_LINE = re.compile(rf"(?<=[{CHINESE}])\s*\n\s*(?=\S)|(?<=\S)\s*\n\s*(?=[{CHINESE}])")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
UNIT_LINE = re.compile(r"^[（(]?单位[:：]")
LONGEST_CAPTION = 60
WIDEST = 200


class BrokenFileError(ValueError):
    """A file that its library cannot open."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Box:
    """A cell as a file has it: once, with the number of rows and columns that it covers."""

    text: str
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a file has it."""

    rows: tuple[tuple[Box, ...], ...]


Block = Line | Sheet
Places = list[list[Box | None]]


def smooth(words: str) -> str:
    """Words on one line: broken lines joined, runs of white space one space, invisible characters gone."""
    joined = BROKEN_LINE.sub("", INVISIBLE.sub("", words).strip())
    return re.sub(r"\s+", " ", joined)


def lay_out(blocks: Iterable[Block]) -> tuple[str, tuple[Grid, ...]]:
    """The text, a line for each paragraph and each row of a table, and the tables with their places."""
    lines: list[str] = []
    grids: list[Grid] = []
    place = 0
    for block in blocks:
        if isinstance(block, Line):
            new = [block.text] if block.text else []
        else:
            places = expand(block)
            new = [write_row(places, number) for number in range(len(places))]
            if new:
                grids.append(place_grid(places, place, find_caption(lines)))
        lines += new
        place += sum(len(line) + 1 for line in new)
    return "".join(f"{line}\n" for line in lines), tuple(grids)


def find_caption(lines: Sequence[str]) -> str:
    """What stands right above a table, with the line above that where it only names the unit."""
    last = lines[-1] if lines and "\t" not in lines[-1] else ""
    if UNIT_LINE.match(last) and len(lines) > 1:
        return f"{lines[-2]} {last}" if is_caption(lines[-2]) else last
    return last if is_caption(last) else ""


def is_caption(line: str) -> bool:
    """Whether a line is short enough to name a table."""
    return len(line) <= LONGEST_CAPTION and not line.endswith(("。", "；"))


def expand(sheet: Sheet) -> Places:
    """The cells at every place that they cover; rows that nothing begins in are left out."""
    places: Places = [[] for _ in sheet.rows]
    for number, row in enumerate(sheet.rows):
        column = 0
        for box in row:
            while column < len(places[number]) and places[number][column] is not None:
                column += 1
            put(box, places[number : number + (box.row_span or len(places))], column)
            column += box.column_span
    width = max(map(len, places), default=0)
    return [row + [None] * (width - len(row)) for row in places if any(box and box.text for box in row)]


def put(box: Box, rows: Sequence[list[Box | None]], column: int) -> None:
    """Put a cell at its places of some rows; the first cell at a place keeps it."""
    last = column + min(box.column_span, WIDEST)
    for row in rows:
        row += [None] * (last - len(row))
        row[column:last] = [here or box for here in row[column:last]]


def is_origin(places: Places, row: int, column: int) -> bool:
    """Whether a cell is printed at this place: the first of those that it covers."""
    box = places[row][column]
    above = row and places[row - 1][column] is box
    left = column and places[row][column - 1] is box
    return box is not None and not above and not left


def write_row(places: Places, row: int) -> str:
    """A row as a line of text, tabs between its places; a cell stands at the first place it covers."""
    return "\t".join(print_place(places, row, column) for column in range(len(places[row])))


def print_place(places: Places, row: int, column: int) -> str:
    """What is printed at a place of a table."""
    box = places[row][column]
    return box.text if box and is_origin(places, row, column) else ""


def place_grid(places: Places, start: int, caption: str) -> Grid:
    """The table with the place of every cell in the text, which it begins at `start`."""
    cells: dict[int, Cell] = {}
    end = start
    for row in range(len(places)):
        for column, box in enumerate(places[row]):
            if box and is_origin(places, row, column):
                spans = measure(places, row, column)
                cells[id(box)] = Cell(box.text, end, end + len(box.text), *spans)
            end += len(print_place(places, row, column)) + 1
    rows = tuple(tuple(cells[id(box)] if box else None for box in row) for row in places)
    return Grid(caption, rows, start, end - 1)


def measure(places: Places, row: int, column: int) -> tuple[int, int]:
    """How many rows and columns the cell covers that is printed at a place."""
    below = count_same(line[column] for line in places[row:])
    return below, count_same(iter(places[row][column:]))


def count_same(boxes: Iterator[Box | None]) -> int:
    """How many of the first cells are the very same."""
    first = next(boxes)
    count = 1
    for box in boxes:
        if box is not first:
            break
        count += 1
    return count
