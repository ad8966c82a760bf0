"""Revisions: what a later plan promises otherwise, and whether the two may be compared."""

from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive import Register, register
from plans.derive_revisions import derive_revisions
from plans.load import read_catalog

RegisterOf = Callable[..., Register]
OLD, NEW = {"written_on": "2023-05-06"}, {"written_on": "2025-11-17"}
INDICATORS = {
    "firms": "firms exact stock",
    "loose": "labs close stock",
    "wide": "parks broad stock",
    "alone": "- - stock",
    "share": "share exact rate",
    "flow": "mixed exact flow",
    "stock": "mixed exact stock",
    "labs": "double exact stock",
    "labs-close": "double close stock",
}
CATALOG = read_catalog(Path(__file__).parents[1])


def test_old_and_new_stand_side_by_side(register_of: RegisterOf) -> None:
    plans = {"a": (OLD, ["firms 2027 target gt 0.05 万家"]), "b": (NEW, ["firms 2027 target ge 650 家"])}

    found = derive_revisions(register_of(plans, INDICATORS))

    assert [asdict(revision) for revision in found] == [
        {
            "id": "a.b.firms.2027",
            "concept": "firms",
            "area": "home",
            "area_code": "500101",
            "period": "2027",
            "old_target": "a.firms.2027",
            "old_plan": "a",
            "old_measure": "stock",
            "old_comparator": "gt",
            "old_value": Decimal("0.05"),
            "old_unit": "万家",
            "old_wording": "gt 0.05 万家",
            "new_target": "b.firms.2027",
            "new_plan": "b",
            "new_measure": "stock",
            "new_comparator": "ge",
            "new_value": Decimal(650),
            "new_unit": "家",
            "new_wording": "ge 650 家",
            "change": Decimal(150),
            "base_unit": "家",
            "change_percent": Decimal("30.0"),
            "direction": "raised",
            "verdict": "comparable",
            "reason": "",
            "reason_en": "",
            "old_passages": "a.p1",
            "new_passages": "b.p1",
        }
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("gt 120 家", "ge 130 家", [("raised", "10", "8.3")]),
        ("eq 3 家", "eq 2 家", [("lowered", "-1", "-33.3")]),
        ("eq 0 家", "eq 5 家", [("raised", "5", "None")]),
        ("eq 5 家", "eq 0 家", [("lowered", "-5", "-100.0")]),
        ("eq 17 %", "eq 20 %", [("raised", "3", "None")]),
        ("eq 130 家", "ge 130 家", [("tightened", "0", "0.0")]),
        ("approx 130 家", "eq 0.013 万家", [("tightened", "0", "0.0")]),
        ("gt 130 家", "ge 130 家", [("loosened", "0", "0.0")]),
        ("le 130 家", "lt 130 家", [("tightened", "0", "0.0")]),
        ("le 130 家", "ge 130 家", [("reworded", "0", "0.0")]),
        ("eq 130 家", "eq 130 家", []),
        ("eq 1.3 万家", "eq 13000 家", []),
        ("eq 130 家", "eq 130 %", []),
        ("居前列", "eq 130 家", []),
        ("居前列", "零的突破", []),
    ],
)
def test_what_became_of_a_target(
    register_of: RegisterOf, before: str, after: str, expected: list[tuple[str, str, str]]
) -> None:
    plans = {"a": (OLD, [f"firms 2027 target {before}"]), "b": (NEW, [f"firms 2027 target {after}"])}

    found = derive_revisions(register_of(plans, INDICATORS))

    assert [(one.direction, str(one.change), str(one.change_percent)) for one in found] == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("wide 2027", "wide 2027"),
        ("alone 2027", "alone 2027"),
        ("firms 2026", "firms 2027"),
        ("firms 2023/2027", "firms 2027"),
        ("firms@zone 2027", "firms 2027"),
        ("firms/bureau 2027", "firms/bureau 2027"),
        ("firms 2027", "share 2027"),
    ],
)
def test_only_the_same_promise_is_revised(register_of: RegisterOf, before: str, after: str) -> None:
    plans = {"a": (OLD, [f"{before} target eq 1 家"]), "b": (NEW, [f"{after} target eq 2 家"])}

    assert derive_revisions(register_of(plans, INDICATORS)) == ()


UNDATED = (
    "两份规划的成文日期不全或相同，孰先孰后不能确定。",
    "The plans' dates are missing or equal, so which came first is not certain.",
)


@pytest.mark.parametrize(
    ("old", "new", "rows", "expected"),
    [
        (OLD, NEW, ("firms", "firms"), ("comparable", "", "")),
        (OLD, NEW, ("loose", "loose"), ("doubtful", "a：注 ab：注 b", "a: note a b: note b")),
        (
            OLD,
            NEW,
            ("flow", "stock"),
            (
                "doubtful",
                "计量方式由“当期发生量”改为“期末存量”。",
                "Measured as flow in the period, then as stock at year end.",
            ),
        ),
        ({"start_year": 2023}, NEW, ("firms", "firms"), ("doubtful", *UNDATED)),
        (OLD, {}, ("firms", "firms"), ("doubtful", *UNDATED)),
        (OLD, OLD, ("firms", "firms"), ("doubtful", *UNDATED)),
    ],
)
def test_the_verdict_says_why_it_doubts(
    register_of: RegisterOf,
    old: dict[str, str],
    new: dict[str, str],
    rows: tuple[str, str],
    expected: tuple[str, str, str],
) -> None:
    plans = {"a": (old, [f"{rows[0]} 2027 target eq 1 家"]), "b": (new, [f"{rows[1]} 2027 target eq 2 家"])}

    (found,) = derive_revisions(register_of(plans, INDICATORS))

    assert (found.verdict, found.reason, found.reason_en) == expected


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ({"written_on": "2021-01-01"}, {"written_on": "2023-01-01"}, {"written_on": "2025-01-01"}),
        ({"start_year": 2021}, {"written_on": "2023-01-01"}, {"start_year": 2025}),
        ({"written_on": "2021-01-01"}, {"start_year": 2023}, {}),
    ],
)
def test_each_plan_is_held_against_the_one_before_it(
    register_of: RegisterOf,
    first: dict[str, object],
    second: dict[str, object],
    third: dict[str, object],
) -> None:
    plans = {
        "z": (first, ["firms 2027 target eq 1 家"]),
        "y": (second, ["firms 2027 target eq 2 家"]),
        "x": (third, ["firms 2027 target eq 3 家"]),
    }

    found = derive_revisions(register_of(plans, INDICATORS))

    assert [(one.old_plan, one.new_plan) for one in found] == [("y", "x"), ("z", "y")]


def test_words_and_other_units_between_two_numbers_do_not_part_them(register_of: RegisterOf) -> None:
    plans = {
        "a": ({"written_on": "2021-01-01"}, ["firms 2027 target eq 1 家"]),
        "b": ({"written_on": "2022-01-01"}, ["firms 2027 target 居前列"]),
        "c": ({"written_on": "2023-01-01"}, ["firms 2027 target eq 9 %"]),
        "d": ({"written_on": "2024-01-01"}, ["firms 2027 target eq 2 家"]),
    }

    found = derive_revisions(register_of(plans, INDICATORS))

    assert [(one.old_plan, one.new_plan) for one in found] == [("a", "d")]


def test_of_several_indicators_the_closest_counts(register_of: RegisterOf) -> None:
    rows = ["labs-close 2027 target eq {} 家", "labs 2027 target eq {} 家"]
    plans = {
        "a": (OLD, [rows[0].format(1), rows[1].format(2)]),
        "b": (NEW, [rows[0].format(3), rows[1].format(4)]),
    }

    found = derive_revisions(register_of(plans, INDICATORS))

    assert [(one.old_target, one.new_target, one.verdict) for one in found] == [
        ("a.labs.2027", "b.labs.2027", "comparable")
    ]


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_the_unit_changes_neither_share_nor_change(register_of: RegisterOf, old: int, new: int) -> None:
    found = [
        derive_revisions(
            register_of(
                {
                    "a": (OLD, [f"firms 2027 target ge {old}{unit}"]),
                    "b": (NEW, [f"firms 2027 target gt {new}0000 家"]),
                },
                INDICATORS,
            )
        )[0]
        for unit in (" 万家", "0000 家")
    ]

    changes = [(one.change, one.change_percent, one.direction) for one in found]
    assert changes[0] == changes[1]


def test_kaizhou_raised_five_targets_in_2025() -> None:
    shown = [
        (
            one.new_target.removeprefix("kaizhou-2025-2027."),
            f"{one.old_comparator} {one.old_value} → {one.new_comparator} {one.new_value} {one.new_unit}",
            f"{one.change:+} {one.base_unit}",
            f"{one.change_percent} %",
            one.verdict,
        )
        for one in derive_revisions(register(CATALOG))
    ]

    assert shown == [
        ("high-tech-enterprises.2025", "gt 120 → ge 130 家", "+10 家", "8.3 %", "comparable"),
        ("high-tech-enterprises.2027", "gt 140 → gt 160 家", "+20 家", "14.3 %", "comparable"),
        ("technology-contract-value.2027", "gt 2 → gt 30 亿元", "+2800000000 元", "1400.0 %", "doubtful"),
        ("technology-enterprises.2025", "gt 610 → ge 1000 家", "+390 家", "63.9 %", "doubtful"),
        ("technology-enterprises.2027", "gt 800 → gt 1500 家", "+700 家", "87.5 %", "doubtful"),
    ]


def test_kaizhou_contract_values_are_doubtful_for_the_notes_of_both_plans() -> None:
    (found,) = [one for one in derive_revisions(register(CATALOG)) if "contract" in one.id]

    notes = {
        plan.name: {row["id"]: row["note"] for row in plan.rows("indicators")}["technology-contract-value"]
        for plan in CATALOG.plans
        if plan.name.startswith("kaizhou")
    }
    assert found.reason == "".join(f"{plan}：{note}" for plan, note in notes.items())
    assert (found.old_passages, found.new_passages) == (
        "kaizhou-2023-2027.task-6-contract",
        "kaizhou-2025-2027.goals-2027-contract kaizhou-2025-2027.annex-10",
    )
