"""The check: a catalog goes in, every problem of its packages comes out.

First the descriptor by JSON Schema, then the tables by frictionless, then our own rules.
"""

import copy
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import frictionless
import jsonschema
import referencing.jsonschema

from plans.canonical import DESCRIPTOR, follow_reference, schema_name, table_names
from plans.canonical_bytes import decode
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package, Problem, Row
from plans.rules import RULES
from plans.rules_place import find_line, letter_column, locate_entries
from plans.rules_schemas import (
    name_cell,
    name_malformed,
    name_missing,
    name_reference,
    name_repeated,
    name_unknown,
    propose_listed,
    word_demand,
)
from plans.rules_spoilt import is_explained
from plans.rules_subject import Fault, Subject, see_package

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
    check_schemas(catalog.schemas)
    packages = {package.name: package for package in (catalog.vocabulary, *catalog.plans)}
    if unknown := sorted(set(names or ()) - packages.keys()):
        raise ValueError(f"没有这个数据包 no such package: {', '.join(unknown)}")
    if not catalog.plans:
        raise ValueError("没有可检查的规划 nothing to check")
    vocabulary, in_vocabulary = check_head(catalog.vocabulary, catalog, None)
    wanted = [packages[name] for name in packages if name in (names or packages)]
    heads = [
        check_head(package, catalog, vocabulary) for package in wanted if package is not catalog.vocabulary
    ]
    # a plan cannot be checked against tables that cannot be read, so their faults come with it
    if catalog.vocabulary in wanted or not set(table_names(catalog.vocabulary)) <= vocabulary.tables.keys():
        heads.insert(0, (see_plans(vocabulary, [subject for subject, _ in heads]), in_vocabulary))
    cells = check_tables([subject for subject, _ in heads])
    return [
        problem
        for subject, found in heads
        for problem in join_problems([*found, *cells[subject.package.name], *apply_rules(subject)], subject)
    ]


def check_head(package: Package, catalog: Catalog, vocabulary: Subject | None) -> tuple[Subject, list[Found]]:
    """A package as rules see it, and what JSON Schema finds in its descriptor."""
    places = list(check_descriptor(package, catalog.schemas))
    accepted = drop_places(package.descriptor, {place for place, _ in places})
    found = [(id_, propose_listed(fault, vocabulary)) for _, (id_, fault) in places]
    return see_package(package, accepted, catalog, vocabulary), found


def see_plans(vocabulary: Subject, plans: Iterable[Subject]) -> Subject:
    """The vocabulary with the tables of the plans that use it as rules see them."""
    seen = {plan.package.name: replace(plan.package, tables=plan.own) for plan in plans}
    catalog = vocabulary.catalog
    mended = tuple(seen.get(plan.name, plan) for plan in catalog.plans)
    return replace(vocabulary, catalog=replace(catalog, plans=mended))


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


def join_problems(found: Iterable[Found], subject: Subject) -> list[Problem]:
    """The problems of one package in the order of files and rows."""
    package, faults = subject.package, list(drop_echoes(found, subject))
    in_descriptor = package.descriptor and any(fault.file == DESCRIPTOR for _, fault in faults)
    lines = locate_entries(decode(package.files[DESCRIPTOR]) or "") if in_descriptor else {}
    problems = [make_problem(id_, fault, subject, lines) for id_, fault in faults]
    return sorted(problems, key=lambda problem: place_problem(problem, table_names(package)))


def place_problem(problem: Problem, tables: Sequence[str]) -> tuple[int, str, int, str, str]:
    """Where a problem is shown: descriptor first, tables in their order, then by row."""
    files = [DESCRIPTOR, *(f"{name}.csv" for name in tables)]
    place = files.index(problem.file) if problem.file in files else len(files)
    return place, problem.file, problem.row or 0, problem.rule, problem.field or ""


def apply_rules(subject: Subject) -> Iterator[Found]:
    """What our rules find; a rule is silent where a table that it needs cannot be read."""
    own = "vocabulary" if subject.package is subject.catalog.vocabulary else "plan"
    for rule in RULES:
        if (
            rule.function
            and rule.scope in {"file", "package", own}
            and set(rule.tables) <= subject.tables.keys()
        ):
            yield from ((rule.id, fault) for fault in rule.function(subject))


def make_problem(id_: str, fault: Fault, subject: Subject, lines: Mapping[str, int]) -> Problem:
    """A fault in the words of its rule, where it has none of its own; `lines` are those of the descriptor."""
    rule, field = BY_ID[id_], fault.field or ""
    reading = subject.readings.get(fault.file.removesuffix(".csv"))
    header = reading.names if reading else ()
    in_descriptor = fault.file == DESCRIPTOR and fault.row is None and field
    return Problem(
        rule=id_,
        package=subject.package.name,
        file=fault.file,
        row=find_line(field, lines) if in_descriptor else fault.row,
        field=fault.field,
        must=fault.must or rule.title,
        found=fault.found,
        remedy=fault.remedy or rule.advice,
        column=letter_column(header.index(field)) if field and field in header else "",
    )


def drop_echoes(found: Iterable[Found], subject: Subject) -> Iterator[Found]:
    """Each fault once: not what follows from a row of the wrong width or from a cell in the wrong form."""
    unique = [pair for pair in dict.fromkeys(found) if not is_explained(*pair, subject)]
    malformed = {(fault.file, fault.row, fault.field) for id_, fault in unique if id_ == "T103"}
    ragged = {(fault.file, fault.row) for id_, fault in unique if id_ == "T008"}
    spoilt = {
        (fault.file, fault.row, fault.field) for id_, fault in unique if is_about_form(id_) and fault.field
    }
    for id_, fault in unique:
        if id_ != "T008" and ((fault.file, fault.row) in ragged or (ragged and id_ in {"P010", "P011"})):
            continue
        if id_ == "T106" and (fault.file, fault.row, fault.field) in malformed:
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
        found = json.dumps(given, ensure_ascii=False) if error.validator == "type" else str(given)
        yield place, ("D004", name_malformed(place, found, must, schema))


def drop_places(value: Any, places: Collection[Place], here: Place = ()) -> Any:
    """A JSON value without what stands at some places."""
    if isinstance(value, dict):
        items = ((key, inner) for key, inner in value.items() if (*here, key) not in places)
        return {key: drop_places(inner, places, (*here, key)) for key, inner in items}
    if isinstance(value, list):
        kept = ((place, inner) for place, inner in enumerate(value) if (*here, place) not in places)
        return [drop_places(inner, places, (*here, place)) for place, inner in kept]
    return value


def check_tables(subjects: Sequence[Subject]) -> dict[str, list[Found]]:
    """What frictionless finds in the readable tables, by package.

    The tables of all packages are joined, for it needs a tenth of a second for each package of its own.
    """
    found: dict[str, list[Found]] = {subject.package.name: [] for subject in subjects}
    rows = {name: list(join_rows(name, subjects)) for name in PLAN_TABLES + VOCABULARY_TABLES}
    schemas = subjects[0].catalog.schemas
    resources = [describe_table(name, joined, schemas) for name, joined in rows.items()]
    for task in frictionless.Package(resources=resources).validate(limit_errors=1_000_000).tasks:
        for error in task.errors:
            subject, row = rows[task.name][error.row_number - 2]
            if error.type != "foreign-key" or (error.reference_name or task.name) in subject.tables:
                found[subject.package.name].append(explain_cell(error, task.name, row, subject))
    return found


def join_rows(name: str, subjects: Iterable[Subject]) -> Iterator[tuple[Subject, Row]]:
    """The rows of one table in all packages."""
    for subject in subjects:
        if name in table_names(subject.package):
            yield from ((subject, row) for row in subject.rows(name))


def describe_table(
    name: str, rows: Sequence[tuple[Subject, Row]], schemas: Mapping[str, Any]
) -> frictionless.Resource:
    """A joined table for frictionless; keys begin with the package, in which alone they are unique."""
    schema = copy.deepcopy(schemas[f"tables/{name}"])
    keys = {
        *schema.get("primaryKey", ()),
        *(field for key in schema.get("foreignKeys", ()) for field in key["fields"]),
    }
    for field in schema["fields"]:
        if field["name"] in keys and "pattern" in field.get("constraints", {}):
            field["constraints"]["pattern"] = "^[^/]*/" + field["constraints"]["pattern"].removeprefix("^")
    header = [field["name"] for field in schema["fields"]]
    cells = [
        [
            f"{subject.package.name}/{row[field]}" if field in keys and row[field] else row[field]
            for field in header
        ]
        for subject, row in rows
    ]
    return frictionless.Resource(
        name=name,
        # a function, for frictionless copies lists again and again
        data=lambda: [header, *cells],
        format="inline",
        schema=frictionless.Schema.from_descriptor(schema),
    )


def explain_cell(error: Any, table: str, row: Row, subject: Subject) -> Found:
    """One error of frictionless as a fault in our words."""
    if error.type == "foreign-key":
        return "T106", name_reference(
            subject, table, row, error.field_names[0], error.reference_name or table
        )
    if error.type in {"unique-error", "primary-key"}:
        return "T105", name_repeated(subject, table, row)
    kind = "type" if error.type == "type-error" else error.note.split('"')[1]
    return CONSTRAINTS.get(kind, "T102"), name_cell(subject, table, row, error.field_name, kind)
