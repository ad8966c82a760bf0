"""Comparison: what is ranked, in which unit and order, and why the rest is left out."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from plans.derive import Register
from plans.derive_comparison import ALONE, OTHER_UNIT, SUPERSEDED, WORDS_ONLY, compare_concept, list_shared
from plans.model import Row

INDICATORS = {"firms": "firms exact stock", "near": "firms close stock", "other": "- - stock"}
PLANS = {
    "a": (
        {"area": "alpha", "written_on": "2025-01-01"},
        ["firms 2025 target ge 1.3 万家", "firms 2026 target 翻番"],
    ),
    "a-old": ({"area": "alpha", "written_on": "2023-01-01"}, ["firms 2025 target eq 120 家"]),
    "b": (
        {"area": "beta", "written_on": "2024-01-01"},
        ["firms 2025 target eq 13000 家", "firms 2020 actual eq 9 家"],
    ),
    "c": (
        {"area": "gamma", "written_on": "2024-01-01"},
        ["firms 2025 target gt 20000 家", "near 2025 target eq 5 家"],
    ),
    "d": ({"area": "delta", "written_on": "2024-01-01"}, ["firms 2025 target eq 5 %"]),
    "city": ({"area": "city", "written_on": "2024-01-01"}, ["firms 2025 target eq 90000 家"]),
}


@pytest.fixture
def build(register_of: Callable[..., Register]) -> Callable[..., Register]:
    """`build(order, direction)` answers with the plans above in an order, in areas of two levels."""

    def register(order: tuple[str, ...] = tuple(PLANS), direction: str = "increase") -> Register:
        built = register_of({name: PLANS[name] for name in order}, INDICATORS)
        areas = {
            name: Row(0, {"id": name, "level": "province" if name == "city" else "district", "code": ""})
            for name in ("alpha", "beta", "gamma", "delta", "city")
        }
        concept = Row(0, {"id": "firms", "unit": "家", "direction": direction})
        return replace(built, areas=areas, concepts={"firms": concept})

    return register


def places(known: Register) -> list[tuple[str, str, list[tuple[int, str, str]]]]:
    return [
        (
            league.period,
            league.kind,
            [(place, entry.area, str(entry.value)) for place, entry in league.places],
        )
        for league in compare_concept("firms", known).leagues
    ]


def test_only_exact_figures_of_one_year_and_level_are_ranked(build: Callable[..., Register]) -> None:
    assert places(build()) == [
        ("2025", "target", [(1, "gamma", "20000"), (2, "alpha", "13000"), (2, "beta", "13000")])
    ]


def test_lower_is_first_where_the_concept_says_so(build: Callable[..., Register]) -> None:
    assert places(build(direction="decrease")) == [
        ("2025", "target", [(1, "alpha", "13000"), (1, "beta", "13000"), (3, "gamma", "20000")])
    ]


def test_everything_else_is_left_out_for_a_reason(build: Callable[..., Register]) -> None:
    found = compare_concept("firms", build())

    left = {(entry.use.plan.name, entry.figure.period, reason) for entry, reason in found.left_out}
    close = next(reason for _, _, reason in left if reason.zh.startswith("口径相近"))
    assert (close.zh, close.en) == ("口径相近：注 c", "close: note c")
    assert left == {
        ("a", "2026", WORDS_ONLY),
        ("a-old", "2025", SUPERSEDED),
        ("b", "2020", ALONE),
        ("c", "2025", close),
        ("d", "2025", OTHER_UNIT),
        ("city", "2025", ALONE),
    }
    assert len(found.left_out) + sum(len(league.places) for league in found.leagues) == len(found.entries)


def test_the_order_of_plans_never_changes_a_ranking(build: Callable[..., Register]) -> None:
    found = [places(build(order)) for order in permutations(PLANS)][::60]

    assert all(other == found[0] for other in found)


def test_a_concept_is_shared_by_two_areas_with_numbers(build: Callable[..., Register]) -> None:
    assert [list_shared(build(plans)) for plans in (("a", "a-old"), ("a", "b"))] == [[], ["firms"]]
