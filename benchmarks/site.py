"""How long the check and the site take, each as a process of its own, and how large the site is.

Run it from `make bench`, which sets what a build needs.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
MKDOCS = (PYTHON, "-m", "mkdocs", "build", "--quiet", "--strict")


def main() -> None:
    """Print one row per command, then the size of the site and of its heaviest page."""
    shutil.rmtree(ROOT / ".cache" / "charts", ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        chinese = (*MKDOCS, "-f", "mkdocs.yml", "-d", folder)
        english = (*MKDOCS, "-f", "mkdocs.en.yml", "-d", f"{folder}/en")
        print(f"{'':24}{'wall s':>8}{'cpu s':>8}{'MB':>8}")
        measure("check", (PYTHON, "scripts/check.py"))
        measure("site zh, no charts yet", chinese)
        measure("site zh, charts kept", chinese)
        measure("site en, charts kept", english)
        weigh(Path(folder))


def measure(name: str, command: tuple[str, ...]) -> None:
    """Run a command and print what it took."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    print(f"{name:24}{wall:8.1f}{usage.ru_utime + usage.ru_stime:8.1f}{usage.ru_maxrss / 1024:8.0f}")
    if process.returncode:
        sys.exit(f"{name}: exit code {process.returncode}")


def weigh(site: Path) -> None:
    """Print how large the site is, and which page is the heaviest by itself."""
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = {path: len(gzip.compress(path.read_bytes(), 6)) for path in files if path.suffix == ".html"}
    heaviest = max(pages, key=pages.__getitem__)
    print(
        f"{len(files)} files, {len(pages)} pages, {sum(path.stat().st_size for path in files) / 1e6:.1f} MB"
    )
    print(f"heaviest page {heaviest.relative_to(site)}: {pages[heaviest] / 1e3:.1f} kB gzip, by itself")


if __name__ == "__main__":
    main()
