"""The register of due targets: what is due, what this site knows of it, by plan, area and organization."""

from collections.abc import Mapping, Sequence

from plans.derive import group
from plans.derive_commitments import progress_of_organizations
from plans.derive_progress import DUE, NOT_DUE, REPORTED, Progress
from plans.derive_scale import SCALE, UNGRADED, Step
from plans.describe_due import describe_due
from plans.draw import Spec
from plans.draw_due import Due, due_chart
from plans.model import Package
from plans.page import Desk, area_page, escape, link, organization_page, page_text, plan_page
from plans.page_chart import name_text
from plans.page_standing import (
    DUE_PAGE,
    Entry,
    calendar_link,
    count_of,
    list_entries,
    longest,
    mark,
    name_target,
    report_page,
    show_actual,
    show_days,
    show_standing,
    show_target,
    whole_entries,
)
from plans.page_table import owners_of

CHART = "due/calendar.svg"
FIRST = 12


def write_due(desk: Desk) -> str:
    """The Markdown of `/due/`: what is due and not reported first."""
    entries = list_entries(desk)
    whole = whole_entries(entries)
    of_plan = group((entry.target.plan, entry) for entry in entries)
    title = "到期目标" if desk.language == "zh" else "Targets that are due"
    body = desk.write(
        "due.md",
        title=title,
        today=desk.today.isoformat(),
        due=count_of(DUE, whole),
        reported=count_of(REPORTED, whole),
        later=count_of(NOT_DUE, whole),
        shares=count_of(DUE, entries) - count_of(DUE, whole),
        days=longest(whole),
        chart=draw_due(desk),
        alternative=describe_due(list_dues(desk), desk.today)[desk.language],
        areas=area_lines(whole, desk),
        plans=[plan_section(plan, of_plan.get(plan.name, ()), desk) for plan in order_plans(of_plan, desk)],
        organizations=organization_lines(desk),
        first=FIRST,
        statuses=[entry_line(entry, desk) for entry in whole if entry.progress.state == REPORTED],
        scale=[scale_line(step, desk) for step in (*SCALE, UNGRADED)],
        everything=calendar_link("", DUE_PAGE, desk),
    )
    description = (
        "哪些规划目标已经到期、过了多少天、本站是否收录了实际值：按规划、地区和单位列出。"
        if desk.language == "zh"
        else "Which targets are due, for how many days, and whether this site holds an actual value."
    )
    return page_text(title, description, body)


def due_charts(desk: Desk) -> dict[str, Spec]:
    """The calendar of due dates by the path of its file; none without targets."""
    spec = draw_due(desk)
    return {CHART: spec} if spec else {}


def draw_due(desk: Desk) -> Spec | None:
    return due_chart(list_dues(desk), desk.today, desk.language)


def list_dues(desk: Desk) -> list[Due]:
    """The targets of areas by due date."""
    found = group(
        (f"{entry.target.area} {entry.progress.due}", entry) for entry in whole_entries(list_entries(desk))
    )
    return [
        Due(
            name_text(desk.register.areas[entries[0].target.area]),
            entries[0].progress.due,
            len(entries),
            count_of(REPORTED, entries),
        )
        for entries in found.values()
    ]


def area_lines(whole: Sequence[Entry], desk: Desk) -> list[dict[str, str]]:
    """A line for each area: how many of its targets are due, reported and to come."""
    areas = group((entry.target.area, entry) for entry in whole)
    return [
        {
            "name": link(escape(desk.name(desk.register.areas[area])), DUE_PAGE, area_page(area)),
            **counts([entry.progress for entry in entries]),
            "report": link("报告" if desk.language == "zh" else "Report", DUE_PAGE, report_page(area)),
            "calendar": calendar_link(area, DUE_PAGE, desk),
        }
        for area, entries in areas.items()
    ]


def counts(progress: Sequence[Progress]) -> dict[str, str]:
    """How many targets are in each state, and the most days overdue."""
    states = [row.state for row in progress]
    days = max((row.days_overdue or 0 for row in progress), default=0)
    return {
        "due": str(states.count(DUE)),
        "reported": str(states.count(REPORTED)),
        "later": str(states.count(NOT_DUE)),
        "days": str(days or ""),
    }


def order_plans(entries: Mapping[str, Sequence[Entry]], desk: Desk) -> list[Package]:
    """The plans, those first whose targets have been due for longest."""
    days = {plan: longest(own) for plan, own in entries.items()}
    return sorted(desk.register.catalog.plans, key=lambda plan: -days.get(plan.name, 0))


def plan_section(plan: Package, own: Sequence[Entry], desk: Desk) -> dict[str, object]:
    """What of a plan is due and not reported, by due date; shares of organizations by indicator."""
    overdue = [entry for entry in own if entry.progress.state == DUE]
    owners = owners_of(plan, DUE_PAGE, desk)
    dates = group((entry.progress.due.isoformat(), entry) for entry in sorted(overdue, key=due_date_of))
    return {
        "id": plan.name,
        "title": link(escape(desk.plan_title(plan)), DUE_PAGE, plan_page(plan.name)),
        **counts([entry.progress for entry in whole_entries(own)]),
        "dates": {day: date_section(found, owners, desk) for day, found in dates.items()},
    }


def due_date_of(entry: Entry) -> tuple[str, str]:
    return entry.progress.due.isoformat(), entry.target.id


def date_section(entries: Sequence[Entry], owners: Mapping[str, str], desk: Desk) -> dict[str, object]:
    """The targets of one plan that fell due on one day."""
    shares = group((entry.target.indicator, entry) for entry in entries if entry.target.organization)
    return {
        "days": show_days(entries[0].progress, desk),
        "targets": [
            {**entry_line(entry, desk), "owners": owners.get(entry.target.indicator, "")}
            for entry in whole_entries(entries)
        ],
        "shares": [share_line(found[0], len(found), desk) for found in shares.values()],
    }


def share_line(entry: Entry, count: int, desk: Desk) -> str:
    """How many organizations have a share of an indicator, linked to where they stand."""
    target = entry.target
    name = target.name if desk.language == "zh" else target.name_en
    shown = link(escape(name), DUE_PAGE, plan_page(target.plan), f"allocation.{target.indicator}")
    if desk.language == "zh":
        return f"{shown}：{count} 个单位的分解目标"
    return f"{shown}: share{'' if count == 1 else 's'} of {count} organization{'' if count == 1 else 's'}"


def entry_line(entry: Entry, desk: Desk) -> dict[str, str]:
    """A target as a line of a table."""
    return {
        "name": name_target(entry.target, DUE_PAGE, desk),
        "target": show_target(entry.target, DUE_PAGE, desk),
        "due": entry.progress.due.isoformat(),
        "standing": show_standing(entry.progress, desk),
        "actual": show_actual(entry.progress, entry.target, desk),
    }


def organization_lines(desk: Desk) -> list[dict[str, str]]:
    """Organizations that answer for targets that are due and not reported, most of them first."""
    found = progress_of_organizations(desk.results.commitments, desk.results.progress)
    overdue = {id_: rows for id_, rows in found.items() if any(row.state == DUE for row in rows)}
    order = sorted(overdue, key=lambda id_: (-sum(row.state == DUE for row in overdue[id_]), id_))
    names = desk.register.organizations
    return [
        {
            "name": link(escape(desk.name(names[id_])), DUE_PAGE, organization_page(id_), "due"),
            "area": escape(desk.name(desk.register.areas[names[id_]["area"]])),
            **counts(overdue[id_]),
        }
        for id_ in order
    ]


def scale_line(step: Step, desk: Desk) -> tuple[str, str]:
    """A step of the scale: sign, word and colour, and its rule."""
    return mark(step.status, step.mark, step.word[desk.language]), step.rule[desk.language]
