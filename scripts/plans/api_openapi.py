"""OpenAPI 3.1: endpoints, schemas and answers go in, a description complete by itself comes out."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plans.address import in_language
from plans.api_address import PAGE_SIZE, REFERENCE, ROOT
from plans.api_endpoints import ENDPOINTS, LISTS, PARAMETERS, Endpoint
from plans.api_index import API_VERSION
from plans.api_schema import Schema, put_in_language, with_references
from plans.api_shelf import Shelf
from plans.model import Language, Text
from plans.words import WORDS

PATTERNS = {"year": r"\d{4}", "page": r"[1-9]\d*"}
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
PAGE_PATH = "/page/{page}.json"
INTRODUCTION = Text(
    "静态文件，只读，不需要密钥，只支持 GET。每条记录都有编号、网址和原文摘录。"
    f"列表每页 {PAGE_SIZE} 条，跟着 `next` 读下去。目标是承诺，不是结果。",
    "Static files: read-only, no key, GET only. Every record has its address and the passages that prove it. "
    f"Lists come in pages of {PAGE_SIZE}: follow `next`. A target is a promise, not an outcome.",
)
FOUND = Text("找到了。", "Found.")
MISSING = Text(
    "没有这个编号或这一页：回答是网站的 404 网页。", "No such id or page: the answer is the site's 404 page."
)
SHOWN_VALUES = 3
NEXT_PAGES = Text("（第 2 页起）", " (page 2 and on)")


def describe_api(
    shelf: Shelf, schemas: Mapping[str, Schema], answers: Mapping[str, bytes], language: Language
) -> dict[str, Any]:
    """The description in one language; `answers` by path give the examples."""
    licence = shelf.publication.combined.head["licenses"][0]
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": WORDS["site"],
            "summary": WORDS["tagline"],
            "description": INTRODUCTION,
            "version": API_VERSION,
            "license": {"name": licence["name"], "url": licence["path"]},
        },
        "servers": [{"url": shelf.url(ROOT).rstrip("/")}],
        "externalDocs": {"url": shelf.url(in_language(REFERENCE, language))},
        "paths": {f"/{path}": operation for path, operation in list_paths(answers)},
        "components": {
            "schemas": with_references(dict(schemas), "#/components/schemas/{}"),
            "responses": {"missing": {"description": MISSING, "content": {"text/html": {}}}},
        },
    }
    return dict(put_in_language(document, language))


def list_paths(answers: Mapping[str, bytes]) -> Iterator[tuple[str, Any]]:
    """Every address that there is a file for, that of further pages after that of the first."""
    for endpoint in ENDPOINTS:
        for path, suffix in list_templates(endpoint):
            files = find_files(path, answers)
            if files:
                yield path, describe_operation(endpoint, path, suffix, files)


def list_templates(endpoint: Endpoint) -> list[tuple[str, Text]]:
    """The address of an endpoint, and that of its further pages where it is a list."""
    first = (endpoint.path, Text("", ""))
    further = (endpoint.path.removesuffix(".json") + PAGE_PATH, NEXT_PAGES)
    return [first, further] if endpoint.schema in LISTS else [first]


def find_files(path: str, answers: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that an address with parameters stands for."""
    pattern = match_path(path)
    return {file: content for file, content in answers.items() if pattern.fullmatch(file)}


def match_path(path: str) -> re.Pattern[str]:
    """The regular expression of an address with parameters."""
    parts = re.split(r"\{(\w+)\}", path)
    names = [f"(?P<{name}>{PATTERNS.get(name, ID)})" for name in parts[1::2]]
    texts = [*map(re.escape, parts[::2])]
    return re.compile("".join(text + name for text, name in zip(texts, [*names, ""], strict=True)))


def describe_operation(endpoint: Endpoint, path: str, suffix: Text, files: Mapping[str, bytes]) -> Any:
    """How an address is asked, with the first of its files as example."""
    title = Text(endpoint.title.zh + suffix.zh, endpoint.title.en + suffix.en)
    example = shorten(json.loads(next(iter(files.values()))))
    answer = {"schema": {"$ref": f"#/components/schemas/{endpoint.schema}"}, "example": example}
    operation = {
        "operationId": re.sub(r"\W+", "_", path.removesuffix(".json")).strip("_"),
        "summary": title,
        "description": endpoint.text,
        "parameters": [describe_parameter(name, path, files) for name in re.findall(r"\{(\w+)\}", path)],
        "responses": {
            "200": {"description": FOUND, "content": {"application/json": answer}},
            "404": {"$ref": "#/components/responses/missing"},
        },
    }
    return {"get": operation}


def describe_parameter(name: str, path: str, files: Iterable[str]) -> dict[str, Any]:
    """A part of an address, with values that there are."""
    pattern = match_path(path)
    values = list(dict.fromkeys(found[name] for file in files if (found := pattern.fullmatch(file))))
    if name in PATTERNS:
        schema: dict[str, Any] = {"type": "integer", "examples": [int(value) for value in values]}
    else:
        schema = {"type": "string", "pattern": f"^{ID}$", "examples": values}
    schema["examples"] = schema["examples"][:SHOWN_VALUES]
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": PARAMETERS[name],
        "schema": schema,
        "example": schema["examples"][0],
    }


def shorten(value: Any) -> Any:
    """An answer with the first item of each list alone."""
    if isinstance(value, dict):
        return {key: shorten(item) for key, item in value.items()}
    return [shorten(item) for item in value[:1]] if isinstance(value, list) else value
