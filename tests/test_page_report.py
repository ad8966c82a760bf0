"""The reports of areas: every number in their text is what the published tables answer to its question."""

import csv
import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from plans.dataset_publication import publish
from plans.derive import register
from plans.derive_results import Results, derive_results
from plans.export_table import table_csv
from plans.load import read_catalog
from plans.model import LANGUAGES, Catalog, Language
from plans.page import Desk
from plans.page_report import write_report
from plans.page_standing import has_targets, report_page

TODAY = date(2026, 11, 22)
FACT = re.compile(r'<data value="([^"]*)">([^<]*)</data>')
LINK = re.compile(r'\]\(\S+ "[^"]*"\)|\]\([^)\s]*\)|\{ data-ref="[^"]*" \}|\{#[^}]*\}')
MARKUP = re.compile(r"<[^>]*>|〔\d〕|&#\d+;")
WORDS = {"million": Decimal(10**6), "billion": Decimal(10**9)}
Tables = Mapping[str, Sequence[Mapping[str, str]]]


def desk_of(catalog: Catalog, language: Language, repository: Path) -> Desk:
    known = register(catalog)
    results = derive_results(known, TODAY)
    return Desk(known, results, language, repository / "docs" / "templates", TODAY)


@pytest.fixture(scope="module", params=["real", "progress"])
def catalog(request: pytest.FixtureRequest, repository: Path, progress_catalog: Catalog) -> Catalog:
    return read_catalog(repository) if request.param == "real" else progress_catalog


@pytest.fixture(scope="module", params=LANGUAGES)
def desk(request: pytest.FixtureRequest, catalog: Catalog, repository: Path) -> Desk:
    return desk_of(catalog, request.param, repository)


@pytest.fixture(scope="module")
def reports(desk: Desk) -> dict[str, str]:
    """The reports of a language by area."""
    areas = desk.register.areas.values()
    return {row["id"]: write_report(row, desk) for row in areas if has_targets(row["id"], desk)}


def published(results: Results, catalog: Catalog) -> Tables:
    """The tables as a reader downloads them."""
    publication = publish(register(catalog), results, "https://example.org/", TODAY)
    return {
        table.name: list(csv.DictReader(io.StringIO(table_csv(table).decode())))
        for table in publication.combined.tables
    }


def look_up(question: str, tables: Tables) -> str:
    """The answer to `table?field=value&…#measure`, read from the published tables alone."""
    table, rest = question.split("?", 1)
    where, measure = rest.split("#", 1)
    cells = dict(pair.split("=", 1) for pair in where.split("&"))
    rows = [row for row in tables[table] if all(row[field] == value for field, value in cells.items())]
    kind, _, names = measure.partition(":")
    if kind == "count":
        return str(len(rows))
    if kind == "distinct":
        return str(len({tuple(row[name] for name in names.split(",")) for row in rows}))
    found = [row[names or kind] for row in rows if row[names or kind]]
    if not names:
        (only,) = set(found)
        return only
    dates = [cell for cell in found if re.fullmatch(r"\d{4}-\d\d-\d\d", cell)]
    pick = {"min": min, "max": max}[kind]
    return pick(dates) if dates else str(pick(Decimal(cell) for cell in found))


def read_shown(text: str) -> Decimal | date | str:
    """What a reader takes a shown number for: a date, a span of years, an amount."""
    if match := re.fullmatch(r"(\d+)年(\d+)月(\d+)日", text):
        return date(*map(int, match.groups()))
    if re.fullmatch(r"\d+ [A-Z][a-z]+ \d{4}", text):
        return datetime.strptime(text, "%d %B %Y").date()
    if "–" in text:
        return text.replace("–", "/")
    number, _, word = text.partition(" ")
    return Decimal(number.replace(",", "")) * WORDS.get(word, Decimal(1))


def read_cell(cell: str, question: str) -> Decimal | date | str:
    """What a cell of a table says; signs are words of their own in the text."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", cell):
        return date.fromisoformat(cell)
    return cell if "/" in cell else abs(Decimal(cell))


def test_every_number_is_what_the_tables_answer(reports: dict[str, str], desk: Desk) -> None:
    tables = published(desk.results, desk.register.catalog)

    shown = {
        (question, text)
        for report in reports.values()
        for question, text in ((html.unescape(q), t) for q, t in FACT.findall(report))
    }
    wrong = {
        (question, text)
        for question, text in shown
        if read_shown(text) != read_cell(look_up(question, tables), question)
    }

    assert wrong == set()
    assert len(shown) > 50


def test_no_number_stands_outside(reports: dict[str, str], desk: Desk) -> None:
    for report in reports.values():
        _, _, body = report.split("---\n", 2)
        text = LINK.sub("\0", re.sub(r"<time[^>]*>[^<]*</time>", "\0", FACT.sub("\0", body)))
        for name in sorted(known_names(desk), key=len, reverse=True):
            text = text.replace(name, "\0")
        text = MARKUP.sub("\0", text)
        assert re.findall(r".{0,20}\d.{0,20}", text) == []


def known_names(desk: Desk) -> Iterator[str]:
    """Titles, numbers, names and words of notices that hold digits of their own, as a page shows them."""
    zh = desk.language == "zh"
    for plan in desk.register.catalog.plans:
        stated = plan.descriptor["plan"]
        yield from (desk.plan_title(plan), stated.get("document_number", "-"), stated.get("written_on", "-"))
    for target in desk.results.targets:
        yield html.escape(target.name if zh else target.name_en, quote=False)
        yield from [target.wording] * (target.value is None)
        units = (desk.unit(target.unit), desk.unit(target.base_unit))
        yield from (unit for unit in units if any(character.isdigit() for character in unit))
    for concept in desk.register.concepts.values():
        yield html.escape(desk.name(concept), quote=False)
    for revision in desk.results.revisions:
        reason = revision.reason if zh else revision.reason_en
        for name in desk.register.plans:
            reason = reason.replace(f"{name}{desk.colon}", "\n")
        yield from (part.strip() for part in reason.split("\n") if part.strip())


@pytest.mark.parametrize("language", LANGUAGES)
def test_day_of_the_report(repository: Path, progress_catalog: Catalog, language: Language) -> None:
    desk = desk_of(progress_catalog, language, repository)

    report = write_report(desk.register.areas["yunxi"], desk)

    assert re.findall(r'<time datetime="([^"]*)">([^<]*)</time>', report) == [
        ("2026-11-22", "2026年11月22日" if language == "zh" else "22 November 2026")
    ]


def test_what_is_due_in_kaizhou(repository: Path) -> None:
    desk = desk_of(read_catalog(repository), "zh", repository)

    report = FACT.sub(r"\2", write_report(desk.register.areas["kaizhou"], desk))

    assert (
        "- 22个目标已经到期，本站没有收录其中任何一个的实际值，最久的已过1057天；尚未到期的49个。\n" in report
    )
    assert "下一个到期日是2026年12月31日，届时有16个目标到期。\n" in report


def test_report_page() -> None:
    assert report_page("kaizhou") == "areas/kaizhou/report/index.md"
