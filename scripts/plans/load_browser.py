"""Browser code: the folder where npm has installed packages goes in, the files to publish come out."""

from collections.abc import Mapping
from pathlib import Path

# What is published below /assets/browser/, by its path below node_modules/; each with its licence.
BROWSER_FILES: Mapping[str, str] = {
    "regular-table.js": "regular-table/dist/esm/regular-table.js",
    "regular-table.LICENSE.txt": "regular-table/LICENSE",
    "sql-wasm-browser.js": "sql.js/dist/sql-wasm-browser.js",
    "sql-wasm-browser.wasm": "sql.js/dist/sql-wasm-browser.wasm",
    "sql.LICENSE.txt": "sql.js/LICENSE",
}


def read_browser_files(root: Path) -> dict[str, bytes]:
    """The files by address within the site; raises FileNotFoundError where npm has not installed them."""
    folder = root / "node_modules"
    return {f"assets/browser/{name}": (folder / path).read_bytes() for name, path in BROWSER_FILES.items()}
