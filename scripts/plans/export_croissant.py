"""Croissant 1.1: the combined set goes in, its description for loaders of machine learning comes out.

It follows "Croissant Format Specification 1.1" (MLCommons, 2026); `mlcroissant` loads every table by it.
"""

import hashlib
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

from plans.address import absolute, data_address
from plans.dataset import Dataset, DataTable
from plans.dataset_publication import Publication
from plans.export import json_bytes
from plans.export_about import (
    Agent,
    creators_of,
    description_of,
    issued_on,
    landing_of,
    publisher_of,
    title_of,
)
from plans.export_citation import citations
from plans.export_parquet import table_parquet
from plans.export_readme import table_title
from plans.export_table import table_csv
from plans.model import Text

VERSION = "http://mlcommons.org/croissant/1.1"
CHINESE, ENGLISH = "zh-Hans", "en"
TYPES = MappingProxyType(
    {
        "string": "sc:Text",
        "integer": "sc:Integer",
        "number": "sc:Float",
        "boolean": "sc:Boolean",
        "date": "sc:Date",
    }
)
# The type registered for Parquet is not known to mlcroissant, which takes the first that it knows.
CSV, PARQUET = "text/csv", ("application/vnd.apache.parquet", "application/x-parquet")

# The context as published: mlcroissant complains about terms that are missing, used or not.
TERMS = (
    "annotation",
    "arrayShape",
    "citeAs",
    "column",
    "containedIn",
    "equivalentProperty",
    "excludes",
    "extract",
    "field",
    "fileObject",
    "fileProperty",
    "fileSet",
    "format",
    "includes",
    "isArray",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "readLines",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "sdVersion",
    "separator",
    "source",
    "subField",
    "transform",
    "unArchive",
    "value",
)
CONTEXT: Mapping[str, Any] = MappingProxyType(
    {
        "@language": CHINESE,
        "@vocab": "https://schema.org/",
        "sc": "https://schema.org/",
        "cr": "http://mlcommons.org/croissant/",
        "rai": "http://mlcommons.org/croissant/RAI/",
        "dct": "http://purl.org/dc/terms/",
        "conformsTo": "dct:conformsTo",
        "data": {"@id": "cr:data", "@type": "@json"},
        "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
        "examples": {"@id": "cr:examples", "@type": "@json"},
        "name": {"@container": "@language"},
        "description": {"@container": "@language"},
        **{term: f"cr:{term}" for term in TERMS},
    }
)


def write_croissant(publication: Publication) -> bytes:
    """The combined dataset with the CSV and the Parquet file of each table, and what is in them."""
    dataset = publication.combined
    keywords = [keyword for plan in publication.plans for keyword in plan.head.get("keywords", ())]
    return json_bytes(
        {
            "@context": dict(CONTEXT),
            "@type": "sc:Dataset",
            "conformsTo": VERSION,
            "name": speak(title_of(dataset)),
            "description": speak(description_of(dataset)),
            "version": dataset.head["version"],
            "datePublished": issued_on(dataset, publication).isoformat(),
            "url": landing_of(dataset, publication),
            "license": [entry["path"] for entry in dataset.head["licenses"]],
            "creator": [describe_agent(agent) for agent in creators_of(dataset, publication)],
            "publisher": describe_agent(publisher_of(publication)),
            "citeAs": citations(publication).bibtex,
            "keywords": list(dict.fromkeys(keywords)),
            "inLanguage": [CHINESE, ENGLISH],
            "distribution": [
                file for table in dataset.tables for file in describe_files(table, dataset, publication)
            ],
            "recordSet": [describe_records(table) for table in dataset.tables],
        }
    )


def speak(text: Text) -> dict[str, str]:
    """A text in both languages."""
    return {CHINESE: text.zh, ENGLISH: text.en}


def describe_agent(agent: Agent) -> dict[str, Any]:
    """An organization, with its page where it has one."""
    page = {"url": agent.url} if agent.url else {}
    return {"@type": "sc:Organization", "name": speak(agent.name), **page}


def describe_files(table: DataTable, dataset: Dataset, publication: Publication) -> Iterator[dict[str, Any]]:
    """The two files of a table. Addresses are whole: a relative one cannot be loaded from the web."""
    for ending, types, content in (
        ("csv", CSV, table_csv(table)),
        ("parquet", PARQUET, table_parquet(table, dataset)),
    ):
        name = f"{table.name}.{ending}"
        yield {
            "@type": "cr:FileObject",
            "@id": name,
            "name": name,
            "contentUrl": absolute(publication.site_url, data_address(dataset.name, name)),
            "contentSize": f"{len(content)} B",
            "encodingFormat": types,
            "sha256": hashlib.sha256(content).hexdigest(),
        }


def describe_records(table: DataTable) -> dict[str, Any]:
    """A table with its columns and its key."""
    references = dict(list_references(table))
    key = [{"@id": f"{table.name}/{column}"} for column in table.schema.get("primaryKey", ())]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": speak(table_title(table.name)),
        **({"key": key} if key else {}),
        "field": [describe_field(field, table.name, references) for field in table.schema["fields"]],
    }


def describe_field(
    field: Mapping[str, Any], table: str, references: Mapping[str, dict[str, Any]]
) -> dict[str, Any]:
    """A column, read from Parquet: types are guessed from CSV, and a code becomes 500154.0."""
    name = field["name"]
    refers = {"references": references[name]} if name in references else {}
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{name}",
        "name": name,
        "description": speak(Text(field["description"], field["description_en"])),
        "dataType": TYPES[field["type"]],
        "source": read_column(table, name),
        **refers,
    }


def list_references(table: DataTable) -> Iterator[tuple[str, dict[str, Any]]]:
    """Column and the column that it refers to.

    That column is named within its file: mlcroissant cannot load fields of record sets that refer to
    themselves or onwards.
    """
    for key in table.schema.get("foreignKeys", ()):
        (column,), (target,) = key["fields"], key["reference"]["fields"]
        yield column, read_column(key["reference"]["resource"] or table.name, target)


def read_column(table: str, column: str) -> dict[str, Any]:
    """Where the cells of a column come from."""
    return {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": column}}
