"""The vocabulary: skosify finds nothing, the conditions of SKOS hold, mappings are those of the plans."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import DCTERMS, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.plugins.parsers.jsonld import to_rdf
from rdflib.term import Node

from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_skos import vocabulary_files
from plans.load import read_catalog

TODAY = date(2026, 11, 22)
SITE = "https://example.org/plans-open/"
ROOT = Path(__file__).parents[1]
MATCHES = ("exact", "close", "broad", "narrow", "related")
SCHEME = URIRef(f"{SITE}indicators/")


def publication_of(root: Path) -> Publication:
    found = register(read_catalog(root))
    return publish(found, derive_results(found, TODAY), SITE, TODAY)


def graphs_of(publication: Publication) -> tuple[Graph, Graph]:
    """Both notations, read back."""
    files = vocabulary_files(publication)
    from_json = Graph()
    to_rdf(json.loads(files["indicators/vocabulary.jsonld"]), from_json)
    return from_json, Graph().parse(data=files["indicators/vocabulary.ttl"], format="turtle")


REAL = publication_of(ROOT)
JSON, GRAPH = graphs_of(REAL)
CONCEPTS = set(GRAPH.subjects(RDF.type, SKOS.Concept))


@pytest.fixture
def example(example_root: Path) -> Graph:
    return graphs_of(publication_of(example_root))[1]


def concept(id_: str) -> URIRef:
    return URIRef(f"{SITE}indicators/{id_}/")


def above(node: Node, graph: Graph) -> set[Node | None]:
    """All that is broader than a concept, however far."""
    return set(graph.transitive_objects(node, SKOS.broader)) - {node}


def test_both_notations_are_one_graph_without_blank_nodes() -> None:
    assert isomorphic(JSON, GRAPH)
    assert not any(isinstance(term, BNode) for triple in GRAPH for term in triple)


def test_the_same_publication_gives_the_same_bytes() -> None:
    assert vocabulary_files(publication_of(ROOT)) == vocabulary_files(REAL)


def test_skosify_has_nothing_to_repair(tmp_path: Path) -> None:
    file = tmp_path / "vocabulary.ttl"
    file.write_bytes(vocabulary_files(REAL)["indicators/vocabulary.ttl"])
    command = Path(sys.executable).parent / "skosify"
    arguments = (command, file, "-o", tmp_path / "repaired.ttl")
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert [line for line in done.stderr.splitlines() if not line.startswith("INFO")] == []


def test_the_scheme_says_what_it_is() -> None:
    stated = {predicate: set(GRAPH.objects(SCHEME, predicate)) for predicate in GRAPH.predicates(SCHEME)}
    assert stated[RDF.type] == {SKOS.ConceptScheme}
    assert stated[DCTERMS.license] == {URIRef("https://creativecommons.org/licenses/by/4.0/")}
    assert stated[DCTERMS.title] == {
        Literal("共用词表", lang="zh-Hans"),
        Literal("Shared vocabulary", lang="en"),
    }
    assert {text.language for text in stated[DCTERMS.description] if isinstance(text, Literal)} == {
        "zh-Hans",
        "en",
    }
    assert stated[SKOS.hasTopConcept] == set(GRAPH.subjects(SKOS.topConceptOf, SCHEME))


def test_a_concept_for_each_row_and_each_topic() -> None:
    rows = REAL.vocabulary.table("concepts").records()
    ids = {concept(str(row["id"])) for row in rows}
    topics = {URIRef(f"{SITE}indicators/#{row['topic']}") for row in rows}
    assert ids | topics == CONCEPTS
    assert set(GRAPH.objects(SCHEME, SKOS.hasTopConcept)) == topics
    assert set(GRAPH.subjects(SKOS.inScheme, SCHEME)) == CONCEPTS


def test_every_concept_leads_up_to_one_topic() -> None:
    tops = set(GRAPH.objects(SCHEME, SKOS.hasTopConcept))
    assert {node: len(above(node, GRAPH) & tops) for node in CONCEPTS - tops} == dict.fromkeys(
        CONCEPTS - tops, 1
    )


def test_every_concept_has_a_label_in_each_language_and_s14() -> None:
    for node in CONCEPTS:
        labels = [label for label in GRAPH.objects(node, SKOS.prefLabel) if isinstance(label, Literal)]
        assert sorted(str(label.language) for label in labels) == ["en", "zh-Hans"], node


def test_no_label_is_of_two_kinds_s13() -> None:
    for node in CONCEPTS:
        preferred, others = (set(GRAPH.objects(node, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel))
        assert preferred & others == set(), node


def test_what_is_related_is_not_broader_s27() -> None:
    clashes = [
        (one, other)
        for one, other in GRAPH.subject_objects(SKOS.related)
        if other in above(one, GRAPH) or one in above(other, GRAPH)
    ]
    assert clashes == []


def test_an_exact_match_is_no_other_match_s46() -> None:
    mapped = {match: set(GRAPH.subject_objects(SKOS[f"{match}Match"])) for match in MATCHES}
    for one, other in combinations(MATCHES, 2):
        assert mapped[one] & mapped[other] == set(), (one, other)


def test_no_indicator_makes_two_concepts_the_same_s46() -> None:
    """Exact matches lead on from one to the next: two of one indicator would say that concepts are equal."""
    indicators = list(GRAPH.subjects(SKOS.exactMatch))
    assert len(indicators) == len(set(indicators))


def test_mappings_are_those_of_the_plans_and_lead_to_concepts() -> None:
    expected = {
        (f"{SITE}plans/{plan.name}/#{row['id']}", row["match"], str(concept(str(row["concept"]))))
        for plan in REAL.plans
        for row in plan.table("indicators").records()
        if row["match"]
    }
    found = {
        (str(indicator), match, str(node))
        for match in MATCHES
        for indicator, node in GRAPH.subject_objects(SKOS[f"{match}Match"])
    }
    assert found == expected
    assert {URIRef(node) for _, _, node in found} <= CONCEPTS


def test_every_indicator_and_every_unit_is_there() -> None:
    indicators = sum(len(plan.table("indicators").rows) for plan in REAL.plans)
    units = {str(row["id"]) for row in REAL.vocabulary.table("units").records()}
    kinds = {str(kind).rpartition("/")[2]: kind for kind in set(GRAPH.objects(predicate=RDF.type))}
    assert len(set(GRAPH.subjects(RDF.type, kinds["StatisticalVariable"]))) == indicators
    assert {
        str(GRAPH.value(node, SKOS.notation)) for node in GRAPH.subjects(RDF.type, kinds["Unit"])
    } == units


def test_broad_means_that_the_concept_is_the_broader_one(example: Graph) -> None:
    plan = f"{SITE}plans/yunxi-2025-2027/#"
    assert set(example.objects(URIRef(f"{plan}industrial-high-tech-enterprises"), SKOS.broadMatch)) == {
        concept("high-tech-enterprises")
    }
    assert set(example.objects(URIRef(f"{plan}national-platforms"), SKOS.narrowMatch)) == {
        concept("innovation-platforms")
    }


def test_a_concept_in_full(example: Graph) -> None:
    found = {
        (predicate.rpartition("#")[2] or predicate, str(value))
        for predicate, value in (
            (str(predicate), value)
            for predicate, value in example.predicate_objects(concept("technology-enterprises-cultivated"))
        )
        if predicate.startswith(str(SKOS))
    }
    assert found == {
        ("notation", "technology-enterprises-cultivated"),
        ("inScheme", f"{SITE}indicators/"),
        ("broader", f"{SITE}indicators/#enterprises"),
        ("related", f"{SITE}indicators/technology-enterprises/"),
        ("prefLabel", "科技型企业年度培育数"),
        ("prefLabel", "Technology enterprises cultivated in the year"),
        ("definition", "当年新培育的科技型企业数量。"),
        ("definition", "Technology enterprises newly cultivated in the year."),
        ("scopeNote", "年度新增数，不可与期末总数相比。"),
        ("scopeNote", "A yearly flow; not comparable with the stock."),
    }


def test_a_unit_with_signs_has_an_address(example: Graph) -> None:
    unit = URIRef(f"{SITE}indicators/vocabulary.ttl#unit.%25")
    assert set(example.objects(unit, RDFS.label)) == {
        Literal("%", lang="zh-Hans"),
        Literal("percent", lang="en"),
    }


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_goes_through_unharmed(text: str) -> None:
    table = REAL.vocabulary.table("concepts")
    place = table.columns.index("definition")
    row = (*table.rows[0][:place], text, *table.rows[0][place + 1 :])
    tables = tuple(
        replace(item, rows=(row,)) if item.name == "concepts" else replace(item, rows=())
        for item in REAL.vocabulary.tables
    )
    small = replace(REAL, plans=(), vocabulary=replace(REAL.vocabulary, tables=tables))
    for graph in graphs_of(small):
        node = concept(str(row[table.columns.index("id")]))
        assert Literal(text, lang="zh-Hans") in set(graph.objects(node, SKOS.definition))
