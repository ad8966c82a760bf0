"""Charts of pages: the path of each indicator of a plan, and each target divided among organizations."""

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from plans.derive import Figure, Use, convert, group
from plans.describe import describe_allocation, describe_path
from plans.draw import Cell, Point, Spec, allocation_chart, path_chart
from plans.model import Row, Text
from plans.page import Desk, escape, link, plan_page, units_of


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart on a page; its file lies in the folder `charts` beside the page."""

    page: str
    name: str
    spec: Spec
    alternative: str
    caption: str = ""

    @property
    def source(self) -> str:
        """The file as the page names it."""
        return f"charts/{self.name}.svg"

    @property
    def path(self) -> str:
        """Where the file lies in the site of a language."""
        return posixpath.join(posixpath.dirname(self.page), self.source)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as Markdown, and the charts on it."""

    text: str
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page as finished Markdown, empty where there is nothing to say, and the charts in it."""

    text: str = ""
    charts: tuple[Chart, ...] = ()


def draw_paths(uses: Sequence[Use], desk: Desk) -> list[Chart]:
    """The paths of indicators, in their order."""
    return [chart for use in uses if (chart := draw_path(use, desk))]


def draw_path(use: Use, desk: Desk) -> Chart | None:
    """The path of an indicator of the whole plan, where it has a target and another year."""
    points = path_points(use, desk)
    spec = path_chart(points) if any(point.kind == "target" for point in points) else None
    if spec is None:
        return None
    unit = unit_text(next(iter(units_of(use.figures)), ""), desk)
    name, here = desk.name(use.indicator), plan_page(use.plan.name)
    return Chart(
        page=here,
        name=use.indicator["id"],
        spec=spec,
        alternative=f"{name}{desk.colon}{describe_path(points, unit)[desk.language]}",
        caption=f"{link(escape(name), here, here, use.indicator['id'])} "
        f"<small>{escape(unit[desk.language])}</small>",
    )


def path_points(use: Use, desk: Desk) -> list[Point]:
    """The values of the whole plan by year, in the unit printed first; what does not convert is left out."""
    shown = [
        figure
        for figure in use.figures
        if not figure.area
        and not figure.organization
        and "/" not in figure.period
        and figure.kind != "change"
    ]
    unit = next(iter(units_of(shown)), "")
    points = [(figure, convert(figure.chosen, unit, desk.register.units)) for figure in shown]
    return [
        Point(figure.last_year, value, figure.chosen["comparator"], point_kind(figure))
        for figure, value in points
        if value is not None
    ]


def point_kind(figure: Figure) -> Literal["actual", "target"]:
    return "target" if figure.kind == "target" else "actual"


def draw_shares(use: Use, desk: Desk) -> Chart | None:
    """The heat map of an indicator that the plan divides among organizations."""
    shares = [
        figure
        for figure in use.figures
        if figure.organization and figure.kind == "target" and figure.value is not None
    ]
    if not shares:
        return None
    names = {
        figure.organization: name_text(desk.register.organizations[figure.organization]) for figure in shares
    }
    cells = [Cell(names[figure.organization], figure.period, figure.value or Decimal(0)) for figure in shares]
    periods = {(figure.kind, figure.period) for figure in shares}
    printed = [
        Cell(None, figure.period, figure.value)
        for figure in use.figures
        if not figure.organization
        and not figure.area
        and figure.value is not None
        and (figure.kind, figure.period) in periods
    ]
    summed = [
        Cell(names[organization], None, sum((figure.value or Decimal(0) for figure in figures), Decimal(0)))
        for organization, figures in group((figure.organization, figure) for figure in shares).items()
    ]
    unit = unit_text(shares[0].chosen["unit"], desk)
    return Chart(
        page=plan_page(use.plan.name),
        name=f"{use.indicator['id']}.allocation",
        spec=allocation_chart(cells, [*printed, *summed], desk.language),
        alternative=describe_allocation(cells, [*printed, *summed], unit)[desk.language],
    )


def name_text(row: Row) -> Text:
    return Text(row["name"], row["name_en"])


def unit_text(unit: str, desk: Desk) -> Text:
    """A unit in both languages."""
    row = desk.register.units.get(unit)
    return Text(unit, row["name_en"] if row else unit)
