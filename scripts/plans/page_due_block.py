"""What is due, on the pages of plans, areas and organizations."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from plans.derive import group
from plans.derive_commitments import Commitment
from plans.derive_progress import DUE, REPORTED, Progress
from plans.model import Package, Row
from plans.page import Desk, area_page, escape, link, organization_page, plan_page
from plans.page_standing import (
    DUE_PAGE,
    STEPS,
    Entry,
    calendar_link,
    count_of,
    entries_of,
    has_targets,
    mark,
    report_page,
    show_days,
    show_standing,
    show_target,
    whole_entries,
)


def write_plan_due(plan: Package, desk: Desk) -> str:
    """How many targets of a plan are due, reported and to come."""
    here = plan_page(plan.name)
    entries = entries_of(desk.grouped.targets_of_plan.get(plan.name, ()), desk)
    if not entries:
        return ""
    return desk.write(
        "due_plan.md",
        today=desk.today.isoformat(),
        dates=date_lines(whole_entries(entries), desk),
        shares=count_of(DUE, entries) - count_of(DUE, whole_entries(entries)),
        register=link("到期目标" if desk.language == "zh" else "all due targets", here, DUE_PAGE, plan.name),
        calendar=calendar_link(plan.descriptor["plan"]["area"], here, desk),
    )


def date_lines(entries: Sequence[Entry], desk: Desk) -> list[dict[str, str]]:
    """A line for each due date: how many targets, and where they stand."""
    dates = group((entry.progress.due.isoformat(), entry) for entry in entries)
    return [
        {
            "due": day,
            "count": str(len(dates[day])),
            "standing": "<br>".join(summarize([entry.progress for entry in dates[day]], desk)),
        }
        for day in sorted(dates)
    ]


def summarize(progress: Sequence[Progress], desk: Desk) -> list[str]:
    """“△ 到期未报 14（已过 326 天）”, “● 完成 3”: what is known of targets that fall due on one day."""
    states = Counter(row.state for row in progress)
    steps = Counter(row.status for row in progress if row.state == REPORTED)
    found = [
        f"{mark(step.status, step.mark, step.word[desk.language])} {steps[status]}"
        for status, step in STEPS.items()
        if steps[status]
    ]
    if steps[""]:
        found.append(f"{'有实际值，不分档' if desk.language == 'zh' else 'reported, not graded'} {steps['']}")
    overdue = next((row for row in progress if row.state == DUE), None)
    if overdue:
        days = show_days(overdue, desk)
        aside = f"（{days}）" if desk.language == "zh" else f" ({days})"
        found.insert(0, f"{show_standing(overdue, desk)} {states[DUE]}{aside}")
    later = "尚未到期" if desk.language == "zh" else "not yet due"
    return found or [later]


def write_area_due(area: Row, desk: Desk) -> str:
    """What falls due when in an area, with its report and calendar; empty where nothing is promised."""
    here = area_page(area["id"])
    if not has_targets(area["id"], desk):
        return ""
    entries = entries_of(desk.grouped.targets_of_area[area["id"]], desk)
    report = "地区报告（可打印）" if desk.language == "zh" else "Report of this area, made for print"
    return desk.write(
        "due_area.md",
        today=desk.today.isoformat(),
        dates=date_lines(whole_entries(entries), desk),
        shares=len(entries) - len(whole_entries(entries)),
        report=link(report, here, report_page(area["id"])),
        register=link("到期目标" if desk.language == "zh" else "All due targets", here, DUE_PAGE, "areas"),
        calendar=calendar_link(area["id"], here, desk),
    )


def write_organization_due(organization: str, desk: Desk) -> str:
    """What an organization answers for, by the date on which it falls due."""
    here = organization_page(organization)
    dated = [row for row in desk.commitments.get(organization, ()) if row.due is not None]
    entries = {row.target: Entry(desk.targets[row.target], desk.progress[row.target]) for row in dated}
    dates = group(((row.due or date.max).isoformat(), row) for row in sorted(dated, key=due_of))
    return desk.write(
        "due_organization.md",
        today=desk.today.isoformat(),
        dates={
            day: {
                "standing": "；".join(summarize(standings(rows, entries), desk))
                if desk.language == "zh"
                else "; ".join(summarize(standings(rows, entries), desk)),
                "rows": [commitment_line(row, entries[row.target], here, desk) for row in rows],
            }
            for day, rows in dates.items()
        },
        register=link("到期目标" if desk.language == "zh" else "all due targets", here, DUE_PAGE),
    )


def due_of(commitment: Commitment) -> tuple[date, str]:
    return commitment.due or date.max, commitment.target


def standings(rows: Sequence[Commitment], entries: dict[str, Entry]) -> list[Progress]:
    """Where the targets of some commitments stand, each once."""
    return [entries[target].progress for target in dict.fromkeys(row.target for row in rows)]


def commitment_line(row: Commitment, entry: Entry, here: str, desk: Desk) -> dict[str, str]:
    """A commitment as a line of a table: what, how much, in which role."""
    title = row.title if desk.language == "zh" else row.title_en
    place = f"{row.subject}.{row.organization}" if row.kind == "share" else row.subject
    zone = entry.target.area != desk.register.plans[row.plan].descriptor["plan"]["area"]
    anchor = f"{row.subject}.{entry.target.area}" if zone else place
    return {
        "name": link(escape(title), here, plan_page(row.plan), anchor),
        "target": show_target(entry.target, here, desk),
        "role": show_role(row, desk),
        "standing": show_standing(entry.progress, desk),
    }


def show_role(row: Commitment, desk: Desk) -> str:
    """牵头，共 5 个单位; 分解目标; what only one organization answers for has no number."""
    zh = desk.language == "zh"
    if row.kind == "share":
        return "分解目标" if zh else "own share"
    role = desk.word(row.role)
    if row.joint == 1:
        return role
    return f"{role}（共 {row.joint} 个单位）" if zh else f"{role} (of {row.joint} jointly)"
