"""How fast targets ask indicators to move, beside how fast they moved before, as the plan prints it."""

from collections.abc import Sequence
from decimal import Decimal

from plans.derive import Figure, group
from plans.derive_trajectories import Trajectory
from plans.describe_pace import describe_pace
from plans.draw_marks import plain, signed
from plans.draw_pace import Measure, Pace, Spans, pace_chart
from plans.model import Package, Text
from plans.page import Desk, anchor_of, escape, figure_cell, link, plan_page
from plans.page_chart import Chart, Section
from plans.page_standing import show_value

UNFOLDED = 15
REASONS = {
    "zero-base": Text("基期为零，算不出增长率", "no growth rate from zero"),
    "negative": Text("有负数，算不出增长率", "no growth rate with a negative number"),
}
PER_YEAR, POINTS = Text("每年 {}", "{} a year"), Text("{} 个百分点", "{} points")


def write_pace(plan: Package, desk: Desk) -> Section:
    """The section of a plan's page, nothing where no target has a base."""
    found = desk.grouped.trajectories_of_plan.get(plan.name, ())
    rows = [row for row in found if row.base_year is not None]
    if not rows:
        return Section()
    rows.sort(key=lambda row: -(row.effort or 0))
    here = plan_page(plan.name)
    charts = tuple(draw_paces(rows, here, desk))
    text = desk.write(
        "pace.md",
        rows=[show_row(row, desk) for row in rows],
        unfolded=len(rows) <= UNFOLDED,
        past=any(row.earlier_year for row in rows),
        promised=any(row.base_kind == "target" for row in rows),
        charts=charts,
        method=link(
            "计算方法" if desk.language == "zh" else "Method", here, "method/index.md", "trajectories"
        ),
    )
    return Section(text, charts)


def draw_paces(rows: Sequence[Trajectory], here: str, desk: Desk) -> list[Chart]:
    """Achieved beside required: one chart for growth, one for points, of rows with the same years."""
    alike = group((chart_key(row), row) for row in rows if row.effort is not None and row.pace != "additions")
    charts = []
    for key, found in alike.items():
        measure: Measure = "growth" if found[0].pace == "growth" else "points"
        first = found[0]
        spans = Spans(f"{first.earlier_year}–{first.base_year}", f"{first.base_year}–{first.target_year}")
        paces = [read_pace(row) for row in found]
        spec = pace_chart(paces, measure, spans, desk.language)
        if spec:
            charts.append(
                Chart(here, f"pace.{key}", spec, describe_pace(paces, measure, spans)[desk.language])
            )
    return charts


def chart_key(row: Trajectory) -> str:
    return f"{row.pace}.{row.earlier_year}.{row.base_year}.{row.target_year}"


def read_pace(row: Trajectory) -> Pace:
    """Both paces of a row in what its pace is measured in."""
    growth = row.pace == "growth"
    achieved = row.earlier_growth if growth else row.earlier_change_per_year
    required = row.growth if growth else row.change_per_year
    name = Text(row.name, row.name_en)
    return Pace(name, achieved or Decimal(), required or Decimal(), row.comparator)


def show_row(row: Trajectory, desk: Desk) -> dict[str, str]:
    """A line of the table."""
    zone = zone_of(row, desk)
    here, name = plan_page(row.plan), row.name if desk.language == "zh" else row.name_en
    place = f"<br><small>{escape(desk.name(desk.register.areas[zone]))}</small>" if zone else ""
    return {
        "name": link(escape(name), here, here, anchor_of(row.indicator, zone, "")) + place,
        "start": show_end(row, row.base_year, row.base_kind, desk),
        "end": show_end(row, row.target_year, "target", desk),
        "unit": escape(desk.unit(row.unit)),
        "required": show_pace(row, row.change_per_year, row.growth, desk),
        "earlier": show_end(row, row.earlier_year, "actual", desk),
        "achieved": show_pace(row, row.earlier_change_per_year, row.earlier_growth, desk),
        "effort": "" if row.effort is None else plain(row.effort),
    }


def zone_of(row: Trajectory, desk: Desk) -> str:
    """The zone that a trajectory is about, empty for the whole area of the plan."""
    area = desk.register.plans[row.plan].descriptor["plan"]["area"]
    return "" if row.area == area else row.area


def show_end(row: Trajectory, year: int | None, kind: str, desk: Desk) -> str:
    """The year and the number of one end, linked to its words; empty where there is none."""
    figure = find_end(row, year, kind, desk)
    if figure is None:
        return ""
    own = figure.chosen["unit"]
    unit = f" <small>{escape(desk.unit(own))}</small>" if own != row.unit else ""
    cell = figure_cell(figure, row.plan, plan_page(row.plan), desk)
    return f'<span class="amount"><small>{year}</small> {cell}{unit}</span>'


def find_end(row: Trajectory, year: int | None, kind: str, desk: Desk) -> Figure | None:
    """The figure of one end of a trajectory."""
    place = (row.indicator, zone_of(row, desk), "", str(year), kind)
    return next(
        (
            figure
            for use in desk.register.uses[row.plan]
            for figure in use.figures
            if (figure.indicator, figure.area, figure.organization, figure.period, figure.kind) == place
            and figure.value is not None
        ),
        None,
    )


def show_pace(row: Trajectory, change: Decimal | None, growth: Decimal | None, desk: Desk) -> str:
    """+15.2%, with what is added a year below it; why there is no rate where there is none."""
    if change is None:
        return ""
    if row.reason == "share":
        return POINTS[desk.language].format(signed(change))
    added = escape(show_value(signed(change), row.unit, desk))
    if row.pace == "additions":
        return added
    yearly = PER_YEAR[desk.language].format(added)
    if growth is None:
        reason = REASONS["zero-base" if row.reason in ("", "zero-base") else row.reason]
        return f"{yearly}<br><small>{reason[desk.language]}</small>"
    return f"{signed(growth)}%<br><small>{yearly}</small>"
