"""Yearly flows against stocks: claims go in, what the flows up to a promised stock imply comes out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.derive import Figure, Register, id_among_all
from plans.derive_decomposition_part import (
    COMPARABLE,
    Claim,
    Part,
    Whole,
    annotate,
    compare,
    is_year,
    with_excess,
)
from plans.derive_rounding import trim_zeros
from plans.model import Text

DOUBLING = ("双倍增", "翻一番", "翻番")
ASSUMPTION = Text(
    "假定各年数都是净增数（没有退出，也没有重复计算）；原文未必是这个意思。",
    "Assumes that the yearly numbers are net additions (none lost, none counted twice); the notice need "
    "not mean that.",
)


@dataclass(frozen=True, slots=True)
class Doubling:
    """A promise in words that a stock doubles: its figure and half the stock of its last year."""

    figure: Figure
    base: Decimal


def compare_flows(years: Mapping[str, Whole], claims: Sequence[Claim], register: Register) -> Iterator[Part]:
    """A row for each stock promised for a year up to which the flows of every year are printed.

    `years` holds the yearly flows of one indicator and area, printed or summed.
    """
    stocks = find_stocks(next(iter(years.values())).claims[0], claims, register)
    first = int(min(years))
    for year, stock in stocks.items():
        needed = [str(number) for number in range(first, int(year) + 1)]
        if needed and years.keys() >= set(needed):
            flows = [claim for number in needed for claim in years[number].claims]
            part = compare("flow-stock", flows, Whole((stock,), "printed"), "doubtful")
            part = annotate(replace(part, parts=len(needed)), ASSUMPTION)
            yield imply_base(part, find_doubling(stock, stocks, first))


def find_stocks(flow: Claim, claims: Sequence[Claim], register: Register) -> dict[str, Claim]:
    """By year, the stocks of the same plan and area that a flow adds to, exact matches first."""
    concept = register.concepts[flow.concept]["stock"] if flow.concept in register.concepts else ""
    stocks = [
        claim
        for claim in claims
        if concept
        and claim.concept == concept
        and {flow.match, claim.match} <= COMPARABLE
        and claim.use.indicator["measure"] == "stock"
        and place_of(claim) == place_of(flow)
        and is_year(claim.figure.period)
        and not claim.figure.organization
    ]
    stocks.sort(key=lambda claim: (claim.match != "exact", claim.use.indicator["id"]), reverse=True)
    return {claim.figure.period: claim for claim in stocks}


def place_of(claim: Claim) -> tuple[str, str, str]:
    """What a flow and its stock must have in common: plan, area and base unit."""
    return claim.use.plan.name, claim.figure.area, claim.unit


def find_doubling(stock: Claim, stocks: Mapping[str, Claim], first: int) -> Doubling | None:
    """The promise that a stock doubles from the year before its flows begin, the base year of the plan."""
    for figure in stock.use.figures:
        last = stocks.get(str(figure.last_year))
        if (
            last
            and figure.kind == "target"
            and (figure.area, figure.organization) == (stock.figure.area, "")
            and figure.value is None
            and figure.first_year == first
            and stock.use.plan.descriptor["plan"].get("base_year") == first - 1
            and any(word in figure.chosen["wording"] for word in DOUBLING)
        ):
            return Doubling(figure, last.amount / 2)
    return None


def imply_base(part: Part, doubling: Doubling | None) -> Part:
    """The row with the base that stock and flows imply and, where the stock is to double, its excess."""
    part = replace(part, base=trim_zeros(part.whole - part.value))
    if doubling is None:
        return part
    passage = id_among_all(part.plan, doubling.figure.chosen["passage"])
    passages = " ".join(dict.fromkeys([*part.passages.split(), passage]))
    part = replace(part, doubled_base=trim_zeros(doubling.base), passages=passages)
    return with_excess(part, doubling.base + part.value)
