"""The one allowed form of a package: a package as found goes in, the bytes of its files out.

Nothing is lost: what cannot be put into form without a guess stays as it is, for the check to name.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plans.canonical_order import order_tables
from plans.load import VOCABULARY, read_descriptor, read_records
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package, Row, Table

DESCRIPTOR = "datapackage.json"


def tidy_package(package: Package, catalog: Catalog) -> dict[str, bytes]:
    """The descriptor and the tables of a package in the one allowed form, by path."""
    paths = [f"{name}.csv" for name in table_names(package) if f"{name}.csv" in package.files]
    files = {path: repair_text(package.files[path]) for path in paths}
    tables = parse_tables(package, catalog.schemas)
    for table in order_tables(tables, package.texts, catalog.vocabulary).values():
        files[table.path] = write_table(table)
    if descriptor := read_descriptor(repair_text(package.files.get(DESCRIPTOR, b""))):
        readable = replace(package, descriptor=descriptor)
        descriptor = {**descriptor, "resources": list_resources(readable, catalog.schemas)}
        files[DESCRIPTOR] = write_descriptor(descriptor, schema_name(package), catalog.schemas)
    return files


def table_names(package: Package) -> tuple[str, ...]:
    """The tables that a package must have."""
    return VOCABULARY_TABLES if package.name == VOCABULARY else PLAN_TABLES


def field_names(schemas: Mapping[str, Any], table: str) -> tuple[str, ...]:
    """The columns of a table, in order."""
    return tuple(field["name"] for field in schemas[f"tables/{table}"]["fields"])


def decode(content: bytes) -> str | None:
    """Text as UTF-8, else as the encodings that Excel writes; None where it is neither."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return decode_as(content, "utf-16")
    text = decode_as(content, "utf-8-sig")
    return text if text is not None or is_broken_utf8(content) else decode_as(content, "gb18030")


def decode_as(content: bytes, encoding: str) -> str | None:
    """Text in one encoding, None where it is not in it."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_broken_utf8(content: bytes) -> bool:
    """Whether these are mostly UTF-8 bytes, which read as GB18030 would become nonsense."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken < sum(character > "\u07ff" for character in text) - broken


def repair_text(content: bytes) -> bytes:
    """Text as UTF-8 without BOM and with LF; as it was where it cannot be read."""
    text = decode(content)
    return content if text is None else text.replace("\r\n", "\n").replace("\r", "\n").encode()


def parse_tables(package: Package, schemas: Mapping[str, Any]) -> dict[str, Table]:
    """The tables of a package that can be put into form."""
    parsed = {
        name: parse_table(name, package.files.get(f"{name}.csv", b""), field_names(schemas, name))
        for name in table_names(package)
    }
    return {name: table for name, table in parsed.items() if table}


def parse_table(name: str, content: bytes, fields: Sequence[str]) -> Table | None:
    """A table with its columns in order and its cells trimmed; None where that would need a guess."""
    text = decode(content) or ""
    delimiter = find_delimiter(text, fields)
    if delimiter is None:
        return None
    try:
        header, *records = [trim_cells(cells) for cells in read_records(text, delimiter)]
    except csv.Error:
        return None
    rows = [
        (line, drop_empty_tail(cells, len(header))) for line, cells in enumerate(records, 2) if any(cells)
    ]
    if any(len(cells) != len(header) for _, cells in rows):
        return None
    return Table(name, tuple(fields), tuple(make_row(line, header, cells, fields) for line, cells in rows))


def make_row(line: int, header: Sequence[str], cells: Sequence[str], fields: Sequence[str]) -> Row:
    """A row with its cells in the order of the fields."""
    by_name = dict(zip(header, cells, strict=True))
    return Row(line, {field: by_name[field] for field in fields})


def find_delimiter(text: str, fields: Sequence[str]) -> str | None:
    """The character between the columns of the first line, None where the line is not the header."""
    first = re.split(r"[\r\n]", text, maxsplit=1)[0]
    headers = {mark: next(csv.reader([first], delimiter=mark), []) for mark in ",;\t"}
    choices = (mark for mark, header in headers.items() if sorted(trim_cells(header)) == sorted(fields))
    return next(choices, None)


def trim_cells(cells: Sequence[str]) -> list[str]:
    """Cells without white space at the ends and without line breaks."""
    return [re.sub(r"\s*[\r\n]\s*", " ", cell.strip()) for cell in cells]


def drop_empty_tail(cells: list[str], width: int) -> list[str]:
    """The cells without empty ones beyond the last column."""
    return cells if any(cells[width:]) else cells[:width]


def write_table(table: Table) -> bytes:
    """A table as canonical CSV: UTF-8 without BOM, LF, comma, minimal quoting."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(table.header)
    writer.writerows([row[field] for field in table.header] for row in table.rows)
    return out.getvalue().encode()


def write_descriptor(descriptor: Mapping[str, Any], schema: str, schemas: Mapping[str, Any]) -> bytes:
    """A descriptor as JSON, two spaces deep, its keys in the order of its schema."""
    ordered = order_keys(descriptor, schemas[schema], schemas)
    return (json.dumps(ordered, ensure_ascii=False, indent=2) + "\n").encode()


def schema_name(package: Package) -> str:
    """The schema of the descriptor."""
    return "vocabulary.schema" if package.name == VOCABULARY else "plan.schema"


def order_keys(value: Any, schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Any:
    """A JSON value with the keys of its objects in the order of their schema, unknown keys in place."""
    schema = follow_reference(schema, schemas)
    if isinstance(value, list):
        return [order_keys(item, schema.get("items", {}), schemas) for item in value]
    if not isinstance(value, dict):
        return value
    known = schema.get("properties", {})
    ordered = iter([key for key in known if key in value])
    keys = [next(ordered) if key in known else key for key in value]
    return {key: order_keys(value[key], known.get(key, {}), schemas) for key in keys}


def follow_reference(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema that a `$ref` such as `plan.schema.json#/properties/title` names."""
    if "$ref" not in schema:
        return schema
    file, _, pointer = schema["$ref"].partition("#/")
    target = schemas[file.removesuffix(".json")]
    for key in pointer.split("/"):
        target = target[key]
    return follow_reference(target, schemas)


def list_resources(package: Package, schemas: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The tables of a package with their schemas, then its archived texts with their hashes."""
    tables = [
        {
            "name": name,
            "path": f"{name}.csv",
            "type": "table",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": schemas[f"tables/{name}"],
        }
        for name in table_names(package)
    ]
    paths = [path for path in package.files if path.startswith("sources/") and path.endswith(".txt")]
    recorded = read_hashes(package.descriptor)
    texts = [describe_text(path, package.files[path]) for path in sorted(paths)]
    return tables + [text | recorded.get(text["path"], {}) for text in texts]


def read_hashes(descriptor: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Bytes and hash of the archived texts as once recorded; they are kept, for a text must not change."""
    given = descriptor.get("resources", [])
    resources = [item for item in given if isinstance(item, dict)] if isinstance(given, list) else []
    whole = [item for item in resources if {"path", "bytes", "hash"} <= item.keys()]
    return {str(item["path"]): {"bytes": item["bytes"], "hash": item["hash"]} for item in whole}


def describe_text(path: str, content: bytes) -> dict[str, Any]:
    """The resource of an archived text."""
    return {
        "name": path.removeprefix("sources/").removesuffix(".txt"),
        "path": path,
        "format": "txt",
        "mediatype": "text/plain",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }
