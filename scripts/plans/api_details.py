"""Records with a file of their own: what such a file gives besides the record, from the tables around it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plans.api_kinds import KIND_OF, Kind
from plans.api_records import make_record
from plans.api_schema import Schema, array_of, describe, record_of
from plans.api_shelf import Record, Shelf
from plans.model import Text


@dataclass(frozen=True, slots=True)
class Part:
    """A list in the file of a record: its name, the kind of its records, which rows, what they are."""

    name: str
    kind: str
    rows: Callable[[str, Shelf], Iterable[Record]]
    text: Text


def rows_where(table: str, column: str) -> Callable[[str, Shelf], Iterable[Record]]:
    """The rows of a table that name a record in a column."""
    return lambda id_, shelf: shelf.grouped[table, column].get(id_, ())


def revisions_of_plan(id_: str, shelf: Shelf) -> Iterable[Record]:
    """The revisions in which a plan is the earlier or the later one."""
    return [row for row in shelf.tables["revisions"] if id_ in (row["old_plan"], row["new_plan"])]


REVISIONS = Text("目标改动。", "Revisions of its targets.")
PARTS: Mapping[str, tuple[Part, ...]] = {
    "plan": (
        Part(
            "indicators",
            "indicator",
            rows_where("indicators", "plan"),
            Text("规划的指标。", "Its indicators."),
        ),
        Part(
            "tasks",
            "task",
            rows_where("tasks", "plan"),
            Text("任务和保障措施。", "Its tasks and safeguards."),
        ),
        Part(
            "responsibilities",
            "responsibility",
            rows_where("responsibilities", "plan"),
            Text("各单位对任务和指标的责任。", "Who answers for its tasks and indicators."),
        ),
        Part(
            "revisions",
            "revision",
            revisions_of_plan,
            Text("它改动的和被改动的目标。", "Targets that it revised, and targets of it that were revised."),
        ),
        Part(
            "findings",
            "finding",
            rows_where("findings", "plan"),
            Text("对公文的核对发现。", "Findings on its notice."),
        ),
        Part(
            "remarks",
            "remark",
            rows_where("remarks", "plan"),
            Text("编者对原文的备注。", "Editors' remarks on its text."),
        ),
    ),
    "concept": (
        Part(
            "indicators",
            "indicator",
            rows_where("indicators", "concept"),
            Text(
                "对应它的规划指标，连同对应程度。",
                "The indicators of plans that are mapped to it, with the match.",
            ),
        ),
        Part("revisions", "revision", rows_where("revisions", "concept"), REVISIONS),
    ),
    "area": (
        Part("plans", "plan", rows_where("plans", "area"), Text("地区的规划。", "The plans of the area.")),
        Part(
            "areas",
            "area",
            rows_where("areas", "parent"),
            Text("下级地区和功能区。", "Areas and zones within it."),
        ),
        Part(
            "organizations",
            "organization",
            rows_where("organizations", "area"),
            Text("地区的单位。", "Its organizations."),
        ),
        Part("revisions", "revision", rows_where("revisions", "area"), REVISIONS),
    ),
    "organization": (
        Part(
            "commitments",
            "commitment",
            rows_where("commitments", "organization"),
            Text("它负责的任务、指标和分到的目标。", "Tasks, indicators and shares that it answers for."),
        ),
    ),
}


def make_detail(kind: Kind, row: Record, shelf: Shelf) -> Record:
    """A record with its lists."""
    parts = {
        part.name: [make_record(KIND_OF[part.kind], found, shelf) for found in part.rows(row["id"], shelf)]
        for part in PARTS[kind.name]
    }
    return {**make_record(kind, row, shelf), "as_of": shelf.publication.today, **parts}


def detail_schema(kind: Kind, record: Schema, as_of: Schema) -> dict[str, Any]:
    """The schema of such a file, from that of the record."""
    parts = {
        part.name: describe(array_of({"$ref": part.kind}), part.text.zh, part.text.en)
        for part in PARTS[kind.name]
    }
    title = Text(f"{kind.title.zh}及其各表", f"{kind.title.en}, with its lists")
    return record_of({**record["properties"], "as_of": as_of, **parts}, title.zh, title.en)
