"""The page `/data/`: how to have the data within a minute, in every format, and how to cite them."""

from collections.abc import Mapping
from typing import Any

from plans.address import data_address
from plans.api_address import REFERENCE, ROOT
from plans.api_index import DESCRIPTIONS
from plans.dataset import COMBINED, Dataset
from plans.export_about import title_of
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Text
from plans.page import Desk, escape, link, page_text, plan_page, up_to_root
from plans.page_cite import short_title
from plans.page_download import (
    DICTIONARY,
    NO_SIZES,
    TABLES,
    further_downloads,
    main_downloads,
    portal_facts,
    show_size,
    table_line,
    write_citing,
)
from plans.page_snippets import shared_snippets

HERE = "data/index.md"
# Tables by what they are made from; the first group is all that is neither read nor shared.
GROUPS = (
    (Text("推算结果", "Derived"), {*PLAN_TABLES, *VOCABULARY_TABLES, "plans"}, False),
    (Text("原文整理", "Read from the notices"), {*PLAN_TABLES, "plans"}, True),
    (Text("共用词表", "Shared vocabulary"), {*VOCABULARY_TABLES}, True),
)
# What is offered, at which address, and what reads it.
STANDARDS = (
    (
        "Data Package 2.0",
        data_address(COMBINED, "datapackage.json"),
        Text(
            "frictionless、Open Data Editor：列的类型、主外键，按字节数和 sha256 核对文件",
            "frictionless, Open Data Editor: column types, keys, bytes and sha256 of each file",
        ),
    ),
    (
        "DCAT-AP 3",
        "data/catalog.jsonld",
        Text(
            "数据门户（CKAN 等）：收割目录；另有 Turtle 版",
            "data portals such as CKAN, to harvest the catalogue; also as Turtle",
        ),
    ),
    (
        "schema.org/Dataset",
        "",
        Text(
            "搜索引擎的数据集搜索：写在本页和每份规划、每个指标的页面里",
            "dataset search engines: inside this page and those of plans and indicators",
        ),
    ),
    (
        "SKOS",
        "indicators/vocabulary.ttl",
        Text(
            "词表工具（Skosmos、VocBench）：共用指标及与各规划指标的对应",
            "vocabulary tools (Skosmos, VocBench): the shared concepts and their matches",
        ),
    ),
    (
        "CSVW",
        data_address(COMBINED, "csv-metadata.json"),
        Text("csvw、csv2rdf：把 CSV 校验、转换成 RDF", "csvw, csv2rdf: check the CSVs or turn them into RDF"),
    ),
    (
        "Croissant 1.1",
        data_address(COMBINED, "croissant.json"),
        Text(
            "mlcroissant、TensorFlow Datasets 等机器学习工具",
            "mlcroissant and other tools of machine learning",
        ),
    ),
    (
        "Web Annotation",
        "",
        Text(
            "标注工具：每份规划的 annotations.json，全部原文摘录及其位置",
            "annotation tools: annotations.json of each plan, every passage with its place",
        ),
    ),
    (
        "StratML 2 (ISO 17469)",
        "",
        Text(
            "战略规划工具：每份规划的 stratml.xml，目标、指标、责任单位",
            "tools for strategic plans: stratml.xml of each plan, with goals, indicators and owners",
        ),
    ),
    (
        "Atom",
        "changes/feed.xml",
        Text("订阅器：数字和表结构的每次改动", "feed readers: every change to figures and tables"),
    ),
)

OPENAPI = Text(
    "Swagger UI、Postman、代码生成器：接口的描述",
    "Swagger UI, Postman, code generators: the description of the API",
)


def write_data(desk: Desk, sizes: Mapping[str, int] = NO_SIZES) -> str:
    """The Markdown of `/data/`; `sizes` are the bytes of published files by address, as far as known."""
    zh, combined = desk.language == "zh", desk.publication.combined
    title = "数据下载" if zh else "Download the data"
    description = (
        "全部规划目标一次下载：Excel、CSV、JSON、Parquet、SQLite 和接口，附数据字典、代码示例和引用格式。"
        if zh
        else "All plan targets to download: Excel, CSV, JSON, Parquet, SQLite and an API, with a dictionary, "
        "code to copy and how to cite."
    )
    body = desk.write(
        "data.md",
        title=title,
        description=description,
        root=up_to_root(HERE, desk),
        starts=list_starts(desk, sizes),
        facts=portal_facts(combined, desk),
        tables=group_tables(desk),
        further=further_downloads(combined, desk),
        packages=[show_package(dataset, desk, sizes) for dataset in packages_of(desk)],
        snippets=shared_snippets(desk),
        standards=list_standards(desk),
        cite=write_citing(combined, desk),
        dictionary=link("数据字典" if zh else "data dictionary", HERE, DICTIONARY),
        contribute=link(desk.word("contribute"), HERE, "contribute/index.md"),
        reference=REFERENCE,
    )
    return page_text(title, description, body)


def list_standards(desk: Desk) -> list[tuple[str, str, str]]:
    """Name, address within the site (empty where each plan has its own) and what reads it."""
    openapi = ("OpenAPI 3.1", f"{ROOT}{DESCRIPTIONS[desk.language]}", OPENAPI)
    return [(name, address, what[desk.language]) for name, address, what in (*STANDARDS, openapi)]


def list_starts(desk: Desk, sizes: Mapping[str, int]) -> list[dict[str, str]]:
    """By what the reader works with: the file or address to begin with."""
    zh, combined = desk.language == "zh", desk.publication.combined
    workbook, _, database = main_downloads(combined, desk, sizes)
    targets = data_address(COMBINED, "targets.csv")
    rows = f"{len(desk.results.targets):,}"
    return [
        {
            "who": "Excel、WPS" if zh else "Excel, LibreOffice",
            "files": anchor(workbook.address, "all.xlsx", sizes, desk),
            "what": "每张表一页，第一页说明各列"
            if zh
            else "A sheet for each table; the first explains the columns",
        },
        {
            "who": "Python、R 等程序" if zh else "Python, R and other programs",
            "files": " · ".join(
                anchor(address, address.rpartition("/")[2], sizes, desk)
                for address in (targets, data_address(COMBINED, "targets.parquet"))
            ),
            "what": f"全部目标 {rows} 行；其他表见下"
            if zh
            else f"All {rows} targets; the other tables stand below",
        },
        {
            "who": "SQL",
            "files": anchor(database.address, "all.sqlite", sizes, desk),
            "what": "一个文件，含主外键和常用视图" if zh else "One file with keys and the usual views",
        },
        {
            "who": "网页与应用" if zh else "Web pages and apps",
            "files": anchor(f"{ROOT}index.json", "/api/v1/", sizes, desk),
            "what": "静态 JSON 接口，无需密钥" if zh else "Static JSON over HTTPS, no key",
        },
    ]


def anchor(address: str, name: str, sizes: Mapping[str, int], desk: Desk) -> str:
    """A link to a file, with its size where known."""
    size = f" <small>{show_size(sizes[address])}</small>" if address in sizes else ""
    saved = "" if address.endswith(".json") else " download"
    return f'<a href="{up_to_root(HERE, desk)}{address}"{saved}>{name}</a>{size}'


def packages_of(desk: Desk) -> list[Dataset]:
    """The plans and the vocabulary."""
    return [*desk.publication.plans, desk.publication.vocabulary]


def group_tables(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """The combined tables by what they are made from, those most asked for first."""
    return {
        heading[desk.language]: [
            {
                **table_line(table, COMBINED, desk),
                "what": TABLES[table.name][desk.language] if table.name in TABLES else "",
                "described": f"dictionary/#{COMBINED}.{table.name}",
            }
            for table in desk.publication.combined.tables
            if (table.name in names) == is_listed
        ]
        for heading, names, is_listed in GROUPS
    }


def show_package(dataset: Dataset, desk: Desk, sizes: Mapping[str, int]) -> dict[str, Any]:
    """One dataset as a block: its main files at once, facts and the other files folded."""
    plan = desk.register.plans.get(dataset.name)
    title = escape(title_of(dataset)[desk.language])
    page = plan_page(dataset.name) if plan else "indicators/index.md"
    return {
        "id": dataset.name,
        "short": escape(short_title(plan, desk)) if plan else title,
        "title": link(title if plan else desk.word("indicators"), HERE, page),
        "main": main_downloads(dataset, desk, sizes),
        "facts": portal_facts(dataset, desk),
        "tables": {"": [table_line(table, dataset.name, desk) for table in dataset.tables]},
        "further": further_downloads(dataset, desk),
    }
