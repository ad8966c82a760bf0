"""All plans together: one table of each kind, with what the usual question needs and ids unique among all."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from plans.dataset import COMBINED, Dataset, DataTable, head_of, type_table
from plans.derive import Register, figure_id, id_among_all, key_of, normalize, statement_id
from plans.derive_rounding import trim_zeros
from plans.model import VOCABULARY_TABLES, Catalog, Package, Row

HEAD = {
    "title": "全部规划的目标数据",
    "description": "全部规划数据包合在一起：目标数字和原文摘录、任务与责任单位、共用的词表，"
    "以及按公开的公式推算的结果。编号前面加上规划编号，每行带有地区代码、共用指标、换算值和基本单位。",
    "combined": {
        "title_en": "Targets of all plans",
        "description_en": "The packages of all plans together: figures with the passages that state them, "
        "tasks and responsibilities, the shared vocabulary, and the results derived by published formulas. "
        "Ids are prefixed by the plan; rows carry area code, concept, normalized value and base unit.",
    },
}
SHARED_PROPERTIES = ("$schema", "licenses", "contributors")
# Columns of derived tables that hold an id of their plan; the column beside them names the plan.
IDS_OF_PLAN = {"indicator": "plan", "whole_indicator": "whole_plan", "subject": "plan"}
Record = dict[str, Any]


def combined_dataset(
    register: Register, derived: Mapping[str, Sequence[object]], version: str, site_url: str
) -> Dataset:
    """The combined package; `derived` are records by the name of their table."""
    catalog = register.catalog
    joined = [
        type_table(name, combined_schema(name, catalog), records(register))
        for name, records in JOINED.items()
    ]
    shared = [
        type_table(
            name, fill_resource(catalog.schemas[f"tables/{name}"], name), rows_of(catalog.vocabulary, name)
        )
        for name in VOCABULARY_TABLES
    ]
    results = [derived_table(name, records, catalog) for name, records in derived.items()]
    descriptor = {key: catalog.vocabulary.descriptor[key] for key in SHARED_PROPERTIES}
    head = head_of(COMBINED, {**descriptor, "version": version, **HEAD}, site_url)
    return Dataset(COMBINED, head, (*joined, *shared, *results), {}, ())


def derived_table(name: str, records: Sequence[object], catalog: Catalog) -> DataTable:
    """A table of derived records, their indicators and tasks named as in the other tables."""
    schema = catalog.schemas[f"derived/{name}"]
    columns = [field["name"] for field in schema["fields"]]
    rows = [{column: getattr(record, column) for column in columns} for record in records]
    for row in rows:
        for column in IDS_OF_PLAN.keys() & row.keys():
            row[column] = row[column] and id_among_all(row[IDS_OF_PLAN[column]], row[column])
    return type_table(name, schema, rows)


def combined_schema(name: str, catalog: Catalog) -> Record:
    """A schema of `schemas/combined/` with the fields that it names taken from where they are described."""
    schema = catalog.schemas[f"combined/{name}"]
    fields = [
        field if isinstance(field, dict) else find_field(name, field, catalog) for field in schema["fields"]
    ]
    return {**schema, "fields": fields}


def find_field(table: str, name: str, catalog: Catalog) -> Record:
    """The description of `field` or `table.field`; those of plans are properties of the descriptor."""
    if table == "plans":
        properties = catalog.schemas["plan.schema"]["properties"]
        return field_of_property(name, {**properties["plan"]["properties"], **properties}[name])
    owner, _, column = name.rpartition(".")
    fields = catalog.schemas[f"tables/{owner or table}"]["fields"]
    return next(dict(field) for field in fields if field["name"] == column)


def field_of_property(name: str, described: Mapping[str, Any]) -> Record:
    """A Table Schema field from a property of a JSON Schema."""
    kept = ("title", "title_en", "description", "description_en")
    constraints = {key: described[key] for key in ("pattern", "enum") if key in described}
    return {
        "name": name,
        "type": "date" if described.get("format") == "date" else described["type"],
        **{key: described[key] for key in kept},
        "example": str(described["examples"][0]),
        **({"constraints": constraints} if constraints and described.get("format") != "date" else {}),
    }


def fill_resource(schema: Mapping[str, Any], name: str) -> Record:
    """The schema; a reference to the table itself names it, for other formats do not know the short form."""
    keys = [
        {**key, "reference": {**key["reference"], "resource": key["reference"]["resource"] or name}}
        for key in schema.get("foreignKeys", [])
    ]
    return {**schema, "foreignKeys": keys} if keys else dict(schema)


def rows_of(package: Package, table: str) -> Iterator[Mapping[str, str]]:
    """The cells of a table by column."""
    return (row.cells for row in package.rows(table))


def list_plans(register: Register) -> Iterator[Record]:
    """One record per plan: the identity of its notice."""
    for plan in ordered_plans(register):
        stated = plan.descriptor["plan"]
        yield {
            **stated,
            "id": plan.name,
            "title": plan.descriptor["title"],
            "version": plan.descriptor["version"],
            "area_code": register.areas[stated["area"]]["code"],
            "rights": plan.descriptor["sources"][0]["rights"],
        }


def ordered_plans(register: Register) -> list[Package]:
    """The plans by id."""
    return sorted(register.plans.values(), key=lambda plan: plan.name)


def list_values(register: Register) -> Iterator[Record]:
    """One record per statement of a figure, with its indicator, area and number in the base unit."""
    for plan in ordered_plans(register):
        indicators = {row["id"]: row for row in plan.rows("indicators")}
        for row in plan.rows("values"):
            value, base = normalize(row, register.units)
            indicator = indicators[row["indicator"]]
            yield {
                **{field: indicator[field] for field in ("name", "name_en", "concept", "match", "measure")},
                **row.cells,
                **place(plan, row["area"], register),
                "id": statement_id(plan.name, row),
                "figure": figure_id(plan.name, key_of(row)),
                "indicator": id_among_all(plan.name, row["indicator"]),
                "passage": id_among_all(plan.name, row["passage"]),
                "year": int(row["period"][-4:]),
                "normalized_value": None if value is None else trim_zeros(value),
                "base_unit": base,
            }


def place(plan: Package, area: str, register: Register) -> Record:
    """Plan, area and code of the area: the plan's own where the row names none."""
    covered = area or plan.descriptor["plan"]["area"]
    return {"plan": plan.name, "area": covered, "area_code": register.areas[covered]["code"]}


def list_rows(table: str, ids: Sequence[str]) -> Callable[[Register], Iterator[Record]]:
    """The rows of a table of all plans; cells of the columns in `ids` get the plan before them."""

    def records(register: Register) -> Iterator[Record]:
        for plan in ordered_plans(register):
            for row in plan.rows(table):
                yield {**row.cells, **place(plan, "", register), **prefix(plan, row, ids)}

    return records


def prefix(plan: Package, row: Row, ids: Sequence[str]) -> Record:
    """The cells that hold ids, made unique among all plans."""
    return {column: id_among_all(plan.name, row[column]) for column in ids if row[column]}


JOINED: Mapping[str, Callable[[Register], Iterator[Record]]] = {
    "plans": list_plans,
    "indicators": list_rows("indicators", ("id", "parent")),
    "values": list_values,
    "passages": list_rows("passages", ("id",)),
    "tasks": list_rows("tasks", ("id", "parent", "passage")),
    "responsibilities": list_rows("responsibilities", ("task", "indicator", "passage")),
    "remarks": list_rows("remarks", ("passage",)),
}
