"""SQLite: a dataset goes in, one database file comes out, with keys, indexes, views and what columns mean.

Numbers are REAL, which gives back each of up to 15 significant digits; dates are text as ISO 8601, truth
values 0 and 1. Tables are not STRICT, for SQLite before 3.37, still common, cannot open those.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from plans.dataset import Cell, Dataset, DataTable
from plans.export_readme import list_about, list_columns, list_tables
from plans.export_views import VIEWS

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"}
PAGE_SIZE = 4096
# What the database says of itself; the names are those of no table.
ABOUT = """
CREATE TABLE _about (property TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE _tables (name TEXT PRIMARY KEY, rows INTEGER NOT NULL, title TEXT, title_en TEXT);
CREATE TABLE _columns (
  "table" TEXT NOT NULL REFERENCES _tables (name), "column" TEXT NOT NULL, type TEXT NOT NULL, title TEXT,
  title_en TEXT, description TEXT, description_en TEXT, example TEXT, PRIMARY KEY ("table", "column")
);
CREATE TABLE _views (name TEXT PRIMARY KEY, description TEXT NOT NULL, description_en TEXT NOT NULL);
"""


def database(dataset: Dataset) -> bytes:
    """The file; the same dataset and library give the same bytes.

    Raises sqlite3.IntegrityError where a row breaks its table, OverflowError beyond integers of 64 bits.
    """
    connection = sqlite3.connect(":memory:")
    connection.executescript(f"PRAGMA page_size = {PAGE_SIZE}; {ABOUT}")
    for table in dataset.tables:
        connection.execute(create_table(table))
        insert_rows(connection, table.name, map(bind_row, table.rows), len(table.columns))
        for statement in create_indexes(table):
            connection.execute(statement)
    write_about(connection, dataset)
    connection.commit()
    connection.execute("VACUUM")
    content = connection.serialize()
    connection.close()
    return content


def write_about(connection: sqlite3.Connection, dataset: Dataset) -> None:
    """Source, rights and address; tables and columns; the views that the tables allow."""
    lines = ((f"{label.zh} {label.en}", text) for label, text in list_about(dataset))
    insert_rows(connection, "_about", lines, 2)
    insert_rows(connection, "_tables", list_tables(dataset), 4)
    insert_rows(connection, "_columns", list_columns(dataset), 8)
    for view in VIEWS.get("plan" if "plan" in dataset.head else dataset.name, ()):
        connection.execute(view.statement)
        insert_rows(connection, "_views", [(view.name, view.title.zh, view.title.en)], 3)


def insert_rows(connection: sqlite3.Connection, table: str, rows: Any, width: int) -> None:
    """Rows of `width` cells; sqlite3 takes any iterable of sequences."""
    places = ", ".join("?" * width)
    connection.executemany(f"INSERT INTO {quote(table)} VALUES ({places})", rows)


def bind_row(row: tuple[Cell, ...]) -> tuple[str | int | float | None, ...]:
    return tuple(BINDERS[type(cell)](cell) for cell in row)


def create_table(table: DataTable) -> str:
    """The statement, from the Table Schema: types, presence, allowed words, keys."""
    parts = [define_column(field) for field in table.schema["fields"]]
    if "primaryKey" in table.schema:
        parts.append(f"PRIMARY KEY ({quote_all(table.schema['primaryKey'])})")
    parts += [define_key(table.name, key) for key in table.schema.get("foreignKeys", ())]
    return f"CREATE TABLE {quote(table.name)} (\n  " + ",\n  ".join(parts) + "\n)"


def define_column(field: Mapping[str, Any]) -> str:
    """One column with what the schema demands of its cells."""
    constraints = field.get("constraints", {})
    name = quote(field["name"])
    required = " NOT NULL" if constraints.get("required") else ""
    allowed = ", ".join(map(literal, constraints.get("enum", ())))
    return f"{name} {TYPES[field['type']]}{required}" + (f" CHECK ({name} IN ({allowed}))" if allowed else "")


def define_key(table: str, key: Mapping[str, Any]) -> str:
    """A foreign key; the empty name stands for the table itself."""
    reference = key["reference"]
    there = f"{quote(reference['resource'] or table)} ({quote_all(reference['fields'])})"
    return f"FOREIGN KEY ({quote_all(key['fields'])}) REFERENCES {there}"


def create_indexes(table: DataTable) -> Iterator[str]:
    """Indexes for joins: on the figure, and on each foreign key but that of units, from which none begins."""
    keys = [key for key in table.schema.get("foreignKeys", ()) if key["reference"]["resource"] != "units"]
    wanted = [key["fields"] for key in keys] + [[column] for column in table.columns if column == "figure"]
    for fields in wanted:
        if fields != table.schema.get("primaryKey"):
            name = quote("_".join((table.name, *fields)))
            yield f"CREATE INDEX {name} ON {quote(table.name)} ({quote_all(fields)})"


def quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def quote_all(names: list[str]) -> str:
    return ", ".join(map(quote, names))


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


BINDERS: Mapping[type, Any] = {
    type(None): lambda _: None,
    str: str,
    int: int,
    bool: int,
    Decimal: float,
    date: date.isoformat,
}
