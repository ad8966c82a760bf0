"""The pages that compare areas: one for each concept that several areas use, and their list."""

from collections.abc import Sequence

from plans.derive import group
from plans.derive_comparison import Comparison, Entry, League, compare_concept, list_shared, promising_areas
from plans.draw_marks import plain
from plans.model import Text
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
    source_page,
)
from plans.page_edit import edit_uses
from plans.page_standing import show_value
from plans.words import SIGNS

COMPARE_PAGE = "compare/index.md"


def compare_page(concept: str) -> str:
    return f"compare/{concept}/index.md"


def compare_link(concept: str, here: str, desk: Desk) -> str:
    """The way from a concept to its comparison, nothing where there is none."""
    if concept not in desk.shared_concepts:
        return ""
    text = "按同一年份、同一单位比较各地区" if desk.language == "zh" else "Compare areas on one year and unit"
    return link(text, here, compare_page(concept))


def write_compare_pages(desk: Desk) -> dict[str, str]:
    """`/compare/` and the page of each concept below it."""
    shared = [compare_concept(concept, desk.register) for concept in list_shared(desk.register)]
    return {
        COMPARE_PAGE: write_list(shared, desk),
        **{compare_page(found.concept["id"]): write_comparison(found, desk) for found in shared},
    }


def write_list(shared: Sequence[Comparison], desk: Desk) -> str:
    """The Markdown of `/compare/`: the concepts to choose from."""
    title = "地区比较" if desk.language == "zh" else "Compare areas"
    description = (
        "同一个指标，几个地区各承诺了多少：换算成同一单位，按年份并列；口径相同的才排名。"
        if desk.language == "zh"
        else "What several areas promise for one indicator, in one unit, year by year; ranked only where the "
        "definition is the same."
    )
    topics = group((found.concept["topic"], list_line(found, desk)) for found in shared)
    body = desk.write("compare.md", title=title, description=description, topics=topics)
    return page_text(title, description, body)


def list_line(found: Comparison, desk: Desk) -> dict[str, str]:
    """A concept as a line of the list: its areas, and the years that have a ranking."""
    areas = promising_areas(found.concept["id"], desk.register)
    return {
        "name": link(escape(desk.name(found.concept)), COMPARE_PAGE, compare_page(found.concept["id"])),
        "areas": desk.join([escape(desk.name(desk.register.areas[area])) for area in areas]),
        "leagues": desk.join([league_name(league, desk) for league in found.leagues]),
    }


def league_name(league: League, desk: Desk) -> str:
    """2025 年目标值 (3)."""
    period, kind = show_period(league.period), desk.word(league.kind)
    return f"{period} 年{kind}" if desk.language == "zh" else f"{period} {kind}s"


def write_comparison(found: Comparison, desk: Desk) -> str:
    """The Markdown of `/compare/<concept>/`."""
    concept, here = found.concept, compare_page(found.concept["id"])
    columns = sorted({column_of(entry) for entry in found.entries if entry.value is not None})
    name = desk.name(concept)
    title = f"比较：{name}" if desk.language == "zh" else f"Compare: {name}"
    body = desk.write(
        "comparison.md",
        title=escape(title),
        concept=link(escape(name), here, concept_page(concept["id"])),
        back=link("其他指标" if desk.language == "zh" else "Other indicators", here, COMPARE_PAGE),
        comparability=escape(desk.cell(concept, "comparability")),
        unit=escape(desk.unit(found.unit)),
        columns=[(show_period(period), desk.word(kind)) for _, period, kind in columns],
        rows=[
            line for entries in by_line(found).values() if (line := show_line(entries, columns, found, desk))
        ],
        leagues=[show_league(league, found, desk) for league in found.leagues],
        edit=edit_uses([entry.use for entry in found.entries], desk),
        left_out=[show_left_out(entries, here, desk) for entries in by_reason(found).values()],
    )
    description = (
        f"各地区规划中的{name}：换算成同一单位，按年份并列，口径相同的才排名。"
        if desk.language == "zh"
        else f"{name} in the plans of several areas: one unit, year by year, ranked where definitions match."
    )
    return page_text(title, description, body)


def column_of(entry: Entry) -> tuple[int, str, str]:
    """The column of a figure: its last year first."""
    return entry.figure.last_year, entry.figure.period, entry.figure.kind


def by_line(found: Comparison) -> dict[str, tuple[Entry, ...]]:
    """The entries of each indicator and area, exact ones first."""
    order = ("exact", "close", "broad", "narrow", "related")
    entries = sorted(found.entries, key=lambda entry: order.index(entry.use.indicator["match"]))
    return group((line_of(entry), entry) for entry in entries)


def line_of(entry: Entry) -> str:
    return f"{entry.use.plan.name} {entry.use.indicator['id']} {entry.area}"


def by_reason(found: Comparison) -> dict[str, tuple[tuple[Entry, Text], ...]]:
    """What is left out, by indicator, area and reason."""
    return group((f"{line_of(entry)} {reason.zh}", (entry, reason)) for entry, reason in found.left_out)


def show_line(
    entries: Sequence[Entry], columns: Sequence[tuple[int, str, str]], found: Comparison, desk: Desk
) -> dict[str, object] | None:
    """One indicator of one area as a line of the table; None without a number in the common unit."""
    if all(entry.value is None for entry in entries):
        return None
    here, first = compare_page(found.concept["id"]), entries[0]
    cells = {
        column_of(entry): show_entry(entry, found, here, desk) for entry in entries if entry.value is not None
    }
    return {
        "area": area_link(first, here, desk),
        "plan": plan_cell(first, here, desk),
        "match": desk.word(first.use.indicator["match"]),
        "cells": [cells.get(column, "") for column in columns],
    }


def area_link(entry: Entry, here: str, desk: Desk) -> str:
    return link(escape(desk.name(desk.register.areas[entry.area])), here, area_page(entry.area))


def plan_cell(entry: Entry, here: str, desk: Desk) -> str:
    """The indicator as its plan names it, with the years of the plan."""
    years = desk.years(entry.use.plan)
    shown = f"{years.removesuffix('年')}年规划" if desk.language == "zh" else f"plan {years}"
    name = link(
        escape(desk.name(entry.use.indicator)), here, plan_page(entry.use.plan.name), first_anchor(entry.use)
    )
    return f"{name} <small>{shown}</small>"


def show_entry(entry: Entry, found: Comparison, here: str, desk: Desk) -> str:
    """The number in the common unit, linked to its words; as printed below it where the unit was another."""
    row, plan = entry.figure.chosen, entry.use.plan.name
    if row["unit"] == found.unit or entry.value is None:
        return f'<span class="amount">{figure_cell(entry.figure, plan, here, desk)}</span>'
    shown = f"{SIGNS[row['comparator']]}{plain(entry.value)}"
    printed = escape(show_value(row["value"], row["unit"], desk))
    cell = link(escape(shown), here, source_page(plan), row["passage"], row["wording"])
    return f'<span class="amount">{cell}</span><br><small>{printed}</small>'


def show_league(league: League, found: Comparison, desk: Desk) -> dict[str, object]:
    """A ranking as a table."""
    here = compare_page(found.concept["id"])
    return {
        "title": league_name(league, desk),
        "anchor": f"league.{league.period.replace('/', '-')}.{league.kind}",
        "rows": [
            (
                f"{place}. {area_link(entry, here, desk)}",
                show_entry(entry, found, here, desk),
                plan_cell(entry, here, desk),
            )
            for place, entry in league.places
        ],
    }


def show_left_out(found: Sequence[tuple[Entry, Text]], here: str, desk: Desk) -> dict[str, str]:
    """What of one indicator is not ranked, and why."""
    entry, reason = found[0]
    years = dict.fromkeys(show_period(other.figure.period) for other, _ in found)
    return {
        "area": area_link(entry, here, desk),
        "plan": plan_cell(entry, here, desk),
        "years": desk.join(sorted(years)),
        "reason": escape(reason[desk.language]),
    }
