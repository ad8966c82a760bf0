"""The pages about the whole site: home, the list of plans, the search page."""

from collections.abc import Sequence

from plans.model import Row
from plans.page import Desk, concept_page, escape, link, page_text
from plans.page_area import plan_line
from plans.page_concept import area_names

SHOWN_CONCEPTS = 12


def write_home(desk: Desk) -> str:
    """The Markdown of `/`."""
    here = "index.md"
    plans = desk.register.catalog.plans
    body = desk.write(
        "home.md",
        title=desk.word("site"),
        tagline=desk.word("tagline"),
        plans=[plan_line(plan, here, desk) for plan in plans],
        counts={
            "plans": len(plans),
            "areas": len(desk.register.plans_of_area),
            "indicators": sum(len(plan.rows("indicators")) for plan in plans),
            "values": sum(len(plan.rows("values")) for plan in plans),
        },
        concepts=[
            (link(escape(desk.name(concept)), here, concept_page(concept["id"])), desk.join(areas))
            for concept, areas in most_shared(desk)
        ],
    )
    return page_text(desk.word("home"), desk.word("tagline"), body, hide=("navigation", "toc"))


def most_shared(desk: Desk) -> list[tuple[Row, list[str]]]:
    """The concepts that most areas use, at least two, with the names of the areas."""
    found = [
        (
            concept,
            area_names([use.plan for use in desk.register.uses_of_concept.get(concept["id"], ())], desk),
        )
        for concept in desk.register.concepts.values()
    ]
    shared = [(concept, areas) for concept, areas in found if len(areas) > 1]
    return sorted(shared, key=lambda item: -len(item[1]))[:SHOWN_CONCEPTS]


def write_plans(desk: Desk) -> str:
    """The Markdown of `/plans/`."""
    here = "plans/index.md"
    title = desk.word("plans")
    description = (
        "已收录的规划、行动计划、方案和意见，按地区和年份。"
        if desk.language == "zh"
        else "The plans recorded here, by area and period."
    )
    rows = [plan_line(plan, here, desk) for plan in desk.register.catalog.plans]
    body = desk.write("plans.md", title=title, description=description, rows=rows)
    return page_text(title, description, body)


def write_search(desk: Desk) -> str:
    """The Markdown of `/search/`; the script that fills it is loaded on this page only."""
    lists: Sequence[str] = [
        link(desk.word(name), "search/index.md", f"{name}/index.md")
        for name in ("plans", "indicators", "areas", "organizations")
    ]
    description = (
        "逐字搜索规划、指标、地区、单位和原文。"
        if desk.language == "zh"
        else "Search plans, indicators, areas, organizations and the words of the notices."
    )
    body = desk.write("search.md", title=desk.word("search"), lists=desk.join(list(lists)))
    return page_text(desk.word("search"), description, body, hide=("navigation", "toc"))
