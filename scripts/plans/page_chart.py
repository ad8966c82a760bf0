"""The charts of a plan's page: the path of each indicator, and each target divided among organizations."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from plans.derive import Figure, Use, convert, group
from plans.describe import describe_allocation, describe_path
from plans.draw import Cell, Point, Spec, allocation_chart, path_chart
from plans.model import Package, Row, Text
from plans.page import Desk, escape, link, plan_page, units_of


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and what stands beside it; `source` is its file as the plan's page names it."""

    use: Use
    spec: Spec
    source: str
    caption: str
    alternative: str
    allocation: bool

    @property
    def path(self) -> str:
        """Where the file lies in the site of a language."""
        return f"plans/{self.use.plan.name}/{self.source}"


def plan_charts(plan: Package, desk: Desk) -> list[Chart]:
    """The charts of a plan, in the order of its indicators."""
    charts = [
        chart
        for use in desk.register.uses[plan.name]
        for chart in (draw_path(use, desk), draw_shares(use, desk))
    ]
    return [chart for chart in charts if chart]


def draw_path(use: Use, desk: Desk) -> Chart | None:
    """The path of an indicator of the whole plan, where it has a target and another year."""
    points = path_points(use, desk)
    spec = path_chart(points) if any(point.kind == "target" for point in points) else None
    if spec is None:
        return None
    unit = unit_text(next(iter(units_of(use.figures)), ""), desk)
    name = desk.name(use.indicator)
    caption = link(escape(name), plan_page(use.plan.name), plan_page(use.plan.name), use.indicator["id"])
    return Chart(
        use=use,
        spec=spec,
        source=f"charts/{use.indicator['id']}.svg",
        caption=f"{caption} <small>{escape(unit[desk.language])}</small>",
        alternative=f"{name}{desk.colon}{describe_path(points, unit)[desk.language]}",
        allocation=False,
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
    shares = [figure for figure in use.figures if figure.organization and figure.value is not None]
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
        use=use,
        spec=allocation_chart(cells, [*printed, *summed], desk.language),
        source=f"charts/{use.indicator['id']}.allocation.svg",
        caption=escape(desk.name(use.indicator)),
        alternative=describe_allocation(cells, [*printed, *summed], unit)[desk.language],
        allocation=True,
    )


def name_text(row: Row) -> Text:
    return Text(row["name"], row["name_en"])


def unit_text(unit: str, desk: Desk) -> Text:
    """A unit in both languages."""
    row = desk.register.units.get(unit)
    return Text(unit, row["name_en"] if row else unit)
