"""Audits of printed changes: each is recomputed from the two actuals that it joins."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plans.derive import Figure, Register, Use, convert
from plans.derive_findings_audit import (
    Audit,
    Case,
    Observation,
    find_actual,
    observe,
    quote,
    show,
    show_percent,
)
from plans.model import Row, Text

POINTS = frozenset({"个百分点", "百分点"})
PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Change:
    """A printed change with the actuals before and after it, these in one unit."""

    use: Use
    figure: Figure
    row: Row
    actuals: tuple[Row, Row]
    before: Decimal
    after: Decimal
    unit: str
    is_count: bool

    @property
    def printed(self) -> Decimal:
        return Decimal(self.row["value"])

    @property
    def difference(self) -> Decimal:
        return self.after - self.before

    @property
    def growth(self) -> Decimal | None:
        """Relative change in per cent."""
        return (self.after / self.before - 1) * 100 if self.before else None

    @property
    def step(self) -> Decimal:
        """The last digit that the actuals print; counts are exact."""
        digits = max(count_digits(self.before), count_digits(self.after))
        return Decimal(0) if self.is_count else Decimal(1).scaleb(-digits)

    def is_difference(self, printed: Decimal) -> bool:
        """Whether a number is the difference, as far as rounding tells."""
        slack = Decimal(0) if self.is_count else self.step + half_digit(printed)
        return abs(printed - self.difference) <= slack

    def is_growth(self, printed: Decimal) -> bool:
        """Whether a number is the relative change in per cent, as far as rounding tells."""
        half = self.step / 2
        if self.growth is None or self.before <= half:
            return True
        slack = abs(((self.after + half) / (self.before - half) - 1) * 100 - self.growth)
        return abs(printed - self.growth) <= slack + half_digit(printed)


def count_digits(number: Decimal) -> int:
    """Digits after the point."""
    return max(-int(number.as_tuple().exponent), 0)


def half_digit(number: Decimal) -> Decimal:
    """Half of the last digit printed."""
    return Decimal("0.5").scaleb(-count_digits(number))


def read_changes(case: Case) -> Iterator[Change]:
    """Every printed change between two printed actuals of one unit."""
    for use in case.uses:
        for figure in use.figures:
            before = find_actual(use, figure, figure.first_year)
            after = find_actual(use, figure, figure.last_year)
            if figure.kind == "change" and figure.value is not None and before and after:
                yield from read_change(use, figure, (before.chosen, after.chosen), case.register)


def read_change(use: Use, figure: Figure, actuals: tuple[Row, Row], register: Register) -> Iterator[Change]:
    """The different statements of one change."""
    unit = actuals[1]["unit"]
    before, after = (convert(row, unit, register.units) for row in actuals)
    if before is None or after is None:
        return
    multiplier = register.units[unit]["multiplier"] if unit in register.units else ""
    is_whole = all(number == number.to_integral() for number in (before, after))
    is_count = unit != PERCENT and multiplier == "1" and is_whole
    for row in {row["value"]: row for row in reversed(figure.rows)}.values():
        yield Change(use, figure, row, actuals, before, after, unit, is_count)


def changes_follow_from_actuals(case: Case) -> Iterator[Observation]:
    """Changes that the two actuals do not give."""
    for change in read_changes(case):
        row, printed = change.row, change.printed
        if row["unit"] in POINTS:
            is_right = change.unit != PERCENT or change.is_difference(printed)
            shown = show_difference(change)
        elif row["unit"] == PERCENT:
            is_right = change.is_growth(printed) or (change.unit == PERCENT and change.is_difference(printed))
            shown = show_growth(change)
        else:
            number = convert(row, change.unit, case.register.units)
            is_right = number is None or change.is_difference(number)
            shown = show_difference(change)
        if not is_right:
            yield observe_change(
                change,
                f"{shown} ≠ {show(printed)}",
                Text(
                    f"印作{quote(row)}，由印出的两个实际值得不出这个数：{shown}。",
                    f"{quote(row)} is printed; the two actuals printed give another number: {shown}.",
                ),
            )


def points_are_differences_of_percentages(case: Case) -> Iterator[Observation]:
    """Percentage points of something that is no percentage, and per cent where points are meant."""
    for change in read_changes(case):
        row, shown = change.row, f"{show_growth(change)}; {show_difference(change)}"
        if row["unit"] in POINTS and change.unit != PERCENT:
            yield observe_change(change, shown, describe_points(change, case))
        elif row["unit"] == PERCENT == change.unit and is_only_difference(change):
            finding = Text(
                f"印作{quote(row)}，这个数是两个百分比之差，单位可能应为个百分点。",
                f"{quote(row)} is printed; the number is the difference of two percentages, "
                "so the unit may have to be percentage points.",
            )
            yield observe_change(change, shown, finding)


def is_only_difference(change: Change) -> bool:
    """Whether a change is the difference of its actuals and not their relative change."""
    return change.is_difference(change.printed) and not change.is_growth(change.printed)


def describe_points(change: Change, case: Case) -> Text:
    """What is wrong with percentage points, and what the number is instead."""
    unit = case.register.units[change.unit]["name_en"]
    zh = f"单位是{change.unit}，不是百分比，变化印作{quote(change.row)}。"
    en = f"the unit is {unit}, not a percentage, but the change is printed {quote(change.row)}."
    if change.growth is not None and change.is_growth(change.printed):
        zh += "印出的数是相对增幅，单位可能应为%。"
        en += " The number is the relative change, so the unit may have to be %."
    return Text(zh, en)


def observe_change(change: Change, arithmetic: str, finding: Text) -> Observation:
    """An observation on a change, with the passages of both actuals."""
    return observe(change.use, change.figure, (change.row, *change.actuals), arithmetic, finding)


def show_difference(change: Change) -> str:
    """The difference, with the numbers it is made of."""
    return f"{show(change.after)}−{show(change.before)} = {show(change.difference)}"


def show_growth(change: Change) -> str:
    """The relative change, with the numbers it is made of, to the digits printed."""
    if change.growth is None:
        return f"{show(change.after)}/{show(change.before)} = ?"
    digits = max(count_digits(change.printed), 1)
    return f"{show(change.after)}/{show(change.before)}−1 = {show_percent(change.growth, digits)}"


CHANGES = (
    Audit(
        "A101",
        Text("变化量与两个实际值相符", "Changes follow from the actuals"),
        Text(
            "用原文印出的期初、期末实际值重算每个变化量：个百分点按差，%按相对变化（百分比指标也可按差），"
            "其余按差；非整数允许末位四舍五入的误差。",
            "Every printed change is recomputed from the printed actuals of its first and last year: "
            "percentage points as a difference, % as relative change (or as a difference of percentages), "
            "other units as a difference; numbers that are no counts may be off by their rounding.",
        ),
        changes_follow_from_actuals,
    ),
    Audit(
        "A105",
        Text("个百分点只用于百分比之差", "Percentage points are differences of percentages"),
        Text(
            "变化量以个百分点计而指标不是百分比，或以%计而数值是两个百分比之差。",
            "A change in percentage points of an indicator that is no percentage, or a change in % that is "
            "the difference of two percentages.",
        ),
        points_are_differences_of_percentages,
    ),
)
