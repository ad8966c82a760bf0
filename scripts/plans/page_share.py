"""Parts beside their wholes: shares against totals, years against stocks, districts against their city."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from plans.derive import group
from plans.derive_decomposition import Part
from plans.describe_share import describe_share
from plans.draw_marks import plain
from plans.draw_revision import Amount
from plans.draw_share import Share, share_chart
from plans.model import Package, Text
from plans.page import Desk, area_page, concept_page, escape, link, plan_page
from plans.page_chart import Chart, Section, unit_text
from plans.page_cite import cite_target, find_target, name_plans, short_title
from plans.page_standing import show_value
from plans.words import SIGNS

DISTRICTS, ZONES = ("district", "district-sum"), ("zone",)
VERDICTS = {"comparable": Text("口径相同", "same definition"), "doubtful": Text("存疑", "doubtful")}


def write_plan_shares(plan: Package, desk: Desk) -> Section:
    """What the plan's area promises of the target of the area around it, and its zones of its own."""
    return write_both(desk.grouped.parts_of_plan.get(plan.name, ()), plan_page(plan.name), desk)


def write_concept_shares(concept: str, desk: Desk) -> Section:
    """The shares that areas have in the targets of one concept."""
    return write_both(desk.grouped.parts_of_concept.get(concept, ()), concept_page(concept), desk)


def write_both(parts: Sequence[Part], here: str, desk: Desk) -> Section:
    """Districts against their city, then zones against their district."""
    sections = [
        write_shares([part for part in parts if part.kind in kinds], here, desk)
        for kinds in (DISTRICTS, ZONES)
    ]
    charts = tuple(chart for section in sections for chart in section.charts)
    return Section("\n".join(section.text for section in sections if section.text), charts)


def draw_all(parts: Sequence[Part], here: str, desk: Desk) -> tuple[Chart, ...]:
    """A chart for each whole that several areas are set against."""
    wholes = group((whole_id(part), part) for part in parts if part.kind == "district")
    charts = (draw_districts(found, here, desk) for found in wholes.values())
    return tuple(chart for chart in charts if chart)


def draw_districts(parts: Sequence[Part], here: str, desk: Desk) -> Chart | None:
    """What districts promise of the target of their city: the newest plan of each, largest first."""
    by_area = group((part.area, part) for part in parts)
    newest = [min(found, key=lambda part: desk.places_of_plans[part.plan]) for found in by_area.values()]
    if len(newest) < 2:
        return None
    newest.sort(key=lambda part: (-part.value, part.area))
    shares = [Share(area_text(part.area, part.plan, desk), share_amount(part)) for part in newest]
    first = newest[0]
    area = desk.register.plans[first.whole_plan].descriptor["plan"]["area"]
    whole = Share(
        area_text(area, first.whole_plan, desk), Amount(first.whole, first.whole_comparator or "eq")
    )
    unit = unit_text(first.unit, desk)
    spec = share_chart(shares, whole, unit, desk.language)
    name = f"share.{first.whole_indicator}.{first.period}"
    words = describe_share(shares, whole, unit)[desk.language]
    return Chart(here, name, spec, words) if spec else None


def share_amount(part: Part) -> Amount:
    return Amount(part.value, part.comparator or "eq")


def area_text(area: str, plan: str, desk: Desk) -> Text:
    """The name of an area and the years of the plan that speaks of it."""
    shown = f"{desk.name(desk.register.areas[area])} {desk.years(desk.register.plans[plan])}"
    return Text(shown, shown)


def whole_id(part: Part) -> str:
    """The id of the target that a part is set against."""
    return f"{part.whole_plan}.{part.whole_indicator}.{part.period[-4:]}"


def part_id(part: Part) -> str:
    """The id of the target that is the part."""
    zone = part.area if part.kind == "zone" else ""
    return ".".join(
        name for name in (part.plan, part.indicator, zone, part.organization, part.period) if name
    )


def write_shares(parts: Sequence[Part], here: str, desk: Desk) -> Section:
    """The section: charts, a line for each part, and once each what the shares rest on."""
    if not parts:
        return Section()
    charts = draw_all(parts, here, desk)
    ordered = sorted(
        parts, key=lambda part: (part.concept, part.kind == "district-sum", -part.value, part.id)
    )
    notes = group((name_plans(note_of(part, desk), desk), name_part(part, here, desk)) for part in ordered)
    text = desk.write(
        "share.md",
        charts=charts,
        zones=parts[0].kind in ZONES,
        rows=[show_part(part, here, desk) for part in ordered],
        notes=[(desk.join(list(dict.fromkeys(names))), note) for note, names in notes.items() if note],
        method=link(
            "计算方法" if desk.language == "zh" else "Method", here, "method/index.md", "decomposition"
        ),
    )
    return Section(text, charts)


def note_of(part: Part, desk: Desk) -> str:
    return part.note if desk.language == "zh" else part.note_en


def name_part(part: Part, here: str, desk: Desk) -> str:
    """What a line is about where the page does not say it: the indicator, the plan or the zone, the sum."""
    if part.kind == "district-sum":
        total = "已收录区县合计" if desk.language == "zh" else "recorded districts together"
        return " · ".join(name for name in (name_concept(part, here, desk), total) if name)
    if plan_page(part.plan) == here:
        target = find_target(part_id(part), desk)
        return escape(target.name if desk.language == "zh" else target.name_en)
    place = desk.name(desk.register.areas[part.area]) if part.kind in ZONES else ""
    plan = place or short_title(desk.register.plans[part.plan], desk)
    return " · ".join(name for name in (name_concept(part, here, desk), escape(plan)) if name)


def name_concept(part: Part, here: str, desk: Desk) -> str:
    """The name of the concept, nothing on its own page."""
    return (
        "" if concept_page(part.concept) == here else escape(desk.name(desk.register.concepts[part.concept]))
    )


def show_part(part: Part, here: str, desk: Desk) -> dict[str, str]:
    """A line of the table: who, what, of what, and how much that is."""
    whole = find_target(whole_id(part), desk)
    area = desk.register.areas[desk.register.plans[part.whole_plan].descriptor["plan"]["area"]]
    return {
        "name": name_cell(part, here, desk),
        "year": part.period.replace("/", "–"),
        "value": show_value_of(part, here, desk),
        "whole": f"{link(escape(desk.name(area)), here, area_page(area['id']))} "
        f"{cite_target(whole, here, desk)}",
        "share": "" if part.share is None else f"{plain(round_one(part.share))}%",
        "verdict": VERDICTS[part.verdict][desk.language],
    }


def name_cell(part: Part, here: str, desk: Desk) -> str:
    """The name of a part, linked to the page on which it is explained."""
    name = name_part(part, here, desk)
    if part.kind == "district-sum":
        return f"**{name}**"
    there = concept_page(part.concept) if plan_page(part.plan) == here else plan_page(part.plan)
    return link(name, here, there) if part.concept and there != here else name


def show_value_of(part: Part, here: str, desk: Desk) -> str:
    """The promise of an area as printed; a sum, which no notice prints, with the sign that all have."""
    if part.kind != "district-sum":
        return cite_target(find_target(part_id(part), desk), here, desk)
    return show_value(f"{SIGNS[part.comparator]}{plain(part.value)}", part.unit, desk)


def round_one(share: Decimal) -> Decimal:
    """One digit after the point is enough for a reader."""
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)
