"""Findings: every audit sees its fault, is silent where there is none, and keeps people's remarks apart."""

import json
from collections.abc import Mapping
from dataclasses import astuple

import pytest

from plans.derive import Register, register
from plans.derive_findings import derive_findings
from plans.load import parse_package
from plans.model import Catalog, Package

INDICATORS = """id,name,name_en,parent,concept,match,measure
n,企业,firms,,firms,exact,stock
sub,其中,of which,n,,,stock
rate,比重,share,,,,rate
added,培育,added,,firms-added,exact,flow
sum,累计,sum,,firms,exact,cumulative
cost,时限,days,,days,exact,stock
"""
VALUES = "indicator,area,organization,period,kind,comparator,value,unit,wording,passage\n"
REMARKS = "passage,kind,remark,remark_en\n"
VOCABULARY = {
    "concepts.csv": "id,direction,stock\nfirms,increase,\nfirms-added,increase,firms\ndays,decrease,\n",
    "units.csv": "id,name_en,base,multiplier\n家,firms,家,1\n百家,100 firms,家,100\n%,%,%,1\n"
    "个百分点,points,百分点,1\n万元,10k yuan,元,10000\n",
    "areas.csv": "id,name,name_en,level,parent\nhome,本区,Home,district,\npark,园区,Park,zone,home\n",
    "organizations.csv": "id\n",
}


def plan_of(values: str, remarks: str = "", stated: Mapping[str, object] | None = None) -> Package:
    """A plan with rows `indicator area organization period kind comparator value unit wording passage`,
    separated by spaces, `-` for an empty cell; passages that begin with `later` are of a later report.
    """
    rows = [line.replace(" ", ",").replace("-,", ",") for line in values.splitlines()]
    names = dict.fromkeys(row.rpartition(",")[2] for row in rows)
    sources = {name: "report" if name.startswith("later") else "notice" for name in names}
    files = {
        "datapackage.json": json.dumps(
            {
                "sources": [{"resource": "notice"}, {"resource": "report"}],
                "plan": {"area": "home", **(stated or {})},
            }
        ),
        "indicators.csv": INDICATORS,
        "values.csv": VALUES + "\n".join(rows),
        "passages.csv": "id,source\n" + "\n".join(",".join(pair) for pair in sources.items()),
        "remarks.csv": REMARKS + remarks,
    }
    return parse_package("p", {path: text.encode() for path, text in files.items()})


def register_of(plan: Package) -> Register:
    files = {path: text.encode() for path, text in VOCABULARY.items()}
    return register(Catalog(parse_package("vocabulary", files), (plan,), {}))


def audit(values: str, rule: str, stated: Mapping[str, object] | None = None) -> list[str]:
    """Ids (without rule and plan) and arithmetic of what a rule finds."""
    findings = derive_findings(register_of(plan_of(values, stated=stated)))
    found = [finding for finding in findings if finding.rule == rule]
    return [f"{finding.id.removeprefix(f'{rule}.p.')}: {finding.arithmetic}" for finding in found]


def actuals(before: str, after: str, change: str) -> str:
    """Two actuals of `n` or, in %, of `rate`, and the change between them; `value unit` each."""
    name = "rate" if after.endswith("%") else "n"
    return "\n".join(
        f"{name} - - {period} {kind} eq {number} x {kind}"
        for period, kind, number in (
            ("2015", "actual", before),
            ("2020", "actual", after),
            ("2015/2020", "change", change),
        )
    )


@pytest.mark.parametrize(
    ("before", "after", "change", "expected"),
    [
        ("3 家", "64 家", "61 家", []),
        ("3 家", "64 家", "60 家", ["n.2015/2020: 64−3 = 61 ≠ 60"]),
        ("300 家", "5 百家", "200 家", []),
        ("28 家", "45 家", "60.7 %", []),
        ("28 家", "45 家", "60 %", ["n.2015/2020: 45/28−1 = 60.7 % ≠ 60"]),
        ("0.46 %", "0.74 %", "60.87 %", []),
        ("0.46 %", "0.74 %", "0.28 个百分点", []),
        ("52.3 %", "58 %", "5.7 个百分点", []),
        ("52.3 %", "58 %", "6.7 个百分点", ["rate.2015/2020: 58−52.3 = 5.7 ≠ 6.7"]),
        # rounded shares may be off by a digit, counts may not
        ("52.3 %", "58.1 %", "5.9 个百分点", []),
        ("10 家", "43 家", "34 家", ["n.2015/2020: 43−10 = 33 ≠ 34"]),
        # no relative change from nothing, none between units that do not compare
        ("0 家", "5 家", "100 %", []),
        ("3 家", "64 家", "61 万元", []),
    ],
)
def test_changes_follow_from_actuals(before: str, after: str, change: str, expected: list[str]) -> None:
    assert audit(actuals(before, after, change), "A101") == expected


@pytest.mark.parametrize(
    ("before", "after", "change", "expected"),
    [
        ("28 家", "45 家", "60.7 个百分点", ["n.2015/2020: 45/28−1 = 60.7 %; 45−28 = 17"]),
        ("0 家", "45 家", "45 个百分点", ["n.2015/2020: 45/0 = ?; 45−0 = 45"]),
        ("12 %", "17.5 %", "5.5 %", ["rate.2015/2020: 17.5/12−1 = 45.8 %; 17.5−12 = 5.5"]),
        ("12 %", "17.5 %", "45.8 %", []),
        ("12 %", "17.5 %", "5.5 个百分点", []),
    ],
)
def test_percentage_points(before: str, after: str, change: str, expected: list[str]) -> None:
    assert audit(actuals(before, after, change), "A105") == expected


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("eq 7", []),
        ("eq 8", ["added.2023: 7−8 = −1"]),
        ("ge 6", []),
        ("ge 8", ["added.2023: 7−8 = −1"]),
        ("le 6", ["added.2023: 7−6 = 1"]),
        ("approx 8", []),
    ],
)
def test_totals(total: str, expected: list[str]) -> None:
    values = f"""added - a 2023 target eq 3 家 3 a
added - b 2023 target eq 4 家 4 b
added - - 2023 target {total} 家 x total"""

    assert audit(values, "A102") == expected


@pytest.mark.parametrize(
    ("values", "numbers", "words"),
    [
        (["eq 130 家", "eq 130 家"], [], []),
        (["eq 130 家", "eq 1.3 百家"], [], []),
        (["eq 130 家", "ge 130 家", "gt 130 家"], [], ["n.2025: = 130; ≥ 130; > 130"]),
        (["eq 130 家", "ge 1.4 百家", "eq 140 家"], ["n.2025: 130 家 ≠ 1.4 百家"], []),
    ],
)
def test_statements(values: list[str], numbers: list[str], words: list[str]) -> None:
    rows = "\n".join(f"n - - 2025 target {value} x p{place}" for place, value in enumerate(values))

    assert (audit(rows, "A103"), audit(rows, "A104")) == (numbers, words)


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ("eq 3", "eq 0", ["sub.2025: 3家 > 0家"]),
        ("eq 3", "eq 3", []),
        ("eq 3", "ge 2", []),
        ("le 3", "eq 2", []),
    ],
)
def test_parts_within_their_whole(part: str, whole: str, expected: list[str]) -> None:
    values = f"n - - 2025 target {whole} 家 x p\nsub - - 2025 target {part} 家 x q"

    assert audit(values, "A106") == expected


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("4", []), ("5", ["n.park.2025: 5/5 = 100 %"]), ("6", ["n.park.2025: 6/5 = 120 %"])],
)
def test_zones_within_their_area(zone: str, expected: list[str]) -> None:
    values = f"n - - 2025 target eq 5 家 x p\nn park - 2025 target eq {zone} 家 x q"

    assert audit(values, "A107") == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("4000 6500 7000", ["n.2025/2027: 6500−4000 = 2500; 7000−6500 = 500; 2500/500 = 5"]),
        ("100 120 180", ["n.2025/2027: 120−100 = 20; 180−120 = 60; 60/20 = 3"]),
        ("100 150 225", []),
        ("1000 1200 1500", []),
        # a plateau, and unlike steps that are small
        ("100 100 150", []),
        ("100 101 105", []),
        ("100 150 120", ["n.2025/2027: 150−100 = 50; 120−150 = −30"]),
        ("100 150 149", []),
    ],
)
def test_steps(numbers: str, expected: list[str]) -> None:
    rows = [f"n - - {2025 + place} target eq {number} 家 x p" for place, number in enumerate(numbers.split())]

    assert audit("\n".join(rows), "A108") == expected


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ({}, []),
        ({"written_on": "2025-09-29"}, []),
        ({"written_on": "2025-09-30"}, ["2025: 2025-12-31 − 2025-09-30 = 92"]),
        (
            {"written_on": "2025-01-01", "published_on": "2026-01-10"},
            ["2025: 2025-12-31 − 2026-01-10 = −10"],
        ),
    ],
)
def test_targets_issued_in_time(stated: dict[str, object], expected: list[str]) -> None:
    values = "n - - 2025 target eq 5 家 x p\nn - - 2024/2027 target eq 9 家 x q"

    assert audit(values, "A109", stated) == expected


@pytest.mark.parametrize(
    ("flow", "expected"),
    [
        # base 30 by doubling: 30 + 3 × 10 = 60
        ("10", []),
        ("11", []),
        ("12", ["added.2023/2025: 60/2 = 30; 30+36 = 66; 66/60−1 = 10 %; 60−36 = 24"]),
        ("7", ["added.2023/2025: 60/2 = 30; 30+21 = 51; 51/60−1 = −15 %; 60−21 = 39"]),
    ],
)
def test_flows_fit_a_stock_to_be_doubled(flow: str, expected: list[str]) -> None:
    flows = "".join(f"added - - {year} target eq {flow} 家 x t\n" for year in (2023, 2024, 2025))
    stock = "n - - 2025 target gt 60 家 x s\nn - - 2023/2025 target - - - 双倍增 d"

    assert audit(flows + stock, "A110", {"base_year": 2022}) == expected


def test_flows_beyond_a_stock() -> None:
    values = "added - - 2023 target eq 70 家 x t\nn - - 2023 target eq 60 家 x s"

    assert audit(values, "A110") == ["added.2023: 60−70 = −10"]


@pytest.mark.parametrize(
    ("indicator", "target", "equal", "behind"),
    [
        ("n", "eq 2 家", ["n.2025: 2家 = 2家"], []),
        ("n", "gt 2 家", [], []),
        ("n", "eq 3 家", [], []),
        ("n", "eq 0.01 百家", [], ["n.2025: 0.01百家 < 2家"]),
        ("cost", "eq 1 家", [], []),
        ("cost", "eq 3 家", [], ["cost.2025: 3家 > 2家"]),
        # totals may start anew, and without a concept the better direction is unknown
        ("sum", "eq 1 家", [], []),
        ("sum", "eq 2 家", [], []),
        ("sub", "eq 1 家", [], []),
    ],
)
def test_targets_and_their_start(indicator: str, target: str, equal: list[str], behind: list[str]) -> None:
    values = f"""{indicator} - - 2015 actual eq 9 家 x p
{indicator} - - 2020 actual eq 2 家 x p
{indicator} - - 2025 target {target} x q"""

    assert (audit(values, "A111"), audit(values, "A112")) == (equal, behind)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ("n - - 2026 target - - - 第一方阵 p", ["n.2026: 第一方阵 = ?"]),
        ("n - - 2026 target - - - 实现零的突破 p", []),
        ("n - - 2026 target - - - 逐步全覆盖 p", []),
        ("n - - 2026 target - - - / p", []),
        ("n - - 2026 actual - - - 较多 p", []),
        ("n - - 2023/2027 target - - - 双倍增 p", ["n.2023/2027: 双倍增 = ?"]),
        ("n - - 2023/2027 target - - - 双倍增 p\nn - - 2022 actual eq 5 家 x q", []),
    ],
)
def test_targets_in_words(values: str, expected: list[str]) -> None:
    assert audit(values, "A113") == expected


def test_a_later_report_is_not_audited_with_the_notice() -> None:
    values = """n - - 2020 actual eq 2 家 x base
n - - 2025 target eq 9 家 x goal
n - - 2020 actual eq 3 家 x later-a
n - - 2024 actual eq 9 家 x later-b"""

    assert derive_findings(register_of(plan_of(values))) == ()


def test_a_finding_carries_the_remark_on_its_passage() -> None:
    remarks = "p,ambiguity,口径不明。,Unclear.\np,damage,缺字。,Lost.\nq,conflict,别处。,Elsewhere.\n"
    plan = plan_of("n - - 2026 target - - - 第一方阵 p\nn park - 2025 target eq 1 家 x q", remarks)
    expected = """\
A113.p.n.2026|A113|p|n|home|2026|p.p|第一方阵 = ?|企业：2026年的目标只有文字“第一方阵”，没有可以核对的数字。|\
firms: the target for 2026 is in words only, “第一方阵”, with no number to check it against.|\
machine|口径不明。|Unclear.
editor.p.p.ambiguity|ambiguity|p|n|home|2026|p.p||口径不明。|Unclear.|editor||
editor.p.p.damage|damage|p|n|home|2026|p.p||缺字。|Lost.|editor||
editor.p.q.conflict|conflict|p|n|park|2025|p.q||别处。|Elsewhere.|editor||"""

    found = derive_findings(register_of(plan))

    assert ["|".join(astuple(finding)) for finding in found] == expected.splitlines()
