"""Trajectories: the register goes in, the way from base to final target and its pace come out.

A share (unit %) is paced in percentage points, a cumulative total in what is added per year, all else in
compound growth; what an earlier actual allows to say of the years before the base stands beside it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from plans.derive import Figure, Register, Use, convert, derive_figure, figure_id, group, normalize
from plans.derive_rounding import round_half_up, trim_zeros
from plans.derive_targets import area_of, join_passages

SHARE = "%"


@dataclass(frozen=True, slots=True)
class Trajectory:
    """The way of one indicator in one area from its base to its final target."""

    id: str
    plan: str
    indicator: str
    name: str
    name_en: str
    concept: str
    match: str
    measure: str
    area: str
    unit: str
    actuals: str
    targets: str
    base_kind: str
    base_year: int | None
    base_value: Decimal | None
    target: str
    target_year: int
    comparator: str
    target_value: Decimal
    change: Decimal | None
    change_per_year: Decimal | None
    growth: Decimal | None
    reason: str
    earlier_year: int | None
    earlier_value: Decimal | None
    earlier_change_per_year: Decimal | None
    earlier_growth: Decimal | None
    pace: str
    effort: Decimal | None
    effort_reason: str
    passages: str


@dataclass(frozen=True, slots=True)
class Point:
    """A number of one year in the unit of the final target."""

    year: int
    value: Decimal
    figure: Figure


@dataclass(frozen=True, slots=True)
class Leg:
    """The way from one point to a later one; `share` where the unit is %."""

    start: Point
    end: Point
    share: bool

    @property
    def per_year(self) -> Decimal:
        return (self.end.value - self.start.value) / (self.end.year - self.start.year)

    @property
    def growth(self) -> Decimal | None:
        """Compound growth per year in %; none of a share, from zero or below, nor to less than zero."""
        if self.share or self.start.value <= 0 or self.end.value < 0:
            return None
        years = self.end.year - self.start.year
        return ((self.end.value / self.start.value) ** (Decimal(1) / years) - 1) * 100

    def pace(self, kind: str) -> Decimal | None:
        return self.growth if kind == "growth" else self.per_year


@dataclass(frozen=True, slots=True)
class Way:
    """The final target, the way to it and the way before it, how both are paced; why there is none before."""

    final: Point
    required: Leg | None
    achieved: Leg | None
    pace: str
    no_past: str


def derive_trajectories(register: Register) -> tuple[Trajectory, ...]:
    """Every indicator and area with comparable numbers of two years or more and a target, by id."""
    found = [
        derive_trajectory(use, figures, register)
        for uses in register.uses.values()
        for use in uses
        for figures in group(
            (figure.area, prefer_notice(use, figure, register)) for figure in use.figures if is_point(figure)
        ).values()
    ]
    return tuple(sorted(filter(None, found), key=lambda trajectory: trajectory.id))


def is_point(figure: Figure) -> bool:
    """Whether a figure is a target or an actual of one year for the whole area, with or without a number."""
    return figure.kind in ("target", "actual") and not figure.organization and len(figure.period) == 4


def prefer_notice(use: Use, figure: Figure, register: Register) -> Figure:
    """The figure as the plan itself prints it, whatever a later report says of the same year."""
    texts = {row["id"]: row["source"] for row in use.plan.rows("passages")}
    notice = use.plan.descriptor["sources"][0]["resource"]
    own = [row for row in figure.rows if texts.get(row["passage"]) == notice]
    return derive_figure(own, register.units) if own else figure


def derive_trajectory(use: Use, figures: Sequence[Figure], register: Register) -> Trajectory | None:
    """The trajectory of some points, none where they lack a target or a second year."""
    promised = [figure for figure in figures if figure.kind == "target" and figure.value is not None]
    if not promised:
        return None
    last = max(promised, key=lambda figure: figure.first_year)
    points = list_points(figures, last.chosen["unit"], register)
    if points[0].year == points[-1].year:
        return None
    base = find_base(points, use.plan.descriptor["plan"])
    earlier = find_earlier(points, base)
    share = normalize(last.chosen, register.units)[1] == SHARE
    final = next(point for point in points if point.figure is last)
    way = Way(
        final,
        Leg(base, final, share) if base else None,
        Leg(earlier, base, share) if base and earlier else None,
        choose_pace(use.indicator["measure"], share),
        explain_missing_past(figures, base),
    )
    return write_trajectory(use, points, way)


def list_points(figures: Iterable[Figure], unit: str, register: Register) -> list[Point]:
    """The numbers that can be had in a unit, by year, actuals before targets."""
    points = []
    for figure in figures:
        value = convert(figure.chosen, unit, register.units)
        if value is not None:
            shown = value if figure.chosen["unit"] == unit else trim_zeros(value)
            points.append(Point(figure.first_year, shown, figure))
    return sorted(points, key=lambda point: (point.year, point.figure.kind))


def find_base(points: Sequence[Point], plan: Mapping[str, Any]) -> Point | None:
    """Where the way begins: the last actual of the base year or before, else one up to the start of the
    plan, always before the first target; without one the first of several targets.

    An actual that is reported later, for a year of the plan, must not move the base.
    """
    targets = [point for point in points if point.figure.kind == "target"]
    first = targets[0].year
    start = plan.get("start_year", first)
    known = [point for point in points if point.year < first and point.year <= start]
    before = [point for point in known if point.year <= plan.get("base_year", start - 1)]
    if before or known:
        return (before or known)[-1]
    return targets[0] if first < targets[-1].year else None


def find_earlier(points: Sequence[Point], base: Point | None) -> Point | None:
    """The first actual before a base that is an actual itself."""
    if base is None or base.figure.kind == "target":
        return None
    return points[0] if points[0].year < base.year else None


def explain_missing_past(figures: Iterable[Figure], base: Point | None) -> str:
    """Why nothing can be said of the years before the base, where there is no earlier actual."""
    if base is None:
        return "no-base"
    if base.figure.kind == "target":
        return "no-actual"
    words = (figure for figure in figures if figure.kind == "actual" and figure.value is None)
    return "words-only" if any(figure.first_year < base.year for figure in words) else "no-earlier"


def choose_pace(measure: str, share: bool) -> str:
    """What is compared before and after the base."""
    if share:
        return "points"
    return "additions" if measure == "cumulative" else "growth"


def write_trajectory(use: Use, points: Sequence[Point], way: Way) -> Trajectory:
    """The published row."""
    last, base = way.final.figure, way.required.start if way.required else None
    earlier = way.achieved.start if way.achieved else None
    effort, effort_reason = compare_pace(way)
    return Trajectory(
        id=".".join(part for part in (use.plan.name, use.indicator["id"], last.area) if part),
        plan=use.plan.name,
        indicator=use.indicator["id"],
        name=use.indicator["name"],
        name_en=use.indicator["name_en"],
        concept=use.indicator["concept"],
        match=use.indicator["match"],
        measure=use.indicator["measure"],
        area=area_of(use, last.area),
        unit=last.chosen["unit"],
        actuals=show_path(points, "actual"),
        targets=show_path(points, "target"),
        base_kind=base.figure.kind if base else "",
        base_year=base.year if base else None,
        base_value=base.value if base else None,
        target=figure_id(use.plan.name, last.key),
        target_year=last.first_year,
        comparator=last.chosen["comparator"],
        target_value=way.final.value,
        change=trim_zeros(way.final.value - base.value) if base else None,
        change_per_year=round_per_year(way.required),
        growth=round_growth(way.required),
        reason=explain_missing_growth(way.required),
        earlier_year=earlier.year if earlier else None,
        earlier_value=earlier.value if earlier else None,
        earlier_change_per_year=round_per_year(way.achieved),
        earlier_growth=round_growth(way.achieved),
        pace=way.pace,
        effort=effort,
        effort_reason=effort_reason,
        passages=join_passages(use, (row for point in points for row in point.figure.rows)),
    )


def show_path(points: Iterable[Point], kind: str) -> str:
    """`2025:2;2026:2.2`: the numbers of one kind, year by year."""
    return ";".join(f"{point.year}:{point.value:f}" for point in points if point.figure.kind == kind)


def round_per_year(leg: Leg | None) -> Decimal | None:
    return round_half_up(leg.per_year, 2) if leg else None


def round_growth(leg: Leg | None) -> Decimal | None:
    growth = leg.growth if leg else None
    return None if growth is None else round_half_up(growth, 1)


def explain_missing_growth(leg: Leg | None) -> str:
    """Why there is no compound growth, empty where there is."""
    if leg is None:
        return "no-base"
    if leg.share:
        return "share"
    if leg.growth is not None:
        return ""
    return "zero-base" if leg.start.value == 0 else "negative"


def compare_pace(way: Way) -> tuple[Decimal | None, str]:
    """The pace required over the pace achieved, else why they cannot be compared."""
    if way.required is None or way.achieved is None:
        return None, way.no_past
    required, achieved = way.required.pace(way.pace), way.achieved.pace(way.pace)
    if required is None or achieved is None:
        return None, explain_missing_growth(way.achieved) or explain_missing_growth(way.required)
    if achieved <= 0:
        return None, "no-progress"
    return round_half_up(required / achieved, 2), ""
