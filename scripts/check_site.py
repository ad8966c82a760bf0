"""Test what is published: `python scripts/check_site.py FOLDER [--subjects FILE] [--links FILE]`.

Opens every file of a built site; what SITE_URL says is its address. Writes checksums of the data files whose
provenance is to be attested, or a page of all links to other sites.
"""

import argparse
import os
import sys
from html import escape
from pathlib import Path

from plans.address import site_root
from plans.export_release import missing_folders
from plans.load_addresses import read_ledger
from plans.load_releases import read_releases
from plans.verify import list_outside, list_subjects, verify_site

ROOT = Path(__file__).resolve().parent.parent
SHOWN = 100


def main(arguments: list[str] | None = None) -> int:
    """Name what is wrong; 0 fit to be published, 1 not, 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--subjects", type=Path, metavar="FILE", help="write checksums of the data files")
    parser.add_argument("--links", type=Path, metavar="FILE", help="write a page of the links to other sites")
    parser.add_argument("--site-url", type=site_root, default=site_root(os.environ.get("SITE_URL")))
    parser.add_argument("--root", type=Path, default=ROOT, help="repository with docs/addresses/")
    options = parser.parse_args(arguments)
    if not (options.folder / "index.html").is_file():
        print(f"没有网站 no site: {options.folder}", file=sys.stderr)
        return 2
    files = read_site(options.folder)
    missing = missing_folders(read_releases(options.root))
    faults = list(verify_site(files, read_ledger(options.root), options.site_url, missing))
    for fault in faults[:SHOWN]:
        print(fault)
    if faults:
        print(f"不能发布：{len(faults)} 处有问题 not fit to be published: {len(faults)} faults")
        return 1
    if options.subjects:
        options.subjects.write_text(list_subjects(files), "utf-8")
    if options.links:
        options.links.write_text(write_links(list_outside(files, options.site_url)), "utf-8")
    print(f"可以发布：{len(files)} 个文件 fit to be published: {len(files)} files")
    return 0


def read_site(folder: Path) -> dict[str, bytes]:
    """The files of a built site by path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def write_links(links: list[str]) -> str:
    """A page that a link checker can follow."""
    items = "".join(f'<li><a href="{escape(link)}">{escape(link)}</a></li>\n' for link in links)
    return f"<!doctype html>\n<title>links</title>\n<ul>\n{items}</ul>\n"


if __name__ == "__main__":
    sys.exit(main())
