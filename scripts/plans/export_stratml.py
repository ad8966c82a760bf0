"""StratML Part 2 (ISO 17469): a plan goes in, its goals, targets and results come out as XML.

One goal holds the indicators; each task of the plan is a goal too, and the tasks in it are its objectives.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element

from plans.dataset import Dataset
from plans.dataset_publication import Publication
from plans.derive import Register, group
from plans.export_stratml_indicators import list_objectives
from plans.export_stratml_parts import branch, find_duties, leaf, must, stakeholders, write_xml
from plans.model import Package, Row
from plans.words import WORDS

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:PerformancePlanOrReport"
INDICATORS = "主要指标"
ABOUT_INDICATORS = "规划写明的全部指标，各附目标数字、实际值和原文用词。"
# What identifies the notice and has no place of its own, in the order in which it is told.
IDENTITY = (
    "title_en",
    "document_number",
    "index_number",
    "publisher",
    "written_on",
    "in_force_from",
    "genre",
    "validity",
    "completeness",
)


def write_stratml(dataset: Dataset, publication: Publication) -> bytes:
    """The performance plan of a dataset; raises ValueError where a text cannot stand in XML."""
    register = publication.register
    plan = register.plans[dataset.name]
    core = branch(
        "StrategicPlanCore",
        name_issuer(dataset.head["plan"], register),
        [goal_of_indicators(plan.name, publication)],
        goals_of_tasks(plan, register),
    )
    return write_xml(
        branch(
            "PerformancePlanOrReport",
            [must("Name", dataset.head["title"])],
            leaf("Description", dataset.head["description"]),
            leaf("OtherInformation", "\n".join(tell_identity(dataset.head["plan"], register))),
            [core],
            [administer(dataset)],
            [branch("Submitter", leaf("GivenName", dataset.head["contributors"][0]["title"]))],
            xmlns=NAMESPACE,
            Type="Performance_Plan",
        )
    )


def name_issuer(stated: Mapping[str, Any], register: Register) -> Iterator[Element]:
    """The organization that issued the plan, where the notice says which."""
    if issuer := stated.get("issuer", ""):
        name = register.organizations[issuer]["name"]
        yield branch("Organization", leaf("Name", name), leaf("Identifier", f"organization.{issuer}"))


def tell_identity(stated: Mapping[str, Any], register: Register) -> Iterator[str]:
    """`发文字号：…` for each property that is known; names are those of the descriptor's schema."""
    described = register.catalog.schemas["plan.schema"]["properties"]["plan"]["properties"]
    shown = {**stated, "completeness": WORDS[stated["completeness"]].zh}
    if "publisher" in stated:
        shown["publisher"] = register.organizations[stated["publisher"]]["name"]
    yield from (f"{described[key]['title']}：{shown[key]}" for key in IDENTITY if key in stated)


def goal_of_indicators(plan: str, publication: Publication) -> Element:
    """What the plan measures itself by."""
    return branch(
        "Goal",
        leaf("Name", INDICATORS),
        leaf("Description", ABOUT_INDICATORS),
        leaf("Identifier", "indicators"),
        list_objectives(plan, publication),
    )


def goals_of_tasks(plan: Package, register: Register) -> Iterator[Element]:
    """The tasks that are not part of another, each with all that are part of it."""
    tasks = {row["id"]: row for row in plan.rows("tasks")}
    duties = find_duties(plan, "task")
    quotes = {row["id"]: row["quote"] for row in plan.rows("passages")}
    told = {
        id_: [*tell_task(row, quotes[row["passage"]]), *stakeholders(duties.get(id_, ()), register)]
        for id_, row in tasks.items()
    }
    parts = group((top_of(row, tasks)["id"], row) for row in tasks.values() if row["parent"])
    for id_, task in tasks.items():
        if not task["parent"]:
            objectives = (
                branch("Objective", told[part["id"]], tell_kind(part)) for part in parts.get(id_, ())
            )
            yield branch("Goal", told[id_], tell_kind(task), objectives)


def top_of(task: Row, tasks: Mapping[str, Row]) -> Row:
    """The task at the top of those that a task is part of."""
    return top_of(tasks[task["parent"]], tasks) if task["parent"] else task


def tell_task(task: Row, quote: str) -> Iterator[Element]:
    """Title, words of the notice, id and number."""
    yield must("Name", task["title"])
    yield must("Description", quote)
    yield must("Identifier", f"task.{task['id']}")
    yield from leaf("SequenceIndicator", task["number"])


def tell_kind(task: Row) -> Iterator[Element]:
    """The English title, and whether it is a task or a safeguard."""
    return leaf("OtherInformation", f"{task['title_en']}\n{WORDS[task['kind']].zh}")


def administer(dataset: Dataset) -> Element:
    """The years of the plan, when the government published it, and where, or else its page here."""
    stated = dataset.head["plan"]
    start = f"{stated['start_year']}-01-01" if "start_year" in stated else ""
    return branch(
        "AdministrativeInformation",
        leaf("Identifier", f"plan.{dataset.name}"),
        leaf("StartDate", start),
        leaf("EndDate", f"{stated['end_year']}-12-31"),
        leaf("PublicationDate", stated.get("published_on", "")),
        leaf("Source", dataset.head["sources"][0].get("path", dataset.head["homepage"])),
    )
