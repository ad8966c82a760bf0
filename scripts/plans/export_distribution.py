"""Files as distributions of DCAT: address and bytes go in, format, size, checksum and rights come out."""

import hashlib
from typing import Any

from plans.address import absolute, data_address
from plans.dataset import Dataset
from plans.dataset_publication import Publication
from plans.export_about import Format, format_of, landing_of
from plans.model import Text
from plans.words import WORDS

CATALOG = "data/catalog.jsonld"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
SHA256 = "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"
# What a file keeps to, by its name.
STANDARDS = {
    "datapackage.json": "https://datapackage.org/profiles/2.0/datapackage.json",
    "csv-metadata.json": "http://www.w3.org/ns/csvw",
    "annotations.json": "http://www.w3.org/ns/anno",
    "croissant.json": "http://mlcommons.org/croissant/1.1",
    "stratml.xml": "urn:ISO:std:iso:17469",
    "vocabulary.ttl": "http://www.w3.org/2004/02/skos/core",
    "vocabulary.jsonld": "http://www.w3.org/2004/02/skos/core",
}
ARCHIVE = Text(
    "其中的存档原文不在此许可之内，见各数据包 datapackage.json 的 sources。",
    "The archived texts in it are not under this licence: see `sources` in each datapackage.json.",
)
Node = dict[str, Any]


def describe_file(path: str, content: bytes, dataset: Dataset, publication: Publication) -> Node:
    """The distribution of a file, `path` being its address within the site."""
    address = absolute(publication.site_url, path)
    name = path.rpartition("/")[2]
    node = {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": path.removeprefix(f"data/{dataset.name}/"),
        "dcat:accessURL": {"@id": landing_of(dataset, publication)},
        "dcat:downloadURL": {"@id": address},
        **encoding(format_of(path), publication),
        "dcat:byteSize": {"@value": str(len(content)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": checksum(address, content),
        **terms(path, dataset, publication),
    }
    if name in STANDARDS:
        node["dct:conformsTo"] = {"@id": STANDARDS[name], "@type": "dct:Standard"}
    return node


def encoding(format_: Format, publication: Publication) -> Node:
    """The format by name, and the media type where it is registered; archives are said to be such."""
    name = format_.label.lower().replace(" ", "-")
    node: Node = {
        "dct:format": {
            "@id": absolute(publication.site_url, f"{CATALOG}#format.{name}"),
            "@type": "dct:MediaTypeOrExtent",
            "rdfs:label": format_.label,
        }
    }
    if format_.media_type:
        node["dcat:mediaType"] = {"@id": f"{MEDIA_TYPES}{format_.media_type}", "@type": "dct:MediaType"}
    if format_.label == "ZIP":
        node["dcat:packageFormat"] = node["dcat:mediaType"]
    return node


def checksum(address: str, content: bytes) -> Node:
    return {
        "@id": f"{address}#checksum",
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": SHA256, "@type": "spdx:ChecksumAlgorithm"},
        "spdx:checksumValue": {"@value": hashlib.sha256(content).hexdigest(), "@type": "xsd:hexBinary"},
    }


def licence(dataset: Dataset) -> Node:
    """The licence of what we made."""
    return {"@id": dataset.head["licenses"][0]["path"], "@type": "dct:LicenseDocument"}


def terms(path: str, dataset: Dataset, publication: Publication) -> Node:
    """Licence and rights: an archived text is not ours to license, an archive of files may hold both."""
    inside = path.removeprefix(data_address(dataset.name))
    if inside in dataset.texts:
        word = rights_of(inside, dataset)
        return {"dct:rights": rights(word, WORDS[word], publication)}
    holds_texts = path.endswith(".zip") and (dataset.texts or inside == path)
    return {
        "dct:license": licence(dataset),
        **({"dct:rights": rights("archive", ARCHIVE, publication)} if holds_texts else {}),
    }


def rights_of(path: str, dataset: Dataset) -> str:
    """What `sources` says of an archived text."""
    name = next(resource["name"] for resource in dataset.text_resources if resource["path"] == path)
    return next(str(source["rights"]) for source in dataset.head["sources"] if source.get("resource") == name)


def rights(name: str, statement: Text, publication: Publication) -> Node:
    """A statement of rights, named within the catalogue."""
    return {
        "@id": absolute(publication.site_url, f"{CATALOG}#rights.{name}"),
        "@type": "dct:RightsStatement",
        "rdfs:label": [
            {"@value": statement.zh, "@language": "zh-Hans"},
            {"@value": statement.en, "@language": "en"},
        ],
    }
