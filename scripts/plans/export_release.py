"""Released versions: releases go in, their files below `/data/<version>/` come out, as they were."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from plans.address import absolute, data_address
from plans.export import json_bytes, zip_entry
from plans.load_releases import Release

VERSIONS = "data/versions.json"


def release_files(releases: Sequence[Release], site_url: str) -> dict[str, bytes]:
    """The published files of every release whose files are here, and `data/versions.json`, a list of all."""
    listed = [describe_release(release, site_url) for release in releases]
    return {
        VERSIONS: json_bytes({"versions": listed}),
        **{
            data_address(release.version, path): content
            for release in releases
            if release.files is not None
            for path, content in one_release(release, release.files, site_url).items()
        },
    }


def missing_folders(releases: Sequence[Release]) -> tuple[str, ...]:
    """The folders of the releases whose files are missing here; nobody withdrew them."""
    return tuple(data_address(release.version) for release in releases if release.files is None)


def one_release(release: Release, files: Mapping[str, bytes], site_url: str) -> dict[str, bytes]:
    """The files of a release byte for byte, all in one archive, and two lists with their hashes."""
    hashes = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files)}
    index = {
        **describe_release(release, site_url),
        "files": [
            {
                "path": path,
                "url": absolute(site_url, data_address(release.version, path)),
                "bytes": len(files[path]),
                "sha256": digest,
            }
            for path, digest in hashes.items()
        ],
    }
    return {
        **files,
        "index.json": json_bytes(index),
        "SHA256SUMS": "".join(f"{digest}  {path}\n" for path, digest in hashes.items()).encode(),
        f"{release.version}.zip": store(files),
    }


def describe_release(release: Release, site_url: str) -> dict[str, Any]:
    """What is said of a release; addresses only where its files are published."""
    addresses = {
        "index": absolute(site_url, data_address(release.version, "index.json")),
        "zip": absolute(site_url, data_address(release.version, f"{release.version}.zip")),
    }
    return {
        "version": release.version,
        "released_on": release.released_on.isoformat(),
        "summary": release.summary,
        "summary_en": release.summary_en,
        "tree": release.tree,
        "published": release.files is not None,
        **(addresses if release.files is not None else {}),
    }


def store(files: Mapping[str, bytes]) -> bytes:
    """A zip without compression: what compression yields differs between versions of its library, and a
    release must not change when Python does.
    """
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_STORED) as target:
        for path in sorted(files):
            target.writestr(zip_entry(path), files[path])
    return buffer.getvalue()
