"""Reading the past: a folder goes in, what each commit did to figures and schemas comes out, newest first."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, TypeVar

from plans.load import VOCABULARY, parse_json, read_table
from plans.load_git import Commit, ask_git, open_objects, read_line
from plans.model import Row, Table

Item = TypeVar("Item")
Schema = Mapping[str, Any]
State = Literal["complete", "shallow", "none"]
VALUES = re.compile(r"datapackages/([^/]+)/values\.csv")
SCHEMA = re.compile(r"schemas/([^/]+/[^/]+)\.json")


@dataclass(frozen=True, slots=True)
class Edit:
    """What a commit did to the figures of a plan: the rows that differ, None where there was no table."""

    plan: str
    before: Table | None
    after: Table | None


@dataclass(frozen=True, slots=True)
class SchemaEdit:
    """A table schema before and after a commit, None where there was none; `name` as in `tables/values`."""

    name: str
    before: Schema | None
    after: Schema | None


@dataclass(frozen=True, slots=True)
class Step:
    """A commit of the main line that touched figures or schemas."""

    commit: Commit
    edits: tuple[Edit, ...]
    schemas: tuple[SchemaEdit, ...]


@dataclass(frozen=True, slots=True)
class History:
    """What was done to figures and schemas, newest first.

    `shallow`: the clone lacks what is older; `none`: no git, no repository (a zip), or nothing committed.
    """

    state: State
    steps: tuple[Step, ...]


NO_HISTORY = History("none", ())


def read_history(root: Path) -> History:
    """The main line of HEAD (first parents only), as far as it touched figures or schemas."""
    answer = ask_git(root, "rev-parse", "--is-shallow-repository", "HEAD", "HEAD:./datapackages")
    if answer is None:
        return NO_HISTORY
    shallow, head, _ = answer.decode().split()
    commits = {commit.hash: commit for commit in read_line(root, head, shallow == "true")}
    with open_objects(root) as read_object:
        steps = [
            Step(commits[hash_], edits, schemas)
            for hash_, edits, schemas in follow_files(list_touched(root, head), read_object)
        ]
    return History("shallow" if shallow == "true" else "complete", tuple(steps[::-1]))


def list_touched(root: Path, head: str) -> list[tuple[str, dict[str, str]]]:
    """Oldest first: commits of the main line, each with path → blob of what it changed, empty for deleted."""
    log = ask_git(
        root,
        *("log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--relative"),
        *("--no-color", "--no-show-signature", "--no-ext-diff", "--format=%x00%H"),
        *(head, "--", ":(glob)datapackages/*/values.csv", ":(glob)schemas/*/*.json"),
    )
    touched: list[tuple[str, dict[str, str]]] = []
    words = iter((log or b"").decode("utf-8", "replace").split("\0"))
    for word in words:
        if word.lstrip("\n").startswith(":"):
            blob = word.split()[3]
            touched[-1][1][next(words)] = blob if blob.strip("0") else ""
        elif word.strip():
            touched.append((word.strip(), {}))
    return touched[::-1]


def follow_files(
    touched: Iterable[tuple[str, Mapping[str, str]]], read_object: Callable[[str], bytes | None]
) -> Iterator[tuple[str, tuple[Edit, ...], tuple[SchemaEdit, ...]]]:
    """What each commit changed in figures and in schemas; commits that changed neither are left out."""
    tables: dict[str, Table] = {}
    schemas: dict[str, Schema] = {}
    for hash_, blobs in touched:
        contents = {path: read_object(blob) or b"" if blob else None for path, blob in sorted(blobs.items())}
        edits = tuple(
            Edit(found[1], *keep_differing(*advance(tables, found[1], content, read_values)))
            for path, content in contents.items()
            if (found := VALUES.fullmatch(path)) and found[1] != VOCABULARY
        )
        schema_edits = tuple(
            SchemaEdit(found[1], *advance(schemas, found[1], content, read_fields))
            for path, content in contents.items()
            if (found := SCHEMA.fullmatch(path))
        )
        edits = tuple(edit for edit in edits if edit.before != edit.after)
        schema_edits = tuple(edit for edit in schema_edits if edit.before != edit.after)
        if edits or schema_edits:
            yield hash_, edits, schema_edits


def advance(
    known: dict[str, Item], name: str, content: bytes | None, read: Callable[[bytes], Item | None]
) -> tuple[Item | None, Item | None]:
    """A file before and after a commit; what cannot be read counts as untouched until it can be again."""
    before = known.pop(name, None)
    after = None if content is None else read(content) or before
    if after is not None:
        known[name] = after
    return before, after


def read_values(content: bytes) -> Table | None:
    """A table of figures, None where it is no CSV."""
    return read_table("values", content)


def read_fields(content: bytes) -> Schema | None:
    """A table schema, None where it is none; a field that is only named (as taken over) gets its name."""
    try:
        schema = parse_json(content)
    except ValueError:
        return None
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list):
        return None
    whole = [{"name": field} if isinstance(field, str) else field for field in fields]
    keys = schema.get("foreignKeys", [])
    is_whole = all(map(is_field, whole)) and isinstance(keys, list) and all(map(is_key, keys))
    return {**schema, "fields": whole} if is_whole else None


def is_field(field: object) -> bool:
    """Whether this is a column with a name."""
    return (
        isinstance(field, dict)
        and isinstance(field.get("name"), str)
        and isinstance(field.get("constraints", {}), dict)
    )


def is_key(key: object) -> bool:
    """Whether this is a foreign key that says what it points to."""
    return (
        isinstance(key, dict)
        and "fields" in key
        and isinstance(key.get("reference"), dict)
        and "fields" in key["reference"]
    )


def keep_differing(before: Table | None, after: Table | None) -> tuple[Table | None, Table | None]:
    """Both tables without the rows that they share, whatever the order of rows and columns."""
    if before is None or after is None:
        return before, after
    columns = tuple(dict.fromkeys((*before.header, *after.header)))
    cells, new_cells = list_cells(before, columns), list_cells(after, columns)
    shared = Counter(cells) & Counter(new_cells)
    return drop_shared(before, cells, shared), drop_shared(after, new_cells, shared)


def list_cells(table: Table, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The cells of each row in the order of some columns, empty for a column that the table lacks."""
    if table.header == columns and all(len(row.cells) == len(columns) for row in table.rows):
        return [tuple(row.cells.values()) for row in table.rows]
    return [tuple(row[column] for column in columns) for row in table.rows]


def drop_shared(table: Table, cells: list[tuple[str, ...]], shared: Counter[tuple[str, ...]]) -> Table:
    """The table without as many of its rows as both have."""
    left = Counter(shared)
    kept: list[Row] = []
    for row, key in zip(table.rows, cells, strict=True):
        if left[key] > 0:
            left[key] -= 1
        else:
            kept.append(row)
    return replace(table, rows=tuple(kept))
