"""Web Annotations: a plan goes in; for each passage comes out where the words stand and what they state.

It follows the Web Annotation Data Model and Vocabulary (W3C Recommendations, 2017).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from plans.address import (
    absolute,
    data_address,
    figure_address,
    organization_address,
    passage_address,
    plan_address,
    task_address,
)
from plans.dataset import Cell, Dataset
from plans.derive import FIGURE_KEY, figure_id, group, id_among_all
from plans.evidence import locate
from plans.export import json_bytes
from plans.words import WORDS

Body = dict[str, str]
Record = Mapping[str, Cell]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ANNOTATIONS = "annotations.json"
CHINESE, ENGLISH = "zh-Hans", "en"
# Code points of the archived text given before and after a passage.
AROUND = 32
# An annotation has one motivation, the strongest purpose that one of its bodies has.
MOTIVATIONS = ("identifying", "commenting", "describing")


def write_annotations(plan: Dataset, site_url: str) -> bytes:
    """The collection of a plan's annotations on one page, in the order of its table of passages."""
    address = absolute(site_url, data_address(plan.name, ANNOTATIONS))
    bodies = group(list_bodies(plan, site_url))
    items = [
        annotate(passage, bodies.get(str(passage["id"]), ()), plan, site_url)
        for passage in plan.table("passages").records()
    ]
    return json_bytes(
        {
            "@context": CONTEXT,
            "id": address,
            "type": "AnnotationCollection",
            "label": f"{plan.head['title']} {WORDS['passages'].zh}",
            "created": plan.head["created"],
            "creator": [{"type": "Organization", "name": by["title"]} for by in plan.head["contributors"]],
            "rights": [entry["path"] for entry in plan.head["licenses"]],
            "total": len(items),
            "first": {"id": f"{address}#page-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
            "last": f"{address}#page-1",
        }
    )


def annotate(passage: Record, bodies: tuple[Body, ...], plan: Dataset, site_url: str) -> dict[str, Any]:
    """One annotation: its id is the anchor of the passage on the page of the archived text."""
    section = say(str(passage["section"]), CHINESE, "describing")
    found = [section, *(dict(cells) for cells in dict.fromkeys(tuple(body.items()) for body in bodies))]
    purposes = {body["purpose"] for body in found}
    return {
        "id": absolute(site_url, passage_address(id_among_all(plan.name, str(passage["id"])))),
        "type": "Annotation",
        "motivation": next(motivation for motivation in MOTIVATIONS if motivation in purposes),
        "body": found,
        "target": point_to(passage, plan, site_url),
    }


def point_to(passage: Record, plan: Dataset, site_url: str) -> dict[str, Any]:
    """The passage within the archived text: the words as archived, and where they stand, in code points.

    Raises ValueError where the words do not stand in the text exactly once.
    """
    path = next(entry["path"] for entry in plan.text_resources if entry["name"] == passage["source"])
    text = plan.texts[path].decode()
    quote, before, after = (str(passage[part] or "") for part in ("quote", "prefix", "suffix"))
    ((start, end),) = locate(text, quote, before, after)
    ((first, last),) = locate(text, before + quote + after)
    return {
        "source": absolute(site_url, data_address(plan.name, path)),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, min(first, start - AROUND)) : start],
                "suffix": text[end : max(last, end + AROUND)],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }


def list_bodies(plan: Dataset, site_url: str) -> Iterator[tuple[str, Body]]:
    """Passage and what it states: figures, tasks, who answers for what, other documents; and our remarks."""
    for row in plan.table("values").records():
        figure = figure_id(plan.name, [str(row[field] or "") for field in FIGURE_KEY])
        yield str(row["passage"]), refer(figure_address(figure), site_url)
    for row in plan.table("tasks").records():
        yield str(row["passage"]), refer(task_address(id_among_all(plan.name, str(row["id"]))), site_url)
    for row in plan.table("responsibilities").records():
        yield str(row["passage"]), refer(organization_address(str(row["organization"])), site_url)
        if row["task"]:
            task = task_address(id_among_all(plan.name, str(row["task"])))
            yield str(row["passage"]), refer(task, site_url, "linking")
    for row in plan.table("remarks").records():
        yield from ((str(row["passage"]), body) for body in list_remarks(row))
    for related in plan.head["plan"].get("related", ()):
        yield related["passage"], name_document(related, site_url)


def list_remarks(row: Record) -> Iterator[Body]:
    """A remark in both languages, and of what kind it is."""
    yield say(str(row["remark"]), CHINESE, "commenting")
    yield say(str(row["remark_en"]), ENGLISH, "commenting")
    yield say(str(row["kind"]), ENGLISH, "tagging")


def name_document(related: Mapping[str, str], site_url: str) -> Body:
    """The document that a passage names: its page where it is one of the plans here, else its title."""
    if "plan" in related:
        return refer(plan_address(related["plan"]), site_url)
    return say(related["title"], CHINESE, "identifying")


def refer(address: str, site_url: str, purpose: str = "identifying") -> Body:
    """A body that is something with an address: what the passage speaks of, or is linked to."""
    return {"type": "SpecificResource", "source": absolute(site_url, address), "purpose": purpose}


def say(value: str, language: str, purpose: str) -> Body:
    """A body that is words."""
    return {
        "type": "TextualBody",
        "value": value,
        "language": language,
        "format": "text/plain",
        "purpose": purpose,
    }
