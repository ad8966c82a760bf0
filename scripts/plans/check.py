"""The check: a catalog goes in, every problem of its packages comes out.

First the descriptor by JSON Schema, then the tables by frictionless, then our own rules.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import frictionless
import jsonschema
import referencing.jsonschema

from plans.canonical import DESCRIPTOR, follow_reference, schema_name, table_names
from plans.model import Catalog, Package, Problem, Table
from plans.rules import RULES
from plans.rules_schemas import (
    name_cell,
    name_malformed,
    name_missing,
    name_reference,
    name_repeated,
    name_unknown,
    word_demand,
)
from plans.rules_subject import Fault, Rule, Subject, see_package

Found = tuple[str, Fault]
Place = tuple[str | int, ...]
BY_ID = {rule.id: rule for rule in RULES}
CONSTRAINTS = {"required": "T101", "pattern": "T103", "enum": "T104"}
FORMATS = jsonschema.FormatChecker(formats=())
FORMATS.checks("date", raises=ValueError)(lambda value: value == "" or bool(date.fromisoformat(str(value))))
FORMATS.checks("date-time", raises=ValueError)(lambda value: bool(datetime.fromisoformat(str(value))))


def find_problems(catalog: Catalog, names: Sequence[str] | None = None) -> list[Problem]:
    """The problems of the packages of these names, or of all, in the order of files and rows.

    Raises ValueError where there is nothing to check, no such package, or a schema of ours is broken.
    """
    if not catalog.plans:
        raise ValueError("没有可检查的规划 nothing to check")
    check_schemas(catalog.schemas)
    packages = {package.name: package for package in (catalog.vocabulary, *catalog.plans)}
    if unknown := sorted(set(names or ()) - packages.keys()):
        raise ValueError(f"没有这个数据包 no such package: {', '.join(unknown)}")
    vocabulary = see_package(catalog.vocabulary, catalog.vocabulary.descriptor, catalog, None)
    wanted = set(names or packages)
    # a plan cannot be checked against tables that cannot be read, so their faults come with it
    if not set(table_names(catalog.vocabulary)) <= vocabulary.tables.keys():
        wanted.add(catalog.vocabulary.name)
    return [
        problem
        for name, package in packages.items()
        if name in wanted
        for problem in check_package(package, catalog, vocabulary)
    ]


def check_schemas(schemas: Mapping[str, Any]) -> None:
    """Raise ValueError where a schema of ours is broken."""
    for name, schema in schemas.items():
        try:
            if name.startswith("tables/"):
                frictionless.Schema.from_descriptor(schema)
            else:
                jsonschema.Draft202012Validator.check_schema(schema)
        except (frictionless.FrictionlessException, jsonschema.SchemaError) as error:
            raise ValueError(f"schemas/{name}.json: {error}") from error


def check_package(package: Package, catalog: Catalog, vocabulary: Subject) -> list[Problem]:
    """The problems of one package."""
    is_vocabulary = package is catalog.vocabulary
    malformed = list(check_descriptor(package, catalog.schemas))
    accepted = drop_places(package.descriptor, {place for place, _ in malformed})
    subject = see_package(package, accepted, catalog, None if is_vocabulary else vocabulary)
    scopes = {"file", "package", "vocabulary" if is_vocabulary else "plan"}
    found = [*(fault for _, fault in malformed), *check_tables(subject)]
    found += [
        (rule.id, fault) for rule in RULES if rule.scope in scopes for fault in apply_rule(rule, subject)
    ]
    problems = [make_problem(id_, fault, package.name) for id_, fault in drop_echoes(found)]
    return sorted(problems, key=lambda problem: place_problem(problem, table_names(package)))


def place_problem(problem: Problem, tables: Sequence[str]) -> tuple[int, str, int, str, str]:
    """Where a problem is shown: descriptor first, tables in their order, then by row."""
    files = [DESCRIPTOR, *(f"{name}.csv" for name in tables)]
    place = files.index(problem.file) if problem.file in files else len(files)
    return place, problem.file, problem.row or 0, problem.rule, problem.field or ""


def apply_rule(rule: Rule, subject: Subject) -> Iterable[Fault]:
    """What a rule finds; nothing where a table that it needs cannot be read."""
    if rule.function is None or not set(rule.tables) <= subject.tables.keys():
        return ()
    return rule.function(subject)


def make_problem(id_: str, fault: Fault, package: str) -> Problem:
    """A fault in the words of its rule, where it has none of its own."""
    rule = BY_ID[id_]
    return Problem(
        rule=id_,
        package=package,
        file=fault.file,
        row=fault.row,
        field=fault.field,
        must=fault.must or rule.title,
        found=fault.found,
        remedy=fault.remedy or rule.advice,
    )


def drop_echoes(found: Iterable[Found]) -> Iterator[Found]:
    """Each fault once: not what follows from a row of the wrong width or from a cell in the wrong form."""
    unique = list(dict.fromkeys(found))
    ragged = {(fault.file, fault.row) for id_, fault in unique if id_ == "T008"}
    spoilt = {
        (fault.file, fault.row, fault.field) for id_, fault in unique if is_about_form(id_) and fault.field
    }
    for id_, fault in unique:
        if id_ != "T008" and ((fault.file, fault.row) in ragged or (ragged and id_ in {"P010", "P011"})):
            continue
        if is_about_form(id_) or (fault.file, fault.row, fault.field) not in spoilt:
            yield id_, fault


def is_about_form(id_: str) -> bool:
    """Whether a rule is about the form of a cell or entry, not about what it says."""
    return id_ == "D004" or id_[0] == "T"


def check_descriptor(package: Package, schemas: Mapping[str, Any]) -> Iterator[tuple[Place, Found]]:
    """What JSON Schema finds in a descriptor, each fault with the place that rules must not look at."""
    registry = referencing.Registry[Any]().with_contents(
        ((f"{name}.json", schema) for name, schema in schemas.items() if "/" not in name),
        default_specification=referencing.jsonschema.DRAFT202012,
    )
    schema = schemas[schema_name(package)]
    validator = jsonschema.Draft202012Validator(schema, registry=registry, format_checker=FORMATS)
    for error in validator.iter_errors(package.descriptor) if package.descriptor else ():
        yield from explain_error(error, schemas)


def explain_error(
    error: jsonschema.ValidationError, schemas: Mapping[str, Any]
) -> Iterator[tuple[Place, Found]]:
    """One error of JSON Schema as faults in our words."""
    # the stubs know schemas that are no objects; ours all are
    schema: Any = error.schema
    given: Any = error.instance
    place = tuple(error.absolute_path)
    if error.validator == "required":
        for field in sorted(set(schema["required"]) - given.keys()):
            part = follow_reference(schema["properties"][field], schemas)
            yield (*place, field), ("D002", name_missing(place, field, part))
    elif error.validator == "additionalProperties":
        for field in sorted(given.keys() - schema["properties"].keys()):
            fault = name_unknown(place, field, str(given[field]), list(schema["properties"]))
            yield (*place, field), ("D003", fault)
    else:
        must = word_demand(str(error.validator), error.validator_value)
        yield place, ("D004", name_malformed(place, str(given), must, schema))


def drop_places(value: Any, places: Collection[Place], here: Place = ()) -> Any:
    """A JSON value without what stands at some places."""
    if isinstance(value, dict):
        items = ((key, inner) for key, inner in value.items() if (*here, key) not in places)
        return {key: drop_places(inner, places, (*here, key)) for key, inner in items}
    if isinstance(value, list):
        kept = ((place, inner) for place, inner in enumerate(value) if (*here, place) not in places)
        return [drop_places(inner, places, (*here, place)) for place, inner in kept]
    return value


def check_tables(subject: Subject) -> Iterator[Found]:
    """What frictionless finds in the readable tables of a package."""
    names = [name for name in table_names(subject.package) if name in subject.tables]
    resources = [describe_table(subject.tables[name], names, subject.catalog.schemas) for name in names]
    if resources:
        report = frictionless.Package({"resources": resources}).validate(limit_errors=1_000_000)
        for task in report.tasks:
            for error in task.errors:
                yield explain_cell(error, subject.tables[task.name], subject)


def describe_table(table: Table, names: Collection[str], schemas: Mapping[str, Any]) -> dict[str, Any]:
    """A table for frictionless, without keys into tables that cannot be read."""
    schema = schemas[f"tables/{table.name}"]
    keys = [key for key in schema.get("foreignKeys", []) if key["reference"]["resource"] in {"", *names}]
    cells = [[row[field] for field in table.header] for row in table.rows]
    return {
        "name": table.name,
        "type": "table",
        "data": [list(table.header), *cells],
        "schema": {**schema, "foreignKeys": keys},
    }


def explain_cell(error: Any, table: Table, subject: Subject) -> Found:
    """One error of frictionless as a fault in our words."""
    row = table.rows[error.row_number - 2]
    if error.type == "foreign-key":
        field, target = error.field_names[0], error.reference_name or table.name
        return "T106", name_reference(subject, table.name, row, field, target)
    if error.type in {"unique-error", "primary-key"}:
        return "T105", name_repeated(subject, table.name, row)
    kind = "type" if error.type == "type-error" else error.note.split('"')[1]
    rule = CONSTRAINTS.get(kind, "T102")
    return rule, name_cell(subject, table.name, row, error.field_name, kind)
