"""What the search finds: shared concepts, places, plans with their contents, and the lines of notices."""

from collections.abc import Iterator

from plans.derive import Use
from plans.model import Package
from plans.page import (
    Desk,
    area_page,
    concept_page,
    first_anchor,
    organization_page,
    plan_page,
    show_amount,
    show_period,
    source_page,
)
from plans.page_source import find_spans, line_anchor, line_prefix, unquoted_lines
from plans.search import Record


def list_records(desk: Desk) -> Iterator[Record]:
    """Every record of a language, addresses relative to its root."""
    register = desk.register
    for row in register.concepts.values():
        names = " ".join([row["name_en"], *row["alt_names"].split("|")])
        text = f"{desk.cell(row, 'definition')} {desk.cell(row, 'comparability')} {names}"
        yield Record(
            "concept", desk.name(row), desk.word(row["topic"]), text, address(concept_page(row["id"]))
        )
    for row in register.areas.values():
        yield Record(
            "area",
            desk.name(row),
            desk.word(row["level"]),
            f"{row['name']} {row['code']}",
            address(area_page(row["id"])),
        )
    for row in register.organizations.values():
        names = f"{row['name']} {row['short_names'].replace('|', ' ')}"
        area = desk.name(register.areas[row["area"]])
        yield Record("organization", desk.name(row), area, names, address(organization_page(row["id"])))
    for plan in register.catalog.plans:
        yield from list_plan_records(plan, desk)


def list_plan_records(plan: Package, desk: Desk) -> Iterator[Record]:
    """The plan itself, its indicators with their figures, its tasks and its passages."""
    stated = plan.descriptor["plan"]
    title, there = desk.plan_title(plan), address(plan_page(plan.name))
    area = desk.name(desk.register.areas[stated["area"]])
    text = f"{plan.descriptor['title']} {stated.get('document_number', '')} {plan.descriptor['description']}"
    yield Record("plan", title, area, text, there)
    for use in desk.register.uses[plan.name]:
        yield Record(
            "indicator", desk.name(use.indicator), title, show_use(use, desk), f"{there}#{first_anchor(use)}"
        )
    for row in plan.rows("tasks"):
        yield Record("task", desk.cell(row, "title"), title, row["title"], f"{there}#task.{row['id']}")
    source = address(source_page(plan.name))
    for row in plan.rows("passages"):
        yield Record("passage", row["section"], title, row["quote"], f"{source}#{row['id']}")
    for name, spans in find_spans(plan).items():
        for number, words in unquoted_lines(plan.texts[name], spans):
            place = f"{source}#{line_anchor(number, line_prefix(name, plan))}"
            yield Record("passage", desk.word("passage"), title, words, place)


def show_use(use: Use, desk: Desk) -> str:
    """The printed name of an indicator and its figures, shares of organizations left out."""
    figures = [
        f"{show_period(figure.period)} {show_amount(figure.chosen)} {desk.unit(figure.chosen['unit'])}"
        for figure in use.figures
        if not figure.organization
    ]
    return f"{use.indicator['name']} {desk.join(figures)}"


def address(page: str) -> str:
    """The address of a page's file, relative to the root of its language."""
    return page.removesuffix("index.md")
