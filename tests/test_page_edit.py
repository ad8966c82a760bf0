"""Links into the repository: each opens the file or the form that it is about, none without an address."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from plans.build import write_charted_pages, write_shared_pages
from plans.derive import figure_id, key_of, register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.model import LANGUAGES, Language, Row
from plans.page import Desk
from plans.page_area import write_areas
from plans.page_edit import edit_address, report_link, show_statement, write_edit
from plans.page_source import write_source

TODAY = date(2026, 11, 22)
ADDRESS = "https://github.com/owner/name"
SITE = "https://plans.example.org/name/"
HREF = re.compile(r'href="([^"]*)"')
PLAN = "yunxi-2025-2027"
FIGURE = Row(
    2,
    {
        "indicator": "high-tech-firms",
        "period": "2027",
        "kind": "target",
        "comparator": "ge",
        "value": "130",
        "unit": "家",
        "wording": "达到130家以上(&<)",
        "passage": "annex-1",
    },
)


@pytest.fixture
def desk(example_root: Path, repository: Path) -> Desk:
    """A desk of the example packages that knows its repository."""
    known = register(read_catalog(example_root))
    results, templates = derive_results(known, TODAY), repository / "docs/templates"
    return Desk(known, results, "zh", templates, TODAY, SITE, repository_url=ADDRESS)


def write_pages(desk: Desk, root: Path) -> dict[str, str]:
    """Every page that shows tables of the packages."""
    charted = {
        path: str(page)
        for path, page in write_charted_pages(desk, root / "cache").items()
        if path.endswith(".md")
    }
    return {**charted, **write_shared_pages(desk), "areas/index.md": write_areas(desk)}


def addresses(page: str) -> Iterator[str]:
    """The links of a page into the repository."""
    return (html.unescape(link) for link in HREF.findall(page) if link.startswith(ADDRESS))


@pytest.mark.parametrize(
    ("page", "files"),
    [
        (
            f"plans/{PLAN}/",
            ["datapackage.json", "indicators.csv", "responsibilities.csv", "tasks.csv", "values.csv"],
        ),
        (f"plans/{PLAN}/source/", ["passages.csv", "values.csv"]),
    ],
)
def test_tables_of_a_plan_open_its_files(desk: Desk, tmp_path: Path, page: str, files: list[str]) -> None:
    text = write_pages(desk, tmp_path)[f"{page}index.md"]

    edited = {address for address in addresses(text) if "/edit/" in address}

    expected = {f"{ADDRESS}/edit/main/datapackages/{PLAN}/{file}" for file in files}
    assert edited - {edit_address(PLAN, "remarks.csv", desk)} == expected


def test_every_edit_link_opens_a_file_that_is_there(desk: Desk, tmp_path: Path, example_root: Path) -> None:
    pages = write_pages(desk, tmp_path)

    found = {path: [a for a in addresses(page) if "/edit/" in a] for path, page in pages.items()}
    files = {address.partition("/edit/main/")[2] for links in found.values() for address in links}

    assert [file for file in files if not (example_root / file).is_file()] == []
    assert {Path(file).name for file in files} >= {"areas.csv", "concepts.csv", "organizations.csv"}
    assert [path for path, links in found.items() if not links and path != "compare/index.md"] == []


def test_no_page_links_to_an_unknown_repository(desk: Desk, tmp_path: Path) -> None:
    pages = write_pages(replace(desk, repository_url=""), tmp_path)

    marks = ('class="github"', 'class="report', "/edit/", "/issues/", "报错")
    assert [(path, mark) for path, page in pages.items() for mark in marks if mark in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_is_filled_in(desk: Desk, language: Language) -> None:
    link = report_link(FIGURE, PLAN, replace(desk, language=language))

    [address] = addresses(link)
    parts = urlsplit(address)
    start = SITE if language == "zh" else f"{SITE}en/"
    assert (parts.path, dict(parse_qsl(parts.query, strict_parsing=True))) == (
        "/owner/name/issues/new",
        {
            "template": "correct-a-value.yml",
            "title": f"{'数字有误：' if language == 'zh' else 'Wrong figure: '}{PLAN}.high-tech-firms.2027",
            "figure": f"{PLAN}.high-tech-firms.2027",
            "value": "≥130 家（达到130家以上(&<)）"
            if language == "zh"
            else "≥130 enterprises (达到130家以上(&<))",
            "passage": f"{start}plans/{PLAN}/source/#annex-1",
            "page": f"{start}plans/{PLAN}/#high-tech-firms.2027",
        },
    )


def test_words_without_a_number_stand_as_they_are(desk: Desk) -> None:
    row = Row(2, {"value": "", "unit": "", "comparator": "", "wording": "实现零的突破"})

    assert show_statement(row, desk) == "实现零的突破"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_can_be_reported_without_a_script(desk: Desk, language: Language) -> None:
    for plan in desk.register.plans.values():
        page = write_source(plan, replace(desk, language=language))

        reported = [dict(parse_qsl(urlsplit(address).query)) for address in addresses(page)]

        stated = {(figure_id(plan.name, key_of(row)), row["passage"]) for row in plan.rows("values")}
        found = {
            (fields["figure"], fields["passage"].partition("#")[2])
            for fields in reported
            if "passage" in fields
        }
        assert found == stated


def test_files_of_several_packages_are_named_with_them(desk: Desk) -> None:
    line = write_edit([("a", "values.csv"), ("b", "values.csv")], desk)

    assert line == (
        '<p class="github">在 GitHub 上改这张表：'
        f'<a href="{ADDRESS}/edit/main/datapackages/a/values.csv">a/values.csv</a>、'
        f'<a href="{ADDRESS}/edit/main/datapackages/b/values.csv">b/values.csv</a></p>'
    )
