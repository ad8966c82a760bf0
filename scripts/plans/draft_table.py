"""Grids in, figures out: header rows are read as columns, every other row as an indicator or a share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.draft_columns import Column, read_header
from plans.draft_figure import NO_UNIT, Figure, Owner, doubt
from plans.draft_grid_rows import NO_NUMBER, NUMBERLIKE
from plans.draft_lexicon import HOPE, REACH, UNIT
from plans.draft_notice import Cell, Grid
from plans.draft_period import RANGE, Frame
from plans.evidence import read_wording, strip_space
from plans.model import Text

Row = Sequence[Cell | None]
ATTRIBUTES = {"预期性": "expected", "约束性": "binding"}
PART = re.compile(r"^(?:其中[:：]?|[#＃]|——|—|-{1,2}|[①-⑳])")
TOTAL = re.compile(r"^(?:合计|总计|小计|共计|全区|全市|全县|总数)(?:[(（].*)?$")
NAME_UNIT = re.compile(rf"[(（\[【](?:单位[:：])?({UNIT})[)）\]】]?$|[,，]({UNIT})$|([%％])$")
CAPTION_UNIT = re.compile(rf"(?:计量)?单位[:：]({UNIT}(?:[、,，/／]{UNIT})*)")
CAPTION_TAIL = re.compile(
    r"(?:目标)?(?:任务)?(?:年度)?(?:目标)?(?:任务)?(?:分解|分配|安排|计划|明细|一览|情况|汇总|任务)+表.*$"
)
CAPTION_HEAD = re.compile(r"^(?:附件|附表|专栏|表)[0-9一二三四五六七八九十\-—.．:：]*")
HEADER_TAIL = re.compile(
    r"[(（].{0,8}[)）]?$|(?:预期|规划|年度)?(?:目标|任务|计划|指标)(?:值|任务|目标|数|分解)?$|^(?:实际|预计|完成|现状)?值?$"
)
SOURCE_DOUBT = Text(
    "这一行少了格子，数字可能对错年份。", "Cells are missing in this row: the years may be wrong."
)
GUESSED = Text("表头没有印年份，按规划期取。", "The header prints no year: that of the plan is taken.")


@dataclass(frozen=True, slots=True)
class Subject:
    """What the figures of a row are about, and what its other cells say."""

    name: str
    unit: str
    start: int
    end: int
    number: str = ""
    parent: str = ""
    attribute: str = ""
    organization: str = ""
    owners: tuple[Owner, ...] = ()
    is_whole: bool = True
    is_share: bool = False


def read_grid(grid: Grid, frame: Frame) -> Iterator[Figure]:
    """The figures of a table; none where its header is not understood."""
    size = count_header(grid)
    columns = read_columns(grid, size)
    if not size or not any(column.is_figure for column in columns):
        return
    top = ""
    for row in grid.rows[size:]:
        subject = read_subject(row, columns, grid, top)
        if subject is None:
            continue
        if not subject.parent:
            top = subject.name
        for index, cell in enumerate(row[: len(columns)]):
            column = columns[index]
            if column.is_figure and cell and cell.text.strip():
                yield from read_cell(cell, column, subject, Place(columns, index, grid, frame))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a cell stands: its column among all, its table, the years of the plan."""

    columns: Sequence[Column]
    index: int
    grid: Grid
    frame: Frame


def count_header(grid: Grid) -> int:
    """How many rows at the top are header: words of a header in them and no number but years."""
    count = 0
    for row in grid.rows[:4]:
        texts = [strip_space(cell.text) for cell in row if cell and cell.text.strip()]
        if any(NUMBERLIKE.fullmatch(text) and not re.fullmatch("20[0-9]{2}年?", text) for text in texts):
            break
        if count and len(set(texts)) == 1:
            break
        count += 1
    known = [read_header(cell.text) for row in grid.rows[:count] for cell in row if cell]
    return count if any(known) and count < len(grid.rows) else 0


def read_columns(grid: Grid, size: int) -> tuple[Column, ...]:
    """The columns; one whose header says nothing known is a measure or a name by what it holds."""
    width = max((len(row) for row in grid.rows), default=0)
    columns: list[Column] = []
    for index in range(width):
        texts = list_texts([row[index] for row in grid.rows[:size] if index < len(row)])
        body = [row[index] for row in grid.rows[size:] if index < len(row)]
        column = join_header(texts)
        if column.role in ("group", "measure", "name") and is_numeric(body):
            role = "goal" if column.role == "group" else "measure"
            column = replace(column, role=role)
        elif column.role in ("measure", "group"):
            known = {done.role for done in columns} & {"name", "organization"}
            column = replace(column, role="note" if known else "name")
        columns.append(column)
    return tuple(columns)


def list_texts(cells: Sequence[Cell | None]) -> list[str]:
    """The different texts of header cells from top to bottom."""
    texts: list[str] = []
    for cell in cells:
        text = strip_space(cell.text) if cell else ""
        if text and text not in texts:
            texts.append(text)
    return texts


def join_header(texts: Sequence[str]) -> Column:
    """One column of the header cells above each other: the words together, else the lowest that is known."""
    whole = read_header("".join(texts))
    if whole:
        return whole
    for index in range(len(texts) - 1, -1, -1):
        column = read_header(texts[index])
        if column and column.is_figure:
            named = [text for text in texts if text != texts[index] and read_header(text) is None]
            return replace(column, words="measure:" + "".join(named)) if named else column
        if column:
            return column
    return Column("measure", words="".join(texts))


def is_numeric(cells: Sequence[Cell | None]) -> bool:
    """Whether most of the cells are numbers."""
    texts = [strip_space(cell.text) for cell in cells if cell and cell.text.strip()]
    return bool(texts) and sum(bool(NUMBERLIKE.fullmatch(text)) for text in texts) * 2 > len(texts)


def read_subject(row: Row, columns: Sequence[Column], grid: Grid, top: str) -> Subject | None:
    """The subject of a row, None for a row that names none or that one cell spans."""
    cells = {column.role: cell for column, cell in reversed(list(zip(columns, row, strict=False))) if cell}
    key = next((role for role in ("name", "organization", "owner", "lead") if role in cells), "")
    if not key or len({(cell.start, cell.end) for cell in row if cell}) < 2:
        return None
    own = [cell for cell in row if cell and cell.row_span == 1] + [cells[key]]
    words = strip_space(cells[key].text)
    first = cells["ordinal"].start if "ordinal" in cells and cells["ordinal"].text.strip() else 0
    starts = [cell.start for cell in own if cell.start >= first]
    span = (min(starts), max(cell.end for cell in own))
    figures = [cell for column, cell in zip(columns, row, strict=False) if column.is_figure]
    whole = all(figures)
    if key != "name":
        name, unit = name_by_caption(grid.caption)
        return Subject(name, unit, *span, organization="" if TOTAL.match(words) else words, is_share=True)
    name, unit = split_unit(PART.sub("", words))
    printed = strip_space(cells["unit"].text) if "unit" in cells else ""
    number = strip_space(cells["ordinal"].text) if "ordinal" in cells else ""
    part = bool(PART.match(words)) or ("ordinal" in {c.role for c in columns} and not number)
    return Subject(
        name=name,
        unit=printed or unit or name_by_caption(grid.caption)[1],
        start=span[0],
        end=span[1],
        number=number,
        parent=top if part and top != name else "",
        attribute=ATTRIBUTES.get(strip_space(cells["attribute"].text), "") if "attribute" in cells else "",
        owners=read_owners(cells),
        is_whole=whole,
    )


def read_owners(cells: dict[str, Cell]) -> tuple[Owner, ...]:
    """Who answers for the indicator of a row."""
    roles = (("lead", "lead"), ("owner", "responsible"))
    return tuple(
        Owner(role, name, cells[key].start, cells[key].end)
        for key, role in roles
        if key in cells
        for name in re.split("[、,，;；/\\s]+", cells[key].text.strip())
        if name
    )


def split_unit(words: str) -> tuple[str, str]:
    """The name of an indicator and the unit printed in it, whose closing bracket may be lost."""
    match = NAME_UNIT.search(words)
    unit = next((found for found in match.groups() if found), "") if match else ""
    name = words[: match.start()] if match else words
    return re.sub(rf"(?:{REACH}|{HOPE})$", "", name), unit.replace("％", "%")


def name_by_caption(caption: str) -> tuple[str, str]:
    """The indicator that a table of shares is named for, and the unit that stands above it."""
    words = strip_space(caption)
    unit = CAPTION_UNIT.search(words)
    name = CAPTION_UNIT.sub("", words).replace("（）", "").replace("()", "")
    name = CAPTION_TAIL.sub("", RANGE.sub("", CAPTION_HEAD.sub("", name)))
    return re.sub(r"^20\d\d年|[“”\"()（）]", "", name), unit[1] if unit else ""


def read_cell(cell: Cell, column: Column, subject: Subject, place: Place) -> Iterator[Figure]:
    """The figure of a cell: its number, or the words that stand for one."""
    period, kind, confidence = read_period(column, place)
    wording = strip_space(cell.text)
    numbers = read_wording(wording).numbers
    if not period or len(numbers) > 1 or (not numbers and not NO_NUMBER.fullmatch(wording)):
        return
    name, unit = name_figure(column, subject)
    printed = re.search(rf"[0-9]({UNIT})", wording)
    figure = Figure(
        name=name,
        value=numbers[0] if numbers else "",
        unit=(printed[1].replace("％", "%") if printed else unit) if numbers else "",
        period=period,
        kind=kind,
        wording=wording,
        start=min(subject.start, cell.start),
        end=max(subject.end, cell.end),
        confidence=confidence,
        origin="table",
        number=subject.number,
        parent=subject.parent,
        attribute=subject.attribute,
        organization=subject.organization,
        owners=subject.owners,
    )
    if confidence < 0.9:
        figure = doubt(figure, confidence, GUESSED)
    if numbers and not figure.unit:
        figure = doubt(figure, 0.75, NO_UNIT)
    yield figure if subject.is_whole else doubt(figure, 0.6, SOURCE_DOUBT)


def name_figure(column: Column, subject: Subject) -> tuple[str, str]:
    """The name and unit of a figure: the row's, or those that the header of its column prints."""
    if column.words.startswith("measure:") or column.role == "measure":
        return split_unit(column.words.removeprefix("measure:"))
    if column.role == "growth":
        return (subject.name if "年均" in subject.name else f"{subject.name}年均增长"), "%"
    behind = HEADER_TAIL.sub("", column.words) if column.role == "year" and subject.is_share else ""
    if subject.name and behind and not subject.name.endswith(behind):
        overlap = next((n for n in range(len(behind), 0, -1) if subject.name.endswith(behind[:n])), 0)
        return subject.name + behind[overlap:], subject.unit
    return subject.name, subject.unit


def read_period(column: Column, place: Place) -> tuple[str, str, float]:
    """The period and the kind of a column's figures, and how certain they are."""
    frame = place.frame
    years = [int(other.period) for other in place.columns if other.role == "year"]
    if column.role == "year":
        past = frame.is_past(int(column.period)) or bool(
            re.search("实际|现状|基期|完成(?!目标)", column.words)
        )
        return column.period, "actual" if past else "target", 0.97
    if column.role == "change" and len(years) > 1:
        return f"{min(years)}/{max(years)}", "change", 0.95
    if column.role in ("growth", "total") and "/" in column.period:
        return column.period, "actual" if frame.is_past(int(column.period[-4:])) else "target", 0.95
    last = int(column.period or max(years, default=frame.end) or 0)
    if column.role in ("growth", "total") and last:
        return frame.span(last), "actual" if frame.is_past(last) else "target", 0.9
    if column.role == "base" and frame.start:
        return str(frame.start - 1), "actual", 0.6
    year = re.search(r"(20\d\d)年(?![-—–至])", strip_space(place.grid.caption))
    period = year[1] if year else str(frame.end or "")
    return period, "target", 0.9 if year else 0.75
