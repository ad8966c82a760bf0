"""What can be had of a dataset: its files with what they are for, and the facts that data portals state."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from plans.address import data_address
from plans.dataset import COMBINED, Dataset, DataTable
from plans.export_about import creators_of, issued_on, plans_in, title_of
from plans.export_citation import citations
from plans.model import Package, Text
from plans.page import Desk, escape, link, plan_page, up_to_root
from plans.page_snippets import plan_snippets
from plans.words import WORDS

DICTIONARY = "data/dictionary/index.md"
NO_SIZES: Mapping[str, int] = MappingProxyType({})
# What each row of a table is, for those who have not seen it.
TABLES: Mapping[str, Text] = {
    "plans": Text(
        "每份规划一行：标题、发文字号、发文机关、日期、规划期",
        "The plans: title, number, issuer, dates, period",
    ),
    "indicators": Text(
        "每份规划的每项指标，以及对应的共用指标", "Each indicator of each plan, with its shared concept"
    ),
    "values": Text(
        "原文每出现一次数字一行：目标值、实际值、变化，附原话",
        "Each statement of a figure in a notice: target, actual value or change, with its words",
    ),
    "passages": Text("每个数字所在的原话及其位置", "The words that state the figures, and where they stand"),
    "tasks": Text("重点任务和保障措施", "Tasks and safeguards"),
    "responsibilities": Text(
        "任务、指标由哪些单位牵头或负责", "Who leads or answers for tasks and indicators"
    ),
    "remarks": Text("原文中的错漏和疑点", "Misprints and doubts in the notices"),
    "concepts": Text(
        "各规划共用的指标：定义、可比性", "Indicators that plans share: definition, comparability"
    ),
    "units": Text("计量单位及换算", "Units and their conversion"),
    "areas": Text("地区及行政区划代码", "Areas with their official codes"),
    "organizations": Text("发文机关和责任单位", "Issuers and responsible organizations"),
    "targets": Text(
        "每项指标每个时期的目标，已换算成可比的单位；多数用途从这里开始",
        "What is promised for each indicator and period, in comparable units: begin here",
    ),
    "trajectories": Text(
        "从基期到目标年：年均增量和增速", "From the base year to the target: yearly change and growth"
    ),
    "revisions": Text("同一目标前后两份规划怎样改动", "How a later plan changed the same target"),
    "decomposition": Text(
        "分解到单位和地区的目标，与总数是否相符", "Shares of organizations and areas against the total"
    ),
    "progress": Text("每个目标是否到期、完成多少", "Whether each target is due, and how much of it is done"),
    "findings": Text(
        "计算不符、前后不一等核对发现", "Arithmetic that does not add up, statements that differ"
    ),
    "commitments": Text("每个单位承担的目标和任务", "What each organization answers for"),
    "history": Text("每个数字发布以来的每次修改", "Every change to a figure since its publication"),
}
FACT_LABELS = {
    "name": Text("数据集名称", "Dataset"),
    "provider": Text("提供单位（来源机关）", "Source (issuer of the plan)"),
    "curator": Text("整理单位（本站）", "Curated by (this site)"),
    "frequency": Text("更新频率", "Updates"),
    "openness": Text("开放属性", "Access"),
    "formats": Text("数据格式", "Formats"),
    "volume": Text("数据量", "Volume"),
    "published": Text("发布日期", "First published"),
    "updated": Text("更新日期", "Last changed"),
}
FREQUENCY = Text("不定期，有新规划或更正时更新", "When plans are added or corrected")
OPENNESS = Text("无条件开放（CC BY 4.0，注明来源即可）", "Open to all (CC BY 4.0: name the source)")
FORMATS = Text("XLSX、CSV、JSON、Parquet、SQLite", "XLSX, CSV, JSON, Parquet, SQLite")


@dataclass(frozen=True, slots=True)
class Download:
    """A file: its address within the site, what it is called, what it is for, its size where known."""

    address: str
    name: str
    what: str
    size: str


def main_downloads(dataset: Dataset, desk: Desk, sizes: Mapping[str, int] = NO_SIZES) -> list[Download]:
    """The files that hold everything, the one for people first."""
    found = [
        (
            "xlsx",
            Text("Excel 工作簿", "Excel workbook"),
            Text("XLSX，每张表一页，供查看和筛选", "XLSX, a sheet for each table"),
        ),
        (
            "zip",
            Text("全部文件", "All files"),
            Text("ZIP，供程序使用，含存档原文", "ZIP, for programs, with the archived text"),
        ),
        (
            "sqlite",
            Text("SQLite 数据库", "SQLite database"),
            Text("一个文件，可用 SQL 查询", "One file, to be asked in SQL"),
        ),
    ]
    return [
        download(data_address(dataset.name, f"{dataset.name}.{ending}"), (name, what), desk, sizes)
        for ending, name, what in found
    ]


def further_downloads(dataset: Dataset, desk: Desk) -> list[Download]:
    """Descriptor, standards and archived texts, with what reads them."""
    files = [
        ("datapackage.json", Text("描述文件，Data Package 2.0", "descriptor, Data Package 2.0")),
        ("csv-metadata.json", Text("CSV 的说明，CSVW", "what the CSVs hold, CSVW")),
        (f"{dataset.name}.bib", Text("引用，BibTeX", "citation, BibTeX")),
        (f"{dataset.name}.ris", Text("引用，RIS", "citation, RIS")),
    ]
    if "plan" in dataset.head:
        files += [
            ("annotations.json", Text("原文摘录，W3C Web Annotation", "passages, W3C Web Annotation")),
            ("stratml.xml", Text("规划结构，StratML（ISO 17469）", "the plan, StratML (ISO 17469)")),
        ]
    if dataset.name == COMBINED:
        files += [
            ("croissant.json", Text("机器学习用的说明，Croissant 1.1", "for machine learning, Croissant 1.1"))
        ]
    texts = [(path, Text("存档原文", "archived text")) for path in dataset.texts]
    return [
        download(data_address(dataset.name, path), (Text(path, path), what), desk)
        for path, what in (*files, *texts)
    ]


def download(
    address: str, words: tuple[Text, Text], desk: Desk, sizes: Mapping[str, int] = NO_SIZES
) -> Download:
    """A file by its address; `words` are its name and what it is for."""
    name, what = (escape(text[desk.language]) for text in words)
    return Download(address, name, what, show_size(sizes[address]) if address in sizes else "")


def show_size(size: int) -> str:
    """1234 → 1.2 kB."""
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def table_line(table: DataTable, folder: str, desk: Desk) -> dict[str, Any]:
    """A table of a dataset: what it is called, how many rows it has, where its files lie."""
    return {
        "name": table.name,
        "title": table_title(table.name, desk),
        "rows": f"{len(table.rows):,}",
        "folder": data_address(folder),
        "what": "",
        "described": "",
    }


def table_title(name: str, desk: Desk) -> str:
    """What a table is called; its own name where the site has no word for it."""
    return desk.word(name) if name in WORDS else name


def portal_facts(dataset: Dataset, desk: Desk) -> list[tuple[str, str]]:
    """Label and text of what a data portal says of a dataset."""
    publication = desk.publication
    name, language = escape(title_of(dataset)[desk.language]), desk.language
    creators = [escape(agent.name[language]) for agent in creators_of(dataset, publication)]
    issued = issued_on(dataset, publication)
    facts = {
        "name": name,
        "provider": ("、" if language == "zh" else "; ").join(providers(dataset, desk)),
        "curator": desk.join(creators),
        "frequency": FREQUENCY[language],
        "openness": OPENNESS[language],
        "formats": FORMATS[language],
        "volume": volume(dataset.tables, desk),
        "published": issued.isoformat(),
        "updated": max(issued, last_change(dataset, desk)).isoformat(),
    }
    return [(FACT_LABELS[key][language], fact) for key, fact in facts.items() if fact]


def providers(dataset: Dataset, desk: Desk) -> list[str]:
    """The organs whose notices a dataset is taken from, each once; none for the vocabulary."""
    stated = [plan.head["plan"] for plan in plans_in(dataset, desk.publication)]
    organs = [plan.get("issuer", plan.get("publisher", "")) for plan in stated]
    return [escape(desk.name(desk.register.organizations[organ])) for organ in dict.fromkeys(organs) if organ]


def volume(tables: Iterable[DataTable], desk: Desk) -> str:
    """How many tables and rows."""
    counts = [len(table.rows) for table in tables]
    if desk.language == "zh":
        return f"{len(counts)} 张表，{sum(counts):,} 行"
    return f"{len(counts)} tables, {sum(counts):,} rows"


def last_change(dataset: Dataset, desk: Desk) -> date:
    """The day of the last change to a figure that git knows of."""
    changes = desk.chronicle.changes_of
    plans = plans_in(dataset, desk.publication)
    days = (change.changed_on for plan in plans for change in changes.get(plan.name, ()))
    return max(days, default=date.min)


def write_citing(dataset: Dataset, desk: Desk) -> str:
    """How to cite a dataset: text, BibTeX and RIS, each to copy."""
    cited = citations(desk.publication, dataset)
    return desk.write(
        "cite.md",
        forms=[
            (
                "文本" if desk.language == "zh" else "Text",
                cited.text_zh if desk.language == "zh" else cited.text_en,
            ),
            ("BibTeX", cited.bibtex.strip()),
            ("RIS", cited.ris.replace("\r\n", "\n").strip()),
        ],
    )


def write_downloads(plan: Package, desk: Desk) -> str:
    """The end of a plan's page: its files, code to copy, how to cite."""
    here = plan_page(plan.name)
    dataset = desk.datasets[plan.name]
    return desk.write(
        "plan_download.md",
        root=up_to_root(here, desk),
        main=main_downloads(dataset, desk),
        tables={"": [table_line(table, dataset.name, desk) for table in dataset.tables]},
        further=further_downloads(dataset, desk),
        snippets=plan_snippets(plan, desk),
        cite=write_citing(dataset, desk),
        data=link(desk.word("data"), here, "data/index.md"),
        dictionary=link("数据字典" if desk.language == "zh" else "data dictionary", here, DICTIONARY, "plan"),
    )
