"""Web Annotations: one for each passage, its words in the archived text, its bodies on the built site."""

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import RDF

from plans.address import absolute, figure_address, passage_address
from plans.dataset import Cell, Dataset, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import id_among_all, register
from plans.derive_results import derive_results
from plans.export_annotations import CONTEXT, write_annotations
from plans.load import read_catalog

ROOT = Path(__file__).parents[1]
SITE = "http://127.0.0.1:8000/"
TODAY = date(2026, 11, 22)
OA = Namespace("http://www.w3.org/ns/oa#")
# The terms of the published context that are needed here: the tests have no network.
TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{name: f"{OA}{name}" for name in ("Annotation", "SpecificResource", "TextualBody")},
    **{name: f"{OA}{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    **{name: f"{OA}{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
    **{name: f"{OA}{name}" for name in ("identifying", "describing", "commenting", "tagging", "linking")},
    "body": f"{OA}hasBody",
    "target": f"{OA}hasTarget",
    "selector": f"{OA}hasSelector",
    "source": {"@id": f"{OA}hasSource", "@type": "@id"},
    "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
    "items": "http://www.w3.org/ns/activitystreams#items",
    "first": "http://www.w3.org/ns/activitystreams#first",
}


def publication_of(root: Path) -> Publication:
    """What a folder publishes on a day."""
    known = register(read_catalog(root))
    return publish(known, derive_results(known, TODAY), SITE, TODAY)


REAL = publication_of(ROOT)
PLANS = {plan.name: plan for plan in REAL.plans}
each_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)


def items_of(plan: Dataset) -> list[dict[str, Any]]:
    """The annotations of a plan."""
    found: list[dict[str, Any]] = json.loads(write_annotations(plan, SITE))["first"]["items"]
    return found


def text_of(item: dict[str, Any], plan: Dataset) -> str:
    """The archived text that an annotation points into."""
    return plan.texts[item["target"]["source"].removeprefix(f"{SITE}data/{plan.name}/")].decode()


def bodies_of(item: dict[str, Any], purpose: str) -> list[str]:
    """What an annotation says for a purpose: addresses and words."""
    return [body.get("source") or body["value"] for body in item["body"] if body["purpose"] == purpose]


@each_plan
def test_there_is_one_annotation_for_each_passage(plan: Dataset) -> None:
    collection = json.loads(write_annotations(plan, SITE))
    passages = [id_among_all(plan.name, str(row["id"])) for row in plan.table("passages").records()]
    assert (collection["total"], [item["id"] for item in collection["first"]["items"]]) == (
        len(passages),
        [absolute(SITE, passage_address(passage)) for passage in passages],
    )


@each_plan
def test_offsets_and_words_are_those_of_the_archived_text(plan: Dataset) -> None:
    for item in items_of(plan):
        quote, position = item["target"]["selector"]
        text, start, end = text_of(item, plan), position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


@each_plan
def test_words_with_their_surroundings_stand_in_the_text_once(plan: Dataset) -> None:
    counts = Counter(
        text_of(item, plan).count(quote["prefix"] + quote["exact"] + quote["suffix"])
        for item in items_of(plan)
        for quote in item["target"]["selector"][:1]
    )
    assert counts == {1: len(plan.table("passages").rows)}


@each_plan
def test_every_statement_of_a_figure_is_a_body_of_its_passage(plan: Dataset) -> None:
    found = {
        (item["id"], address)
        for item in items_of(plan)
        for address in bodies_of(item, "identifying")
        if "/#" in address and "/#task." not in address
    }
    assert found == {
        (
            absolute(SITE, passage_address(str(row["passage"]))),
            absolute(SITE, figure_address(str(row["figure"]))),
        )
        for row in REAL.combined.table("values").records()
        if row["plan"] == plan.name
    }


@each_plan
def test_remarks_comment_on_their_passage_in_both_languages(plan: Dataset) -> None:
    found = {
        (item["id"].partition("#")[2], words)
        for item in items_of(plan)
        for purpose in ("commenting", "tagging")
        for words in bodies_of(item, purpose)
    }
    assert found == {
        (row["passage"], row[column])
        for row in plan.table("remarks").records()
        for column in ("remark", "remark_en", "kind")
    }


@each_plan
def test_motivation_is_identifying_where_something_is_named(plan: Dataset) -> None:
    named = {
        str(row["passage"])
        for table in ("values", "tasks", "responsibilities")
        for row in plan.table(table).records()
    } | {related["passage"] for related in plan.head["plan"].get("related", ())}
    remarked = {row["passage"] for row in plan.table("remarks").records()}
    assert {item["id"].partition("#")[2]: item["motivation"] for item in items_of(plan)} == {
        id_: "identifying" if id_ in named else "commenting" if id_ in remarked else "describing"
        for id_ in (row["id"] for row in plan.table("passages").records())
    }


@each_plan
def test_ids_and_bodies_are_anchors_of_the_site(plan: Dataset, site: Path) -> None:
    items = items_of(plan)
    found = {
        *(item["id"] for item in items),
        *(body["source"] for item in items for body in item["body"] if "source" in body),
        *(item["target"]["source"] for item in items),
    }
    anchors = {page: read_anchors(site / page) for page in {split(address)[0] for address in found}}
    assert [address for address in found if split(address)[1] not in anchors[split(address)[0]]] == []


def split(address: str) -> tuple[str, str]:
    """File and anchor of an address of the site."""
    page, _, anchor = address.removeprefix(SITE).partition("#")
    return f"{page}index.html" if page.endswith("/") else page, anchor


def read_anchors(path: Path) -> set[str]:
    """The ids in a page and the empty one for the page itself; none where there is no such file."""
    ids = html.parse(path).xpath("//@id") if path.suffix == ".html" else []
    return {"", *ids} if path.is_file() else set()


@each_plan
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own
def test_a_reader_of_linked_data_finds_all_annotations(plan: Dataset) -> None:
    collection = json.loads(write_annotations(plan, SITE))
    assert collection["@context"] == CONTEXT
    graph = Graph().parse(data=json.dumps({**collection, "@context": TERMS}), format="json-ld")
    annotations = {URIRef(item["id"]) for item in items_of(plan)}
    assert set(graph.subjects(RDF.type, OA.Annotation)) == annotations
    assert set(graph.subjects(OA.hasTarget)) == annotations
    assert len(list(graph.objects(None, OA.start))) == len(annotations)


def plan_with(quote: str, text: str) -> Dataset:
    """The first plan with another text, and one passage in it."""
    plan = REAL.plans[0]
    passage: dict[str, Cell] = {"id": "p1", "source": "notice", "section": "一", "quote": quote}
    tables = tuple(
        DataTable(
            table.name,
            table.schema,
            (tuple(map(passage.get, table.columns)),) if table.name == "passages" else (),
        )
        for table in plan.tables
    )
    head = {**plan.head, "plan": {**plan.head["plan"], "related": []}}
    return replace(plan, head=head, tables=tables, texts=dict.fromkeys(plan.texts, text.encode()))


def test_offsets_count_code_points_and_not_utf_16() -> None:
    """A reader in JavaScript, whose strings count units of UTF-16, must walk by code points."""
    text = "𠮷林市😀到2027年\n\n达到130家"
    (item,) = items_of(plan_with("达到130家", text))
    position = item["target"]["selector"][1]
    units = text.encode("utf-16-le")
    assert text[position["start"] : position["end"]] == "达到130家"
    assert units[2 * position["start"] : 2 * position["end"]].decode("utf-16-le", "replace") != "达到130家"


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WORDS = st.from_regex(r"[一-龥0-9\"\\<\u202e\u200f\]>=#]{1,12}(\n\n|\r\n| )?[一-龥0-9]{1,12}", fullmatch=True)


@given(LINES, WORDS, LINES)
def test_any_text_is_quoted_as_it_is(before: str, words: str, after: str) -> None:
    quote = re.sub(r"\s", "", words)
    text = f"{before}〔{words}〕{after}"
    if "".join(text.split()).count(quote) == 1:
        (item,) = items_of(plan_with(quote, text))
        selected, position = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == selected["exact"] == words


def test_a_passage_that_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="values to unpack"):
        write_annotations(plan_with("达到130家", "达到240家"), SITE)


def test_the_same_data_give_the_same_bytes() -> None:
    again = publication_of(ROOT)
    assert [write_annotations(plan, SITE) for plan in again.plans] == [
        write_annotations(plan, SITE) for plan in REAL.plans
    ]
