"""Pace: how fast indicators moved and how fast their targets ask them to move go in, rows of two
points come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from plans.draw import ACCENT, INK, MUTED, Spec
from plans.draw_marks import CARD, LEADING, SIZE, SMALL, Dot, Mark, Rule, Word, draw_marks, stack, wrap
from plans.model import Language, Text
from plans.words import SIGNS

Measure = Literal["growth", "points"]

# The scale has room for a value at both sides, and for the verdict at the right.
LEFT, RIGHT, BESIDE, APART = 48, 246, 4, 3
TOP, VALUES, ROW, TICK, KEY_STEP = 46, 14, 40, 5, 160
MEASURES: Mapping[Measure, Text] = {
    "growth": Text("每年增长，%", "% per year"),
    "points": Text("每年，个百分点", "percentage points per year"),
}
ACHIEVED, REQUIRED = Text("{} 年实际", "achieved {}"), Text("{} 年目标所需", "required {}")
MORE, LESS, SAME = Text("要求更高", "asks more"), Text("要求更低", "asks less"), Text("要求持平", "the same")


@dataclass(frozen=True, slots=True)
class Spans:
    """The years over which each pace is measured: `2015–2020`."""

    achieved: str
    required: str


@dataclass(frozen=True, slots=True)
class Pace:
    """The change of an indicator in a year: as it was, and as its target requires."""

    name: Text
    achieved: Decimal
    required: Decimal
    comparator: str = "eq"


def pace_chart(paces: Sequence[Pace], measure: Measure, spans: Spans, language: Language) -> Spec | None:
    """All rows on one scale from zero, in the order given; None without any."""
    if not paces:
        return None
    marks: list[Mark] = [
        Word(2, 10, MEASURES[measure][language], MUTED, SMALL),
        Dot(8, 28, ACCENT),
        Word(18, 28, ACHIEVED[language].format(spans.achieved), MUTED, SMALL),
        Dot(8 + KEY_STEP, 28, ACCENT, ACCENT),
        Word(18 + KEY_STEP, 28, REQUIRED[language].format(spans.required), MUTED, SMALL),
    ]
    values = [float(value) for pace in paces for value in (pace.achieved, pace.required)]
    low, high = min(0.0, *values), max(0.0, *values)
    scale = (low, (RIGHT - LEFT) / ((high - low) or 1))
    top = float(TOP)
    for pace in paces:
        name = wrap(pace.name[language], CARD - 4, SIZE)
        bottom = top + len(name) * LEADING
        marks += stack(name, 2, (top + bottom) / 2, Word(0, 0, ""))
        marks += draw_pace(pace, bottom + VALUES / 2 + 1, scale)
        marks.append(Word(CARD - 2, bottom + VALUES, compare(pace)[language], INK, SMALL, 400, "right"))
        top = bottom + ROW
    marks.append(Word(LEFT - low * scale[1], top - LEADING / 2, "0", MUTED, SMALL, align="center"))
    return draw_marks(marks, CARD, top + 2)


def draw_pace(pace: Pace, top: float, scale: tuple[float, float]) -> list[Mark]:
    """Both points on a line, each value above the outer side of its point; a tick stands at zero."""
    zero, achieved, required = (
        LEFT + (float(value) - scale[0]) * scale[1] for value in (0, pace.achieved, pace.required)
    )
    texts = [(achieved, label(pace.achieved)), (required, SIGNS[pace.comparator] + label(pace.required))]
    (left, left_text), (right, right_text) = sorted(texts, key=lambda text: text[0])
    middle, between = top + VALUES, (left + right) / 2
    value = Word(0, top, "", ACCENT, SIZE, 600)
    return [
        Rule(LEFT, middle, RIGHT, middle),
        Rule(zero, middle - TICK, zero, middle + TICK, MUTED),
        Rule(achieved, middle, required, middle, ACCENT, 2.5),
        Dot(required, middle, ACCENT, ACCENT),
        Dot(achieved, middle, ACCENT),
        replace(value, x=min(left + BESIDE, between - APART), text=left_text, align="right"),
        replace(value, x=max(right - BESIDE, between + APART), text=right_text),
    ]


def label(value: Decimal) -> str:
    return f"{value:f}".replace("-", "−")


def compare(pace: Pace) -> Text:
    """In words, whether the target asks for more than was achieved."""
    if pace.required == pace.achieved:
        return SAME
    return MORE if pace.required > pace.achieved else LESS
