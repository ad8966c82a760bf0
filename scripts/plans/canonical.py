"""The one allowed form of a package: a package as found goes in, the bytes of its files out.

Nothing is lost: what cannot be put into form without a guess stays as it is, for the check to name.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from plans.canonical_bytes import decode
from plans.canonical_order import order_tables
from plans.canonical_reading import Reading, read_damaged
from plans.load import VOCABULARY, read_descriptor
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package, Table

DESCRIPTOR = "datapackage.json"
# a text in quotes is kept whole, so that a comma in it is none behind an entry
TRAILING_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])')


def tidy_package(package: Package, catalog: Catalog) -> dict[str, bytes]:
    """The descriptor and the tables of a package in the one allowed form, by path."""
    files = {
        path: package.files[path]
        for path in (f"{name}.csv" for name in table_names(package))
        if path in package.files
    }
    tables = select_whole(read_tables(package, catalog.schemas))
    for table in order_tables(tables, package.texts, catalog.vocabulary).values():
        files[table.path] = write_table(table)
    if descriptor := read_descriptor(repair_json(package.files.get(DESCRIPTOR, b""))):
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


def repair_json(content: bytes) -> bytes:
    """JSON as UTF-8 without BOM and commas behind the last entry; as it was where it cannot be read."""
    text = decode(content)
    return content if text is None else TRAILING_COMMA.sub(r"\1", text).encode()


def read_tables(package: Package, schemas: Mapping[str, Any]) -> dict[str, Reading]:
    """The tables of a package that are there, as found and as they were meant."""
    there = [name for name in table_names(package) if f"{name}.csv" in package.files]
    return {
        name: read_damaged(name, package.files[f"{name}.csv"], schemas[f"tables/{name}"]) for name in there
    }


def select_whole(readings: Mapping[str, Reading]) -> dict[str, Table]:
    """The tables that can be put into form without a guess."""
    return {name: reading.whole for name, reading in readings.items() if reading.whole}


def find_left(package: Package, schemas: Mapping[str, Any]) -> dict[str, Reading]:
    """The tables that would need a guess, by path: tidying leaves their files as they are."""
    readings = read_tables(package, schemas)
    return {f"{name}.csv": reading for name, reading in readings.items() if not reading.whole}


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
