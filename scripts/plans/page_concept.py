"""The pages of shared concepts: every plan's figures side by side."""

from collections.abc import Sequence

from plans.derive import Figure, Use, group
from plans.model import Package, Row
from plans.page import (
    Desk,
    area_page,
    concept_page,
    escape,
    figure_cell,
    first_anchor,
    link,
    page_text,
    plan_page,
    show_period,
    up_to_root,
)
from plans.page_arithmetic import explain_parts
from plans.page_chart import Sheet
from plans.page_compare import compare_link
from plans.page_edit import ENTRY, edit_uses, write_edit
from plans.page_revision import write_concept_revisions
from plans.page_share import write_concept_shares
from plans.page_snippets import concept_snippets
from plans.page_track import draw_tracks

MATCHES = ("exact", "close", "broad", "narrow", "related")


def write_concept(concept: Row, desk: Desk) -> Sheet:
    """The Markdown of `/indicators/<concept>/`: every plan's figures side by side, and their charts."""
    here = concept_page(concept["id"])
    uses = sorted(desk.register.uses_of_concept.get(concept["id"], ()), key=rank_of_match)
    narrower = [row for row in desk.register.concepts.values() if row["broader"] == concept["id"]]
    tracks = draw_tracks(concept["id"], desk)
    sections = [write_concept_revisions(concept["id"], desk), write_concept_shares(concept["id"], desk)]
    body = desk.write(
        "concept.md",
        name=escape(desk.name(concept)),
        other_names=escape(concept["name_en"] if desk.language == "zh" else concept["name"]),
        alt_names=[escape(name) for name in concept["alt_names"].split("|") if name],
        definition=escape(desk.cell(concept, "definition")),
        comparability=escape(desk.cell(concept, "comparability")),
        unit=escape(desk.unit(concept["unit"])),
        topic=link(desk.word(concept["topic"]), here, "indicators/index.md", concept["topic"]),
        direction=desk.word(concept["direction"]),
        broader=concept_links([concept["broader"]] if concept["broader"] else [], here, desk),
        narrower=concept_links([row["id"] for row in narrower], here, desk),
        rows=[use_row(use, here, desk) for use in uses],
        edit=write_edit([("vocabulary", "concepts.csv")], desk, words=ENTRY),
        edit_rows=edit_uses(uses, desk),
        compare=compare_link(concept["id"], here, desk),
        chart=tracks,
        sections=[section.text for section in sections],
        arithmetic=explain_concept(concept["id"], here, desk),
        concept=concept["id"],
        snippets=concept_snippets(concept, desk),
        root=up_to_root(here, desk),
        data=link(desk.word("data"), here, "data/index.md"),
    )
    charts = [*([tracks] if tracks else []), *(chart for section in sections for chart in section.charts)]
    return Sheet(page_text(desk.name(concept), desk.cell(concept, "definition"), body), tuple(charts))


def explain_concept(concept: str, here: str, desk: Desk) -> list[tuple[str, list[str]]]:
    """By plan, what the shares and years of a divided indicator add up to."""
    parts = group(
        (part.plan, part)
        for part in desk.grouped.parts_of_concept.get(concept, ())
        if part.kind in ("total", "flow-stock")
    )
    plans = desk.register.plans
    return [
        (link(escape(desk.plan_title(plans[plan])), here, plan_page(plan)), explain_parts(found, here, desk))
        for plan, found in parts.items()
    ]


def rank_of_match(use: Use) -> int:
    """Exact matches first."""
    return MATCHES.index(use.indicator["match"])


def concept_links(ids: Sequence[str], here: str, desk: Desk) -> str:
    """Concepts as linked names."""
    concepts = desk.register.concepts
    return desk.join([link(escape(desk.name(concepts[id_])), here, concept_page(id_)) for id_ in ids])


def use_row(use: Use, here: str, desk: Desk) -> dict[str, str]:
    """One plan's indicator as a line of a table: where, name as printed, match, actual values, targets."""
    area = desk.register.areas[use.plan.descriptor["plan"]["area"]]
    shown = [figure for figure in use.figures if not figure.organization]
    return {
        "area": link(escape(desk.name(area)), here, area_page(area["id"])),
        "plan": link(escape(desk.plan_title(use.plan)), here, plan_page(use.plan.name)),
        "name": link(escape(desk.name(use.indicator)), here, plan_page(use.plan.name), first_anchor(use)),
        "match": desk.word(use.indicator["match"]) if use.indicator["match"] else "",
        "note": escape(desk.cell(use.indicator, "note")),
        "actual": figure_line([figure for figure in shown if figure.kind == "actual"], use, here, desk),
        "targets": figure_line([figure for figure in shown if figure.kind == "target"], use, here, desk),
    }


def figure_line(figures: Sequence[Figure], use: Use, here: str, desk: Desk) -> str:
    """Figures in one cell, a line each: “2025 ≥130 家”, a zone named where the figure is the zone's."""
    ordered = sorted(figures, key=lambda figure: (figure.area, figure.last_year, figure.value is None))
    return "<br>".join(show_line(figure, use, here, desk) for figure in ordered)


def show_line(figure: Figure, use: Use, here: str, desk: Desk) -> str:
    """Year, linked amount and unit, kept on one line; words may break."""
    year = "" if "/" in figure.period else f"{show_period(figure.period)} "
    unit = escape(desk.unit(figure.chosen["unit"]))
    line = f"{year}{figure_cell(figure, use.plan.name, here, desk)} {unit}".strip()
    zone = f" <small>{escape(desk.name(desk.register.areas[figure.area]))}</small>" if figure.area else ""
    return f'<span class="amount">{line}</span>{zone}' if figure.value is not None else line + zone


def write_concepts(desk: Desk) -> str:
    """The Markdown of `/indicators/`: the shared concepts by topic."""
    here = "indicators/index.md"
    rows = [
        (concept, desk.register.uses_of_concept.get(concept["id"], ()))
        for concept in desk.register.concepts.values()
    ]
    topics = group(
        (
            concept["topic"],
            {
                "name": link(escape(desk.name(concept)), here, concept_page(concept["id"])),
                "areas": desk.join(area_names([use.plan for use in uses], desk)),
            },
        )
        for concept, uses in rows
    )
    title = desk.word("indicators")
    description = (
        "各规划共用的指标：名称、定义、可比性，以及哪些地区承诺了它。"
        if desk.language == "zh"
        else "Indicators that plans share: what they mean, whether they compare, and which areas use them."
    )
    return page_text(
        title, description, desk.write("concepts.md", title=title, description=description, topics=topics)
    )


def area_names(plans: Sequence[Package], desk: Desk) -> list[str]:
    """The names of the areas of some plans, each once."""
    ids = dict.fromkeys(plan.descriptor["plan"]["area"] for plan in plans)
    return [escape(desk.name(desk.register.areas[id_])) for id_ in ids]
