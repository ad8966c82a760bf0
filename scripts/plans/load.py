"""Reading: a folder with `datapackages/` and `schemas/` goes in, a catalog of packages comes out.

Broken files are data, not errors: what cannot be parsed is left out of `tables`, `texts` or the
descriptor and stays in `files`, where the check finds it.
"""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package, Row, Table

VOCABULARY = "vocabulary"


def read_catalog(root: Path) -> Catalog:
    """All packages below `root`; raises FileNotFoundError where `root` holds no packages or schemas."""
    folder = root / "datapackages"
    names = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
    packages = {name: read_package(folder / name) for name in names}
    vocabulary = packages.pop(VOCABULARY, Package(VOCABULARY, {}, {}, {}, {}))
    return Catalog(vocabulary, tuple(packages.values()), read_schemas(root / "schemas"))


def read_schemas(folder: Path) -> dict[str, Any]:
    """The JSON files of a folder and its subfolders, by path without `.json`."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    paths = {
        path.relative_to(folder).as_posix().removesuffix(".json"): path for path in folder.rglob("*.json")
    }
    needed = [
        "plan.schema",
        "vocabulary.schema",
        *(f"tables/{name}" for name in PLAN_TABLES + VOCABULARY_TABLES),
    ]
    if missing := [f"{name}.json" for name in needed if name not in paths]:
        raise FileNotFoundError(folder / missing[0])
    return {name: read_schema(path) for name, path in sorted(paths.items())}


def read_schema(path: Path) -> Any:
    """One of our own schemas; raises ValueError with its path where it is not JSON."""
    try:
        return parse_json(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from error


def read_package(folder: Path) -> Package:
    """One package folder with all its files."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    return parse_package(folder.name, files)


def parse_package(name: str, files: Mapping[str, bytes]) -> Package:
    """One package from its files by path."""
    descriptor = read_descriptor(files.get("datapackage.json", b""))
    names = VOCABULARY_TABLES if name == VOCABULARY else PLAN_TABLES
    tables = {table: read_table(table, files[f"{table}.csv"]) for table in names if f"{table}.csv" in files}
    return Package(
        name=name,
        descriptor=descriptor,
        tables={name: table for name, table in tables.items() if table},
        texts=read_texts(files),
        files=files,
    )


def read_descriptor(content: bytes) -> Mapping[str, Any]:
    """The parsed descriptor, empty where it is not a JSON object."""
    try:
        descriptor = parse_json(content)
    except ValueError:
        return {}
    return descriptor if isinstance(descriptor, dict) else {}


def parse_json(content: bytes) -> Any:
    """JSON as the standard has it; raises ValueError for repeated keys, NaN and broken characters too."""
    try:
        value = json.loads(content, object_pairs_hook=join_pairs, parse_constant=refuse_constant)
    except RecursionError as error:
        raise ValueError("层次过深 too deep") from error
    json.dumps(value, ensure_ascii=False).encode()
    return value


def join_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object whose keys all differ."""
    keys = [key for key, _ in pairs]
    if repeated := {key for key in keys if keys.count(key) > 1}:
        raise ValueError(f"键重复 repeated key: {min(repeated)}")
    return dict(pairs)


def refuse_constant(name: str) -> Any:
    """NaN and Infinity are no JSON."""
    raise ValueError(f"不是 JSON not JSON: {name}")


def read_table(name: str, content: bytes) -> Table | None:
    """A CSV table as text; None where it is not UTF-8, not CSV or has no header."""
    try:
        header, *records = read_records(content.decode("utf-8-sig"))
    except (ValueError, csv.Error):
        return None
    rows = (
        Row(line, dict(zip(header, cells, strict=False))) for line, cells in enumerate(records, 2) if cells
    )
    return Table(name, tuple(header), tuple(rows)) if header else None


def read_records(text: str, delimiter: str = ",") -> list[list[str]]:
    """The records of a CSV text as a spreadsheet shows them: one row each, a blank line is an empty row."""
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))


def read_texts(files: Mapping[str, bytes]) -> dict[str, str]:
    """The archived texts below `sources/`, by file name without ending."""
    texts = {}
    for path, content in files.items():
        if path.startswith("sources/") and path.endswith(".txt"):
            try:
                texts[path.removeprefix("sources/").removesuffix(".txt")] = content.decode("utf-8")
            except UnicodeDecodeError:
                continue
    return texts
