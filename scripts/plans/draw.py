"""Charts: figures of an indicator or shares of organizations go in, Vega-Lite specifications come out.

Every position is computed here or by a scale of fixed range, never from a measured text.
"""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, Literal

import altair as alt

from plans.labels import Anchor, Segment, label_years, place_around
from plans.model import Language, Text
from plans.words import SIGNS

Spec = Mapping[str, Any]
Record = dict[str, Any]
Band = tuple[int, int]

ACCENT, MUTED, INK = "#0b5cad", "#566170", "#1b2733"
TINT, LINE = "#dbe9f6", "#c3cbd4"
# Dark text has a contrast of at least 6 on every colour between these.
PALE, DEEP = "#f2f7fc", "#7ab0de"

WIDTH, HEIGHT = 168, 104
LEFT, RIGHT, TOP, BASE = 20, 148, 24, 82
FRAME = (1, 0, WIDTH - 1, BASE)
YEAR_CENTRE = 95
VALUE_SIZE, YEAR_SIZE = 12, 11

TABLE_WIDTH, TABLE_SIZE = 360, 12
HEADER, LINE_HEIGHT, ROW_PADDING, ROW_GAP = 22, 12, 8, 1
# Room for names, and how many characters of them fit on a line.
NAME_WIDTH = {"zh": 92, "en": 150}
NAME_LENGTH = {"zh": 7, "en": 22}
NAME_SIZE = {"zh": 12, "en": 11}
NAME_LINES = 4

TOTAL = Text("合计", "Total")


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of an indicator in one year; all points of a chart have the same unit."""

    year: int
    value: Decimal
    comparator: str
    kind: Literal["actual", "target"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One organization's share in one period; a total over organizations or periods leaves that part None."""

    unit: Text | None
    period: str | None
    value: Decimal


def path_chart(points: Iterable[Point]) -> Spec | None:
    """The way from the base to the targets as a chart for a card; None where there is no way to draw."""
    ordered = sorted(points, key=lambda point: (point.year, point.kind))
    if len({point.year for point in ordered}) < 2 or not any(point.value for point in ordered):
        return None
    anchors = dict(zip(ordered, locate(ordered), strict=True))
    achieved, promised = split_path(ordered)
    return {
        **path_template(),
        "datasets": {
            "path": [*path_records(achieved, "actual"), *path_records(promised, "target")],
            "zero": [{"value": 0}],
            "points": [point_record(point) for point in ordered],
            "values": value_records(anchors, [*segments(achieved, anchors), *segments(promised, anchors)]),
            "years": year_records(anchors),
        },
    }


def locate(points: Sequence[Point]) -> list[Anchor]:
    """Where the scales of the chart put points: years at true distances, values from zero."""
    values = [float(point.value) for point in points]
    low, high = min(0.0, *values), max(0.0, *values)
    first, last = points[0].year, points[-1].year
    return [
        Anchor(
            LEFT + (RIGHT - LEFT) * (point.year - first) / (last - first),
            BASE - (BASE - TOP) * (value - low) / (high - low),
            f"{SIGNS[point.comparator]}{point.value:f}",
        )
        for point, value in zip(points, values, strict=True)
    ]


def split_path(ordered: Sequence[Point]) -> tuple[list[Point], list[Point]]:
    """What was achieved, and what is promised from the last achievement before the first target on."""
    achieved = [point for point in ordered if point.kind == "actual"]
    targets = [point for point in ordered if point.kind == "target"]
    known = [point for point in achieved if targets and point.year < targets[0].year]
    return achieved, [*known[-1:], *targets]


def segments(path: Sequence[Point], anchors: Mapping[Point, Anchor]) -> list[Segment]:
    """The pieces of a line from point to point."""
    ends = [anchors[point] for point in path]
    return [(a.x, a.y, b.x, b.y) for a, b in pairwise(ends) if a.x < b.x]


def point_record(point: Point) -> Record:
    return {"year": point.year, "value": float(point.value), "kind": point.kind}


def path_records(path: Sequence[Point], kind: str) -> list[Record]:
    """The records of a line; one point alone makes none."""
    return [{**point_record(point), "kind": kind} for point in path] if len(path) > 1 else []


def value_records(anchors: Mapping[Point, Anchor], lines: Sequence[Segment]) -> list[Record]:
    shifts = place_around(list(anchors.values()), lines, VALUE_SIZE, FRAME)
    return [
        {**point_record(point), "text": anchor.text, "dx": shifts[anchor][0], "dy": shifts[anchor][1]}
        for point, anchor in anchors.items()
        if anchor in shifts
    ]


def year_records(anchors: Mapping[Point, Anchor]) -> list[Record]:
    years = {point.year: Anchor(anchor.x, 0, str(point.year)) for point, anchor in anchors.items()}
    texts = label_years(list(years.values()), YEAR_SIZE)
    return [{"year": year, "text": texts[anchor]} for year, anchor in years.items() if anchor in texts]


@cache
def path_template() -> Spec:
    """All of a path chart but its data: building this takes longer than drawing it."""
    x = alt.X("year:Q", axis=None, scale=alt.Scale(zero=False, nice=False, range=[LEFT, RIGHT]))
    y = alt.Y("value:Q", axis=None, scale=alt.Scale(zero=True, nice=False, range=[BASE, TOP]))
    colour = alt.Scale(domain=["actual", "target"], range=[MUTED, ACCENT])
    dash = alt.Scale(domain=["actual", "target"], range=[[1, 0], [4, 3]])
    path = alt.Chart(alt.NamedData("path")).encode(x, y)
    area = path.transform_filter("datum.kind === 'target'").mark_area(color=TINT)
    zero = alt.Chart(alt.NamedData("zero")).mark_rule(color=LINE)
    line = path.mark_line(strokeWidth=2).encode(
        alt.Color("kind:N", scale=colour, legend=None), alt.StrokeDash("kind:N", scale=dash, legend=None)
    )
    points = alt.Chart(alt.NamedData("points")).mark_circle(size=38, opacity=1, strokeWidth=1.75)
    fill = alt.condition("datum.kind === 'actual'", alt.value("white"), alt.value(ACCENT))
    values = alt.Chart(alt.NamedData("values")).mark_text(
        baseline="middle",
        fontSize=VALUE_SIZE,
        fontWeight=600,
        dx=alt.ExprRef("datum.dx"),
        dy=alt.ExprRef("datum.dy"),
    )
    years = alt.Chart(alt.NamedData("years")).mark_text(baseline="middle", fontSize=YEAR_SIZE, color=MUTED)
    chart = alt.layer(
        area,
        zero.encode(y, x=alt.value(8), x2=alt.value(WIDTH - 8)),
        line,
        points.encode(x, y, alt.Stroke("kind:N", scale=colour, legend=None), fill=fill),
        values.encode(x, y, alt.Text("text:N"), alt.Color("kind:N", scale=colour, legend=None)),
        years.encode(x, alt.Text("text:N"), y=alt.value(YEAR_CENTRE)),
    )
    return finish(chart, WIDTH, HEIGHT)


def finish(chart: alt.LayerChart | alt.FacetChart, width: int, height: int) -> Spec:
    """A specification of exactly this size, white, without notes for screen readers (the page has words)."""
    sized = chart.properties(width=width, height=height, autosize="none", padding=0)
    styled = sized.configure(aria=False, background="white", font="sans-serif").configure_view(stroke=None)
    spec: Record = styled.to_dict()
    return spec


def allocation_chart(cells: Sequence[Cell], totals: Sequence[Cell], language: Language) -> Spec:
    """A heat map of organizations by periods with every number in it; totals stand last."""
    units = list(dict.fromkeys(cell.unit for cell in cells))
    periods = sorted({cell.period for cell in (*cells, *totals) if cell.period})
    rows = [*units, None] if any(cell.unit is None for cell in totals) else units
    columns = [*periods, None] if any(cell.period is None for cell in totals) else periods
    names = {unit: wrap_name((unit or TOTAL)[language], language) for unit in rows}
    bands = stack_rows(names)
    heads = [(column or TOTAL[language]).replace("/", "–") for column in columns]
    data = {
        "cells": [cell_record(cell, bands, columns) for cell in cells],
        "totals": [cell_record(cell, bands, columns) for cell in totals],
        "names": [record for unit, lines in names.items() for record in name_records(lines, bands[unit])],
        "heads": [{"column": column, "text": text} for column, text in enumerate(heads)],
    }
    return {**allocation_layers(language, bands[rows[-1]][1] + 1), "datasets": data}


def wrap_name(name: str, language: Language) -> list[str]:
    """A name in lines of fixed length; what goes beyond the last line is cut."""
    lines, cut = NAME_LENGTH[language], "…"
    return textwrap.wrap(name, lines, max_lines=NAME_LINES, placeholder=cut, break_on_hyphens=False)


def stack_rows(names: Mapping[Text | None, Sequence[str]]) -> dict[Text | None, Band]:
    """Top and bottom of each row, as high as its name needs."""
    bands: dict[Text | None, Band] = {}
    top = HEADER
    for unit, lines in names.items():
        bottom = top + len(lines) * LINE_HEIGHT + ROW_PADDING
        bands[unit] = (top, bottom - ROW_GAP)
        top = bottom
    return bands


def cell_record(cell: Cell, bands: Mapping[Text | None, Band], columns: Sequence[str | None]) -> Record:
    top, bottom = bands[cell.unit]
    return {
        "column": columns.index(cell.period),
        "top": top,
        "bottom": bottom,
        "middle": (top + bottom) / 2,
        "value": float(cell.value),
        "text": f"{cell.value:f}",
    }


def name_records(lines: Sequence[str], band: Band) -> list[Record]:
    first = (band[0] + band[1]) / 2 - (len(lines) - 1) * LINE_HEIGHT / 2
    return [{"middle": first + line * LINE_HEIGHT, "text": text} for line, text in enumerate(lines)]


@cache
def allocation_layers(language: Language, height: int) -> Spec:
    """All of a heat map of this height but its data; rows are given in pixels."""
    grid = alt.Scale(range=[NAME_WIDTH[language], TABLE_WIDTH - 1], paddingInner=0.04)
    x = alt.X("column:O", axis=None, scale=grid)
    middle = alt.Y("middle:Q", axis=None, scale=None)
    shade = alt.Color("value:Q", scale=alt.Scale(domainMin=0, range=[PALE, DEEP]), legend=None)
    text = alt.Text("text:N")
    cells = alt.Chart(alt.NamedData("cells")).mark_rect()
    chart = alt.layer(
        cells.encode(x, alt.Y("top:Q", axis=None, scale=None), alt.Y2("bottom:Q"), shade),
        text_layer("cells", fontSize=TABLE_SIZE).encode(x, middle, text),
        text_layer("totals", fontSize=TABLE_SIZE, fontWeight=600).encode(x, middle, text),
        text_layer("names", fontSize=NAME_SIZE[language], align="left").encode(middle, text, x=alt.value(2)),
        text_layer("heads", fontSize=YEAR_SIZE).encode(x, text, y=alt.value(HEADER / 2)),
    )
    return finish(chart, TABLE_WIDTH, height)


def text_layer(data: str, **style: Any) -> alt.Chart:
    """The texts of a table of data."""
    chart: alt.Chart = alt.Chart(alt.NamedData(data)).mark_text(baseline="middle", color=INK, **style)
    return chart
