"""The data dictionary `/data/dictionary/`: schemas go in, every column of every table comes out."""

from collections.abc import Mapping
from typing import Any

from plans.model import PLAN_TABLES, Text
from plans.page import Desk, escape, link, page_text
from plans.page_download import DICTIONARY, TABLES, table_title

TYPES: Mapping[str, Text] = {
    "string": Text("文本", "text"),
    "integer": Text("整数", "integer"),
    "number": Text("数", "number"),
    "boolean": Text("是否", "true or false"),
    "date": Text("日期", "date"),
}


def write_dictionary(desk: Desk) -> str:
    """The Markdown of the dictionary: the combined tables, then those of a single plan."""
    zh = desk.language == "zh"
    title = "数据字典" if zh else "Data dictionary"
    description = (
        "每张表、每一列的含义、类型和例子，由数据包的表结构生成。"
        if zh
        else "What every column of every table means, its type and an example, made from the schemas."
    )
    schemas = desk.register.catalog.schemas
    body = desk.write(
        "dictionary.md",
        title=title,
        description=description,
        combined=[show_table(table.name, table.schema, desk) for table in desk.publication.combined.tables],
        single=[show_table(name, schemas[f"tables/{name}"], desk) for name in PLAN_TABLES],
        data=link(desk.word("data"), DICTIONARY, "data/index.md"),
    )
    return page_text(title, description, body)


def show_table(name: str, schema: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    """A table with its keys and columns; texts are finished HTML."""
    return {
        "name": name,
        "title": table_title(name, desk),
        "what": TABLES[name][desk.language] if name in TABLES else "",
        "key": join_codes(schema.get("primaryKey", ())),
        "references": references(schema),
        "fields": [show_field(field, desk) for field in schema["fields"]],
    }


def show_field(field: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    """A column: name, title, type, whether it must be filled, description, example."""
    suffix = "" if desk.language == "zh" else "_en"
    return {
        "name": field["name"],
        "title": escape(field[f"title{suffix}"]),
        "type": TYPES[field["type"]][desk.language],
        "required": field.get("constraints", {}).get("required", False),
        "description": escape(field[f"description{suffix}"]),
        "example": escape(str(field["example"])),
    }


def references(schema: Mapping[str, Any]) -> str:
    """Which columns lead to which table: “plan → plans”."""
    return " · ".join(
        f"<code>{escape(key['fields'][0])}</code> → <code>{escape(key['reference']['resource'])}</code>"
        for key in schema.get("foreignKeys", ())
        if key["reference"]["resource"]
    )


def join_codes(columns: Any) -> str:
    """Names of columns as code; a key of one column may be written without a list."""
    names = [columns] if isinstance(columns, str) else columns
    return " ".join(f"<code>{escape(name)}</code>" for name in names)
