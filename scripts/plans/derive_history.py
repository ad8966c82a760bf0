"""History: commits go in, every change to a figure since its first publication comes out, newest first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from plans.derive import figure_id, id_among_all, key_of
from plans.derive_history_rows import list_changed, match_rows, read_value
from plans.load_git import Commit
from plans.load_history import Edit, History, Step
from plans.model import Row, Table

Action = Literal["published", "added", "changed", "removed", "renamed", "withdrawn"]
ABOUT_PLAN: tuple[Action, ...] = ("published", "renamed", "withdrawn")
SHORT_HASH = 12
NO_ROW = Row(0, {})


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the table `history`: what one commit did to one cell, one statement, or one plan.

    `published`, `renamed`, `withdrawn` tell of a plan; a figure that was not `added` later was published with
    its plan. `comparator` to `wording` are the statement after the change, before it where it was removed.
    """

    id: str
    action: Action
    plan: str
    figure: str
    indicator: str
    area: str
    organization: str
    period: str
    kind: str
    passage: str
    field: str
    old: str
    new: str
    comparator: str
    value: Decimal | None
    unit: str
    wording: str
    changed_on: date
    author: str
    subject: str
    commit: str


def derive_changes(history: History) -> tuple[Change, ...]:
    """Every change, newest commit first, within a commit by plan and in the order of its table.

    Rows are followed as `match_rows` says. A plan that goes in the commit in which another comes with at
    least half of its rows was renamed: what happened to it before is told under its new name.
    """
    told: list[list[Change]] = []
    for step in reversed(history.steps):
        if step.commit.is_start:
            continue
        renamed = find_renamed(step.edits)
        told = [[rename(change, renamed) for change in block] for block in told] if renamed else told
        told.append([change for edit in step.edits for change in tell_edit(step, edit, renamed)])
    return number_ids(change for block in reversed(told) for change in block)


def find_renamed(edits: Iterable[Edit]) -> dict[str, str]:
    """Old name → new name of the plans that a commit renamed."""
    gone = {edit.plan: count_cells(edit.before) for edit in edits if edit.before and edit.after is None}
    come = {edit.plan: count_cells(edit.after) for edit in edits if edit.after and edit.before is None}
    renamed: dict[str, str] = {}
    for plan, cells in gone.items():
        shared = {
            name: (cells & other).total() for name, other in come.items() if name not in renamed.values()
        }
        best = max(shared, key=lambda name: shared[name], default="")
        if best and shared[best] * 2 >= cells.total() > 0:
            renamed[plan] = best
    return renamed


def count_cells(table: Table) -> Counter[tuple[str, ...]]:
    """The rows of a table as cells."""
    return Counter(tuple(row.cells.values()) for row in table.rows)


def rename(change: Change, renamed: Mapping[str, str]) -> Change:
    """A change told under the new name of its plan."""
    if change.plan not in renamed:
        return change
    new = renamed[change.plan]
    _, _, figure = change.figure.partition(".")
    _, _, passage = change.passage.partition(".")
    return replace(
        change,
        plan=new,
        figure=figure and id_among_all(new, figure),
        passage=passage and id_among_all(new, passage),
    )


def tell_edit(step: Step, edit: Edit, renamed: Mapping[str, str]) -> Iterator[Change]:
    """What a commit did to one plan."""
    before, after = edit.before, edit.after
    about = about_row(step.commit, edit.plan, NO_ROW)
    old_name = next((old for old, new in renamed.items() if new == edit.plan), "")
    if old_name:
        yield replace(about, action="renamed", field="plan", old=old_name, new=edit.plan)
        before = next(other.before for other in step.edits if other.plan == old_name)
    if after is None:
        if before and edit.plan not in renamed:
            yield replace(about, action="withdrawn", field="rows", old=str(len(before.rows)))
    elif before is None:
        yield replace(about, action="published", field="rows", new=str(len(after.rows)))
    else:
        yield from tell_rows(step.commit, edit.plan, before, after)


def tell_rows(commit: Commit, plan: str, before: Table, after: Table) -> list[Change]:
    """What became of the rows of a plan, in their order; a column that one table lacks is not compared."""
    matched = match_rows(before, after)
    columns = [column for column in after.header if column in before.header]
    found = [
        *((row.line, replace(about_row(commit, plan, row), action="removed")) for row in matched.removed),
        *((row.line, about_row(commit, plan, row)) for row in matched.added),
        *(
            (
                new.line,
                replace(
                    about_row(commit, plan, new),
                    action="changed",
                    field=field,
                    old=old[field],
                    new=new[field],
                ),
            )
            for old, new in matched.pairs
            for field in list_changed(old, new, columns)
        ),
    ]
    return [change for _, change in sorted(found, key=lambda item: item[0])]


def about_row(commit: Commit, plan: str, row: Row) -> Change:
    """A row that was added, or, without a row, the plan; its id is given at the end."""
    return Change(
        id="",
        action="added",
        plan=plan,
        figure=figure_id(plan, key_of(row)) if row.cells else "",
        indicator=row["indicator"],
        area=row["area"],
        organization=row["organization"],
        period=row["period"],
        kind=row["kind"],
        passage=id_among_all(plan, row["passage"]) if row.cells else "",
        field="",
        old="",
        new="",
        comparator=row["comparator"],
        value=read_value(row),
        unit=row["unit"],
        wording=row["wording"],
        changed_on=commit.committed_at.date(),
        author=commit.author,
        subject=commit.subject,
        commit=commit.hash,
    )


def number_ids(changes: Iterable[Change]) -> tuple[Change, ...]:
    """The changes with their ids: commit, figure and passage (or plan), field or action; a repeated one
    ends in its number.
    """
    counts: Counter[str] = Counter()
    numbered = []
    for change in changes:
        _, _, passage = change.passage.partition(".")
        last = change.field if change.action == "changed" else change.action
        parts = (change.commit[:SHORT_HASH], change.figure or change.plan, passage, last)
        id_ = ".".join(part for part in parts if part)
        counts[id_] += 1
        numbered.append(replace(change, id=id_ if counts[id_] == 1 else f"{id_}.{counts[id_]}"))
    return tuple(numbered)
