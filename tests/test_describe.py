"""Text alternatives: a chart's figures as sentences in both languages."""

from decimal import Decimal

import pytest

from plans.describe import describe_allocation, describe_path
from plans.draw import Cell, Point
from plans.model import Text

ENTERPRISES, PERCENT = Text("家", "enterprises"), Text("%", "%")
HANFENG, WENFENG = Text("汉丰街道", "Hanfeng Subdistrict"), Text("文峰街道", "Wenfeng Subdistrict")
YUNFENG, ZHENDONG = Text("云枫街道", "Yunfeng Subdistrict"), Text("镇东街道", "Zhendong Subdistrict")
SHARES = {HANFENG: 21, WENFENG: 13, YUNFENG: 15, ZHENDONG: 2}
CELLS = [Cell(unit, "2023", Decimal(share)) for unit, share in SHARES.items()]


def test_a_path_is_a_sentence_in_the_order_of_years() -> None:
    points = [
        Point(2027, Decimal(160), "gt", "target"),
        Point(2025, Decimal(130), "ge", "target"),
        Point(2026, Decimal(145), "eq", "target"),
        Point(2022, Decimal(65), "eq", "actual"),
    ]
    assert describe_path(points, ENTERPRISES) == Text(
        "2022 年实际值 65 家，2025 年目标值不低于 130 家，2026 年目标值 145 家，2027 年目标值超过 160 家。",
        "65 in 2022 (actual), at least 130 in 2025 (target), 145 in 2026 (target), "
        "more than 160 in 2027 (target) (unit: enterprises).",
    )


@pytest.mark.parametrize(
    ("comparator", "chinese", "english"),
    [
        ("eq", "2025 年目标值 2.40%。", "2.40 in 2025 (target) (unit: %)."),
        ("ge", "2025 年目标值不低于 2.40%。", "at least 2.40 in 2025 (target) (unit: %)."),
        ("gt", "2025 年目标值超过 2.40%。", "more than 2.40 in 2025 (target) (unit: %)."),
        ("approx", "2025 年目标值约 2.40%。", "about 2.40 in 2025 (target) (unit: %)."),
        ("le", "2025 年目标值不超过 2.40%。", "at most 2.40 in 2025 (target) (unit: %)."),
        ("lt", "2025 年目标值低于 2.40%。", "less than 2.40 in 2025 (target) (unit: %)."),
    ],
)
def test_comparators_are_words(comparator: str, chinese: str, english: str) -> None:
    points = [Point(2025, Decimal("2.40"), comparator, "target")]
    assert describe_path(points, PERCENT) == Text(chinese, english)


def test_a_path_without_a_unit_has_none() -> None:
    points = [Point(2025, Decimal(3), "eq", "target")]
    assert describe_path(points, Text("", "")) == Text("2025 年目标值 3。", "3 in 2025 (target).")


def test_an_allocation_states_its_totals_and_its_largest_shares() -> None:
    totals = [
        Cell(None, "2023", Decimal(51)),
        Cell(None, "2024", Decimal(40)),
        Cell(None, None, Decimal(91)),
        Cell(HANFENG, None, Decimal(40)),
        Cell(WENFENG, None, Decimal(12)),
        Cell(YUNFENG, None, Decimal(35)),
        Cell(ZHENDONG, None, Decimal(4)),
    ]
    assert describe_allocation(CELLS, totals, ENTERPRISES) == Text(
        "4 个单位；合计：2023 年 51 家，2024 年 40 家，各年 91 家；"
        "最多：汉丰街道 40 家，云枫街道 35 家，文峰街道 12 家。",
        "4 organizations; total 51 in 2023, 40 in 2024, 91 in all years; largest: Hanfeng Subdistrict 40, "
        "Yunfeng Subdistrict 35, Wenfeng Subdistrict 12 (unit: enterprises).",
    )


def test_without_totals_the_largest_shares_are_those_of_the_last_period() -> None:
    earlier = Cell(ZHENDONG, "2022", Decimal(99))
    assert describe_allocation([earlier, *CELLS], [], ENTERPRISES) == Text(
        "4 个单位；最多：汉丰街道 21 家，云枫街道 15 家，文峰街道 13 家。",
        "4 organizations; largest: Hanfeng Subdistrict 21, Yunfeng Subdistrict 15, "
        "Wenfeng Subdistrict 13 (unit: enterprises).",
    )
