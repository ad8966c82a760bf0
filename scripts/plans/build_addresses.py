"""Published addresses never vanish: a built site and the ledger go in, what is lost or moved comes out.

Promised are pages (in both languages), what lies below `/data/` and `/api/`, feeds, vocabularies, and the
anchors of figures, passages and tasks. Charts, search index, assets and numbered pages of lists are not.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from plans.address import figure_address, passage_address, task_address
from plans.derive import figure_id, id_among_all, key_of
from plans.model import Catalog, Row

FOLDERS = ("data/", "api/")
ENDINGS = (".md", ".xml", ".ttl", ".jsonld", "llms.txt")
# Numbered pages of lists, what only our own page reads, and files of a release: its tree says which they are.
PASSING = re.compile(r"api/.*/page/\d+\.json|data/all/explore\.json|data/\d+\.\d+\.\d+/(?!index\.json$).*")


@dataclass(frozen=True, slots=True)
class Move:
    """What became of an address, from its line: `target` is where it is now, empty where it is gone."""

    address: str
    target: str
    row: Row


def list_addresses(site: Mapping[str, str | bytes], catalog: Catalog) -> set[str]:
    """The promised addresses of a site as built, without its home page."""
    pages = {path.removesuffix("index.md") for path in site if is_promised(path)}
    return (pages | set(list_anchors(catalog))) - {""}


def is_promised(path: str) -> bool:
    """Whether a file is one that people and programs may rely on."""
    return (path.startswith(FOLDERS) or path.endswith(ENDINGS)) and not PASSING.fullmatch(path)


def list_anchors(catalog: Catalog) -> Iterator[str]:
    """The addresses of every figure, passage and task."""
    for plan in catalog.plans:
        for row in plan.rows("values"):
            yield figure_address(figure_id(plan.name, key_of(row)))
        for row in plan.rows("passages"):
            yield passage_address(id_among_all(plan.name, row["id"]))
        for row in plan.rows("tasks"):
            yield task_address(id_among_all(plan.name, row["id"]))


def is_page(address: str) -> bool:
    """Whether it is a page or a place on one, and so there in both languages; files are in one tree only."""
    return "#" in address or address.endswith("/")


def find_gone(
    published: Iterable[str], built: Collection[str], unavailable: tuple[str, ...] = ()
) -> list[str]:
    """What was published and is not there; `unavailable` are beginnings of what this clone cannot build."""
    return sorted(
        address for address in published if address not in built and not address.startswith(unavailable)
    )


def find_lost(gone: Iterable[str], withdrawn: Mapping[str, Row]) -> list[str]:
    """What is gone without a line about it."""
    return [address for address in gone if find_row(address, withdrawn) is None]


def find_moves(gone: Iterable[str], withdrawn: Mapping[str, Row], built: Collection[str]) -> list[Move]:
    """What became of what is gone."""
    found = ((address, find_row(address, withdrawn)) for address in gone)
    return [Move(address, find_target(address, row, built), row) for address, row in found if row]


def find_row(address: str, withdrawn: Mapping[str, Row]) -> Row | None:
    """The line about an address: its own, else that of its page, else that of the nearest folder above."""
    while address and address not in withdrawn:
        page, anchor, _ = address.partition("#")
        folder = address.rstrip("/").rpartition("/")[0]
        address = page if anchor else folder and f"{folder}/"
    return withdrawn.get(address)


def find_target(address: str, row: Row, built: Collection[str]) -> str:
    """Where an address is now: at the same place below what its folder became; a page at least there."""
    moved, rest = row["moved_to"], address.removeprefix(row["address"])
    if not moved or not rest:
        return moved
    same = moved + rest
    return moved if is_page(address) and same not in built else same


def list_file_rows(withdrawn: Iterable[Row]) -> list[Row]:
    """The lines about files, which have no page of their own to say so."""
    return [row for row in withdrawn if not is_page(row["address"]) or row["address"].startswith(FOLDERS)]
