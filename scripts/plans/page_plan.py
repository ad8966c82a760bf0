"""The page of a plan: its identity, its figures, its tasks and what is doubtful in it."""

from collections import Counter
from collections.abc import Sequence

from plans.derive import Figure, Use, group
from plans.model import Package, Row
from plans.page import (
    Desk,
    area_page,
    escape,
    link,
    organization_page,
    page_text,
    plan_page,
    show_amount,
    show_period,
    source_page,
)
from plans.page_allocation import write_allocation
from plans.page_changes import write_plan_history
from plans.page_chart import Section, Sheet, draw_paths
from plans.page_download import write_downloads
from plans.page_due_block import write_plan_due
from plans.page_edit import edit_plan
from plans.page_matrix import write_gaps, write_matrix
from plans.page_pace import write_pace
from plans.page_revision import write_revised
from plans.page_share import write_plan_shares
from plans.page_table import figure_table, owners_of

GLANCE = 8
UNFOLDED = 3
REMARK_KINDS = ("arithmetic", "conflict", "ambiguity", "misprint", "damage")
IDENTITY = (
    "document_number",
    "index_number",
    "issuer",
    "publisher",
    "written_on",
    "published_on",
    "in_force_from",
    "topic_category",
    "genre",
    "validity",
)


def write_plan(plan: Package, desk: Desk) -> Sheet:
    """The Markdown of `/plans/<plan>/`, and its charts."""
    here = plan_page(plan.name)
    uses = desk.register.uses[plan.name]
    paths = draw_paths(uses, desk)
    sections = plan_sections(plan, desk)
    promised = [use for use in uses if any(is_promise(figure) for figure in use.figures)]
    reported = [
        use for use in uses if use not in promised and any(not figure.organization for figure in use.figures)
    ]
    owners = owners_of(plan, here, desk)
    title = desk.plan_title(plan)
    body = desk.write(
        "plan.md",
        title=escape(title),
        here=here,
        facts=identity(plan, here, desk),
        completeness=plan.descriptor["plan"]["completeness"],
        description=escape(describe(plan, desk)),
        counts=count_rows(plan),
        glance=glance(plan, promised, desk),
        glance_year=plan.descriptor["plan"]["end_year"],
        due=write_plan_due(plan, desk),
        edit=edit_plan(plan.name, desk),
        promised=figure_table(promised, owners, here, desk),
        reported=figure_table(reported, owners, here, desk),
        charts=paths,
        sections={name: section.text for name, section in sections.items()},
        tasks=task_list(plan, here, desk),
        matrix=write_matrix(plan, desk),
        gaps=write_gaps(plan, desk),
        remarks=remark_list(plan, here, desk),
        history=write_plan_history(plan, desk),
        downloads=write_downloads(plan, desk),
        source=link(desk.word("passage"), here, source_page(plan.name)),
        rights=desk.word(plan.descriptor["sources"][0]["rights"]),
    )
    charts = [*paths, *(chart for section in sections.values() for chart in section.charts)]
    return Sheet(page_text(title, describe(plan, desk), body), tuple(charts))


def plan_sections(plan: Package, desk: Desk) -> dict[str, Section]:
    """The parts of the page that are derived, by name; targets divided among organizations are one."""
    allocations = [write_allocation(use, desk) for use in desk.register.uses[plan.name]]
    return {
        "revisions": write_revised(plan, desk),
        "pace": write_pace(plan, desk),
        "shares": write_plan_shares(plan, desk),
        "allocations": Section(
            "\n".join(section.text for section in allocations if section.text),
            tuple(chart for section in allocations for chart in section.charts),
        ),
    }


def describe(plan: Package, desk: Desk) -> str:
    """The description of a plan."""
    english = plan.descriptor["plan"]["description_en"]
    return str(plan.descriptor["description"] if desk.language == "zh" else english)


def is_promise(figure: Figure) -> bool:
    """Whether a figure is a target of the whole plan or of a zone, not one organization's share."""
    return figure.kind == "target" and not figure.organization


def count_rows(plan: Package) -> dict[str, int]:
    """How many rows of each kind the plan has."""
    kinds = Counter(row["kind"] for row in plan.rows("values"))
    return {
        "indicators": len(plan.rows("indicators")),
        "values": len(plan.rows("values")),
        "target": kinds["target"],
        "actual": kinds["actual"],
        "tasks": len(plan.rows("tasks")),
        "passages": len(plan.rows("passages")),
        "organizations": len({row["organization"] for row in plan.rows("responsibilities")}),
    }


def identity(plan: Package, here: str, desk: Desk) -> list[tuple[str, str]]:
    """The document's identity: label and finished Markdown, what the notice does not state left out."""
    stated = plan.descriptor["plan"]
    labels = desk.register.catalog.schemas["plan.schema"]["properties"]["plan"]["properties"]
    area = desk.register.areas[stated["area"]]
    facts = [
        (desk.word("area"), link(escape(desk.name(area)), here, area_page(area["id"]))),
        ("类型" if desk.language == "zh" else "Type", desk.word(stated["type"])),
        ("规划期" if desk.language == "zh" else "Period", desk.years(plan)),
    ]
    for field in IDENTITY:
        if field in stated:
            label = labels[field]["title" if desk.language == "zh" else "title_en"]
            facts.append((label, show_fact(field, str(stated[field]), here, desk)))
    related = group(
        (item["relation"], show_related(plan, item, here, desk)) for item in stated.get("related", [])
    )
    return [
        *facts,
        *((desk.word(relation), fold(documents, desk)) for relation, documents in related.items()),
    ]


def fold(items: Sequence[str], desk: Desk) -> str:
    """A short list as it is, a long one behind its length."""
    shown = "<br>".join(items)
    if len(items) <= UNFOLDED:
        return shown
    summary = f"{len(items)} 份文件" if desk.language == "zh" else f"{len(items)} documents"
    return f'<details markdown="span"><summary>{summary}</summary>{shown}</details>'


def show_fact(field: str, value: str, here: str, desk: Desk) -> str:
    """A value of the identity; organizations are linked."""
    if field in ("issuer", "publisher"):
        row = desk.register.organizations[value]
        return link(escape(desk.name(row)), here, organization_page(value))
    return escape(value)


def show_related(plan: Package, related: dict[str, str], here: str, desk: Desk) -> str:
    """Another document that the notice names, linked to the words that name it."""
    number = f"（{related['document_number']}）" if related.get("document_number") else ""
    shown = escape(f"《{related['title']}》{number}")
    if related.get("plan") in desk.register.plans:
        return link(shown, here, plan_page(related["plan"]))
    return link(shown, here, source_page(plan.name), related["passage"]) if related.get("passage") else shown


def glance(plan: Package, promised: Sequence[Use], desk: Desk) -> list[tuple[str, str, str]]:
    """The first targets for the plan's last year: amount with unit, indicator, base where there is one."""
    here, last_year = plan_page(plan.name), plan.descriptor["plan"]["end_year"]
    shown = []
    for use in promised:
        last = next((figure for figure in use.figures if is_final(figure, last_year)), None)
        if last and not use.indicator["parent"]:
            amount = (
                f"{escape(show_amount(last.chosen))} <small>{escape(desk.unit(last.chosen['unit']))}</small>"
            )
            name = link(escape(desk.name(use.indicator)), here, here, use.indicator["id"])
            shown.append((amount, name, base_of(use, last.chosen["unit"], desk)))
    return shown[:GLANCE]


def is_final(figure: Figure, year: int) -> bool:
    """Whether a figure is a number that the whole plan promises for its last year."""
    return is_promise(figure) and not figure.area and figure.value is not None and figure.last_year == year


def base_of(use: Use, unit: str, desk: Desk) -> str:
    """The latest actual value of an indicator: “2020：205”, with its unit where that is another; empty where
    the plan gives none.
    """
    actual = [
        figure
        for figure in use.figures
        if figure.kind == "actual"
        and figure.value is not None
        and not figure.area
        and not figure.organization
    ]
    if not actual:
        return ""
    last = max(actual, key=lambda figure: figure.last_year)
    other = "" if last.chosen["unit"] == unit else f" {desk.unit(last.chosen['unit'])}"
    return escape(f"{show_period(last.period)}{desk.colon}{show_amount(last.chosen)}{other}")


def task_list(plan: Package, here: str, desk: Desk) -> list[dict[str, str]]:
    """The tasks and safeguards with their organizations, in the order of the notice."""
    return [
        {
            "id": row["id"],
            "kind": row["kind"],
            "depth": "child" if row["parent"] else "top",
            "number": escape(row["number"]),
            "title": link(
                escape(row["title"] if desk.language == "zh" else row["title_en"]),
                here,
                source_page(plan.name),
                row["passage"],
            ),
            "lead": duty(plan, row, "lead", here, desk),
            "responsible": duty(plan, row, "responsible", here, desk),
        }
        for row in plan.rows("tasks")
    ]


def duty(plan: Package, task: Row, role: str, here: str, desk: Desk) -> str:
    """The organizations that have a role in a task, as linked names."""
    return desk.join(
        [
            link(
                escape(desk.name(desk.register.organizations[row["organization"]])),
                here,
                organization_page(row["organization"]),
            )
            for row in plan.rows("responsibilities")
            if row["task"] == task["id"] and row["role"] == role
        ]
    )


def remark_list(plan: Package, here: str, desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """By kind, the remarks and the words that each is about."""
    quotes = {row["id"]: row["quote"] for row in plan.rows("passages")}
    remarks = group((row["kind"], row) for row in plan.rows("remarks"))
    return {
        kind: [
            (
                escape(desk.cell(row, "remark")),
                link(escape(shorten(quotes[row["passage"]])), here, source_page(plan.name), row["passage"]),
            )
            for row in remarks[kind]
        ]
        for kind in REMARK_KINDS
        if kind in remarks
    }


def shorten(quote: str, length: int = 60) -> str:
    """The beginning of a quote."""
    return quote if len(quote) <= length else quote[: length - 1] + "…"
