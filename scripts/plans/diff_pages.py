"""Where a change shows: what differs goes in, the pages that show it and lost addresses come out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plans.address import (
    area_address,
    concept_address,
    organization_address,
    plan_address,
    source_address,
)
from plans.build_addresses import find_gone, find_lost, list_anchors
from plans.diff_effects import Effect
from plans.diff_rows import RowChange, is_unreadable
from plans.load import VOCABULARY
from plans.load_state import State
from plans.model import Package, Row

SHARED_PAGES = {"progress": "due/", "findings": "findings/"}
PAGE_OF_ROW = {"concepts": concept_address, "areas": area_address, "organizations": organization_address}
SOURCE_TABLES = {"values", "passages", "remarks"}
PLACED_TABLES = ("values", "passages", "tasks")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that differs, by its address; `is_new` and `is_gone` where it comes or goes with the change."""

    address: str
    is_new: bool = False
    is_gone: bool = False


def list_pages(
    old: State, new: State, packages: Iterable[str], rows: Iterable[RowChange], effects: Iterable[Effect]
) -> Iterator[Page]:
    """The pages on which a reader sees the change, in the order of their addresses."""
    before, after = set(own_pages(old)), set(own_pages(new))
    states = (old, new)
    found = {
        *(page for name in packages for page in package_pages(name, states)),
        *(page for row in rows for page in row_pages(row, states)),
        *(page for effect in effects for page in effect_pages(effect, states)),
    }
    for address in sorted(found & (before | after | set(SHARED_PAGES.values()))):
        yield Page(address, address in after - before, address in before - after)


def own_pages(state: State) -> Iterator[str]:
    """The pages that rows and packages have of their own."""
    for plan in state.catalog.plans:
        yield from (plan_address(plan.name), source_address(plan.name))
    for table, address in PAGE_OF_ROW.items():
        yield from (address(row["id"]) for row in state.catalog.vocabulary.rows(table) if row["id"])


def package_pages(name: str, states: Iterable[State]) -> Iterator[str]:
    """The pages of a package, and of the area of a plan."""
    if name == VOCABULARY:
        return
    yield plan_address(name)
    for state in states:
        package = state.packages.get(name)
        stated = package.descriptor.get("plan") if package else None
        if isinstance(stated, dict):
            yield area_address(str(stated.get("area")))


def row_pages(change: RowChange, states: Iterable[State]) -> Iterator[str]:
    """The pages that show one row, before and after."""
    if change.table in SOURCE_TABLES:
        yield source_address(change.package)
    for row in filter(None, (change.old, change.new)):
        if change.table in PAGE_OF_ROW:
            yield PAGE_OF_ROW[change.table](row["id"])
        if row["organization"]:
            yield organization_address(row["organization"])
        if change.table == "values" and row["area"]:
            yield area_address(row["area"])
        indicator = row["id"] if change.table == "indicators" else row["indicator"]
        yield from (
            concept_address(concept)
            for state in states
            if (concept := find_concept(state.packages.get(change.package), indicator))
        )


def find_concept(package: Package | None, indicator: str) -> str:
    """The concept of an indicator, empty where it has none."""
    rows: Mapping[str, Row] = {row["id"]: row for row in package.rows("indicators")} if package else {}
    return rows[indicator]["concept"] if indicator in rows else ""


def effect_pages(effect: Effect, states: Iterable[State]) -> Iterator[str]:
    """The pages that show a derived result; another plan of the same concept may be among them."""
    if effect.table in SHARED_PAGES:
        yield SHARED_PAGES[effect.table]
    for record in filter(None, (effect.old, effect.new)):
        if effect.table == "revisions":
            yield from (plan_address(record.old_plan), plan_address(record.new_plan))
        else:
            yield plan_address(record.plan)
        concept = getattr(record, "concept", "")
        if concept:
            yield concept_address(concept)


def find_lost_addresses(old: State, new: State) -> list[str]:
    """Pages, figures, passages and tasks that had an address and have none, where no line says why.

    What is unreadable on the new side counts as there: its faults are told as problems.
    """
    unreadable = [
        plan_address(plan.name)
        for plan in new.catalog.plans
        if any(is_unreadable(plan, table) for table in PLACED_TABLES)
    ]
    if any(is_unreadable(new.catalog.vocabulary, table) for table in PAGE_OF_ROW):
        unreadable += ["indicators/", "areas/", "organizations/"]
    before, after = (set(own_pages(state)) | set(list_anchors(state.catalog)) for state in (old, new))
    return find_lost(find_gone(before, after, tuple(unreadable)), new.withdrawn)
