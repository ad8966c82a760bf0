"""What a pull request gets to see: `python scripts/review.py BASE [--summary FILE] [--lang zh|en]`.

Prints an annotation for each problem, which GitHub shows beside the line, and adds problems and what changes
for readers since BASE to a summary in Markdown.
"""

import argparse
import io
import os
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from plans.address import site_root
from plans.check import find_problems
from plans.diff import compare_states
from plans.diff_names import Names
from plans.diff_print import as_markdown, shorten
from plans.diff_words import tell_difference
from plans.load import read_catalog
from plans.load_state import State, read_state
from plans.model import LANGUAGES, Language, Problem, Text
from plans.report import REPORTS

ROOT = Path(__file__).resolve().parent.parent
CHANGES = Text("对读者的影响", "What changes for readers")
PREVIEW = Text(
    "改好的网站：等 site 一项做完，在本页底部 Artifacts 下载 preview，解压后双击 index.html；"
    "搜索和在线筛选要在服务器上才能用，其余照常。",
    "To see the site with the change: once the job “site” is done, download “preview” from Artifacts at the "
    "end of this page, unpack it and open index.html; search and the explorer need a server, all else works.",
)
NO_BASE = Text("没有可以比较的版本", "There is nothing to compare with")


def main(arguments: list[str] | None = None) -> int:
    """Annotate and write the summary in any case; 0 clean, 1 problems, 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", metavar="BASE", help="revision or folder before the change")
    parser.add_argument("--summary", type=Path, metavar="FILE", help="file to add to (default: print it)")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help="of the annotations")
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UTC).date(), metavar="DATE")
    parser.add_argument("--root", type=Path, default=ROOT, help="repository with datapackages/ and schemas/")
    options = parser.parse_args(arguments)
    changes = write_changes(options.root, options.base, options.today)
    try:
        problems = find_problems(read_catalog(options.root))
    except (OSError, ValueError) as error:
        publish(f"### 无法运行 could not run\n\n```\n{error}\n```\n{changes}", options.summary)
        print(f"无法运行 could not run: {error}", file=sys.stderr)
        return 2
    print(REPORTS["github"](problems, options.lang, site_address()), end="")
    publish(write_summary(problems, changes), options.summary)
    return 1 if problems else 0


def write_changes(root: Path, base: str, today: date) -> str:
    """What changes for readers since BASE, first in Chinese, then folded in English."""
    try:
        states = read_state(root, base), read_state(root, str(root))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return f"\n### {CHANGES.zh}\n\n{NO_BASE.zh} / {NO_BASE.en}\n"
    chinese, english = (tell_changes(states, today, language) for language in LANGUAGES)
    return f"{chinese}\n<details><summary>English</summary>\n{english}\n</details>\n"


def tell_changes(states: tuple[State, State], today: date, language: Language) -> str:
    """What changes for readers, in one language."""
    sections = tell_difference(compare_states(*states, today), Names(*states))
    return f"\n### {CHANGES[language]}\n\n{PREVIEW[language]}\n{as_markdown(sections, language)}"


def write_summary(problems: list[Problem], changes: str) -> str:
    """Problems, then changes."""
    return shorten(REPORTS["markdown"](problems, "zh", site_address())) + changes


def site_address() -> str:
    """The address of the site, to which messages link; empty where it is not said."""
    address = os.environ.get("SITE_URL")
    return site_root(address) if address else ""


def publish(summary: str, file: Path | None) -> None:
    """Add the summary to a file, or print it where none is named."""
    if file is None:
        print(summary, end="")
        return
    with file.open("a", encoding="utf-8", newline="\n") as target:
        target.write(summary)


if __name__ == "__main__":
    # a console in another encoding must not stop the report
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
