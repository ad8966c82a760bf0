"""The vocabulary in SKOS: concepts by topic go in, with units and the plans' indicators mapped to them."""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from plans.address import absolute, concept_address, figure_address
from plans.dataset import Cell, Dataset
from plans.dataset_publication import Publication
from plans.derive import id_among_all
from plans.export import json_bytes
from plans.export_about import creators_of, description_of, issued_on, title_of
from plans.export_turtle import turtle
from plans.model import Text
from plans.words import WORDS

CONTEXT = {
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
VOCABULARY_FILE = "indicators/vocabulary"
SCHEME = "indicators/"
UNITS = "indicators/vocabulary.ttl#unit"
Node = dict[str, Any]
Record = Mapping[str, Cell]


def vocabulary_files(publication: Publication) -> dict[str, bytes]:
    """`indicators/vocabulary.jsonld` and `.ttl`."""
    document = vocabulary(publication)
    return {f"{VOCABULARY_FILE}.jsonld": json_bytes(document), f"{VOCABULARY_FILE}.ttl": turtle(document)}


def vocabulary(publication: Publication) -> Node:
    """One scheme of concepts below their topics, the units, and the indicators of the plans."""
    concepts = publication.vocabulary.table("concepts").records()
    topics = list(dict.fromkeys(str(concept["topic"]) for concept in concepts))
    return {
        "@context": CONTEXT,
        "@graph": [
            describe_scheme(topics, publication),
            *(describe_topic(topic, publication) for topic in topics),
            *(describe_concept(concept, publication) for concept in concepts),
            *(describe_unit(unit, publication) for unit in publication.vocabulary.table("units").records()),
            *(
                describe_indicator(record, plan, publication)
                for plan in publication.plans
                for record in plan.table("indicators").records()
            ),
        ],
    }


def describe_scheme(topics: Iterable[str], publication: Publication) -> Node:
    """The scheme at `/indicators/` with its licence and version; topics are its top concepts."""
    shared, address = publication.vocabulary, absolute(publication.site_url, SCHEME)
    title = title_of(shared)
    return {
        "@id": address,
        "@type": "skos:ConceptScheme",
        "dct:title": in_both(title),
        "skos:prefLabel": in_both(title),
        "dct:description": in_both(description_of(shared)),
        "dct:license": {"@id": shared.head["licenses"][0]["path"]},
        "dct:creator": [
            {"@id": agent.id, "@type": "foaf:Agent", "foaf:name": in_both(agent.name)}
            for agent in creators_of(shared, publication)
        ],
        "dct:issued": {"@value": issued_on(shared, publication).isoformat(), "@type": "xsd:date"},
        "owl:versionInfo": shared.head["version"],
        "vann:preferredNamespaceUri": address,
        "skos:hasTopConcept": [{"@id": topic_id(topic, publication)} for topic in topics],
    }


def topic_id(topic: str, publication: Publication) -> str:
    """The heading of a topic in the list of concepts."""
    return absolute(publication.site_url, f"{SCHEME}#{topic}")


def describe_topic(topic: str, publication: Publication) -> Node:
    address = {"@id": absolute(publication.site_url, SCHEME)}
    return {
        "@id": topic_id(topic, publication),
        "@type": "skos:Concept",
        "skos:notation": topic,
        "skos:prefLabel": in_both(WORDS[topic]),
        "skos:topConceptOf": address,
        "skos:inScheme": address,
    }


def describe_concept(concept: Record, publication: Publication) -> Node:
    """A concept below its broader one, else below its topic; a stock is related to the flow into it."""
    site_url = publication.site_url
    broader, stock = concept["broader"], concept["stock"]
    above = absolute(site_url, concept_address(str(broader))) if broader else ""
    node: Node = {
        "@id": absolute(site_url, concept_address(str(concept["id"]))),
        "@type": "skos:Concept",
        "skos:notation": concept["id"],
        "skos:inScheme": {"@id": absolute(site_url, SCHEME)},
        "skos:broader": {"@id": above or topic_id(str(concept["topic"]), publication)},
        "skos:prefLabel": in_both(both(concept, "name")),
        "skos:altLabel": [
            {"@value": name, "@language": "zh-Hans"}
            for name in str(concept["alt_names"] or "").split("|")
            if name
        ],
        "skos:definition": in_both(both(concept, "definition")),
        "skos:scopeNote": in_both(both(concept, "comparability")),
    }
    if concept["unit"]:
        node["qudt:hasUnit"] = {"@id": unit_id(str(concept["unit"]), publication)}
    if stock:
        node["skos:related"] = {"@id": absolute(site_url, concept_address(str(stock)))}
    return node


def unit_id(unit: str, publication: Publication) -> str:
    """A unit, named within the file by its percent-encoded sign."""
    return absolute(publication.site_url, f"{UNITS}.{quote(unit, safe='')}")


def describe_unit(unit: Record, publication: Publication) -> Node:
    """A unit as printed, its code in UCUM, and what it is a multiple of."""
    return {
        "@id": unit_id(str(unit["id"]), publication),
        "@type": "qudt:Unit",
        "skos:notation": unit["id"],
        "rdfs:label": in_both(Text(str(unit["id"]), str(unit["name_en"]))),
        "qudt:ucumCode": {"@value": unit["ucum"], "@type": "qudt:UCUMcs"},
        "qudt:scalingOf": {"@id": unit_id(str(unit["base"]), publication)},
        "qudt:conversionMultiplier": {"@value": write_decimal(unit["multiplier"]), "@type": "xsd:decimal"},
    }


def write_decimal(number: Cell) -> str:
    """A number with a point, as Turtle writes decimals: the same in both notations."""
    text = f"{number:f}"
    return text if "." in text else f"{text}.0"


def describe_indicator(record: Record, plan: Dataset, publication: Publication) -> Node:
    """An indicator as printed; the mapping points from it to the concept, as `match` says.

    It is of no scheme: each plan prints its own, and readers of SKOS expect one scheme in a file.
    """
    site_url, id_ = publication.site_url, id_among_all(plan.name, str(record["id"]))
    node: Node = {
        "@id": absolute(site_url, figure_address(id_)),
        "@type": "schema:StatisticalVariable",
        "skos:notation": id_,
        "rdfs:label": in_both(both(record, "name")),
        "dct:isPartOf": [{"@id": plan.head["id"]}],
    }
    if record["parent"]:
        parent = id_among_all(plan.name, str(record["parent"]))
        node["dct:isPartOf"].append({"@id": absolute(site_url, figure_address(parent))})
    if record["concept"] and record["match"]:
        concept = absolute(site_url, concept_address(str(record["concept"])))
        node[f"skos:{record['match']}Match"] = {"@id": concept}
    return node


def both(record: Record, field: str) -> Text:
    """A field and its English; empty where the record has none."""
    return Text(str(record[field] or ""), str(record[f"{field}_en"] or ""))


def in_both(text: Text) -> list[Node]:
    """A text as literals, none for what is empty."""
    literals = (("zh-Hans", text.zh), ("en", text.en))
    return [{"@value": words, "@language": language} for language, words in literals if words]
