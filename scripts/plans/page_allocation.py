"""The part of a plan's page about targets that the plan divides among organizations."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from plans.derive import Figure, Use, group
from plans.derive_decomposition import Part
from plans.page import (
    Desk,
    anchor_of,
    escape,
    figure_anchors,
    figure_cell,
    link,
    organization_page,
    plan_page,
    show_period,
)
from plans.page_arithmetic import explain_parts
from plans.page_chart import Section, draw_shares
from plans.page_edit import edit_plan

SUMS = ("total", "flow-stock")


def write_allocation(use: Use, desk: Desk) -> Section:
    """Heading, heat map, arithmetic and table of one indicator, where it is divided."""
    shares = group((figure.organization, figure) for figure in use.figures)
    totals = shares.pop("", ())
    if not shares:
        return Section()
    chart = draw_shares(use, desk)
    periods = sorted({figure.period for figure in use.figures})
    parts = find_parts(use, desk)
    percentages = read_percentages(parts)
    text = desk.write(
        "allocation.md",
        chart=chart,
        name=escape(desk.name(use.indicator)),
        id=use.indicator["id"],
        count=len(shares),
        unit=escape(desk.unit(use.figures[0].chosen["unit"])),
        periods=[show_period(period) for period in periods],
        rows=[
            [*share_row(use, organization, periods, desk), percentages.get(organization, "")]
            for organization in shares
        ],
        printed=figure_cells(totals, use.plan.name, periods, desk),
        edit=edit_plan(use.plan.name, desk)["figures"],
        summed=[str(sum_period(shares, period)) for period in periods],
        arithmetic=explain_parts(
            [part for part in parts if part.kind in SUMS], plan_page(use.plan.name), desk
        ),
    )
    return Section(text, (chart,) if chart else ())


def find_parts(use: Use, desk: Desk) -> list[Part]:
    """The rows of the decomposition that are about an indicator of a plan."""
    return [
        part
        for part in desk.grouped.parts_of_plan.get(use.plan.name, ())
        if (part.plan, part.indicator) == (use.plan.name, use.indicator["id"])
    ]


def read_percentages(parts: Sequence[Part]) -> dict[str, str]:
    """Each organization's share of the total over all periods, in %."""
    shares = [part for part in parts if part.kind == "share" and part.share is not None]
    longest = max((len(part.period) for part in shares), default=0)
    return {part.organization: f"{part.share:f}" for part in shares if len(part.period) == longest}


def share_row(use: Use, organization: str, periods: Sequence[str], desk: Desk) -> list[str]:
    """One organization: linked name, then what it was given in each period."""
    here = plan_page(use.plan.name)
    name = link(
        escape(desk.name(desk.register.organizations[organization])), here, organization_page(organization)
    )
    anchor = f'<a id="{anchor_of(use.indicator["id"], "", organization)}"></a>'
    figures = [figure for figure in use.figures if figure.organization == organization]
    return [anchor + name, *figure_cells(figures, use.plan.name, periods, desk)]


def figure_cells(figures: Sequence[Figure], plan: str, periods: Sequence[str], desk: Desk) -> list[str]:
    """One linked cell per period, empty where there is no figure; an actual stands below the target.

    Shares have their anchors here, totals in the table of targets.
    """
    ordered = sorted(figures, key=lambda figure: figure.kind != "target")
    anchors = (
        anchor if figure.organization else ""
        for figure, anchor in zip(ordered, figure_anchors(plan, ordered), strict=True)
    )
    cells = group(
        (figure.period, figure_cell(figure, plan, plan_page(plan), desk, anchor) + mark_kind(figure, desk))
        for figure, anchor in zip(ordered, anchors, strict=True)
    )
    return ["<br>".join(cells.get(period, ())) for period in periods]


def mark_kind(figure: Figure, desk: Desk) -> str:
    """What a figure is, where it is no target."""
    return "" if figure.kind == "target" else f" <small>{desk.word(figure.kind)}</small>"


def sum_period(shares: Mapping[str, Sequence[Figure]], period: str) -> Decimal:
    """What the shares of a period add up to."""
    return sum(
        (
            figure.value
            for figures in shares.values()
            for figure in figures
            if figure.kind == "target" and figure.period == period and figure.value
        ),
        Decimal(0),
    )
