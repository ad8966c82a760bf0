"""What became of rows: two states of a table go in, the rows that came, went or changed come out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from plans.derive_history_rows import list_changed, match_rows
from plans.derive_versions import ROW_KEYS
from plans.model import Package, Row, Table

Action = Literal["changed", "added", "removed"]
ACTIONS: tuple[Action, ...] = ("changed", "added", "removed")


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after: `old` is None where it was added, `new` where it was removed."""

    package: str
    table: str
    old: Row | None
    new: Row | None
    columns: tuple[str, ...] = ()

    @property
    def action(self) -> Action:
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"

    @property
    def row(self) -> Row:
        """The row as it is, or was."""
        row = self.new or self.old
        assert row is not None
        return row


def compare_packages(
    name: str, old: Package | None, new: Package | None, tables: Iterable[str]
) -> Iterator[RowChange]:
    """The rows of a package that differ, table by table; a table that cannot be read is left out."""
    for table in tables:
        before, after = find_table(old, table), find_table(new, table)
        if before is not None and after is not None:
            yield from compare_tables(name, before, after)


def find_table(package: Package | None, table: str) -> Table | None:
    """A table, empty where there is none; None where there is a file that cannot be read."""
    empty = Table(table, (), ())
    if package is None or f"{table}.csv" not in package.files:
        return empty
    return package.tables.get(table)


def is_unreadable(package: Package, table: str) -> bool:
    """Whether a package has a table that cannot be read."""
    return find_table(package, table) is None


def compare_tables(package: str, before: Table, after: Table) -> list[RowChange]:
    """The rows that differ: changed and added ones in the order of the new table, then those removed."""
    name = before.name
    columns = tuple(dict.fromkeys((*after.header, *before.header)))
    pairs, removed, added = pair_figures(before, after) if name == "values" else pair_keys(before, after)
    changed = [
        RowChange(package, name, old, new, differing)
        for old, new in pairs
        if (differing := tuple(list_changed(old, new, columns)))
    ]
    come = [RowChange(package, name, None, row) for row in added]
    kept = sorted([*changed, *come], key=lambda change: change.row.line)
    return [*kept, *(RowChange(package, name, row, None) for row in removed)]


Paired = tuple[list[tuple[Row, Row]], list[Row], list[Row]]


def pair_figures(before: Table, after: Table) -> Paired:
    """The statements of figures, followed as the history follows them."""
    matched = match_rows(before, after)
    return list(matched.pairs), list(matched.removed), list(matched.added)


def pair_keys(before: Table, after: Table) -> Paired:
    """The rows of any other table by their ids; rows of one id in their order."""
    key = ROW_KEYS.get(before.name, ("id",))
    waiting: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in reversed(before.rows):
        waiting[tuple(row[column] for column in key)].append(row)
    pairs, added = [], []
    for row in after.rows:
        olds = waiting[tuple(row[column] for column in key)]
        if olds:
            pairs.append((olds.pop(), row))
        else:
            added.append(row)
    left = {row.line for rows in waiting.values() for row in rows}
    return pairs, [row for row in before.rows if row.line in left], added
