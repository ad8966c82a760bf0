"""What follows from a change: derived results of two states go in, those that differ come out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plans.derive_progress import NOT_DUE
from plans.derive_results import Results, list_tables

# What makes a result the same result, and the columns in which a difference is told to readers.
KEYS: Mapping[str, str] = {
    "revisions": "id",
    "progress": "target",
    "findings": "id",
    "trajectories": "id",
    "decomposition": "id",
}
TOLD: Mapping[str, tuple[str, ...]] = {
    "revisions": (
        *("old_comparator", "old_value", "old_unit"),
        *("new_comparator", "new_value", "new_unit", "verdict"),
    ),
    "progress": ("state", "status", "actual_period", "actual_value", "covered", "due"),
    "findings": ("arithmetic", "finding", "remark"),
    "trajectories": (
        *("base_year", "base_value", "target_year", "comparator", "target_value", "unit"),
        *("change_per_year", "growth", "pace"),
    ),
    "decomposition": ("value", "whole", "parts", "share", "difference", "verdict", "unit"),
}


@dataclass(frozen=True, slots=True)
class Effect:
    """One derived result before and after: `old` is None where it appeared, `new` where it went."""

    table: str
    id: str
    old: Any
    new: Any

    @property
    def record(self) -> Any:
        """The result as it is, or was."""
        return self.old if self.new is None else self.new


def compare_results(old: Results, new: Results) -> tuple[Effect, ...]:
    """Every derived result that a reader sees change, by table and id."""
    before, after = list_tables(old), list_tables(new)
    return tuple(effect for table in KEYS for effect in compare_table(table, before[table], after[table]))


def compare_table(table: str, before: Sequence[object], after: Sequence[object]) -> list[Effect]:
    """The results of one table that differ."""
    olds, news = (
        {getattr(record, KEYS[table]): record for record in records if is_told(table, record)}
        for records in (before, after)
    )
    ids = sorted(olds.keys() | news.keys())
    effects = [Effect(table, id_, olds.get(id_), news.get(id_)) for id_ in ids]
    return [effect for effect in effects if told(table, effect.old) != told(table, effect.new)]


def is_told(table: str, record: Any) -> bool:
    """Whether there is anything to tell: of a target that is not due nothing may be known."""
    return bool(table != "progress" or record.state != NOT_DUE or record.actual_period)


def told(table: str, record: object) -> tuple[object, ...] | None:
    """What readers are told of a result."""
    return None if record is None else tuple(getattr(record, column) for column in TOLD[table])
