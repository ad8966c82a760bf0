"""Decomposition of the real plans: the results that the notices are known to give."""

import json
from dataclasses import astuple, fields, replace
from pathlib import Path
from random import Random

import pytest

from plans.derive import register
from plans.derive_decomposition import Part, derive_decomposition
from plans.load import read_catalog
from plans.model import Package


@pytest.fixture(scope="module")
def parts(repository: Path) -> dict[str, Part]:
    return {part.id: part for part in derive_decomposition(register(read_catalog(repository)))}


def shuffle(plan: Package, seed: int) -> Package:
    """The plan with the rows of its figures in another order."""
    values = plan.tables["values"]
    rows = Random(seed).sample(values.rows, len(values.rows))
    return replace(plan, tables={**plan.tables, "values": replace(values, rows=tuple(rows))})


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_and_plans_changes_nothing(
    repository: Path, parts: dict[str, Part], seed: int
) -> None:
    catalog = read_catalog(repository)
    plans = Random(seed).sample([shuffle(plan, seed) for plan in catalog.plans], len(catalog.plans))

    assert derive_decomposition(register(replace(catalog, plans=tuple(plans)))) == tuple(parts.values())


CULTIVATED = "kaizhou-2023-2027.technology-enterprises-cultivated"
HIGH_TECH = "kaizhou-2023-2027.high-tech-enterprises-cultivated"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"total.{HIGH_TECH}.2023/2027", "value 75 whole 75 parts 5 difference 0"),
        (f"total.{CULTIVATED}.2023", "value 116 whole 116 parts 40 difference 0"),
        (f"total.{CULTIVATED}.2023/2027", "value 536 whole 536 parts 40 difference 0"),
        (f"share.{CULTIVATED}.kaizhou-hanfeng-subdistrict.2023/2027", "value 97 share 18.10"),
        (f"share.{HIGH_TECH}.kaizhou-puli-new-area-committee.2023/2027", "value 36 share 48.00"),
        (f"flow-stock.{HIGH_TECH}.2023/2025", "value 53 base 67 doubled_base 70 difference 3 overshoot 2.50"),
        (f"flow-stock.{HIGH_TECH}.2023/2027", "value 75 base 65 doubled_base 70 difference 5 overshoot 3.57"),
        (
            f"flow-stock.{CULTIVATED}.2023/2025",
            "value 326 whole 610 base 284 doubled_base 400 difference 116 overshoot 19.02",
        ),
        (
            f"flow-stock.{CULTIVATED}.2023/2027",
            "value 536 whole 800 base 264 doubled_base 400 difference 136 overshoot 17.00",
        ),
        (
            "district.kaizhou-2025-2027.technology-enterprises.2025",
            "comparator ge value 1000 whole 45000 share 2.22 verdict doubtful",
        ),
        ("district.liangping-2021-2025.technology-enterprises.2025", "value 400 share 0.89 verdict doubtful"),
        ("district.jiulongpo-2022-2025.high-tech-enterprises.2025", "value 750 whole 8000 share 9.38"),
        (
            "district-sum.chongqing-districts-2025.technology-enterprises.2025",
            "value 5400 whole 45000 parts 3 share 12.00 verdict doubtful",
        ),
        (
            "district-sum.chongqing-districts-2025.high-tech-enterprises.2025",
            "value 1010 whole 8000 parts 3 share 12.63",
        ),
        (
            "zone.liangping-2021-2025.research-platforms.liangping-high-tech-zone.2025",
            "value 50 whole 72 share 69.44 verdict doubtful",
        ),
    ],
)
def test_named_results_of_the_real_plans(parts: dict[str, Part], row: str, expected: str) -> None:
    names = expected.split()[::2]

    assert " ".join(f"{name} {getattr(parts[row], name)}" for name in names) == expected


def test_no_total_of_the_real_plans_is_missed(parts: dict[str, Part]) -> None:
    assert [part.id for part in parts.values() if part.kind == "total" and part.difference] == []


def test_the_schema_describes_the_record(repository: Path, parts: dict[str, Part]) -> None:
    schema = json.loads((repository / "schemas/derived/decomposition.json").read_text("utf-8"))
    described = {field["name"]: field.get("constraints", {}) for field in schema["fields"]}
    optional = {name for name, limits in described.items() if not limits.get("required")}
    empty = {
        field.name
        for part in parts.values()
        for field, cell in zip(fields(Part), astuple(part), strict=True)
        if cell in ("", None)
    }

    assert list(described) == [field.name for field in fields(Part)]
    assert empty <= optional
    assert {part.kind for part in parts.values()} == set(described["kind"]["enum"])
