"""Downloads: a dataset goes in, the files of its folder below `/data/` come out, in every format."""

import io
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plans.dataset import COMBINED, Dataset
from plans.export_descriptor import describe_package
from plans.export_parquet import partition_files, table_parquet
from plans.export_sqlite import database
from plans.export_table import table_csv, table_json
from plans.export_workbook import workbook

DESCRIPTOR = "datapackage.json"
# The earliest date that a zip can hold: an archive must not tell when it was built.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o644 << 16
UNIX = 3


def dataset_files(dataset: Dataset, beside: Mapping[str, bytes] = MappingProxyType({})) -> dict[str, bytes]:
    """Everything below `/data/<dataset>/`, by path: first what people want, then a file per table and format.

    `beside` are the files of the standards, which lie in the folder and in the archive as they are.
    """
    package = {**{f"{table.name}.csv": table_csv(table) for table in dataset.tables}, **dataset.texts}
    files = {
        f"{dataset.name}.xlsx": workbook(dataset),
        f"{dataset.name}.sqlite": database(dataset),
        f"{dataset.name}.zip": archive(with_descriptor(dataset, {**package, **beside})),
        **package,
        **{f"{table.name}.json": table_json(table) for table in dataset.tables},
        **{f"{table.name}.parquet": table_parquet(table, dataset) for table in dataset.tables},
        **(partition_files(dataset) if dataset.name == COMBINED else {}),
        **beside,
    }
    return with_descriptor(dataset, files)


def with_descriptor(dataset: Dataset, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files after the descriptor that names just these."""
    return {DESCRIPTOR: json_bytes(describe_package(dataset, files)), **files}


def packages_archive(archives: Mapping[str, bytes]) -> bytes:
    """One archive with a folder for each package, made from the archives of all, by name."""
    return archive(
        {f"{name}/{path}": found for name, content in archives.items() for path, found in unpack(content)}
    )


def unpack(content: bytes) -> list[tuple[str, bytes]]:
    """Path and bytes of each file in a zip."""
    with ZipFile(io.BytesIO(content)) as source:
        return [(name, source.read(name)) for name in source.namelist()]


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip of the files; the same files give the same bytes."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w") as target:
        for path in sorted(files):
            target.writestr(zip_entry(path), files[path], ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()


def zip_entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, ZIP_DATE)
    entry.create_system = UNIX
    entry.external_attr = READABLE_FILE
    return entry


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
