"""Downloads: a checked package goes in, the files published below `/data/` come out, by path."""

import hashlib
import io
import json
from collections.abc import Mapping
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from plans.load import VOCABULARY
from plans.model import Catalog, Package

# The earliest date that a zip can hold: an archive must not tell when it was built.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
READABLE_FILE = 0o644 << 16
UNIX = 3


def all_files(catalog: Catalog, site_url: str = "") -> dict[str, bytes]:
    """Everything below `/data/all/`: one archive with a folder for each package."""
    folders = {
        f"{package.name}/{path}": content
        for package in (catalog.vocabulary, *catalog.plans)
        for path, content in data_files(package, site_url).items()
    }
    return {"all.zip": archive(folders)}


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
    resources = [{**resource, **fingerprint(package, resource)} for resource in described["resources"]]
    return {**head, **addresses(package.name, site_url), **described, "resources": resources}


def addresses(name: str, site_url: str) -> dict[str, str]:
    """`id` and `homepage`; none without a site address, since both must be absolute."""
    if not site_url:
        return {}
    page = "data/vocabulary/" if name == VOCABULARY else f"plans/{name}/"
    address = f"{site_url.rstrip('/')}/{page}"
    return {"id": address, "homepage": address}


def fingerprint(package: Package, resource: Mapping[str, Any]) -> dict[str, Any]:
    content = package.files[resource["path"]]
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
