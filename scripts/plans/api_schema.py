"""JSON Schemas of what the interface answers: Table Schemas go in, so that no column is described twice.

Titles and descriptions are `Text` here; `put_in_language` and `put_in_both` turn them into strings.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from plans.model import Language, Text

Schema = Mapping[str, Any]
ADDRESS = {"type": "string", "format": "uri"}
FORMATS: Mapping[str, Schema] = {"date": {"type": "string", "format": "date"}}
KEPT_CONSTRAINTS = ("minimum", "maximum", "minLength")


def describe(schema: Schema, zh: str, en: str) -> dict[str, Any]:
    """A schema with its description."""
    return {**schema, "description": Text(zh, en)}


def nullable(schema: Schema) -> dict[str, Any]:
    """The schema, or null."""
    return {"type": [schema["type"], "null"], **{key: schema[key] for key in schema if key != "type"}}


def array_of(schema: Schema) -> dict[str, Any]:
    return {"type": "array", "items": schema}


def record_of(properties: Mapping[str, Schema], zh: str, en: str) -> dict[str, Any]:
    """An object all of whose properties are always present."""
    described = {"type": "object", "title": Text(zh, en), "properties": dict(properties)}
    return {**described, "required": list(properties)}


def field_schema(field: Schema) -> dict[str, Any]:
    """A column of a Table Schema as a property; an empty cell is null, unless the column must be filled."""
    constraints = field.get("constraints", {})
    required = constraints.get("required", False)
    type_ = FORMATS.get(field["type"], {"type": field["type"]})
    schema = dict(type_ if required else nullable(type_))
    schema.update({key: constraints[key] for key in KEPT_CONSTRAINTS if key in constraints})
    if field["type"] == "string" and "pattern" in constraints:
        schema["pattern"] = constraints["pattern"]
    if "enum" in constraints:
        schema["enum"] = [*constraints["enum"], *([] if required else [None])]
    return {**schema, **texts_of(field)}


def texts_of(field: Schema) -> dict[str, Text]:
    """Title and description of a field in both languages."""
    return {key: Text(field[key], field[f"{key}_en"]) for key in ("title", "description")}


def put_in_language(value: Any, language: Language) -> Any:
    """A description with its texts in one language."""
    if isinstance(value, Text):
        return value[language]
    if isinstance(value, Mapping):
        return {key: put_in_language(item, language) for key, item in value.items()}
    return [put_in_language(item, language) for item in value] if isinstance(value, list) else value


def put_in_both(value: Any) -> Any:
    """A description with its texts in both languages: `title` and `title_en`, as in our Table Schemas."""
    if isinstance(value, Mapping):
        return {name: item for key, item in value.items() for name, item in both_of(key, item)}
    return [put_in_both(item) for item in value] if isinstance(value, list) else value


def both_of(key: str, value: Any) -> Iterable[tuple[str, Any]]:
    """A property of a description, two where it is a text."""
    if isinstance(value, Text):
        return (key, value.zh), (f"{key}_en", value.en)
    return ((key, put_in_both(value)),)


def with_references(value: Any, pattern: str) -> Any:
    """A description with names of schemas (`{"$ref": "target"}`) written as `pattern` has them."""
    if isinstance(value, Mapping):
        return {
            key: pattern.format(item) if key == "$ref" else with_references(item, pattern)
            for key, item in value.items()
        }
    return [with_references(item, pattern) for item in value] if isinstance(value, list) else value
