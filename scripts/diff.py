"""What a change means for readers: `python scripts/diff.py BASE [HEAD] [--format …] [--lang zh|en]`.

BASE and HEAD are revisions of git or folders that hold datapackages/; HEAD is what stands in the checkout.
"""

import argparse
import io
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from plans.diff import Difference, compare_states
from plans.diff_json import as_json
from plans.diff_names import Names
from plans.diff_print import as_markdown, as_text
from plans.diff_words import tell_difference
from plans.load_state import State, read_state
from plans.model import LANGUAGES, Language

ROOT = Path(__file__).resolve().parent.parent
FORMATS = ("text", "markdown", "json")


def main(arguments: list[str] | None = None) -> int:
    """Print what differs; 0 done (whatever differs), 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base", metavar="BASE", help="revision or folder before the change")
    parser.add_argument("head", metavar="HEAD", nargs="?", help="revision or folder after it")
    parser.add_argument("--format", choices=FORMATS, default="text")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    parser.add_argument("--today", type=date.fromisoformat, default=datetime.now(UTC).date(), metavar="DATE")
    parser.add_argument("--root", type=Path, default=ROOT, help="repository that has the revisions")
    options = parser.parse_args(arguments)
    try:
        old = read_state(options.root, options.base)
        new = read_state(options.root, options.head or str(options.root))
    except (OSError, ValueError) as error:
        print(f"无法运行 could not run: {error}", file=sys.stderr)
        return 2
    difference = compare_states(old, new, options.today)
    print(write(difference, (old, new), options.format, options.lang), end="")
    return 0


def write(difference: Difference, states: tuple[State, State], form: str, language: Language) -> str:
    """The difference in one of the formats."""
    if form == "json":
        return as_json(difference)
    sections = tell_difference(difference, Names(*states))
    return (as_markdown if form == "markdown" else as_text)(sections, language)


if __name__ == "__main__":
    # a console in another encoding must not stop the report
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
