"""Labels: points with texts go in, free places for the texts come out.

Widths are estimated from the widest common sans-serif, never measured, so that the same chart has the
same layout whatever fonts a machine has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]

# Width of a digit in Verdana and DejaVu Sans, in em; a point or a minus sign has half of it.
DIGIT = 0.64
# Half the side of the square that a drawn point covers.
DOT = 4
# Where a text may stand, seen from its point: shift in widths of the text, centre in pixels below.
PLACES = ((0, -11), (0, 11), (-0.4, -11), (0.4, 11), (0.4, -11), (-0.4, 11), (0, -16))


@dataclass(frozen=True, slots=True)
class Anchor:
    """The pixels of a point and the text that belongs to it."""

    x: float
    y: float
    text: str


def place_around(
    anchors: Sequence[Anchor],
    lines: Sequence[Segment],
    size: float,
    frame: Box,
    places: Sequence[tuple[float, float]] = PLACES,
) -> dict[Anchor, tuple[float, float]]:
    """How far the centre of each text stands from its point; without the texts that find no free place."""
    taken = [(anchor.x - DOT, anchor.y - DOT, anchor.x + DOT, anchor.y + DOT) for anchor in anchors]
    shifts = {}
    for anchor in ends_first(anchors):
        free = [box for box in candidates(anchor, size, frame, places) if not overlaps_any(box, taken)]
        clear = [box for box in free if not any(crosses(box, line) for line in lines)]
        for box in [*clear, *free][:1]:
            taken.append(box)
            shifts[anchor] = shift_of(anchor, box)
    return shifts


def ends_first(anchors: Sequence[Anchor]) -> list[Anchor]:
    """The last, the first, then the others backwards."""
    return [anchors[-1], anchors[0], *anchors[-2:0:-1]]


def candidates(anchor: Anchor, size: float, frame: Box, places: Sequence[tuple[float, float]]) -> list[Box]:
    """Boxes for a text around its point, moved sideways into the frame, best first."""
    half = text_width(anchor.text, size) / 2
    boxes = []
    for shift, below in places:
        x = min(max(anchor.x + shift * 2 * half, frame[0] + half), frame[2] - half)
        y = anchor.y + below
        boxes.append((x - half, y - size / 2, x + half, y + size / 2))
    return [box for box in boxes if frame[1] <= box[1] and box[3] <= frame[3]]


def shift_of(anchor: Anchor, box: Box) -> tuple[float, float]:
    return round((box[0] + box[2]) / 2 - anchor.x, 1), round((box[1] + box[3]) / 2 - anchor.y, 1)


def overlaps_any(box: Box, others: Iterable[Box]) -> bool:
    return any(
        box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        for other in others
    )


def crosses(box: Box, line: Segment) -> bool:
    """Whether a line, drawn from left to right, runs through a box."""
    x0, y0, x1, y1 = line
    start, end = max(box[0], x0), min(box[2], x1)
    if start >= end:
        return False
    slope = (y1 - y0) / (x1 - x0)
    top, bottom = sorted((y0 + slope * (start - x0), y0 + slope * (end - x0)))
    return top < box[3] and box[1] < bottom


def text_width(text: str, size: float) -> float:
    """The room that a number needs in any common sans-serif."""
    return sum(DIGIT / 2 if character in ".-" else DIGIT for character in text) * size


def label_years(anchors: Sequence[Anchor], size: float) -> dict[Anchor, str]:
    """Whole years if all have room; else those between the ends have two digits where they follow on a year
    (2022, 23, 24, 2025), and what still has no room is left out.
    """
    whole = {anchor: anchor.text for anchor in anchors}
    if len(fitting(whole, size)) == len(anchors):
        return whole
    inner = dict(zip(anchors[1:-1], anchors, strict=False))
    following = {anchor for anchor, before in inner.items() if int(anchor.text) == int(before.text) + 1}
    return fitting({a: a.text[2:] if a in following else a.text for a in ends_first(anchors)}, size)


def fitting(texts: dict[Anchor, str], size: float) -> dict[Anchor, str]:
    """The texts that stand side by side, the earlier ones first."""
    taken: list[Box] = []
    kept = {}
    for anchor, text in texts.items():
        half = text_width(text, size) / 2 + 1
        box = (anchor.x - half, 0, anchor.x + half, 1)
        if not overlaps_any(box, taken):
            taken.append(box)
            kept[anchor] = text
    return kept
