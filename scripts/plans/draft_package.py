"""A draft: a notice and what is proposed of it go in, the files of a package come out.

What the check refuses is not written: it is held back with the words of the check.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plans.canonical import DESCRIPTOR, field_names, tidy_package, write_table
from plans.check import find_problems
from plans.draft_descriptor import Statement, describe_notice
from plans.draft_grid import find_grids
from plans.draft_ids import find_organization
from plans.draft_notice import Notice
from plans.draft_proposal import Proposal
from plans.draft_related import find_related
from plans.draft_rows import Cells, Home, Rows, write_rows
from plans.load import parse_package
from plans.model import PLAN_TABLES, Catalog, Package, Problem, Row, Table, Text

NUMBERS = frozenset({"start_year", "end_year", "base_year"})
BODIES = ("issuer", "publisher")
APART = frozenset({"title", "source", "rights", *BODIES})
# rules that speak of one row and its words; those on the vocabulary and on translations are for a person
FORMS = frozenset({"T102", "T103", "T104"})
UNCONVERTED, UNPROVEN = "X006", "P107"
OTHER_UNIT = Text(
    "单位换算不成共用指标的单位，多半不是同一指标。",
    "The unit does not convert to that of the concept: probably another indicator.",
)
LICENCE = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
CONTRIBUTOR = {"title": "规划目标开放数据", "roles": ["dataCurator"]}


@dataclass(frozen=True, slots=True)
class Order:
    """What a draft is asked for: the id of the plan, its area (empty: read it), today as year-month-day."""

    name: str
    area: str
    today: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft package with all that a person needs to finish it."""

    package: Package
    notice: Notice
    statements: tuple[Statement, ...]
    proposals: tuple[Proposal, ...]
    rows: Rows
    problems: tuple[Problem, ...]
    notes: tuple[Text, ...]


def draft_package(
    notice: Notice, proposals: Sequence[Proposal], order: Order, catalog: Catalog, notes: Sequence[Text]
) -> Draft:
    """The draft of a notice."""
    statements = describe_notice(notice, catalog.vocabulary, order.area)
    by_field = {statement.field: statement.value for statement in statements}
    placed = notice if notice.grids else replace(notice, grids=find_grids(notice.text))
    home = Home(placed, by_field.get("title", ""), by_field.get("area", ""), catalog.vocabulary)
    related = find_related(notice.text, by_field.get("title", ""))
    proofs = [(span, f"basis-{number}") for number, (span, _) in enumerate(related, 1)]
    links = [{**entry, "passage": f"basis-{number}"} for number, (_, entry) in enumerate(related, 1)]
    descriptor = write_descriptor(statements, order, home, links)
    refused: dict[int, Text] = {}
    unnumbered: set[str] = set()
    while True:
        rows = drop_numbers(write_rows(proposals, home, refused, proofs), unnumbered)
        package = assemble(descriptor, rows, notice, catalog)
        problems = find_problems(replace(catalog, plans=join_plans(catalog, package)), [order.name])
        more = refuse(problems, rows, package, frozenset(refused))
        wrong = set(find_unnumbered(problems, package)) - unnumbered
        if not more and not wrong:
            return Draft(package, notice, statements, tuple(proposals), rows, tuple(problems), tuple(notes))
        refused |= more
        # what was refused may have been the proof of a number
        unnumbered |= wrong if not more else set()


def join_plans(catalog: Catalog, package: Package) -> tuple[Package, ...]:
    """The plans with the draft in place of one of its name."""
    return (*(plan for plan in catalog.plans if plan.name != package.name), package)


def write_descriptor(
    statements: Sequence[Statement], order: Order, home: Home, related: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """The entries of datapackage.json that the notice and the project state."""
    found = {statement.field: statement.value for statement in statements}
    plan: dict[str, Any] = {
        field: int(value) if field in NUMBERS else value
        for field, value in found.items()
        if field not in APART
    }
    for field in BODIES:
        if body := find_organization(found.get(field, ""), home.area, home.vocabulary):
            plan[field] = body
    if related:
        plan["related"] = related
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": order.name,
        **({"title": found["title"]} if "title" in found else {}),
        "version": "1.0.0",
        "created": f"{order.today}T00:00:00Z",
        "licenses": [LICENCE],
        "contributors": [CONTRIBUTOR],
        "keywords": list_keywords(home),
        "sources": [name_source(found)],
        "plan": plan,
    }


def list_keywords(home: Home) -> list[str]:
    """Keywords that hold of every plan of an area."""
    areas = (row["name"] for row in home.vocabulary.rows("areas") if row["id"] == home.area)
    return ["规划目标", *areas]


def name_source(found: Mapping[str, str]) -> dict[str, str]:
    """The entry of the archived text."""
    number = found.get("document_number", "")
    title = found.get("source") or found.get("title", "")
    named = {"title": f"{title}（{number}）" if number else title} if title else {}
    rights = {"rights": found["rights"]} if "rights" in found else {}
    return {**named, "resource": "notice", **rights}


def assemble(descriptor: Mapping[str, Any], rows: Rows, notice: Notice, catalog: Catalog) -> Package:
    """The package in the one allowed form."""
    name = descriptor["name"]
    files = {
        DESCRIPTOR: json.dumps(descriptor).encode(),
        "sources/notice.txt": notice.text.encode(),
        **{f"{table}.csv": write_cells(table, rows, catalog) for table in PLAN_TABLES},
    }
    return parse_package(name, files | tidy_package(parse_package(name, files), catalog))


def write_cells(table: str, rows: Rows, catalog: Catalog) -> bytes:
    """A table of the draft as CSV."""
    header = field_names(catalog.schemas, table)
    cells: Sequence[Cells] = rows.tables.get(table, [])
    return write_table(Table(table, header, tuple(Row(line, row) for line, row in enumerate(cells, 2))))


def refuse(
    problems: Sequence[Problem], rows: Rows, package: Package, refused: frozenset[int]
) -> dict[int, Text]:
    """The proposals whose rows break a rule, each with the words of the rule."""
    faults = dict(locate_faults(problems, package))
    return {
        number: faults[key]
        for number, (table, cells) in rows.written.items()
        for key in [identify_row(table, cells)]
        if key in faults and number not in refused
    }


def locate_faults(problems: Sequence[Problem], package: Package) -> Iterator[tuple[tuple[str, ...], Text]]:
    """The rows of figures, tasks and duties that break a rule, and those whose passage does."""
    for problem in reversed(problems):
        table = problem.file.removesuffix(".csv")
        if problem.rule == UNCONVERTED:
            yield from refuse_concept(
                package.tables[table].rows[(problem.row or 0) - 2]["indicator"], package
            )
        if problem.row is None or not (problem.rule[0] == "P" or problem.rule in FORMS):
            continue
        cells = package.tables[table].rows[problem.row - 2].cells
        words = Text(f"检查未通过：{problem.must.zh}。", f"The check refuses it: {problem.must.en}.")
        if table in {"values", "tasks", "responsibilities"}:
            yield identify_row(table, cells), words
        elif table == "passages":
            for user in ("values", "tasks", "responsibilities"):
                used = (row.cells for row in package.rows(user) if row["passage"] == cells["id"])
                yield from ((identify_row(user, row), words) for row in used)


def find_unnumbered(problems: Sequence[Problem], package: Package) -> Iterator[str]:
    """The indicators whose number no passage proves."""
    for problem in problems:
        if problem.rule == UNPROVEN and problem.row:
            yield package.tables["indicators"].rows[problem.row - 2]["id"]


def drop_numbers(rows: Rows, unnumbered: Collection[str]) -> Rows:
    """The rows with no number at these indicators."""
    indicators = [
        {**cells, "number": ""} if cells["id"] in unnumbered else cells
        for cells in rows.tables.get("indicators", ())
    ]
    return replace(rows, tables={**rows.tables, "indicators": indicators})


def refuse_concept(indicator: str, package: Package) -> Iterator[tuple[tuple[str, ...], Text]]:
    """The shared concept of an indicator whose unit does not convert to that of the concept."""
    for row in package.rows("indicators"):
        if row["id"] == indicator:
            cells = {"indicator": indicator, "concept": row["concept"], "match": row["match"]}
            yield identify_row("concepts", cells), OTHER_UNIT


def identify_row(table: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    """What tells a row from others, whatever the order of its cells."""
    return table, *(f"{field}={cell}" for field, cell in sorted(cells.items()) if cell)
