"""What a decomposition is made of: targets that can be added up, and the rows that compare them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.derive import Figure, Register, Use, figure_id, normalize
from plans.derive_rounding import round_half_up, trim_zeros
from plans.derive_targets import area_of, join_passages
from plans.model import Text

ADDITIVE = frozenset({"stock", "flow", "cumulative"})
COMPARABLE = frozenset({"exact", "close"})
DIGITS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part, or the sum of some parts, beside the whole that it belongs to; numbers are in `unit`."""

    id: str
    kind: str
    plan: str
    indicator: str
    concept: str
    match: str
    area: str
    organization: str
    period: str
    comparator: str
    value: Decimal
    unit: str
    parts: int | None = None
    whole_plan: str
    whole_indicator: str
    whole_comparator: str
    whole: Decimal
    whole_basis: str
    share: Decimal | None = None
    base: Decimal | None = None
    doubled_base: Decimal | None = None
    difference: Decimal | None = None
    overshoot: Decimal | None = None
    verdict: str
    note: str = ""
    note_en: str = ""
    passages: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A target with a number, in its base unit, that sums and shares make sense of (no rates)."""

    use: Use
    figure: Figure
    amount: Decimal
    unit: str

    @property
    def concept(self) -> str:
        return self.use.indicator["concept"]

    @property
    def match(self) -> str:
        return self.use.indicator["match"]

    @property
    def comparator(self) -> str:
        return self.figure.chosen["comparator"]

    @property
    def passages(self) -> str:
        return join_passages(self.use, (self.figure.chosen, *self.figure.rows))


@dataclass(frozen=True, slots=True)
class Whole:
    """What parts are set against: one printed target, or the sum of several."""

    claims: tuple[Claim, ...]
    basis: str

    @property
    def amount(self) -> Decimal:
        return sum_amounts(self.claims)

    @property
    def comparator(self) -> str:
        return share_comparator(self.claims)


def list_claims(register: Register) -> tuple[Claim, ...]:
    """The targets of all plans that can be added up, newest plan first."""
    return tuple(
        claim
        for plan in register.plans
        for use in register.uses[plan]
        for figure in use.figures
        if (claim := read_claim(use, figure, register))
    )


def read_claim(use: Use, figure: Figure, register: Register) -> Claim | None:
    """A figure as a claim, none where it is no target, has no number or is a rate."""
    amount, unit = normalize(figure.chosen, register.units)
    if figure.kind != "target" or amount is None or use.indicator["measure"] not in ADDITIVE:
        return None
    return Claim(use, figure, amount, unit)


def sum_amounts(claims: Sequence[Claim]) -> Decimal:
    """What the claims add up to."""
    return sum((claim.amount for claim in claims), Decimal(0))


def share_comparator(claims: Sequence[Claim]) -> str:
    """The comparator that all claims have, none where they differ."""
    comparators = {claim.comparator for claim in claims}
    return comparators.pop() if len(comparators) == 1 else ""


def span_of(periods: Sequence[str]) -> str:
    """The period from the first to the last of some years."""
    first, last = min(periods), max(periods)
    return first if first == last else f"{first}/{last}"


def is_year(period: str) -> bool:
    """Whether a period is one year."""
    return "/" not in period


def compare(kind: str, claims: Sequence[Claim], whole: Whole, verdict: str = "comparable") -> Part:
    """The row that sets claims of one indicator against a whole; its names are those of the first claim."""
    first, target, value = claims[0], whole.claims[0], sum_amounts(claims)
    period = span_of([claim.figure.period for claim in claims])
    organizations = {claim.figure.organization for claim in claims}
    organization = organizations.pop() if len(organizations) == 1 else ""
    figure = replace(first.figure, period=period, organization=organization)
    passages = " ".join(claim.passages for claim in (*claims, *whole.claims))
    return Part(
        id=f"{kind}.{figure_id(first.use.plan.name, figure.key)}",
        kind=kind,
        plan=first.use.plan.name,
        indicator=first.use.indicator["id"],
        concept=first.concept,
        match=first.match,
        area=area_of(first.use, first.figure.area),
        organization=organization,
        period=period,
        comparator=share_comparator(claims),
        value=trim_zeros(value),
        unit=first.unit,
        whole_plan=target.use.plan.name,
        whole_indicator=target.use.indicator["id"],
        whole_comparator=whole.comparator,
        whole=trim_zeros(whole.amount),
        whole_basis=whole.basis,
        share=percentage(value, whole.amount),
        verdict=verdict,
        passages=" ".join(dict.fromkeys(passages.split())),
    )


def annotate(part: Part, note: Text) -> Part:
    """The row with a note that says what it rests on."""
    return replace(part, note=note.zh, note_en=note.en)


def with_excess(part: Part, reached: Decimal) -> Part:
    """The row with what the parts lead to minus the whole, and the same as a percentage of the whole."""
    excess = reached - part.whole
    return replace(part, difference=trim_zeros(excess), overshoot=percentage(excess, part.whole))


def percentage(value: Decimal, whole: Decimal) -> Decimal | None:
    """The value in per cent of the whole; none where the whole is zero."""
    return round_half_up(value / whole * 100, DIGITS) if whole else None
