"""The table of figures on a plan's page: indicators down, years across, each figure linked to its words."""

from collections.abc import Mapping, Sequence

from plans.derive import Figure, Use, group
from plans.model import Package
from plans.page import (
    Desk,
    anchor_of,
    concept_page,
    escape,
    figure_anchors,
    figure_cell,
    link,
    organization_page,
    plan_page,
    units_of,
)


def figure_table(uses: Sequence[Use], owners: Mapping[str, str], here: str, desk: Desk) -> list[list[str]]:
    """A table, header first: one row per indicator and area, one column per year and kind."""
    lines = [(use, area, figures) for use in uses for area, figures in by_area(use).items()]
    columns = sorted({column_of(figure) for _, _, figures in lines for figure in figures})
    owned = any(use.indicator["id"] in owners for use in uses)
    head = [desk.word("indicator"), desk.word("unit"), *(column_title(column, desk) for column in columns)]
    table = [[*head, desk.word("responsible")] if owned else head]
    for use, area, figures in lines:
        cells = [
            indicator_cell(use, area, here, desk),
            escape(desk.unit(main_unit(figures))),
            *(year_cell(use, figures, column, desk) for column in columns),
        ]
        table.append([*cells, owners.get(use.indicator["id"], "")] if owned else cells)
    return table


def year_cell(use: Use, figures: Sequence[Figure], column: tuple[int, str], desk: Desk) -> str:
    """The figures of one year and kind, numbers before words."""
    here, unit = plan_page(use.plan.name), main_unit(figures)
    inside = [figure for figure in figures if column_of(figure) == column]
    ordered = sorted(inside, key=lambda figure: figure.value is None)
    return "<br>".join(
        figure_cell(figure, use.plan.name, here, desk, anchor) + other_unit(figure, unit, desk)
        for figure, anchor in zip(ordered, figure_anchors(use.plan.name, ordered), strict=True)
    )


def main_unit(figures: Sequence[Figure]) -> str:
    """The unit of a line of the table: the first one printed with its values."""
    return next(iter(units_of(figures)), "")


def other_unit(figure: Figure, unit: str, desk: Desk) -> str:
    """The unit of a figure where it is not that of its line (个百分点 in a line of %)."""
    own = figure.chosen["unit"]
    return f" <small>{escape(desk.unit(own))}</small>" if own and own != unit else ""


def by_area(use: Use) -> dict[str, tuple[Figure, ...]]:
    """The figures of an indicator by area, shares of organizations left out."""
    return group((figure.area, figure) for figure in use.figures if not figure.organization)


def column_of(figure: Figure) -> tuple[int, str]:
    """The column of a figure: its last year and kind."""
    return figure.last_year, figure.kind


def column_title(column: tuple[int, str], desk: Desk) -> str:
    """2025 with the kind below it."""
    year, kind = column
    return f"{year}<br><small>{desk.word(kind)}</small>"


def indicator_cell(use: Use, area: str, here: str, desk: Desk) -> str:
    """The name with its anchor, number, concept and zone; the note is on the first line."""
    row = use.indicator
    name = escape(desk.name(row))
    shown = link(name, here, concept_page(row["concept"])) if row["concept"] else name
    number = f"{escape(row['number'])}. " if row["number"] else ""
    part = f'<span class="part">{desk.word("part")}</span> ' if row["parent"] else ""
    zone = desk.name(desk.register.areas[area]) if area else ""
    note = desk.cell(row, "note") if area == next(iter(by_area(use))) else ""
    below = "".join(f"<br><small>{escape(aside)}</small>" for aside in (zone, note) if aside)
    return f'<a id="{anchor_of(row["id"], area, "")}"></a>{part}{number}{shown}{below}'


def owners_of(plan: Package, here: str, desk: Desk) -> dict[str, str]:
    """The organizations that answer for each indicator, as linked names."""
    names: dict[str, list[str]] = {}
    for row in plan.rows("responsibilities"):
        if row["indicator"]:
            organization = desk.register.organizations[row["organization"]]
            shown = link(escape(desk.name(organization)), here, organization_page(row["organization"]))
            names.setdefault(row["indicator"], []).append(shown)
    shares = {row["indicator"] for row in plan.rows("values") if row["organization"]}
    return {
        indicator: f'<span class="owners">{desk.join(shown)}</span>'
        for indicator, shown in names.items()
        if indicator not in shares
    }
