"""The records that every step shares: packages as read, problems as found, texts in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

PLAN_TABLES = ("indicators", "values", "passages", "tasks", "responsibilities", "remarks")
VOCABULARY_TABLES = ("concepts", "units", "areas", "organizations")


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in Chinese and in English."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Row:
    """One record of a table; `line` is what a spreadsheet shows (the header is 1)."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, field: str) -> str:
        """The cell as written, empty where the row or the table lacks the field."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file of a package; every cell is text as written."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def path(self) -> str:
        return f"{self.name}.csv"


@dataclass(frozen=True, slots=True)
class Package:
    """One folder of `datapackages/`; a file that could not be read is in `files` only.

    `tables` by table name, `texts` (archived notices) by resource name, `files` by path within the folder.
    """

    name: str
    descriptor: Mapping[str, Any]
    tables: Mapping[str, Table]
    texts: Mapping[str, str]
    files: Mapping[str, bytes]

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table, none where the table could not be read."""
        return self.tables[table].rows if table in self.tables else ()


@dataclass(frozen=True, slots=True)
class Catalog:
    """All packages: the shared vocabulary, the plans by id, and the schemas that describe them.

    `schemas` holds the parsed files of `schemas/` by path without ending (`plan.schema`, `tables/values`).
    """

    vocabulary: Package
    plans: tuple[Package, ...]
    schemas: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in the data: where it stands, what must hold, what was found, what to do.

    `field` is a column of a table or an entry of the descriptor, `column` the letter a spreadsheet gives it.
    """

    rule: str
    package: str
    file: str
    row: int | None
    field: str | None
    must: Text
    found: str
    remedy: Text
    column: str = ""
