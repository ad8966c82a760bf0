"""Progress: the whole path on the example with actual values, and what is due on the real data."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.check import find_problems
from plans.derive import Register, register
from plans.derive_progress import Progress, count_states, derive_progress, list_overdue
from plans.derive_targets import derive_targets
from plans.load import read_catalog
from plans.model import Catalog, Package
from plans.report import as_summary

Item = TypeVar("Item")
TODAY = date(2026, 11, 22)
OLD, NEW = "yunxi-2023-2027", "yunxi-2026-2028"
# Target, base, actual, share of the way, expected share, pace, status.
EXPECTED = """\
yunxi-2023-2027.business-entities.2025 due · · · · · ·
yunxi-2023-2027.contract-registration-time.2025 reported 2022=5 2025=3 100.0 · · met
yunxi-2023-2027.emerging-industries-share.2025 reported 2022=30 2025=34 80.0 · · met
yunxi-2023-2027.high-tech-enterprises.2025 reported 2022=40 2025=58 90.0 · · nearly
yunxi-2023-2027.high-tech-enterprises.2027 not-due 2022=40 2025=58 36.0 60.0 behind ·
yunxi-2023-2027.incubators.2025 reported · 2025=8 · · · missed
yunxi-2023-2027.maker-spaces.2025 reported 2022=2 2025=3 25.0 · · lagging
yunxi-2023-2027.national-key-laboratories.2025 reported · 2025= · · · ·
yunxi-2023-2027.rd-intensity.2025 reported 2022=1.3 2025=2.1 114.3 · · met
yunxi-2023-2027.rd-intensity.2027 not-due 2022=1.3 2025=2.1 66.7 60.0 on-pace ·
yunxi-2023-2027.rd-spending-growth.2023/2027 not-due · · · · · ·
yunxi-2023-2027.scientific-literacy.2025 reported 2022=12 2025=11.5 -16.7 · · backward
yunxi-2023-2027.technology-contract-value.2025 reported 2022=2 2025=5 100.0 · · nearly
yunxi-2023-2027.technology-enterprises-cultivated.yunxi-chengdong-subdistrict.2025 reported · 2025=7 · · · met
yunxi-2023-2027.technology-enterprises-cultivated.yunxi-hekou-town.2025 due · · · · · ·
yunxi-2023-2027.technology-enterprises.2025 reported 2022=300 2025=440 70.0 · · advancing
yunxi-2026-2028.business-entities.2028 not-due 2025=1.3 · · · · ·
yunxi-2026-2028.high-tech-enterprises.2028 not-due 2025=58 · · · · ·
"""


@pytest.fixture(scope="module")
def found(progress_catalog: Catalog) -> Register:
    return register(progress_catalog)


@pytest.fixture(scope="module")
def real(repository: Path) -> tuple[Progress, ...]:
    return progress_on(register(read_catalog(repository)), TODAY)


def progress_on(found: Register, today: date) -> tuple[Progress, ...]:
    return derive_progress(found, derive_targets(found), today)


def show(row: Progress) -> str:
    """A row in a line, `·` where a cell is empty."""
    base, actual = (
        f"{period}={'' if value is None else value}" if period else ""
        for period, value in ((row.base_period, row.base_value), (row.actual_period, row.actual_value))
    )
    cells = (row.target, row.state, base, actual, row.covered, row.expected, row.pace, row.status)
    return " ".join("·" if cell in (None, "") else str(cell) for cell in cells)


def of(rows: Sequence[Progress], target: str) -> Progress:
    return next(row for row in rows if row.target == target)


def edit_plan(catalog: Catalog, name: str, table: str, line: int, **cells: str) -> Catalog:
    """The catalog with some cells of one row changed."""

    def edit(plan: Package) -> Package:
        rows = tuple(
            replace(row, cells={**row.cells, **cells}) if row.line == line else row
            for row in plan.rows(table)
        )
        return replace(plan, tables={**plan.tables, table: replace(plan.tables[table], rows=rows)})

    plans = tuple(edit(plan) if plan.name == name else plan for plan in catalog.plans)
    return replace(catalog, plans=plans)


def line_of(catalog: Catalog, name: str, passage: str) -> int:
    """The line of the figure that a passage of a plan proves."""
    plan = next(plan for plan in catalog.plans if plan.name == name)
    return next(row.line for row in plan.rows("values") if row["passage"] == passage)


def test_the_example_passes_the_check(progress_catalog: Catalog) -> None:
    assert as_summary(find_problems(progress_catalog), "en") == "All checks passed.\n"


def test_every_status(found: Register) -> None:
    rows = progress_on(found, TODAY)

    assert "".join(f"{show(row)}\n" for row in rows) == EXPECTED


def test_a_row_in_full(found: Register) -> None:
    row = of(progress_on(found, TODAY), f"{OLD}.high-tech-enterprises.2025")

    assert row == Progress(
        target=f"{OLD}.high-tech-enterprises.2025",
        plan=OLD,
        indicator="high-tech-enterprises",
        concept="high-tech-enterprises",
        area="yunxi",
        organization="",
        period="2025",
        due=date(2025, 12, 31),
        state="reported",
        days_overdue=None,
        base_period="2022",
        base_value=Decimal(40),
        actual_period="2025",
        actual_value=Decimal(58),
        covered=Decimal("90.0"),
        expected=None,
        pace="",
        status="nearly",
        passages=f"{OLD}.goals-2025-high-tech {OLD}.base-high-tech {NEW}.base-high-tech",
    )


def test_schema_has_the_columns(progress_catalog: Catalog) -> None:
    schema = progress_catalog.schemas["derived/progress"]

    assert [field["name"] for field in schema["fields"]] == [field.name for field in fields(Progress)]


@pytest.mark.parametrize(
    ("today", "expected"),
    [(date(2025, 12, 31), ("not-due", None, "", "")), (date(2026, 1, 1), ("reported", None, "", "nearly"))],
)
def test_no_status_before_the_year_is_over(
    found: Register, today: date, expected: tuple[str, int | None, str, str]
) -> None:
    row = of(progress_on(found, today), f"{OLD}.high-tech-enterprises.2025")

    assert (row.state, row.days_overdue, row.pace, row.status) == expected


@pytest.mark.parametrize(
    ("today", "state", "days"),
    [(date(2025, 12, 31), "not-due", None), (date(2026, 1, 1), "due", 1), (date(2027, 12, 31), "due", 730)],
)
def test_days_overdue(found: Register, today: date, state: str, days: int | None) -> None:
    row = of(progress_on(found, today), f"{OLD}.business-entities.2025")

    assert (row.state, row.days_overdue) == (state, days)


@pytest.mark.parametrize(
    ("passage", "cells", "expected"),
    [
        (
            "report-2025-technology",
            {"value": "", "comparator": "", "unit": "", "wording": "/"},
            "due 2022=300 · · · · ·",
        ),
        (
            "report-2025-technology",
            {"value": "", "comparator": "", "unit": "", "wording": "有所增长"},
            "reported 2022=300 2025= · · · ·",
        ),
        ("report-2025-technology", {"unit": "个"}, "reported 2022=300 2025= · · · ·"),
        ("report-2025-technology", {"period": "2024"}, "due 2022=300 2024=440 70.0 66.7 on-pace ·"),
        ("report-2025-technology", {"period": "2021"}, "due 2022=300 · · · · ·"),
        ("report-2025-technology", {"organization": "yunxi-hekou-town"}, "due 2022=300 · · · · ·"),
        ("base-technology", {"value": "0"}, "reported 2022=0 2025=440 88.0 · · advancing"),
        ("base-technology", {"value": "500"}, "reported 2022=500 2025=440 · · · backward"),
        ("base-technology", {"period": "2021"}, "reported 2021=300 2025=440 70.0 · · advancing"),
        (
            "base-technology",
            {"passage": "report-2025-technology"},
            "reported 2022=300 2025=440 70.0 · · advancing",
        ),
        ("base-technology", {"unit": "个"}, "reported · 2025=440 · · · missed"),
    ],
)
def test_other_actuals(progress_catalog: Catalog, passage: str, cells: dict[str, str], expected: str) -> None:
    line = line_of(progress_catalog, OLD, passage)
    found = register(edit_plan(progress_catalog, OLD, "values", line, **cells))

    row = of(progress_on(found, TODAY), f"{OLD}.technology-enterprises.2025")

    assert show(row) == f"{row.target} {expected}"


@pytest.mark.parametrize("match", ["close", "broad", "narrow", "related"])
def test_only_exact_matches_report_for_another_plan(progress_catalog: Catalog, match: str) -> None:
    found = register(edit_plan(progress_catalog, NEW, "indicators", 2, match=match))

    row = of(progress_on(found, TODAY), f"{OLD}.high-tech-enterprises.2025")

    assert (row.actual_value, row.status) == (Decimal(57), "advancing")


def test_a_report_needs_its_date(progress_catalog: Catalog) -> None:
    plans = []
    for plan in progress_catalog.plans:
        sources = [
            {key: value for key, value in source.items() if key != "version"}
            for source in plan.descriptor["sources"]
        ]
        plans.append(replace(plan, descriptor={**plan.descriptor, "sources": sources}))

    problems = find_problems(replace(progress_catalog, plans=tuple(plans)), [OLD])

    shown = Counter((problem.rule, problem.file, problem.found) for problem in problems)
    assert {key: count for key, count in shown.items() if key[0] != "D016"} == {
        ("P009", "values.csv", "2025"): 11
    }
    assert "version" in next(problem for problem in problems if problem.rule == "P009").remedy.en


@settings(max_examples=10)
@given(st.randoms(use_true_random=False))
def test_order_changes_nothing(progress_catalog: Catalog, random: Random) -> None:
    def shuffle(items: Sequence[Item]) -> tuple[Item, ...]:
        return tuple(random.sample(items, len(items)))

    plans = tuple(
        replace(
            plan,
            tables={
                name: replace(table, rows=shuffle(table.rows)) if name != "indicators" else table
                for name, table in plan.tables.items()
            },
        )
        for plan in shuffle(progress_catalog.plans)
    )

    rows = progress_on(register(replace(progress_catalog, plans=plans)), TODAY)

    assert [show(row) for row in rows] == EXPECTED.splitlines()


def test_what_is_due_on_the_real_data(real: tuple[Progress, ...]) -> None:
    whole = [row for row in real if not row.organization]

    assert count_states(whole, "plan") == {
        "chongqing-districts-2025": Counter(due=5),
        "jiulongpo-2022-2025": Counter(due=21),
        "kaizhou-2023-2027": Counter({"due": 8, "not-due": 18}),
        "kaizhou-2025-2027": Counter({"due": 14, "not-due": 31}),
        "liangping-2021-2025": Counter(due=73),
    }
    assert Counter(row.state for row in real if row.organization) == {"due": 135, "not-due": 90}


def test_the_longest_overdue_come_first(real: tuple[Progress, ...]) -> None:
    overdue = list_overdue(real)

    days = [row.days_overdue or 0 for row in overdue]
    assert Counter(days) == {1057: 47, 691: 47, 326: 162}
    assert days == sorted(days, reverse=True)
