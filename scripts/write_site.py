"""Write the pages as plain Markdown, charts and downloads, for any other site generator.

`python scripts/write_site.py FOLDER [--language zh|en] [--today DATE] [--site-url ADDRESS]
[--repository-url ADDRESS]`; exit 1 where data are not clean or a published address was lost.
"""

import argparse
import sys
from datetime import date
from pathlib import Path

from plans.address import LOCAL_SITE, site_root
from plans.build import Settings, build_site
from plans.build_ledger import AddressError
from plans.check import find_problems
from plans.load_repository import read_repository
from plans.model import LANGUAGES
from plans.report import as_text

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Read the command line, build and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--language", choices=LANGUAGES, default="zh")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), metavar="DATE")
    parser.add_argument("--site-url", type=site_root, default=LOCAL_SITE, metavar="ADDRESS")
    parser.add_argument("--repository-url", default="", metavar="ADDRESS")
    options = parser.parse_args()
    repository = read_repository(ROOT)
    if problems := find_problems(repository.catalog):
        print(as_text(problems, options.language), file=sys.stderr)
        return 1
    settings = Settings(ROOT, options.today, options.site_url, options.repository_url)
    try:
        site = build_site(repository, options.language, settings)
    except AddressError as error:
        print(error, file=sys.stderr)
        return 1
    for path, content in site.items():
        file = options.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
