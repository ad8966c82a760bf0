"""What records are made with: everything published goes in, look-ups by id come out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from plans.address import absolute, data_address, passage_address
from plans.api_address import FOLDERS, api_url, list_path, page_of, record_path
from plans.dataset_publication import Publication
from plans.derive_progress import DUE, NOT_DUE, REPORTED

Record = dict[str, Any]
STATES = (DUE, REPORTED, NOT_DUE)
GROUPS = (
    ("indicators", "concept"),
    ("indicators", "plan"),
    ("tasks", "plan"),
    ("responsibilities", "plan"),
    ("remarks", "plan"),
    ("findings", "plan"),
    ("values", "indicator"),
    ("targets", "plan"),
    ("targets", "concept"),
    ("targets", "area"),
    ("revisions", "concept"),
    ("revisions", "area"),
    ("plans", "area"),
    ("areas", "parent"),
    ("organizations", "area"),
    ("commitments", "organization"),
)


@dataclass(frozen=True)
class Shelf:
    """The combined tables of a publication, and what is looked up in them for every record."""

    publication: Publication

    @cached_property
    def tables(self) -> dict[str, list[Record]]:
        """The rows of every combined table."""
        return {table.name: table.records() for table in self.publication.combined.tables}

    @cached_property
    def schemas(self) -> dict[str, Mapping[str, Any]]:
        """The Table Schema of every combined table."""
        return {table.name: table.schema for table in self.publication.combined.tables}

    @cached_property
    def ids(self) -> dict[str, set[str]]:
        """The ids that there are, by table."""
        return {
            name: {row["id"] for row in rows}
            for name, rows in self.tables.items()
            if "id" in self.publication.combined.table(name).columns
        }

    @cached_property
    def passages(self) -> dict[str, Record]:
        """The passages by id, as they stand in every record that rests on them."""
        return {row["id"]: self.show_passage(row) for row in self.tables["passages"]}

    @cached_property
    def notices(self) -> dict[tuple[str, str], str]:
        """The address of each archived text, by plan and name of the text."""
        return {
            (plan.name, text["name"]): self.url(data_address(plan.name, text["path"]))
            for plan in self.publication.plans
            for text in plan.text_resources
        }

    @cached_property
    def progress(self) -> dict[str, Record]:
        """Where each target stands, by its id."""
        return {row["target"]: row for row in self.tables["progress"]}

    @cached_property
    def target_paths(self) -> dict[str, str]:
        """The page of its plan's list on which each target stands."""
        return {
            row["id"]: list_path(f"targets/by-plan/{plan}", page_of(place))
            for plan, rows in self.grouped["targets", "plan"].items()
            for place, row in enumerate(rows)
        }

    @cached_property
    def neighbours(self) -> dict[str, tuple[str | None, str | None]]:
        """The targets of the year before and after, of the same indicator, area and organization.

        Targets for several years follow each other apart from those for one year.
        """
        series: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
        for row in self.tables["targets"]:
            span = "/" in row["period"]
            series[row["indicator"], row["area"], row["organization"], span].append(row)
        found: dict[str, tuple[str | None, str | None]] = {}
        for rows in series.values():
            ids = [row["id"] for row in sorted(rows, key=lambda row: (row["period"][-4:], row["period"]))]
            found.update(zip(ids, zip([None, *ids], [*ids[1:], None], strict=False), strict=True))
        return found

    @cached_property
    def revisions(self) -> dict[str, list[str]]:
        """The revisions in which each target has a part."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self.tables["revisions"]:
            found[row["old_target"]].append(row["id"])
            found[row["new_target"]].append(row["id"])
        return found

    @cached_property
    def grouped(self) -> dict[tuple[str, str], dict[str, list[Record]]]:
        """The rows of a table by what stands in a column; rows with nothing there are left out."""
        return {(table, column): group_rows(self.tables[table], column) for table, column in GROUPS}

    def show_passage(self, row: Mapping[str, Any]) -> Record:
        """A passage with its address and that of its notice."""
        return {
            "id": row["id"],
            "url": self.url(passage_address(row["id"])),
            "section": row["section"],
            "quote": row["quote"],
            "notice": self.notices[row["plan"], row["source"]],
        }

    def cite(self, references: str | None) -> list[Record]:
        """The passages that a cell names."""
        return [self.passages[id_] for id_ in (references or "").split()]

    def url(self, address: str) -> str:
        return absolute(self.publication.site_url, address)

    def api(self, path: str) -> str:
        return api_url(self.publication.site_url, path)

    def find(self, table: str, id_: str | None) -> str | None:
        """The address of the file in which a record is found; None where there is no such record."""
        if id_ is None or id_ not in self.ids.get(table, ()):
            return None
        return self.api(record_path(table, id_) if table in FOLDERS else self.target_paths[id_])

    def list_of(self, column: str, id_: str) -> str | None:
        """The address of the targets of a plan, concept or area; None where it has none."""
        found = id_ in self.grouped["targets", column]
        return self.api(list_path(f"targets/by-{column}/{id_}")) if found else None

    @cached_property
    def targets(self) -> dict[str, Record]:
        """The targets by id."""
        return {row["id"]: row for row in self.tables["targets"]}

    @cached_property
    def places(self) -> dict[str, dict[str, int]]:
        """The place of each row in its table, counted from zero."""
        return {
            table: {row["id"]: place for place, row in enumerate(self.tables[table])}
            for table in ("revisions", "findings", "history")
        }

    @cached_property
    def figures(self) -> set[str]:
        """The ids of all figures."""
        return {row["figure"] for row in self.tables["values"]}

    def count(self, targets: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
        """How targets stand: those of areas, and apart from them the shares of organizations."""
        shares = [row for row in targets if row["organization"]]
        whole = [row for row in targets if not row["organization"]]
        return {"targets": self.count_states(whole), "shares": self.count_states(shares)}

    def count_states(self, targets: Sequence[Mapping[str, Any]]) -> dict[str, int]:
        """The number of targets, and of those in each state."""
        states = [self.progress[row["id"]]["state"] for row in targets]
        return {"total": len(states), **{state: states.count(state) for state in STATES}}


def group_rows(rows: Sequence[Record], column: str) -> dict[str, list[Record]]:
    """Rows by what stands in a column."""
    found: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        if row[column] is not None:
            found[row[column]].append(row)
    return dict(found)
