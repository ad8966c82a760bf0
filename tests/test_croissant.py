"""Croissant: mlcroissant validates the description and loads every table by it, from disk and web."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import mlcroissant  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.dataset import Cell, DataTable
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_croissant import write_croissant
from plans.export_parquet import table_parquet
from plans.export_table import table_csv
from plans.load import read_catalog

# Warnings of rdflib and of pandas that mlcroissant causes.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame:DeprecationWarning"),
]
ROOT = Path(__file__).parents[1]
SITE = "http://nowhere.invalid/"
TODAY = date(2026, 11, 22)
CROISSANT = "croissant.json"


def publication_of(root: Path, site_url: str = SITE) -> Publication:
    """What a folder publishes on a day."""
    known = register(read_catalog(root))
    return publish(known, derive_results(known, TODAY), site_url, TODAY)


REAL = publication_of(ROOT)
TABLES = {table.name: table for table in REAL.combined.tables}


def write_folder(publication: Publication, folder: Path) -> Path:
    """The files of the combined set with their description; answers with the folder."""
    dataset = publication.combined
    folder.mkdir(parents=True, exist_ok=True)
    for table in dataset.tables:
        (folder / f"{table.name}.csv").write_bytes(table_csv(table))
        (folder / f"{table.name}.parquet").write_bytes(table_parquet(table, dataset))
    (folder / CROISSANT).write_bytes(write_croissant(publication))
    return folder


def open_folder(folder: Path) -> Any:
    """The dataset with its files from a folder: nothing is fetched."""
    files = {path.name: str(path) for path in folder.iterdir() if path.suffix in {".csv", ".parquet"}}
    return mlcroissant.Dataset(str(folder / CROISSANT), mapping=files)


def load(dataset: Any, table: DataTable) -> list[dict[str, Cell]]:
    """The records of a table with cells as they were; numbers are as exact as a double."""
    return [
        {
            field["name"]: read_cell(record[f"{table.name}/{field['name']}"], field["type"])
            for field in table.schema["fields"]
        }
        for record in dataset.records(table.name)
    ]


def read_cell(cell: Any, type_: str) -> Cell:
    """A cell as mlcroissant gives it (text is bytes, a day has its midnight) as it was published."""
    readers: dict[str, Callable[[Any], Cell]] = {
        "string": bytes.decode,
        "number": lambda value: Decimal(repr(value)),
        "date": lambda value: value.date(),
    }
    return cell if cell is None else readers.get(type_, int)(cell)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real set on disk."""
    return write_folder(REAL, tmp_path_factory.mktemp("croissant"))


@pytest.fixture(scope="module")
def opened(folder: Path) -> Any:
    """The real set as mlcroissant opens it."""
    return open_folder(folder)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_every_table_loads_with_every_cell(table: DataTable, opened: Any) -> None:
    assert load(opened, table) == table.records()


def test_there_is_nothing_to_complain_about(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    found = open_folder(folder).metadata
    assert (found.ctx.issues.report(), caplog.text) == ("", "")


def test_the_description_says_what_the_set_is(opened: Any) -> None:
    found = opened.metadata
    assert {
        "name": found.name,
        "creators": [creator.name["en"] for creator in found.creators],
        "license": found.license,
        "published": found.date_published.date(),
        "version": found.version,
        "url": found.url,
        "cited": found.cite_as.startswith("@misc{"),
        "tables": [table.id for table in found.record_sets],
        "files": sorted(file.id for file in found.file_objects),
    } == {
        "name": {"zh-Hans": "全部规划的目标数据", "en": "Targets of all plans"},
        "creators": ["Plan targets open data"],
        "license": ["https://creativecommons.org/licenses/by/4.0/"],
        "published": max(date.fromisoformat(part.head["created"][:10]) for part in REAL.datasets[:-1]),
        "version": REAL.combined.head["version"],
        "url": f"{SITE}data/",
        "cited": True,
        "tables": list(TABLES),
        "files": sorted(f"{name}.{ending}" for name in TABLES for ending in ("csv", "parquet")),
    }


def test_every_file_is_described_by_its_bytes(folder: Path, opened: Any) -> None:
    found = {file.id: (file.content_url, file.content_size) for file in opened.metadata.file_objects}
    assert found == {
        path.name: (f"{SITE}data/all/{path.name}", f"{path.stat().st_size} B")
        for path in folder.iterdir()
        if path.name != CROISSANT
    }


def test_keys_and_references_are_those_of_the_schemas() -> None:
    described = json.loads(write_croissant(REAL))["recordSet"]
    found = {
        table["@id"]: (
            [key["@id"].partition("/")[2] for key in table.get("key", [])],
            {
                field[
                    "name"
                ]: f"{field['references']['fileObject']['@id']} {field['references']['extract']['column']}"
                for field in table["field"]
                if "references" in field
            },
        )
        for table in described
    }
    assert found == {
        name: (
            list(table.schema.get("primaryKey", [])),
            {
                key["fields"][
                    0
                ]: f"{key['reference']['resource'] or name}.parquet {key['reference']['fields'][0]}"
                for key in table.schema.get("foreignKeys", [])
            },
        )
        for name, table in TABLES.items()
    }


def break_folder(folder: Path, target: Path, old: str, new: str) -> Any:
    """A copy whose description says `new` for `old`, opened."""
    shutil.copytree(folder, target)
    text = (target / CROISSANT).read_text("utf-8")
    assert old in text
    (target / CROISSANT).write_text(text.replace(old, new), "utf-8")
    return open_folder(target)


def test_a_file_that_changed_is_refused(folder: Path, tmp_path: Path) -> None:
    sha256 = next(
        file["sha256"]
        for file in json.loads((folder / CROISSANT).read_text("utf-8"))["distribution"]
        if file["@id"] == "areas.parquet"
    )
    broken = break_folder(folder, tmp_path / "broken", sha256, "0" * 64)
    with pytest.raises(mlcroissant.GenerationError) as error:
        load(broken, TABLES["areas"])
    assert "is not identical with the reference" in str(error.value.__cause__)


def test_a_column_that_is_not_there_is_refused(folder: Path, tmp_path: Path) -> None:
    broken = break_folder(folder, tmp_path / "broken", '"column": "code"', '"column": "no-such-column"')
    with pytest.raises(mlcroissant.GenerationError):
        load(broken, TABLES["areas"])


def test_a_missing_property_is_a_fault(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(mlcroissant.ValidationError):
        break_folder(folder, tmp_path / "broken", '"dataType": "sc:Text"', '"dataType": "sc:Nothing"')


def test_the_set_loads_from_its_address(
    tmp_path: Path, serve: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing on disk but what is downloaded from a server, here one of our own."""
    monkeypatch.setattr("mlcroissant._src.core.constants.DOWNLOAD_PATH", tmp_path / "cache")
    site = serve(tmp_path / "site")
    write_folder(publication_of(ROOT, site), tmp_path / "site/data/all")
    opened = mlcroissant.Dataset(f"{site}data/all/{CROISSANT}")
    assert load(opened, TABLES["responsibilities"]) == TABLES["responsibilities"].records()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1) | st.sampled_from(
    ["NA", "null", "007", 'a,"b"', "a\r\nb", "=1+1", "</script>", "\u202eabc", "]]>", " "]
)


@settings(max_examples=25)
@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), min_size=1, max_size=4))
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str | None]]
) -> None:
    described = {"title": "甲", "title_en": "a", "description": "乙", "description_en": "b"}
    fields = [{"name": name, "type": "string", **described} for name in ("text", "other")]
    table = DataTable("texts", {"fields": fields}, tuple(texts))
    publication = replace(REAL, combined=replace(REAL.combined, tables=(table,)))
    folder = write_folder(publication, tmp_path_factory.mktemp("texts"))
    assert load(open_folder(folder), table) == table.records()


def test_the_same_data_give_the_same_bytes() -> None:
    assert write_croissant(publication_of(ROOT)) == write_croissant(REAL)
