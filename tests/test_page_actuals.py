"""Pages of a plan with actual values: shares stay targets, what was reached stands beside them."""

from datetime import date
from pathlib import Path

import pytest

from plans.derive import Use, register
from plans.derive_results import derive_results
from plans.model import Catalog
from plans.page import Desk
from plans.page_allocation import figure_cells
from plans.page_chart import draw_shares
from plans.page_plan import base_of

OLD = "yunxi-2023-2027"
SHARE = "technology-enterprises-cultivated.yunxi-chengdong-subdistrict"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def desk(progress_catalog: Catalog, repository: Path) -> Desk:
    known = register(progress_catalog)
    return Desk(known, derive_results(known, TODAY), "en", repository / "docs/templates", TODAY)


def use_of(desk: Desk, indicator: str) -> Use:
    return next(use for use in desk.register.uses[OLD] if use.indicator["id"] == indicator)


def test_heat_map_shows_targets_only(desk: Desk) -> None:
    chart = draw_shares(use_of(desk, "technology-enterprises-cultivated"), desk)

    assert chart is not None
    assert [cell["text"] for cell in chart.spec["datasets"]["cells"]] == ["6", "3"]
    assert [cell["text"] for cell in chart.spec["datasets"]["totals"]] == ["6", "3"]


def test_an_actual_stands_below_the_target(desk: Desk) -> None:
    use = use_of(desk, "technology-enterprises-cultivated")
    figures = [figure for figure in use.figures if figure.organization == "yunxi-chengdong-subdistrict"]

    cells = figure_cells(figures, OLD, ["2025", "2026"], desk)

    assert cells == [
        f'[6](source/index.md#annex-1 "6"){{#{SHARE}.2025}}<br>'
        f'[7](source/index.md#report-2025-chengdong "7家"){{#{SHARE}.2025.actual}} <small>actual</small>',
        "",
    ]


@pytest.mark.parametrize(
    ("indicator", "unit", "expected"),
    [
        ("technology-contract-value", "亿元", "2025: 50000 10,000 yuan"),
        ("high-tech-enterprises", "家", "2025: 57"),
        ("technology-enterprises-cultivated", "家", ""),
        ("business-entities", "万家", ""),
    ],
)
def test_latest_actual(desk: Desk, indicator: str, unit: str, expected: str) -> None:
    assert base_of(use_of(desk, indicator), unit, desk) == expected
