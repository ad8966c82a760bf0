"""A notice as it was read: its text, its tables with the places of their cells, its information block.

Offsets are code points of the text, which is archived as `sources/notice.txt`.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; `start` and `end` are its place in the text, the same where it is empty."""

    text: str
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; a cell that covers several places stands at every one of them, the same object."""

    caption: str
    rows: tuple[tuple[Cell | None, ...], ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """The archived text, the tables that its file had, and what the information block prints, by label."""

    text: str
    grids: tuple[Grid, ...]
    facts: Mapping[str, str]
