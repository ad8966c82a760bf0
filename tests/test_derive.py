"""Figures: rows that state the same thing become one, and nothing is lost on the way."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive import convert, derive_figures, group, normalize
from plans.model import Package, Row, Table

UNITS = {
    unit: Row(2, {"id": unit, "base": base, "multiplier": multiplier})
    for unit, base, multiplier in [
        ("家", "家", "1"),
        ("万家", "家", "10000"),
        ("%", "%", "1"),
        ("百分点", "百分点", "1"),
    ]
}
FIELDS = (
    "indicator",
    "area",
    "organization",
    "period",
    "kind",
    "comparator",
    "value",
    "unit",
    "wording",
    "passage",
)


def plan_of(*cells: str) -> Package:
    """A plan whose `values.csv` has these rows: comparator, value and unit, separated by spaces."""
    rows = []
    for line, cell in enumerate(cells, 2):
        comparator, value, unit = cell.split(" ")
        values = ("a", "", "", "2025", "target", comparator, value, unit, cell, f"p{line}")
        rows.append(Row(line, dict(zip(FIELDS, values, strict=True))))
    return Package("plan", {}, {"values": Table("values", FIELDS, tuple(rows))}, {}, {})


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["eq 130 家"], [("eq 130 家", True)]),
        (["eq 130 家", "ge 130 家"], [("ge 130 家", True)]),
        (["ge 130 家", "gt 130 家"], [("ge 130 家", True)]),
        (["eq 130 家", "ge 140 家"], [("eq 130 家", False)]),
        (["eq 45000 家", "approx 4.5 万家"], [("approx 4.5 万家", True)]),
        (["eq 2 %", "eq 0.3 百分点"], [("eq 2 %", True), ("eq 0.3 百分点", True)]),
        (["eq 145 家", "  "], [("eq 145 家", True), ("  ", True)]),
    ],
)
def test_rows_of_one_figure(cells: list[str], expected: list[tuple[str, bool]]) -> None:
    figures = derive_figures(plan_of(*cells), UNITS)

    assert [(figure.chosen["wording"], figure.agrees) for figure in figures] == expected


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        ("4.5", "万家", (Decimal(45000), "家")),
        ("2.0", "%", (Decimal("2.0"), "%")),
        ("7", "座", (Decimal(7), "座")),
        ("", "", (None, "")),
    ],
)
def test_base_unit(value: str, unit: str, expected: tuple[Decimal | None, str]) -> None:
    assert normalize(Row(2, {"value": value, "unit": unit}), UNITS) == expected


@pytest.mark.parametrize(
    ("value", "unit", "target", "expected"),
    [
        ("4.5", "万家", "家", Decimal(45000)),
        ("300", "家", "万家", Decimal("0.03")),
        ("5", "座", "座", Decimal(5)),
        ("0.3", "百分点", "%", None),
        ("", "", "家", None),
    ],
)
def test_other_unit(value: str, unit: str, target: str, expected: Decimal | None) -> None:
    assert convert(Row(2, {"value": value, "unit": unit}), target, UNITS) == expected


CELLS = st.lists(
    st.builds(
        "{} {} {}".format,
        st.sampled_from(["eq", "ge"]),
        st.integers(0, 3),
        st.sampled_from([*UNITS]),
    )
)


@given(CELLS)
def test_no_row_is_lost(cells: list[str]) -> None:
    plan = plan_of(*cells)

    figures = derive_figures(plan, UNITS)

    assert Counter(row.line for figure in figures for row in figure.rows) == Counter(range(2, 2 + len(cells)))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers())))
def test_group_keeps_every_item_in_order(pairs: list[tuple[str, int]]) -> None:
    assert group(pairs) == {key: tuple(item for other, item in pairs if other == key) for key, _ in pairs}
