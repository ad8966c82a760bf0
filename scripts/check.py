"""Check packages: `python scripts/check.py [PLAN-ID …] [--root FOLDER] [--format …] [--lang zh|en]`.

Where SITE_URL is the address of the site, messages link to it.
"""

import argparse
import io
import os
import sys
from pathlib import Path

from plans.address import site_root
from plans.check import find_problems
from plans.load import read_catalog
from plans.model import LANGUAGES
from plans.report import REPORTS

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Print what the check finds; 0 clean, 1 problems, 2 could not run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="PLAN-ID", help="packages to check (default: all)")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder with datapackages/ and schemas/")
    parser.add_argument("--format", choices=REPORTS, default="text")
    parser.add_argument("--lang", choices=LANGUAGES, default="zh")
    options = parser.parse_args(arguments)
    try:
        problems = find_problems(read_catalog(options.root), options.names)
    except (OSError, ValueError) as error:
        print(f"无法运行 could not run: {error}", file=sys.stderr)
        return 2
    address = os.environ.get("SITE_URL")
    print(REPORTS[options.format](problems, options.lang, site_root(address) if address else ""), end="")
    return 1 if problems else 0


if __name__ == "__main__":
    # a console in another encoding must not stop the report
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
