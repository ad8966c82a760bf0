"""Parts of a schema.org document: who, where, when, what was measured, from what, and the files."""

from collections.abc import Iterable
from typing import Any

from plans.address import absolute, area_address, concept_address, source_address
from plans.dataset import Dataset
from plans.dataset_publication import Publication
from plans.export_about import Agent, areas_of, format_of, place_name, plans_in, stated, topics_of, years_of
from plans.model import Language, Row
from plans.words import WORDS

# The head must stay small: at most so many concepts, those first that the plan defines in the same way.
SAME_CONCEPT = ("exact", "close")
MOST_VARIABLES = 20
# UN/CEFACT has a code for per cent; the other units are given by name.
UNIT_CODES = {"%": "P1"}
Node = dict[str, Any]


def organization(agent: Agent, language: Language) -> Node:
    node = {"@type": "Organization", "@id": agent.id, "name": agent.name[language]}
    return {**node, "url": agent.url} if agent.url else node


def keywords(dataset: Dataset, publication: Publication, language: Language) -> list[str]:
    """Those of the descriptor, which are Chinese; else topics and areas."""
    if language == "zh" and "keywords" in dataset.head:
        return list(dataset.head["keywords"])
    register, plans = publication.register, plans_in(dataset, publication)
    return [
        *(WORDS[topic][language] for topic in topics_of(plans, register.concepts)),
        *(place_name(register.areas[area], register.areas)[language] for area in areas_of(plans)),
    ]


def temporal(plans: Iterable[Dataset]) -> Node:
    """The years of some plans, 2025/2027; an open start where no notice states one."""
    years = years_of(plans)
    return {"temporalCoverage": f"{years[0] or '..'}/{years[1]}"} if years else {}


def places(areas: Iterable[str], publication: Publication, language: Language) -> list[Node]:
    """Areas with their codes of GB/T 2260."""
    known = publication.register.areas
    return [
        {
            "@type": "AdministrativeArea",
            "@id": absolute(publication.site_url, area_address(area)),
            "name": place_name(known[area], known)[language],
            **gb_code(known[area]["code"]),
        }
        for area in areas
    ]


def gb_code(code: str) -> Node:
    """The code of an area, nothing for a zone, which has none."""
    if not code:
        return {}
    return {"identifier": {"@type": "PropertyValue", "propertyID": "GB/T 2260", "value": code}}


def notice(dataset: Dataset, publication: Publication) -> Node:
    """What a plan's data were read from; an explanation of a plan is no legislation."""
    said, source = stated(dataset), dataset.head["sources"][0]
    official = source["rights"] == "official-document"
    node = {
        "@type": "Legislation" if official else "CreativeWork",
        "@id": absolute(publication.site_url, source_address(dataset.name)),
        "name": source["title"],
    }
    facts = {"legislationIdentifier": "document_number", "legislationDate": "written_on"}
    return {**node, **{name: said[field] for name, field in facts.items() if official and field in said}}


def variables(dataset: Dataset, publication: Publication, language: Language) -> list[Node]:
    """The concepts that a plan measures, each once; of what only resembles one, the address would lie."""
    records = dataset.table("indicators").records()
    used = [
        str(record["concept"]) for match in SAME_CONCEPT for record in records if record["match"] == match
    ]
    concepts = publication.register.concepts
    shown = list(dict.fromkeys(used))[:MOST_VARIABLES]
    return [variable(concepts[concept], publication, language) for concept in shown]


def variable(concept: Row, publication: Publication, language: Language) -> Node:
    """A concept with its unit."""
    unit = concept["unit"]
    node = {
        "@type": "PropertyValue",
        "propertyID": absolute(publication.site_url, concept_address(concept["id"])),
        "name": concept["name" if language == "zh" else "name_en"],
    }
    if unit:
        node["unitText"] = unit if language == "zh" else publication.register.units[unit]["name_en"]
    if unit in UNIT_CODES:
        node["unitCode"] = UNIT_CODES[unit]
    return node


def downloads(paths: Iterable[str], publication: Publication) -> list[Node]:
    """Files that can be had."""
    return [
        {
            "@type": "DataDownload",
            "contentUrl": absolute(publication.site_url, path),
            "encodingFormat": format_of(path).media_type,
        }
        for path in paths
    ]
