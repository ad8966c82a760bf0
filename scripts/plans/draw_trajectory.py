"""Trajectories: the figures of one indicator by area or plan go in, one line for each comes out.

What was achieved is solid and hollow, what is promised dashed and filled; a target that is only a limit
(≥, >, ≤, <) or about (≈) has a band that fades away on the open side.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import cycle, pairwise

from plans.draw import INK, LINE, MUTED, Point, Spec, split_path
from plans.draw_marks import (
    CARD,
    LEADING,
    SIZE,
    SMALL,
    Block,
    Dot,
    Mark,
    Rule,
    Shape,
    Word,
    draw_marks,
    fade,
    stack,
    wrap,
)
from plans.labels import PLACES, Anchor, Segment, label_years, place_around
from plans.model import Language, Text
from plans.words import SIGNS, WORDS

LEFT, RIGHT, TOP, BASE, NAMED_BASE = 34, 328, 54, 196, 240
# With several lines, their names and last values stand at the right.
NAMED_RIGHT, NAME_LEFT, NAME_GAP = 220, 250, 4
FRAME_LEFT, FRAME_TOP, OUTSIDE = 17, 20, 20
BAND_SIDE = 9
# A value may also stand beside its point.
BESIDE = (*PLACES, (-0.8, 0), (0.8, 0), (-1.4, 0), (1.4, 0))
YEARS_BELOW, KEY_BELOW, KEY_STEP = 15, 38, 80


@dataclass(frozen=True, slots=True)
class Track:
    """The figures of one area or plan; all tracks of a chart have the same unit."""

    name: Text
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Style:
    """How the figures of a track look."""

    colour: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class Band:
    """How far the open sides of a target fade, in pixels, for some comparators."""

    comparators: frozenset[str]
    up: float
    down: float
    meaning: Text


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of a chart, and the years and values at its sides."""

    right: float
    base: float
    years: tuple[int, int]
    values: tuple[float, float]

    def place(self, point: Point) -> Anchor:
        """Years at true distances, values at true heights."""
        low, high = self.values
        y = self.base - (self.base - TOP) * (float(point.value) - low) / (high - low)
        return Anchor(self.x(point.year), y, label(point))

    def x(self, year: int) -> float:
        first, last = self.years
        return LEFT + (self.right - LEFT) * (year - first) / (last - first)


END = Text("{year} 年 {value}", "{value} in {year}")

Styled = Sequence[tuple[Track, Style]]

# Hues of Okabe and Ito, darkened until text in them has a contrast of 4.5 on white; shapes say the same.
STYLES = (
    Style("#0b5cad", "circle"),
    Style("#a83a00", "square"),
    Style("#00695c", "diamond"),
    Style("#8a2c7e", "triangle-up"),
    Style("#5c4a00", "triangle-down"),
)
BANDS = (
    Band(frozenset({"ge", "gt"}), 34, 0, Text("向上敞开：不低于、超过", "open above: at least, more than")),
    Band(frozenset({"le", "lt"}), 0, 34, Text("向下敞开：不超过、低于", "open below: at most, less than")),
    Band(frozenset({"approx"}), 16, 16, Text("上下渐淡：约", "fading both ways: about")),
)


def trajectory_chart(tracks: Sequence[Track], unit: Text, language: Language) -> Spec | None:
    """All tracks on one scale from zero, each named beside its end; None without two years and an amount."""
    filled = [order_track(track) for track in tracks if track.points]
    points = [point for track in filled for point in track.points]
    if len({point.year for point in points}) < 2 or not any(point.value for point in points):
        return None
    styled = list(zip(filled, cycle(STYLES), strict=False))
    names = [name_track(track, language) for track in filled] if len(filled) > 1 else []
    plot = lay_out(points, names)
    key, height = draw_key(points, plot.base + KEY_BELOW, language)
    marks = [
        Word(2, 10, unit[language], MUTED, SMALL),
        *draw_axis(points, plot),
        *(draw_names(styled, names, plot) if names else ()),
        *draw_tracks(styled, plot),
        *key,
    ]
    return draw_marks(marks, CARD, height)


def order_track(track: Track) -> Track:
    return replace(track, points=tuple(sorted(track.points, key=lambda point: (point.year, point.kind))))


def name_track(track: Track, language: Language) -> list[str]:
    """Whose line it is and where it ends."""
    last = END[language].format(year=track.points[-1].year, value=label(track.points[-1]))
    return [line for text in (track.name[language], last) for line in wrap(text, CARD - NAME_LEFT, SMALL)]


def label(point: Point) -> str:
    return f"{SIGNS[point.comparator]}{point.value:f}"


def lay_out(points: Sequence[Point], names: Sequence[Sequence[str]]) -> Plot:
    """A plot from zero, as high as the names at its right need."""
    years, values = [point.year for point in points], [float(point.value) for point in points]
    room = sum(len(lines) * LEADING + NAME_GAP for lines in names)
    return Plot(
        right=NAMED_RIGHT if names else RIGHT,
        base=max(NAMED_BASE, TOP + room) if names else BASE,
        years=(min(years), max(years)),
        values=(min(0.0, *values), max(0.0, *values)),
    )


def draw_axis(points: Sequence[Point], plot: Plot) -> list[Mark]:
    """The line of zero and the years."""
    zero = plot.place(replace(points[0], value=type(points[0].value)(0))).y
    years = [Anchor(plot.x(year), 0, str(year)) for year in sorted({point.year for point in points})]
    below = Word(0, plot.base + YEARS_BELOW, "", MUTED, SMALL, align="center")
    return [
        Word(4, zero, "0", MUTED, SMALL),
        Rule(FRAME_LEFT, zero, plot.right + OUTSIDE, zero),
        *(Rule(year.x, zero - 2, year.x, zero + 2) for year in years),
        *(replace(below, x=year.x, text=text) for year, text in label_years(years, SMALL).items()),
    ]


def draw_tracks(styled: Styled, plot: Plot) -> list[Mark]:
    """Bands, lines and points of all tracks, and the values where they cover nothing."""
    rules = [rule for track, style in styled for rule in draw_path(track, style, plot)]
    places = [(plot.place(point), point, style) for track, style in styled for point in track.points]
    ends = {plot.place(track.points[-1]) for track, _ in styled if len(styled) > 1}
    lines: list[Segment] = [(rule.x, rule.y, rule.x2, rule.y2) for rule in rules]
    frame = (FRAME_LEFT, FRAME_TOP, plot.right + OUTSIDE, plot.base)
    taken = [replace(anchor, text="") if anchor in ends else anchor for anchor, _, _ in places]
    shifts = place_around(taken, lines, SIZE, frame, BESIDE)
    marks: list[Mark] = [*rules]
    for anchor, point, style in places:
        if point.kind == "target":
            marks += draw_band(anchor, point.comparator, style.colour)
        fill = "white" if point.kind == "actual" else style.colour
        marks.append(Dot(anchor.x, anchor.y, style.colour, fill, style.shape))
        if shift := shifts.pop(anchor, None):
            x, y = anchor.x + shift[0], anchor.y + shift[1]
            marks.append(Word(x, y, anchor.text, style.colour, weight=600, align="center"))
    return marks


def draw_path(track: Track, style: Style, plot: Plot) -> list[Rule]:
    achieved, promised = split_path(track.points)
    return [
        Rule(a.x, a.y, b.x, b.y, style.colour, 2, dash)
        for path, dash in ((achieved, (1, 0)), (promised, (4, 3)))
        for a, b in pairwise(plot.place(point) for point in path)
        if a.x < b.x
    ]


def draw_band(at: Anchor, comparator: str, colour: str) -> list[Block]:
    """Where the truth may lie if the target is met, with no edge where nothing limits it."""
    left, right = at.x - BAND_SIDE, at.x + BAND_SIDE
    return [
        slice_
        for band in BANDS
        if comparator in band.comparators
        for slice_ in (
            *fade(Block(left, at.y - band.up, right, at.y, colour), "up"),
            *fade(Block(left, at.y, right, at.y + band.down, colour), "down"),
        )
    ]


def draw_names(styled: Styled, names: Sequence[Sequence[str]], plot: Plot) -> list[Mark]:
    """The name of each track at the right, as near the height of its end as the others let it stand."""
    ends = [plot.place(track.points[-1]) for track, _ in styled]
    heights = [len(lines) * LEADING + NAME_GAP for lines in names]
    middles = spread([end.y for end in ends], heights, TOP - LEADING, plot.base)
    marks: list[Mark] = []
    for (_, style), lines, end, middle in zip(styled, names, ends, middles, strict=True):
        bend = plot.right + OUTSIDE
        marks += [Rule(end.x, end.y, bend, end.y, LINE), Rule(bend, end.y, NAME_LEFT - 4, middle, LINE)]
        marks += stack(lines, NAME_LEFT, middle, Word(0, 0, "", style.colour, SMALL, 600))
    return marks


def spread(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles of boxes that do not overlap, in the order of what was wanted and near to it."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    middles = list(wanted)
    for n in order:
        middles[n] = max(wanted[n], top + heights[n] / 2)
        top = middles[n] + heights[n] / 2
    for n in reversed(order):
        middles[n] = min(middles[n], bottom - heights[n] / 2)
        bottom = middles[n] - heights[n] / 2
    return middles


def draw_key(points: Sequence[Point], top: float, language: Language) -> tuple[list[Mark], float]:
    """What the points and bands of this chart mean, and where the picture ends."""
    marks: list[Mark] = []
    for n, kind in enumerate(sorted({point.kind for point in points})):
        x = 10 + n * KEY_STEP
        marks.append(Dot(x, top, INK, INK if kind == "target" else "white"))
        marks.append(Word(x + 12, top, WORDS[kind][language], MUTED, SMALL))
    signs = {point.comparator for point in points if point.kind == "target"}
    for band in BANDS:
        if signs & band.comparators:
            top += LEADING + 4
            middle = top + (band.up - band.down) / 6
            marks += fade(Block(4, middle - band.up / 3, 16, middle, INK), "up")
            marks += fade(Block(4, middle, 16, middle + band.down / 3, INK), "down")
            marks.append(Word(22, top, band.meaning[language], MUTED, SMALL))
    return marks, top + 12
