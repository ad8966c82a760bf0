"""The pages `/data/` and `/data/dictionary/`: what they offer is what is published, in both languages."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml import html

from plans.dataset import Dataset
from plans.derive import register
from plans.derive_results import derive_results
from plans.export import dataset_files
from plans.load import read_catalog
from plans.model import LANGUAGES, PLAN_TABLES, Catalog, Language
from plans.page import Desk
from plans.page_data import write_data
from plans.page_dictionary import write_dictionary
from plans.page_download import (
    further_downloads,
    main_downloads,
    portal_facts,
    show_size,
    write_citing,
    write_downloads,
)
from plans.page_snippets import concept_snippets, find_shared, plan_snippets, shared_snippets

TODAY = date(2026, 11, 22)
REPOSITORY = Path(__file__).parents[1]


def desk_of(catalog: Catalog, language: Language) -> Desk:
    known = register(catalog)
    results = derive_results(known, TODAY)
    return Desk(known, results, language, REPOSITORY / "docs/templates", TODAY, "https://example.org/")


@pytest.fixture
def catalog(example_root: Path) -> Catalog:
    return read_catalog(example_root)


@pytest.fixture(params=LANGUAGES)
def desk(request: pytest.FixtureRequest, catalog: Catalog) -> Desk:
    return desk_of(catalog, request.param)


def plan_of(desk: Desk) -> Dataset:
    return desk.publication.plans[0]


def addresses(text: str) -> set[str]:
    """What the raw links of a page lead to below the root of the site."""
    return {
        link.replace("../", "") for link in re.findall(r'<a href="([^"]+)"', text) if link.startswith("../")
    }


def test_facts_of_a_plan_as_a_portal_states_them(catalog: Catalog) -> None:
    desk = desk_of(catalog, "zh")
    plan = next(plan for plan in desk.publication.plans if plan.name == "yunxi-2025-2027")

    facts = portal_facts(plan, desk)

    rows = sum(len(table.rows) for table in plan.tables)
    organ = plan.head["plan"]["issuer"]
    assert facts == [
        ("数据集名称", f"《{plan.head['title']}》目标数据"),
        ("提供单位（来源机关）", desk.register.organizations[organ]["name"]),
        ("整理单位（本站）", plan.head["contributors"][0]["title"]),
        ("更新频率", "不定期，有新规划或更正时更新"),
        ("开放属性", "无条件开放（CC BY 4.0，注明来源即可）"),
        ("数据格式", "XLSX、CSV、JSON、Parquet、SQLite"),
        ("数据量", f"6 张表，{rows} 行"),
        ("发布日期", "2026-11-22"),
        ("更新日期", "2026-11-22"),
    ]


def test_source_and_curator_stand_apart(desk: Desk) -> None:
    facts = dict(portal_facts(desk.publication.vocabulary, desk))

    assert not any("提供单位" in label or "Source" in label for label in facts)


def test_the_workbook_comes_first(desk: Desk) -> None:
    text = write_data(desk)

    first = re.search(r'<a href="([^"]+)"', text)
    assert first
    assert first[1].endswith("data/all/all.xlsx")
    assert main_downloads(plan_of(desk), desk)[0].address.endswith(".xlsx")


def test_every_table_is_offered_with_its_rows(desk: Desk) -> None:
    tree = html.fromstring(write_data(desk))

    for dataset in desk.publication.datasets:
        for table in dataset.tables:
            [cell] = {
                row.find_class("rows")[0].text_content()
                for row in tree.iter("tr")
                if row.xpath(f".//a[contains(@href, '/data/{dataset.name}/{table.name}.csv')]")
            }
            assert int(cell.replace(",", "")) == len(table.rows)


def test_offered_files_of_packages_are_published(desk: Desk) -> None:
    publication = desk.publication
    published = {
        f"data/{dataset.name}/{path}" for dataset in publication.datasets for path in dataset_files(dataset)
    }

    offered = addresses(write_data(desk))
    for plan in desk.register.plans.values():
        offered |= addresses(write_downloads(plan, desk))

    tables = {path for path in offered if path.endswith((".csv", ".parquet", ".xlsx", ".sqlite", ".txt"))}
    assert tables <= published
    assert {path for path in published if path.endswith(".csv")} <= offered


def test_sizes_are_shown_where_they_are_known(desk: Desk) -> None:
    sizes = {"data/all/all.xlsx": 434_481, "data/all/all.sqlite": 2_527_232}

    known, unknown = write_data(desk, sizes), write_data(desk)

    assert "all.xlsx</a> <small>434.5 kB</small>" in known
    assert "all.sqlite</a> <small>2.5 MB</small>" in known
    assert " kB" not in unknown


@pytest.mark.parametrize(("size", "shown"), [(1234, "1.2 kB"), (999_999, "1000.0 kB"), (1_000_000, "1.0 MB")])
def test_size(size: int, shown: str) -> None:
    assert show_size(size) == shown


def test_dictionary_has_every_column_of_every_table(desk: Desk) -> None:
    tree = html.fromstring(write_dictionary(desk))

    shown = [
        [cell.text_content() for cell in table.xpath(".//tbody//th")]
        for table in tree.find_class("dictionary")
    ]
    schemas = desk.register.catalog.schemas
    single = [[field["name"] for field in schemas[f"tables/{name}"]["fields"]] for name in PLAN_TABLES]
    assert shown == [*(list(table.columns) for table in desk.publication.combined.tables), *single]


def test_dictionary_in_the_words_of_the_schema(catalog: Catalog) -> None:
    desk = desk_of(catalog, "en")
    tree = html.fromstring(write_dictionary(desk))

    [line] = [
        row
        for row in tree.find_class("dictionary")[0].iter("tr")
        if row.findtext("th/code") == "document_number"
    ]
    field = catalog.schemas["plan.schema"]["properties"]["plan"]["properties"]["document_number"]
    assert [cell.text_content() for cell in line] == [
        "document_number",
        field["title_en"],
        "text",
        "",
        field["description_en"],
        field["examples"][0],
    ]


def test_citation_is_that_of_the_dataset(desk: Desk) -> None:
    text = write_citing(plan_of(desk), desk)

    assert re.findall(r'^=== "(.+)"$', text, re.M) == [
        "文本" if desk.language == "zh" else "Text",
        "BibTeX",
        "RIS",
    ]
    assert text.count(f"https://example.org/plans/{plan_of(desk).name}/") == 3


def test_shared_question_is_the_one_most_areas_answer(desk: Desk) -> None:
    asked = find_shared(desk)

    assert asked
    areas = [
        {target.area for target in desk.results.targets if (target.concept, target.period) == key}
        for key in (asked, *{(target.concept, target.period) for target in desk.results.targets} - {("", "")})
        if key[0]
    ]
    assert len(areas[0]) == max(map(len, areas))


def test_no_code_where_there_is_nothing_to_ask(catalog: Catalog) -> None:
    desk = desk_of(catalog, "zh")
    bare = replace(desk, results=replace(desk.results, targets=()))
    plan, concept = next(iter(desk.register.plans.values())), next(iter(desk.register.concepts.values()))

    assert (shared_snippets(bare), plan_snippets(plan, bare), concept_snippets(concept, bare)) == ([], [], [])
    assert "pandas" not in write_data(bare)


def test_code_holds_the_address_of_the_site(desk: Desk) -> None:
    codes = [snippet.code for snippet in shared_snippets(desk)]

    assert codes
    assert all("https://example.org/" in code for code in codes)


def test_titles_are_shown_as_they_are(catalog: Catalog) -> None:
    plan = catalog.plans[0]
    odd = replace(plan, descriptor={**plan.descriptor, "title": "甲<script>|乙*丙*\n```"})
    desk = desk_of(replace(catalog, plans=(odd, *catalog.plans[1:])), "zh")

    text = write_data(desk)

    assert "<script>" not in text
    assert "甲&lt;script&gt;&#124;乙&#42;丙&#42;" in text


def test_further_files_are_those_of_the_kind(desk: Desk) -> None:
    names = {
        dataset.name: {file.name for file in further_downloads(dataset, desk)}
        for dataset in desk.publication.datasets
    }

    assert "annotations.json" in names[plan_of(desk).name]
    assert "annotations.json" not in names["all"] | names["vocabulary"]
    assert [name for name, files in names.items() if "croissant.json" in files] == ["all"]
