"""The test of what is published: the files of a built site go in, all that is wrong with them comes out."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from plans.address import LOCAL_SITE
from plans.build_addresses import find_gone, find_row, is_page
from plans.load import parse_json
from plans.load_addresses import Ledger
from plans.verify_files import find_unreadable, read_parquet, read_rows
from plans.verify_links import Page, find_dead_links, read_pages

# GitHub attests at most so many files at once.
MOST_SUBJECTS = 1024
IMPORTANT = ("datapackage.json", ".zip", ".xlsx", ".sqlite", ".parquet", ".csv")


def verify_site(
    files: Mapping[str, bytes], ledger: Ledger, site_url: str, unavailable: tuple[str, ...] = ()
) -> Iterator[str]:
    """Everything wrong: files that do not open, tables unlike their descriptor, dead links, lost addresses.

    `unavailable` are beginnings of addresses that this clone cannot build.
    """
    unreadable = [fault for path, content in files.items() for fault in find_unreadable(path, content)]
    yield from unreadable
    if unreadable:
        return
    for path in sorted(files):
        if path.endswith("datapackage.json"):
            yield from verify_package(path, files)
    pages = read_pages(files)
    yield from find_dead_links(pages, files, site_url)
    yield from find_lost_addresses(ledger, pages, files, unavailable)
    if site_url != LOCAL_SITE:
        yield from find_local_addresses(files)


def verify_package(path: str, files: Mapping[str, bytes]) -> Iterator[str]:
    """What a descriptor says of its files and they are not."""
    folder = path.removesuffix("datapackage.json")
    for resource in parse_json(files[path]).get("resources", []):
        content = files.get(folder + resource["path"])
        if content is None:
            yield f"{path}: {resource['path']} is not there"
            continue
        if resource.get("bytes", len(content)) != len(content):
            yield f"{path}: {resource['path']} has {len(content)} bytes, not {resource['bytes']}"
        hash_ = f"sha256:{hashlib.sha256(content).hexdigest()}"
        if resource.get("hash", hash_) != hash_:
            yield f"{path}: {resource['path']} has another hash"
        if resource["path"].endswith(".csv"):
            yield from verify_table(folder, resource, files)


def verify_table(folder: str, resource: Mapping[str, Any], files: Mapping[str, bytes]) -> Iterator[str]:
    """A table whose columns are not those of its schema, or that has other rows in other formats."""
    path = folder + resource["path"]
    header, *rows = read_rows(files[path])
    schema = resource.get("schema")
    if isinstance(schema, dict) and header != [field["name"] for field in schema["fields"]]:
        yield f"{path}: columns are not those of the schema"
    twin = path.removesuffix(".csv") + ".parquet"
    if twin in files and read_parquet(files[twin]).num_rows != len(rows):
        yield f"{twin}: not as many rows as {path}"


def find_lost_addresses(
    ledger: Ledger, pages: Mapping[str, Page], files: Mapping[str, bytes], unavailable: tuple[str, ...]
) -> Iterator[str]:
    """Published addresses that lead nowhere in the files as built, in either language."""
    built = set(files)
    for path, page in pages.items():
        address = path.removesuffix("index.html")
        built |= {address, *(f"{address}#{anchor}" for anchor in page.anchors)}
    withdrawn = {row["address"]: row for row in ledger.withdrawn}
    promised = {
        address for address in ledger.published if "#" not in address or not find_row(address, withdrawn)
    }
    promised |= {f"en/{address}" for address in promised if is_page(address)}
    for address in find_gone(promised, built, unavailable):
        if find_row(address.removeprefix("en/"), withdrawn) is None:
            yield f"lost address: /{address}"


def find_local_addresses(files: Mapping[str, bytes]) -> Iterator[str]:
    """Files that name the address at which the site is tried out."""
    local = LOCAL_SITE.rstrip("/").encode()
    yield from (f"{path}: {LOCAL_SITE}" for path in sorted(files) if local in files[path])


def list_subjects(files: Mapping[str, bytes]) -> str:
    """Checksums of the data files whose provenance is attested, as sha256sum writes them.

    Where there are too many, the descriptors and the packed packages come first: a descriptor holds the
    hashes of all its tables.
    """
    data = sorted((path for path in files if path.startswith("data/")), key=place_subject)
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in data[:MOST_SUBJECTS])


def place_subject(path: str) -> tuple[int, str]:
    """How much a file stands for."""
    ending = next((place for place, end in enumerate(IMPORTANT) if path.endswith(end)), len(IMPORTANT))
    return ending, path


def list_outside(files: Mapping[str, bytes], site_url: str) -> list[str]:
    """The addresses of other sites that pages link to."""
    links = {link.partition("#")[0] for page in read_pages(files).values() for link in page.links}
    own = (site_url, LOCAL_SITE)
    return sorted(link for link in links if link.startswith("http") and not link.startswith(own))
