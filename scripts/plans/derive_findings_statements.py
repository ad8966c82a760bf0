"""Audits of statements: the same figure printed twice, and targets in words."""

from collections.abc import Iterator
from decimal import Decimal

from plans.derive import Figure, Use, group, normalize
from plans.derive_decomposition_stocks import DOUBLING
from plans.derive_findings_audit import Audit, Case, Observation, find_actual, observe, quote, show_period
from plans.derive_rounding import trim_zeros
from plans.model import Row, Text
from plans.words import SIGNS

# Words that say a number although they print none: at least one, all of them.
IMPLY_A_NUMBER = ("零的突破", "零突破", "从无到有", "全覆盖")


def statements_print_one_number(case: Case) -> Iterator[Observation]:
    """Figures that are printed with different numbers."""
    for use in case.uses:
        for figure in use.figures:
            if not figure.agrees:
                rows = group((str(amount_of(row, case)), row) for row in figure.rows).values()
                shown = " ≠ ".join(f"{first['value']} {first['unit']}" for first, *_ in rows)
                finding = describe_rows(figure, [first for first, *_ in rows], "数字", "numbers")
                yield observe(use, figure, figure.rows, shown, finding)


def amount_of(row: Row, case: Case) -> Decimal:
    """The number of a statement in its base unit, without idle zeros."""
    return trim_zeros(normalize(row, case.register.units)[0] or Decimal(0))


def statements_use_the_same_words(case: Case) -> Iterator[Observation]:
    """Figures whose statements agree in the number but not in what they say of it."""
    for use in case.uses:
        for figure in use.figures:
            rows = [first for first, *_ in group((row["comparator"], row) for row in figure.rows).values()]
            if figure.agrees and figure.value is not None and len(rows) > 1:
                shown = "; ".join(f"{SIGNS[row['comparator']] or '='} {row['value']}" for row in rows)
                finding = describe_rows(figure, rows, "限定词", "qualifiers")
                yield observe(use, figure, figure.rows, shown, finding)


def describe_rows(figure: Figure, rows: list[Row], what: str, what_en: str) -> Text:
    """How the statements of one figure differ."""
    period, words = show_period(figure.period), [quote(row) for row in rows]
    return Text(
        f"{period.zh}的数在原文中{what}不同，分别印作{'和'.join(words)}。",
        f"the notice states it for {period.en} with different {what_en}: {' and '.join(words)}.",
    )


def targets_can_be_verified(case: Case) -> Iterator[Observation]:
    """Targets in words that name no number to check them against."""
    for use in case.uses:
        for figure in use.figures:
            if is_unverifiable(use, figure):
                shown = f"{figure.chosen['wording']} = ?"
                yield observe(use, figure, figure.rows, shown, describe_words(figure))


def is_unverifiable(use: Use, figure: Figure) -> bool:
    """Whether a target is in words only, and these neither say a number nor double one that is printed."""
    wording = figure.chosen["wording"]
    is_in_words = any("\u4e00" <= character <= "\u9fff" for character in wording)
    if figure.kind != "target" or figure.value is not None or not is_in_words:
        return False
    if is_doubling(figure):
        return find_actual(use, figure, figure.first_year - 1) is None
    return not any(words in wording for words in IMPLY_A_NUMBER)


def is_doubling(figure: Figure) -> bool:
    """Whether a target is to double what was there before a span of years."""
    return "/" in figure.period and any(words in figure.chosen["wording"] for words in DOUBLING)


def describe_words(figure: Figure) -> Text:
    """Why the words cannot be checked."""
    words, period, year = quote(figure.chosen), show_period(figure.period), figure.first_year - 1
    if is_doubling(figure):
        return Text(
            f"{period.zh}的目标是{words}，存档原文没有印出{year}年的基数，是否实现无法只用原文核对。",
            f"the target for {period.en} is {words}, a doubling; the archived text prints no figure for "
            f"{year}, its base, and so cannot by itself show whether it is reached.",
        )
    return Text(
        f"{period.zh}的目标只有文字{words}，没有可以核对的数字。",
        f"the target for {period.en} is in words only, {words}, with no number to check it against.",
    )


STATEMENTS = (
    Audit(
        "A103",
        Text("同一个数各处印得相同", "One figure, one number"),
        Text(
            "同一指标、地区、单位、时期和类别的数，在原文各处印出的数字（换算单位后）不同。",
            "The same indicator, area, organization, period and kind, printed with different numbers (after "
            "conversion of units).",
        ),
        statements_print_one_number,
    ),
    Audit(
        "A104",
        Text("同一个数各处限定词相同", "One figure, one qualifier"),
        Text(
            "数字相同，但一处只印数字，另一处印有“以上”“突破”“左右”等，含义不同。",
            "The number is the same, but one place prints it bare and another with 以上 (or more), 突破 "
            "(exceed), 左右 (about) and the like, which says something else.",
        ),
        statements_use_the_same_words,
    ),
    Audit(
        "A113",
        Text("目标有可以核对的数字", "Targets have a number to check"),
        Text(
            "只有文字、没有数字的目标。“零的突破”（至少一个）、“全覆盖”（全部）可以核对，不在此列；"
            "“双倍增”“翻番”仅在原文没有印出基数时列出。",
            "Targets in words without a number. 零的突破 (at least one) and 全覆盖 (all) can be checked and "
            "are left out; a doubling is listed only where the notice prints no base.",
        ),
        targets_can_be_verified,
    ),
)
