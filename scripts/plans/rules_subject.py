"""What a rule is, what it looks at and what it finds."""

import difflib
import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from plans.canonical import read_tables
from plans.canonical_reading import Reading
from plans.evidence import Span, locate
from plans.model import Catalog, Package, Row, Table, Text

LIKELY = 50
Scope = Literal["file", "package", "plan", "vocabulary"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One breach of a rule; what must hold and what to do are the rule's own words where none are given."""

    file: str
    row: int | None
    field: str | None
    found: str
    remedy: Text | None = None
    must: Text | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage that stands once in its archived text: its row, its place and the words there."""

    row: Row
    span: Span
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A package as rules see it, with what they need of the rest of the catalog.

    `package` is as found; `descriptor` holds what the schema accepts of it; `readings` its tables whatever
    program saved them; `tables` the readable ones and those of the vocabulary, cells trimmed, and mended
    where a program spoilt many; `ids` their rows by id; `passages` those found once.
    """

    package: Package
    descriptor: Mapping[str, Any]
    readings: Mapping[str, Reading]
    tables: Mapping[str, Table]
    ids: Mapping[str, Mapping[str, Row]]
    passages: Mapping[str, Passage]
    catalog: Catalog

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, none where it cannot be read."""
        return self.tables[table].rows if table in self.tables else ()

    @property
    def own(self) -> dict[str, Table]:
        """The readable tables of the package itself."""
        return {name: self.tables[name] for name in self.readings if name in self.tables}

    @property
    def plan(self) -> Mapping[str, Any]:
        """The object `plan` of the descriptor."""
        found: Mapping[str, Any] = self.descriptor.get("plan", {})
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that must hold.

    `scope` says what is looked at: every package as files, every package, plans only, the vocabulary only.
    A rule is silent where one of its `tables` cannot be read; a library finds the faults of one without
    `function`.
    """

    id: str
    title: Text
    advice: Text
    scope: Scope
    function: Callable[[Subject], Iterable[Fault]] | None = None
    tables: tuple[str, ...] = ()


def see_package(
    package: Package, descriptor: Mapping[str, Any], catalog: Catalog, vocabulary: Subject | None
) -> Subject:
    """A package as rules see it; `vocabulary` is the vocabulary seen so, none for the vocabulary itself."""
    readings = read_tables(package, catalog.schemas)
    own = dict(select_tables(readings))
    ids = {name: {row["id"]: row for row in table.rows if row["id"]} for name, table in own.items()}
    return Subject(
        package=package,
        descriptor=descriptor,
        readings=readings,
        tables={**(vocabulary.tables if vocabulary else {}), **own},
        ids={**(vocabulary.ids if vocabulary else {}), **ids},
        passages=dict(find_passages(own, package.texts)),
        catalog=catalog,
    )


def select_tables(readings: Mapping[str, Reading]) -> Iterator[tuple[str, Table]]:
    """The tables whose header is right, as meant where that is reported, else as found."""
    for name, reading in readings.items():
        table = reading.table if reading.is_spoilt else reading.found
        if table:
            yield name, table


def find_passages(tables: Mapping[str, Table], texts: Mapping[str, str]) -> Iterator[tuple[str, Passage]]:
    """The passages that are found exactly once."""
    for row in tables["passages"].rows if "passages" in tables else ():
        text = texts.get(row["source"], "")
        places = locate(text, row["quote"], row["prefix"], row["suffix"])
        if len(places) == 1:
            yield row["id"], Passage(row, places[0], text[slice(*places[0])], text)


def propose(value: str, table: str, subject: Subject) -> Text | None:
    """The entry of a table that was probably meant, by its id or by a name; none where nothing is near."""
    rows = subject.ids.get(table, {})
    ids = {name: id_ for id_, row in rows.items() for name in list_words(row)} | {id_: id_ for id_ in rows}
    near = find_nearest(value, tuple(ids))
    return name_entry(rows[ids[near]]) if near else None


def list_words(row: Row) -> set[str]:
    """The words by which people know an entry of a table, besides its id."""
    names = [row[field] for field in ("name", "name_en", "title", "title_en")]
    return {*names, *row["short_names"].split("|"), *row["alt_names"].split("|")} - {""}


@lru_cache(maxsize=256)
def find_nearest(value: str, names: tuple[str, ...]) -> str:
    """The name that is most like a value, nothing where none is."""
    if not value or value in names:
        return value
    pieces = cut(value)
    cuts = cut_names(names)
    # comparing thousands of names letter by letter would take a second for every wrong id
    likely = heapq.nlargest(
        LIKELY, names, key=lambda name: len(pieces & cuts[name]) / len(pieces | cuts[name])
    )
    return next(iter(difflib.get_close_matches(value, likely, n=1, cutoff=0.6)), "")


@lru_cache(maxsize=16)
def cut_names(names: tuple[str, ...]) -> dict[str, frozenset[str]]:
    """The pieces of each name."""
    return {name: cut(name) for name in names}


def cut(name: str) -> frozenset[str]:
    """The characters of a name, alone and in twos."""
    return frozenset(name) | {name[place : place + 2] for place in range(len(name) - 1)}


def name_entry(row: Row) -> Text:
    """The id of an entry with its name."""
    zh, en = row["name"] or row["title"], row["name_en"] or row["title_en"]
    return Text(
        f"最接近的编号是 {row['id']}{f'（{zh}）' if zh else ''}。",
        f"The nearest id is {row['id']}{f' ({en})' if en else ''}.",
    )


def join_texts(*texts: Text | None) -> Text:
    """Sentences one behind the other."""
    given = [text for text in texts if text]
    return Text("".join(text.zh for text in given), " ".join(text.en for text in given))
