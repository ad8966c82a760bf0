"""Revisions: the register goes in, targets that a later plan of the same area states otherwise come out.

Only exact and close indicators of one concept, area and period meet; the closest one of each plan.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from plans.derive import Register, group
from plans.derive_rounding import round_half_up, trim_zeros
from plans.derive_targets import Target, derive_targets
from plans.model import Text
from plans.words import WORDS

MATCHES = ("exact", "close")
SHARE = "%"
# From loose to strict; a floor and a ceiling do not compare.
FLOORS = ("approx", "eq", "ge", "gt")
CEILINGS = ("approx", "eq", "le", "lt")
UNDATED = Text(
    "两份规划的成文日期不全或相同，孰先孰后不能确定。",
    "The plans' dates are missing or equal, so which came first is not certain.",
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A target of one plan beside the different one of the next plan for the same area and period."""

    id: str
    concept: str
    area: str
    area_code: str
    period: str
    old_target: str
    old_plan: str
    old_measure: str
    old_comparator: str
    old_value: Decimal
    old_unit: str
    old_wording: str
    new_target: str
    new_plan: str
    new_measure: str
    new_comparator: str
    new_value: Decimal
    new_unit: str
    new_wording: str
    change: Decimal
    base_unit: str
    change_percent: Decimal | None
    direction: str
    verdict: str
    reason: str
    reason_en: str
    old_passages: str
    new_passages: str


def derive_revisions(register: Register) -> tuple[Revision, ...]:
    """Every target that the next plan promises differently, by id."""
    places = {plan: place for place, plan in enumerate(order_plans(register))}
    found = [
        derive_revision(old, new, register)
        for targets in group_targets(derive_targets(register)).values()
        for old, new in pairwise(sorted(pick_closest(targets), key=lambda target: places[target.plan]))
        if (old.normalized_value, old.comparator) != (new.normalized_value, new.comparator)
    ]
    return tuple(sorted(found, key=lambda revision: revision.id))


def order_plans(register: Register) -> list[str]:
    """The plans from the oldest to the newest: by day, else by first year, those without either last."""

    def age(plan: str) -> tuple[str, str]:
        stated = register.plans[plan].descriptor["plan"]
        return str(stated.get("written_on") or stated.get("start_year", "9999")), plan

    return sorted(register.plans, key=age)


def group_targets(targets: Iterable[Target]) -> dict[str, tuple[Target, ...]]:
    """The numbers promised for one concept, area and period whose units compare."""
    return group(
        (f"{target.concept} {target.area} {target.period} {target.base_unit}", target)
        for target in targets
        if target.concept
        and target.match in MATCHES
        and not target.organization
        and target.normalized_value is not None
    )


def pick_closest(targets: Iterable[Target]) -> Iterator[Target]:
    """One target of each plan: the indicator that matches the concept best."""
    for own in group((target.plan, target) for target in targets).values():
        yield min(own, key=lambda target: (MATCHES.index(target.match), target.indicator))


def derive_revision(old: Target, new: Target, register: Register) -> Revision:
    """The published row; only targets with numbers come here."""
    before, after = read_amount(old), read_amount(new)
    reasons = list(explain_doubt(old, new, register))
    return Revision(
        id=f"{old.plan}.{new.id}",
        concept=new.concept,
        area=new.area,
        area_code=new.area_code,
        period=new.period,
        old_target=old.id,
        old_plan=old.plan,
        old_measure=old.measure,
        old_comparator=old.comparator,
        old_value=old.value or Decimal(),
        old_unit=old.unit,
        old_wording=old.wording,
        new_target=new.id,
        new_plan=new.plan,
        new_measure=new.measure,
        new_comparator=new.comparator,
        new_value=new.value or Decimal(),
        new_unit=new.unit,
        new_wording=new.wording,
        change=trim_zeros(after - before),
        base_unit=new.base_unit,
        change_percent=find_change_percent(before, after, new.base_unit),
        direction=find_direction(old, new),
        verdict="doubtful" if reasons else "comparable",
        reason="".join(reason.zh for reason in reasons),
        reason_en=" ".join(reason.en for reason in reasons),
        old_passages=old.passages,
        new_passages=new.passages,
    )


def read_amount(target: Target) -> Decimal:
    """The number in its base unit."""
    return target.normalized_value or Decimal()


def find_change_percent(before: Decimal, after: Decimal, unit: str) -> Decimal | None:
    """The change in % of the old number; none of a share, which changes in percentage points, or of zero."""
    return None if unit == SHARE or not before else round_half_up((after - before) / before * 100, 1)


def find_direction(old: Target, new: Target) -> str:
    """`raised` or `lowered` where the number moved, else what became of the comparator."""
    before, after = read_amount(old), read_amount(new)
    if before != after:
        return "raised" if after > before else "lowered"
    for scale in (FLOORS, CEILINGS):
        if {old.comparator, new.comparator} <= set(scale):
            stricter = scale.index(new.comparator) > scale.index(old.comparator)
            return "tightened" if stricter else "loosened"
    return "reworded"


def explain_doubt(old: Target, new: Target, register: Register) -> Iterator[Text]:
    """Why two targets may not be the same thing, nothing where they are."""
    if old.measure != new.measure:
        before, after = WORDS[old.measure], WORDS[new.measure]
        yield Text(
            f"计量方式由“{before.zh}”改为“{after.zh}”。", f"Measured as {before.en}, then as {after.en}."
        )
    dates = {register.plans[target.plan].descriptor["plan"].get("written_on") for target in (old, new)}
    if None in dates or len(dates) == 1:
        yield UNDATED
    for target in (old, new):
        if target.match == "close":
            note = read_note(target, register)
            yield Text(f"{target.plan}：{note.zh}", f"{target.plan}: {note.en}")


def read_note(target: Target, register: Register) -> Text:
    """What the editor says of a close match."""
    indicators = (use.indicator for use in register.uses[target.plan])
    row = next(row for row in indicators if row["id"] == target.indicator)
    return Text(row["note"] or "口径相近，未注明差别。", row["note_en"] or "A close match; no note says why.")
