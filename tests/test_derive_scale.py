"""The scale of progress: every step on small cases computed by hand, and the laws that it must keep."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive_scale import (
    HIGHER,
    LOWER,
    SCALE,
    TOLERANCE,
    UNGRADED,
    UNKNOWN,
    Promise,
    find_direction,
    find_pace,
    find_status,
    is_met,
    share_covered,
    share_expected,
)

STEPS = (*SCALE, UNGRADED)


def number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


@pytest.mark.parametrize(
    ("comparator", "value", "base", "concept", "expected"),
    [
        ("ge", "3", "5", "decrease", HIGHER),
        ("gt", "3", "", "", HIGHER),
        ("le", "3", "5", "increase", LOWER),
        ("lt", "3", "", "", LOWER),
        ("eq", "60", "40", "", HIGHER),
        ("eq", "40", "60", "increase", LOWER),
        ("approx", "40", "40", "decrease", LOWER),
        ("eq", "60", "", "increase", HIGHER),
        ("eq", "60", "", "none", UNKNOWN),
        ("eq", "60", "60", "", UNKNOWN),
    ],
)
def test_direction(comparator: str, value: str, base: str, concept: str, expected: int) -> None:
    assert find_direction(comparator, Decimal(value), number(base), concept) == expected


@pytest.mark.parametrize(
    ("promise", "actual", "comparator", "expected"),
    [
        (("ge", HIGHER), "130", "eq", True),
        (("ge", HIGHER), "129.9", "eq", False),
        (("gt", HIGHER), "130", "eq", False),
        (("gt", HIGHER), "130", "ge", False),
        (("gt", HIGHER), "130", "gt", True),
        (("gt", HIGHER), "131", "eq", True),
        (("eq", HIGHER), "130", "eq", True),
        (("eq", HIGHER), "130", "lt", False),
        (("eq", HIGHER), "200", "eq", True),
        (("eq", LOWER), "131", "eq", False),
        (("le", LOWER), "130", "eq", True),
        (("le", LOWER), "130", "gt", False),
        (("lt", LOWER), "130", "eq", False),
        (("lt", LOWER), "130", "lt", True),
        (("approx", HIGHER), "123.5", "eq", True),
        (("approx", HIGHER), "123.4", "eq", False),
        (("approx", LOWER), "136.5", "eq", True),
        (("approx", LOWER), "136.6", "eq", False),
        (("approx", UNKNOWN), "136.5", "eq", True),
        (("eq", UNKNOWN), "130", "eq", True),
        (("eq", UNKNOWN), "131", "eq", None),
    ],
)
def test_promise_kept(promise: tuple[str, int], actual: str, comparator: str, expected: bool | None) -> None:
    asked = Promise(promise[0], Decimal(130), None, promise[1])

    assert is_met(asked, Decimal(actual), comparator) is expected


@pytest.mark.parametrize(
    ("value", "base", "direction", "actual", "expected"),
    [
        ("60", "40", HIGHER, "58", "90.0"),
        ("60", "40", HIGHER, "70", "150.0"),
        ("60", "40", HIGHER, "30", "-50.0"),
        ("60", "0", HIGHER, "45", "75.0"),
        ("3", "5", LOWER, "4", "50.0"),
        ("3", "0", HIGHER, "0.0005", "0.0"),
        ("30", "0", HIGHER, "-0.001", "0.0"),
        ("8", "0", HIGHER, "0.5", "6.3"),
        ("60", "", HIGHER, "58", "None"),
        ("60", "60", HIGHER, "58", "None"),
        ("60", "60", UNKNOWN, "58", "None"),
        ("60", "70", HIGHER, "65", "None"),
    ],
)
def test_share_of_the_way(value: str, base: str, direction: int, actual: str, expected: str) -> None:
    promise = Promise("eq", Decimal(value), number(base), direction)

    assert str(share_covered(promise, Decimal(actual))) == expected


@pytest.mark.parametrize(
    ("comparator", "base", "actual", "expected"),
    [
        ("ge", "40", "60", "met"),
        ("ge", "40", "80", "met"),
        ("gt", "40", "60", "nearly"),
        ("ge", "40", "58", "nearly"),
        ("ge", "40", "57.99", "nearly"),
        ("ge", "40", "57.98", "advancing"),
        ("ge", "40", "52", "advancing"),
        ("ge", "40", "51.9", "lagging"),
        ("ge", "40", "40", "lagging"),
        ("ge", "40", "39", "backward"),
        ("ge", "", "59", "missed"),
        ("gt", "60", "60", "lagging"),
        ("ge", "60", "59", "backward"),
        ("ge", "70", "65", "met"),
        ("ge", "70", "59", "backward"),
    ],
)
def test_status(comparator: str, base: str, actual: str, expected: str) -> None:
    promise = Promise(comparator, Decimal(60), number(base), HIGHER)

    assert find_status(promise, Decimal(actual), is_met(promise, Decimal(actual))) == expected


def test_no_status_where_nothing_says_which_side_is_better() -> None:
    assert find_status(Promise("eq", Decimal(60), None, UNKNOWN), Decimal(61), None) == ""


@pytest.mark.parametrize(
    ("years", "expected"),
    [((2022, 2025, 2027), "60.0"), ((2022, 2023, 2025), "33.3"), ((2020, 2024, 2025), "80.0")],
)
def test_even_pace(years: tuple[int, int, int], expected: str) -> None:
    assert share_expected(*years) == Decimal(expected)


@pytest.mark.parametrize(
    ("met", "covered", "expected", "pace"),
    [
        (False, "60.0", "60.0", "on-pace"),
        (False, "59.9", "60.0", "behind"),
        (True, "", "", "on-pace"),
        (False, "", "", ""),
        (None, "59.9", "", ""),
    ],
)
def test_pace(met: bool | None, covered: str, expected: str, pace: str) -> None:
    assert find_pace(met, number(covered), number(expected)) == pace


NUMBERS = st.decimals(-1000, 1000, places=2)


@given(
    NUMBERS,
    NUMBERS,
    NUMBERS,
    st.integers(1, 10**9),
    st.sampled_from(["ge", "gt", "eq", "approx", "le", "lt"]),
)
def test_another_unit_changes_nothing(
    value: Decimal, base: Decimal, actual: Decimal, factor: int, comparator: str
) -> None:
    def judge(scale: int) -> tuple[Decimal | None, str]:
        amounts = value * scale, base * scale
        promise = Promise(comparator, *amounts, find_direction(comparator, *amounts, "increase"))
        return share_covered(promise, actual * scale), find_status(
            promise, actual * scale, is_met(promise, actual * scale)
        )

    assert judge(1) == judge(factor)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_less_is_the_mirror_of_more(value: Decimal, base: Decimal, actual: Decimal) -> None:
    more, less = Promise("ge", value, base, HIGHER), Promise("le", -value, -base, LOWER)

    assert (share_covered(more, actual), is_met(more, actual)) == (
        share_covered(less, -actual),
        is_met(less, -actual),
    )


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.status)
def test_colours_are_readable_on_white(step: object) -> None:
    assert 1.05 / (luminance(step.colour) + 0.05) >= 4.5  # type: ignore[attr-defined]


@pytest.mark.parametrize("field", ["status", "colour", "shape", "mark", "word", "rule"])
def test_steps_differ_in_more_than_colour(field: str) -> None:
    assert len({getattr(step, field) for step in STEPS}) == len(STEPS) == 6


def test_published_description_states_the_scale(repository: Path) -> None:
    schema = json.loads((repository / "schemas/derived/progress.json").read_text("utf-8"))
    field = next(field for field in schema["fields"] if field["name"] == "status")

    shown = [f"{step.status} ≥ {step.threshold}" for step in SCALE if step.threshold is not None]
    assert field["constraints"]["enum"] == [step.status for step in STEPS]
    assert [
        words for words in [*shown, f"{TOLERANCE * 100:.0f} %"] if words not in field["description_en"]
    ] == []
