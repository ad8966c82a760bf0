"""Revisions: targets of the same year in an older and a newer plan go in, one slope for each comes out.

Every slope stands on a scale of its own, from zero to its larger end: a contract value that grows fifteen
times does not flatten the others, and equal ratios have equal slopes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from plans.draw import ACCENT, INK, MUTED, Spec
from plans.draw_marks import (
    CARD,
    LEADING,
    SIZE,
    SMALL,
    Dot,
    Mark,
    Rule,
    Word,
    draw_marks,
    one_digit,
    plain,
    signed,
    stack,
    wrap,
)
from plans.model import Language, Text
from plans.words import SIGNS

OLD, NEW, HEAD_ROOM = 92, 212, 112
HEAD, SLOPE, PADDING, GAP = 34, 40, 14, 12
# From here on a change is said as a multiple.
TIMES = 3
TITLE = Text("{name}（{year}年，{unit}）", "{name}, {year} ({unit})")
DOUBTFUL, UNCHANGED = Text("口径存疑", "doubtful"), Text("数字未变", "same number")
POINTS = Text(" 个百分点", " points")
SCALE = Text("每行的尺度各从零开始。", "Each row has a scale of its own, from zero.")


@dataclass(frozen=True, slots=True)
class Amount:
    """A target as a plan states it."""

    value: Decimal
    comparator: str = "eq"

    @property
    def label(self) -> str:
        return f"{SIGNS[self.comparator]}{self.value:f}"


@dataclass(frozen=True, slots=True)
class Revised:
    """A target of one year before and after; `doubtful` where the two may not count the same thing."""

    name: Text
    year: int
    unit: Text
    old: Amount
    new: Amount
    doubtful: bool = False


def revision_chart(revisions: Sequence[Revised], old: Text, new: Text, language: Language) -> Spec | None:
    """Slopes from the plan named `old` to the plan named `new`, one below the other; None without any."""
    if not revisions:
        return None
    marks: list[Mark] = []
    for plan, x in ((old, OLD), (new, NEW)):
        head = Word(0, 0, "", MUTED, SMALL, align="center")
        marks += stack(wrap(plan[language], HEAD_ROOM, SMALL, 2), x, HEAD / 2, head)
    top = float(HEAD)
    for revision in revisions:
        name = name_revision(revision, language)
        high = top + GAP / 2 + len(name) * LEADING + PADDING
        marks.append(Rule(0, top, CARD, top))
        marks += stack(name, 2, (top + GAP / 2 + high - PADDING) / 2, Word(0, 0, ""))
        marks += draw_slope(revision, high)
        marks += draw_change(revision, high + SLOPE / 2, language)
        top = high + SLOPE + GAP
    marks.append(Word(2, top + LEADING / 2, SCALE[language], MUTED, SMALL))
    return draw_marks(marks, CARD, top + LEADING + 4)


def name_revision(revision: Revised, language: Language) -> list[str]:
    title = TITLE[language].format(
        name=revision.name[language], year=revision.year, unit=revision.unit[language]
    )
    return wrap(title, CARD - 4, SIZE)


def draw_slope(revision: Revised, high: float) -> list[Mark]:
    """Both ends on a scale from zero to the larger one; a doubtful pair is dashed, thin and hollow."""
    low = high + SLOPE
    largest = max(abs(revision.old.value), abs(revision.new.value)) or Decimal(1)
    old, new = (
        low - SLOPE * float(max(amount.value, Decimal(0)) / largest)
        for amount in (revision.old, revision.new)
    )
    colour = MUTED if revision.doubtful else ACCENT
    fill = "white" if revision.doubtful else colour
    line = Rule(OLD, old, NEW, new, colour, 2.5)
    value = Word(0, 0, "", colour, SIZE, 600)
    return [
        Rule(OLD, low, NEW, low),
        replace(line, width=1.5, dash=(4, 3)) if revision.doubtful else line,
        Dot(OLD, old, colour, fill),
        Dot(NEW, new, colour, fill),
        replace(value, x=OLD - 10, y=old, text=revision.old.label, align="right"),
        replace(value, x=NEW + 10, y=new, text=revision.new.label),
    ]


def draw_change(revision: Revised, middle: float, language: Language) -> list[Word]:
    """The change at the right, and a word where it is in doubt."""
    change = say_change(revision)[language]
    if not revision.doubtful:
        return [Word(CARD - 4, middle, change, INK, SIZE, 600, "right")]
    return [
        Word(CARD - 4, middle - LEADING / 2, change, MUTED, SIZE, 400, "right"),
        Word(CARD - 4, middle + LEADING / 2, DOUBTFUL[language], MUTED, SMALL, 400, "right"),
    ]


def say_change(revision: Revised) -> Text:
    """×15, +63.9%, points for a percentage, the difference where there is nothing to divide by."""
    old, new = revision.old.value, revision.new.value
    if old == new:
        return UNCHANGED
    if revision.unit.en.startswith("%"):
        return Text(*(f"{signed(new - old)}{POINTS[language]}" for language in ("zh", "en")))
    if old <= 0 or new < 0:
        text = signed(new - old)
    elif new / old >= TIMES:
        text = f"×{plain(one_digit(new / old))}"
    else:
        text = f"{signed(one_digit((new / old - 1) * 100))}%"
    return Text(text, text)
