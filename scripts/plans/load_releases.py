"""Reading releases: a folder goes in, each line of `docs/releases.csv` with its files comes out."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from plans.load import parse_json, read_table
from plans.load_git import ask_git, open_objects
from plans.model import Row

RELEASES = "docs/releases.csv"
VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")
OBJECT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
FOLDERS = {"tree": "datapackages", "schema_tree": "schemas"}
FILE_MODES = ("100644", "100755")


@dataclass(frozen=True, slots=True)
class Release:
    """A released state, named by its content (git trees of `datapackages/` and `schemas/`), not by a commit.

    `files` by path within `datapackages/`, byte for byte; `schemas` as `tables/values`; None where they are
    missing here.
    """

    version: str
    released_on: date
    tree: str
    schema_tree: str
    summary: str
    summary_en: str
    files: Mapping[str, bytes] | None
    schemas: Mapping[str, Any] | None


def read_releases(root: Path) -> tuple[Release, ...]:
    """The releases, newest first, none where there is no list; raises ValueError where a line is wrong.

    Files come from git; where it does not have them, from the folder if this still holds the same.
    """
    path = root / RELEASES
    table = read_table("releases", path.read_bytes()) if path.is_file() else None
    rows = table.rows if table else ()
    if wrong := [row for row in rows if not is_release(row)]:
        raise ValueError(f"{RELEASES} {wrong[0].line}: {dict(wrong[0].cells)}")
    trees = {row[field]: folder for row in rows for field, folder in FOLDERS.items()}
    found = read_trees(root, trees)
    return tuple(read_release(row, found) for row in rows[::-1])


def is_release(row: Row) -> bool:
    """Whether a line has a version and two trees."""
    return bool(VERSION.fullmatch(row["version"])) and all(OBJECT.fullmatch(row[field]) for field in FOLDERS)


def read_release(row: Row, trees: Mapping[str, Mapping[str, bytes] | None]) -> Release:
    """A release from its line and the files of its trees."""
    schemas = trees[row["schema_tree"]]
    return Release(
        version=row["version"],
        released_on=date.fromisoformat(row["released_on"]),
        tree=row["tree"],
        schema_tree=row["schema_tree"],
        summary=row["summary"],
        summary_en=row["summary_en"],
        files=trees[row["tree"]],
        schemas=None if schemas is None else parse_schemas(schemas),
    )


def parse_schemas(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Schemas by path without ending."""
    return {
        path.removesuffix(".json"): parse_json(content)
        for path, content in files.items()
        if path.endswith(".json")
    }


def read_trees(root: Path, trees: Mapping[str, str]) -> dict[str, Mapping[str, bytes] | None]:
    """The files of each tree; `trees` tells of which folder of the repository it is a state."""
    if not trees:
        return {}
    now = {hash_tree(files): files for files in (read_files(root / folder) for folder in FOLDERS.values())}
    if ask_git(root, "rev-parse", "--git-dir") is None:
        return {tree: now.get(tree) for tree in trees}
    with open_objects(root) as read_object:
        return {tree: read_tree(root, tree, read_object) or now.get(tree) for tree in trees}


def read_files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by path."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def read_tree(root: Path, tree: str, read_object: Callable[[str], bytes | None]) -> dict[str, bytes] | None:
    """The files of a tree by path, None where it or one of them is missing; links are left out."""
    listed = ask_git(root, "ls-tree", "-r", "-z", "--full-tree", tree)
    if listed is None:
        return None
    entries = [entry.partition("\t") for entry in listed.decode().split("\0") if entry]
    blobs = {path: head.split()[2] for head, _, path in entries if head.startswith(FILE_MODES)}
    contents = {path: read_object(blob) for path, blob in blobs.items()}
    found = {path: content for path, content in contents.items() if content is not None}
    return found if len(found) == len(contents) else None


def hash_tree(files: Mapping[str, bytes]) -> str:
    """The id that git gives a folder with these files (none of them executable)."""
    entries: dict[str, tuple[str, str]] = {}
    folders: dict[str, dict[str, bytes]] = {}
    for path, content in files.items():
        name, _, inside = path.partition("/")
        if inside:
            folders.setdefault(name, {})[inside] = content
        else:
            entries[name] = ("100644", hash_object("blob", content))
    ordered = {f"{name}/": (name, "40000", hash_tree(inside)) for name, inside in folders.items()}
    ordered |= {name: (name, *entry) for name, entry in entries.items()}
    listed = sorted(ordered.items(), key=lambda item: item[0].encode())
    lines = [f"{mode} {name}\0".encode() + bytes.fromhex(id_) for _, (name, mode, id_) in listed]
    return hash_object("tree", b"".join(lines))


def hash_object(kind: str, content: bytes) -> str:
    """The id that git gives an object."""
    return hashlib.sha1(f"{kind} {len(content)}\0".encode() + content, usedforsecurity=False).hexdigest()
