"""What an audit is: one plan goes in, observations with their arithmetic come out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from plans.derive import Figure, Register, Use
from plans.derive_decomposition import Part
from plans.derive_rounding import round_half_up, trim_zeros
from plans.derive_targets import area_of, join_passages
from plans.model import Package, Row, Text


@dataclass(frozen=True, slots=True)
class Case:
    """A plan as audits see it: what its notice says, its decomposition, and what all plans share."""

    plan: Package
    uses: tuple[Use, ...]
    parts: tuple[Part, ...]
    register: Register


@dataclass(frozen=True, slots=True)
class Observation:
    """What an audit found: where, in which passages, by which arithmetic, and in words.

    `indicator` is empty where the plan as a whole is meant.
    """

    indicator: str
    area: str
    period: str
    passages: str
    arithmetic: str
    finding: Text


@dataclass(frozen=True, slots=True)
class Audit:
    """One question that is put to every plan; `explanation` states the criterion and what it cannot tell."""

    id: str
    title: Text
    explanation: Text
    function: Callable[[Case], Iterable[Observation]]


def observe(use: Use, figure: Figure, rows: Iterable[Row], arithmetic: str, finding: Text) -> Observation:
    """An observation on a figure, proven by the passages of these rows; the finding opens with the name."""
    return Observation(
        indicator=use.indicator["id"],
        area=area_of(use, figure.area),
        period=figure.period,
        passages=join_passages(use, rows),
        arithmetic=arithmetic,
        finding=name_first(use.indicator, finding),
    )


def observe_part(part: Part, case: Case, arithmetic: str, finding: Text) -> Observation:
    """An observation on a row of the decomposition."""
    indicator = next(use.indicator for use in case.uses if use.indicator["id"] == part.indicator)
    return Observation(
        indicator=part.indicator,
        area=part.area,
        period=part.period,
        passages=part.passages,
        arithmetic=arithmetic,
        finding=name_first(indicator, finding),
    )


def name_first(indicator: Row, finding: Text) -> Text:
    """The finding after the name of its indicator."""
    return Text(f"{indicator['name']}：{finding.zh}", f"{indicator['name_en']}: {finding.en}")


def show(number: Decimal) -> str:
    """A number without exponent or idle zeros, its sign as in print."""
    return f"{trim_zeros(number):f}".replace("-", "−")


def show_percent(number: Decimal, digits: int = 1) -> str:
    """A percentage as it stands in arithmetic."""
    return f"{show(round_half_up(number, digits))} %"


def quote(row: Row) -> str:
    """The wording of a statement in quotation marks, unless it brings its own."""
    wording = row["wording"]
    return wording if "“" in wording else f"“{wording}”"


def show_period(period: str) -> Text:
    """A year or a span in words."""
    return Text(f"{period.replace('/', '—')}年", period.replace("/", "–"))


def find_actual(use: Use, figure: Figure, year: int) -> Figure | None:
    """The number that a plan prints as reached in a year, for the area and organization of a figure."""
    sought = ("actual", figure.area, figure.organization, str(year))
    found = (
        other
        for other in use.figures
        if (other.kind, other.area, other.organization, other.period) == sought and other.value is not None
    )
    return next(found, None)
