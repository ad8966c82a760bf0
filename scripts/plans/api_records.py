"""Records: a row of a combined table goes in, what the interface says of it comes out, with its schema."""

from collections.abc import Mapping
from typing import Any

from plans.api_address import FOLDERS
from plans.api_fields import ADDED, API, LINKS, PASSAGES, URL
from plans.api_kinds import Kind
from plans.api_schema import ADDRESS, Schema, describe, field_schema, nullable, record_of, texts_of
from plans.api_shelf import Record, Shelf

LINKS_TEXT = describe(
    {},
    "相邻记录所在的接口文件；编号在同名的属性里。",
    "Files of the API that hold the neighbours, whose ids are in the properties of the same names.",
)
CITED = "passages"
# Tables whose rows an address can be given for: files of their own, and targets, which stand in lists.
LINKED = (*FOLDERS, "targets")


def make_record(kind: Kind, row: Record, shelf: Shelf) -> Record:
    """A row with its addresses, its passages and where its neighbours are; all properties are given."""
    keys = read_keys(shelf.schemas[kind.table])
    head = {"id": row["id"]} if "id" in row else {}
    addresses = {"url": shelf.url(kind.page(row, shelf)), "api": shelf.api(kind.path(row, shelf))}
    cells = {name: show_cell(name, cell, keys, shelf) for name, cell in row.items()}
    neighbours = {column: shelf.find(table, row[column]) for column, table in list_links(keys)}
    links = {**neighbours, **kind.links(row, shelf)}
    return {**head, **addresses, **cells, **kind.added(row, shelf), **({"links": links} if links else {})}


def show_cell(name: str, cell: Any, keys: Mapping[str, str], shelf: Shelf) -> Any:
    """A cell; where it names passages, these."""
    if is_passages(name):
        return shelf.cite(cell)
    if keys.get(name) == CITED:
        return cell and shelf.passages[cell]
    return cell


def record_schema(kind: Kind, schema: Schema) -> dict[str, Any]:
    """The JSON Schema of a kind of record, from the Table Schema of its table."""
    keys = read_keys(schema)
    fields = {field["name"]: column_schema(field, keys) for field in schema["fields"]}
    head = {"id": fields["id"]} if "id" in fields else {}
    titles = {field["name"]: texts_of(field)["title"] for field in schema["fields"]}
    neighbours = {
        column: {**nullable(ADDRESS), "description": titles[column]} for column, _ in list_links(keys)
    }
    links = {**neighbours, **LINKS.get(kind.name, {})}
    described = {**record_of(links, "相邻的记录", "Neighbours"), **LINKS_TEXT}
    addresses = {"url": URL, "api": API}
    added = {**ADDED.get(kind.name, {}), **({"links": described} if links else {})}
    return record_of({**head, **addresses, **fields, **added}, kind.title.zh, kind.title.en)


def column_schema(field: Schema, keys: Mapping[str, str]) -> dict[str, Any]:
    """A column as a property; passages are given whole."""
    if is_passages(field["name"]):
        return {**PASSAGES, "title": texts_of(field)["title"]}
    if keys.get(field["name"]) == CITED:
        one = {"$ref": "passage"}
        required = field.get("constraints", {}).get("required", False)
        return {**(one if required else {"anyOf": [one, {"type": "null"}]}), **texts_of(field)}
    return field_schema(field)


def is_passages(name: str) -> bool:
    """Whether cells of a column name passages, separated by spaces."""
    return name == "passages" or name.endswith("_passages")


def read_keys(schema: Schema) -> dict[str, str]:
    """The table into which a column points, by the name of the column."""
    return {key["fields"][0]: key["reference"]["resource"] for key in schema.get("foreignKeys", [])}


def list_links(keys: Mapping[str, str]) -> list[tuple[str, str]]:
    """The columns whose records have addresses, with the name of their table."""
    return [(column, table) for column, table in keys.items() if table in LINKED]
