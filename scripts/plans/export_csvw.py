"""CSV on the Web: a dataset goes in, the `csv-metadata.json` that stands beside its CSV files comes out.

It follows "Metadata Vocabulary for Tabular Data" (W3C Recommendation, 2015).
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from plans.address import (
    absolute,
    area_address,
    concept_address,
    organization_address,
    passage_address,
    plan_address,
    task_address,
)
from plans.dataset import Dataset, DataTable
from plans.derive import id_among_all
from plans.export import json_bytes
from plans.export_about import description_of, title_of
from plans.model import Text

Schema = Mapping[str, Any]
Addresses = Mapping[str, Callable[[str], str]]

CONTEXT = "http://www.w3.org/ns/csvw"
CHINESE, ENGLISH = "zh-Hans", "en"
# The standard takes a row that begins with # for a comment, unless told otherwise.
DIALECT = {"encoding": "utf-8", "lineTerminators": ["\n"], "commentPrefix": None}
TYPES = MappingProxyType({"number": "decimal"})
# str.format makes of it the variable of a URI template, named after a column: {concept}.
VARIABLE = "{{{}}}"
BOUNDS = ("minimum", "maximum")

# Tables whose rows have a page, and columns that hold the id of such a page.
PAGES: Addresses = MappingProxyType(
    {
        "plans": plan_address,
        "concepts": concept_address,
        "areas": area_address,
        "organizations": organization_address,
    }
)
LINKS: Addresses = MappingProxyType(
    {
        "concept": concept_address,
        "area": area_address,
        "organization": organization_address,
        "issuer": organization_address,
        "publisher": organization_address,
        "plan": plan_address,
        "old_plan": plan_address,
        "new_plan": plan_address,
        "whole_plan": plan_address,
    }
)
# The same for anchors on the pages of a plan; ids in its own tables are those of the anchors. A template
# cannot make the anchor of a figure (it leaves out the word `target`), nor cut a plan off an id among all.
ANCHORS: Addresses = MappingProxyType({"passages": passage_address, "tasks": task_address})
ANCHOR_LINKS: Addresses = MappingProxyType({"passage": passage_address, "task": task_address})


def write_csvw(dataset: Dataset, site_url: str) -> bytes:
    """The table group of a dataset; its CSV files are named as they lie beside it."""
    return json_bytes(
        {
            "@context": [CONTEXT, {"@language": CHINESE}],
            "dc:title": tag(title_of(dataset)),
            "dc:description": tag(description_of(dataset)),
            "dc:license": [{"@id": entry["path"]} for entry in dataset.head["licenses"]],
            "schema:version": dataset.head["version"],
            "schema:url": {"@id": dataset.head["homepage"]},
            "dialect": DIALECT,
            "tables": [describe_table(table, dataset, site_url) for table in dataset.tables],
        }
    )


def tag(text: Text) -> list[dict[str, str]]:
    """A text in both languages, as JSON-LD has it."""
    return [{"@value": text.zh, "@language": CHINESE}, {"@value": text.en, "@language": ENGLISH}]


def describe_table(table: DataTable, dataset: Dataset, site_url: str) -> dict[str, Any]:
    """One CSV file: its columns, its keys, and what its rows are about where that has an address."""
    abouts = link_templates(PAGES, ANCHORS, dataset, site_url)
    links = link_templates(LINKS, ANCHOR_LINKS, dataset, site_url)
    columns = [describe_column(field, links) for field in table.schema["fields"]]
    foreign_keys = list(list_foreign_keys(table, {other.name for other in dataset.tables}))
    schema = {
        **({"aboutUrl": abouts[table.name].format("id")} if table.name in abouts else {}),
        "columns": columns,
        **({"primaryKey": table.schema["primaryKey"]} if "primaryKey" in table.schema else {}),
        **({"foreignKeys": foreign_keys} if foreign_keys else {}),
    }
    return {"url": f"{table.name}.csv", "tableSchema": schema}


def link_templates(pages: Addresses, anchors: Addresses, dataset: Dataset, site_url: str) -> dict[str, str]:
    """By name of a table or column the address of what its ids stand for, with `VARIABLE` for the id."""
    inside = {
        name: address(id_among_all(dataset.name, VARIABLE))
        for name, address in anchors.items()
        if "plan" in dataset.head
    }
    outside = {name: address(VARIABLE) for name, address in pages.items()}
    return {name: absolute(site_url, address) for name, address in {**outside, **inside}.items()}


def describe_column(field: Schema, links: Mapping[str, str]) -> dict[str, Any]:
    """A column with its titles, what may stand in it, and the page that its id leads to."""
    name = field["name"]
    return {
        "name": name,
        "titles": {CHINESE: field["title"], ENGLISH: field["title_en"]},
        "dc:description": tag(Text(field["description"], field["description_en"])),
        "datatype": describe_type(field),
        **({"required": True} if is_required(field) else {}),
        **({"lang": ENGLISH} if name.endswith("_en") else {}),
        **({"valueUrl": links[name].format(name)} if name in links else {}),
    }


def describe_type(field: Schema) -> dict[str, Any]:
    """The data type; allowed words and patterns are a regular expression."""
    constraints = field.get("constraints", {})
    bounds = {bound: constraints[bound] for bound in BOUNDS if bound in constraints}
    words = {"format": f"^({'|'.join(constraints['enum'])})$"} if "enum" in constraints else {}
    pattern = {"format": constraints["pattern"]} if "pattern" in constraints else {}
    return {"base": TYPES.get(field["type"], field["type"]), **pattern, **words, **bounds}


def is_required(field: Schema) -> bool:
    return bool(field.get("constraints", {}).get("required"))


def list_foreign_keys(table: DataTable, published: set[str]) -> Iterator[dict[str, Any]]:
    """The references of columns that are never empty: the standard has an empty cell break the key."""
    fields = {field["name"]: field for field in table.schema["fields"]}
    for key in table.schema.get("foreignKeys", []):
        target = key["reference"]["resource"] or table.name
        if target in published and all(is_required(fields[column]) for column in key["fields"]):
            yield {
                "columnReference": key["fields"],
                "reference": {
                    "resource": f"{target}.csv",
                    "columnReference": key["reference"]["fields"],
                },
            }
