"""Findings on the real plans: those named here were read against the notices."""

import json
from collections import Counter
from dataclasses import astuple, fields, replace
from pathlib import Path
from random import Random

import pytest

from plans.derive import register
from plans.derive_findings import AUDITS, Finding, derive_findings
from plans.load import read_catalog
from plans.model import Package


@pytest.fixture(scope="module")
def findings(repository: Path) -> dict[str, Finding]:
    return {finding.id: finding for finding in derive_findings(register(read_catalog(repository)))}


LIANGPING, KAIZHOU = "liangping-2021-2025", "kaizhou-2025-2027"
DOUBLED = "kaizhou-2023-2027.technology-enterprises-cultivated"


@pytest.mark.parametrize(
    ("finding", "arithmetic"),
    [
        (f"A104.{KAIZHOU}.high-tech-enterprises.2025", "≥ 130; = 130"),
        (f"A104.{LIANGPING}.strategic-emerging-output-share.2025", "= 35; ≥ 35"),
        (f"A104.{LIANGPING}.high-tech-output-share.2025", "= 35; ≈ 35"),
        (
            f"A105.{LIANGPING}.rd-personnel-per-10k-employed.2015/2020",
            "45/28−1 = 60.7 %; 45−28 = 17",
        ),
        (f"A106.{LIANGPING}.high-tech-enterprises.2015", "3家 > 0家"),
        (f"A107.{LIANGPING}.innovation-teams.liangping-high-tech-zone.2025", "10/10 = 100 %"),
        (
            f"A108.{KAIZHOU}.science-services-revenue.2025/2027",
            "6500−4000 = 2500; 7000−6500 = 500; 2500/500 = 5",
        ),
        (f"A109.{KAIZHOU}.2025", "2025-12-31 − 2025-11-27 = 34"),
        (f"A110.{DOUBLED}.2023/2025", "800/2 = 400; 400+326 = 726; 726/610−1 = 19 %; 610−326 = 284"),
        (f"A110.{DOUBLED}.2023/2027", "800/2 = 400; 400+536 = 936; 936/800−1 = 17 %; 800−536 = 264"),
        (f"A111.{LIANGPING}.national-technology-service-institutions.2025", "2个 = 2个"),
        ("A113.kaizhou-2023-2027.high-tech-enterprises.2023/2027", "实现“双倍增” = ?"),
        (f"A113.{KAIZHOU}.srdi-enterprises.2026", "均居山区库区第一方阵 = ?"),
    ],
)
def test_named_findings_on_the_real_plans(
    findings: dict[str, Finding], finding: str, arithmetic: str
) -> None:
    assert findings[finding].arithmetic == arithmetic


def test_nothing_else_is_found_on_the_real_plans(findings: dict[str, Finding]) -> None:
    """A new finding on these notices is read against them before it is counted here."""
    found = Counter(finding.rule for finding in findings.values() if finding.origin == "machine")

    assert found == {"A104": 14, "A105": 1, "A106": 1, "A107": 6, "A108": 1, "A109": 1} | {
        "A110": 2,
        "A111": 1,
        "A113": 5,
    }


def test_every_remark_is_a_finding_of_its_own(repository: Path, findings: dict[str, Finding]) -> None:
    remarks = sum(len(plan.rows("remarks")) for plan in read_catalog(repository).plans)

    assert sum(finding.origin == "editor" for finding in findings.values()) == remarks


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_and_plans_changes_nothing(
    repository: Path, findings: dict[str, Finding], seed: int
) -> None:
    catalog, dice = read_catalog(repository), Random(seed)
    plans = tuple(shuffle(plan, dice) for plan in dice.sample(catalog.plans, len(catalog.plans)))

    assert derive_findings(register(replace(catalog, plans=plans))) == tuple(findings.values())


def shuffle(plan: Package, dice: Random) -> Package:
    """The plan with the rows of some tables in another order."""
    tables = {
        name: replace(plan.tables[name], rows=tuple(dice.sample(rows, len(rows))))
        for name in ("values", "remarks", "passages")
        for rows in [plan.rows(name)]
    }
    return replace(plan, tables={**plan.tables, **tables})


def test_the_schema_describes_the_record(repository: Path, findings: dict[str, Finding]) -> None:
    schema = json.loads((repository / "schemas/derived/findings.json").read_text("utf-8"))
    required = {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}
    empty = {
        field.name
        for finding in findings.values()
        for field in fields(Finding)
        if not getattr(finding, field.name)
    }

    assert [field["name"] for field in schema["fields"]] == [field.name for field in fields(Finding)]
    assert empty & required == set()


def test_audits_stand_in_order_and_explain_themselves_in_both_languages() -> None:
    ids = [audit.id for audit in AUDITS]

    assert ids == sorted(set(ids))
    assert all(all(astuple(text)) for audit in AUDITS for text in (audit.title, audit.explanation))
