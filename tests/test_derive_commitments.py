"""Commitments: who answers for what, in the examples and on the real data."""

from collections import Counter
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path

import pytest

from plans.derive import Register, register
from plans.derive_commitments import (
    Commitment,
    Gaps,
    by_area,
    by_organization,
    derive_commitments,
    find_gaps,
    progress_of_organizations,
    task_matrix,
)
from plans.derive_progress import derive_progress
from plans.derive_targets import derive_targets
from plans.load import read_catalog
from plans.model import Catalog

BUREAU, COMMISSION = "yunxi-science-technology-bureau", "yunxi-economy-information-commission"
TOWNSHIPS, CHENGDONG, HEKOU = "yunxi-townships", "yunxi-chengdong-subdistrict", "yunxi-hekou-town"
OLD = "yunxi-2023-2027"


@pytest.fixture(scope="module")
def progress_register(progress_catalog: Catalog) -> Register:
    return register(progress_catalog)


@pytest.fixture(scope="module")
def real(repository: Path) -> Register:
    return register(read_catalog(repository))


def commitments_of(found: Register) -> tuple[Commitment, ...]:
    return derive_commitments(found, derive_targets(found))


def show(row: Commitment) -> str:
    """Organization, kind, subject, period, role and how many share it; `·` where a cell is empty."""
    cells = (row.organization, row.kind, row.subject, row.period, row.role, str(row.joint))
    return " ".join(cell or "·" for cell in cells)


def test_tasks_and_shares(progress_register: Register) -> None:
    assert [show(row) for row in commitments_of(progress_register)] == [
        f"{CHENGDONG} share technology-enterprises-cultivated 2025 responsible 1",
        f"{COMMISSION} task task-1 · responsible 3",
        f"{HEKOU} share technology-enterprises-cultivated 2025 · 1",
        f"{BUREAU} task task-1 · lead 3",
        f"{TOWNSHIPS} task task-1 · responsible 3",
    ]


def test_rows_in_full(progress_register: Register) -> None:
    share, task, *_ = commitments_of(progress_register)

    assert share == Commitment(
        organization=CHENGDONG,
        area="yunxi",
        plan=OLD,
        kind="share",
        subject="technology-enterprises-cultivated",
        target=f"{OLD}.technology-enterprises-cultivated.{CHENGDONG}.2025",
        title="科技型企业培育数",
        title_en="Technology enterprises cultivated in the year",
        role="responsible",
        joint=1,
        period="2025",
        comparator="eq",
        value=Decimal(6),
        unit="家",
        due=date(2025, 12, 31),
        passages=f"{OLD}.annex-1",
    )
    assert task == Commitment(
        organization=COMMISSION,
        area="yunxi",
        plan=OLD,
        kind="task",
        subject="task-1",
        target="",
        title="培育科技型企业",
        title_en="Cultivate technology enterprises",
        role="responsible",
        joint=3,
        period="",
        comparator="",
        value=None,
        unit="",
        due=None,
        passages=f"{OLD}.task-1-owners {OLD}.task-1",
    )


def test_owners_of_an_indicator_answer_for_each_of_its_years(example_root: Path) -> None:
    rows = commitments_of(register(read_catalog(example_root)))

    found = [
        show(row) for row in rows if row.subject == "high-tech-enterprises" and row.organization == COMMISSION
    ]
    assert found == [
        f"{COMMISSION} indicator high-tech-enterprises {year} responsible 2" for year in (2025, 2026, 2027)
    ]


def test_a_zone_has_no_owner_unless_named(example_root: Path) -> None:
    rows = commitments_of(register(read_catalog(example_root)))

    assert {row.area for row in rows} == {"yunxi"}


def test_groups(progress_register: Register) -> None:
    rows = commitments_of(progress_register)

    assert {key: len(found) for key, found in by_organization(rows).items()} == {
        CHENGDONG: 1,
        COMMISSION: 1,
        HEKOU: 1,
        BUREAU: 1,
        TOWNSHIPS: 1,
    }
    assert by_area(rows) == {"yunxi": rows}


def test_where_targets_of_an_organization_stand(progress_register: Register) -> None:
    targets = derive_targets(progress_register)
    progress = derive_progress(progress_register, targets, date(2026, 11, 22))

    found = progress_of_organizations(derive_commitments(progress_register, targets), progress)

    states = {key: [(row.state, row.status) for row in rows] for key, rows in found.items()}
    assert states == {CHENGDONG: [("reported", "met")], HEKOU: [("due", "")]}


def test_matrix(progress_register: Register) -> None:
    matrix = task_matrix(progress_register.plans[OLD])

    assert [row["id"] for row in matrix.tasks] == ["task-1", "task-2"]
    assert matrix.organizations == (BUREAU, COMMISSION, TOWNSHIPS)
    assert matrix.roles == {
        ("task-1", BUREAU): "lead",
        ("task-1", COMMISSION): "responsible",
        ("task-1", TOWNSHIPS): "responsible",
    }


def test_gaps(progress_register: Register) -> None:
    plan = progress_register.plans[OLD]

    assert find_gaps(plan, progress_register, commitments_of(progress_register)) == Gaps(
        plan=OLD, shares_only=(), collective=(CHENGDONG, HEKOU), tasks_only=(COMMISSION, BUREAU)
    )


def test_gaps_without_a_collective_name(progress_register: Register) -> None:
    rows = [row for row in commitments_of(progress_register) if row.organization != TOWNSHIPS]

    assert find_gaps(progress_register.plans[OLD], progress_register, rows) == Gaps(
        plan=OLD, shares_only=(CHENGDONG, HEKOU), collective=(), tasks_only=(COMMISSION, BUREAU)
    )


def test_plans_without_shares_have_no_gaps(progress_register: Register) -> None:
    plan = progress_register.plans["yunxi-2026-2028"]

    found = find_gaps(plan, progress_register, commitments_of(progress_register))

    assert found == Gaps("yunxi-2026-2028", (), (), ())


def test_order_of_plans_changes_nothing(progress_catalog: Catalog) -> None:
    results = [
        commitments_of(register(replace(progress_catalog, plans=plans)))
        for plans in permutations(progress_catalog.plans)
    ]

    assert all(result == results[0] for result in results)


def test_schema_has_the_columns(progress_catalog: Catalog) -> None:
    schema = progress_catalog.schemas["derived/commitments"]

    assert [field["name"] for field in schema["fields"]] == [field.name for field in fields(Commitment)]


def test_no_duty_of_the_real_plans_is_lost(real: Register) -> None:
    rows = commitments_of(real)

    duties = {
        (name, row["organization"], row["task"] or row["indicator"])
        for name, plan in real.plans.items()
        for row in plan.rows("responsibilities")
    }
    assert {(row.plan, row.organization, row.subject) for row in rows} >= duties
    shares = {target.id for target in derive_targets(real) if target.organization}
    assert {row.target for row in rows if row.kind == "share"} == shares


def test_what_the_real_plans_assign(real: Register) -> None:
    counts = Counter((row.plan, row.kind) for row in commitments_of(real))

    assert counts == {
        ("chongqing-districts-2025", "task"): 4,
        ("jiulongpo-2022-2025", "task"): 1,
        ("kaizhou-2023-2027", "share"): 225,
        ("kaizhou-2023-2027", "task"): 70,
        ("kaizhou-2025-2027", "indicator"): 78,
        ("kaizhou-2025-2027", "task"): 54,
    }


def test_townships_have_shares_and_only_a_collective_task(real: Register) -> None:
    gaps = find_gaps(real.plans["kaizhou-2023-2027"], real, commitments_of(real))

    kinds = Counter(real.organizations[id_]["kind"] for id_ in gaps.collective)
    assert (gaps.shares_only, kinds) == ((), {"township": 32, "subdistrict": 8})
    assert "kaizhou-townships-subdistricts" not in gaps.tasks_only


def test_tasks_that_nobody_answers_for(real: Register) -> None:
    matrices = {name: task_matrix(plan) for name, plan in real.plans.items()}

    without = {
        name: sum(all(row["id"] != task for task, _ in matrix.roles) for row in matrix.tasks)
        for name, matrix in matrices.items()
    }
    assert without == {
        "chongqing-districts-2025": 20,
        "jiulongpo-2022-2025": 18,
        "kaizhou-2023-2027": 0,
        "kaizhou-2025-2027": 2,
        "liangping-2021-2025": 36,
    }
