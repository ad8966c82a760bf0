"""Release the data as they are: `python scripts/release.py [--date DATE] [--summary TEXT --summary-en TEXT]`.

Writes versions and a line of docs/releases.csv and says what to commit; commits nothing itself.
"""

import argparse
import csv
import io
import sys
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from plans.check import find_problems
from plans.derive_release import NextRelease, next_release, write_versions
from plans.export_cff import citation_cff
from plans.load import read_catalog
from plans.load_git import ask_git
from plans.load_releases import FOLDERS, RELEASES, Release, read_releases
from plans.model import Text
from plans.report import as_text

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = ("version", "released_on", "tree", "schema_tree", "summary", "summary_en")


def main(arguments: list[str] | None = None) -> int:
    """Write the release and name the files; 0 done, 1 problems or nothing to release, 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--date", type=date.fromisoformat, default=datetime.now(UTC).date(), metavar="DATE")
    parser.add_argument("--summary", default="", help="what changed, in Chinese (default: counted)")
    parser.add_argument("--summary-en", default="", help="what changed, in English")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/ and schemas/")
    options = parser.parse_args(arguments)
    try:
        return release(options.root, options.date, Text(options.summary, options.summary_en))
    except (OSError, ValueError) as error:
        print(f"无法运行 could not run: {error}", file=sys.stderr)
        return 2


def release(root: Path, day: date, summary: Text) -> int:
    """Check, find the next version, write it."""
    catalog = read_catalog(root)
    if problems := find_problems(catalog):
        print(as_text(problems, "zh"), end="", file=sys.stderr)
        return 1
    releases = read_releases(root)
    found = next_release(releases, catalog)
    if found is None:
        print(
            f"{releases[0].version} 以来没有改动 nothing changed since {releases[0].version}", file=sys.stderr
        )
        return 1
    if releases and day < releases[0].released_on:
        raise ValueError(f"{day} < {releases[0].released_on} ({releases[0].version})")
    if ask_git(root, "rev-parse", "--git-dir") is None:
        raise ValueError(f"不是 git 仓库 no git repository: {root}")
    written = {
        f"datapackages/{path}": content for path, content in write_versions(found.packages, catalog).items()
    }
    write_files(root, written)
    trees = write_trees(root)
    words = Text(summary.zh or found.summary.zh, summary.en or found.summary.en)
    new = Release(found.version, day, trees["tree"], trees["schema_tree"], words.zh, words.en, None, None)
    lists = {
        "CITATION.cff": citation_cff(catalog, [new]).encode(),
        RELEASES: write_releases([new, *releases]),
    }
    write_files(root, lists)
    print(tell(found, [*written, *lists]))
    return 0


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files by path."""
    for path, content in files.items():
        (root / path).write_bytes(content)


def write_trees(root: Path) -> dict[str, str]:
    """The trees that the folders will have once they are committed, by column of the list of releases."""
    prefix = (ask_git(root, "rev-parse", "--show-prefix") or b"").decode().strip()
    with tempfile.TemporaryDirectory() as folder:
        index = str(Path(folder) / "index")
        ask_git(root, "read-tree", "HEAD", GIT_INDEX_FILE=index)
        ask_git(root, "add", "--all", "--", *FOLDERS.values(), GIT_INDEX_FILE=index)
        trees = {
            column: ask_git(root, "write-tree", f"--prefix={prefix}{name}/", GIT_INDEX_FILE=index)
            for column, name in FOLDERS.items()
        }
    if missing := [FOLDERS[column] for column, tree in trees.items() if tree is None]:
        raise ValueError(f"git write-tree: {', '.join(missing)}")
    return {column: tree.decode().strip() for column, tree in trees.items() if tree}


def write_releases(releases: list[Release]) -> bytes:
    """The list of releases as CSV, oldest first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([getattr(release, column) for column in COLUMNS] for release in releases[::-1])
    return out.getvalue().encode()


def tell(found: NextRelease, paths: list[str]) -> str:
    """What was written and what is left to do."""
    files = "\n".join(f"  {path}" for path in paths)
    return (
        f"{found.version}：{found.summary.zh}\n{files}\n"
        "处理：在 CHANGELOG.md 写明这一版，连同以上文件和 datapackages/、schemas/ 的全部改动一起提交：\n"
        "To do: describe it in CHANGELOG.md, commit these files and all of datapackages/, schemas/:\n"
        f"  git add --all datapackages schemas CITATION.cff {RELEASES} CHANGELOG.md\n"
        f'  git commit -m "release: {found.version}"'
    )


if __name__ == "__main__":
    # a console in another encoding must not stop the list
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
