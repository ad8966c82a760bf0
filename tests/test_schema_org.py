"""schema.org in the heads of pages: one dataset per page, terms that exist, files that are published."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from mkdocs.utils.meta import get_data
from rdflib import SDO

from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_schema_org import LONGEST, SHORTEST, page_documents, script_text
from plans.load import read_catalog
from plans.model import LANGUAGES, Language
from plans.page_head import add_head

TODAY = date(2026, 11, 22)
SITE = "https://example.org/plans-open/"
ROOT = Path(__file__).parents[1]
MOST_BYTES = 8192
REQUIRED = ("@id", "url", "name", "description", "identifier", "version", "keywords", "license", "creator")
NASTY = (
    "</script><b>",
    "<!--<script>",
    'a "quote" \\ and \\u003c',
    "two\nlines\u2028three\x85four",
    "\u202eright to left",
    "\ufeff\x7f\U0001f600",
    "--- \n...\nkey: {{ value }}",
)
Node = dict[str, Any]

FILES = f"{SITE}data/yunxi-2025-2027/"
TABLES = ("indicators", "values", "passages", "tasks", "responsibilities", "remarks")
EXPECTED_FILES = (
    ("yunxi-2025-2027.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("yunxi-2025-2027.sqlite", "application/vnd.sqlite3"),
    ("yunxi-2025-2027.zip", "application/zip"),
    *((f"{table}.csv", "text/csv") for table in TABLES),
)
EXPECTED = {
    "@context": "https://schema.org/",
    "@type": "Dataset",
    "@id": f"{SITE}plans/yunxi-2025-2027/",
    "url": f"{SITE}plans/yunxi-2025-2027/",
    "identifier": f"{SITE}plans/yunxi-2025-2027/",
    "version": "1.0.0",
    "name": "《云溪区科技创新行动计划(2025—2027年)》目标数据",
    "alternateName": "Yunxi District Science and Technology Innovation Action Plan (2025–2027): target data",
    "description": "云溪区（虚构）2025至2027年的科技创新行动计划，"
    "载有研发投入、企业培育和成果转化的年度目标。仅供测试。",
    "keywords": ["科技创新", "规划目标", "测试"],
    "inLanguage": ["zh-Hans", "en"],
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "isAccessibleForFree": True,
    "datePublished": "2026-11-22",
    "temporalCoverage": "2025/2027",
    "creator": [
        {
            "@type": "Organization",
            "@id": f"{SITE}plans/yunxi-2025-2027/#contributor-1",
            "name": "示例数据整理者",
        }
    ],
    "spatialCoverage": [
        {
            "@type": "AdministrativeArea",
            "@id": f"{SITE}areas/yunxi/",
            "name": "东林省云溪区",
            "identifier": {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": "990101"},
        }
    ],
    "isBasedOn": {
        "@type": "Legislation",
        "@id": f"{SITE}plans/yunxi-2025-2027/source/",
        "name": "云溪区人民政府办公室关于印发《云溪区科技创新行动计划(2025—2027年)》"
        "的通知（云府办发〔2025〕8号）",
        "legislationIdentifier": "云府办发〔2025〕8号",
        "legislationDate": "2025-03-10",
    },
    "isPartOf": {"@id": f"{SITE}data/all/"},
    "includedInDataCatalog": {"@id": f"{SITE}data/"},
    "variableMeasured": [
        {
            "@type": "PropertyValue",
            "propertyID": f"{SITE}indicators/rd-intensity/",
            "name": "全社会研发经费投入强度",
            "unitText": "%",
            "unitCode": "P1",
        },
        {
            "@type": "PropertyValue",
            "propertyID": f"{SITE}indicators/high-tech-enterprises/",
            "name": "高新技术企业数",
            "unitText": "家",
        },
    ],
    "citation": "示例数据整理者. 《云溪区科技创新行动计划(2025—2027年)》目标数据[DS/OL]. 1.0.0 版. "
    f"(2026-11-22). {SITE}plans/yunxi-2025-2027/",
    "distribution": [
        {"@type": "DataDownload", "contentUrl": f"{FILES}{name}", "encodingFormat": type_}
        for name, type_ in EXPECTED_FILES
    ],
}


def publication_of(root: Path) -> Publication:
    found = register(read_catalog(root))
    return publish(found, derive_results(found, TODAY), SITE, TODAY)


REAL = publication_of(ROOT)
DOCUMENTS = {
    f"{language}:{address}": document
    for language in LANGUAGES
    for address, document in page_documents(REAL, language).items()
}
DATASETS = {page: node for page, node in DOCUMENTS.items() if node["@type"] == "Dataset"}


def nodes_of(value: object) -> Iterator[Node]:
    """Every object within a document, itself included."""
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from nodes_of(child)


@pytest.fixture
def example(example_root: Path) -> dict[Language, Node]:
    """A plan of the examples in both languages."""
    publication = publication_of(example_root)
    return {
        language: page_documents(publication, language)["plans/yunxi-2025-2027/"] for language in LANGUAGES
    }


def test_the_pages_that_tell_of_data() -> None:
    used = {f"indicators/{concept}/" for concept in REAL.register.uses_of_concept if concept}
    plans = {f"plans/{plan.name}/" for plan in REAL.plans}
    assert page_documents(REAL, "zh").keys() == {"", "data/"} | plans | used


def test_a_plan_in_full(example: dict[Language, Node]) -> None:
    document = {**example["zh"], "variableMeasured": example["zh"]["variableMeasured"][:2]}
    assert document == EXPECTED


def test_the_english_page_tells_of_the_same_dataset_in_english(example: dict[Language, Node]) -> None:
    zh, en = example["zh"], example["en"]
    translated = {name for name in zh if zh[name] != en[name]}
    assert translated == {
        "url",
        "name",
        "alternateName",
        "description",
        "keywords",
        "citation",
        "spatialCoverage",
        "variableMeasured",
    }
    assert (en["url"], en["name"], en["alternateName"]) == (
        f"{SITE}en/plans/yunxi-2025-2027/",
        zh["alternateName"],
        zh["name"],
    )


@pytest.mark.parametrize("page", DOCUMENTS)
def test_every_property_and_type_is_of_schema_org(page: str) -> None:
    nodes = list(nodes_of(DOCUMENTS[page]))
    terms = {name for node in nodes for name in node if not name.startswith("@")}
    terms |= {node["@type"] for node in nodes if "@type" in node}
    assert [term for term in terms if term not in SDO] == []


@pytest.mark.parametrize("page", DATASETS)
def test_a_dataset_says_what_search_engines_ask_for(page: str) -> None:
    document = DATASETS[page]
    assert [name for name in REQUIRED if not document.get(name)] == []
    assert SHORTEST <= len(document["description"]) <= LONGEST
    assert [node for node in nodes_of(document) if node.get("@type") == "Dataset"] == [document]


def test_the_weight_of_a_head_is_bounded() -> None:
    sizes = {page: len(script_text(document).encode()) for page, document in DOCUMENTS.items()}
    assert {page: size for page, size in sizes.items() if size > MOST_BYTES} == {}


def test_a_variable_is_a_concept_that_the_plan_measures() -> None:
    matches = {
        (plan.name, str(row["concept"])): row["match"]
        for plan in REAL.plans
        for row in plan.table("indicators").records()
        if row["match"] in ("exact", "close")
    }
    for plan in REAL.plans:
        measured = DOCUMENTS[f"zh:plans/{plan.name}/"]["variableMeasured"]
        concepts = [node["propertyID"].split("/")[-2] for node in measured]
        assert len(set(concepts)) == len(concepts)
        assert {(plan.name, concept) for concept in concepts} <= matches.keys()


def test_an_explanation_is_no_legislation() -> None:
    kinds = {
        plan.head["sources"][0]["rights"]: DOCUMENTS[f"zh:plans/{plan.name}/"]["isBasedOn"]["@type"]
        for plan in REAL.plans
    }
    assert kinds == {"official-document": "Legislation", "official-explanation": "CreativeWork"}


def test_a_short_description_is_made_longer_and_a_long_one_shorter() -> None:
    for text, expected in (("短", SHORTEST), ("长" * 6000, LONGEST)):
        plan = replace(REAL.plans[0], head={**REAL.plans[0].head, "description": text})
        document = page_documents(replace(REAL, plans=(plan,)), "zh")[f"plans/{plan.name}/"]
        assert document["description"].startswith(text[:LONGEST])
        assert expected <= len(document["description"]) <= LONGEST


def through_a_page(document: Node) -> tuple[Node, int]:
    """A document as it arrives: front matter read by MkDocs, head read as HTML; and the scripts there."""
    text, front = get_data(add_head("---\ntitle: t\n---\n\nbody\n", markup=script_text(document)))
    assert (text, front["title"]) == ("\nbody\n", "t") or text.strip() == "body"
    page = f'<head><script type="application/ld+json">{front["markup"]}</script></head><body><p>x</p></body>'
    scripts = html.document_fromstring(page).xpath("//script")
    return json.loads(scripts[0].text), len(scripts)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_value_arrives_unharmed(text: str) -> None:
    assert through_a_page({"name": text}) == ({"name": text}, 1)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_value_arrives_unharmed(text: str) -> None:
    assert through_a_page({"name": text}) == ({"name": text}, 1)


def blocks_of(site: Path) -> dict[Path, list[Node]]:
    """By page of the built site, what its structured data say."""
    found = {}
    for page in sorted(site.rglob("index.html")):
        scripts = html.fromstring(page.read_bytes()).xpath('/html/head/script[@type="application/ld+json"]')
        if scripts:
            found[page] = [json.loads(script.text) for script in scripts]
    return found


def test_pages_of_the_site_tell_of_one_dataset_and_of_files_that_are_there(site: Path) -> None:
    blocks = blocks_of(site)
    homes = {page: block for page, block in blocks.items() if block[0]["@type"] == "DataCatalog"}
    root = homes[site / "index.html"][0]["url"]
    urls = {
        node["contentUrl"]
        for found in blocks.values()
        for node in nodes_of(found)
        if node.get("@type") == "DataDownload"
    }
    assert {len(found) for found in blocks.values()} == {1}
    assert set(homes) == {site / "index.html", site / "en/index.html"}
    assert len(blocks) == len(DOCUMENTS)
    assert urls
    assert [url for url in urls if not (site / url.removeprefix(root)).is_file()] == []


def test_every_page_of_a_dataset_is_where_its_data_say(site: Path) -> None:
    blocks = blocks_of(site)
    root = blocks[site / "index.html"][0]["url"]
    said = {page: site / block[0]["url"].removeprefix(root) / "index.html" for page, block in blocks.items()}
    assert {page: place for page, place in said.items() if page != place} == {}


def test_links_of_heads_lead_to_files(site: Path) -> None:
    broken = []
    for page in blocks_of(site):
        here = f"http://site/{page.relative_to(site).as_posix()}"
        tree = html.fromstring(page.read_bytes())
        links = tree.xpath(
            '//head/link[contains("describedby alternate", normalize-space(@rel)) and not(@hreflang)]/@href'
        )
        targets = [urljoin(here, link).removeprefix("http://site/") for link in links]
        assert targets
        broken += [(page, target) for target in targets if not (site / target).is_file()]
    assert broken == []
