"""Versions: two states of packages or schemas go in, the step of the recipe comes out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.derive_schema import SchemaChange, compare_schemas
from plans.derive_versions import (
    bump,
    current_versions,
    packages_of,
    schemas_step,
    step_between,
)
from plans.load import parse_package, read_catalog
from plans.load_releases import Release
from plans.model import Catalog, Package

PLAN = "yunxi-2025-2027"
Files = dict[str, bytes]
Change = Callable[[dict[str, Files]], object]
FIELD = {"name": "id", "type": "string"}


@pytest.fixture
def catalog(example_root: Path) -> Catalog:
    return read_catalog(example_root)


def edit(file: str, change: Callable[[str], str], package: str = PLAN) -> Change:
    """A change of one file of one package."""

    def apply(files: dict[str, Files]) -> None:
        text = files[package][file].decode()
        assert change(text) != text
        files[package][file] = change(text).encode()

    return apply


def describe(old: str, new: str) -> Change:
    """A change of the descriptor."""
    return edit("datapackage.json", lambda text: text.replace(old, new, 1))


def drop_line(text: str) -> str:
    """Without the last line."""
    return "".join(text.splitlines(keepends=True)[:-1])


def add_column(text: str) -> str:
    return "".join(f"{line},x\n" for line in text.splitlines())


def swap_columns(text: str) -> str:
    return "".join(
        ",".join([*line.split(",")[1::-1], *line.split(",")[2:]]) + "\n" for line in text.splitlines()
    )


def twice(text: str) -> str:
    """With the last line once more, as another statement of its figure."""
    return text + text.splitlines()[-1].rpartition(",")[0] + ",elsewhere\n"


CASES: Mapping[str, tuple[Change, str | None]] = {
    "nothing": (lambda files: None, None),
    "its version": (describe('"1.0.0"', '"7.0.0"'), None),
    "a title": (describe('"title": "', '"title": "新'), "patch"),
    "a value": (edit("values.csv", lambda text: text.replace("eq,", "ge,", 1)), "patch"),
    "a blank line": (edit("remarks.csv", lambda text: text + "\n"), "patch"),
    "a statement more": (edit("values.csv", twice), "minor"),
    "a figure less": (edit("values.csv", drop_line), "major"),
    "a remark less": (edit("remarks.csv", drop_line), "patch"),
    "a responsibility less": (edit("responsibilities.csv", drop_line), "patch"),
    "a task less": (edit("tasks.csv", drop_line), "major"),
    "a concept less": (edit("concepts.csv", drop_line, "vocabulary"), "major"),
    "a column more": (edit("values.csv", add_column), "major"),
    "columns moved": (edit("values.csv", swap_columns), "major"),
    "a column renamed": (edit("values.csv", lambda text: text.replace("wording", "words", 1)), "major"),
    "a stricter rule": (describe('"required": true', '"required": true, "minLength": 1'), "major"),
    "a looser rule": (describe('"required": true', '"required": false'), "minor"),
    "a plan more": (lambda files: files.update(new=files[PLAN]), "minor"),
    "a plan less": (lambda files: files.pop(PLAN), "major"),
    "a table less": (lambda files: files[PLAN].pop("remarks.csv"), "major"),
    "a text more": (lambda files: files[PLAN].update({"sources/annex.txt": b"x"}), "minor"),
    "a text less": (lambda files: files[PLAN].pop("sources/notice.txt"), "major"),
}


def parse(files: Mapping[str, Files]) -> dict[str, Package]:
    return {name: parse_package(name, dict(inside)) for name, inside in files.items()}


@pytest.mark.parametrize("case", CASES)
def test_steps(catalog: Catalog, case: str) -> None:
    change, expected = CASES[case]
    files = {name: dict(package.files) for name, package in packages_of(catalog).items()}
    old = parse(files)
    change(files)
    assert step_between(old, parse(files)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"enum": ["a", "b"]}, {"enum": ["a", "b", "c"]}, ["looser"]),
        ({"enum": ["a", "b"]}, {"enum": ["b", "c"]}, ["stricter", "looser"]),
        ({"minimum": 0}, {"minimum": -1}, ["looser"]),
        ({"minimum": 0}, {"minimum": 1}, ["stricter"]),
        ({}, {"minimum": 0}, ["stricter"]),
        ({"minimum": 0}, {}, ["looser"]),
        ({"maximum": 9}, {"maximum": 99}, ["looser"]),
        ({"maxLength": 9}, {"maxLength": 8}, ["stricter"]),
        ({"required": True}, {}, ["looser"]),
        ({"required": False}, {}, []),
        ({}, {"required": True}, ["stricter"]),
        ({"pattern": "a"}, {"pattern": "b"}, ["stricter"]),
    ],
)
def test_rules(old: dict[str, Any], new: dict[str, Any], expected: list[str]) -> None:
    schemas = ({"fields": [{**FIELD, "constraints": rules}]} for rules in (old, new))
    assert [change.what for change in compare_schemas(*schemas)] == expected


def test_columns_and_keys() -> None:
    old = {
        "fields": [{"name": name, "type": "string", "title": name} for name in ("a", "b", "c", "d")],
        "primaryKey": "a",
    }
    new = {
        "fields": [
            {"name": "a", "type": "integer", "title": "words for people do not count"},
            {"name": "c", "type": "string", "title": "c"},
            {"name": "bb", "type": "string", "title": "b"},
            {"name": "e", "type": "string"},
        ],
        "primaryKey": ["a"],
        "foreignKeys": [{"fields": ["c"], "reference": {"resource": "t", "fields": ["id"]}}],
    }
    assert compare_schemas(old, new) == [
        SchemaChange("bb", "renamed", "b", "bb"),
        SchemaChange("d", "removed"),
        SchemaChange("e", "added"),
        SchemaChange("c", "moved"),
        SchemaChange("a", "retyped", "string", "integer"),
        SchemaChange("", "stricter", "", "foreignKey c → t.id"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({}, {"tables/values": 1}, None),
        ({}, {"derived/new": {"fields": [FIELD]}}, "minor"),
        ({"combined/values": {"fields": [FIELD, "unit"]}}, {"combined/values": {"fields": [FIELD]}}, "major"),
        ({"derived/x": {"fields": [FIELD]}}, {}, "major"),
        ({"derived/x": {"fields": [FIELD]}}, {"derived/x": {"fields": [{**FIELD, "title": "T"}]}}, "patch"),
    ],
)
def test_tables_that_are_made_count_too(
    old: dict[str, Any], new: dict[str, Any], expected: str | None
) -> None:
    assert schemas_step(old, new) == expected


@given(st.tuples(*[st.integers(0, 99)] * 3))
def test_a_version_grows_by_its_step(numbers: tuple[int, int, int]) -> None:
    major, minor, patch = numbers
    version = f"{major}.{minor}.{patch}"
    grown = [bump(version, "major"), bump(version, "minor"), bump(version, "patch")]
    assert grown == [f"{major + 1}.0.0", f"{major}.{minor + 1}.0", f"{major}.{minor}.{patch + 1}"]


def released(catalog: Catalog) -> Release:
    """The catalog as a release."""
    files = {
        f"{name}/{path}": content
        for name, package in packages_of(catalog).items()
        for path, content in package.files.items()
    }
    return Release("1.2.0", date(2026, 12, 1), "a" * 40, "b" * 40, "", "", files, catalog.schemas)


def test_what_has_not_changed_keeps_its_version(catalog: Catalog) -> None:
    packages = packages_of(catalog)
    old = {name: str(package.descriptor["version"]) for name, package in packages.items()}
    assert current_versions([released(catalog)], catalog) == {**old, "all": "1.2.0"}


def test_what_has_changed_bears_the_version_to_come(catalog: Catalog) -> None:
    release = released(catalog)
    files = {
        path: content.replace(b",eq,", b",ge,", 1) if path == f"{PLAN}/values.csv" else content
        for path, content in (release.files or {}).items()
    }
    found = current_versions([replace(release, files=files)], catalog)
    assert {name: version for name, version in found.items() if "-" in version} == {
        PLAN: "1.0.1-dev",
        "all": "1.2.1-dev",
    }


def test_versions_without_a_release(catalog: Catalog) -> None:
    assert set(current_versions([], catalog).values()) == {"1.0.0-dev"}


def test_versions_where_the_release_is_missing(catalog: Catalog) -> None:
    found = current_versions([replace(released(catalog), files=None)], catalog)
    assert set(found.values()) == {"1.0.0+changed", "1.2.0+changed"}
