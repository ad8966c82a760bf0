"""Progress: targets and a day go in, what is due, what is reported and how far it went come out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plans.derive import Register, convert, group, id_among_all
from plans.derive_actuals import Actual, find_actuals, held_for
from plans.derive_scale import (
    Promise,
    find_direction,
    find_pace,
    find_status,
    is_met,
    share_covered,
    share_expected,
)
from plans.derive_targets import Target
from plans.model import Row

NOT_DUE, DUE, REPORTED = "not-due", "due", "reported"


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one target stands on a day; values are in the unit of the target."""

    target: str
    plan: str
    indicator: str
    concept: str
    area: str
    organization: str
    period: str
    due: date
    state: str
    days_overdue: int | None
    base_period: str
    base_value: Decimal | None
    actual_period: str
    actual_value: Decimal | None
    covered: Decimal | None
    expected: Decimal | None
    pace: str
    status: str
    passages: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an actual value says of a target."""

    covered: Decimal | None = None
    expected: Decimal | None = None
    pace: str = ""
    status: str = ""


def derive_progress(register: Register, targets: Sequence[Target], today: date) -> tuple[Progress, ...]:
    """Where every target stands on a day, in the order of the targets."""
    actuals = find_actuals(register)
    return tuple(derive_standing(target, held_for(target, actuals), register, today) for target in targets)


def derive_standing(target: Target, held: Sequence[Actual], register: Register, today: date) -> Progress:
    """Where one target stands, given the actual values of its indicator, the latest text first."""
    base = find_base(target, held, register)
    actual = find_final(target, held) or find_interim(target, held, first_year(target, base, register))
    state = find_state(target, actual, today)
    judgement = judge(target, base, actual, register) if actual else Judgement()
    due = due_date(target.period)
    return Progress(
        target=target.id,
        plan=target.plan,
        indicator=target.indicator,
        concept=target.concept,
        area=target.area,
        organization=target.organization,
        period=target.period,
        due=due,
        state=state,
        days_overdue=(today - due).days if state == DUE else None,
        base_period=base.period if base else "",
        base_value=value_of(base, target, register),
        actual_period=actual.period if actual else "",
        actual_value=value_of(actual, target, register),
        covered=judgement.covered,
        expected=judgement.expected,
        pace="" if state == REPORTED else judgement.pace,
        status=judgement.status if state == REPORTED else "",
        passages=join_evidence(target, base, actual),
    )


def due_date(period: str) -> date:
    """The last day of the last year of a period."""
    return date(int(period[-4:]), 12, 31)


def find_state(target: Target, actual: Actual | None, today: date) -> str:
    """`not-due` until the year is over, then `reported` if an actual for it is held, else `due`."""
    if today <= due_date(target.period):
        return NOT_DUE
    return REPORTED if actual and actual.period == target.period else DUE


def find_base(target: Target, held: Iterable[Actual], register: Register) -> Actual | None:
    """Where the way begins: the plan's last number up to its base year, else up to its first year.

    What is reported of the years of the plan moves no base, nor does a report that revises the base year;
    a target for a span of years has none.
    """
    stated = register.plans[target.plan].descriptor["plan"]
    start = int(stated.get("start_year", target.period[:4]))
    limit = int(stated.get("base_year", start - 1))
    own = [
        actual
        for actual in held
        if (actual.plan, actual.indicator) == (target.plan, target.indicator)
        and is_number_before(actual, target)
        and int(actual.period) <= max(start, limit)
    ]
    return max(
        own, key=lambda actual: (int(actual.period) <= limit, actual.period, actual.notice), default=None
    )


def is_number_before(actual: Actual, target: Target) -> bool:
    """Whether an actual is a number of one year before the one year of a target, in a unit that compares."""
    return is_comparable(actual, target) and len(actual.period) == 4 and actual.period < target.period[:4]


def is_comparable(actual: Actual, target: Target) -> bool:
    """Whether both are numbers whose units compare."""
    return target.value is not None and actual.row["value"] != "" and actual.base_unit == target.base_unit


def first_year(target: Target, base: Actual | None, register: Register) -> int:
    """The year after which an actual value tells of the way to a target."""
    stated = register.plans[target.plan].descriptor["plan"]
    if base:
        return int(base.period)
    return int(stated.get("base_year", stated.get("start_year", int(target.period[:4])) - 1))


def find_final(target: Target, held: Iterable[Actual]) -> Actual | None:
    """The actual for the target's own period: the latest number that compares, else the latest words."""
    found = [actual for actual in held if actual.period == target.period]
    return next((actual for actual in found if is_comparable(actual, target)), next(iter(found), None))


def find_interim(target: Target, held: Iterable[Actual], after: int) -> Actual | None:
    """The actual of the latest year on the way to a target of one year."""
    on_the_way = [
        actual
        for actual in held
        if len(target.period) == 4 and is_number_before(actual, target) and int(actual.period) > after
    ]
    return max(on_the_way, key=lambda actual: actual.period, default=None)


def judge(target: Target, base: Actual | None, actual: Actual, register: Register) -> Judgement:
    """Share of the way, pace and status; nothing where one of both is words or the units differ."""
    value = value_of(actual, target, register)
    promise = read_promise(target, base, register)
    if value is None or promise is None:
        return Judgement()
    met = is_met(promise, value, actual.row["comparator"])
    covered = share_covered(promise, value)
    years = (base.period, actual.period, target.period) if base and covered is not None else ()
    is_interim = bool(years) and actual.period != target.period
    expected = share_expected(*map(int, years)) if is_interim else None
    return Judgement(
        covered=covered,
        expected=expected,
        pace=find_pace(met, covered, expected),
        status=find_status(promise, value, met),
    )


def read_promise(target: Target, base: Actual | None, register: Register) -> Promise | None:
    """A target with a number as it is judged."""
    if target.value is None:
        return None
    concept = register.concepts.get(target.concept, Row(0, {}))
    start = value_of(base, target, register)
    direction = find_direction(target.comparator, target.value, start, concept["direction"])
    return Promise(target.comparator, target.value, start, direction)


def value_of(actual: Actual | None, target: Target, register: Register) -> Decimal | None:
    """The number of an actual in the unit of the target."""
    if actual is None or not is_comparable(actual, target):
        return None
    return convert(actual.row, target.unit, register.units)


def join_evidence(target: Target, *actuals: Actual | None) -> str:
    """The passages of target, base and actual, each once."""
    stated = [
        id_among_all(actual.plan, passage) for actual in actuals if actual for passage in actual.passages
    ]
    return " ".join(dict.fromkeys([*target.passages.split(), *stated]))


def list_overdue(progress: Iterable[Progress]) -> tuple[Progress, ...]:
    """What is due and not reported, the longest overdue first."""
    overdue = [row for row in progress if row.state == DUE]
    return tuple(sorted(overdue, key=lambda row: (row.due, row.target)))


def count_states(progress: Iterable[Progress], field: str) -> Mapping[str, Counter[str]]:
    """How many targets are in each state, by plan, area or another column."""
    rows = group((str(getattr(row, field)), row) for row in progress)
    return {key: Counter(row.state for row in found) for key, found in rows.items()}
