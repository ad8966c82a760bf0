"""The pages of organizations: what each leads, shares and was allocated, across plans."""

from plans.derive import Duty, Use, group
from plans.model import Row
from plans.page import Desk, anchor_of, area_page, escape, link, organization_page, page_text, plan_page
from plans.page_area import organizations_by_kind
from plans.page_concept import figure_line, use_row
from plans.page_due_block import write_organization_due
from plans.page_edit import ENTRY, write_edit


def write_organization(organization: Row, desk: Desk) -> str:
    """The Markdown of `/organizations/<organization>/`: what it answers for, across plans."""
    here = organization_page(organization["id"])
    area = desk.register.areas[organization["area"]]
    body = desk.write(
        "organization.md",
        name=escape(title_of(organization, desk)),
        other=escape(organization["name_en"] if desk.language == "zh" else organization["name"]),
        short_names=[escape(name) for name in organization["short_names"].split("|") if name],
        area=link(escape(desk.name(area)), here, area_page(area["id"])),
        kind=desk.word(organization["kind"]),
        edit=write_edit([("vocabulary", "organizations.csv")], desk, words=ENTRY),
        edit_rows=edit_answers(organization["id"], desk),
        due=write_organization_due(organization["id"], desk),
        tasks=duty_lines(organization["id"], here, desk),
        indicators=indicator_lines(organization["id"], here, desk),
        shares=[
            share_line(use, organization["id"], here, desk)
            for use in desk.register.shares.get(organization["id"], ())
        ],
    )
    description = (
        f"{area['name']}{organization['name']}在各规划中牵头或负责的任务、指标和分解目标。"
        if desk.language == "zh"
        else f"The tasks, indicators and allocated targets of {organization['name_en']}."
    )
    return page_text(title_of(organization, desk), description, body)


def edit_answers(organization: str, desk: Desk) -> str:
    """The line below what an organization answers for: the tables that say so."""
    duties = desk.register.duties.get(organization, ())
    named = [(duty.plan.name, "responsibilities.csv") for duty in duties]
    owned = [(duty.plan.name, "values.csv") for duty in duties if duty.row["indicator"]]
    shares = [(use.plan.name, "values.csv") for use in desk.register.shares.get(organization, ())]
    return write_edit(sorted({*named, *owned, *shares}), desk)


def title_of(organization: Row, desk: Desk) -> str:
    """The name with its area, for many districts have a 区科技局."""
    if desk.language == "en":
        return organization["name_en"]
    return f"{organization['name']}（{desk.register.areas[organization['area']]['name']}）"


def duty_lines(organization: str, here: str, desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """The tasks that an organization leads or shares, as (role, linked title), by plan."""
    duties = [duty for duty in desk.register.duties.get(organization, ()) if duty.row["task"]]
    return {
        link(escape(desk.plan_title(desk.register.plans[name])), here, plan_page(name)): [
            (desk.word(duty.row["role"]), task_link(duty, here, desk)) for duty in plan_duties
        ]
        for name, plan_duties in group((duty.plan.name, duty) for duty in duties).items()
    }


def task_link(duty: Duty, here: str, desk: Desk) -> str:
    """The title of a task, linked to its place on the page of its plan."""
    task = next(row for row in duty.plan.rows("tasks") if row["id"] == duty.row["task"])
    return link(escape(desk.cell(task, "title")), here, plan_page(duty.plan.name), f"task.{task['id']}")


def indicator_lines(organization: str, here: str, desk: Desk) -> list[dict[str, str]]:
    """The indicators that an organization answers for as a whole, with their targets."""
    owned = {
        (duty.plan.name, duty.row["indicator"])
        for duty in desk.register.duties.get(organization, ())
        if duty.row["indicator"]
    }
    shared = {(use.plan.name, use.indicator["id"]) for use in desk.register.shares.get(organization, ())}
    return [
        use_row(use, here, desk)
        for plan in dict.fromkeys(name for name, _ in sorted(owned - shared))
        for use in desk.register.uses[plan]
        if (plan, use.indicator["id"]) in owned - shared
    ]


def share_line(use: Use, organization: str, here: str, desk: Desk) -> dict[str, str]:
    """A target allocated to an organization: indicator, plan and its amounts by year."""
    anchor = anchor_of(use.indicator["id"], "", organization)
    return {
        "name": link(escape(desk.name(use.indicator)), here, plan_page(use.plan.name), anchor),
        "plan": link(escape(desk.plan_title(use.plan)), here, plan_page(use.plan.name)),
        "targets": figure_line(use.figures, use, here, desk),
    }


def write_organizations(desk: Desk) -> str:
    """The Markdown of `/organizations/`: by area and kind."""
    here = "organizations/index.md"
    by_area = group((row["area"], row) for row in desk.register.organizations.values())
    areas = [
        (escape(desk.name(desk.register.areas[area])), organizations_by_kind(rows, here, desk))
        for area, rows in by_area.items()
    ]
    title = desk.word("organizations")
    description = (
        "规划点名的牵头单位、责任单位和分到任务的乡镇街道。"
        if desk.language == "zh"
        else "Organizations that plans name as lead, as responsible, or as holders of an allocated target."
    )
    return page_text(
        title, description, desk.write("organizations.md", title=title, description=description, areas=areas)
    )
