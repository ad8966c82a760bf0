"""Tables of a text that was flattened to one cell per line: text in, grids out.

A table begins where lines read as a header. Every reading of the header is a layout; the layout under which
the lines that follow make the most rows with the least left over is taken.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.draft_columns import Column, read_header
from plans.draft_grid_rows import Layout, Line, Parsed, parse_rows
from plans.draft_notice import Cell, Grid

MOST_HEADER_LINES = 16
LONGEST_CELL = 80
HEADING = re.compile(
    r"[(（][一二三四五六七八九十]+[)）]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]+[章节]|专栏|附件|附表|表\d"
)
FIRST_HEADERS = ("ordinal", "name", "category", "organization", "owner")


@dataclass(frozen=True, slots=True)
class Head:
    """One reading of header lines: the cells of one or two rows, and the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    columns: tuple[Column, ...]


def find_grids(text: str) -> tuple[Grid, ...]:
    """The tables of a text that was flattened, in its order."""
    lines = list_lines(text)
    grids, place = [], 0
    while place < len(lines):
        found = read_table(lines, place) if can_begin(lines[place]) else None
        if found:
            grids.append(found[0])
        place = found[1] if found else place + 1
    return tuple(grids)


def list_lines(text: str) -> list[Line]:
    """The lines that hold words, each with its place; tabs part cells as line ends do."""
    return [Line(match[0].rstrip(), match.start()) for match in re.finditer(r"[^\s][^\n\t]*", text)]


def can_begin(line: Line) -> bool:
    """Whether a table may begin with this line."""
    column = read_header(line.text) if len(line.text) <= 16 else None
    return column is not None and column.role in FIRST_HEADERS


def read_table(lines: Sequence[Line], place: int) -> tuple[Grid, int] | None:
    """The table that begins at a line and the line after it."""
    best: tuple[Head, Parsed] | None = None
    for size in range(2, MOST_HEADER_LINES + 1):
        header = lines[place : place + size]
        if len(header) < size or len(header[-1].text) > 20:
            break
        for head in read_heads(header):
            parsed = parse_rows(lines, place + size, Layout.of(head.columns), is_end)
            if best is None or parsed.score > best[1].score:
                best = (head, parsed)
    if best is None or len(best[1].rows) < 2:
        return None
    head, parsed = best
    caption = find_caption(lines, place)
    rows = (*head.rows, *parsed.rows)
    end = max(cell.end for row in rows for cell in row if cell)
    return Grid(caption, rows, lines[place].start, end), parsed.next


def is_end(line: Line) -> bool:
    """Whether a line cannot stand in a table: a heading, or a sentence."""
    return bool(HEADING.match(line.text)) or len(line.text) > LONGEST_CELL or line.text.endswith("。")


def find_caption(lines: Sequence[Line], place: int) -> str:
    """The short lines above a table, up to a heading of an annex or a box; its unit belongs to it."""
    above: list[str] = []
    for line in reversed(lines[max(place - 5, 0) : place]):
        if len(line.text) > 45 or line.text.endswith(("。", "；", "，")):
            break
        above.insert(0, line.text)
        if re.match(r"附件|附表|专栏|表\s*\d", line.text):
            break
        if len(above) >= 3:
            break
    return " ".join(above)


def read_heads(lines: Sequence[Line]) -> Iterator[Head]:
    """Every reading of header lines as cells of one row, or of two below a shared cell."""
    for cells, columns in merge_lines(tuple(lines)):
        figures = [column for column in columns if column.is_figure]
        if "group" not in {column.role for column in columns}:
            if figures and has_subject(columns):
                yield Head((cells,), columns)
        else:
            yield from spread_group(cells, columns)


def has_subject(columns: Sequence[Column]) -> bool:
    """Whether a column says what the figures are about, and no role but figures comes too often."""
    roles = [column.role for column in columns]
    once = all(roles.count(role) <= 1 for role in ("ordinal", "name", "unit", "attribute", "organization"))
    return once and any(role in roles for role in ("name", "organization", "owner", "lead"))


def merge_lines(lines: tuple[Line, ...]) -> Iterator[tuple[tuple[Cell, ...], tuple[Column, ...]]]:
    """Every cut of the lines into cells of one to three lines that all read as headers."""
    if not lines:
        yield (), ()
    for size in range(1, min(3, len(lines)) + 1):
        cell = join_lines(lines[:size])
        column = read_header(cell.text)
        if column:
            for cells, columns in merge_lines(lines[size:]):
                yield (cell, *cells), (column, *columns)


def join_lines(lines: Sequence[Line]) -> Cell:
    """One cell that was broken over lines."""
    return Cell("".join(line.text for line in lines), lines[0].start, lines[-1].end)


def spread_group(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Iterator[Head]:
    """The cells of a second header row stand below the one cell that spans them."""
    roles = [column.role for column in columns]
    group = roles.index("group")
    for size in range(1, len(cells) - group):
        first, second = cells[:-size], cells[-size:]
        below = columns[-size:]
        rest = columns[:group] + columns[group + 1 : -size]
        if (
            all(column.is_figure for column in below)
            and "group" not in (c.role for c in rest)
            and has_subject(rest)
        ):
            wide = Cell(cells[group].text, cells[group].start, cells[group].end, 1, size)
            upper = (*first[:group], *([wide] * size), *first[group + 1 :])
            lower = (*first[:group], *second, *first[group + 1 :])
            yield Head((upper, lower), (*columns[:group], *below, *columns[group + 1 : -size]))
    if roles.count("group") == 1 and roles[-1] != "ordinal":
        goal = Column("goal", words=columns[group].words)
        plain = (*columns[:group], goal, *columns[group + 1 :])
        if has_subject(plain):
            yield Head((cells,), plain)
