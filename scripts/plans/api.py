"""The static API: everything published goes in, the files below `/api/v1/` and `/llms.txt` come out."""

from collections.abc import Iterator, Sequence

from plans.api_address import FOLDERS, ROOT, record_path
from plans.api_details import PARTS, make_detail
from plans.api_endpoints import LISTS
from plans.api_index import DESCRIPTIONS, make_index
from plans.api_json import Encoded, answer_bytes, encode
from plans.api_kinds import KIND_OF
from plans.api_lists import list_pages
from plans.api_llms import write_llms
from plans.api_openapi import describe_api
from plans.api_records import make_record
from plans.api_schemas import list_schemas, schema_files
from plans.api_shelf import Record, Shelf
from plans.dataset_publication import Publication
from plans.derive import group
from plans.derive_progress import NOT_DUE
from plans.export import json_bytes
from plans.model import LANGUAGES

INDEX = "index.json"


def api_files(publication: Publication) -> dict[str, bytes]:
    """Every file of the API by its address within the site."""
    shelf = Shelf(publication)
    answers, schemas = make_answers(shelf), list_schemas(shelf)
    documents = {
        **{DESCRIPTIONS[language]: describe_api(shelf, schemas, answers, language) for language in LANGUAGES},
        **schema_files(schemas, publication.site_url),
    }
    return {
        **{f"{ROOT}{path}": content for path, content in answers.items()},
        **{f"{ROOT}{path}": json_bytes(document) for path, document in documents.items()},
        "llms.txt": write_llms(shelf).encode(),
    }


def make_answers(shelf: Shelf) -> dict[str, bytes]:
    """What is answered at each path below `/api/v1/`."""
    lists = dict(list_lists(shelf))
    counts = {f"{name}.json": len(items) for name, items in lists.items() if "/" not in name}
    pages = {
        path: answer_bytes(answer)
        for name, items in lists.items()
        for path, answer in list_pages(name, items, shelf.publication)
    }
    return {INDEX: answer_bytes(make_index(shelf, counts)), **pages, **dict(list_details(shelf))}


def list_lists(shelf: Shelf) -> Iterator[tuple[str, Sequence[Encoded]]]:
    """The records of every list, by its name: those of whole tables, then targets by what they are about."""
    targets = {row["id"]: make_line("target", row, shelf) for row in shelf.tables["targets"]}
    for name, kind in LISTS.items():
        rows = shelf.tables[KIND_OF[kind].table]
        whole = targets.values() if kind == "target" else (make_line(kind, row, shelf) for row in rows)
        yield FOLDERS.get(name, name), list(whole)
    for name, found in group_targets(shelf):
        yield name, [targets[row["id"]] for row in found]


def make_line(kind: str, row: Record, shelf: Shelf) -> Encoded:
    """A record as JSON text."""
    return Encoded(encode(make_record(KIND_OF[kind], row, shelf)))


def group_targets(shelf: Shelf) -> Iterator[tuple[str, Sequence[Record]]]:
    """Targets that are due, then the targets of each plan, concept, area and year."""
    rows = shelf.tables["targets"]
    due = [row for row in rows if shelf.progress[row["id"]]["state"] != NOT_DUE]
    yield "due", sorted(due, key=lambda row: shelf.progress[row["id"]]["due"])
    for column in ("plan", "concept", "area"):
        for id_, found in shelf.grouped["targets", column].items():
            yield f"targets/by-{column}/{id_}", found
    for year, due_then in sorted(group((row["period"][-4:], row) for row in rows).items()):
        yield f"targets/by-year/{year}", due_then


def list_details(shelf: Shelf) -> Iterator[tuple[str, bytes]]:
    """The file of each plan, concept, area and organization."""
    for kind in (KIND_OF[name] for name in PARTS):
        for row in shelf.tables[kind.table]:
            yield record_path(kind.table, row["id"]), answer_bytes(make_detail(kind, row, shelf))
