"""Draft a package from a notice: `python scripts/draft.py FILE --id PLAN-ID [--area AREA] [--review]`."""

import argparse
import io
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from plans.draft import draft_plan
from plans.draft_package import Draft, Order
from plans.draft_papers import write_papers
from plans.draft_points import summarise
from plans.draft_read import UnreadableError
from plans.draft_review import write_review
from plans.load import VOCABULARY, read_catalog
from plans.model import LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ("draft.json", "organizations.csv", "areas.csv", "review.html")


def main(arguments: list[str] | None = None) -> int:
    """Write the draft and say what is open; 0 done, 2 could not run."""
    options = read_options(arguments)
    try:
        draft, places = run(options)
    except (OSError, ValueError) as error:
        words = error.words[options.lang] if isinstance(error, UnreadableError) else str(error)
        print(f"无法运行 could not run: {words}", file=sys.stderr)
        return 2
    print(summarise(draft, places, options.lang), end="")
    return 0


def read_options(arguments: list[str] | None) -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="notice as saved: .txt, .html, .docx or .pdf with text"
    )
    parser.add_argument(
        "--id", required=True, metavar="PLAN-ID", help="id of the plan, such as kaizhou-2025-2027"
    )
    parser.add_argument("--area", default="", help="id of its area (default: as the title names it)")
    parser.add_argument(
        "--out", type=Path, metavar="FOLDER", help="write there instead of into datapackages/"
    )
    parser.add_argument("--review", action="store_true", help="write a page that shows text and proposals")
    parser.add_argument("--force", action="store_true", help="overwrite a package that is there")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/ and schemas/")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    return parser.parse_args(arguments)


def run(options: argparse.Namespace) -> tuple[Draft, Mapping[str, str]]:
    """Draft and write; raises ValueError where the id will not do or the package is there."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", options.id) or options.id == VOCABULARY:
        raise ValueError(
            f"规划编号只用小写字母、数字和连字符 lower case, digits and hyphens only: {options.id}"
        )
    package = (options.out or options.root / "datapackages") / options.id
    papers = (options.out or options.root) / "drafts" / options.id
    if package.exists() and not options.force:
        raise ValueError(
            f"已有这个数据包，要覆盖请加 --force it is there already, --force overwrites: {package}"
        )
    catalog = read_catalog(options.root)
    order = Order(options.id, options.area, datetime.now(UTC).date().isoformat())
    draft = draft_plan(options.file.name, options.file.read_bytes(), order, catalog)
    for paper in PAPERS:
        (papers / paper).unlink(missing_ok=True)
    write_files(package, draft.package.files)
    write_files(papers, write_papers(draft, catalog))
    places = {"package": str(package), "papers": str(papers)}
    if options.review:
        template = (ROOT / "docs/templates/draft_review.html").read_text("utf-8")
        write_files(papers, {"review.html": write_review(draft, template, options.lang).encode()})
        places["review"] = (papers / "review.html").resolve().as_uri()
    return draft, places


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files by their paths within a folder."""
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


if __name__ == "__main__":
    # a console in another encoding must not stop the report
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
