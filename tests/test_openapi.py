"""The description of the API, the page made from it, /llms.txt, and that all they name is on the site."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from plans.api import api_files
from plans.api_address import ROOT
from plans.api_index import DESCRIPTIONS
from plans.dataset import type_table
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.model import LANGUAGES, Language
from plans.page import Desk
from plans.page_api import write_api

TODAY = date(2026, 11, 22)
SITE = "http://127.0.0.1:8000/"
REPOSITORY = Path(__file__).parents[1]
TEXTS = ("title", "summary", "description")


def publication_of(root: Path) -> Publication:
    catalog = read_catalog(root)
    known = register(catalog)
    publication = publish(known, derive_results(known, TODAY), SITE, TODAY)
    history = type_table("history", catalog.schemas["derived/history"], ())
    tables = {table.name: table for table in (history, *publication.combined.tables)}
    return replace(publication, combined=replace(publication.combined, tables=tuple(tables.values())))


REAL = publication_of(REPOSITORY)
FILES = api_files(REAL)
ANSWERS = {
    path.removeprefix(ROOT): content
    for path, content in FILES.items()
    if path.endswith(".json") and "openapi" not in path and "/schemas/" not in path
}


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> Language:
    found: Language = request.param
    return found


@pytest.fixture
def document(language: Language) -> dict[str, Any]:
    return read_document(FILES, language)


def read_document(files: Mapping[str, bytes], language: Language) -> dict[str, Any]:
    return dict(json.loads(files[f"{ROOT}{DESCRIPTIONS[language]}"]))


def pattern_of(path: str, parameters: list[Mapping[str, Any]]) -> re.Pattern[str]:
    """The addresses that a path stands for, by the schemas of its parameters."""
    shown = {found["name"]: found["schema"].get("pattern", r"^\d+$").strip("^$") for found in parameters}
    return re.compile(re.sub(r"\\\{(\w+)\\\}", lambda match: f"({shown[match[1]]})", re.escape(path[1:])))


def operations(document: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Every path with its operation and its answer."""
    for path, item in document["paths"].items():
        yield path, item["get"], item["get"]["responses"]["200"]["content"]["application/json"]


def without_texts(value: Any) -> Any:
    """A description without what differs between languages."""
    if isinstance(value, list):
        return [without_texts(item) for item in value]
    if not isinstance(value, dict):
        return value
    kept = {key: item for key, item in value.items() if not (key in TEXTS and isinstance(item, str))}
    return {key: without_texts(item) for key, item in kept.items() if key != "externalDocs"}


def test_the_description_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert document["servers"] == [{"url": f"{SITE}api/v1"}]


def test_the_description_of_an_example_is_valid(example_root: Path, language: Language) -> None:
    validate(read_document(api_files(publication_of(example_root)), language))


def test_every_file_has_one_path_and_every_path_a_file(document: dict[str, Any]) -> None:
    patterns = [pattern_of(path, found["parameters"]) for path, found, _ in operations(document)]
    matches = {file: [place for place, one in enumerate(patterns) if one.fullmatch(file)] for file in ANSWERS}
    assert {file: found for file, found in matches.items() if len(found) != 1} == {}
    assert {place for found in matches.values() for place in found} == set(range(len(patterns)))


def test_every_example_is_an_answer(document: dict[str, Any]) -> None:
    for path, found, answer in operations(document):
        schema = {**answer["schema"], "components": document["components"]}
        assert list(Draft202012Validator(schema).iter_errors(answer["example"])) == [], path
        values = {parameter["name"]: parameter["example"] for parameter in found["parameters"]}
        assert path[1:].format(**values) in ANSWERS


def test_names_of_operations_are_unique(document: dict[str, Any]) -> None:
    names = [found["operationId"] for _, found, _ in operations(document)]
    assert len(set(names)) == len(names)


def test_both_languages_describe_the_same() -> None:
    zh, en = (read_document(FILES, language) for language in LANGUAGES)
    assert without_texts(zh) == without_texts(en)
    summaries = [found["summary"] for _, found, _ in operations(en)]
    assert [text for text in summaries if re.search(r"[\u4e00-\u9fff]", text)] == []


def test_the_published_schemas_are_those_of_the_description() -> None:
    schemas = {
        path.removeprefix(f"{ROOT}schemas/").removesuffix(".json"): json.loads(content)
        for path, content in FILES.items()
        if "/schemas/" in path
    }
    components = read_document(FILES, "zh")["components"]["schemas"]
    assert schemas == {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"{SITE}{ROOT}schemas/{name}.json",
            **with_english(schema, schemas[name]),
        }
        for name, schema in components.items()
    }


def with_english(schema: Any, published: Any) -> Any:
    """A schema of the description as it is published: with references to files and both languages."""
    if isinstance(schema, list):
        return [with_english(item, other) for item, other in zip(schema, published, strict=True)]
    if not isinstance(schema, dict):
        return f"{schema.rpartition('/')[2]}.json" if str(schema).startswith("#/components/") else schema
    english = {
        f"{key}_en": published[f"{key}_en"]
        for key in TEXTS
        if isinstance(schema.get(key), str) and published[f"{key}_en"]
    }
    return {**{key: with_english(item, published[key]) for key, item in schema.items()}, **english}


def test_every_property_is_described(document: dict[str, Any]) -> None:
    bare = [
        (name, field)
        for name, schema in document["components"]["schemas"].items()
        for field, described in schema["properties"].items()
        if not described.get("description") and not described.get("title")
    ]
    assert bare == []


def test_the_page_names_every_address_and_property(language: Language, document: dict[str, Any]) -> None:
    desk = Desk(REAL.register, REAL.results, language, REPOSITORY / "docs/templates", TODAY)
    page = write_api(desk, FILES)
    assert {
        path for path in document["paths"] if f"`{path}`" not in page and f">{path}<" not in page
    } == set()
    fields = {
        field for schema in document["components"]["schemas"].values() for field in schema["properties"]
    }
    assert {field for field in fields if f"<code>{field}</code>" not in page} == set()
    assert "{#stability}" in page


def test_llms_has_the_form_of_llmstxt_org() -> None:
    text = FILES["llms.txt"].decode()
    heading, summary, *_ = (line for line in text.splitlines() if line)
    sections = re.findall(r"^## (.+)$", text, re.M)
    assert (heading[:2], summary[:2], sections[-1]) == ("# ", "> ", "Optional")
    lists = text.partition("## ")[2].splitlines()[1:]
    entries = [line for line in lists if line and not line.startswith("## ")]
    assert [line for line in entries if not re.fullmatch(r"- \[[^\]]+\]\(http[^)]+\): .+", line)] == []


def test_the_site_holds_the_api_in_one_place(site: Path) -> None:
    found = {path.relative_to(site).as_posix() for path in (site / "api").rglob("*") if path.is_file()}
    index = json.loads((site / ROOT / "index.json").read_bytes())
    assert index["links"]["site"] == SITE
    assert {path for path in FILES if path.startswith(ROOT)} - found == set()
    assert not (site / "en/api").exists()


def test_every_address_that_is_named_is_on_the_site(site: Path) -> None:
    files = [*(site / ROOT).rglob("*.json"), site / "llms.txt"]
    texts = [file.read_text("utf-8") for file in files if "openapi" not in file.name]
    named = {found for text in texts for found in re.findall(rf'{SITE}([^"\s){{}}]*)(?=["\s)])', text)}
    assert len(named) > len(FILES)
    assert {address for address in named if not is_on_site(address, site)} == set()


def is_on_site(address: str, site: Path) -> bool:
    """Whether there is such a file, with such an anchor where one is named."""
    path, _, anchor = address.partition("#")
    file = site / path / "index.html" if path == "" or path.endswith("/") else site / path
    return file.is_file() and (not anchor or anchor in anchors_of(file))


@cache
def anchors_of(page: Path) -> frozenset[str]:
    """The ids on a page."""
    return frozenset(re.findall(r'\bid="?([^"\s>]+)', page.read_text("utf-8")))
