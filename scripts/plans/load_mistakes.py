"""Reading the mistakes that the guide shows and the tests check: what is changed in the valid example
packages, and what the check prints of it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plans.model import Text

EXAMPLES = Path("docs/examples")
# An example of everything at once; it belongs to no rule.
EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Edit:
    """What a mistake makes of one file, by its path below `datapackages/`; None where there is no file."""

    path: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """The broken example of a rule: its files, and what the check prints of them."""

    rule: str
    edits: tuple[Edit, ...]
    output: Text


def read_mistakes(root: Path) -> tuple[Mistake, ...]:
    """The broken example of each rule, in the order of the rules."""
    folders = sorted(path for path in (root / EXAMPLES / "broken").iterdir() if path.name != EVERYTHING)
    return tuple(read_mistake(folder, root / EXAMPLES / "valid/datapackages") for folder in folders)


def read_mistake(folder: Path, valid: Path) -> Mistake:
    """One broken example; `valid` is the folder of the packages that it breaks."""
    changes = json.loads((folder / "changes.json").read_text("utf-8"))
    paths = dict.fromkeys(change["file"] for change in changes)
    before = {path: (valid / path).read_bytes() for path in paths if (valid / path).exists()}
    after = make_mistake(before, changes)
    return Mistake(
        rule=folder.name,
        edits=tuple(Edit(path, before.get(path), after.get(path)) for path in paths),
        output=Text(*(read_output(folder, name) for name in ("expected.txt", "expected.en.txt"))),
    )


def read_output(folder: Path, name: str) -> str:
    """What the check prints in one language."""
    return (folder / name).read_text("utf-8")


def make_mistake(files: Mapping[str, bytes], changes: list[dict[str, Any]]) -> dict[str, bytes]:
    """Files by path, changed as `changes.json` of a broken example says.

    A change replaces the one place of `find` by `put`, writes a file anew where it has only `put`,
    saves it in another `encoding`, or deletes it. Raises ValueError where `find` has not one place.
    """
    made = dict(files)
    for change in changes:
        path = change["file"]
        if "encoding" in change:
            made[path] = made[path].decode("utf-8").encode(change["encoding"])
        elif "find" in change:
            before, after = made[path].decode("utf-8").split(change["find"])
            made[path] = (before + change["put"] + after).encode("utf-8")
        elif "put" in change:
            made[path] = change["put"].encode("utf-8")
        else:
            del made[path]
    return made
