"""The code that readers copy: taken from the published pages, run against the site, compared with the source.

Each runs in a folder of its own and reaches 127.0.0.1 only: a proxy that is not there stands before all else.
R and Excel's Power Query are not run: nothing here brings them. What all of them have in common is checked.
"""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import pytest
from lxml import html

REPOSITORY = Path(__file__).parents[1]
PACKAGES = REPOSITORY / "datapackages"
PUBLISHED = "http://127.0.0.1:8000/"  # where a site stands that was built without SITE_URL
TOOLS = ["pandas", "R", "Excel", "JavaScript", "DuckDB", "SQLite", "curl", "frictionless"]
PYTHON = [sys.executable, "-c"]
RUNNERS = {
    **dict.fromkeys(("pandas", "DuckDB", "SQLite", "frictionless"), PYTHON),
    "JavaScript": [f"{sys.prefix}/bin/node", "--input-type=module", "--eval"],
    **({"curl": ["sh", "-c"]} if shutil.which("curl") and shutil.which("jq") else {}),
}
PAGES = [
    "data/",
    "en/data/",
    "plans/kaizhou-2025-2027/",
    "plans/kaizhou-2023-2027/",
    "en/plans/liangping-2021-2025/",
    "indicators/technology-enterprises-cultivated/",
    "en/indicators/technology-contract-value/",
]
EMPTY = {"NaN", "nan", "None", "NULL", "null", "<NA>"}
PERIOD = re.compile(r"\d{4}(/\d{4})?")
Row = Mapping[str, str]
Figure = tuple[str, str, str, Decimal | None]  # area or indicator, period, comparator, number


@cache
def snippets(page: Path) -> dict[str, str]:
    """The code on a page by the name of its tool, as the copy button takes it."""
    for tabs in html.parse(page).getroot().find_class("tabbed-set"):
        names = [label.text_content() for label in tabs.find_class("tabbed-labels")[0]]
        codes = [block.findtext(".//code") is not None for block in tabs.find_class("tabbed-block")]
        if names[0] == TOOLS[0] and all(codes):
            blocks = tabs.find_class("tabbed-block")
            return {
                name: block.xpath(".//pre")[0].text_content()
                for name, block in zip(names, blocks, strict=True)
            }
    return {}


def rows(package: str, table: str) -> list[Row]:
    """The rows of a CSV file of the repository."""
    return list(csv.DictReader((PACKAGES / package / f"{table}.csv").read_text("utf-8").splitlines(True)))


def plans() -> list[str]:
    return sorted(path.parent.name for path in PACKAGES.glob("*/values.csv"))


def targets(plan: str) -> list[Row]:
    """What a plan promises as a whole or for a zone, a row for each statement."""
    return [row for row in rows(plan, "values") if row["kind"] == "target" and not row["organization"]]


def promised_by_plan(plan: str, year: str) -> Counter[Figure]:
    """The statements of a plan for a year, as printed in the notice."""
    return Counter(
        (row["indicator"], row["period"], row["comparator"], Decimal(row["value"]) if row["value"] else None)
        for row in targets(plan)
        if row["period"] == year
    )


def promised_for_concept(concept: str) -> Iterator[Figure]:
    """The statements of all plans for a concept, in the base unit."""
    multipliers = {row["id"]: Decimal(row["multiplier"]) for row in rows("vocabulary", "units")}
    for plan in plans():
        area = json.loads((PACKAGES / plan / "datapackage.json").read_bytes())["plan"]["area"]
        known = {row["id"] for row in rows(plan, "indicators") if row["concept"] == concept}
        for row in targets(plan):
            if row["indicator"] in known:
                value = Decimal(row["value"]) * multipliers[row["unit"]] if row["value"] else None
                yield row["area"] or area, row["period"], row["comparator"], value


def printed(text: str) -> Counter[Figure]:
    """The figures in what a snippet prints, whatever lines, quotes and brackets stand around them."""
    found: Counter[Figure] = Counter()
    for line in text.splitlines():
        words = re.findall(r"""[^\s│|,'"()\[\]]+""", line)
        place = next((n for n, word in enumerate(words) if PERIOD.fullmatch(word)), 0)
        if place and len(words) > place + 2 and re.fullmatch(r"[a-z][a-z0-9-]*", words[place - 1]):
            comparator, value = ("" if word in EMPTY else word for word in words[place + 1 : place + 3])
            found[words[place - 1], words[place], comparator, number(value)] += 1
    return found


def number(text: str) -> Decimal | None:
    """A number as printed; None for what is empty."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def run(tool: str, code: str, folder: Path) -> str:
    """What a snippet prints; fails where it does not end well."""
    kept = {name: os.environ[name] for name in ("PATH", "LC_ALL", "LANG") if name in os.environ}
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
    local = {"no_proxy": "127.0.0.1", "NODE_USE_ENV_PROXY": "1", "HOME": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [*RUNNERS[tool], code],
        cwd=folder,
        env={**kept, **nowhere, **local},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("tool", RUNNERS)
@pytest.mark.parametrize("page", PAGES)
def test_snippet_prints_what_the_plans_say(
    page: str, tool: str, site: Path, serve: Callable[..., str], tmp_path: Path
) -> None:
    code = snippets(site / page / "index.html")[tool]

    figures = printed(run(tool, code.replace(PUBLISHED, serve(site)), tmp_path))

    subject = page.removeprefix("en/").strip("/").rpartition("/")[2]
    if "plans/" in page:
        year = str(json.loads((PACKAGES / subject / "datapackage.json").read_bytes())["plan"]["end_year"])
        assert figures == promised_by_plan(subject, year)
    else:
        concept = subject if "indicators/" in page else asked_concept(code)
        stated = {figure for figure in promised_for_concept(concept) if is_asked(figure, page, code)}
        assert set(figures) <= stated
        assert {figure[:2] for figure in figures} == {figure[:2] for figure in stated}


def asked_concept(code: str) -> str:
    """The concept that the code of `/data/` asks for: the one of our ids that stands in it."""
    words = set(re.findall(r"[a-z][a-z0-9-]*", code))
    return next(row["id"] for row in rows("vocabulary", "concepts") if row["id"] in words)


def is_asked(figure: Figure, page: str, code: str) -> bool:
    """On `/data/` one year is asked for, on the page of a concept every year."""
    return "indicators/" in page or f'"{figure[1]}"' in code or f"'{figure[1]}'" in code


def pages_with_code(site: Path) -> dict[str, dict[str, str]]:
    """The snippets of every page that has some, by the page's address."""
    pages = (path for path in sorted(site.rglob("index.html")) if "source" not in path.parts)
    found = {path.parent.relative_to(site).as_posix(): snippets(path) for path in pages}
    return {page: codes for page, codes in found.items() if codes}


def test_pages_offer_every_tool(site: Path) -> None:
    pages = pages_with_code(site)

    concepts = {row["concept"] for plan in plans() for row in rows(plan, "indicators")} - {""}
    chinese = {page for page in pages if not page.startswith("en/")}
    assert {page.removeprefix("en/") for page in pages if page.startswith("en/")} == chinese
    assert chinese >= {"data", *(f"plans/{plan}" for plan in plans())}
    assert {page.rpartition("/")[2] for page in chinese if page.startswith("indicators/")} <= concepts
    assert {tuple(codes) for codes in pages.values()} == {tuple(TOOLS)}


def test_code_is_short_and_asks_for_files_of_the_site_alone(site: Path) -> None:
    codes = {
        (page, tool): code for page, codes in pages_with_code(site).items() for tool, code in codes.items()
    }

    assert {key for key, code in codes.items() if len(code.strip().splitlines()) > 8} == set()
    for key, code in codes.items():
        asked = re.findall(r"https?://[^\s\"']+", code)
        assert asked, key
        for address in asked:
            assert address.startswith(PUBLISHED), key
            assert (site / address.removeprefix(PUBLISHED)).is_file(), (key, address)


def test_both_languages_run_the_same_code(site: Path) -> None:
    pages = pages_with_code(site)

    for page in (page for page in pages if not page.startswith("en/")):
        for tool in TOOLS:
            chinese, english = (
                code.splitlines()[1:] for code in (pages[page][tool], pages[f"en/{page}"][tool])
            )
            assert chinese == [line.replace("name_en", "name") for line in english]
