"""The source page: one archived text stands as before, several under headings with anchors of their own."""

import re
from datetime import date
from pathlib import Path

import pytest

from plans.derive import register
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.model import LANGUAGES, Catalog, Language
from plans.page import Desk
from plans.page_source import find_spans, write_source
from plans.records import list_records

TODAY = date(2026, 11, 22)
OLD, NEW = "yunxi-2023-2027", "yunxi-2026-2028"
IDS = re.compile(r'id="([^"]+)"')


def desk_of(catalog: Catalog, language: Language, root: Path) -> Desk:
    known = register(catalog)
    return Desk(known, derive_results(known, TODAY), language, root / "docs/templates", TODAY)


def source_of(plan: str, desk: Desk) -> str:
    return write_source(desk.register.plans[plan], desk)


def test_passages_are_numbered_through_all_texts(progress_catalog: Catalog) -> None:
    plan = next(plan for plan in progress_catalog.plans if plan.name == OLD)

    spans = find_spans(plan)

    numbers = {source: [span.number for span in found] for source, found in spans.items()}
    assert numbers == {"notice": [*range(1, 28)], "report-2025": [*range(28, 39)]}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_and_passage_is_shown(
    progress_catalog: Catalog, repository: Path, language: Language
) -> None:
    plan = next(plan for plan in progress_catalog.plans if plan.name == OLD)

    page = source_of(OLD, desk_of(progress_catalog, language, repository))

    ids = IDS.findall(page)
    texts = {name: text.count("\n") for name, text in plan.texts.items()}
    assert len(ids) == len(set(ids))
    assert set(ids) >= {row["id"] for row in plan.rows("passages")}
    assert {"line.1", "report-2025.line.1"} <= set(ids)
    assert texts.keys() == {"notice", "report-2025"}
    assert [name for name in texts if f"{{ #source.{name} }}" not in page] == []
    assert "2026-03-20" in page


def test_one_text_has_no_heading(progress_catalog: Catalog, repository: Path) -> None:
    page = source_of(NEW, desk_of(progress_catalog, "en", repository))

    assert (page.count('<div class="archive"'), "#source." in page) == (1, False)


def test_search_leads_to_lines_of_every_text(progress_catalog: Catalog, repository: Path) -> None:
    desk = desk_of(progress_catalog, "zh", repository)

    urls = [record.url for record in list_records(desk)]

    lines = {place for url in urls if "line." in (place := url.partition(f"{OLD}/source/#")[2])}
    assert lines
    assert lines <= set(IDS.findall(source_of(OLD, desk)))
    assert [line for line in lines if line.startswith("report-2025.")]


def test_one_text_is_shown_as_before(example_root: Path, repository: Path) -> None:
    page = source_of("yunxi-2022-2025", desk_of(read_catalog(example_root), "zh", repository))

    assert page.index("!!! note") < page.index('<div class="archive"') < page.index("{#proofs}")
