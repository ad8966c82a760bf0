"""Put packages into the one allowed form: `python scripts/tidy.py [PLAN-ID …] [--root FOLDER] [--lang …]`.

Tables that a spreadsheet spoilt are mended where that has one meaning; the others are named and left alone.
"""

import argparse
import io
import sys
from pathlib import Path

from plans.canonical import find_left, tidy_package
from plans.canonical_damage import BY_ID, is_refused
from plans.canonical_reading import Reading
from plans.canonical_spot import Spot
from plans.check import find_problems
from plans.export_cff import citation_cff
from plans.load import read_catalog
from plans.load_releases import read_releases
from plans.model import LANGUAGES, Catalog, Language, Package, Text

MOST = 3
LEFT = Text("没有改动", "was left as it is")
SHAPE = Text(
    "不是所规定的列，或者有的行单元格数不对：先按 make check 的提示改正。",
    "It has other columns, or rows of another width: first correct what make check names.",
)
ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Write the files that change and name them; 0 done, 1 files are left to a person, 2 could not run."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="PLAN-ID", help="packages to tidy (default: all)")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/ and schemas/")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    options = parser.parse_args(arguments)
    try:
        changed = tidy(options.root, options.names)
        left = find_all_left(options.root, options.names)
    except (OSError, ValueError) as error:
        print(f"无法运行 could not run: {error}", file=sys.stderr)
        return 2
    for path in changed:
        print(path)
    for path, reading in left.items():
        print(name_left(path, reading, options.lang), file=sys.stderr)
    return 1 if left else 0


def find_all_left(root: Path, names: list[str]) -> dict[Path, Reading]:
    """The tables of the packages of these names, or of all, that are left as they are."""
    catalog = read_catalog(root)
    return {
        root / "datapackages" / package.name / path: reading
        for package in (catalog.vocabulary, *catalog.plans)
        if package.name in (names or [package.name])
        for path, reading in find_left(package, catalog.schemas).items()
    }


def name_left(path: Path, reading: Reading, language: Language) -> str:
    """A file that is left as it is: why, with the first places, and what to do."""
    refused = [spot for spot in reading.spots if is_refused(spot)]
    kinds = dict.fromkeys(spot.damage for spot in refused)
    reasons = [name_reason([spot for spot in refused if spot.damage == kind], language) for kind in kinds]
    lines = [f"{path} {LEFT[language]}", *(reasons or [SHAPE[language]])]
    return "\n    ".join(lines)


def name_reason(spots: list[Spot], language: Language) -> str:
    """What of one kind was found, where, and what to do."""
    damage, count = BY_ID[spots[0].damage], len(spots)
    places = [
        Text(f"第 {spot.row} 行 {spot.field} “{spot.found}”", f"row {spot.row} {spot.field} “{spot.found}”")
        for spot in spots[:MOST]
        if spot.row
    ]
    more = Text(f" 等 {count} 处", f" … ({count})")[language] if count > MOST else ""
    shown = Text("、", ", ")[language].join(place[language] for place in places) + more
    mark, end = Text("：", ": ")[language], Text("。", ". ")[language]
    remedy = damage.refusal[language] if damage.refusal else ""
    return damage.title[language] + (f"{mark}{shown}" if places else "") + end + remedy


def tidy(root: Path, names: list[str]) -> list[Path]:
    """Tidy the packages of these names, or all, and the citation; tell which files changed."""
    catalog = read_catalog(root)
    packages = {package.name: package for package in (catalog.vocabulary, *catalog.plans)}
    if unknown := sorted(set(names) - packages.keys()):
        raise ValueError(f"没有这个数据包 no such package: {', '.join(unknown)}")
    tidied = [path for name in names or packages for path in write_tidied(root, packages[name], catalog)]
    return [*tidied, *write_citation(root)]


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


def write_citation(root: Path) -> list[Path]:
    """Write how to cite the repository, where it has such a file; data with problems are not cited."""
    path, catalog = root / "CITATION.cff", read_catalog(root)
    if not path.exists() or any(find_problems(catalog)):
        return []
    content = citation_cff(catalog, read_releases(root)).encode()
    if path.read_bytes() == content:
        return []
    path.write_bytes(content)
    return [path]


if __name__ == "__main__":
    # a console in another encoding must not stop the list
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
