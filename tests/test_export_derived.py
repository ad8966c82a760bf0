"""The combined package: derived records go in, a package that stands on its own comes out."""

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import get_type_hints

import frictionless
import pytest

from plans.derive import register
from plans.derive_results import Results, derive_results, list_tables
from plans.export import all_files, derived_files
from plans.load import read_catalog, read_package
from plans.model import Catalog

SITE = "https://example.org/plans-open/"
TODAY = date(2026, 11, 22)
TABLES = ("targets", "trajectories", "revisions", "decomposition", "progress", "findings", "commitments")
ROOTS = ("tests/examples/valid", ".")


@pytest.fixture(scope="session")
def catalog(repository: Path) -> Catalog:
    return read_catalog(repository)


def write_files(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).write_bytes(content)


@dataclass(frozen=True, slots=True)
class Amount:
    """A record of the kinds of cells that derived tables have."""

    id: str
    year: int
    value: Decimal | None
    due: date | None
    reported: bool


AMOUNTS = (
    Amount("甲,乙", 2025, Decimal("2E+9"), date(2025, 12, 31), True),
    Amount("丙 丁", 2026, Decimal("0.10"), None, False),
    Amount("", 2027, None, None, False),
)
AMOUNT_SCHEMA = {
    "fields": [
        {"name": "id", "type": "string"},
        {"name": "value", "type": "number"},
        {"name": "year", "type": "integer"},
        {"name": "due", "type": "date"},
        {"name": "reported", "type": "boolean"},
    ]
}
AMOUNTS_CSV = """id,value,year,due,reported
"甲,乙",2000000000,2025,2025-12-31,true
丙 丁,0.10,2026,,false
,,2027,,false
"""


def with_schema(catalog: Catalog) -> Catalog:
    return replace(catalog, schemas={**catalog.schemas, "derived/amounts": AMOUNT_SCHEMA})


def test_records_become_a_table_with_the_columns_of_their_schema(catalog: Catalog) -> None:
    files = derived_files({"amounts": AMOUNTS}, with_schema(catalog))
    assert (len(files), files["amounts.csv"].decode()) == (2, AMOUNTS_CSV)


def test_a_table_without_records_has_its_header(catalog: Catalog) -> None:
    files = derived_files({"amounts": ()}, with_schema(catalog))
    assert files["amounts.csv"] == b"id,value,year,due,reported\n"


def test_the_combined_package_says_what_it_is_and_how_it_may_be_used(catalog: Catalog) -> None:
    content = AMOUNTS_CSV.encode()
    files = derived_files({"amounts": AMOUNTS}, with_schema(catalog), SITE)
    described = json.loads(files["datapackage.json"])
    assert described | {"title": "", "description": "", "derived": {}} == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "all",
        "id": "https://example.org/plans-open/data/all/",
        "homepage": "https://example.org/plans-open/data/all/",
        "title": "",
        "description": "",
        "derived": {},
        "licenses": catalog.vocabulary.descriptor["licenses"],
        "contributors": catalog.vocabulary.descriptor["contributors"],
        "resources": [
            {
                "name": "amounts",
                "path": "amounts.csv",
                "type": "table",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": "sha256:" + hashlib.sha256(content).hexdigest(),
                "schema": AMOUNT_SCHEMA,
            }
        ],
    }


def test_derived_tables_lie_beside_the_archive_and_in_it(catalog: Catalog) -> None:
    tables = {"amounts": AMOUNTS}
    derived = derived_files(tables, with_schema(catalog), SITE)
    files = all_files(with_schema(catalog), SITE, tables)
    with zipfile.ZipFile(io.BytesIO(files.pop("all.zip"))) as packed:
        names = [name for name in packed.namelist() if name.startswith("all/")]
        inside = {name.removeprefix("all/"): packed.read(name) for name in names}
    assert (files, inside) == (derived, derived)


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_a_derived_table_are_the_fields_of_its_record(table: str, catalog: Catalog) -> None:
    (record, _) = get_type_hints(Results)[table].__args__
    fields = catalog.schemas[f"derived/{table}"]["fields"]
    assert [field["name"] for field in fields] == list(get_type_hints(record))


@pytest.mark.parametrize("table", TABLES)
def test_every_derived_column_is_described_in_two_languages(table: str, catalog: Catalog) -> None:
    needed = ("title", "title_en", "description", "description_en", "example")
    fields = catalog.schemas[f"derived/{table}"]["fields"]
    assert [(field["name"], key) for field in fields for key in needed if not field.get(key)] == []


@pytest.mark.parametrize("root", ROOTS)
def test_the_combined_package_is_valid_by_itself(root: str, repository: Path, tmp_path: Path) -> None:
    catalog = read_derived(repository, root)
    tables = list_tables(derive_results(register(catalog), TODAY))
    write_files(tmp_path, derived_files(tables, catalog, SITE))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    checked = {task.name: task.stats.get("rows") or 0 for task in report.tasks}
    assert (report.flatten(["type", "note"]), checked) == (
        [],
        {name: len(records) for name, records in tables.items()},
    )


def read_derived(repository: Path, root: str) -> Catalog:
    """The packages below a root with the schemas of the repository."""
    schemas = read_catalog(repository).schemas
    packages = {path.name: read_package(path) for path in (repository / root / "datapackages").iterdir()}
    return Catalog(packages.pop("vocabulary"), tuple(packages.values()), schemas)


def test_a_derived_row_that_names_no_target_is_found(repository: Path, tmp_path: Path) -> None:
    catalog = read_derived(repository, ".")
    results = derive_results(register(catalog), TODAY)
    lost = replace(results, targets=results.targets[:-1])
    write_files(tmp_path, derived_files(list_tables(lost), catalog))
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert {type_ for (type_,) in report.flatten(["type"])} == {"foreign-key"}


def test_combined_packages_are_the_same_bytes_twice(repository: Path) -> None:
    first, second = (
        all_files(catalog, SITE, list_tables(derive_results(register(catalog), TODAY)))
        for catalog in (read_derived(repository, "."), read_derived(repository, "."))
    )
    assert first == second
