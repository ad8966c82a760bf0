"""schema.org for search engines: a publication goes in, what the heads of pages tell of data comes out."""

import json
import re
from typing import Any

from plans.address import absolute, concept_address, data_address, plan_address
from plans.dataset import COMBINED, Dataset
from plans.dataset_publication import Publication
from plans.export_about import (
    SITE,
    areas_of,
    creators_of,
    description_of,
    issued_on,
    plans_in,
    publisher_of,
    title_of,
)
from plans.export_citation import cite_text, work_of
from plans.export_schema_org_parts import (
    downloads,
    keywords,
    notice,
    organization,
    places,
    temporal,
    variable,
    variables,
)
from plans.model import Language, Row, Text
from plans.words import WORDS

# Google asks for 50 to 5000 characters; a shorter description gets this sentence, which has more than 50.
SHORTEST, LONGEST = 50, 5000
MORE = Text(
    "每个数字都附原文摘录和出处，可以逐字回到原文核对；指标、年份、数值、计量单位、责任单位和推算结果"
    "可以整表下载，采用 CC BY 4.0 许可。",
    "Every figure comes with the words of the notice that state it; indicators, years, values, units, "
    "organizations and derived results can be downloaded as tables under CC BY 4.0.",
)
FIGURES = Text("{}：各规划的目标数字", "{}: figures of all plans")
OF_PLANS = Text("并列{}份规划的数字。", "Plans side by side: {}.")
# Whole packages; besides these the tables as CSV. The catalogue lists every file.
WHOLE = ("xlsx", "sqlite", "zip")
# Within a script element these end it or make a comment of it; the others end a line of the front matter,
# or are not allowed there.
UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
Node = dict[str, Any]


def script_text(document: Node) -> str:
    """A document as the text of a script element."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("</", "<\\/").replace("<!", "\\u003c!")
    return UNSAFE.sub(lambda mark: f"\\u{ord(mark[0]):04x}", text)


def page_documents(publication: Publication, language: Language) -> dict[str, Node]:
    """By the address of a page: its plan, its concept, the whole on `/data/`, the catalogue on `/`."""
    register = publication.register
    return {
        "": describe_catalog(publication, language),
        "data/": describe_dataset(publication.combined, publication, language),
        **{
            plan_address(plan.name): describe_dataset(plan, publication, language)
            for plan in publication.plans
        },
        **{
            concept_address(id_): describe_concept(row, publication, language)
            for id_, row in register.concepts.items()
            if id_ in register.uses_of_concept
        },
    }


def describe_catalog(publication: Publication, language: Language) -> Node:
    """The site as a catalogue of its datasets."""
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "@id": absolute(publication.site_url, "data/"),
        "url": page_url("", publication, language),
        "name": SITE[language],
        "description": describe(WORDS["tagline"][language], language),
        "inLanguage": ["zh-Hans", "en"],
        "license": publication.combined.head["licenses"][0]["path"],
        "isAccessibleForFree": True,
        "publisher": organization(publisher_of(publication), language),
        "dataset": [{"@id": dataset.head["id"]} for dataset in publication.datasets],
    }


def describe_dataset(dataset: Dataset, publication: Publication, language: Language) -> Node:
    """A plan, or all of them; what its notice does not state stays out."""
    plans = plans_in(dataset, publication)
    whole = dataset.name == COMBINED
    node = {
        **shared_properties(dataset, publication, language),
        "@id": dataset.head["id"],
        "url": page_url("data/" if whole else plan_address(dataset.name), publication, language),
        "identifier": dataset.head["id"],
        "name": title_of(dataset)[language],
        "alternateName": title_of(dataset)[other_language(language)],
        "description": describe(description_of(dataset)[language], language),
        "keywords": keywords(dataset, publication, language),
        **temporal(plans),
        "spatialCoverage": places(areas_of(plans), publication, language),
        "distribution": downloads(dataset_files(dataset), publication),
        "citation": cite_text(work_of(dataset, publication))[language],
        "includedInDataCatalog": {"@id": absolute(publication.site_url, "data/")},
    }
    if whole:
        return {**node, "hasPart": [{"@id": part.head["id"]} for part in publication.plans]}
    return {
        **node,
        "isPartOf": {"@id": publication.combined.head["id"]},
        "isBasedOn": notice(dataset, publication),
        "variableMeasured": variables(dataset, publication, language),
    }


def shared_properties(dataset: Dataset, publication: Publication, language: Language) -> Node:
    """What is true of a dataset and of any part of it."""
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "version": dataset.head["version"],
        "inLanguage": ["zh-Hans", "en"],
        "license": dataset.head["licenses"][0]["path"],
        "isAccessibleForFree": True,
        "datePublished": issued_on(dataset, publication).isoformat(),
        "creator": [organization(agent, language) for agent in creators_of(dataset, publication)],
    }


def describe_concept(concept: Row, publication: Publication, language: Language) -> Node:
    """The figures of a concept in all plans: data of its own, about a term of the vocabulary."""
    site_url, suffix = publication.site_url, "" if language == "zh" else "_en"
    names = Text(concept["name"], concept["name_en"])
    title = Text(FIGURES.zh.format(names.zh), FIGURES.en.format(names.en))
    address = concept_address(concept["id"])
    ids = list(dict.fromkeys(use.plan.name for use in publication.register.uses_of_concept[concept["id"]]))
    plans = [plan for plan in publication.plans if plan.name in ids]
    sentences = [
        concept[f"definition{suffix}"],
        OF_PLANS[language].format(len(plans)),
        concept[f"comparability{suffix}"],
    ]
    return {
        **shared_properties(publication.combined, publication, language),
        "@id": f"{absolute(site_url, address)}#dataset",
        "url": page_url(address, publication, language),
        "identifier": f"{absolute(site_url, address)}#dataset",
        "name": title[language],
        "alternateName": title[other_language(language)],
        "description": describe((" " if suffix else "").join(sentences), language),
        "keywords": [names[language], WORDS[concept["topic"]][language]],
        **temporal(plans),
        "spatialCoverage": places(areas_of(plans), publication, language),
        "isBasedOn": [{"@id": plan.head["id"]} for plan in plans],
        "isPartOf": {"@id": publication.combined.head["id"]},
        "about": {
            "@type": "DefinedTerm",
            "@id": absolute(site_url, address),
            "name": names[language],
            "termCode": concept["id"],
            "inDefinedTermSet": absolute(site_url, "indicators/"),
        },
        "variableMeasured": [variable(concept, publication, language)],
        "distribution": downloads(concept_files(concept["id"]), publication),
    }


def dataset_files(dataset: Dataset) -> list[str]:
    """The files of a dataset that people look for, those of the whole first."""
    names = [f"{dataset.name}.{ending}" for ending in WHOLE] + [
        f"{table.name}.csv" for table in dataset.tables
    ]
    return [data_address(dataset.name, name) for name in names]


def concept_files(concept: str) -> list[str]:
    """Where the figures of a concept are: in the API, and in the combined tables, which name the concept."""
    tables = [data_address(COMBINED, f"{table}.csv") for table in ("targets", "values")]
    return [f"api/v1/indicators/{concept}.json", *tables]


def page_url(address: str, publication: Publication, language: Language) -> str:
    """The page in the reader's language; the English site lies below `/en/`."""
    return absolute(publication.site_url, address if language == "zh" else f"en/{address}")


def other_language(language: Language) -> Language:
    return "en" if language == "zh" else "zh"


def describe(text: str, language: Language) -> str:
    """A description of the length that search engines take."""
    whole = text if len(text) >= SHORTEST else f"{text} {MORE[language]}".strip()
    return whole[:LONGEST]
