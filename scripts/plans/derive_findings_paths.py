"""Audits of paths: jumps between years, targets without progress, and targets issued when nearly due."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plans.derive import Figure, Use, convert, group
from plans.derive_decomposition_part import is_year
from plans.derive_findings_audit import (
    Audit,
    Case,
    Observation,
    observe,
    show,
)
from plans.derive_targets import join_passages
from plans.model import Text

# A step is out of line where it is so many times its neighbour, and so large a part of where it starts.
TIMES = 3
LARGE = Decimal("0.1")
# Days that a target may have left: a quarter of a year.
SHORT = 92
Triple = tuple[Figure, Figure, Figure]


def steps_are_even(case: Case) -> Iterator[Observation]:
    """Targets of three years in a row whose two steps are very unlike."""
    for use in case.uses:
        for triple in list_triples(use):
            numbers = [
                convert(figure.chosen, triple[2].chosen["unit"], case.register.units) for figure in triple
            ]
            first, middle, last = (number or Decimal(0) for number in numbers)
            if None not in numbers and is_uneven(first, middle, last):
                yield observe_steps(use, triple, (first, middle, last))


def list_triples(use: Use) -> Iterator[Triple]:
    """Targets with numbers of three years in a row, quotas of single organizations aside."""
    targets = [figure for figure in use.figures if is_target(figure) and not figure.organization]
    for figures in group((figure.area, figure) for figure in targets).values():
        by_year = {figure.last_year: figure for figure in figures}
        for year in sorted(by_year):
            if year + 1 in by_year and year + 2 in by_year:
                yield by_year[year], by_year[year + 1], by_year[year + 2]


def is_target(figure: Figure) -> bool:
    """Whether a figure is a target with a number for one year."""
    return figure.kind == "target" and figure.value is not None and is_year(figure.period)


def is_uneven(first: Decimal, middle: Decimal, last: Decimal) -> bool:
    """Whether one step is several times the other and large, or a path turns round in two large steps."""
    steps = ((middle - first, first), (last - middle, middle))
    (small, _), (large, start) = sorted(steps, key=lambda step: abs(step[0]))
    if not small or abs(large) < LARGE * abs(start):
        return False
    if (small > 0) != (large > 0):
        return all(abs(step) >= LARGE * abs(origin) for step, origin in steps)
    return abs(large) >= TIMES * abs(small)


def observe_steps(use: Use, triple: Triple, numbers: tuple[Decimal, Decimal, Decimal]) -> Observation:
    """The observation on two unlike steps."""
    first, middle, last = numbers
    one, two = middle - first, last - middle
    years = [figure.period for figure in triple]
    shown = f"{show(middle)}−{show(first)} = {show(one)}; {show(last)}−{show(middle)} = {show(two)}"
    if (one > 0) == (two > 0):
        large, small = sorted((abs(one), abs(two)), reverse=True)
        shown += f"; {show(large)}/{show(small)} = {show((large / small).quantize(Decimal('0.1')))}"
    unit = triple[2].chosen["unit"]
    finding = Text(
        f"{years[0]}—{years[2]}年的目标为{show(first)}、{show(middle)}、{show(last)}{unit}，"
        f"{years[1]}年变动{show(one)}，{years[2]}年变动{show(two)}，两步相差很大：可能另有原因，也可能有误。",
        f"the targets for {years[0]}–{years[2]} are {show(first)}, {show(middle)} and {show(last)}; "
        f"the step of {years[1]} is {show(one)}, that of {years[2]} {show(two)}. There may be a reason, or a "
        "slip.",
    )
    path = replace(triple[0], period=f"{years[0]}/{years[2]}")
    return observe(use, path, [row for figure in triple for row in figure.rows], shown, finding)


def targets_are_issued_in_time(case: Case) -> Iterator[Observation]:
    """Targets of a plan that came out shortly before the end of their last year, or after it."""
    head = case.plan.descriptor["plan"]
    issued = read_date(head.get("published_on") or head.get("written_on"))
    targets = [(use, figure) for use in case.uses for figure in use.figures if figure.kind == "target"]
    for year, due in group((figure.period[-4:], (use, figure)) for use, figure in targets).items():
        if issued and (date(int(year), 12, 31) - issued).days <= SHORT:
            yield observe_deadline(case, issued, int(year), due)


def read_date(text: str | None) -> date | None:
    """The date of a descriptor, none where it is not stated."""
    return date.fromisoformat(text) if text else None


def observe_deadline(case: Case, issued: date, year: int, due: Sequence[tuple[Use, Figure]]) -> Observation:
    """One observation for all targets of a plan that are due in a year."""
    end = date(year, 12, 31)
    days = (end - issued).days
    count = len({(use.indicator["id"], figure.area, figure.organization) for use, figure in due})
    passages = " ".join(join_passages(use, figure.rows) for use, figure in due)
    return Observation(
        indicator="",
        area=case.plan.descriptor["plan"]["area"],
        period=str(year),
        passages=" ".join(dict.fromkeys(passages.split())),
        arithmetic=f"{end} − {issued} = {show(Decimal(days))}",
        finding=Text(
            f"规划{describe_act(case).zh}于{issued}，{year}年到期的{count}项目标此时距年底"
            + (f"还有{days}天。" if days >= 0 else f"已过{-days}天。"),
            f"the plan was {describe_act(case).en} on {issued}; "
            + (f"{days} days were left" if days >= 0 else f"{-days} days had passed")
            + f" for its {count} targets due at the end of {year}.",
        ),
    )


def describe_act(case: Case) -> Text:
    """What the date of a plan is that of."""
    if case.plan.descriptor["plan"].get("published_on"):
        return Text("发布", "published")
    return Text("成文", "written")


def targets_move_on(case: Case) -> Iterator[Observation]:
    """Targets equal to the latest actual that the same notice prints."""
    for use, figure, base in list_starts(case):
        if compare_start(figure, base, case) == 0 and figure.chosen["comparator"] not in {"gt", "lt"}:
            finding = Text(
                f"{figure.period}年的目标与{base.period}年的实际值相同，都是{base.chosen['value']}。",
                f"the target for {figure.period} equals the actual of {base.period}, {base.chosen['value']}.",
            )
            yield observe_start(use, figure, base, "=", finding)


def targets_are_not_behind_their_start(case: Case) -> Iterator[Observation]:
    """Targets worse than the latest actual that the same notice prints."""
    concepts = case.register.concepts
    for use, figure, base in list_starts(case):
        known = use.indicator["match"] not in {"", "related"} and use.indicator["concept"] in concepts
        direction = concepts[use.indicator["concept"]]["direction"] if known else ""
        if WORSE.get(direction) == compare_start(figure, base, case):
            sign, words = WORSE_SIGNS[direction]
            finding = Text(
                f"{figure.period}年的目标{words.zh}{base.period}年的实际值。",
                f"the target for {figure.period} is {words.en} the actual of {base.period}.",
            )
            yield observe_start(use, figure, base, sign, finding)


WORSE: Mapping[str, int] = {"increase": -1, "decrease": 1}
WORSE_SIGNS: Mapping[str, tuple[str, Text]] = {
    "increase": ("<", Text("低于", "below")),
    "decrease": (">", Text("高于", "above")),
}


def list_starts(case: Case) -> Iterator[tuple[Use, Figure, Figure]]:
    """Targets of a year with the latest actual of an earlier year; cumulative numbers may start anew."""
    for use in case.uses:
        actuals = [f for f in use.figures if f.kind == "actual" and f.value is not None and is_year(f.period)]
        for figure in filter(is_target, use.figures):
            earlier = [
                actual
                for actual in actuals
                if (actual.area, actual.organization) == (figure.area, figure.organization)
                and actual.last_year < figure.last_year
            ]
            if earlier and use.indicator["measure"] != "cumulative":
                yield use, figure, max(earlier, key=lambda actual: actual.last_year)


def compare_start(figure: Figure, base: Figure, case: Case) -> int | None:
    """1 where a target is above its start, 0 where it is equal, -1 below; none where units differ."""
    target = convert(figure.chosen, base.chosen["unit"], case.register.units)
    if target is None or base.value is None:
        return None
    return (target > base.value) - (target < base.value)


def observe_start(use: Use, figure: Figure, base: Figure, sign: str, finding: Text) -> Observation:
    """An observation on a target and where it starts from."""
    goal, start = (f"{one.chosen['value']}{one.chosen['unit']}" for one in (figure, base))
    shown = f"{goal} {sign} {start}"
    return observe(use, figure, (*base.rows, *figure.rows), shown, finding)


PATHS = (
    Audit(
        "A108",
        Text("逐年目标的步子均匀", "Yearly steps are alike"),
        Text(
            f"连续三年的目标中，较大的一步是另一步的{TIMES}倍以上，或先升后降、先降后升；"
            "较大的一步（转折时两步）不小于起点的10%。不变的年份和单个单位的任务不看。",
            f"Of the targets of three years in a row, one step is at least {TIMES} times the other, or the "
            "path turns round; the larger step (both, where it turns) is at least 10% of where it starts. "
            "Years without change and quotas of single organizations are left aside.",
        ),
        steps_are_even,
    ),
    Audit(
        "A109",
        Text("目标在到期之前及时印发", "Targets are issued in time"),
        Text(
            f"从发布日（没有则成文日）到目标到期年的12月31日不足{SHORT}天，或已经过期。",
            f"From publication (else writing) to 31 December of the year in which targets are due there are "
            f"{SHORT} days or fewer.",
        ),
        targets_are_issued_in_time,
    ),
    Audit(
        "A111",
        Text("目标比基期有变化", "Targets move on from their start"),
        Text(
            "目标等于原文印出的最近一年实际值（“超过”“突破”除外；累计量可能另起，不看）。",
            "A target equals the latest actual that the notice prints (unless “more than”; cumulative "
            "numbers, which may start anew, are left aside).",
        ),
        targets_move_on,
    ),
    Audit(
        "A112",
        Text("目标不差于基期", "Targets are not behind their start"),
        Text(
            "越高越好的指标，目标低于原文印出的最近一年实际值；越低越好的相反（累计量不看）。",
            "Where higher is better, a target below the latest actual that the notice prints; the other way "
            "round where lower is better (cumulative numbers are left aside).",
        ),
        targets_are_not_behind_their_start,
    ),
)
