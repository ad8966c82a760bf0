"""Areas against the area around them: claims go in, shares of districts and of zones come out."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.derive import Register, figure_id
from plans.derive_decomposition_part import (
    COMPARABLE,
    Claim,
    Part,
    Whole,
    annotate,
    compare,
    is_year,
)
from plans.derive_targets import area_of
from plans.model import Row, Text

Key = tuple[str, ...]


def compare_zones(claims: Sequence[Claim]) -> Iterator[Part]:
    """A zone's target as a share of the same indicator's target for the whole area of the plan."""
    wholes = {identify(claim, ""): claim for claim in claims if not claim.figure.area}
    for claim in claims:
        whole = wholes.get(identify(claim, ""))
        if claim.figure.area and whole:
            part = compare("zone", (claim,), Whole((whole,), "printed"), judge((claim,)))
            yield annotate(part, explain((claim,)))


def identify(claim: Claim, area: str) -> Key:
    """What a zone's target and that of the whole area have in common, with an area."""
    figure, indicator = claim.figure, claim.use.indicator["id"]
    return claim.use.plan.name, indicator, area, figure.organization, figure.period, claim.unit


def compare_districts(claims: Sequence[Claim], register: Register) -> Iterator[Part]:
    """Targets of areas as shares of the target of the area that they belong to, and the sum of the areas.

    Targets of one area and year compare where concept, measure and unit are the same and no match forbids
    it. Where plans follow each other, the newest one counts for the sum and for the whole.
    """
    newest = find_newest(claims)
    summed: dict[Key, list[Claim]] = defaultdict(list)
    for claim in filter(is_of_area, claims):
        area = register.areas[area_of(claim.use, "")]
        key = compare_key(claim, area["parent"])
        if area["level"] != "zone" and key in newest:
            used = newest[compare_key(claim, area["id"])]
            yield compare_district(claim, newest[key], used)
            if used is claim:
                summed[key].append(claim)
    for key, districts in summed.items():
        yield sum_districts(districts, newest[key], register)


def is_of_area(claim: Claim) -> bool:
    """Whether a claim is for a year and the whole area of its plan, under a concept that it fits."""
    figure = claim.figure
    is_whole = not figure.area and not figure.organization
    return is_whole and is_year(figure.period) and claim.match in COMPARABLE


def find_newest(claims: Sequence[Claim]) -> dict[Key, Claim]:
    """The claim of each area, concept and year that counts: that of the newest plan, exact matches first."""
    newest: dict[Key, Claim] = {}
    for claim in filter(is_of_area, claims):
        key = compare_key(claim, area_of(claim.use, ""))
        found = newest.setdefault(key, claim)
        is_same_plan = found.use.plan.name == claim.use.plan.name
        if is_same_plan and (found.match, claim.match) == ("close", "exact"):
            newest[key] = claim
    return newest


def compare_key(claim: Claim, area: str) -> Key:
    """What targets of two areas must have in common, with the area."""
    return area, claim.concept, claim.use.indicator["measure"], claim.figure.period, claim.unit


def compare_district(claim: Claim, whole: Claim, used: Claim) -> Part:
    """One district's target as a share; `used` is the one that counts for the sum."""
    part = compare("district", (claim,), Whole((whole,), "printed"), judge((claim, whole)))
    note = explain((claim, whole))
    if used is not claim:
        plan = used.use.plan.name
        note = Text(
            f"合计用该地区的另一个目标（{plan}）。{note.zh}",
            f"The sum takes another target of this area ({plan}). {note.en}".rstrip(),
        )
    return annotate(part, note)


def sum_districts(districts: Sequence[Claim], whole: Claim, register: Register) -> Part:
    """The recorded districts together, under the name of the whole."""
    parent = area_of(whole.use, "")
    known = [row for row in register.areas.values() if is_district(row, parent)]
    verdict = judge((*districts, whole))
    part = compare("district-sum", districts, Whole((whole,), "printed"), verdict)
    part = replace(
        part,
        id=f"district-sum.{figure_id(whole.use.plan.name, whole.figure.key)}",
        plan=whole.use.plan.name,
        indicator=whole.use.indicator["id"],
        match=whole.match,
        area=parent,
        parts=len(districts),
    )
    return annotate(part, count_districts(len(districts), len(known)))


def is_district(area: Row, parent: str) -> bool:
    """Whether an area of the vocabulary is a part of another one, zones aside."""
    return area["parent"] == parent and area["level"] != "zone"


def count_districts(summed: int, known: int) -> Text:
    """How far the sum reaches."""
    return Text(
        f"本站词表收录这一地区的{known}个区县，其中{summed}个有同一指标、同一年份的目标；词表不一定收录了全部区县。",
        f"This site knows {known} districts of the area, {summed} of them with a target for this indicator "
        "and year; the area may have more districts.",
    )


def judge(claims: Sequence[Claim]) -> str:
    """`comparable` where every indicator matches its concept exactly."""
    return "comparable" if all(claim.match == "exact" for claim in claims) else "doubtful"


def explain(claims: Sequence[Claim]) -> Text:
    """The notes of the indicators that do not match exactly, each with its plan."""
    rows = [(claim.use.plan.name, claim.use.indicator) for claim in claims if claim.match != "exact"]
    return Text(
        "".join(f"{plan}：{row['note']}" for plan, row in rows),
        " ".join(f"{plan}: {row['note_en']}" for plan, row in rows),
    )
