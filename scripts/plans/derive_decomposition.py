"""Decomposition: the register goes in, parts beside their wholes come out.

Shares of organizations, totals, yearly flows against stocks, districts against their city, zones
against their district.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from plans.derive import Register, group
from plans.derive_decomposition_areas import compare_districts, compare_zones
from plans.derive_decomposition_part import (
    Claim,
    Whole,
    compare,
    is_year,
    list_claims,
    with_excess,
)
from plans.derive_decomposition_part import Part as Part
from plans.derive_decomposition_stocks import compare_flows


def derive_decomposition(register: Register) -> tuple[Part, ...]:
    """Every part of every plan that can be set against a whole, by id."""
    claims = list_claims(register)
    divided = group((indicator_key(claim), claim) for claim in claims)
    of_plan = group((plan_of(claim), claim) for claim in claims)
    parts = [
        *(part for rows in divided.values() for part in divide(rows, of_plan[plan_of(rows[0])], register)),
        *compare_districts(claims, register),
        *compare_zones(claims),
    ]
    return tuple(sorted(parts, key=lambda part: part.id))


def plan_of(claim: Claim) -> str:
    return claim.use.plan.name


def indicator_key(claim: Claim) -> str:
    """What the targets that one indicator divides among organizations have in common."""
    return " ".join((claim.use.plan.name, claim.use.indicator["id"], claim.figure.area, claim.unit))


def divide(rows: Sequence[Claim], claims: Sequence[Claim], register: Register) -> Iterator[Part]:
    """The rows of one indicator and area: shares, totals and, for yearly flows, what they imply."""
    wholes = find_wholes(rows)
    years = {period: whole for period, whole in wholes.items() if is_year(period)}
    shares = [claim for claim in rows if claim.figure.organization]
    by_period = group((claim.figure.period, claim) for claim in shares if claim.figure.period in wholes)
    for period, some in by_period.items():
        yield from divide_whole(some, wholes[period])
    if rows[0].use.indicator["measure"] == "flow" and years:
        yield from compare_flows(years, claims, register)
        divided = {period: whole for period, whole in years.items() if period in by_period}
        if len(divided) > 1:
            yield from divide_years(by_period, divided)


def find_wholes(rows: Sequence[Claim]) -> dict[str, Whole]:
    """By period the printed total, else the sum of two or more shares."""
    wholes = {}
    for period, some in group((claim.figure.period, claim) for claim in rows).items():
        printed = [claim for claim in some if not claim.figure.organization]
        if printed or len(some) > 1:
            wholes[period] = Whole(tuple(printed or some), "printed" if printed else "summed")
    return wholes


def divide_whole(shares: Sequence[Claim], whole: Whole) -> Iterator[Part]:
    """Each organization's share of a whole and, where the whole is printed, the sum of the shares."""
    for claims in group((claim.figure.organization, claim) for claim in shares).values():
        yield compare("share", claims, whole)
    if whole.basis == "printed":
        part = compare("total", shares, whole)
        count = len({claim.figure.organization for claim in shares})
        yield with_excess(replace(part, parts=count), sum_parts(shares))


def sum_parts(shares: Sequence[Claim]) -> Decimal:
    """What shares add up to."""
    return sum((claim.amount for claim in shares), Decimal(0))


def divide_years(by_period: Mapping[str, Sequence[Claim]], years: Mapping[str, Whole]) -> Iterator[Part]:
    """Shares and total over all years in which a yearly flow is divided."""
    shares = [claim for period in years for claim in by_period[period]]
    claims = tuple(claim for whole in years.values() for claim in whole.claims)
    bases = {whole.basis for whole in years.values()}
    yield from divide_whole(shares, Whole(claims, bases.pop() if len(bases) == 1 else "summed"))
