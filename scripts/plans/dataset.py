"""What is published, before any format: packages go in, tables of typed cells come out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plans.address import absolute, data_address, plan_address
from plans.load import VOCABULARY
from plans.model import Package

COMBINED = "all"
WITHOUT_PAGE = {VOCABULARY, COMBINED}
Cell = str | int | Decimal | bool | date | None


READERS: Mapping[str, Callable[[str], Cell]] = {
    "string": str,
    "boolean": lambda text: {"true": True, "false": False}[text],
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
}


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with its Table Schema; cells are of the types that the schema states, None where empty."""

    name: str
    schema: Mapping[str, Any]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field["name"] for field in self.schema["fields"])

    def records(self) -> list[dict[str, Cell]]:
        """The rows as mappings from column to cell."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A package as published: `head` is its descriptor without resources.

    `texts` are the archived notices by path, `text_resources` their entries in the descriptor.
    """

    name: str
    head: Mapping[str, Any]
    tables: tuple[DataTable, ...]
    texts: Mapping[str, bytes]
    text_resources: tuple[Mapping[str, Any], ...]

    def table(self, name: str) -> DataTable:
        """A table by name; raises StopIteration where there is none."""
        return next(table for table in self.tables if table.name == name)


def package_dataset(package: Package, site_url: str) -> Dataset:
    """A checked package of the repository, its cells typed, with its address on the site."""
    resources = package.descriptor["resources"]
    tables = [resource for resource in resources if resource["name"] in package.tables]
    texts = tuple(resource for resource in resources if resource["name"] not in package.tables)
    return Dataset(
        name=package.name,
        head=head_of(package.name, package.descriptor, site_url),
        tables=tuple(
            type_table(
                resource["name"],
                resource["schema"],
                (row.cells for row in package.tables[resource["name"]].rows),
            )
            for resource in tables
        ),
        texts={resource["path"]: package.files[resource["path"]] for resource in texts},
        text_resources=texts,
    )


def head_of(name: str, descriptor: Mapping[str, Any], site_url: str) -> dict[str, Any]:
    """A descriptor without its resources, with `id` and `homepage`: the address of its page."""
    page = data_address(name) if name in WITHOUT_PAGE else plan_address(name)
    address = absolute(site_url, page)
    first = {"$schema": descriptor["$schema"], "name": name, "id": address, "homepage": address}
    return {**first, **{key: value for key, value in descriptor.items() if key != "resources"}}


def type_table(name: str, schema: Mapping[str, Any], records: Iterable[Mapping[str, Any]]) -> DataTable:
    """A table from records by column: text is read as the schema says, what is typed stays as it is."""
    fields = [(field["name"], field["type"]) for field in schema["fields"]]
    rows = tuple(
        tuple(read_cell(record.get(column), type_) for column, type_ in fields) for record in records
    )
    return DataTable(name, schema, rows)


def read_cell(value: Cell, type_: str) -> Cell:
    """What a text stands for, None where it is empty; raises ValueError where it is not of its type."""
    if value is None or value == "":
        return None
    return READERS[type_](value) if isinstance(value, str) else value
