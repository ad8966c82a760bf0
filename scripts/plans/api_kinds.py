"""The kinds of records: a row of a combined table goes in, its addresses and what is added to it come out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plans.address import (
    area_address,
    concept_address,
    data_address,
    figure_address,
    organization_address,
    passage_address,
    plan_address,
    source_address,
    task_address,
)
from plans.api_address import list_path, page_of, record_path
from plans.api_shelf import Record, Shelf
from plans.model import Text


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: one row of a combined table, with its addresses and what is added to it.

    `page` answers with the address of the row's page, `path` with its file below `/api/v1/`, `added` with
    further properties, `links` with further addresses.
    """

    name: str
    table: str
    title: Text
    page: Callable[[Record, Shelf], str]
    path: Callable[[Record, Shelf], str]
    added: Callable[[Record, Shelf], Record] = lambda row, shelf: {}
    links: Callable[[Record, Shelf], Record] = lambda row, shelf: {}


def own_file(table: str) -> Callable[[Record, Shelf], str]:
    """The path of a record that has a file."""
    return lambda row, shelf: record_path(table, row["id"])


def plan_file(row: Record, shelf: Shelf) -> str:
    return record_path("plans", row["plan"])


def in_list(table: str, name: str) -> Callable[[Record, Shelf], str]:
    """The path of the page of a list on which a row of a table stands."""
    return lambda row, shelf: list_path(name, page_of(shelf.places[table][row["id"]]))


def add_to_plan(row: Record, shelf: Shelf) -> Record:
    """The archived texts of a plan, the documents it names, how its targets stand."""
    plan = next(plan for plan in shelf.publication.plans if plan.name == row["id"])
    return {
        "sources": [
            {
                "title": source["title"],
                "rights": source["rights"],
                "url": shelf.url(source_address(plan.name)),
                "notice": shelf.notices[plan.name, source["resource"]],
            }
            for source in plan.head["sources"]
        ],
        "counts": shelf.count(shelf.grouped["targets", "plan"].get(row["id"], [])),
    }


def link_plan(row: Record, shelf: Shelf) -> Record:
    return {
        "targets": shelf.list_of("plan", row["id"]),
        "data": shelf.url(data_address(row["id"], "datapackage.json")),
    }


def add_counts(column: str) -> Callable[[Record, Shelf], Record]:
    """How the targets of a concept or an area stand."""
    return lambda row, shelf: {"counts": shelf.count(shelf.grouped["targets", column].get(row["id"], []))}


def link_targets(column: str) -> Callable[[Record, Shelf], Record]:
    """The targets of a concept or an area."""
    return lambda row, shelf: {"targets": shelf.list_of(column, row["id"])}


def add_commitment_counts(row: Record, shelf: Shelf) -> Record:
    """How the targets stand that an organization answers for."""
    commitments = shelf.grouped["commitments", "organization"].get(row["id"], [])
    targets = {found["target"] for found in commitments if found["target"]}
    return {"counts": shelf.count([shelf.targets[id_] for id_ in sorted(targets)])}


def add_to_target(row: Record, shelf: Shelf) -> Record:
    """The year in which a target is due, its neighbours, and where it stands."""
    progress = shelf.progress[row["id"]]
    before, after = shelf.neighbours[row["id"]]
    cited = dict.fromkeys(f"{row['passages']} {progress['passages']}".split())
    return {
        "year": int(row["period"][-4:]),
        "passages": shelf.cite(" ".join(cited)),
        "previous": before,
        "next": after,
        "revisions": shelf.revisions.get(row["id"], []),
        "progress": {name: progress[name] for name in progress if name not in {*row, "target"}},
    }


def link_target(row: Record, shelf: Shelf) -> Record:
    """Where the neighbours of a target stand."""
    before, after = shelf.neighbours[row["id"]]
    return {
        "previous": shelf.find("targets", before),
        "next": shelf.find("targets", after),
        "revisions": [
            shelf.api(list_path("revisions", page_of(shelf.places["revisions"][id_])))
            for id_ in shelf.revisions.get(row["id"], [])
        ],
    }


def show_indicator(row: Record, shelf: Shelf) -> str:
    """The address of an indicator is that of its first figure."""
    figures = shelf.grouped["values", "indicator"].get(row["id"])
    return figure_address(figures[0]["figure"]) if figures else plan_address(row["plan"])


def show_finding(row: Record, shelf: Shelf) -> str:
    return f"findings/#{row['id']}"


def show_change(row: Record, shelf: Shelf) -> str:
    """The figure that changed, while it stands; else its plan; else the page of changes."""
    if row["figure"] in shelf.figures:
        return figure_address(row["figure"])
    return plan_address(row["plan"]) if row["plan"] in shelf.ids["plans"] else "changes/"


def add_to_change(row: Record, shelf: Shelf) -> Record:
    return {"passages": [shelf.passages[row["passage"]]] if row["passage"] in shelf.passages else []}


def link_change(row: Record, shelf: Shelf) -> Record:
    """The plan and the target, while they stand."""
    return {"plan": shelf.find("plans", row["plan"]), "target": shelf.find("targets", row["figure"])}


KINDS: tuple[Kind, ...] = (
    Kind(
        "plan",
        "plans",
        Text("规划", "Plan"),
        lambda row, shelf: plan_address(row["id"]),
        own_file("plans"),
        add_to_plan,
        link_plan,
    ),
    Kind(
        "concept",
        "concepts",
        Text("共用指标", "Shared concept"),
        lambda row, shelf: concept_address(row["id"]),
        own_file("concepts"),
        add_counts("concept"),
        link_targets("concept"),
    ),
    Kind(
        "area",
        "areas",
        Text("地区", "Area"),
        lambda row, shelf: area_address(row["id"]),
        own_file("areas"),
        add_counts("area"),
        link_targets("area"),
    ),
    Kind(
        "organization",
        "organizations",
        Text("单位", "Organization"),
        lambda row, shelf: organization_address(row["id"]),
        own_file("organizations"),
        add_commitment_counts,
    ),
    Kind(
        "target",
        "targets",
        Text("目标", "Target"),
        lambda row, shelf: figure_address(row["id"]),
        lambda row, shelf: shelf.target_paths[row["id"]],
        add_to_target,
        link_target,
    ),
    Kind(
        "revision",
        "revisions",
        Text("目标改动", "Revision of a target"),
        lambda row, shelf: figure_address(row["new_target"]),
        in_list("revisions", "revisions"),
    ),
    Kind("finding", "findings", Text("核对发现", "Finding"), show_finding, in_list("findings", "findings")),
    Kind(
        "change",
        "history",
        Text("数据改动", "Change of the data"),
        show_change,
        in_list("history", "changes"),
        add_to_change,
        link_change,
    ),
    Kind("indicator", "indicators", Text("规划的指标", "Indicator of a plan"), show_indicator, plan_file),
    Kind(
        "task",
        "tasks",
        Text("任务", "Task"),
        lambda row, shelf: task_address(row["id"]),
        plan_file,
    ),
    Kind(
        "responsibility",
        "responsibilities",
        Text("责任分工", "Responsibility"),
        lambda row, shelf: task_address(row["task"]) if row["task"] else plan_address(row["plan"]),
        plan_file,
    ),
    Kind(
        "remark",
        "remarks",
        Text("原文备注", "Remark on the source"),
        lambda row, shelf: passage_address(row["passage"]),
        plan_file,
    ),
    Kind(
        "commitment",
        "commitments",
        Text("责任", "Commitment"),
        lambda row, shelf: organization_address(row["organization"]),
        lambda row, shelf: record_path("organizations", row["organization"]),
    ),
)
KIND_OF: Mapping[str, Kind] = {kind.name: kind for kind in KINDS}
