"""Audits of parts and wholes: totals, sub-items, zones, and yearly flows against stocks."""

from collections.abc import Iterator
from decimal import Decimal

from plans.derive import Figure, Use, normalize
from plans.derive_decomposition import Part
from plans.derive_decomposition_part import ADDITIVE, is_year
from plans.derive_findings_audit import (
    Audit,
    Case,
    Observation,
    observe,
    observe_part,
    show,
    show_percent,
    show_period,
)
from plans.model import Text

AT_LEAST = frozenset({"ge", "gt"})
AT_MOST = frozenset({"le", "lt"})
# By how many per cent flows may miss a stock before it is worth a word.
TOLERANCE = 10


def totals_are_the_sum_of_their_parts(case: Case) -> Iterator[Observation]:
    """Printed totals that the parts do not add up to."""
    for part in case.parts:
        if part.kind == "total" and is_year(part.period) and is_missed(part):
            period = show_period(part.period)
            finding = Text(
                f"{period.zh}合计印作{show(part.whole)}，{part.parts}个单位之和为{show(part.value)}。",
                f"the total for {period.en} is printed as {show(part.whole)}; the shares of {part.parts} "
                f"organizations add up to {show(part.value)}.",
            )
            shown = f"{show(part.value)}−{show(part.whole)} = {show(part.value - part.whole)}"
            yield observe_part(part, case, shown, finding)


def is_missed(part: Part) -> bool:
    """Whether a sum differs from what is printed, in the direction that the words of the total exclude."""
    if part.whole_comparator in AT_LEAST:
        return part.value < part.whole
    if part.whole_comparator in AT_MOST:
        return part.value > part.whole
    return part.whole_comparator != "approx" and part.value != part.whole


def parts_are_within_their_whole(case: Case) -> Iterator[Observation]:
    """Sub-items that are larger than the item above them."""
    uses = {use.indicator["id"]: use for use in case.uses}
    for use in case.uses:
        above = uses.get(use.indicator["parent"])
        if above and use.indicator["measure"] == above.indicator["measure"] in ADDITIVE:
            for figure in use.figures:
                for whole in above.figures:
                    if place_of(figure) == place_of(whole) and is_above(figure, whole, case):
                        yield observe_sub_item(use, figure, above, whole)


def place_of(figure: Figure) -> tuple[str, ...]:
    """What a part and its whole have in common."""
    return figure.area, figure.organization, figure.period, figure.kind


def is_above(figure: Figure, whole: Figure, case: Case) -> bool:
    """Whether a part exceeds a whole that is not printed as a minimum."""
    (part, unit), (limit, base) = (normalize(one.chosen, case.register.units) for one in (figure, whole))
    if part is None or limit is None or unit != base or figure.kind == "change":
        return False
    is_open = whole.chosen["comparator"] in AT_LEAST or figure.chosen["comparator"] in AT_MOST
    return part > limit and not is_open


def observe_sub_item(use: Use, figure: Figure, above: Use, whole: Figure) -> Observation:
    """The observation on a part that is larger than its whole."""
    part, limit = (f"{one.chosen['value']}{one.chosen['unit']}" for one in (figure, whole))
    period, parent = show_period(figure.period), above.indicator
    finding = Text(
        f"{period.zh}为{part}，多于它所属的“{parent['name']}”（{limit}）。",
        f"{figure.chosen['value']} in {period.en}, more than the {whole.chosen['value']} of "
        f"“{parent['name_en']}”, of which it is a part.",
    )
    return observe(use, figure, (*figure.rows, *whole.rows), f"{part} > {limit}", finding)


def zones_are_within_their_area(case: Case) -> Iterator[Observation]:
    """Zones whose target reaches that of the whole area."""
    areas = case.register.areas
    for part in case.parts:
        if part.kind == "zone" and part.share is not None and part.value >= part.whole:
            whole = areas[case.plan.descriptor["plan"]["area"]]
            relation = ("等于", "equals") if part.value == part.whole else ("高于", "exceeds")
            period, value, total = show_period(part.period), show(part.value), show(part.whole)
            finding = Text(
                f"{areas[part.area]['name']}{period.zh}的目标{value}，{relation[0]}{whole['name']}的目标{total}；"
                "若口径相同，全区的目标只靠这一功能区就已达到。",
                f"the target for {period.en} of {areas[part.area]['name_en']}, {value}, {relation[1]} "
                f"that of {whole['name_en']}, {total}; if both count alike, the zone alone would reach it.",
            )
            yield observe_part(part, case, f"{value}/{total} = {show_percent(part.share)}", finding)


def flows_fit_their_stock(case: Case) -> Iterator[Observation]:
    """Yearly quotas that lead far from the stock promised, on the assumption that they are net additions."""
    for part in case.parts:
        if part.kind == "flow-stock" and part.base is not None:
            is_far = part.overshoot is not None and abs(part.overshoot) >= TOLERANCE
            if part.base < 0 or is_far:
                yield observe_part(part, case, show_flow(part, part.base), describe_flow(part, part.base))


def show_flow(part: Part, base: Decimal) -> str:
    """The base that stock and flows imply; then, for a doubling, what base and flows would reach."""
    flow, stock = show(part.value), show(part.whole)
    shown = f"{stock}−{flow} = {show(base)}"
    if part.doubled_base is None or part.overshoot is None:
        return shown
    half = show(part.doubled_base)
    reached = show(part.doubled_base + part.value)
    excess = f"{reached}/{stock}−1 = {show_percent(part.overshoot)}"
    return f"{show(part.doubled_base * 2)}/2 = {half}; {half}+{flow} = {reached}; {excess}; {shown}"


def describe_flow(part: Part, base: Decimal) -> Text:
    """What the quotas would lead to, on which assumption, and why it need not be a contradiction."""
    years, year = show_period(part.period), part.period[-4:]
    zh = f"{years.zh}各年之和为{show(part.value)}；若都是净增数，"
    en = f"the yearly numbers of {years.en} add up to {show(part.value)}; if all are net additions, "
    if part.doubled_base is not None and part.difference is not None:
        relation = ("多", "more") if part.difference > 0 else ("少", "fewer")
        reached = show(part.doubled_base + part.value)
        gap = show(abs(part.difference))
        zh += (
            f"以翻番推算的基数{show(part.doubled_base)}起算，{year}年为{reached}，"
            f"比目标{show(part.whole)}{relation[0]}{gap}；"
        )
        en += (
            f"a base of {show(part.doubled_base)} (half of the doubled stock) gives {reached} in {year}, "
            f"{gap} {relation[1]} than the target of {show(part.whole)}; "
        )
    zh += f"由目标倒推，基数为{show(base)}。"
    en += f"counted back from the target the base would be {show(base)}."
    if part.whole_comparator in AT_LEAST:
        zh += "目标印作下限，超过不算矛盾。"
        en += " The target is printed as a minimum: to exceed it is no contradiction."
    return Text(zh, en)


PARTS = (
    Audit(
        "A102",
        Text("合计等于各项之和", "Totals are the sum of their parts"),
        Text(
            "印出的合计与各单位任务之和不符；合计印作下限时，只列出不足的。",
            "A printed total differs from the sum of the shares; where it is printed as a minimum, only a "
            "sum below it counts.",
        ),
        totals_are_the_sum_of_their_parts,
    ),
    Audit(
        "A106",
        Text("其中项不大于所属项", "A part is not larger than its whole"),
        Text(
            "“其中”项大于同一时期的所属项；所属项印作下限的不列。",
            "A sub-item exceeds the item above it in the same period; where that is printed as a minimum, "
            "it is left out.",
        ),
        parts_are_within_their_whole,
    ),
    Audit(
        "A107",
        Text("功能区的目标小于全区的目标", "A zone's target is below that of its area"),
        Text(
            "同一指标、同一时期，功能区的目标等于或高于所在地区的目标。两处口径未必相同。",
            "For the same indicator and period the target of a zone equals or exceeds that of the area "
            "around it. The two may not count the same.",
        ),
        zones_are_within_their_area,
    ),
    Audit(
        "A110",
        Text("年度任务与期末目标衔接", "Yearly flows fit the stock"),
        Text(
            f"假定年度任务都是净增数：基数（翻番目标的一半）加各年任务，与期末目标相差{TOLERANCE}%以上；"
            "或由期末目标倒推的基数为负。",
            "On the assumption that yearly quotas are net additions: the base (half of a stock to be "
            f"doubled) plus the quotas misses the stock by {TOLERANCE}% or more, or the base counted back "
            "is below zero.",
        ),
        flows_fit_their_stock,
    ),
)
