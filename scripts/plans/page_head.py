"""The head of pages for machines: pages go in, those about data get markup and links."""

import json
from collections.abc import Iterable, Mapping

from plans.address import concept_address, data_address, plan_address
from plans.dataset import COMBINED
from plans.export_about import format_of
from plans.export_schema_org import page_documents, script_text
from plans.page import Desk, up_to_root

OPENING = "---\n"


def write_heads(pages: Mapping[str, str | bytes], desk: Desk) -> dict[str, str | bytes]:
    """The pages by path, those about data with schema.org markup and links to their files."""
    wanted = linked_files(desk)
    written = dict(pages)
    for address, document in page_documents(desk.publication, desk.language).items():
        path = f"{address}index.md"
        links = list_links(wanted[address], up_to_root(path, desk))
        written[path] = add_head(str(pages[path]), markup=script_text(document), links=links)
    return written


def add_head(text: str, **values: object) -> str:
    """A page with more properties in its front matter."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in values.items()]
    return text.replace(OPENING, OPENING + "".join(lines), 1)


def list_links(wanted: Iterable[tuple[str, str]], up: str) -> list[dict[str, str]]:
    """The `link` elements of a page, relative to it, so that they hold wherever the site is served."""
    return [{"rel": rel, "type": format_of(file).media_type, "href": f"{up}{file}"} for rel, file in wanted]


def linked_files(desk: Desk) -> dict[str, list[tuple[str, str]]]:
    """By the address of a page, what describes its data and what says the same in another form."""
    plans, concepts = desk.register.plans, desk.register.concepts
    feed = ("alternate", "changes/feed.xml")
    return {
        "": [feed],
        "data/": [
            ("describedby", data_address(COMBINED, "datapackage.json")),
            ("describedby", "data/catalog.jsonld"),
            ("describedby", "data/catalog.ttl"),
            ("alternate", data_address(COMBINED, "targets.csv")),
            feed,
        ],
        **{
            plan_address(plan): [
                ("describedby", data_address(plan, "datapackage.json")),
                ("alternate", data_address(plan, "values.csv")),
                ("alternate", f"api/v1/plans/{plan}.json"),
                ("alternate", f"{plan_address(plan)}feed.xml"),
            ]
            for plan in plans
        },
        **{
            concept_address(concept): [
                ("describedby", "indicators/vocabulary.ttl"),
                ("alternate", f"api/v1/indicators/{concept}.json"),
            ]
            for concept in concepts
        },
    }
