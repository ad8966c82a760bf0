"""What a change means for readers: two states of the data go in, every difference that they see comes out."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.canonical import DESCRIPTOR
from plans.check import find_problems
from plans.derive import register
from plans.derive_results import Results, derive_results
from plans.derive_schema import SchemaChange, compare_schemas
from plans.derive_versions import Step, largest, package_steps, schemas_step
from plans.diff_effects import Effect, compare_results
from plans.diff_pages import Page, find_lost_addresses, list_pages
from plans.diff_rows import RowChange, compare_packages, is_unreadable
from plans.load import VOCABULARY
from plans.load_history import read_fields
from plans.load_state import State
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Package, Problem

# Properties of a descriptor that are told otherwise, or say nothing to readers.
QUIET = ("$schema", "version", "resources", "plan")


@dataclass(frozen=True, slots=True)
class PropertyChange:
    """A property of a plan's descriptor before and after, None where it had or has none."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class PackageChange:
    """A package that differs: `step` is None where its versions alone differ, or nobody can tell it.

    `files` are paths that differ besides tables and descriptor, `unreadable` those of tables that cannot be
    compared.
    """

    name: str
    old: Package | None
    new: Package | None
    step: Step | None
    properties: tuple[PropertyChange, ...]
    rows: tuple[RowChange, ...]
    files: tuple[str, ...]
    unreadable: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaDifference:
    """What changed in the columns and rules of one table; no changes where it came or went."""

    name: str
    is_new: bool
    is_gone: bool
    changes: tuple[SchemaChange, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A state as judged: its problems, None where the check cannot run; results where there are none."""

    problems: tuple[Problem, ...] | None
    results: Results | None


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs; `effects` is None where derived results cannot be compared.

    `is_step_certain` is false where some packages are so broken that their step is unknown.
    """

    old: Side
    new: Side
    step: Step | None
    is_step_certain: bool
    packages: tuple[PackageChange, ...]
    schemas: tuple[SchemaDifference, ...]
    effects: tuple[Effect, ...] | None
    pages: tuple[Page, ...]
    lost: tuple[str, ...]


def compare_states(old: State, new: State, today: date) -> Difference:
    """What differs between two states, as seen on a day."""
    sides = [judge(state, today) for state in (old, new)]
    unsure = doubtful_packages(sides, old.packages.keys() | new.packages.keys())
    steps = dict(package_steps(leave_out(old.packages, unsure), leave_out(new.packages, unsure)))
    schemas = [keep_tables(state.catalog.schemas) for state in (old, new)]
    packages = tuple(list_packages(old, new, steps))
    before, after = sides[0].results, sides[1].results
    effects = None if before is None or after is None else compare_results(before, after)
    rows = [row for package in packages for row in package.rows]
    return Difference(
        old=sides[0],
        new=sides[1],
        step=largest([*steps.values(), schemas_step(*schemas)]),
        is_step_certain=not unsure,
        packages=packages,
        schemas=tuple(compare_tables_of_schemas(*schemas)),
        effects=effects,
        pages=tuple(list_pages(old, new, [package.name for package in packages], rows, effects or ())),
        lost=tuple(find_lost_addresses(old, new)),
    )


def judge(state: State, today: date) -> Side:
    """The problems of a state and, where it has none, what is derived from it."""
    if state.broken:
        return Side(None, None)
    try:
        problems = tuple(find_problems(state.catalog)) if state.catalog.plans else ()
    except ValueError:  # a schema of ours is broken
        return Side(None, None)
    return Side(problems, None if problems else derive_results(register(state.catalog), today))


def doubtful_packages(sides: Sequence[Side], names: set[str]) -> set[str]:
    """The packages whose descriptor is too broken to tell a step from, on either side."""
    if any(side.problems is None for side in sides):
        return names
    problems = [problem for side in sides for problem in side.problems or ()]
    return {problem.package for problem in problems if problem.file == DESCRIPTOR}


def leave_out(packages: Mapping[str, Package], names: set[str]) -> dict[str, Package]:
    """The packages that are not among some names."""
    return {name: package for name, package in packages.items() if name not in names}


def list_packages(old: State, new: State, steps: Mapping[str, Step | None]) -> Iterator[PackageChange]:
    """The packages that differ, plans first."""
    names = sorted(old.packages.keys() | new.packages.keys(), key=lambda name: (name == VOCABULARY, name))
    for name in names:
        before, after = old.packages.get(name), new.packages.get(name)
        if before is None or after is None or before.files != after.files:
            yield compare_package(name, before, after, steps.get(name))


def compare_package(name: str, old: Package | None, new: Package | None, step: Step | None) -> PackageChange:
    """What differs in one package."""
    tables = VOCABULARY_TABLES if name == VOCABULARY else PLAN_TABLES
    paths = {f"{table}.csv" for table in tables} | {DESCRIPTOR}
    files = [package.files if package else {} for package in (old, new)]
    every = files[0].keys() | files[1].keys()
    differing = sorted(path for path in every if files[0].get(path) != files[1].get(path))
    return PackageChange(
        name=name,
        old=old,
        new=new,
        step=step,
        properties=tuple(compare_descriptors(old, new)) if old and new else (),
        rows=tuple(compare_packages(name, old, new, tables)),
        files=tuple(path for path in differing if path not in paths),
        unreadable=tuple(sorted({*list_unreadable(old, tables), *list_unreadable(new, tables)})),
    )


def list_unreadable(package: Package | None, tables: Iterable[str]) -> list[str]:
    """The files of a package that stand there and cannot be read."""
    if package is None:
        return []
    lost = [] if package.descriptor else [DESCRIPTOR]
    return [*lost, *(f"{table}.csv" for table in tables if is_unreadable(package, table))]


def compare_descriptors(old: Package, new: Package) -> Iterator[PropertyChange]:
    """The properties that differ; those of the own object `plan` stand beside the others."""
    before, after = flatten(old.descriptor), flatten(new.descriptor)
    for name in dict.fromkeys((*before, *after)):
        if json_of(before.get(name)) != json_of(after.get(name)):
            yield PropertyChange(name, before.get(name), after.get(name))


def flatten(descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that readers see."""
    stated = descriptor.get("plan")
    shown = {name: value for name, value in descriptor.items() if name not in QUIET}
    return {**shown, **stated} if isinstance(stated, dict) else shown


def json_of(value: Any) -> str:
    """A value of JSON as it compares: 1 is not true."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def keep_tables(schemas: Mapping[str, Any]) -> dict[str, Any]:
    """The schemas that describe tables, and are sound enough to compare."""
    read = {name: read_fields(json_of(schema).encode()) for name, schema in schemas.items() if "/" in name}
    return {name: schema for name, schema in read.items() if schema is not None}


def compare_tables_of_schemas(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SchemaDifference]:
    """The tables whose columns or rules differ."""
    for name in sorted(old.keys() | new.keys()):
        known = name in old and name in new
        changes = tuple(compare_schemas(old[name], new[name])) if known else ()
        if changes or not known:
            yield SchemaDifference(name, name not in old, name not in new, changes)
