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
from plans.page_cite import cite, cite_target, find_target, name_plans, short_title
from plans.page_standing import show_value
from plans.words import SIGNS

AREAS = ("district", "district-sum", "zone")
VERDICTS = {"comparable": Text("口径相同", "same definition"), "doubtful": Text("存疑", "doubtful")}


def write_plan_shares(plan: Package, desk: Desk) -> Section:
    """What the plan's area promises of the target of the area around it, and its zones of its own."""
    parts = [
        part
        for part in desk.results.decomposition
        if part.kind in AREAS and plan.name in (part.plan, part.whole_plan)
    ]
    here = plan_page(plan.name)
    return write_shares(parts, here, draw_all(parts, here, desk), desk)


def write_concept_shares(concept: str, desk: Desk) -> Section:
    """The shares that areas have in the targets of one concept."""
    parts = [part for part in desk.results.decomposition if part.kind in AREAS and part.concept == concept]
    here = concept_page(concept)
    return write_shares(parts, here, draw_all(parts, here, desk), desk)


def draw_all(parts: Sequence[Part], here: str, desk: Desk) -> tuple[Chart, ...]:
    """A chart for each whole that several areas are set against."""
    wholes = group((whole_id(part), part) for part in parts if part.kind == "district")
    charts = (draw_districts(found, here, desk) for found in wholes.values())
    return tuple(chart for chart in charts if chart)


def draw_districts(parts: Sequence[Part], here: str, desk: Desk) -> Chart | None:
    """What districts promise of the target of their city: the newest plan of each, largest first."""
    by_area = group((part.area, part) for part in parts)
    newest = [min(found, key=lambda part: age_of(part, desk)) for found in by_area.values()]
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


def age_of(part: Part, desk: Desk) -> int:
    """The place of a part's plan, newest first."""
    return list(desk.register.plans).index(part.plan)


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


def write_shares(parts: Sequence[Part], here: str, charts: tuple[Chart, ...], desk: Desk) -> Section:
    """The section: charts, a line for each part, and once each what the shares rest on."""
    if not parts:
        return Section()
    ordered = sorted(
        parts, key=lambda part: (part.concept, part.kind == "district-sum", -part.value, part.id)
    )
    notes = group((name_plans(note_of(part, desk), desk), name_part(part, here, desk)) for part in ordered)
    text = desk.write(
        "share.md",
        charts=charts,
        districts=any(part.kind != "zone" for part in parts),
        zones=any(part.kind == "zone" for part in parts),
        rows=[show_part(part, here, desk) for part in ordered],
        notes=[(desk.join(list(dict.fromkeys(names))), note) for note, names in notes.items() if note],
        method=link("计算方法" if desk.language == "zh" else "Method", here, "method/index.md", "decomposition"),
    )
    return Section(text, charts)


def note_of(part: Part, desk: Desk) -> str:
    return part.note if desk.language == "zh" else part.note_en


def name_part(part: Part, here: str, desk: Desk) -> str:
    """The indicator where the page is not its own, and the plan."""
    concept = desk.register.concepts.get(part.concept)
    name = escape(desk.name(concept)) if concept and concept_page(part.concept) != here else ""
    plan = "" if part.kind == "district-sum" else short_title(desk.register.plans[part.plan], desk)
    if part.kind == "zone":
        plan = desk.name(desk.register.areas[part.area])
    if plan_page(part.plan) == here and part.kind == "district":
        plan = ""
    total = "收录区县合计" if desk.language == "zh" else "recorded districts together"
    parts = [name, escape(plan), total if part.kind == "district-sum" else ""]
    return " · ".join(shown for shown in parts if shown)


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


def explain_parts(parts: Sequence[Part], here: str, desk: Desk) -> list[str]:
    """The arithmetic of sums and years as sentences."""
    totals = [part for part in parts if part.kind == "total"]
    sentences = [say_agreement(totals, here, desk)] if totals else []
    sentences += [say_excess(part, here, desk) for part in totals if part.difference]
    return [*sentences, *(say_flow(part, here, desk) for part in parts if part.kind == "flow-stock")]


def say_agreement(totals: Sequence[Part], here: str, desk: Desk) -> str:
    """For which periods the shares add up to the printed total."""
    equal = [
        f"{part.period.replace('/', '–')}{desk.colon}{cite(plain(part.whole), last_passage(part), here)}"
        for part in sorted(totals, key=lambda part: (len(part.period), part.period))
        if not part.difference
    ]
    if not equal:
        return ""
    listed = desk.join(equal)
    if desk.language == "zh":
        return f"各单位相加与原文合计相符：{listed}。"
    return f"The shares add up to the printed total: {listed}."


def last_passage(part: Part) -> str:
    """The passage of the printed total, which stands after those of the shares."""
    return part.passages.split()[-1]


def say_excess(part: Part, here: str, desk: Desk) -> str:
    """By how much the shares differ from the printed total."""
    period, whole = part.period.replace("/", "–"), cite(plain(part.whole), last_passage(part), here)
    more = (part.difference or 0) > 0
    gap = plain(abs(part.difference or Decimal()))
    share = "" if part.overshoot is None else f"{plain(round_one(abs(part.overshoot)))}%"
    if desk.language == "zh":
        return (
            f"{period} 年各单位相加 {plain(part.value)}，原文合计 {whole}，"
            f"{'多出' if more else '少了'} {gap}（{share}）。"
        )
    return (
        f"{period}: the shares add up to {plain(part.value)}, the printed total is {whole}: "
        f"{gap} {'more' if more else 'less'} ({share})."
    )


def say_flow(part: Part, here: str, desk: Desk) -> str:
    """What the yearly numbers imply for the stock that the text promises, with the assumption named."""
    stock = find_target(whole_id(part), desk)
    years, first = part.period.replace("/", "–"), int(part.period[:4]) - 1
    flows = cite(show_value(plain(part.value), part.unit, desk), passages_of_flows(part, desk), here)
    whole, base = plain(part.whole), plain(part.base or Decimal())
    promised = cite_target(stock, here, desk)
    if desk.language == "zh":
        text = (
            f"{years} 年各年合计 {flows}，原文承诺 {part.period[-4:]} 年达到 {promised}。"
            f"倒推 {first} 年的基数：{whole} − {plain(part.value)} = {base}。"
        )
    else:
        text = (
            f"The yearly numbers of {years} add up to {flows}; the notice promises {promised} by "
            f"{part.period[-4:]}. Implied stock of {first}: {whole} − {plain(part.value)} = {base}."
        )
    return " ".join(part_ for part_ in (text, say_doubling(part, here, desk), say_note(part, desk)) if part_)


def passages_of_flows(part: Part, desk: Desk) -> str:
    """The printed totals of the years."""
    first, last = (int(year) for year in part.period.split("/"))
    ids = {f"{part.plan}.{part.indicator}.{year}" for year in range(first, last + 1)}
    found = [passage for row in desk.results.targets if row.id in ids for passage in row.passages.split()]
    return " ".join(dict.fromkeys(found)) or part.passages


def say_doubling(part: Part, here: str, desk: Desk) -> str:
    """Where the stock is to double, what half of it and the yearly numbers come to together."""
    if part.doubled_base is None or part.difference is None or part.overshoot is None:
        return ""
    doubled, year = plain(part.doubled_base), str(int(part.period[:4]) - 1)
    words = cite("双倍增" if desk.language == "zh" else "double", part.passages.split()[-1], here)
    reached, whole = plain(part.doubled_base + part.value), plain(part.whole)
    gap, share = plain(part.difference), plain(round_one(part.overshoot))
    if desk.language == "zh":
        return (
            f"原文又要求{words}：若最后一年的目标是 {year} 年的两倍，{year} 年应有 {doubled}，加上各年的数，"
            f"{doubled} + {plain(part.value)} = {reached}，比 {whole} 多 **{gap}**（层层加码 {share}%）。"
        )
    return (
        f"It also asks to {words}: if the last target is twice the stock of {year}, that was {doubled}, "
        f"and {doubled} + {plain(part.value)} = {reached}, **{gap}** above {whole} ({share}%)."
    )


def say_note(part: Part, desk: Desk) -> str:
    """The assumption."""
    note = name_plans(note_of(part, desk), desk)
    return (
        f"<small>{'前提' if desk.language == 'zh' else 'Assumption'}{desk.colon}{note}</small>"
        if note
        else ""
    )
