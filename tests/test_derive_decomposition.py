"""Decomposition: parts stand beside their wholes, and nothing is compared that a match forbids."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive import Register, register
from plans.derive_decomposition import Part, derive_decomposition
from plans.load import parse_package
from plans.model import Catalog, Package

INDICATORS = "id,concept,match,measure,note,note_en\n"
VALUES = "indicator,area,organization,period,kind,comparator,value,unit,wording,passage\n"
VOCABULARY = {
    "concepts.csv": "id,stock\nfirms,\nfirms-added,firms\n",
    "units.csv": "id,base,multiplier\n家,家,1\n百家,家,100\n%,%,1\n",
    "areas.csv": "id,level,parent\ncity,province,\neast,district,city\nwest,district,city\npark,zone,east\n",
    "organizations.csv": "id\n",
}


def plan_of(name: str, indicators: str, values: str, area: str = "east", **stated: object) -> Package:
    """A plan with these rows; each row of values ends with its passage."""
    files = {
        "datapackage.json": json.dumps({"plan": {"area": area, **stated}}),
        "indicators.csv": INDICATORS + indicators,
        "values.csv": VALUES + values,
    }
    return parse_package(name, {path: text.encode() for path, text in files.items()})


def register_of(*plans: Package, **tables: str) -> Register:
    """What a catalog of these plans holds."""
    files = {path: text.encode() for path, text in {**VOCABULARY, **tables}.items()}
    return register(Catalog(parse_package("vocabulary", files), plans, {}))


def show(part: Part, *names: str) -> str:
    """Some columns of a row."""
    return " ".join(str(getattr(part, name)) for name in ("id", *names))


def rows_of(plans: list[Package], kinds: str, *names: str) -> list[str]:
    """Some columns of the rows of some kinds."""
    parts = derive_decomposition(register_of(*plans))
    return [show(part, *names) for part in parts if part.kind in kinds.split()]


FLOW = "added,firms-added,close,flow,,\n"
STOCK = "stock,firms,exact,stock,,\n"
DIVIDED = """added,,a,2023,target,eq,3,家,3,row-a
added,,a,2024,target,eq,2,家,2,row-a
added,,b,2023,target,eq,1,家,1,row-b
added,,b,2024,target,eq,4,家,4,row-b
"""


def test_a_share_is_set_against_the_printed_total() -> None:
    totals = "added,,,2023,target,eq,4,家,4,total\nadded,,,2024,target,eq,5,家,5,total\n"
    plan = plan_of("p", FLOW, DIVIDED + totals)

    shown = rows_of([plan], "share total", "value", "whole", "whole_basis", "parts", "share", "difference")

    assert shown == [
        "share.p.added.a.2023 3 4 printed None 75.00 None",
        "share.p.added.a.2023/2024 5 9 printed None 55.56 None",
        "share.p.added.a.2024 2 5 printed None 40.00 None",
        "share.p.added.b.2023 1 4 printed None 25.00 None",
        "share.p.added.b.2023/2024 5 9 printed None 55.56 None",
        "share.p.added.b.2024 4 5 printed None 80.00 None",
        "total.p.added.2023 4 4 printed 2 100.00 0",
        "total.p.added.2023/2024 10 9 printed 2 111.11 1",
        "total.p.added.2024 6 5 printed 2 120.00 1",
    ]


def test_a_whole_row() -> None:
    totals = "added,,,2023,target,ge,2,家,2家以上,goals\nadded,,,2023,target,eq,2,家,2,total\n"
    plan = plan_of("p", FLOW, "added,,a,2023,target,eq,3,家,3,row-a\n" + totals)

    parts = derive_decomposition(register_of(plan))

    assert [part for part in parts if part.kind == "total"] == [
        Part(
            id="total.p.added.a.2023",
            kind="total",
            plan="p",
            indicator="added",
            concept="firms-added",
            match="close",
            area="east",
            organization="a",
            period="2023",
            comparator="eq",
            value=Decimal(3),
            unit="家",
            parts=1,
            whole_plan="p",
            whole_indicator="added",
            whole_comparator="ge",
            whole=Decimal(2),
            whole_basis="printed",
            share=Decimal("150.00"),
            difference=Decimal(1),
            overshoot=Decimal("50.00"),
            verdict="comparable",
            passages="p.row-a p.goals p.total",
        )
    ]


def test_without_a_printed_total_shares_are_summed() -> None:
    shown = rows_of([plan_of("p", FLOW, DIVIDED)], "share total", "whole", "whole_basis", "share")

    assert shown == [
        "share.p.added.a.2023 4 summed 75.00",
        "share.p.added.a.2023/2024 10 summed 50.00",
        "share.p.added.a.2024 6 summed 33.33",
        "share.p.added.b.2023 4 summed 25.00",
        "share.p.added.b.2023/2024 10 summed 50.00",
        "share.p.added.b.2024 6 summed 66.67",
    ]


@pytest.mark.parametrize(
    ("indicators", "values", "expected"),
    [
        # stocks of several years are never added up
        (STOCK, DIVIDED.replace("added", "stock"), ["a.2023", "a.2024", "b.2023", "b.2024"]),
        # rates have no shares
        ("added,,,rate,,\n", DIVIDED.replace("家", "%"), []),
        # one share without a total says nothing
        (FLOW, "added,,a,2023,target,eq,3,家,3,row-a\n", []),
        # words and actuals are no shares
        (FLOW, "added,,a,2023,target,,,,全部,x\nadded,,b,2023,actual,eq,1,家,1,x\n", []),
    ],
)
def test_what_has_shares(indicators: str, values: str, expected: list[str]) -> None:
    shown = rows_of([plan_of("p", indicators, values)], "share")

    assert [row.removeprefix("share.p.").partition(".")[2] for row in shown] == expected


def test_a_share_of_nothing_is_no_number() -> None:
    values = "added,,a,2023,target,eq,0,家,0,x\nadded,,,2023,target,eq,0,家,0,y\n"

    assert rows_of([plan_of("p", FLOW, values)], "total", "share", "overshoot", "difference") == [
        "total.p.added.a.2023 None None 0"
    ]


FLOWS = "".join(f"added,,,{year},target,eq,10,家,10,total\n" for year in (2023, 2024, 2025))
LAST = "stock,,,2025,target,gt,60,家,超过60家,b\n"
STOCKS = "stock,,,2024,target,gt,50,家,超过50家,a\n" + LAST
DOUBLING = "stock,,,2023/2025,target,,,,实现“双倍增”,c\n"


@pytest.mark.parametrize(
    ("values", "base_year", "expected"),
    [
        (
            FLOWS + STOCKS + DOUBLING,
            2022,
            [
                "2023/2024 20 50 30 30 0 0.00 2 p.total p.a p.c",
                "2023/2025 30 60 30 30 0 0.00 3 p.total p.b p.c",
            ],
        ),
        # no doubling, one from another year, or in words that say something else: only the base implied
        (
            FLOWS + STOCKS,
            2022,
            [
                "2023/2024 20 50 30 None None None 2 p.total p.a",
                "2023/2025 30 60 30 None None None 3 p.total p.b",
            ],
        ),
        (FLOWS + LAST + DOUBLING, 2020, ["2023/2025 30 60 30 None None None 3 p.total p.b"]),
        (
            FLOWS + LAST + DOUBLING.replace("双倍增", "大增长"),
            2022,
            ["2023/2025 30 60 30 None None None 3 p.total p.b"],
        ),
        # a year without a flow: nothing is claimed beyond it
        (FLOWS.replace("2024", "2026") + STOCKS + DOUBLING, 2022, []),
        # the flows exceed the doubling
        (
            FLOWS.replace(",10,", ",16,") + LAST + DOUBLING,
            2022,
            ["2023/2025 48 60 12 30 18 30.00 3 p.total p.b p.c"],
        ),
    ],
)
def test_flows_against_stocks(values: str, base_year: int, expected: list[str]) -> None:
    plan = plan_of("p", FLOW + STOCK, values, base_year=base_year)
    names = (
        "period",
        "value",
        "whole",
        "base",
        "doubled_base",
        "difference",
        "overshoot",
        "parts",
        "passages",
    )

    shown = rows_of([plan], "flow-stock", *names)

    assert [row.partition(" ")[2] for row in shown] == expected


def test_flows_without_printed_totals_are_summed() -> None:
    values = DIVIDED + "stock,,,2024,target,eq,50,家,50,s\n"

    shown = rows_of([plan_of("p", FLOW + STOCK, values)], "flow-stock", "value", "base", "organization")

    assert shown == ["flow-stock.p.added.2023/2024 10 40 "]


@pytest.mark.parametrize("match", ["broad", "narrow", "related"])
def test_no_stock_that_the_match_forbids(match: str) -> None:
    plan = plan_of("p", FLOW + STOCK.replace("exact", match), FLOWS + STOCKS)

    assert rows_of([plan], "flow-stock") == []


def target_plan(name: str, area: str, value: str, match: str, written: str = "2023-01-01") -> Package:
    """A plan of an area with one stock target for 2025."""
    return plan_of(
        name,
        f"n,firms,{match},stock,释,why\n",
        f"n,,,2025,target,eq,{value},{value},x\n",
        area=area,
        written_on=written,
    )


def test_districts_against_their_city() -> None:
    plans = [
        target_plan("city-plan", "city", "2,百家", "exact"),
        target_plan("east-old", "east", "20,家", "close", "2022-01-01"),
        target_plan("east-new", "east", "30,家", "exact", "2024-01-01"),
        target_plan("west-plan", "west", "70,家", "broad"),
        target_plan("park-plan", "park", "5,家", "exact"),
    ]

    shown = rows_of(plans, "district district-sum", "value", "whole", "share", "parts", "verdict", "note_en")

    assert shown == [
        "district-sum.city-plan.n.2025 30 200 15.00 1 comparable This site knows 2 districts of the area, "
        "1 of them with a target for this indicator and year; the area may have more districts.",
        "district.east-new.n.2025 30 200 15.00 None comparable ",
        "district.east-old.n.2025 20 200 10.00 None doubtful The sum takes another target of this area "
        "(east-new). east-old: why",
    ]


def test_zones_against_their_area() -> None:
    values = "n,,,2025,target,eq,4,家,4,whole\nn,park,,2025,target,eq,5,家,5,zone\n"
    rates = values.replace("n,", "r,").replace("家", "%")
    plan = plan_of("p", "n,firms,close,stock,释,why\nr,,,rate,,\n", values + rates)

    shown = rows_of([plan], "zone", "area", "value", "whole", "share", "verdict", "note", "passages")

    assert shown == ["zone.p.n.park.2025 park 5 4 125.00 doubtful p：释 p.zone p.whole"]


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=8), st.integers(-4, 6))
def test_scaling_a_unit_never_changes_a_share(numbers: list[int], exponent: int) -> None:
    def shares(unit: str, factor: Decimal) -> list[Decimal | None]:
        rows = (
            f"added,,o{place},2023,target,eq,{number / factor:f},{unit},x,p{place}\n"
            for place, number in enumerate(numbers)
        )
        units = f"id,base,multiplier\n家,家,1\n大,家,{factor:f}\n"
        derived = derive_decomposition(register_of(plan_of("p", FLOW, "".join(rows)), **{"units.csv": units}))
        return [part.share for part in derived]

    assert shares("家", Decimal(1)) == shares("大", Decimal(10) ** exponent)
