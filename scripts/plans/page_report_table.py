"""The tables of an area's report: targets as cells whose numbers and references can be checked."""

from dataclasses import dataclass
from decimal import Decimal

from plans.derive import group
from plans.derive_progress import DUE, REPORTED
from plans.derive_targets import Target
from plans.derive_trajectories import Trajectory
from plans.page import Desk, escape, link, source_page
from plans.page_fact import ask, show_fact
from plans.page_standing import (
    Entry,
    entries_of,
    name_indicator,
    name_target,
    report_page,
    show_standing,
    show_value,
    whole_entries,
)
from plans.page_table import owners_of
from plans.words import SIGNS

FIRST_NUMBER = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a report is written of: an area and its plans, oldest first, in the order of their numbers."""

    area: str
    plans: tuple[str, ...]
    desk: Desk

    @property
    def here(self) -> str:
        return report_page(self.area)

    def reference(self, plan: str) -> int:
        return self.plans.index(plan) + FIRST_NUMBER

    def number(self, plan: str) -> str:
        """〔1〕: how the report refers to a plan."""
        return f'<span class="ref">〔{self.reference(plan)}〕</span>'


def cite_target(id_: str, sheet: Sheet) -> str:
    """The amount of a target, linked to the words that state it; print shows plan and passage behind it."""
    target = sheet.desk.targets[id_]
    plan, _, passage = target.passages.split()[0].partition(".")
    shown = link(show_amount(target, sheet.desk), sheet.here, source_page(plan), passage, target.wording)
    return f'{shown}{{ data-ref="{sheet.reference(plan)}·{passage}" }}'


def show_amount(target: Target, desk: Desk) -> str:
    """≥130 家, >3 billion yuan, or the words where there is no number."""
    if target.value is None:
        return escape(target.wording)
    sign, row = escape(SIGNS[target.comparator]), desk.register.units.get(target.unit)
    if desk.language == "en" and row and Decimal(row["multiplier"]) > 1:
        number = show_fact(ask("targets", "normalized_value", id=target.id), desk)
        return show_value(f"{sign}{number}", target.base_unit, desk)
    number = show_fact(ask("targets", "value", id=target.id), desk)
    return show_value(f"{sign}{number}", target.unit, desk)


def list_plan_rows(plan: str, sheet: Sheet) -> list[dict[str, str]]:
    """A row for each indicator: base, targets by year, required change per year."""
    targets = [
        target
        for target in sheet.desk.grouped.targets_of_plan.get(plan, ())
        if (target.area, target.organization) == (sheet.area, "")
    ]
    found = group((target.indicator, target) for target in targets)
    known = sheet.desk.grouped.trajectories_of_plan.get(plan, ())
    ways = {way.indicator: way for way in known if way.area == sheet.area}
    return [
        {
            "name": name_indicator(own[0], sheet.here, sheet.desk),
            "targets": "<br>".join(year_amount(target, sheet) for target in own),
            **way_cells(ways.get(indicator), sheet.desk),
        }
        for indicator, own in found.items()
    ]


def year_amount(target: Target, sheet: Sheet) -> str:
    """2025：≥130 家."""
    year = show_fact(ask("targets", "period", id=target.id), sheet.desk)
    kind = "words" if target.value is None else "amount"
    return f'<span class="{kind}">{year}{sheet.desk.colon}{cite_target(target.id, sheet)}</span>'


def way_cells(way: Trajectory | None, desk: Desk) -> dict[str, str]:
    """Where the way to the final target begins, and what it asks for per year."""
    if way is None:
        return {"base": "", "pace": ""}
    base = ""
    if way.base_kind == "actual":
        year, value = (
            show_fact(ask("trajectories", field, id=way.id), desk) for field in ("base_year", "base_value")
        )
        base = f"{year}{desk.colon}{show_count(value, way.unit, desk)}"
    return {"base": base, "pace": show_pace(way, desk)}


def show_pace(way: Trajectory, desk: Desk) -> str:
    """+15.2%, +3.56 个百分点, +0.8 名: per year, in the way that suits the measure."""
    if way.pace == "growth" and way.growth is not None:
        sign = sign_of(way.growth)
        return f"{sign}{show_fact(ask('trajectories', 'growth', id=way.id), desk)}%"
    if way.change_per_year is None:
        return ""
    shown = sign_of(way.change_per_year) + show_fact(ask("trajectories", "change_per_year", id=way.id), desk)
    return show_count(shown, "个百分点" if way.unit == "%" else way.unit, desk)


def show_count(number: str, unit: str, desk: Desk) -> str:
    """A number of a table with its unit; in English without the unit of things that are counted one by one,
    which the target beside it has.
    """
    row = desk.register.units.get(unit)
    counted = desk.language == "en" and row and row["multiplier"] == "1" and row["ucum"].startswith("{")
    percentage = "point" in row["ucum"] if row else False
    return number if counted and not percentage else show_value(number, unit, desk)


def sign_of(number: Decimal) -> str:
    return "−" if number < 0 else "+" if number else ""


def own_entries(state: str, sheet: Sheet) -> list[Entry]:
    """The targets of the area in a state, by due date."""
    found = [
        entry
        for entry in whole_entries(entries_of(sheet.desk.grouped.targets_of_area[sheet.area], sheet.desk))
        if entry.progress.state == state
    ]
    return sorted(found, key=lambda entry: (entry.progress.due, entry.target.id))


def list_overdue_rows(sheet: Sheet) -> list[list[str]]:
    """Targets that are due and not reported: indicator, amount, days, who answers."""
    owners = {
        plan: owners_of(sheet.desk.register.plans[plan], sheet.here, sheet.desk) for plan in sheet.plans
    }
    return [
        [
            name_target(entry.target, sheet.here, sheet.desk).partition("<br>")[0],
            cite_target(entry.target.id, sheet),
            show_fact(ask("progress", "days_overdue", target=entry.target.id), sheet.desk),
            owners[entry.target.plan].get(entry.target.indicator, ""),
        ]
        for entry in own_entries(DUE, sheet)
    ]


def list_reported_rows(sheet: Sheet) -> list[list[str]]:
    """Targets with an actual value: indicator, amount, actual value, step of the scale."""
    return [
        [
            name_target(entry.target, sheet.here, sheet.desk).partition("<br>")[0],
            year_amount(entry.target, sheet),
            show_actual(entry, sheet.desk),
            show_standing(entry.progress, sheet.desk),
        ]
        for entry in own_entries(REPORTED, sheet)
    ]


def show_actual(entry: Entry, desk: Desk) -> str:
    """The actual value in the unit of the target."""
    if entry.progress.actual_value is None:
        return ""
    number = show_fact(ask("progress", "actual_value", target=entry.target.id), desk)
    return show_value(number, entry.target.unit, desk)
