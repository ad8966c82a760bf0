"""Downloads: a checked package or derived records go in, the files published below `/data/` come out."""

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from plans.load import VOCABULARY
from plans.model import Catalog, Package

# The combined package: what is derived from all plans together.
COMBINED = "all"
ABOUT = {
    "title": "各规划推算结果",
    "description": "由全部规划数据包按公开的公式推算：目标、进度要求、前后改动、分解、进展、核对结果和责任。",
    "derived": {
        "title_en": "Results derived from all plans",
        "description_en": "Derived from the packages of all plans by published formulas: targets, pace, "
        "revisions, decomposition, progress, findings and responsibilities.",
    },
}
Records = Mapping[str, Sequence[object]]

# The earliest date that a zip can hold: an archive must not tell when it was built.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o644 << 16
UNIX = 3


def all_files(
    catalog: Catalog, site_url: str = "", tables: Records = MappingProxyType({})
) -> dict[str, bytes]:
    """Everything below `/data/all/`: the derived tables and one archive with a folder for each package."""
    combined = derived_files(tables, catalog, site_url) if tables else {}
    folders = {
        package.name: data_files(package, site_url) for package in (catalog.vocabulary, *catalog.plans)
    }
    content = {
        f"{name}/{path}": content
        for name, files in {**folders, COMBINED: combined}.items()
        for path, content in files.items()
    }
    return {**combined, f"{COMBINED}.zip": archive(content)}


def derived_files(tables: Records, catalog: Catalog, site_url: str = "") -> dict[str, bytes]:
    """The combined package: derived records by the name of their table, each with a schema of that name."""
    schemas = {name: catalog.schemas[f"derived/{name}"] for name in tables}
    files = {name: write_records(records, schemas[name]) for name, records in tables.items()}
    shared = {key: catalog.vocabulary.descriptor[key] for key in ("$schema", "licenses", "contributors")}
    descriptor = {
        **shared,
        "name": COMBINED,
        **addresses(COMBINED, site_url),
        **ABOUT,
        "resources": [describe_table(name, schema, files[name]) for name, schema in schemas.items()],
    }
    return {
        "datapackage.json": json_bytes(descriptor),
        **{f"{name}.csv": content for name, content in files.items()},
    }


def describe_table(name: str, schema: Any, content: bytes) -> dict[str, Any]:
    """The resource of a derived table."""
    return {
        "name": name,
        "path": f"{name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **fingerprint(content),
        "schema": schema,
    }


def write_records(records: Sequence[object], schema: Mapping[str, Any]) -> bytes:
    """Records as CSV, their columns those of the schema."""
    names = [field["name"] for field in schema["fields"]]
    cells = [[show_cell(getattr(record, name)) for name in names] for record in records]
    return pd.DataFrame(cells, columns=names, dtype=str).to_csv(index=False, lineterminator="\n").encode()


def show_cell(value: str | int | Decimal | date | None) -> str:
    """The text of a cell; numbers without an exponent, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def package_files(package: Package, site_url: str = "") -> dict[str, bytes]:
    """Everything below `/data/<package>/`: descriptor, tables, archived texts and one archive of them all."""
    files = data_files(package, site_url)
    return {**files, f"{package.name}.zip": archive(files)}


def data_files(package: Package, site_url: str) -> dict[str, bytes]:
    """The descriptor as published, and the files it names, byte for byte."""
    descriptor = published_descriptor(package, site_url)
    paths = [resource["path"] for resource in descriptor["resources"]]
    return {
        "datapackage.json": json_bytes(descriptor),
        **{path: package.files[path] for path in paths},
    }


def published_descriptor(package: Package, site_url: str) -> dict[str, Any]:
    """The repository's descriptor with its address, where the site has one, and size and hash of files."""
    described = package.descriptor
    head = {key: described[key] for key in ("$schema", "name")}
    resources = [
        {**resource, **fingerprint(package.files[resource["path"]])} for resource in described["resources"]
    ]
    return {**head, **addresses(package.name, site_url), **described, "resources": resources}


def addresses(name: str, site_url: str) -> dict[str, str]:
    """`id` and `homepage`; none without a site address, since both must be absolute."""
    if not site_url:
        return {}
    page = f"data/{name}/" if name in (VOCABULARY, COMBINED) else f"plans/{name}/"
    address = f"{site_url.rstrip('/')}/{page}"
    return {"id": address, "homepage": address}


def fingerprint(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def json_bytes(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


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
