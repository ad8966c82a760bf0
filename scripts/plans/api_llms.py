"""`/llms.txt`: what the site is, how to read its figures and where everything lies, for agents."""

from collections.abc import Mapping

from plans.address import data_address, in_language
from plans.api_address import REFERENCE, ROOT
from plans.api_index import DESCRIPTIONS
from plans.api_shelf import Shelf
from plans.dataset import COMBINED
from plans.export_citation import citations
from plans.words import WORDS

CAVEATS = (
    "A target is a promise, not an outcome.",
    "Figures of two plans may be compared directly only where both have `match` `exact` for one concept, "
    "the same `measure` and the same `base_unit`; `close` is doubtful, the rest is not comparable.",
    "A missing actual value means that this site holds none, not that none was published or that the target "
    "was missed: state `due` is not `failed`.",
    "`comparator` belongs to the number: `ge` at least, `gt` more than, `eq` a bare number, `approx` about, "
    "`le` at most, `lt` less than.",
    "% and percentage points (百分点) are different units and are never converted.",
    "The Chinese text prevails; English names are translations made for this site. Quote the passage.",
)
SECTIONS: Mapping[str, tuple[tuple[str, str, str], ...]] = {
    "API": (
        (f"{ROOT}index.json", "Entry point 接口入口", "resources, counts, version, licence, page size"),
        (f"{ROOT}{DESCRIPTIONS['en']}", "OpenAPI 3.1", "every address, parameter and schema, with examples"),
        (f"{ROOT}targets.json", "Targets 目标", "also by plan, concept, area and year; 100 on a page"),
        (f"{ROOT}plans.json", "Plans 规划", "each with a file of its own"),
        (f"{ROOT}due.json", "Targets that are due 到期目标", "with state and days"),
        (f"{ROOT}revisions.json", "Revisions 目标改动", "targets that a later plan states otherwise"),
        (in_language(REFERENCE, "en"), "Reference 接口说明", "with the promise of stability"),
    ),
    "Data": (
        (
            in_language("data/", "en"),
            "Downloads 数据下载",
            "CSV, JSON, XLSX, Parquet, SQLite; data dictionary; snippets",
        ),
        (data_address(COMBINED, "datapackage.json"), "Data Package of all plans 合集", "tables and schemas"),
        (data_address(COMBINED, "targets.csv"), "targets.csv", "one row per target"),
        (data_address(COMBINED, f"{COMBINED}.sqlite"), "SQLite", "all tables, with keys and views"),
        ("data/catalog.jsonld", "DCAT catalogue 数据目录", "every dataset and file"),
    ),
    "Vocabulary": (
        (f"{ROOT}indicators.json", "Shared concepts 共用指标", "definitions and comparability"),
        ("indicators/vocabulary.ttl", "SKOS 词表", "concepts and the indicators mapped to them"),
        (f"{ROOT}areas.json", "Areas 地区", "with GB/T 2260 codes"),
        (f"{ROOT}organizations.json", "Organizations 单位", "who answers for what"),
    ),
    "Method": (
        (in_language("method/", "en"), "Method 方法", "how every derived figure is computed"),
        (in_language("about/", "en"), "About 关于", "what is recorded and how it is proven"),
        (in_language("findings/", "en"), "Findings 核对发现", "what is doubtful in the notices themselves"),
        ("changes/feed.xml", "Atom feed 更新", "changes of data and schemas"),
    ),
    "Optional": (
        (data_address(COMBINED, "croissant.json"), "Croissant", "the combined set for machine learning"),
        (f"{ROOT}{DESCRIPTIONS['zh']}", "OpenAPI 3.1 in Chinese 接口描述", "the same in Chinese"),
        ("", "Home page 首页", "in Chinese"),
        (in_language("", "en"), "Home page in English", "the same in English"),
    ),
}


def write_llms(shelf: Shelf) -> str:
    """The text: title, summary, how to read the data, how to cite them, sections of links."""
    publication = shelf.publication
    counts = {name: len(shelf.tables[name]) for name in ("plans", "targets", "passages")}
    licence = publication.combined.head["licenses"][0]
    return "\n".join(
        [
            f"# {WORDS['site'].en} {WORDS['site'].zh}",
            "",
            f"> {WORDS['tagline'].en} {counts['plans']} plans, {counts['targets']} targets and "
            f"{counts['passages']} passages on {publication.today}. Not a government site.",
            "",
            "How to read the data:",
            "",
            *(f"- {caveat}" for caveat in CAVEATS),
            "",
            f"How to cite ({licence['name']}, {licence['path']}): {citations(publication).text_en} "
            "For a single figure give its `url` and quote its passage.",
            *(line for name in SECTIONS for line in write_section(name, shelf)),
            "",
        ]
    )


def write_section(name: str, shelf: Shelf) -> list[str]:
    """A heading and its links."""
    links = [f"- [{title}]({shelf.url(address)}): {note}" for address, title, note in SECTIONS[name]]
    return ["", f"## {name}", "", *links]
