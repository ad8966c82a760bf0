"""Marks: words, lines, boxes and dots at pixels go in, a specification that draws them comes out.

A chart whose places depend on its labels computes them itself; here stand what such charts share.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from itertools import pairwise
from typing import Any, Literal
from unicodedata import east_asian_width

import altair as alt

from plans.draw import INK, LINE, MUTED, TINT, Spec, finish
from plans.labels import DIGIT, Box

Align = Literal["left", "center", "right"]
Shape = Literal["circle", "square", "diamond", "triangle-up", "triangle-down"]

# As wide as a picture may be on a page 390 pixels wide.
CARD = 360
SIZE, SMALL = 12, 11
LEADING = 14
# Mean width of a small letter in DejaVu Sans, in em, with its spaces and some air.
LETTER = 0.58
# Width there of a sign of comparison, which east_asian_width calls ambiguous.
MATHS = 0.84
# What stays together on a line: a Latin word or a Chinese character, with the marks that open and close it.
PIECE = re.compile(r"[（《“]*(?:[!-~–—×]+|.)[，。、；：）》”…]*")
# Thickness of a slice of a fading band, in pixels; its first slice has this opacity.
SLICE, DENSEST = 2, 0.28


@dataclass(frozen=True, slots=True)
class Word:
    """A line of text; `y` is its middle."""

    x: float
    y: float
    text: str
    colour: str = INK
    size: int = SIZE
    weight: int = 400
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line from point to point."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = LINE
    width: float = 1
    dash: tuple[int, int] = (1, 0)


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle; (x, y) and (x2, y2) are opposite corners."""

    x: float
    y: float
    x2: float
    y2: float
    colour: str = TINT
    opacity: float = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A point: filled with its colour, or hollow."""

    x: float
    y: float
    colour: str = MUTED
    fill: str = "white"
    shape: Shape = "circle"
    size: int = 60


Mark = Word | Rule | Block | Dot
KINDS: Mapping[type[Mark], str] = {Block: "blocks", Rule: "rules", Dot: "dots", Word: "words"}


def draw_marks(marks: Iterable[Mark], width: int, height: float) -> Spec:
    """The picture of some marks: blocks lowest, then rules, dots and words, each in the order given."""
    data: dict[str, list[dict[str, Any]]] = {name: [] for name in KINDS.values()}
    for mark in marks:
        data[KINDS[type(mark)]].append({name: tidy(value) for name, value in asdict(mark).items()})
    return {**mark_layers(), "width": width, "height": height, "datasets": data}


def tidy(value: Any) -> Any:
    """One digit after the point is enough for a pixel; opacities have two."""
    return round(value, 2 if value < 1 else 1) if isinstance(value, float) else value


@cache
def mark_layers() -> Spec:
    """All of a picture but its data and its size."""
    x, y = alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None)
    ends = (alt.X2("x2:Q"), alt.Y2("y2:Q"))
    colour, size = alt.ExprRef("datum.colour"), alt.ExprRef("datum.size")
    blocks = table("blocks").mark_rect(color=colour, opacity=alt.ExprRef("datum.opacity"))
    rules = table("rules").mark_rule(
        color=colour, strokeWidth=alt.ExprRef("datum.width"), strokeDash=alt.ExprRef("datum.dash")
    )
    dots = table("dots").mark_point(
        fill=alt.ExprRef("datum.fill"),
        opacity=1,
        shape=alt.ExprRef("datum.shape"),
        size=size,
        stroke=colour,
        strokeWidth=1.75,
    )
    words = table("words").mark_text(
        align=alt.ExprRef("datum.align"),
        baseline="middle",
        color=colour,
        fontSize=size,
        fontWeight=alt.ExprRef("datum.weight"),
    )
    chart = alt.layer(
        blocks.encode(x, y, *ends),
        rules.encode(x, y, *ends),
        dots.encode(x, y),
        words.encode(x, y, alt.Text("text:N")),
    )
    return finish(chart, CARD, CARD)


def table(name: str) -> alt.Chart:
    chart: alt.Chart = alt.Chart(alt.NamedData(name))
    return chart


def fade(block: Block, towards: Literal["up", "down", "right"]) -> list[Block]:
    """The block in slices that grow fainter, so that it has no edge on that side."""
    length = abs(block.x2 - block.x if towards == "right" else block.y2 - block.y)
    count = int(length // SLICE)
    slices = []
    for step in range(count):
        opacity = DENSEST * (1 - step / count)
        near, far = step * SLICE, (step + 1) * SLICE
        if towards == "right":
            corners = (block.x + near, block.y, block.x + far, block.y2)
        elif towards == "up":
            corners = (block.x, block.y2 - far, block.x2, block.y2 - near)
        else:
            corners = (block.x, block.y + near, block.x2, block.y + far)
        slices.append(Block(*corners, block.colour, opacity))
    return slices


def hatch(frame: Box, gap: int, colour: str) -> list[Rule]:
    """The outline of an empty rectangle with slanting lines in it."""
    left, top, right, bottom = frame
    height = bottom - top
    starts = [left + gap * step for step in range(1, int((right - left + height) // gap) + 1)]
    # A line runs from the bottom at `start - height` up to the top at `start`, cut at both sides.
    slants = [
        Rule(
            max(start - height, left),
            bottom - max(0, left - start + height),
            min(start, right),
            top + max(0, start - right),
            colour,
        )
        for start in starts
    ]
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    outline = [Rule(*a, *b, colour) for a, b in pairwise(corners)]
    return [*outline, *slants]


def extent(text: str, size: float) -> float:
    """The room that a text needs in any common sans-serif: a Chinese character is as wide as it is high."""
    return sum(map(width_of, text)) * size


def width_of(character: str) -> float:
    if character in "≥≤≈×→":
        return MATHS
    if east_asian_width(character) in "WFA":
        return 1
    if character in ".,-":
        return DIGIT / 2
    return LETTER if character.islower() or character == " " else DIGIT


def wrap(text: str, room: float, size: float, most: int = 3) -> list[str]:
    """A text in as few lines as fit the room, of about equal length; what goes beyond `most` is cut."""
    found = PIECE.findall(text)
    pieces = [part for piece in found for part in ([piece] if extent(piece, size) <= room else piece)]
    fewest = fill(pieces, room, size)
    if len(fewest) > most:
        return [*fewest[: most - 1], f"{fewest[most - 1].rstrip()[:-2]}…"]
    narrower = range(int(extent(text, size) / len(fewest)), int(room))
    return next(
        (lines for tried in narrower if len(lines := fill(pieces, tried, size)) == len(fewest)), fewest
    )


def fill(pieces: Iterable[str], room: float, size: float) -> list[str]:
    """Lines of whole pieces, each as full as the room allows."""
    lines = [""]
    for piece in pieces:
        if lines[-1].strip() and extent((lines[-1] + piece).strip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def stack(lines: Sequence[str], x: float, middle: float, pattern: Word) -> list[Word]:
    """Lines one below the other around a middle, in the style of a pattern."""
    first = middle - (len(lines) - 1) * LEADING / 2
    return [
        Word(x, first + LEADING * n, line, pattern.colour, pattern.size, pattern.weight, pattern.align)
        for n, line in enumerate(lines)
    ]


def plain(number: Decimal) -> str:
    """A number without zeros at its end: 15, 63.9."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(number: Decimal) -> str:
    """A change: +63.9, −2."""
    return f"{'−' if number < 0 else '+'}{plain(abs(number))}"


def one_digit(number: Decimal) -> Decimal:
    """Rounded half up to one digit after the point."""
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)
