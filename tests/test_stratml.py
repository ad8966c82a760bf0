"""StratML: well-formed XML in the order of the standard, with every target and result of the plan."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plans.dataset import Dataset
from plans.dataset_publication import Publication, publish
from plans.derive import figure_id, register
from plans.derive_results import derive_results
from plans.export_stratml import NAMESPACE, write_stratml
from plans.load import read_catalog

ROOT = Path(__file__).parents[1]
SITE = "https://example.org/"
TODAY = date(2026, 11, 22)
NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
# What may stand in an element, in this order; what is demanded has a !, what may be repeated a *.
ORDER = {
    "PerformancePlanOrReport": "Name! Description OtherInformation StrategicPlanCore! "
    "AdministrativeInformation Submitter",
    "StrategicPlanCore": "Organization* Goal*!",
    "Organization": "Name Identifier",
    "Goal": "Name! Description! Identifier SequenceIndicator Stakeholder* OtherInformation Objective*",
    "Objective": "Name Description Identifier SequenceIndicator Stakeholder* OtherInformation "
    "PerformanceIndicator*",
    "Stakeholder": "Name! Description Role*",
    "Role": "Name! Description RoleType",
    "PerformanceIndicator": "SequenceIndicator MeasurementDimension! UnitOfMeasurement! Identifier "
    "Relationship* MeasurementInstance* OtherInformation",
    "Relationship": "ReferentIdentifier Name Description",
    "MeasurementInstance": "TargetResult* ActualResult*",
    "TargetResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "ActualResult": "StartDate EndDate NumberOfUnits Descriptor Description",
    "Descriptor": "DescriptorName DescriptorValue",
    "AdministrativeInformation": "Identifier StartDate EndDate PublicationDate Source",
    "Submitter": "GivenName",
}
Result = tuple[str, str, str, str, str, str]


def publication_of(root: Path) -> Publication:
    """What a folder publishes on a day."""
    known = register(read_catalog(root))
    return publish(known, derive_results(known, TODAY), SITE, TODAY)


REAL = publication_of(ROOT)
PLANS = {plan.name: plan for plan in REAL.plans}
each_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)


def parse(content: bytes) -> etree._Element:
    """The root of a document."""
    return etree.fromstring(content)


def find(root: etree._Element, tag: str) -> list[etree._Element]:
    """All elements of a name below another, wherever."""
    return list(root.iter(f"{{{NAMESPACE}}}{tag}"))


def read(element: etree._Element, path: str) -> str:
    """The text of an element below another, empty where there is none."""
    names = "/".join(f"{{{NAMESPACE}}}{name}" for name in path.split("/"))
    return element.findtext(names) or ""


def local(element: etree._Element) -> str:
    """The name without the namespace."""
    return str(etree.QName(element).localname)


def is_ordered(element: etree._Element) -> bool:
    """Whether the children of an element are those that `ORDER` allows, in its order."""
    parts = [re.fullmatch(r"(\w+)(\*?)(!?)", part) for part in ORDER.get(local(element), "").split()]
    counts = {
        (False, False): "?",
        (True, False): "*",
        (False, True): "",
        (True, True): "+",
    }
    pattern = "".join(
        f"(?:{part[1]} ){counts[bool(part[2]), bool(part[3])]}" for part in parts if part is not None
    )
    return bool(re.fullmatch(pattern, "".join(f"{local(child)} " for child in element)))


@each_plan
def test_elements_stand_in_the_order_of_the_standard(plan: Dataset) -> None:
    root = parse(write_stratml(plan, REAL))
    assert {local(element) for element in root.iter() if not is_ordered(element)} == set()


@each_plan
def test_ids_are_unique_xml_names(plan: Dataset) -> None:
    ids = [element.text or "" for element in find(parse(write_stratml(plan, REAL)), "Identifier")]
    assert [id_ for id_, count in Counter(ids).items() if count > 1 or not NCNAME.fullmatch(id_)] == []


@each_plan
def test_references_within_the_document_lead_to_an_objective(plan: Dataset) -> None:
    root = parse(write_stratml(plan, REAL))
    ids = {read(element, "Identifier") for element in find(root, "Objective")}
    references = {element.text or "" for element in find(root, "ReferentIdentifier")}
    assert {reference for reference in references if "/" not in reference} <= ids


@each_plan
def test_every_target_is_there_with_its_number(plan: Dataset) -> None:
    assert Counter(list_results(plan, "TargetResult")) == Counter(
        (
            target.period[:4],
            target.period[-4:],
            "" if target.value is None else f"{target.value:f}",
            target.unit,
            target.comparator,
            target.wording,
        )
        for target in REAL.results.targets
        if target.plan == plan.name
    )


@each_plan
def test_every_actual_value_is_there_with_its_number(plan: Dataset) -> None:
    assert Counter(list_results(plan, "ActualResult")) == Counter(list_actuals(plan))


def list_results(plan: Dataset, tag: str) -> list[Result]:
    """Years, number, unit, comparator and words of the results of a kind; words alone have no unit."""
    indicators = find(parse(write_stratml(plan, REAL)), "PerformanceIndicator")
    return [
        (
            read(result, "StartDate").removesuffix("-01-01"),
            read(result, "EndDate").removesuffix("-12-31"),
            read(result, "NumberOfUnits"),
            read(indicator, "UnitOfMeasurement") if read(result, "NumberOfUnits") else "",
            read(result, "Descriptor/DescriptorValue"),
            read(result, "Description").partition("；")[0],
        )
        for indicator in indicators
        for result in find(indicator, tag)
    ]


def list_actuals(plan: Dataset) -> list[Result]:
    """The same of the actual values in the register."""
    figures = {
        figure_id(plan.name, figure.key): figure
        for use in REAL.register.uses[plan.name]
        for figure in use.figures
        if figure.kind == "actual"
    }
    return [
        (
            figure.period[:4],
            figure.period[-4:],
            figure.chosen["value"],
            figure.chosen["unit"],
            figure.chosen["comparator"],
            figure.chosen["wording"],
        )
        for figure in figures.values()
    ]


@each_plan
def test_every_indicator_and_task_is_there(plan: Dataset) -> None:
    root = parse(write_stratml(plan, REAL))
    names = [(local(e), read(e, "Name")) for tag in ("Goal", "Objective") for e in find(root, tag)]
    tasks = plan.table("tasks").records()
    assert Counter(names) == Counter(
        [
            ("Goal", "主要指标"),
            *(("Objective", row["name"]) for row in plan.table("indicators").records()),
            *(("Objective" if row["parent"] else "Goal", row["title"]) for row in tasks),
        ]
    )


@each_plan
def test_everybody_who_answers_is_a_stakeholder(plan: Dataset) -> None:
    """By task or indicator, with the role."""
    root = parse(write_stratml(plan, REAL))
    words = {"牵头单位": "lead", "责任单位": "responsible"}
    found = {
        (read(element, "Identifier"), read(stakeholder, "Name"), words[read(role, "Name")])
        for tag in ("Goal", "Objective")
        for element in find(root, tag)
        for stakeholder in element.findall(f"{{{NAMESPACE}}}Stakeholder")
        for role in find(stakeholder, "Role")
    }
    organizations = REAL.register.organizations
    assert found == {
        (
            f"task.{row['task']}" if row["task"] else f"indicator.{row['indicator']}",
            organizations[str(row["organization"])]["name"],
            row["role"],
        )
        for row in plan.table("responsibilities").records()
    }


@each_plan
def test_changes_as_printed_are_not_lost(plan: Dataset) -> None:
    told = "\n".join(e.text or "" for e in find(parse(write_stratml(plan, REAL)), "OtherInformation"))
    changes = {row["wording"] for row in plan.table("values").records() if row["kind"] == "change"}
    assert [wording for wording in changes if str(wording) not in told] == []


def test_the_years_issuer_and_dates_are_those_of_the_notice() -> None:
    root = parse(write_stratml(PLANS["liangping-2021-2025"], REAL))
    administration = find(root, "AdministrativeInformation")[0]
    assert {
        "issuer": read(root, "StrategicPlanCore/Organization/Name"),
        **{local(element): element.text for element in administration},
        "submitter": read(root, "Submitter/GivenName"),
    } == {
        "issuer": "重庆市梁平区人民政府",
        "Identifier": "plan.liangping-2021-2025",
        "StartDate": "2021-01-01",
        "EndDate": "2025-12-31",
        "PublicationDate": "2022-05-17",
        "Source": "https://example.org/plans/liangping-2021-2025/",
        "submitter": "规划目标开放数据",
    }


def test_what_the_notice_does_not_say_is_absent() -> None:
    root = parse(write_stratml(PLANS["chongqing-districts-2025"], REAL))
    administration = find(root, "AdministrativeInformation")[0]
    assert find(root, "Organization") == []
    assert [local(element) for element in administration] == ["Identifier", "EndDate", "Source"]


def test_goal_of_indicators_comes_first_and_looks_so() -> None:
    root = parse(write_stratml(PLANS["jiulongpo-2022-2025"], REAL))
    objective = find(root, "Objective")[0]
    shown = {local(element): element.text for element in find(objective, "TargetResult")[0]}
    first = REAL.register.uses["jiulongpo-2022-2025"][0]
    assert (read(objective, "Name"), shown["NumberOfUnits"], shown["Description"]) == (
        first.indicator["name"],
        str(Decimal(first.figures[0].chosen["value"])),
        first.figures[0].chosen["wording"],
    )


def described_as(words: str) -> Dataset:
    """A plan with other words of its own."""
    plan = REAL.plans[0]
    return replace(plan, head={**plan.head, "title": words, "description": words})


XML_TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1
)
NASTY = st.sampled_from(
    ['"a" & <b>', "]]>", "</script>", "<!--", "\u202eabc\u200f", "a\r\nb\rc\td", " \n ", "&#13;", "𠮷"]
)


@given(XML_TEXTS | NASTY)
def test_any_text_that_xml_can_hold_comes_back(words: str) -> None:
    root = parse(write_stratml(described_as(words), REAL))
    assert (read(root, "Name"), read(root, "Description")) == (words, words)


@pytest.mark.parametrize("character", ["\0", "\b", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(
        ValueError, match=rf"XML cannot hold the character U\+{ord(character):04X} after '目标'"
    ):
        write_stratml(described_as(f"目标{character}"), REAL)


def test_the_same_data_give_the_same_bytes() -> None:
    again = publication_of(ROOT)
    assert [write_stratml(plan, again) for plan in again.plans] == [
        write_stratml(plan, REAL) for plan in REAL.plans
    ]
