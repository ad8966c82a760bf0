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
    names = sorted(path.name for path in folder.iterdir() if path.is_dir())
    packages = {name: read_package(folder / name) for name in names}
    vocabulary = packages.pop(VOCABULARY, Package(VOCABULARY, {}, {}, {}, {}))
    return Catalog(vocabulary, tuple(packages.values()), read_schemas(root / "schemas"))


def read_schemas(folder: Path) -> dict[str, Any]:
    """The JSON files of a folder and its subfolders, by path without `.json`."""
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    return {
        path.relative_to(folder).as_posix().removesuffix(".json"): json.loads(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.json"))
    }


def read_package(folder: Path) -> Package:
    """One package folder with all its files."""
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    descriptor = read_descriptor(files.get("datapackage.json", b""))
    names = VOCABULARY_TABLES if folder.name == VOCABULARY else PLAN_TABLES
    tables = {name: read_table(name, files[f"{name}.csv"]) for name in names if f"{name}.csv" in files}
    return Package(
        name=folder.name,
        descriptor=descriptor,
        tables={name: table for name, table in tables.items() if table},
        texts=read_texts(files),
        files=files,
    )


def read_descriptor(content: bytes) -> Mapping[str, Any]:
    """The parsed descriptor, empty where it is not a JSON object."""
    try:
        descriptor = json.loads(content)
    except ValueError:
        return {}
    return descriptor if isinstance(descriptor, dict) else {}


def read_table(name: str, content: bytes) -> Table | None:
    """A CSV table as text; None where it is not UTF-8, not CSV or has no header."""
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        header = tuple(next(reader, ()))
        rows = tuple(read_rows(reader, header))
    except (UnicodeDecodeError, csv.Error):
        return None
    return Table(name, header, rows) if header else None


def read_rows(reader: Any, header: tuple[str, ...]) -> list[Row]:
    """Rows with the line on which each begins; blank lines count as lines, not as rows."""
    rows, line = [], reader.line_num + 1
    for cells in reader:
        if cells:
            rows.append(Row(line, dict(zip(header, cells, strict=False))))
        line = reader.line_num + 1
    return rows


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
