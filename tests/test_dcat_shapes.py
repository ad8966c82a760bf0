"""The catalogue against our own shapes: it conforms, and does not once anything that matters is taken out."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from rdflib import Graph
from rdflib.plugins.parsers.jsonld import to_rdf

from plans.dataset_publication import publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_dcat import catalog
from plans.load import read_catalog

TODAY = date(2026, 11, 22)
ROOT = Path(__file__).parents[1]
FOUND = register(read_catalog(ROOT))
REAL = publish(FOUND, derive_results(FOUND, TODAY), "https://example.org/plans-open/", TODAY)
FILES = {
    f"data/{dataset.name}/{name}": b"content"
    for dataset in REAL.datasets
    for name in ("values.csv", "sources/notice.txt", f"{dataset.name}.zip", f"{dataset.name}.bib")
}
SHAPES = Graph().parse(ROOT / "tests/examples/catalog-shapes.ttl")
DOCUMENT = catalog(REAL, FILES)
Node = dict[str, Any]


def conforms(document: Node) -> bool:
    graph = Graph()
    to_rdf(document, graph)
    return bool(pyshacl.validate(graph, shacl_graph=SHAPES)[0])


def test_the_catalogue_conforms() -> None:
    assert conforms(DOCUMENT)


def drop(*path: str | int) -> Callable[[Node], None]:
    """A change that takes something out of the catalogue."""

    def change(document: Node) -> None:
        node: Any = document
        for step in path[:-1]:
            node = node[step]
        del node[path[-1]]

    return change


def put(value: object, *path: str | int) -> Callable[[Node], None]:
    """A change that puts something else into the catalogue."""

    def change(document: Node) -> None:
        node: Any = document
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value

    return change


FIRST = ("dcat:dataset", 0)
FILE = (*FIRST, "dcat:distribution", 0)
MUTATIONS: Mapping[str, Callable[[Node], None]] = {
    "no title": drop("dct:title"),
    "no publisher": drop("dct:publisher"),
    "no datasets": drop("dcat:dataset"),
    "a title in one language": drop(*FIRST, "dct:title", 1),
    "no description": drop(*FIRST, "dct:description"),
    "no version": drop(*FIRST, "dcat:version"),
    "no files": drop(*FIRST, "dcat:distribution"),
    "a year that is none": put("2025", *FIRST, "dct:temporal", "dcat:endDate"),
    "a code that is none": put("5001", *FIRST, "dct:spatial", 0, "dct:identifier"),
    "an untyped date": put("2026-11-22", *FIRST, "dct:issued"),
    "no page": drop(*FILE, "dcat:accessURL"),
    "an address as text": put("https://example.org/a.csv", *FILE, "dcat:downloadURL"),
    "no format": drop(*FILE, "dct:format"),
    "a size as text": put("12", *FILE, "dcat:byteSize"),
    "no checksum": drop(*FILE, "spdx:checksum"),
    "no licence": drop(*FILE, "dct:license"),
}


@pytest.mark.parametrize("change", MUTATIONS.values(), ids=MUTATIONS)
def test_a_spoilt_catalogue_does_not_conform(change: Callable[[Node], None]) -> None:
    document = deepcopy(DOCUMENT)
    document["dcat:dataset"] = [
        {**dataset, "dcat:distribution": dataset["dcat:distribution"][:1]}
        for dataset in document["dcat:dataset"][:1]
    ]
    assert conforms(document)
    change(document)
    assert not conforms(document)
