"""How much a visitor loads to search: the five plans, and a thousand made up in their style, in a browser.

python benchmarks/search.py [--plans 1000] prints the size of the index and the bytes of each query, gzip.
"""

import argparse
import csv
import gzip
import random
import re
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote, urlsplit

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from plans.derive import register  # noqa: E402
from plans.derive_results import derive_results  # noqa: E402
from plans.load import read_catalog  # noqa: E402
from plans.model import LANGUAGES, Language  # noqa: E402
from plans.page import Desk  # noqa: E402
from plans.records import list_records  # noqa: E402
from plans.search import Kind, Record, index_files  # noqa: E402

QUERIES: Mapping[Language, Sequence[str]] = {
    "zh": (
        *("企业", "技术", "高新技术企业", "技术合同", "新技术", "科技", "研发经费投入", "全社会研发投入强度"),
        *(
            "成果转化",
            "专精特新",
            "业创",
            "突破160家",
            "增长25%",
            "2027",
            "开州",
            "科技人才培育",
            "没有这句话",
        ),
        *("企业技术合同", "企业 技术", "重庆 高新技术企业", "培育一批高新技术企业，打造科技创新平台"),
    ),
    "en": (
        *("enterprise", "R&D", "high-tech enterprises", "contract", "technology contract value", "of"),
        *("高新技术企业", "district 2027"),
    ),
}
NAMES = ("science bureau", "development commission", "finance bureau", "economy and information commission")


@dataclass(frozen=True, slots=True)
class Style:
    """What the real texts lend to the made-up ones: which character follows which two, names, titles."""

    after: Mapping[str, Sequence[str]]
    characters: Sequence[str]
    tables: Mapping[str, Sequence[Mapping[str, str]]]
    random: random.Random

    def pick(self, table: str) -> Mapping[str, str]:
        return self.random.choice(self.tables[table])

    def invent_name(self) -> str:
        return "".join(self.random.sample(self.characters, 2))


def read_style() -> Style:
    """The texts and tables of the packages in this repository."""
    text = "\n".join(path.read_text("utf-8") for path in sorted(ROOT.glob("datapackages/*/sources/*.txt")))
    after: defaultdict[str, list[str]] = defaultdict(list)
    for paragraph in filter(
        lambda line: len(line) > 10, ("".join(line.split()) for line in text.splitlines())
    ):
        padded = f"^^{paragraph}$"
        for start in range(len(padded) - 2):
            after[padded[start : start + 2]].append(padded[start + 2])
    names = ("concepts", "organizations", "indicators", "tasks")
    return Style(
        after,
        sorted(set(re.findall("[一-龥]", text))),
        {name: read_rows(name) for name in names},
        random.Random(1),
    )


def read_rows(table: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = []
    for path in sorted(ROOT.glob(f"datapackages/*/{table}.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows += csv.DictReader(file)
    return rows


def write_words(style: Style, length: int) -> str:
    """Words in the style of the texts, with two new names, as of products, in a hundred characters."""
    words, state = "", "^^"
    while len(words) < length or (words[-1] not in "，。；、" and len(words) < 2 * length):
        character = style.random.choice(style.after[state])
        state = "^^" if character == "$" else state[1] + character
        words += "" if character == "$" else character
        words += style.invent_name() if style.random.random() < 0.02 else ""
    return re.sub(r"\d+", lambda _: str(style.random.randint(1, 3000)), words)


def invent_concepts(style: Style) -> Iterator[tuple[Record, Record]]:
    for number in range(300):
        row, new = style.pick("concepts"), style.invent_name() if number > 90 else ""
        url = f"indicators/{row['id']}-{number}/"
        yield (
            Record("concept", new + row["name"], "", row["definition"] + row["comparability"], url),
            Record("concept", row["name_en"], "", row["definition_en"], url),
        )


def invent_plan(style: Style, number: int) -> Iterator[tuple[Record, Record]]:
    """The 230 records of a plan, in Chinese and in English."""
    place, year = f"{style.invent_name()}区", style.random.choice((2021, 2022, 2023, 2025))
    genre = style.random.choice(("行动计划", "“十四五”规划", "工作方案"))
    zh = f"{place}科技创新{genre}（{year}—{year + 3}年）"
    en = f"Science and technology innovation plan of District {number} ({year}–{year + 3})"
    page = f"plans/district-{number}-{year}-{year + 3}"

    def both(kind: Kind, title: str, title_en: str, text: str, url: str) -> tuple[Record, Record]:
        context, context_en = (
            (place, f"District {number}") if kind in {"plan", "area", "organization"} else (zh, en)
        )
        return Record(kind, title, context, text, url), Record(kind, title_en, context_en, text, url)

    yield both("plan", zh, en, write_words(style, 80), f"{page}/")
    yield both("area", place, f"District {number}", "", f"areas/district-{number}/")
    for i in range(15):
        name, name_en = (
            place + style.pick("organizations")["name"],
            f"District {number} {style.random.choice(NAMES)}",
        )
        yield both("organization", name, name_en, "", f"organizations/district-{number}-{i}/")
    for i in range(20):
        row = style.pick("indicators")
        yield both(
            "indicator",
            row["name"],
            row["name_en"],
            f"{style.random.randint(1, 3000)}",
            f"{page}/#indicator-{i}",
        )
    for i in range(25):
        row = style.pick("tasks")
        yield both(
            "task",
            style.invent_name() + row["title"],
            row["title_en"],
            write_words(style, 20),
            f"{page}/#task-{i}",
        )
    sections = [write_words(style, 8) for _ in range(10)]
    for i in range(168):
        section = style.random.choice(sections)
        yield both(
            "passage",
            section,
            section,
            write_words(style, style.random.randint(12, 50)),
            f"{page}/source/#p{i}",
        )


def invent_records(plans: int) -> dict[Language, list[Record]]:
    """The records of that many plans, by language."""
    style = read_style()
    pairs = [
        *invent_concepts(style),
        *(pair for number in range(plans) for pair in invent_plan(style, number)),
    ]
    return {"zh": [zh for zh, _ in pairs], "en": [en for _, en in pairs]}


def read_records() -> dict[Language, list[Record]]:
    """The records of the packages in this repository, by language."""
    known = register(read_catalog(ROOT))
    results = derive_results(known, date.today())
    return {
        name: list(list_records(Desk(known, results, name, ROOT / "docs" / "templates", date.today())))
        for name in LANGUAGES
    }


class Site(BaseHTTPRequestHandler):
    """Files from memory, gzip, with a note of every file that was sent."""

    files: Mapping[str, bytes]
    sent: dict[str, int]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path.removeprefix("/")
        content = gzip.compress(self.files.get(path, b""), mtime=0)
        self.sent[path] = len(content)
        kinds = {"js": "text/javascript", "css": "text/css", "json": "application/json"}
        self.send_response(200 if path in self.files else 404)
        self.send_header("Content-Type", kinds.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def list_page_files(language: Language) -> dict[str, bytes]:
    """The search page without the theme, its script and its style."""
    form = (ROOT / f"docs/templates/search.{language}.html").read_text("utf-8")
    links = '<link rel="icon" href="data:,"><link rel="stylesheet" href="../assets/search.css">'
    script = '<script type="module" src="../assets/search.js"></script>'
    assets = {f"assets/{path.name}": path.read_bytes() for path in ROOT.glob("docs/theme/assets/search*")}
    return {"search/": f"<!doctype html><meta charset=utf-8>{links}{form}{script}".encode(), **assets}


def measure_queries(browser: Browser, files: Mapping[str, bytes], queries: Sequence[str]) -> Iterator[str]:
    """One line for each query: bytes by kind of file, number of files, results, and what the page says."""
    sent: dict[str, int] = {}
    handler = type("Measured", (Site,), {"files": files, "sent": sent})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    for query in queries:
        sent.clear()
        with browser.new_page() as page:
            start = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.server_port}/search/?q={quote(query)}")
            page.wait_for_function(
                "!/^(正在.*|Searching.*)?$/.test(document.querySelector('[role=status]').textContent)"
            )
            seconds = time.perf_counter() - start
            shown, said = page.locator("ol > li").count(), page.get_by_role("status").inner_text()
        yield show_query(query, sent, f"{seconds:5.2f} s {shown:3} shown  {said}")
    server.shutdown()
    server.server_close()


def show_query(query: str, sent: Mapping[str, int], outcome: str) -> str:
    def add_up(part: str) -> float:
        return sum(size for path, size in sent.items() if part in path and path != "search/") / 1000

    parts = " ".join(f"{add_up(part):6.1f}" for part in ("assets/", "meta", "tokens", "records"))
    wide = sum(1 for character in query if character >= "\u2e80")
    name = query + " " * (40 - len(query) - wide)
    return f"{name} {add_up(''):6.1f} ={parts} kB {len(sent) - 1:3} files {outcome}"


def report(browser: Browser, title: str, records: Mapping[Language, list[Record]]) -> Iterator[str]:
    for language, listed in records.items():
        start = time.process_time()
        index = index_files(listed)
        seconds = time.process_time() - start
        size, packed = (
            sum(map(len, group)) / 1e6 for group in (index.values(), map(gzip.compress, index.values()))
        )
        yield f"\n{title}, {language}: {len(listed)} records, {len(index)} files"
        yield f"{size:.1f} MB, {packed:.1f} MB gzip, built in {seconds:.1f} s"
        yield "query, total = script and style + entry + tokens + records"
        yield from measure_queries(browser, index | list_page_files(language), QUERIES[language])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plans", type=int, default=1000, help="how many plans to make up")
    plans = parser.parse_args().plans
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for title, records in (("five plans", read_records()), (f"{plans} plans", invent_records(plans))):
            for line in report(browser, title, records):
                print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
