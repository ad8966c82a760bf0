"""What a rule is, what it looks at and what it finds."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from plans.canonical import field_names, table_names
from plans.evidence import Span, locate
from plans.model import Catalog, Package, Row, Table, Text

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

    `package` is as found; `descriptor` holds what the schema accepts of it; `tables` the readable tables of
    the package and of the vocabulary, cells trimmed; `ids` their rows by id; `passages` those found once.
    """

    package: Package
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    ids: Mapping[str, Mapping[str, Row]]
    passages: Mapping[str, Passage]
    catalog: Catalog

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, none where it cannot be read."""
        return self.tables[table].rows if table in self.tables else ()

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
    own = select_tables(package, catalog.schemas)
    ids = {name: {row["id"]: row for row in table.rows if row["id"]} for name, table in own.items()}
    return Subject(
        package=package,
        descriptor=descriptor,
        tables={**(vocabulary.tables if vocabulary else {}), **own},
        ids={**(vocabulary.ids if vocabulary else {}), **ids},
        passages=dict(find_passages(own, package.texts)),
        catalog=catalog,
    )


def select_tables(package: Package, schemas: Mapping[str, Any]) -> dict[str, Table]:
    """The tables of a package whose header is right, their cells trimmed."""
    names = [name for name in table_names(package) if name in package.tables]
    right = [name for name in names if package.tables[name].header == field_names(schemas, name)]
    return {name: trim_table(package.tables[name]) for name in right}


def find_passages(tables: Mapping[str, Table], texts: Mapping[str, str]) -> Iterator[tuple[str, Passage]]:
    """The passages that are found exactly once."""
    for row in tables["passages"].rows if "passages" in tables else ():
        text = texts.get(row["source"], "")
        places = locate(text, row["quote"], row["prefix"], row["suffix"])
        if len(places) == 1:
            yield row["id"], Passage(row, places[0], text[slice(*places[0])], text)


def trim_table(table: Table) -> Table:
    """The table without white space around its cells and without blank rows."""
    rows = (
        Row(row.line, {field: cell.strip() for field, cell in row.cells.items()})
        for row in table.rows
        if any(cell.strip() for cell in row.cells.values())
    )
    return replace(table, rows=tuple(rows))


def propose(value: str, table: str, subject: Subject) -> Text | None:
    """The entry of a table that was probably meant, none where nothing is near."""
    rows = subject.ids.get(table, {})
    named = [
        key for key, row in rows.items() if value and value in (row["name"], *row["short_names"].split("|"))
    ]
    near = named or difflib.get_close_matches(value, rows, n=1, cutoff=0.6)
    return Text(f"最接近的编号是 {near[0]}。", f"The nearest id is {near[0]}.") if near else None


def join_texts(*texts: Text | None) -> Text:
    """Sentences one behind the other."""
    given = [text for text in texts if text]
    return Text("".join(text.zh for text in given), " ".join(text.en for text in given))
