"""Rules on tables that another program has spoilt: one line says it for all that follows from it."""

import re
from collections.abc import Iterable, Iterator, Sequence

from plans.canonical_damage import BY_ID, is_refused
from plans.canonical_reading import Reading
from plans.canonical_spot import Spot
from plans.model import Text
from plans.rules_subject import Fault, Rule, Subject

MOST_ROWS = 5
MOST_FOUND = 3
# what is said of the form of a file or its cells, if the file is mended: all of it is mended then
FORM = frozenset({"T001", "T002", "T003", "T006", "T007", "T009", "T010", "T013"})
NO_TABLE = frozenset({"workbook", "web-page"})
MEND = Text(
    "运行 make fix 即可全部理顺。没有 Python 的不用重做：在合并请求里说一声，由维护者运行。",
    "Run make fix, which mends all of it. Without Python nothing need be done again: say so in the pull "
    "request, and a maintainer runs it.",
)
MEND_LATER = Text(
    "先改好本文件的其他问题，再运行 make fix 理顺。",
    "First correct the other problems of this file, then run make fix, which mends these.",
)


def tables_are_not_spoilt(subject: Subject) -> Iterator[Fault]:
    """No spreadsheet or editor has changed the form of a table."""
    for name, reading in subject.readings.items():
        if reading.is_spoilt:
            remedy = MEND if reading.whole else MEND_LATER
            yield join_spots(f"{name}.csv", reading.mended, remedy)


def tables_have_one_meaning(subject: Subject) -> Iterator[Fault]:
    """No program has changed a table so that its content is lost or has two meanings."""
    for name, reading in subject.readings.items():
        for damage in dict.fromkeys(spot.damage for spot in reading.spots if is_refused(spot)):
            refusal = BY_ID[damage].refusal
            if refusal and damage != "encoding":
                spots = [spot for spot in reading.spots if spot.damage == damage]
                yield join_spots(f"{name}.csv", spots, refusal)


def join_spots(file: str, spots: Sequence[Spot], remedy: Text) -> Fault:
    """One fault that names all that was done to a file, at its first cell."""
    in_cells = [spot for spot in spots if spot.row]
    row = in_cells[0].row if len(in_cells) == len(spots) else None
    fields = {spot.field for spot in spots}
    kinds = list(dict.fromkeys(spot.damage for spot in spots))
    zh = "；".join(name_kind(kind, spots).zh for kind in kinds)
    en = "; ".join(name_kind(kind, spots).en for kind in kinds)
    return Fault(
        file,
        row,
        fields.pop() if len(fields) == 1 else None,
        "、".join(list(dict.fromkeys(show_found(spot.found) for spot in spots if spot.found))[:MOST_FOUND]),
        Text(f"认出的改动：{zh}。{remedy.zh}", f"What was done: {en}. {remedy.en}"),
    )


def show_found(found: str) -> str:
    """What was found, in quotes where it is not a name such as BOM or CRLF."""
    return found if re.fullmatch("[A-Za-z0-9-]+", found) else f"“{found}”"


def name_kind(kind: str, spots: Iterable[Spot]) -> Text:
    """A damage with who does it and where it is."""
    damage, lines = BY_ID[kind], [spot.row for spot in spots if spot.damage == kind and spot.row]
    rows = sorted(set(lines))
    shown, rest = "、".join(map(str, rows[:MOST_ROWS])), len(rows) > MOST_ROWS
    where = Text(
        f"，第 {shown} 行{f'等 {len(rows)} 行' if rest else ''}",
        f", row{'s' * (len(rows) > 1)} {shown.replace('、', ', ')}{f' … ({len(rows)} rows)' if rest else ''}",
    )
    gap = " " * damage.cause.zh[0].isascii()
    is_cell = bool(rows)
    return Text(
        f"{damage.title.zh}（多半是{gap}{damage.cause.zh}{where.zh * is_cell}）",
        f"{damage.title.en} (probably {damage.cause.en}{where.en * is_cell})",
    )


def is_explained(id_: str, fault: Fault, subject: Subject) -> bool:
    """Whether a fault only follows from what one of these rules says of its file."""
    reading = subject.readings.get(fault.file.removesuffix(".csv"))
    if reading is None or id_ in {"T015", "T016"}:
        return False
    refused = [spot for spot in reading.spots if is_refused(spot) and spot.damage != "encoding"]
    if any(spot.damage in NO_TABLE for spot in refused):
        return id_[0] == "T"
    if any((spot.row, spot.field) == (fault.row, fault.field) for spot in refused if spot.field):
        return True
    if id_ == "T012":
        return any(
            (spot.row, spot.field) == (fault.row, fault.field) for spot in reading.mended if spot.field
        )
    return reading.is_spoilt and id_ in FORM and has_one_form(id_, reading)


def has_one_form(id_: str, reading: Reading) -> bool:
    """Whether mending takes away what the rule finds: a header with other columns stays."""
    return reading.table is not None or id_ != "T007"


SPOILT = (
    Rule(
        "T015",
        Text(
            "表格保持原来的写法，没有被 Excel、WPS 等软件改动",
            "A table keeps its form: no Excel, WPS or other program has changed it",
        ),
        MEND,
        "file",
        tables_are_not_spoilt,
    ),
    Rule(
        "T016",
        Text(
            "表格的内容没有被 Excel、WPS 等软件改得读不出原意",
            "No Excel, WPS or other program has changed a table so that its meaning is lost",
        ),
        Text(
            "这样的内容有两种读法，或者已经丢失，make fix 不改：照原文重新填写。",
            "Such content has two meanings or is lost, and make fix leaves it: write it from the notice.",
        ),
        "file",
        tables_have_one_meaning,
    ),
)
