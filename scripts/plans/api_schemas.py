"""All schemas of the interface by name: the Table Schemas of a publication go in, JSON Schemas come out."""

from collections.abc import Mapping
from typing import Any

from plans.api_address import api_url, schema_path
from plans.api_details import PARTS, detail_schema
from plans.api_endpoints import LISTS
from plans.api_fields import COUNTS_RECORD, NOTICE, SOURCE, STATE_COUNTS, WORDS_URL
from plans.api_index import INDEX, RESOURCE
from plans.api_kinds import KIND_OF, KINDS
from plans.api_lists import AS_OF, list_schema
from plans.api_records import record_schema
from plans.api_schema import Schema, field_schema, put_in_both, record_of, with_references
from plans.api_shelf import Shelf

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def list_schemas(shelf: Shelf) -> dict[str, dict[str, Any]]:
    """Every schema by its name, texts in both languages, references by name."""
    records = {kind.name: record_schema(kind, shelf.schemas[kind.table]) for kind in KINDS}
    return {
        "index": INDEX,
        "resource": RESOURCE,
        **{name: list_schema(KIND_OF[kind]) for name, kind in LISTS.items()},
        **{f"{name}-detail": detail_schema(KIND_OF[name], records[name], AS_OF) for name in PARTS},
        **records,
        "passage": passage_schema(shelf.schemas["passages"]),
        "progress": progress_schema(shelf.schemas["progress"], records["target"]),
        "source": SOURCE,
        "counts": COUNTS_RECORD,
        "state-counts": STATE_COUNTS,
    }


def passage_schema(schema: Schema) -> dict[str, Any]:
    """What every record says of a passage."""
    fields = {field["name"]: field_schema(field) for field in schema["fields"]}
    kept = {name: fields[name] for name in ("section", "quote")}
    return record_of({"id": fields["id"], "url": WORDS_URL, **kept, "notice": NOTICE}, "原文摘录", "Passage")


def progress_schema(schema: Schema, target: Schema) -> dict[str, Any]:
    """What a target says of its progress: what it does not say itself."""
    fields = {field["name"]: field_schema(field) for field in schema["fields"]}
    kept = {name: fields[name] for name in fields if name not in {*target["properties"], "target"}}
    return record_of(kept, "进展", "Progress")


def schema_files(schemas: Mapping[str, Schema], site_url: str) -> dict[str, dict[str, Any]]:
    """The published schemas by path: each by itself, with references to the others."""
    return {
        schema_path(name): {
            "$schema": DIALECT,
            "$id": api_url(site_url, schema_path(name)),
            **with_references(put_in_both(schema), "{}.json"),
        }
        for name, schema in schemas.items()
    }
