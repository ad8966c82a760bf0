"""Which row became which: a table of figures before and after a commit goes in, pairs of rows come out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.derive import FIGURE_KEY, read_number
from plans.model import Row, Table

# Rows are paired where all cells of a line agree; the first line that pairs a row decides.
STAGES: tuple[tuple[str, ...], ...] = (
    # the same figure in the same passage: what was said of it was corrected
    (*FIGURE_KEY, "passage", "value", "wording"),
    (*FIGURE_KEY, "passage", "wording"),
    (*FIGURE_KEY, "passage", "value"),
    (*FIGURE_KEY, "passage"),
    # the same figure in another passage
    (*FIGURE_KEY, "value", "unit", "wording"),
    (*FIGURE_KEY, "wording"),
    (*FIGURE_KEY, "value"),
    FIGURE_KEY,
    # the same words in the same passage, counted under another year, kind, area, organization or indicator
    *(
        (*(field for field in FIGURE_KEY if field != corrected), "passage", "wording")
        for corrected in ("period", "kind", "area", "organization", "indicator")
    ),
    ("indicator", "passage", "value", "wording"),
)


LONGEST = 1000  # digits


@dataclass(frozen=True, slots=True)
class Matched:
    """Pairs of a row before and after, rows that are gone, rows that are new; each in table order."""

    pairs: tuple[tuple[Row, Row], ...]
    removed: tuple[Row, ...]
    added: tuple[Row, ...]


def match_rows(before: Table, after: Table) -> Matched:
    """Pair the rows of two tables; each row is in one pair at most.

    First the same figure in the same passage, then the same figure wherever it is said, then the same words
    in the same passage with another period, kind, area, organization or indicator. Among rows that are
    alike the first goes with the first. What is left was removed or added.
    """
    gone = {row.line: row for row in before.rows}
    come = {row.line: row for row in after.rows}
    pairs: list[tuple[Row, Row]] = []
    for columns in STAGES:
        found = pair_equal(list(gone.values()), list(come.values()), columns)
        for old, new in found:
            del gone[old.line], come[new.line]
        pairs += found
    pairs.sort(key=lambda pair: pair[1].line)
    return Matched(tuple(pairs), tuple(gone.values()), tuple(come.values()))


def pair_equal(gone: Sequence[Row], come: Sequence[Row], columns: Sequence[str]) -> list[tuple[Row, Row]]:
    """The rows that agree in some columns, the first with the first."""
    waiting: Mapping[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in reversed(gone):
        waiting[tuple(read_cell(row, column) for column in columns)].append(row)
    keys = [(tuple(read_cell(row, column) for column in columns), row) for row in come]
    return [(waiting[key].pop(), row) for key, row in keys if waiting.get(key)]


def read_cell(row: Row, column: str) -> str:
    """A cell as compared: numbers by what they are, so that 2.20 is 2.2."""
    number = read_value(row) if column == "value" else None
    return row[column] if number is None else str(number.normalize() + 0)


def read_value(row: Row) -> Decimal | None:
    """The number of a row, None where there is none; a table of old, or one not yet checked, may hold NaN or
    a number too long to compute with.
    """
    number = read_number(row["value"])
    is_sound = number is not None and number.is_finite() and abs(number.adjusted()) < LONGEST
    return number if is_sound else None


def list_changed(old: Row, new: Row, columns: Sequence[str]) -> list[str]:
    """The columns in which a pair of rows differs."""
    return [column for column in columns if read_cell(old, column) != read_cell(new, column)]
