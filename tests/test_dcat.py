"""The catalogue: read by rdflib and pyshacl; every file of every dataset is in it, with its size and hash."""

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCAT, DCTERMS, PROV, RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.parsers.jsonld import to_rdf

from plans.address import data_address
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export import dataset_files
from plans.export_citation import citation_files
from plans.export_dcat import catalog_files
from plans.export_explore import EXPLORE_FILE
from plans.export_skos import vocabulary_files
from plans.load import read_catalog

TODAY = date(2026, 11, 22)
SITE = "https://example.org/plans-open/"
ROOT = Path(__file__).parents[1]
SPDX = Namespace("http://spdx.org/rdf/terms#")
FILES = ("data/catalog.jsonld", "data/catalog.ttl")
Node = dict[str, Any]


def publication_of(root: Path) -> Publication:
    found = register(read_catalog(root))
    return publish(found, derive_results(found, TODAY), SITE, TODAY)


def files_of(publication: Publication) -> dict[str, bytes]:
    """The published files, as far as a catalogue names them."""
    folders = {
        data_address(dataset.name, path): content
        for dataset in publication.datasets
        for path, content in dataset_files(dataset, citation_files(publication, dataset)).items()
    }
    return {**folders, **vocabulary_files(publication), "data/packages.zip": b"zip"}


def read(content: bytes, format_: str = "json-ld") -> Graph:
    graph = Graph()
    if format_ == "turtle":
        return graph.parse(data=content, format=format_)
    to_rdf(json.loads(content), graph)
    return graph


REAL = publication_of(ROOT)
REAL_FILES = files_of(REAL)
WRITTEN = catalog_files(REAL, REAL_FILES)
GRAPH = read(WRITTEN["data/catalog.jsonld"])


@pytest.fixture
def example(example_root: Path) -> Node:
    """The catalogue of the example packages, of which the tables are the only files."""
    publication = publication_of(example_root)
    files = {"data/yunxi-2025-2027/values.csv": b"abc", "data/yunxi-2025-2027/sources/notice.txt": b"a"}
    found: Node = json.loads(catalog_files(publication, files)["data/catalog.jsonld"])
    return found


def dataset_of(document: Node, name: str) -> Node:
    return next(node for node in document["dcat:dataset"] if node["dct:identifier"] == name)


def test_both_notations_are_one_graph_without_blank_nodes() -> None:
    turtle = read(WRITTEN["data/catalog.ttl"], "turtle")
    assert isomorphic(GRAPH, turtle)
    assert not any(isinstance(term, BNode) for triple in turtle for term in triple)


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert catalog_files(publication_of(ROOT), REAL_FILES) == WRITTEN


def test_a_dataset_for_each_plan_and_the_two_others() -> None:
    expected = {dataset.head["id"] for dataset in REAL.datasets}
    assert {str(node) for node in GRAPH.subjects(RDF.type, DCAT.Dataset)} == expected
    assert len(expected) == len(REAL.plans) + 2


def test_a_distribution_for_each_file_with_its_size_and_hash() -> None:
    listed = {
        str(GRAPH.value(node, DCAT.downloadURL)): (
            str(GRAPH.value(node, DCAT.byteSize)),
            str(GRAPH.value(GRAPH.value(node, SPDX.checksum), SPDX.checksumValue)).lower(),
        )
        for node in GRAPH.subjects(RDF.type, DCAT.Distribution)
    }
    assert listed == {
        f"{SITE}{path}": (str(len(content)), hashlib.sha256(content).hexdigest())
        for path, content in REAL_FILES.items()
    }


def test_every_distribution_is_of_one_dataset() -> None:
    owned = [str(node) for _, node in GRAPH.subject_objects(DCAT.distribution)]
    assert sorted(owned) == sorted(str(node) for node in GRAPH.subjects(RDF.type, DCAT.Distribution))


def test_where_when_and_from_what(example: Node) -> None:
    dataset = dataset_of(example, "yunxi-2025-2027")
    names = ("@id", "dct:identifier", "dcat:version", "dct:spatial", "dct:temporal", "prov:wasDerivedFrom")
    assert {name: dataset[name] for name in names} == {
        "@id": f"{SITE}plans/yunxi-2025-2027/",
        "dct:identifier": "yunxi-2025-2027",
        "dcat:version": "1.0.0",
        "dct:spatial": [
            {
                "@id": f"{SITE}areas/yunxi/",
                "@type": "dct:Location",
                "skos:prefLabel": [
                    {"@value": "东林省云溪区", "@language": "zh-Hans"},
                    {"@value": "Yunxi District, Donglin Province", "@language": "en"},
                ],
                "dct:identifier": "990101",
            }
        ],
        "dct:temporal": {
            "@id": f"{SITE}data/catalog.jsonld#period.2025-2027",
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@value": "2025", "@type": "xsd:gYear"},
            "dcat:endDate": {"@value": "2027", "@type": "xsd:gYear"},
        },
        "prov:wasDerivedFrom": [
            {
                "@id": f"{SITE}plans/yunxi-2025-2027/source/",
                "@type": "prov:Entity",
                "dct:title": {
                    "@value": "云溪区人民政府办公室关于印发《云溪区科技创新行动计划(2025—2027年)》"
                    "的通知（云府办发〔2025〕8号）",
                    "@language": "zh-Hans",
                },
                "dct:identifier": "云府办发〔2025〕8号",
                "dct:created": {"@value": "2025-03-10", "@type": "xsd:date"},
                "dct:issued": {"@value": "2025-03-18", "@type": "xsd:date"},
                "dct:creator": {
                    "@id": f"{SITE}organizations/yunxi-government-office/",
                    "@type": "foaf:Agent",
                    "foaf:name": [
                        {"@value": "云溪区人民政府办公室", "@language": "zh-Hans"},
                        {"@value": "Office of the People's Government of Yunxi District", "@language": "en"},
                    ],
                },
            }
        ],
    }


def test_a_file_in_full(example: Node) -> None:
    address = f"{SITE}data/yunxi-2025-2027/values.csv"
    assert dataset_of(example, "yunxi-2025-2027")["dcat:distribution"][0] == {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": "values.csv",
        "dcat:accessURL": {"@id": f"{SITE}plans/yunxi-2025-2027/"},
        "dcat:downloadURL": {"@id": address},
        "dct:format": {
            "@id": f"{SITE}data/catalog.jsonld#format.csv",
            "@type": "dct:MediaTypeOrExtent",
            "rdfs:label": "CSV",
        },
        "dcat:mediaType": {
            "@id": "https://www.iana.org/assignments/media-types/text/csv",
            "@type": "dct:MediaType",
        },
        "dcat:byteSize": {"@value": "3", "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@id": f"{address}#checksum",
            "@type": "spdx:Checksum",
            "spdx:algorithm": {
                "@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
                "@type": "spdx:ChecksumAlgorithm",
            },
            "spdx:checksumValue": {
                "@value": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                "@type": "xsd:hexBinary",
            },
        },
        "dct:license": {
            "@id": "https://creativecommons.org/licenses/by/4.0/",
            "@type": "dct:LicenseDocument",
        },
    }


def test_archived_texts_are_not_licensed() -> None:
    licensed = {str(node) for node in GRAPH.subjects(DCTERMS.license)}
    texts = {
        f"{SITE}{data_address(plan.name, path)}#distribution" for plan in REAL.plans for path in plan.texts
    }
    stated = {str(node) for node in GRAPH.subjects(DCTERMS.rights)}
    archives = {f"{SITE}data/{plan.name}/{plan.name}.zip#distribution" for plan in REAL.plans}
    assert texts
    assert texts & licensed == set()
    assert stated == texts | archives | {f"{SITE}data/packages.zip#distribution"}


def test_the_publisher_is_the_site_and_never_a_government() -> None:
    issuers = {str(node) for node in GRAPH.objects(predicate=DCTERMS.creator)} - {f"{SITE}#publisher"}
    assert set(GRAPH.objects(predicate=DCTERMS.publisher)) == {URIRef(f"{SITE}#publisher")}
    assert issuers == {f"{SITE}organizations/{name}/" for name in REAL_ISSUERS}


REAL_ISSUERS = {plan.head["plan"]["issuer"] for plan in REAL.plans if "issuer" in plan.head["plan"]}


def test_the_whole_is_derived_from_its_parts() -> None:
    parts = {URIRef(part.head["id"]) for part in (*REAL.plans, REAL.vocabulary)}
    assert set(GRAPH.objects(URIRef(REAL.combined.head["id"]), PROV.wasDerivedFrom)) == parts


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_goes_through_unharmed(text: str) -> None:
    plan = replace(REAL.plans[0], head={**REAL.plans[0].head, "description": text, "keywords": [text]})
    written = catalog_files(replace(REAL, plans=(plan,)), {})
    for path, format_ in zip(FILES, ("json-ld", "turtle"), strict=True):
        graph, node = read(written[path], format_), URIRef(plan.head["id"])
        assert Literal(text, lang="zh-Hans") in set(graph.objects(node, DCTERMS.description))
        assert set(graph.objects(node, DCAT.keyword)) == {Literal(text, lang="zh-Hans")}


def test_the_site_has_what_the_catalogue_lists(site: Path) -> None:
    graph = Graph().parse(site / "data/catalog.ttl")
    home = str(graph.value(predicate=RDF.type, object=DCAT.Catalog)).removesuffix("data/")
    listed = {
        str(graph.value(node, DCAT.downloadURL)).removeprefix(home): str(
            graph.value(graph.value(node, SPDX.checksum), SPDX.checksumValue)
        ).lower()
        for node in graph.subjects(RDF.type, DCAT.Distribution)
    }
    folders = [site / data_address(dataset.name) for dataset in REAL.datasets]
    there = {
        path.relative_to(site).as_posix()
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".html"
    }
    assert {path: hashlib.sha256((site / path).read_bytes()).hexdigest() for path in listed} == listed
    assert listed.keys() - there == {
        "data/packages.zip",
        "indicators/vocabulary.ttl",
        "indicators/vocabulary.jsonld",
    }
    assert there - listed.keys() == {data_address("all", EXPLORE_FILE)}
