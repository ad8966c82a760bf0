"""Targets: one row per indicator, area, organization and period, from all its statements."""

from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest

from plans.derive import Register, register
from plans.derive_rounding import round_half_up, trim_zeros
from plans.derive_targets import derive_targets
from plans.load import read_catalog

RegisterOf = Callable[..., Register]
FIRMS = {"firms": "firms exact stock"}
CATALOG = read_catalog(Path(__file__).parents[1])


def test_a_target_says_what_is_promised_and_where_it_stands(register_of: RegisterOf) -> None:
    found = register_of(
        {"plan": ({}, ["firms 2025 target eq 0.50 万家", "firms 2025 target ge 5000 家"])}, FIRMS
    )

    assert [asdict(target) for target in derive_targets(found)] == [
        {
            "id": "plan.firms.2025",
            "plan": "plan",
            "indicator": "firms",
            "name": "指标 firms",
            "name_en": "indicator firms",
            "concept": "firms",
            "match": "exact",
            "measure": "stock",
            "area": "home",
            "area_code": "500101",
            "organization": "",
            "period": "2025",
            "comparator": "ge",
            "value": Decimal(5000),
            "unit": "家",
            "normalized_value": Decimal(5000),
            "base_unit": "家",
            "wording": "ge 5000 家",
            "agreement": "qualifier",
            "passages": "plan.p2 plan.p1",
        }
    ]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (["eq 130 家"], ("eq 130 家", "same", "p1")),
        (["eq 130 家", "eq 130 家"], ("eq 130 家", "same", "p1 p2")),
        (["eq 13000 家", "eq 1.3 万家"], ("eq 13000 家", "same", "p1 p2")),
        (["eq 35 %", "approx 35 %"], ("approx 35 %", "qualifier", "p2 p1")),
        (["gt 35 %", "ge 35 %"], ("gt 35 %", "qualifier", "p1 p2")),
        (["eq 130 家", "ge 140 家"], ("eq 130 家", "value", "p1 p2")),
        (["eq 130 家", "ge 140 家", "gt 130 家"], ("gt 130 家", "value", "p3 p1 p2")),
        (["居前列", "eq 145 家"], ("eq 145 家", "qualifier", "p2 p1")),
        (["eq 5 %", "eq 5 家"], ("eq 5 %", "value", "p1 p2")),
        (["居前列"], ("居前列", "same", "p1")),
        (["居前列", "居前列"], ("居前列", "same", "p1 p2")),
        (["居前列", "零的突破"], ("居前列", "qualifier", "p1 p2")),
    ],
)
def test_one_target_from_all_statements(
    register_of: RegisterOf, figures: list[str], expected: tuple[str, str, str]
) -> None:
    rows = [f"firms 2025 target {figure}" for figure in figures]

    (target,) = derive_targets(register_of({"plan": ({}, rows)}, FIRMS))

    assert (target.wording, target.agreement, target.passages.replace("plan.", "")) == expected


def test_words_have_no_number(register_of: RegisterOf) -> None:
    (target,) = derive_targets(register_of({"plan": ({}, ["firms 2025 target 居前列"])}, FIRMS))

    shown = (target.comparator, target.value, target.unit, target.normalized_value, target.base_unit)
    assert shown == ("", None, "", None, "")


def test_ids_name_plan_indicator_zone_organization_and_period(register_of: RegisterOf) -> None:
    rows = [
        "firms 2025 target eq 9 家",
        "firms@zone 2025 target eq 8 家",
        "firms/bureau 2025 target eq 7 家",
        "firms 2023/2027 target 双倍增",
        "firms 2020 actual eq 5 家",
        "firms 2020/2025 change eq 4 家",
    ]

    targets = derive_targets(register_of({"plan": ({}, rows)}, FIRMS))

    assert [(target.id, target.area, target.area_code, target.organization) for target in targets] == [
        ("plan.firms.2023/2027", "home", "500101", ""),
        ("plan.firms.2025", "home", "500101", ""),
        ("plan.firms.bureau.2025", "home", "500101", "bureau"),
        ("plan.firms.zone.2025", "zone", "", ""),
    ]


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        ("0.125", 2, "0.13"),
        ("-0.125", 2, "-0.13"),
        ("2.675", 1, "2.7"),
        ("5", 2, "5.00"),
        ("-0.04", 1, "0.0"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, digits: int, expected: str) -> None:
    assert str(round_half_up(Decimal(value), digits)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("45000.0", "45000"), ("2.50", "2.5"), ("0.0300", "0.03"), ("2E+8", "200000000"), ("0.0", "0")],
)
def test_numbers_end_without_zeros_and_exponents(value: str, expected: str) -> None:
    assert str(trim_zeros(Decimal(value))) == expected


def test_every_target_of_the_repository_is_derived_once() -> None:
    keys = {
        (plan.name, *(row[field] for field in ("indicator", "area", "organization", "period")))
        for plan in CATALOG.plans
        for row in plan.rows("values")
        if row["kind"] == "target"
    }

    ids = Counter(target.id for target in derive_targets(register(CATALOG)))

    assert (len(ids), set(ids.values())) == (len(keys), {1})


def test_liangping_qualifies_its_output_shares_in_one_place_only() -> None:
    targets = derive_targets(register(CATALOG))

    assert [
        (target.indicator, target.comparator, target.value, target.wording, target.passages)
        for target in targets
        if target.plan == "liangping-2021-2025" and target.agreement != "same"
    ] == [
        (
            "high-tech-output-share",
            "approx",
            Decimal(35),
            "35%左右",
            "liangping-2021-2025.zone-box-output-shares liangping-2021-2025.box-2-26",
        ),
        (
            "strategic-emerging-output-share",
            "ge",
            Decimal(35),
            "35%以上",
            "liangping-2021-2025.zone-box-output-shares liangping-2021-2025.box-2-25",
        ),
    ]


def test_kaizhou_ranks_three_targets_in_words_beside_their_numbers() -> None:
    targets = derive_targets(register(CATALOG))

    assert [
        (target.indicator, target.wording, target.agreement)
        for target in targets
        if "kaizhou-2025-2027.task-6-rank" in target.passages
    ] == [
        ("high-tech-enterprises", "145", "qualifier"),
        ("srdi-enterprises", "105", "qualifier"),
        ("technology-enterprises", "1200", "qualifier"),
    ]
