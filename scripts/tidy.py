"""Put packages into the one allowed form: `python scripts/tidy.py [PLAN-ID …] [--root FOLDER]`."""

import argparse
import io
import sys
from pathlib import Path

from plans.canonical import tidy_package
from plans.load import read_catalog
from plans.model import Catalog, Package

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Write the files that change and name them; 0 done, 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="PLAN-ID", help="packages to tidy (default: all)")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/ and schemas/")
    options = parser.parse_args(arguments)
    try:
        changed = tidy(options.root, options.names)
    except (OSError, ValueError) as error:
        print(f"无法运行 could not run: {error}", file=sys.stderr)
        return 2
    for path in changed:
        print(path)
    return 0


def tidy(root: Path, names: list[str]) -> list[Path]:
    """Tidy the packages of these names, or all, and tell which files changed."""
    catalog = read_catalog(root)
    packages = {package.name: package for package in (catalog.vocabulary, *catalog.plans)}
    if unknown := sorted(set(names) - packages.keys()):
        raise ValueError(f"没有这个数据包 no such package: {', '.join(unknown)}")
    return [path for name in names or packages for path in write_tidied(root, packages[name], catalog)]


def write_tidied(root: Path, package: Package, catalog: Catalog) -> list[Path]:
    """Write what differs from the canonical form."""
    changed = {
        root / "datapackages" / package.name / path: content
        for path, content in tidy_package(package, catalog).items()
        if content != package.files.get(path)
    }
    for path, content in changed.items():
        path.write_bytes(content)
    return list(changed)


if __name__ == "__main__":
    # a console in another encoding must not stop the list
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
