"""The catalogue by DCAT-AP 3: a publication with its files goes in, `catalog.jsonld` and `.ttl` come out."""

from collections.abc import Iterable, Mapping
from typing import Any

from plans.address import absolute, area_address, organization_address, source_address
from plans.dataset import COMBINED, Dataset
from plans.dataset_publication import Publication
from plans.export import json_bytes
from plans.export_about import (
    Agent,
    areas_of,
    creators_of,
    description_of,
    files_of,
    issued_on,
    landing_of,
    place_name,
    plans_in,
    publisher_of,
    stated,
    title_of,
    topics_of,
    years_of,
)
from plans.export_distribution import CATALOG, describe_file, licence
from plans.export_turtle import turtle
from plans.model import Text
from plans.words import WORDS

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = Text("规划目标数据目录", "Catalogue of plan targets open data")
TOPICS = Text("指标主题", "Topics of indicators")
# Codes of the Library of Congress, which the W3C recommends for DCAT.
LANGUAGES = ("http://id.loc.gov/vocabulary/iso639-1/zh", "http://id.loc.gov/vocabulary/iso639-1/en")
DCAT_AP = "http://data.europa.eu/r5r/"
Node = dict[str, Any]


def catalog_files(publication: Publication, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The catalogue in both notations; `files` are the published files by address, without the catalogue."""
    document = catalog(publication, files)
    return {CATALOG: json_bytes(document), CATALOG.replace(".jsonld", ".ttl"): turtle(document)}


def catalog(publication: Publication, files: Mapping[str, bytes]) -> Node:
    """The catalogue: a dataset per plan, the vocabulary and the whole, a distribution per file.

    The API is no `dcat:DataService`: DCAT-AP's own shapes for one are incomplete, and stop validators.
    """
    return {
        "@context": CONTEXT,
        "@id": absolute(publication.site_url, "data/"),
        "@type": "dcat:Catalog",
        "dct:title": in_both(TITLE),
        "dct:description": in_both(WORDS["tagline"]),
        "dct:publisher": agent(publisher_of(publication)),
        "dct:license": licence(publication.combined),
        "dct:language": languages(),
        "dct:conformsTo": {"@id": DCAT_AP, "@type": "dct:Standard"},
        "dct:issued": day(issued_on(publication.combined, publication).isoformat()),
        "foaf:homepage": document(publication.site_url),
        "dcat:themeTaxonomy": {
            "@id": absolute(publication.site_url, "indicators/"),
            "@type": "skos:ConceptScheme",
            "dct:title": in_both(TOPICS),
        },
        "dcat:dataset": [describe_dataset(dataset, publication, files) for dataset in publication.datasets],
    }


def describe_dataset(dataset: Dataset, publication: Publication, files: Mapping[str, bytes]) -> Node:
    """A dataset with its distributions; what its notice does not state stays out."""
    plans = plans_in(dataset, publication)
    return {
        "@id": dataset.head["id"],
        "@type": "dcat:Dataset",
        "dct:title": in_both(title_of(dataset)),
        "dct:description": in_both(description_of(dataset)),
        "dct:identifier": dataset.name,
        "dcat:version": dataset.head["version"],
        "dct:issued": day(issued_on(dataset, publication).isoformat()),
        "dct:publisher": agent(publisher_of(publication)),
        "dct:creator": [agent(creator) for creator in creators_of(dataset, publication)],
        "dct:language": languages(),
        "dcat:landingPage": document(landing_of(dataset, publication)),
        "dcat:keyword": [
            {"@value": keyword, "@language": "zh-Hans"} for keyword in dataset.head.get("keywords", [])
        ],
        "dcat:theme": [
            theme(topic, publication) for topic in topics_of(plans, publication.register.concepts)
        ],
        "dct:spatial": [place(area, publication) for area in areas_of(plans)],
        **temporal(plans, publication),
        "prov:wasDerivedFrom": list(origins(dataset, publication)),
        "dcat:distribution": [
            describe_file(path, files[path], dataset, publication) for path in files_of(dataset, files)
        ],
    }


def in_both(text: Text) -> list[Node]:
    """A text as two literals."""
    return [{"@value": text.zh, "@language": "zh-Hans"}, {"@value": text.en, "@language": "en"}]


def agent(who: Agent) -> Node:
    node = {"@id": who.id, "@type": "foaf:Agent", "foaf:name": in_both(who.name)}
    return {**node, "foaf:homepage": document(who.url)} if who.url else node


def document(address: str) -> Node:
    return {"@id": address, "@type": "foaf:Document"}


def languages() -> list[Node]:
    return [{"@id": language, "@type": "dct:LinguisticSystem"} for language in LANGUAGES]


def day(text: str) -> Node:
    return {"@value": text, "@type": "xsd:date"}


def year(number: int) -> Node:
    return {"@value": str(number), "@type": "xsd:gYear"}


def theme(topic: str, publication: Publication) -> Node:
    """A topic of the vocabulary."""
    return {
        "@id": absolute(publication.site_url, f"indicators/#{topic}"),
        "@type": "skos:Concept",
        "skos:prefLabel": in_both(WORDS[topic]),
    }


def place(area: str, publication: Publication) -> Node:
    """An area with its code of GB/T 2260, where it has one."""
    areas = publication.register.areas
    code = areas[area]["code"]
    return {
        "@id": absolute(publication.site_url, area_address(area)),
        "@type": "dct:Location",
        "skos:prefLabel": in_both(place_name(areas[area], areas)),
        **({"dct:identifier": code} if code else {}),
    }


def temporal(plans: Iterable[Dataset], publication: Publication) -> Node:
    """The years of some plans, named within the catalogue so that the node is no blank one."""
    years = years_of(plans)
    if years is None:
        return {}
    start, end = years
    name = f"period.{start}-{end}" if start else f"period.-{end}"
    period = {
        "@id": absolute(publication.site_url, f"{CATALOG}#{name}"),
        "@type": "dct:PeriodOfTime",
        **({"dcat:startDate": year(start)} if start else {}),
        "dcat:endDate": year(end),
    }
    return {"dct:temporal": period}


def origins(dataset: Dataset, publication: Publication) -> Iterable[Node]:
    """What a dataset was made from: a plan's from its notice, the whole from the packages."""
    if "plan" in dataset.head:
        yield notice(dataset, publication)
    elif dataset.name == COMBINED:
        yield from ({"@id": part.head["id"]} for part in (*publication.plans, publication.vocabulary))


def notice(dataset: Dataset, publication: Publication) -> Node:
    """The notice of a plan, with the number and dates that it bears; its issuer is no publisher of ours."""
    said, source = stated(dataset), dataset.head["sources"][0]
    node: Node = {
        "@id": absolute(publication.site_url, source_address(dataset.name)),
        "@type": "prov:Entity",
        "dct:title": {"@value": source["title"], "@language": "zh-Hans"},
    }
    if "document_number" in said:
        node["dct:identifier"] = said["document_number"]
    if "written_on" in said:
        node["dct:created"] = day(said["written_on"])
    if "published_on" in said:
        node["dct:issued"] = day(said["published_on"])
    if "issuer" in said:
        row = publication.register.organizations[said["issuer"]]
        address = absolute(publication.site_url, organization_address(said["issuer"]))
        node["dct:creator"] = agent(Agent(Text(row["name"], row["name_en"]), address, ""))
    return node
