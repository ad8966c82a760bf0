"""How quick `/explore/` is in Chromium, with the plans of the repository and with as many rows as asked for.

Times are medians in milliseconds from the visitor's act to the first picture that shows its outcome; sizes
are gzip. The larger set is the repository's, repeated under new ids, areas, organizations and numbers.
"""

import argparse
import gzip
import json
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from plans.derive import register  # noqa: E402
from plans.derive_results import derive_results  # noqa: E402
from plans.export_explore import explore_file  # noqa: E402
from plans.load import read_catalog  # noqa: E402
from plans.load_browser import read_browser_files  # noqa: E402
from plans.page import Desk  # noqa: E402
from plans.page_explore import write_explore  # noqa: E402

TODAY = date(2026, 11, 22)
TYPES = {"js": "text/javascript", "css": "text/css", "json": "application/json", "wasm": "application/wasm"}

# Waits until the table shows what `done` asks for, and answers with the milliseconds since `act`.
TIME = """async ([act, done]) => {
  const isDone = new Function("return " + done);
  const start = performance.now();
  new Function(act)();
  while (!isDone()) {
    if (performance.now() - start > 30000) throw new Error("no outcome: " + act);
    await new Promise(requestAnimationFrame);
  }
  await new Promise(requestAnimationFrame);
  return performance.now() - start;
}"""
STATUS = "document.querySelector('[role=status]').textContent"
FIRST = "document.querySelector('.explore-grid tbody th')?.textContent"
TYPE = "const box = document.querySelector('#explore-words'); box.value = '{}'; box.form.requestSubmit();"
CLICK = "document.querySelector('{}').click();"
SCROLL = "const box = document.querySelector('regular-table'); box.scrollTop = box.scrollHeight / 2;"
LINE = "document.querySelector('.explore-grid tbody tr')?.getAttribute('aria-rowindex')"


class Site(BaseHTTPRequestHandler):
    """Files from memory, gzip, with a note of what was sent."""

    files: Mapping[str, bytes]
    sent: dict[str, int]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.removeprefix("/")
        content = self.files.get(path, b"")
        self.sent[path] = len(content)
        self.send_response(200 if path in self.files else 404)
        self.send_header("Content-Type", TYPES.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def multiply(content: Mapping[str, Any], rows: int) -> dict[str, Any]:
    """At least so many rows: each copy has plans, areas, organizations, indicators and numbers of its own."""
    lists, columns = content["lists"], content["columns"]
    copies = -(-rows // content["rows"])
    many = {name: list(lists[name]) for name in lists}
    grown = {name: list(cells) for name, cells in columns.items()}
    for copy in range(1, copies):
        add_lists(many, lists, copy)
        for name, cells in columns.items():
            if name in ("value", "normalized_value"):
                grown[name] += [str(round(float(cell) * (1 + copy / 7), 2)) if cell else "" for cell in cells]
            elif name == "wording":
                grown[name] += [f"{cell}{copy}" for cell in cells]
            else:
                own = name in ("indicator", "area", "organization", "answers")
                grown[name] += [cell + copy * len(lists[name]) * own for cell in cells]
    return {**content, "rows": len(grown["value"]), "lists": many, "columns": grown}


def add_lists(many: dict[str, list[Any]], lists: Mapping[str, list[Any]], copy: int) -> None:
    """One more copy of plans, areas, organizations and indicators."""
    for name in ("plans", "area", "organizations"):
        area = [f"{entry[3]}-{copy}" for entry in lists[name]] if name == "plans" else []
        for place, entry in enumerate(lists[name]):
            named = [f"{entry[0]}-{copy}", f"{entry[1]}{copy}", f"{entry[2]} {copy}"]
            many[name].append([*named, *([area[place]] if area else entry[3:])])
    for id_, name_zh, name_en, plan, *rest in lists["indicator"]:
        own = f"{plan}-{copy}"
        many["indicator"].append([f"{own}.{id_.partition('.')[2]}", f"{name_zh}{copy}", name_en, own, *rest])
    many["organization"] += [id_ and f"{id_}-{copy}" for id_ in lists["organization"]]
    many["answers"] += [" ".join(f"{id_}-{copy}" for id_ in ids.split()) for ids in lists["answers"]]


def read_page() -> tuple[dict[str, bytes], dict[str, Any]]:
    """The page without the theme and its files, and the content of its data file."""
    known = register(read_catalog(ROOT))
    results = derive_results(known, TODAY)
    text = write_explore(Desk(known, results, "zh", ROOT / "docs" / "templates", TODAY))
    body = re.search(r"<div id=\"explore\".+?\n</div>\n(?=\n)", text, re.S)
    assert body
    head = (
        '<!doctype html><html lang="zh"><meta charset="utf-8">'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="../assets/explore.css">'
        "<style>:root{font-size:125%}body{--md-default-bg-color:#fff}</style>"
    )
    script = '<script type="module" src="../assets/explore.js"></script>'
    assets = {f"assets/{path.name}": path.read_bytes() for path in ROOT.glob("docs/theme/assets/explore*")}
    files = {"explore/": f"{head}{body[0]}{script}".encode(), **assets, **read_browser_files(ROOT)}
    return files, json.loads(explore_file(known, results, TODAY))


def measure(page: Page, address: str) -> Iterator[tuple[str, float]]:
    """What a visitor does, one thing after the other, and how long each takes."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_function(f"{FIRST} && !document.querySelector('.explore-body').hidden")
    yield "first rows", page.evaluate("performance.now()")

    def take(name: str, act: str, done: str) -> tuple[str, float]:
        return name, page.evaluate(TIME, [act, done])

    page.evaluate("window.was = " + STATUS)
    box = ".explore-facets details:nth-child({}) li:nth-child({}) input"
    page.wait_for_selector(box.format(3, 1))
    yield take("filter: one topic", CLICK.format(box.format(3, 1)), f"{STATUS} !== was")
    page.evaluate("window.was = " + STATUS)
    yield take("filter: a second topic", CLICK.format(box.format(3, 2)), f"{STATUS} !== was")
    page.evaluate("window.was = " + STATUS)
    yield take("clear", CLICK.format("[data-do=reset]"), f"{STATUS} !== was")
    page.evaluate("window.was = " + STATUS)
    yield take("search, first time", TYPE.format("技术合同"), f"{STATUS} !== was")
    page.evaluate("window.was = " + STATUS)
    yield take("search, again", TYPE.format("企业 2027"), f"{STATUS} !== was")
    page.evaluate(CLICK.format("[data-do=reset]"))
    heads = ".explore-grid thead th:nth-child({}) button"
    for name, place in (("sort by indicator", 1), ("sort by value", 3)):
        page.evaluate("window.was = " + FIRST)
        sorted_ = f"document.querySelector('.explore-grid thead th:nth-child({place})').ariaSort"
        yield take(name, CLICK.format(heads.format(place)), sorted_)
    yield take("scroll to the middle", SCROLL, f"Number({LINE}) > 100")
    page.evaluate("document.querySelector('regular-table').scrollTop = 0")


def report(browser: Browser, files: Mapping[str, bytes], runs: int) -> None:
    """Print size and medians for one data file."""
    packed = {path: gzip.compress(content, 6) for path, content in files.items()}
    sent: dict[str, int] = {}
    handler = type("Measured", (Site,), {"files": packed, "sent": sent})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    times: dict[str, list[float]] = {}
    for _ in range(runs):
        with browser.new_page(viewport={"width": 1280, "height": 900}) as page:
            for name, time in measure(page, f"http://127.0.0.1:{server.server_port}/explore/"):
                times.setdefault(name, []).append(time)
    server.shutdown()
    server.server_close()
    data = sent.pop("data/all/explore.json")
    rows = json.loads(files["data/all/explore.json"])["rows"]
    print(f"\n{rows:,} rows: data {data / 1e3:.1f} kB, page and code {sum(sent.values()) / 1e3:.1f} kB gzip")
    for name, found in times.items():
        print(f"{name:24}{median(found):8.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="rows of the larger set, at least")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    files, content = read_page()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for data in (content, multiply(content, options.rows)):
            written = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
            report(browser, {**files, "data/all/explore.json": written}, options.runs)
        browser.close()


if __name__ == "__main__":
    main()
