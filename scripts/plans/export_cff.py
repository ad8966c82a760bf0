"""CITATION.cff: the catalog goes in, the file at the root of the repository comes out."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from plans.load_releases import Release
from plans.model import Catalog, Package, Text
from plans.words import WORDS

TITLE, ABSTRACT = WORDS["site"], WORDS["tagline"]
MESSAGE = Text("使用本数据时，请按以下方式引用。", "Please cite the data as below.")
# What YAML does not take as it is, or reads as the end of a line.
UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def citation_cff(catalog: Catalog, releases: Sequence[Release] = ()) -> str:
    """The data as a whole, in their newest release, and the notices whose issuer and number are known."""
    shared = catalog.vocabulary.descriptor
    version, day = find_edition(catalog, releases)
    creators = dict.fromkeys(contributor["title"] for contributor in shared["contributors"])
    plans = [plan for plan in newest_first(catalog.plans) if is_citable(plan)]
    organizations = {row["id"]: row["name"] for row in catalog.vocabulary.rows("organizations")}
    lines = [
        "cff-version: 1.2.0",
        f"message: {quote(f'{MESSAGE.zh} / {MESSAGE.en}')}",
        "type: dataset",
        f"title: {quote(TITLE.zh)}",
        f"abstract: {quote(f'{ABSTRACT.zh} {ABSTRACT.en}')}",
        f"version: {quote(version)}",
        f"date-released: {quote(day)}",
        f"license: {shared['licenses'][0]['name']}",
        "authors:",
        *(f"  - name: {quote(creator)}" for creator in creators),
        "references:",
        *(line for plan in plans for line in reference(plan.descriptor, organizations)),
    ]
    return "\n".join([*lines, ""])


def find_edition(catalog: Catalog, releases: Sequence[Release]) -> tuple[str, str]:
    """Version and date of the newest release; before the first one those that the packages state."""
    if releases:
        return releases[0].version, str(releases[0].released_on)
    made = max(str(package.descriptor["created"]) for package in (*catalog.plans, catalog.vocabulary))
    return str(catalog.vocabulary.descriptor["version"]), made.partition("T")[0]


def newest_first(plans: Iterable[Package]) -> list[Package]:
    return sorted(
        plans, key=lambda plan: (plan.descriptor["plan"].get("written_on", ""), plan.name), reverse=True
    )


def is_citable(plan: Package) -> bool:
    """Whether the notice is cited as a document: it has an issuer and a number."""
    return {"issuer", "document_number"} <= set(plan.descriptor["plan"])


def reference(descriptor: Mapping[str, Any], organizations: Mapping[str, str]) -> list[str]:
    """The lines of a notice."""
    plan = descriptor["plan"]
    return [
        "  - type: government-document",
        f"    title: {quote(descriptor['title'])}",
        f"    number: {quote(plan['document_number'])}",
        "    authors:",
        f"      - name: {quote(organizations[plan['issuer']])}",
    ]


def quote(text: str) -> str:
    """Text as a YAML string: that of JSON, what YAML cannot hold written as its number."""
    shown = json.dumps(text, ensure_ascii=False)
    return UNPRINTABLE.sub(lambda mark: f"\\u{ord(mark[0]):04x}", shown)
