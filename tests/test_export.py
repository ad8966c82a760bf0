"""Downloads: what is published is what the repository holds, and stands on its own."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.build_downloads import list_downloads
from plans.dataset import Dataset, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export import archive, dataset_files, packages_archive
from plans.load import read_catalog
from plans.model import Package

PACKAGES = sorted(path.name for path in (Path(__file__).parents[1] / "datapackages").iterdir())
FOLDERS = [*PACKAGES, "all"]
SITE = "https://example.org/plans-open/"
PLAN = "yunxi-2025-2027"
TABLES = ("indicators", "passages", "remarks", "responsibilities", "tasks", "values")
RESOURCES = [*(f"{table}.csv" for table in TABLES), "sources/notice.txt"]
# No part of the data: the descriptor itself, and what one page loads.
UNLISTED = {"datapackage.json", "explore.json"}
BESIDE = {"csv-metadata.json": b"{}", "beside.bib": b"@misc{beside}"}


def publication_of(root: Path) -> Publication:
    known = register(read_catalog(root))
    return publish(known, derive_results(known, date(2026, 11, 22)), SITE, date(2026, 11, 22))


@pytest.fixture(scope="module")
def downloads(repository: Path) -> dict[str, bytes]:
    """All that is published of the repository, by path."""
    return list_downloads(publication_of(repository))


@pytest.fixture
def example(example_root: Path) -> Publication:
    return publication_of(example_root)


@pytest.fixture
def plan(example: Publication) -> Dataset:
    return next(plan for plan in example.plans if plan.name == PLAN)


@pytest.fixture
def package(example: Publication) -> Package:
    """The plan as the repository holds it."""
    return example.register.plans[PLAN]


def descriptor_of(files: dict[str, bytes]) -> dict[str, Any]:
    return dict(json.loads(files["datapackage.json"]))


def folder_of(downloads: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The files of a folder below `/data/`."""
    prefix = f"data/{name}/"
    return {
        path.removeprefix(prefix): content for path, content in downloads.items() if path.startswith(prefix)
    }


def write_files(folder: Path, files: dict[str, bytes]) -> Path:
    """The files in a folder; answers with the path of their descriptor."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder / "datapackage.json"


def unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def fingerprint(content: bytes) -> tuple[int, str]:
    return len(content), "sha256:" + hashlib.sha256(content).hexdigest()


def count_rows(source: Path) -> dict[str, int]:
    """What frictionless reads of a package without fault: the rows of each table."""
    report = frictionless.validate(str(source))
    assert report.flatten(["type", "note"]) == []
    return {task.name: task.stats.get("rows") or 0 for task in report.tasks if task.type == "table"}


def faults(source: Path) -> set[str]:
    """The kinds of errors that frictionless finds in a package."""
    return {type_ for (type_,) in frictionless.validate(str(source)).flatten(["type"])}


def test_a_plan_has_every_table_in_every_format(plan: Dataset) -> None:
    assert sorted(dataset_files(plan)) == sorted(
        [
            "datapackage.json",
            *RESOURCES,
            *(f"{table}.{format_}" for table in TABLES for format_ in ("json", "parquet")),
            *(f"{PLAN}.{ending}" for ending in ("xlsx", "sqlite", "zip")),
        ]
    )


def test_all_plans_have_their_figures_by_area_besides(example: Publication) -> None:
    files = dataset_files(example.combined)
    areas = {str(record["area"]) for record in example.combined.table("values").records()}
    assert {path for path in files if "/" in path} == {
        f"by-area/{table}/area={area}/part-0.parquet" for table in ("targets", "values") for area in areas
    }


def test_tables_and_texts_are_the_bytes_of_the_repository(plan: Dataset, package: Package) -> None:
    files = dataset_files(plan)
    assert {path: files[path] for path in RESOURCES} == {path: package.files[path] for path in RESOURCES}


@pytest.mark.parametrize("name", PACKAGES)
def test_what_is_published_is_what_the_repository_holds(
    name: str, downloads: dict[str, bytes], repository: Path
) -> None:
    held = {
        path.relative_to(repository / "datapackages" / name).as_posix(): path.read_bytes()
        for path in (repository / "datapackages" / name).rglob("*.*")
        if path.suffix in (".csv", ".txt")
    }
    files = folder_of(downloads, name)
    assert {path: files[path] for path in held} == held


def test_the_descriptor_adds_addresses_titles_sizes_and_hashes_and_keeps_all_else(
    plan: Dataset, package: Package
) -> None:
    described = descriptor_of(dataset_files(plan))
    stated = package.descriptor["resources"]
    pairs = list(zip(described["resources"], stated, strict=True))
    kept = [{key: resource[key] for key in original} for resource, original in pairs]
    address = f"{SITE}plans/{PLAN}/"
    assert {**described, "resources": kept} == {
        **package.descriptor,
        "id": address,
        "homepage": address,
        "files": described["files"],
    }
    assert {key for resource, original in pairs for key in resource.keys() - original.keys()} == {
        *("title", "title_en", "description", "description_en", "bytes", "hash")
    }


def test_the_descriptor_names_every_other_file_the_one_for_people_first(plan: Dataset) -> None:
    files = dataset_files(plan, BESIDE)
    listed = descriptor_of(files)["files"]
    assert listed[0] == {
        "path": f"{PLAN}.xlsx",
        "title": "Excel 工作簿：说明和全部表",
        "title_en": "Excel workbook: read me and all tables",
        "format": "xlsx",
        "mediatype": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "bytes": len(files[f"{PLAN}.xlsx"]),
        "hash": fingerprint(files[f"{PLAN}.xlsx"])[1],
    }
    assert {entry["path"] for entry in listed} == files.keys() - {"datapackage.json", *RESOURCES}


def test_a_table_in_another_format_is_named_by_its_title(example: Publication) -> None:
    listed = {entry["path"]: entry for entry in descriptor_of(dataset_files(example.combined))["files"]}
    paths = ("values.json", "units.parquet", "by-area/targets/area=yunxi/part-0.parquet")
    assert [
        (listed[path]["table"], listed[path]["title"], listed[path]["title_en"], listed[path]["mediatype"])
        for path in paths
    ] == [
        ("values", "数字（JSON 记录）", "Figures (JSON records)", "application/json"),
        ("units", "计量单位（Parquet）", "Units (Parquet)", "application/vnd.apache.parquet"),
        (
            "targets",
            "目标（按地区分开的 Parquet）",
            "Targets (Parquet by area)",
            "application/vnd.apache.parquet",
        ),
    ]


def test_csv_is_said_to_be_for_programs(plan: Dataset) -> None:
    files = dataset_files(plan)
    inside = unzip(files[f"{PLAN}.zip"])
    assert [descriptor_of(found)["resources"][0].get("description") for found in (files, inside)] == [
        f"供程序读取；用 Excel 请打开 {PLAN}.xlsx。",
        None,
    ]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_is_a_valid_package(name: str, downloads: dict[str, bytes], tmp_path: Path) -> None:
    files = folder_of(downloads, name)
    records = {
        path.removesuffix(".json"): json.loads(content)
        for path, content in files.items()
        if path.endswith(".json") and f"{path.removesuffix('.json')}.csv" in files
    }
    assert count_rows(write_files(tmp_path, files)) == {table: len(rows) for table, rows in records.items()}


@pytest.mark.parametrize("name", FOLDERS)
def test_an_archive_is_a_valid_package(name: str, downloads: dict[str, bytes], tmp_path: Path) -> None:
    files = folder_of(downloads, name)
    (tmp_path / "package.zip").write_bytes(files[f"{name}.zip"])
    tables = [r["name"] for r in descriptor_of(files)["resources"] if r.get("type") == "table"]
    assert list(count_rows(tmp_path / "package.zip")) == tables


@pytest.mark.parametrize("name", FOLDERS)
def test_sizes_and_hashes_agree_with_the_files(name: str, downloads: dict[str, bytes]) -> None:
    files = folder_of(downloads, name)
    described = descriptor_of(files)
    entries = [*described["resources"], *described["files"]]
    assert {entry["path"]: (entry["bytes"], entry["hash"]) for entry in entries} == {
        path: fingerprint(content) for path, content in files.items() if path not in UNLISTED
    }
    assert len(entries) == len(files.keys() - UNLISTED)


def test_a_changed_table_no_longer_fits_the_descriptor(plan: Dataset, tmp_path: Path) -> None:
    files = dataset_files(plan)
    changed = {**files, "values.csv": files["values.csv"].replace(b"600", b"601")}
    assert faults(write_files(tmp_path, changed)) == {"hash-count"}


def test_a_row_that_names_no_target_is_found(example: Publication, tmp_path: Path) -> None:
    tables = tuple(
        DataTable(table.name, table.schema, table.rows[1:]) if table.name == "targets" else table
        for table in example.combined.tables
    )
    files = dataset_files(replace(example.combined, tables=tables))
    assert faults(write_files(tmp_path, files)) == {"foreign-key"}


def test_an_archive_holds_the_package_and_what_lies_beside_it(plan: Dataset) -> None:
    files = dataset_files(plan, BESIDE)
    inside = unzip(files[f"{PLAN}.zip"])
    described = descriptor_of(inside)
    assert inside.keys() == {"datapackage.json", *RESOURCES, *BESIDE}
    assert {path: inside[path] for path in (*RESOURCES, *BESIDE)} == {
        path: files[path] for path in (*RESOURCES, *BESIDE)
    }
    assert {entry["path"] for entry in (*described["resources"], *described["files"])} == {
        *RESOURCES,
        *BESIDE,
    }


def test_one_archive_holds_a_folder_for_each_package(downloads: dict[str, bytes]) -> None:
    expected = {
        f"{name}/{path}": content
        for name in PACKAGES
        for path, content in unzip(downloads[f"data/{name}/{name}.zip"]).items()
    }
    assert unzip(downloads["data/packages.zip"]) == expected


def test_two_builds_give_the_same_bytes(downloads: dict[str, bytes], repository: Path) -> None:
    again = list_downloads(publication_of(repository))
    assert [path for path, content in again.items() if downloads.get(path) != content] == []
    assert list(again) == list(downloads)


def test_an_archive_says_nothing_of_its_making() -> None:
    with zipfile.ZipFile(io.BytesIO(archive({"b.csv": b"2", "a.csv": b"1"}))) as source:
        entries = [
            (i.filename, i.date_time, i.external_attr >> 16, i.extra, i.comment) for i in source.infolist()
        ]
    assert entries == [(name, (1980, 1, 1, 0, 0, 0), 0o644, b"", b"") for name in ("a.csv", "b.csv")]


@given(st.dictionaries(st.from_regex(r"[a-z0-9-]{1,8}(/[a-z]{1,8})?\.csv", fullmatch=True), st.binary()))
def test_an_archive_gives_back_its_files_whatever_their_order(files: dict[str, bytes]) -> None:
    backwards = dict(reversed(files.items()))
    assert (unzip(archive(files)), archive(backwards)) == (files, archive(files))


def test_archives_become_folders_of_one() -> None:
    parts = {"a": archive({"x.csv": b"1", "sources/y.txt": b"2"}), "b": archive({"x.csv": b"3"})}
    assert unzip(packages_archive(parts)) == {"a/x.csv": b"1", "a/sources/y.txt": b"2", "b/x.csv": b"3"}
