"""Undoing every change that is told leads back to the first table, whatever was done to it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from itertools import groupby, pairwise

from hypothesis import given
from hypothesis import strategies as st

from plans.derive import FIGURE_KEY
from plans.derive_history import Change, derive_changes
from plans.load_git import Commit
from plans.load_history import Edit, History, Step, keep_differing
from plans.model import Row, Table

COLUMNS = (*FIGURE_KEY, "comparator", "value", "unit", "wording", "passage")
cells = st.tuples(
    st.sampled_from(["rd", "firms"]),
    st.sampled_from(["", "zone"]),
    st.just(""),
    st.sampled_from(["2025", "2026"]),
    st.sampled_from(["target", "actual"]),
    st.sampled_from(["eq", "ge"]),
    st.sampled_from(["", "2.2", "3", "10"]),
    st.sampled_from(["%", "家"]),
    st.sampled_from(["甲", "乙"]),
    st.sampled_from(["a", "b"]),
)
tables = st.lists(cells, max_size=8, unique=True)


def as_table(rows: Sequence[Sequence[str]]) -> Table:
    found = (Row(line, dict(zip(COLUMNS, row, strict=True))) for line, row in enumerate(rows, 2))
    return Table("values", COLUMNS, tuple(found))


def statement_of(change: Change) -> tuple[object, ...]:
    """What the changes of one commit to one statement have in common."""
    row = (change.comparator, change.value, change.unit, change.wording)
    return change.commit, change.action, change.figure, change.passage, row


def undo(state: Counter[tuple[str, ...]], changes: Sequence[Change]) -> Counter[tuple[str, ...]]:
    """The rows of a plan before the changes of one commit to one statement."""
    change = changes[0]
    after: Mapping[str, str] = {
        **{column: str(getattr(change, column)) for column in COLUMNS},
        "value": "" if change.value is None else str(change.value),
        "passage": change.passage.partition(".")[2],
    }
    before = {**after, **{other.field: other.old for other in changes if other.field}}
    rows = {name: Counter([tuple(row.values())]) for name, row in (("after", after), ("before", before))}
    if change.action == "removed":
        return state + rows["after"]
    return state - rows["after"] + (rows["before"] if change.action == "changed" else Counter())


@given(st.lists(tables, min_size=2, max_size=5))
def test_undoing_the_changes_leads_back_to_the_first_table(states: list[list[tuple[str, ...]]]) -> None:
    moment = datetime(2026, 12, 1, tzinfo=UTC)
    steps = [
        Step(
            Commit(f"{number:040}", moment, "a", "s"), (Edit("p", *keep_differing(*map(as_table, pair))),), ()
        )
        for number, pair in enumerate(pairwise(states))
    ]
    rows = Counter(states[-1])
    changes = derive_changes(History("complete", tuple(steps[::-1])))
    for _, found in groupby(
        changes, lambda c: (c.commit, c.action, c.figure, c.passage, c.value, c.unit, c.wording, c.comparator)
    ):
        rows = undo(rows, list(found))
    assert (rows, len({change.id for change in changes})) == (Counter(states[0]), len(changes))
