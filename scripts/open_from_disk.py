"""Make a built site openable by a double click: `python scripts/open_from_disk.py FOLDER`.

A browser that reads from disk shows a folder, not its index.html: links to folders get its name.
"""

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path

LINK = re.compile(r'(?<=\shref=")(?!\w+:|//|#|")([^"#?]*)')


def main(arguments: list[str] | None = None) -> int:
    """Rewrite every page; 0 done, 2 there is no site."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    folder: Path = parser.parse_args(arguments).folder
    if not (folder / "index.html").is_file():
        print(f"没有网站 no site: {folder}", file=sys.stderr)
        return 2
    for page in sorted(folder.rglob("*.html")):
        text = page.read_text("utf-8")
        page.write_text(LINK.sub(name_index(page.parent), text), "utf-8", newline="\n")
    return 0


def name_index(folder: Path) -> Callable[[re.Match[str]], str]:
    """A link as it is, a link from this folder to another folder with `index.html` at its end."""

    def name(found: re.Match[str]) -> str:
        link = found[1]
        is_folder = link.endswith(("/", "/.", "/..")) or link in (".", "..")
        if is_folder and (folder / link / "index.html").is_file():
            return f"{link.rstrip('/')}/index.html"
        return link

    return name


if __name__ == "__main__":
    sys.exit(main())
