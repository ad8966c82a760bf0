"""The one allowed order of rows: tables of a package in, the same tables sorted out.

Rows follow the notice. Tables whose order only an editor knows (indicators, the vocabulary) keep theirs.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plans.evidence import locate, strip_space
from plans.model import Package, Row, Table

KINDS = ("change", "actual", "target")
ROLES = ("lead", "responsible")
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What rows are ordered by: places of ids in their tables, texts, quotes, names of organizations."""

    indicators: Mapping[str, int]
    passages: Mapping[str, int]
    tasks: Mapping[str, int]
    quotes: Mapping[str, str]
    texts: Mapping[str, str]
    names: Mapping[str, Sequence[str]]


def order_tables(
    tables: Mapping[str, Table], texts: Mapping[str, str], vocabulary: Package
) -> dict[str, Table]:
    """The tables with their rows in canonical order."""
    return sort_tables(tables, texts, name_organizations(vocabulary))


def sort_tables(
    tables: Mapping[str, Table], texts: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> dict[str, Table]:
    """The same for many packages, with the names of organizations read once."""
    ordered = dict(tables)
    for name, key in KEYS:
        if name in ordered:
            ordered[name] = sort_table(ordered[name], key, read_order(ordered, texts, names))
    return ordered


def name_organizations(vocabulary: Package) -> dict[str, tuple[str, ...]]:
    """The names of every organization by its id."""
    return {row["id"]: list_names(row) for row in vocabulary.rows("organizations")}


def list_names(organization: Row) -> tuple[str, ...]:
    """The names under which notices print an organization."""
    return tuple(name for name in (organization["name"], *organization["short_names"].split("|")) if name)


def read_order(
    tables: Mapping[str, Table], texts: Mapping[str, str], names: Mapping[str, Sequence[str]]
) -> Order:
    """The places of ids as the tables now stand."""
    passages = tables["passages"].rows if "passages" in tables else ()
    return Order(
        indicators=number_ids(tables, "indicators"),
        passages=number_ids(tables, "passages"),
        tasks=number_ids(tables, "tasks"),
        quotes={row["id"]: strip_space(row["quote"]) for row in passages},
        texts=texts,
        names=names,
    )


def number_ids(tables: Mapping[str, Table], name: str) -> dict[str, int]:
    """The place of each id in a table, the first where it stands twice."""
    rows = tables[name].rows if name in tables else ()
    return {row["id"]: place for place, row in reversed(list(enumerate(rows)))}


def sort_table(table: Table, key: Callable[[Row, Order], Key], order: Order) -> Table:
    """The table sorted by a key, then by cells; a row without a place follows its neighbour."""
    places: list[Key] = []
    for number, row in enumerate(table.rows):
        found = key(row, order)
        if None in found:
            places.append((places[-1][0] if places else (), 1, number))
        else:
            places.append((found, 0, *row.cells.values()))
    ranked = sorted(zip(places, table.rows, strict=True), key=lambda pair: pair[0])
    return replace(table, rows=tuple(row for _, row in ranked))


def place_id(places: Mapping[str, int], id_: str) -> int | None:
    """The place of an id, behind all where it is empty, none where it is unknown."""
    return places.get(id_) if id_ else len(places)


def order_passage(row: Row, order: Order) -> Key:
    """By archived text and place in it, if there is one place only."""
    places = locate(order.texts.get(row["source"], ""), row["quote"], row["prefix"], row["suffix"])
    return row["source"], *(places[0] if len(places) == 1 else (None, None))


def order_task(row: Row, order: Order) -> Key:
    """In the order of the notice."""
    return (place_id(order.passages, row["passage"]),)


def order_value(row: Row, order: Order) -> Key:
    """By indicator, then place in the notice, then period."""
    indicator, passage = (
        place_id(order.indicators, row["indicator"]),
        place_id(order.passages, row["passage"]),
    )
    kind = KINDS.index(row["kind"]) if row["kind"] in KINDS else None
    return indicator, passage, row["period"], kind


def order_duty(row: Row, order: Order) -> Key:
    """Tasks before indicators, lead before responsible, then as printed."""
    task, indicator = place_id(order.tasks, row["task"]), place_id(order.indicators, row["indicator"])
    has_object, has_role = row["task"] or row["indicator"], row["role"] in ROLES
    role = ROLES.index(row["role"]) if has_object and has_role else None
    quote = order.quotes.get(row["passage"], "")
    found = (quote.find(strip_space(name)) for name in order.names.get(row["organization"], ()))
    printed = min((place for place in found if place >= 0), default=None)
    return task, indicator, role, place_id(order.passages, row["passage"]), printed


def order_remark(row: Row, order: Order) -> Key:
    """By place in the notice."""
    return (place_id(order.passages, row["passage"]),)


# Each table is sorted by the places of those before it.
KEYS: tuple[tuple[str, Callable[[Row, Order], Key]], ...] = (
    ("passages", order_passage),
    ("tasks", order_task),
    ("values", order_value),
    ("responsibilities", order_duty),
    ("remarks", order_remark),
)
