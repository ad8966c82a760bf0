"""Trajectories: base, way and pace of a promise, each number computed by hand."""

from collections.abc import Callable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive import Register, register
from plans.derive_trajectories import derive_trajectories
from plans.load import read_catalog

RegisterOf = Callable[..., Register]
PLAN = {"start_year": 2021, "base_year": 2020}
INDICATORS = {
    "firms": "firms exact stock",
    "results": "results close cumulative",
    "share": "share exact rate",
}
CATALOG = read_catalog(Path(__file__).parents[1])


def test_a_trajectory_leads_from_the_base_to_the_final_target(register_of: RegisterOf) -> None:
    rows = [
        "firms 2018 actual eq 100 家",
        "firms 2020 actual eq 0.0144 万家",
        "firms 2021 target eq 150 家",
        "firms 2022 target eq 225 家",
        "firms 2022 target gt 225 家",
    ]

    found = derive_trajectories(register_of({"plan": (PLAN, rows)}, INDICATORS))

    assert [asdict(trajectory) for trajectory in found] == [
        {
            "id": "plan.firms",
            "plan": "plan",
            "indicator": "firms",
            "name": "指标 firms",
            "name_en": "indicator firms",
            "concept": "firms",
            "match": "exact",
            "measure": "stock",
            "area": "home",
            "unit": "家",
            "actuals": "2018:100;2020:144",
            "targets": "2021:150;2022:225",
            "base_kind": "actual",
            "base_year": 2020,
            "base_value": Decimal(144),
            "target": "plan.firms.2022",
            "target_year": 2022,
            "comparator": "gt",
            "target_value": Decimal(225),
            "change": Decimal(81),
            "change_per_year": Decimal("40.50"),
            "growth": Decimal("25.0"),
            "reason": "",
            "earlier_year": 2018,
            "earlier_value": Decimal(100),
            "earlier_change_per_year": Decimal("22.00"),
            "earlier_growth": Decimal("20.0"),
            "pace": "growth",
            "effort": Decimal("1.25"),
            "effort_reason": "",
            "passages": "plan.p1 plan.p2 plan.p3 plan.p4 plan.p5",
        }
    ]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        # 60 more in five years after 61 more: 5th roots of 124/64 and 64/3
        (["firms 2015 3 家", "firms 2020 64 家", "firms 2025 124 家"], "12.00 14.1 growth 0.17"),
        (["share 2015 12 %", "share 2020 17.5 %", "share 2025 35 %"], "3.50 share points 3.18"),
        (["results 2015 171 家", "results 2020 405 家", "results 2025 600 家"], "39.00 8.2 additions 0.83"),
        (["firms 2020 100 家", "firms 2025 100 家"], "0.00 0.0 growth no-earlier"),
        (["firms 2020 100 家", "firms 2022 81 家"], "-9.50 -10.0 growth no-earlier"),
        (["firms 2020 100 家", "firms 2022 0 家"], "-50.00 -100.0 growth no-earlier"),
        (["firms 2020 0 家", "firms 2025 5 家"], "1.00 zero-base growth no-earlier"),
        (["firms 2015 0 家", "firms 2020 0 家", "firms 2025 5 家"], "1.00 zero-base growth zero-base"),
        (["firms 2015 0 家", "firms 2020 4 家", "firms 2022 9 家"], "2.50 50.0 growth zero-base"),
        (["results 2015 0 家", "results 2020 4 家", "results 2022 9 家"], "2.50 50.0 additions 3.13"),
        (["firms 2018 9 家", "firms 2020 9 家", "firms 2022 16 家"], "3.50 33.3 growth no-progress"),
        (["share 2018 9 %", "share 2020 8 %", "share 2022 16 %"], "4.00 share points no-progress"),
        (["firms 2018 /", "firms 2020 9 家", "firms 2022 16 家"], "3.50 33.3 growth words-only"),
        (["firms 2020 /", "firms 2021 9 家!", "firms 2023 16 家"], "3.50 33.3 growth no-actual"),
        (["firms 2019 9 家", "firms 2021 16 家"], "3.50 33.3 growth no-earlier"),
    ],
)
def test_each_measure_has_its_pace(register_of: RegisterOf, figures: list[str], expected: str) -> None:
    rows = [write_figure(figure, last=figure is figures[-1]) for figure in figures]

    (found,) = derive_trajectories(register_of({"plan": (PLAN, rows)}, INDICATORS))

    growth = found.reason if found.growth is None else found.growth
    effort = found.effort_reason if found.effort is None else found.effort
    assert f"{found.change_per_year} {growth} {found.pace} {effort}" == expected


def write_figure(words: str, last: bool) -> str:
    """`firms 2020 64 家` as a row of an actual value, of a target at the end and with an exclamation mark."""
    subject, year, value, *unit = words.rstrip("!").split(" ")
    kind = "target" if last or words.endswith("!") else "actual"
    return " ".join([subject, year, kind, *(["eq", value, *unit] if unit else [value])])


@pytest.mark.parametrize(
    ("stated", "figures", "expected"),
    [
        (PLAN, ["2019 actual 7", "2020 actual 8", "2025 target 9"], ("actual", 2020)),
        (PLAN, ["2019 actual 7", "2021 actual 8", "2025 target 9"], ("actual", 2019)),
        (PLAN, ["2021 actual 8", "2025 target 9"], ("actual", 2021)),
        (PLAN, ["2022 actual 8", "2025 target 9"], ("", None)),
        (PLAN, ["2021 actual 8", "2021 target 7", "2025 target 9"], ("target", 2021)),
        (PLAN, ["2022 target 8", "2025 target 9"], ("target", 2022)),
        ({"start_year": 2021}, ["2020 actual 7", "2021 actual 8", "2025 target 9"], ("actual", 2020)),
        ({}, ["2023 actual 8", "2025 target 9"], ("actual", 2023)),
        ({}, ["2025 actual 8", "2025 target 7", "2026 target 9"], ("target", 2025)),
    ],
)
def test_the_base_is_what_was_known_at_the_start(
    register_of: RegisterOf,
    stated: dict[str, int],
    figures: list[str],
    expected: tuple[str, int | None],
) -> None:
    rows = [f"firms {' eq '.join(figure.rsplit(' ', 1))} 家" for figure in figures]

    (found,) = derive_trajectories(register_of({"plan": (stated, rows)}, INDICATORS))

    assert (found.base_kind, found.base_year) == expected


def test_without_a_base_nothing_is_computed(register_of: RegisterOf) -> None:
    rows = ["firms 2023 actual eq 8 家", "firms 2025 target ge 9 家"]

    (found,) = derive_trajectories(register_of({"plan": (PLAN, rows)}, INDICATORS))

    computed = (found.base_value, found.change, found.change_per_year, found.growth, found.effort)
    assert (computed, found.reason, found.effort_reason) == ((None,) * 5, "no-base", "no-base")


@pytest.mark.parametrize(
    "rows",
    [
        ["firms 2025 target eq 9 家"],
        ["firms 2025 target eq 9 家", "firms 2025 actual eq 8 家"],
        ["firms 2015 actual eq 9 家", "firms 2020 actual eq 8 家"],
        ["firms 2020 actual eq 9 %", "firms 2025 target eq 8 家"],
        ["firms 2016/2020 actual eq 9 家", "firms 2025 target eq 8 家"],
        ["firms 2020 actual eq 9 家", "firms 2021/2025 target eq 8 家"],
        ["firms 2020 actual eq 9 家", "firms 2025 target 全覆盖"],
        ["firms/bureau 2025 target eq 8 家", "firms/bureau 2026 target eq 9 家"],
        ["firms 2020 actual eq 9 家", "firms@zone 2025 target eq 8 家"],
        ["firms 2020 actual eq 9 家", "firms 2020/2025 change eq 8 家"],
    ],
)
def test_one_year_or_no_target_is_no_trajectory(register_of: RegisterOf, rows: list[str]) -> None:
    assert derive_trajectories(register_of({"plan": (PLAN, rows)}, INDICATORS)) == ()


def test_a_zone_has_a_trajectory_of_its_own(register_of: RegisterOf) -> None:
    rows = ["firms@zone 2025 target eq 8 家", "firms@zone 2026 target eq 9 家", "firms 2026 target eq 90 家"]

    found = derive_trajectories(register_of({"plan": (PLAN, rows)}, INDICATORS))

    assert [(one.id, one.area, one.targets) for one in found] == [
        ("plan.firms.zone", "zone", "2025:8;2026:9")
    ]


@given(
    st.lists(st.integers(1, 9999), min_size=3, max_size=3), st.permutations(["0000 家", "0000 家", " 万家"])
)
def test_the_unit_of_a_number_changes_no_pace(
    register_of: RegisterOf, numbers: list[int], units: list[str]
) -> None:
    years = ("2015 actual", "2020 actual", "2025 target")
    plans = {
        name: (
            PLAN,
            [f"firms {year} eq {n}{unit}" for year, n, unit in zip(years, numbers, given, strict=True)],
        )
        for name, given in {"mixed": units, "one": [" 万家"] * 3}.items()
    }

    mixed, one = derive_trajectories(register_of(plans, INDICATORS))

    assert (mixed.growth, mixed.earlier_growth, mixed.effort) == (one.growth, one.earlier_growth, one.effort)


LIANGPING = {
    "high-tech-enterprises": "3 → 64 → 130: 84.4 15.2 0.18",
    "high-tech-output-share": "10.5 → 17.2 → 35: 1.34 3.56 2.66",
    "invention-patents-per-10k": "0.82 → 2.25 → 6: 22.4 21.7 0.97",
    "national-research-platforms": "0 → 1 → 2: zero-base",
    "national-technology-service-institutions": "0 → 2 → 2: zero-base",
    "new-research-institutions": "0 → 4 → 6: zero-base",
    "rd-intensity": "0.46 → 0.74 → 2: 0.06 0.25 4.50",
    "rd-personnel-per-10k-employed": "28 → 45 → 60: 10.0 5.9 0.59",
    "registered-results": "171 → 405 → 600: 46.80 39.00 0.83",
    "research-platforms": "10 → 43 → 72: 33.9 10.9 0.32",
    "science-progress-contribution": "52.3 → 58 → 63: 1.14 1.00 0.88",
    "strategic-emerging-output-share": "12 → 17.5 → 35: 1.10 3.50 3.18",
    "technology-enterprises": "0 → 205 → 400: zero-base",
    "technology-service-institutions": "7 → 42 → 80: 43.1 13.8 0.32",
}


def test_liangping_asks_more_than_was_achieved_of_its_shares_only() -> None:
    found = derive_trajectories(register(CATALOG))

    shown = {}
    for one in found:
        before, required = one.earlier_change_per_year, one.change_per_year
        if one.pace == "growth":
            before, required = one.earlier_growth, one.growth
        paces = one.effort_reason or f"{before} {required} {one.effort}"
        shown[one.indicator] = f"{one.earlier_value} → {one.base_value} → {one.target_value}: {paces}"
    assert {key: value for key, value in shown.items() if not value.startswith("None")} == LIANGPING


def test_kaizhou_shows_its_yearly_path_from_its_first_target() -> None:
    found = {one.id: one for one in derive_trajectories(register(CATALOG))}

    one = found["kaizhou-2025-2027.rd-intensity"]

    path = (one.actuals, one.targets, one.base_kind, one.base_year, one.change_per_year, one.growth)
    assert path == ("", "2025:2;2026:2.2;2027:2.4", "target", 2025, Decimal("0.20"), None)
