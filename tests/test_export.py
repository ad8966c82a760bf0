"""Downloads: what is published is what the repository holds, and stands on its own."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import frictionless
import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.export import all_files, archive, package_files
from plans.load import read_catalog, read_package
from plans.model import Catalog, Package

PACKAGES = sorted(path.name for path in (Path(__file__).parents[1] / "datapackages").iterdir())
SITE = "https://example.org/plans-open/"
PLAN = "yunxi-2025-2027"
PLAN_FILES = [
    "datapackage.json",
    "indicators.csv",
    "passages.csv",
    "remarks.csv",
    "responsibilities.csv",
    "sources/notice.txt",
    "tasks.csv",
    "values.csv",
]


@pytest.fixture
def catalog(example_root: Path) -> Catalog:
    return read_catalog(example_root)


@pytest.fixture
def plan(example_root: Path) -> Package:
    return read_package(example_root / "datapackages" / PLAN)


def descriptor_of(files: dict[str, bytes]) -> dict[str, object]:
    return dict(json.loads(files["datapackage.json"]))


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def faults(descriptor: Path) -> list[list[str]]:
    """What frictionless says of a package: type and note of each error."""
    errors: list[list[str]] = frictionless.validate(str(descriptor)).flatten(["type", "note"])
    return errors


def unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def test_a_plan_has_its_descriptor_its_tables_its_text_and_one_archive(plan: Package) -> None:
    assert sorted(package_files(plan)) == sorted([*PLAN_FILES, f"{PLAN}.zip"])


def test_the_vocabulary_has_its_descriptor_its_tables_and_one_archive(catalog: Catalog) -> None:
    names = ["areas.csv", "concepts.csv", "datapackage.json", "organizations.csv", "units.csv"]
    assert sorted(package_files(catalog.vocabulary)) == [*names, "vocabulary.zip"]


def test_tables_and_texts_are_the_bytes_of_the_repository(plan: Package) -> None:
    files = package_files(plan, SITE)
    assert {path: files[path] for path in PLAN_FILES[1:]} == {
        path: plan.files[path] for path in PLAN_FILES[1:]
    }


def test_the_descriptor_adds_addresses_sizes_and_hashes_and_keeps_all_else(plan: Package) -> None:
    expected = {
        **plan.descriptor,
        "id": "https://example.org/plans-open/plans/yunxi-2025-2027/",
        "homepage": "https://example.org/plans-open/plans/yunxi-2025-2027/",
        "resources": [
            {
                **resource,
                "bytes": len(plan.files[resource["path"]]),
                "hash": "sha256:" + hashlib.sha256(plan.files[resource["path"]]).hexdigest(),
            }
            for resource in plan.descriptor["resources"]
        ],
    }
    assert descriptor_of(package_files(plan, SITE)) == expected


def test_without_a_site_address_there_is_neither_id_nor_homepage(plan: Package) -> None:
    assert descriptor_of(package_files(plan)).keys() == plan.descriptor.keys()


@pytest.mark.parametrize("site_url", ["https://example.org", "https://example.org/"])
def test_the_vocabulary_has_an_address_below_data(catalog: Catalog, site_url: str) -> None:
    descriptor = descriptor_of(package_files(catalog.vocabulary, site_url))
    assert descriptor["id"] == "https://example.org/data/vocabulary/"


def test_the_files_of_a_plan_are_a_valid_package_by_themselves(plan: Package, tmp_path: Path) -> None:
    write_files(tmp_path / "fetched", package_files(plan, SITE))
    assert faults(tmp_path / "fetched/datapackage.json") == []


def test_a_changed_table_no_longer_fits_the_descriptor(plan: Package, tmp_path: Path) -> None:
    files = package_files(plan, SITE)
    write_files(tmp_path / "fetched", {**files, "values.csv": files["values.csv"].replace(b"600", b"601")})
    assert [type_ for type_, _ in faults(tmp_path / "fetched/datapackage.json")] == ["hash-count"]


def test_the_archive_of_a_plan_is_a_valid_package(plan: Package, tmp_path: Path) -> None:
    write_files(tmp_path, package_files(plan, SITE))
    assert faults(tmp_path / f"{PLAN}.zip") == []


def test_the_archive_of_a_plan_holds_the_same_files(plan: Package) -> None:
    files = package_files(plan, SITE)
    assert unzip(files.pop(f"{PLAN}.zip")) == files


def test_pandas_reads_every_table_with_its_columns_and_rows(plan: Package) -> None:
    files = package_files(plan)
    read = {
        name: pandas.read_csv(io.BytesIO(files[table.path]), dtype=str, keep_default_na=False)
        for name, table in plan.tables.items()
    }
    assert {name: (tuple(df.columns), df.to_dict("records")) for name, df in read.items()} == {
        name: (table.header, [dict(row.cells) for row in table.rows]) for name, table in plan.tables.items()
    }


def test_one_archive_holds_a_folder_for_each_package(catalog: Catalog) -> None:
    packages = [catalog.vocabulary, *catalog.plans]
    expected = {
        f"{package.name}/{path}": content
        for package in packages
        for path, content in package_files(package, SITE).items()
        if not path.endswith(".zip")
    }
    assert {name: unzip(content) for name, content in all_files(catalog, SITE).items()} == {
        "all.zip": expected
    }


def test_the_same_catalog_gives_the_same_bytes(example_root: Path) -> None:
    first, second = (all_files(read_catalog(example_root), SITE) for _ in range(2))
    assert first == second


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


@pytest.mark.parametrize("name", PACKAGES)
def test_a_published_package_of_the_repository_is_valid(name: str, repository: Path, tmp_path: Path) -> None:
    package = read_package(repository / "datapackages" / name)
    write_files(tmp_path / name, package_files(package, SITE))
    report = frictionless.validate(str(tmp_path / name / "datapackage.json"))
    checked = {task.name: task.stats.get("rows") or 0 for task in report.tasks if task.type == "table"}
    assert (report.flatten(["type", "note"]), checked) == (
        [],
        {name: len(table.rows) for name, table in package.tables.items()},
    )


@pytest.mark.parametrize("name", PACKAGES)
def test_sizes_and_hashes_of_a_package_agree_with_its_files(name: str, repository: Path) -> None:
    files = package_files(read_package(repository / "datapackages" / name), SITE)
    described = json.loads(files["datapackage.json"])["resources"]
    assert {r["path"]: (r["bytes"], r["hash"]) for r in described} == {
        path: (len(content), "sha256:" + hashlib.sha256(content).hexdigest())
        for path, content in files.items()
        if path.endswith((".csv", ".txt"))
    }
