"""The pages of areas: their plans, what these promise, and who answers for it."""

from collections.abc import Sequence

from plans.derive import Use, group
from plans.model import Package, Row
from plans.page import Desk, area_page, escape, link, organization_page, page_text, plan_page
from plans.page_concept import use_row
from plans.page_due_block import write_area_due
from plans.page_edit import ENTRY, edit_uses, write_edit
from plans.page_standing import has_targets, report_page


def write_area(area: Row, desk: Desk) -> str:
    """The Markdown of `/areas/<area>/`: its plans, and what they promise by topic."""
    here = area_page(area["id"])
    register = desk.register
    plans = register.plans_of_area.get(area["id"], ())
    uses = [use for plan in plans for use in register.uses[plan.name] if use.indicator["concept"]]
    uses += zone_uses(area["id"], desk)
    topics = group(
        (register.concepts[use.indicator["concept"]]["topic"], use_row(use, here, desk)) for use in uses
    )
    members = desk.organizations_of_area.get(area["id"], ())
    body = desk.write(
        "area.md",
        name=escape(desk.name(area)),
        level=desk.word(area["level"]),
        code=area["code"],
        former_code=area["former_code"],
        valid_from=area["valid_from"],
        parent=area_links([area["parent"]] if area["parent"] else [], here, desk),
        children=area_links([row["id"] for row in desk.areas_within.get(area["id"], ())], here, desk),
        plans=[plan_line(plan, here, desk) for plan in plans],
        topics={topic: topics[topic] for topic in topic_order(desk) if topic in topics},
        due=write_area_due(area, desk),
        edit=write_edit([("vocabulary", "areas.csv")], desk, words=ENTRY),
        edit_rows=edit_uses(uses, desk),
        organizations=organizations_by_kind(members, here, desk),
    )
    description = (
        f"{area['name']}在各规划中承诺的指标和目标值、牵头与责任单位。"
        if desk.language == "zh"
        else f"What the plans of {area['name_en']} promise, and which organizations answer for it."
    )
    return page_text(desk.name(area), description, body)


def zone_uses(area: str, desk: Desk) -> list[Use]:
    """The figures that plans of the surrounding area give for a zone."""
    parent = desk.register.areas[area]["parent"]
    found = []
    for plan in desk.register.plans_of_area.get(parent, ()):
        for use in desk.register.uses[plan.name]:
            figures = tuple(figure for figure in use.figures if figure.area == area)
            if figures and use.indicator["concept"]:
                found.append(Use(plan, use.indicator, figures))
    return found


def topic_order(desk: Desk) -> list[str]:
    """The topics in the order of the schema."""
    fields = desk.register.catalog.schemas["tables/concepts"]["fields"]
    return next(field["constraints"]["enum"] for field in fields if field["name"] == "topic")


def area_links(ids: Sequence[str], here: str, desk: Desk) -> str:
    """Areas as linked names."""
    return desk.join([link(escape(desk.name(desk.register.areas[id_])), here, area_page(id_)) for id_ in ids])


def plan_line(plan: Package, here: str, desk: Desk) -> dict[str, str]:
    """A plan as a line of a list."""
    stated = plan.descriptor["plan"]
    area = desk.register.areas[stated["area"]]
    return {
        "title": link(escape(desk.plan_title(plan)), here, plan_page(plan.name)),
        "area": link(escape(desk.name(area)), here, area_page(area["id"])),
        "years": desk.years(plan),
        "type": desk.word(stated["type"]),
        "number": escape(stated.get("document_number", "")),
        "completeness": "" if stated["completeness"] == "full" else desk.word(stated["completeness"]),
        "indicators": str(len(plan.rows("indicators"))),
        "values": str(len(plan.rows("values"))),
    }


def organizations_by_kind(rows: Sequence[Row], here: str, desk: Desk) -> dict[str, list[str]]:
    """Linked names of organizations by kind."""
    return {
        kind: list(names)
        for kind, names in group(
            (row["kind"], link(escape(desk.name(row)), here, organization_page(row["id"]))) for row in rows
        ).items()
    }


def write_areas(desk: Desk) -> str:
    """The Markdown of `/areas/`."""
    here = "areas/index.md"
    areas = desk.register.areas
    rows = [
        {
            "name": link(escape(desk.name(row)), here, area_page(row["id"])),
            "level": desk.word(row["level"]),
            "code": row["code"],
            "parent": area_links([row["parent"]] if row["parent"] else [], here, desk),
            "plans": str(len(desk.register.plans_of_area.get(row["id"], ()))),
            "report": link("报告" if desk.language == "zh" else "Report", here, report_page(row["id"]))
            if has_targets(row["id"], desk)
            else "",
        }
        for row in areas.values()
    ]
    title = desk.word("areas")
    description = (
        "有规划收录的地区。" if desk.language == "zh" else "The areas whose plans are recorded here."
    )
    edit = write_edit([("vocabulary", "areas.csv")], desk)
    body = desk.write("areas.md", title=title, description=description, rows=rows, edit=edit)
    return page_text(title, description, body)
