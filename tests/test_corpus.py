"""The corpus of spoilt packages: each mistake has its expected message, and tidying it loses nothing."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from plans.canonical import find_left, tidy_package
from plans.check import find_problems
from plans.load import VOCABULARY, parse_package, read_schemas
from plans.load_mistakes import make_mistake
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package
from plans.report import as_summary

REPOSITORY = Path(__file__).parents[1]
VALID = REPOSITORY / "docs/examples/valid/datapackages"
SPOILT = REPOSITORY / "tests/examples/spoilt"
CASES = json.loads((SPOILT / "cases.json").read_text("utf-8"))
SCHEMAS = read_schemas(REPOSITORY / "schemas")
Files = dict[str, bytes]


@cache
def valid_files() -> Files:
    return {path.relative_to(VALID).as_posix(): path.read_bytes() for path in VALID.rglob("*.*")}


def spoil(changes: list[dict[str, Any]]) -> Files:
    """The valid packages with some changes: those of broken examples, and a few more."""
    files = dict(valid_files())
    for change in changes:
        files = spoil_once(files, change)
    return files


def spoil_once(files: Files, change: dict[str, Any]) -> Files:
    """`each` is replaced everywhere, `hex` are the bytes of a file, `rename` renames a file or folder."""
    path = change["file"]
    if "each" in change:
        text = files[path].decode("utf-8")
        return files | {path: re.sub(change["each"], change["put"], text, flags=re.MULTILINE).encode()}
    if "hex" in change:
        return files | {path: bytes.fromhex(change["hex"])}
    if "rename" in change:
        return {name.replace(path, change["rename"], 1): content for name, content in files.items()}
    if change.get("encoding") == "mojibake":
        return files | {path: files[path].decode("gb18030", "replace").encode()}
    return make_mistake(files, [change])


def catalog_of(files: Mapping[str, bytes]) -> Catalog:
    """The packages of some files by their path."""
    folders: dict[str, Files] = {}
    for path, content in sorted(files.items()):
        name, _, inner = path.partition("/")
        folders.setdefault(name, {})[inner] = content
    packages = {name: parse_package(name, inner) for name, inner in folders.items()}
    return Catalog(packages.pop(VOCABULARY), tuple(packages.values()), SCHEMAS)


def packages_of(catalog: Catalog) -> tuple[Package, ...]:
    return (catalog.vocabulary, *catalog.plans)


def tidy_files(catalog: Catalog) -> Files:
    """All files as tidying leaves them."""
    return {
        f"{package.name}/{path}": content
        for package in packages_of(catalog)
        for path, content in {**package.files, **tidy_package(package, catalog)}.items()
    }


def test_the_corpus_covers_every_table_and_the_descriptor() -> None:
    spoilt = {Path(change["file"]).name for changes in CASES.values() for change in changes}
    tables = {f"{name}.csv" for name in PLAN_TABLES + VOCABULARY_TABLES}
    assert (tables | {"datapackage.json"}) - spoilt == set()


def test_every_case_has_its_message() -> None:
    assert sorted(path.stem for path in (SPOILT / "expected").iterdir()) == sorted(CASES)


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_named(case: str) -> None:
    problems = find_problems(catalog_of(spoil(CASES[case])))
    assert problems
    assert as_summary(problems, "zh") == (SPOILT / "expected" / f"{case}.txt").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_tidying_a_mistake_comes_to_rest_and_leaves_what_it_cannot_mend(case: str) -> None:
    catalog = catalog_of(spoil(CASES[case]))
    left = {f"{p.name}/{path}": p.files[path] for p in packages_of(catalog) for path in find_left(p, SCHEMAS)}
    tidied = tidy_files(catalog)
    assert tidy_files(catalog_of(tidied)) == tidied
    assert {path: tidied[path] for path in left} == left
