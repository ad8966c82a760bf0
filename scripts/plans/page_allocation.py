"""The part of a plan's page about targets that the plan divides among organizations."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from plans.derive import Figure, Use, group
from plans.page import Desk, anchor_of, escape, figure_cell, link, organization_page, plan_page, show_period
from plans.page_chart import Chart


def write_allocation(chart: Chart, desk: Desk) -> str:
    """Heading, heat map and table of one divided indicator."""
    use = chart.use
    periods = sorted({figure.period for figure in use.figures})
    shares = group((figure.organization, figure) for figure in use.figures)
    totals = shares.pop("", ())
    return desk.write(
        "allocation.md",
        chart=chart,
        name=escape(desk.name(use.indicator)),
        id=use.indicator["id"],
        count=len(shares),
        unit=escape(desk.unit(use.figures[0].chosen["unit"])),
        periods=[show_period(period) for period in periods],
        rows=[share_row(use, organization, periods, desk) for organization in shares],
        printed=figure_cells(totals, use.plan.name, periods, desk),
        summed=[str(sum_period(shares, period)) for period in periods],
    )


def share_row(use: Use, organization: str, periods: Sequence[str], desk: Desk) -> list[str]:
    """One organization: linked name, then its share in each period."""
    here = plan_page(use.plan.name)
    name = link(
        escape(desk.name(desk.register.organizations[organization])), here, organization_page(organization)
    )
    anchor = f'<a id="{anchor_of(use.indicator["id"], "", organization)}"></a>'
    figures = [figure for figure in use.figures if figure.organization == organization]
    return [anchor + name, *figure_cells(figures, use.plan.name, periods, desk)]


def figure_cells(figures: Sequence[Figure], plan: str, periods: Sequence[str], desk: Desk) -> list[str]:
    """One linked cell per period, empty where there is no figure."""
    by_period = {figure.period: figure_cell(figure, plan, plan_page(plan), desk) for figure in figures}
    return [by_period.get(period, "") for period in periods]


def sum_period(shares: Mapping[str, Sequence[Figure]], period: str) -> Decimal:
    """What the shares of a period add up to."""
    return sum(
        (
            figure.value
            for figures in shares.values()
            for figure in figures
            if figure.period == period and figure.value
        ),
        Decimal(0),
    )
