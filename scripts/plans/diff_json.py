"""What differs for programs: a difference goes in, values that JSON can write come out."""

import json
from typing import Any

from plans.derive import figure_id, key_of
from plans.diff import Difference, PackageChange, Side
from plans.diff_effects import TOLD, Effect
from plans.diff_rows import RowChange


def as_json(difference: Difference) -> str:
    """The whole difference, nothing cut."""
    shown = {
        "step": difference.step,
        "is_step_certain": difference.is_step_certain,
        "problems": {"old": count_problems(difference.old), "new": count_problems(difference.new)},
        "packages": [show_package(package) for package in difference.packages],
        "schemas": [
            {
                "name": schema.name,
                "is_new": schema.is_new,
                "is_gone": schema.is_gone,
                "changes": [
                    {"column": change.column, "what": change.what, "old": change.old, "new": change.new}
                    for change in schema.changes
                ],
            }
            for schema in difference.schemas
        ],
        "effects": None if difference.effects is None else list(map(show_effect, difference.effects)),
        "pages": [
            {"address": page.address, "is_new": page.is_new, "is_gone": page.is_gone}
            for page in difference.pages
        ],
        "lost": difference.lost,
    }
    return json.dumps(shown, ensure_ascii=False, indent=2, default=str) + "\n"


def count_problems(side: Side) -> int | None:
    """How many problems a side has, None where the check cannot run."""
    return None if side.problems is None else len(side.problems)


def show_package(change: PackageChange) -> dict[str, Any]:
    """A package that differs."""
    return {
        "name": change.name,
        "is_new": change.old is None,
        "is_gone": change.new is None,
        "step": change.step,
        "properties": [{"name": item.name, "old": item.old, "new": item.new} for item in change.properties],
        "files": change.files,
        "unreadable": change.unreadable,
        "rows": [show_row(row) for row in change.rows],
    }


def show_row(change: RowChange) -> dict[str, Any]:
    """A row before and after; a figure with its id."""
    figure = {"figure": figure_id(change.package, key_of(change.row))} if change.table == "values" else {}
    return {
        "table": change.table,
        "action": change.action,
        **figure,
        "row": change.row.line,
        "columns": change.columns,
        "old": dict(change.old.cells) if change.old else None,
        "new": dict(change.new.cells) if change.new else None,
    }


def show_effect(effect: Effect) -> dict[str, Any]:
    """A derived result before and after: the columns that readers are told of."""
    old, new = (
        None if record is None else {column: getattr(record, column) for column in TOLD[effect.table]}
        for record in (effect.old, effect.new)
    )
    return {"table": effect.table, "id": effect.id, "old": old, "new": new}
