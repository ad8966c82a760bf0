"""The schemas: every field is explained in both languages, with an example that the schema accepts."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from plans.canonical import follow_reference
from plans.load import read_schemas

SCHEMAS = read_schemas(Path(__file__).parents[1] / "schemas")
TABLES = sorted(name for name in SCHEMAS if name.startswith("tables/"))


def list_fields(schema: Any, path: str) -> Iterator[tuple[str, Any]]:
    """All entries that a descriptor schema describes, with their paths."""
    for name, part in schema.get("properties", {}).items():
        yield f"{path}.{name}", follow_reference(part, SCHEMAS)
        yield from list_fields(follow_reference(part, SCHEMAS), f"{path}.{name}")
    if "items" in schema:
        yield from list_fields({"properties": {"[]": schema["items"]}}, path)


FIELDS = {
    path: field
    for name in ("plan.schema", "vocabulary.schema")
    for path, field in list_fields(SCHEMAS[name], name)
}
CELLS = {f"{table}.{field['name']}": field for table in TABLES for field in SCHEMAS[table]["fields"]}


@pytest.mark.parametrize("path", FIELDS)
def test_a_field_of_a_descriptor_is_explained(path: str) -> None:
    field = FIELDS[path]
    assert all(field[key] for key in ("title", "title_en", "description", "description_en", "examples"))
    validator = jsonschema.Draft202012Validator(field)
    assert [error.message for example in field["examples"] for error in validator.iter_errors(example)] == []


@pytest.mark.parametrize("path", CELLS)
def test_a_column_of_a_table_is_explained(path: str) -> None:
    field = CELLS[path]
    constraints = field.get("constraints", {})
    assert all(field[key] for key in ("title", "title_en", "description", "description_en", "example"))
    assert field["example"] in constraints.get("enum", [field["example"]])
    assert re.match(constraints.get("pattern", ""), field["example"])
