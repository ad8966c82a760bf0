"""The reference of the static API, `/data/api/`: the OpenAPI description goes in, the page comes out."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from plans.api_address import PAGE_SIZE, REFERENCE, ROOT
from plans.api_index import DESCRIPTIONS
from plans.api_openapi import PAGE_PATH
from plans.model import Text
from plans.page import Desk, escape, page_text, up_to_root

PAGE = f"{REFERENCE}index.md"
LIST = Text("列表", "List")
COMPONENTS = "#/components/schemas/"
DETAIL, LIST_RECORD = "-detail", "targets"
TYPES: Mapping[str, Text] = {
    "string": Text("文本", "text"),
    "integer": Text("整数", "integer"),
    "number": Text("数", "number"),
    "boolean": Text("是否", "true or false"),
    "object": Text("对象", "object"),
    "array": Text("列表", "list"),
    "null": Text("null", "null"),
    "date": Text("日期", "date"),
    "uri": Text("网址", "address"),
}
Schema = Mapping[str, Any]


def write_api(desk: Desk, files: Mapping[str, bytes]) -> str:
    """The Markdown of the page; `files` are those of the API by their address."""
    document = json.loads(files[f"{ROOT}{DESCRIPTIONS[desk.language]}"])
    title = "数据接口" if desk.language == "zh" else "The static API"
    server = document["servers"][0]["url"]
    body = desk.write(
        "api.md",
        title=title,
        description=document["info"]["description"],
        root=up_to_root(PAGE, desk),
        server=server,
        page_size=PAGE_SIZE,
        endpoints=list(list_endpoints(document, server, desk)),
        records=list(list_records(document["components"]["schemas"], desk)),
    )
    return page_text(title, document["info"]["summary"], body)


def list_endpoints(document: Schema, server: str, desk: Desk) -> Iterator[dict[str, Any]]:
    """Every address but those of further pages; each kind of answer is shown once."""
    shown = set()
    for path, item in document["paths"].items():
        if path.endswith(PAGE_PATH):
            continue
        operation = item["get"]
        answer = operation["responses"]["200"]["content"]["application/json"]
        name = answer["schema"]["$ref"].removeprefix(COMPONENTS)
        further = path.removesuffix(".json") + PAGE_PATH
        yield {
            "id": operation["operationId"].replace("_", "-"),
            "path": path,
            "further": further if further in document["paths"] else "",
            "title": operation["summary"],
            "text": operation["description"],
            "answer": link_record(name, document["components"]["schemas"], desk),
            "parameters": [show_parameter(parameter) for parameter in operation["parameters"]],
            "url": server + fill(path, operation["parameters"]),
            "example": "" if name in shown else json.dumps(answer["example"], ensure_ascii=False, indent=1),
        }
        shown.add(name)


def show_parameter(parameter: Schema) -> tuple[str, str, str]:
    """Name, what it is, and values that it takes."""
    values = ", ".join(f"`{value}`" for value in parameter["schema"]["examples"])
    return parameter["name"], parameter["description"], values


def fill(path: str, parameters: list[Schema]) -> str:
    """An address with the example of each of its parameters."""
    for parameter in parameters:
        path = path.replace(f"{{{parameter['name']}}}", str(parameter["example"]))
    return path


def link_record(name: str, schemas: Schema, desk: Desk) -> str:
    """The answer of an address, linked to its properties; lists to those of their records."""
    items = schemas[name]["properties"].get("items")
    shown = items["items"]["$ref"].removeprefix(COMPONENTS) if items else name
    prefix = f"[{LIST[desk.language]}](#record.{LIST_RECORD}) · " if items else ""
    return f"{prefix}[{schemas[shown]['title']}](#record.{shown})"


def list_records(schemas: Schema, desk: Desk) -> Iterator[dict[str, Any]]:
    """Every kind of answer and record: all lists are one, and of a whole record only what it adds."""
    for name, schema in schemas.items():
        properties = schema["properties"]
        if "items" in properties and name != LIST_RECORD:
            continue
        base = schemas[name.removesuffix(DETAIL)] if name.endswith(DETAIL) else {"properties": {}}
        fields = [
            show_field(field, described, schemas, desk)
            for field, described in properties.items()
            if field not in base["properties"]
        ]
        title = LIST[desk.language] if name == LIST_RECORD else schema["title"]
        yield {"name": name, "title": title, "base": base.get("title", ""), "fields": fields}


def show_field(name: str, schema: Schema, schemas: Schema, desk: Desk) -> dict[str, str]:
    """A property: name, title, type and description, as finished HTML."""
    return {
        "name": name,
        "title": escape(schema.get("title", "")),
        "type": show_type(schema, schemas, desk),
        "description": show_text(schema.get("description", "")),
    }


def show_type(schema: Schema, schemas: Schema, desk: Desk) -> str:
    """The type of a property: that of its items where it is a list, null where it may be."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(COMPONENTS)
        return f'<a href="#record.{name}">{escape(schemas[name]["title"])}</a>'
    if "anyOf" in schema:
        return " · ".join(show_type(one, schemas, desk) for one in schema["anyOf"])
    types = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
    words = [
        TYPES[schema["format"] if type_ == "string" and "format" in schema else type_] for type_ in types
    ]
    shown = " · ".join(word[desk.language] for word in words)
    return f"{shown}{desk.colon}{show_type(schema['items'], schemas, desk)}" if "items" in schema else shown


def show_text(text: str) -> str:
    """A description whose `words` in backticks are code."""
    pieces = re.split("`([^`]+)`", text)
    return "".join(
        f"<code>{piece}</code>" if place % 2 else escape(piece) for place, piece in enumerate(pieces)
    )
