"""Write the pages as plain Markdown, charts and downloads, for any other site generator.

`python scripts/write_site.py FOLDER [--language zh|en] [--today DATE]`; exit 1 where data are not clean.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from plans.build import Settings, build_site
from plans.check import find_problems
from plans.load import read_catalog
from plans.model import LANGUAGES
from plans.report import as_text

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Read the command line, build and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--language", choices=LANGUAGES, default="zh")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), metavar="DATE")
    options = parser.parse_args()
    catalog = read_catalog(ROOT)
    if problems := find_problems(catalog):
        print(as_text(problems, options.language), file=sys.stderr)
        return 1
    for path, content in build_site(catalog, options.language, Settings(ROOT, options.today)).items():
        file = options.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
