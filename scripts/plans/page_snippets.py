"""Code to copy: what a page is about goes in, the lines that fetch it come out, one snippet for each tool.

The code is in `docs/templates/snippets/`. What it prints begins with area or indicator, period, comparator,
number and unit, whatever the tool: the tests compare it with the source.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from plans.api_address import PAGE_SIZE
from plans.derive_targets import Target
from plans.model import Package, Row, Text
from plans.page import Desk


@dataclass(frozen=True, slots=True)
class Tool:
    """What a reader works with: its template and name, how its code is coloured, what must be there first."""

    id: str
    name: str
    lexer: str
    note: Text


@dataclass(frozen=True, slots=True)
class Snippet:
    """Code for one tool, with a note in the reader's language."""

    tool: str
    lexer: str
    note: str
    code: str


TOOLS = (
    Tool(
        "pandas",
        "pandas",
        "python",
        Text(
            "需要 `pip install pandas`。代码和时期按文本读入。",
            "Needs `pip install pandas`. Codes and periods are read as text.",
        ),
    ),
    Tool(
        "r",
        "R",
        "r",
        Text(
            "不需要扩展包。各列先按文本读入，地区代码才不会变成数字。",
            "Needs no package. All columns are read as text first, so that codes stay codes.",
        ),
    ),
    Tool(
        "excel",
        "Excel",
        "text",
        Text(
            "“数据 → 获取数据 → 自其他源 → 空白查询 → 高级编辑器”，贴入代码，点“完成”；"
            "以后点“全部刷新”即可更新。只看一次的，下载 XLSX 更快。",
            "Data → Get Data → From Other Sources → Blank Query → Advanced Editor: paste, then Done. "
            "Refresh All brings it up to date later. To look once, the XLSX is quicker.",
        ),
    ),
    Tool(
        "javascript",
        "JavaScript",
        "js",
        Text(
            "Node 18 以上：存为 `.mjs` 运行；也可以贴进浏览器控制台。",
            "Node 18 or later: save it as `.mjs`. It also runs in the console of a browser.",
        ),
    ),
    Tool(
        "duckdb",
        "DuckDB",
        "python",
        Text(
            "需要 `pip install duckdb`。先下载再查询，不用安装扩展。",
            "Needs `pip install duckdb`. The file is fetched first, so that no extension is needed.",
        ),
    ),
    Tool(
        "sqlite",
        "SQLite",
        "python",
        Text(
            "Python 自带 sqlite3；下载的文件也可以用 DB Browser 等工具打开。",
            "Python brings sqlite3; DB Browser and its like open the same file.",
        ),
    ),
    Tool(
        "curl",
        "curl",
        "sh",
        Text(
            "`jq` 只管排版，去掉也能得到数据。",
            "`jq` only lays the answer out; without it you get the data too.",
        ),
    ),
    Tool(
        "frictionless",
        "frictionless",
        "python",
        Text(
            "需要 `pip install frictionless`。各列的类型取自描述文件。",
            "Needs `pip install frictionless`. Types come from the descriptor.",
        ),
    ),
)


def shared_snippets(desk: Desk) -> list[Snippet]:
    """For `/data/`: what all areas promise for one year, by the indicator and year that most areas share."""
    asked = find_shared(desk)
    if asked is None:
        return []
    concept, year = asked
    name = desk.name(desk.register.concepts[concept])
    question = (
        f"各地区 {year} 年的目标：{name}"
        if desk.language == "zh"
        else f"What areas promise for {year}: {name}"
    )
    return write_snippets("concept", question, {"concept": concept, "year": year}, desk)


def concept_snippets(concept: Row, desk: Desk) -> list[Snippet]:
    """For the page of a concept: what all areas promise for any year; none where nobody promises anything."""
    found = desk.grouped.targets_of_concept.get(concept["id"], ())
    if all(target.organization for target in found):
        return []
    name = desk.name(concept)
    question = f"各地区的目标：{name}" if desk.language == "zh" else f"What areas promise: {name}"
    return write_snippets("concept", question, {"concept": concept["id"], "year": ""}, desk)


def plan_snippets(plan: Package, desk: Desk) -> list[Snippet]:
    """For the page of a plan: what it promises for its last year; none where it promises nothing for it."""
    year = str(plan.descriptor["plan"]["end_year"])
    own = desk.grouped.targets_of_plan.get(plan.name, ())
    if not any(target.period == year and not target.organization for target in own):
        return []
    question = (
        f"本规划 {year} 年的全部目标"
        if desk.language == "zh"
        else f"Everything this plan promises for {year}"
    )
    return write_snippets("plan", question, {"plan": plan.name, "year": year}, desk)


def whole_targets(desk: Desk) -> list[Target]:
    """The targets of areas, without the shares of organizations."""
    return [target for target in desk.results.targets if not target.organization]


def find_shared(desk: Desk) -> tuple[str, str] | None:
    """The concept and the year that most areas have a number for; None where there is no target."""
    areas: dict[tuple[str, str], set[str]] = defaultdict(set)
    for target in whole_targets(desk):
        if target.concept and target.value is not None and "/" not in target.period:
            areas[target.concept, target.period].add(target.area)
    return min(areas, key=lambda key: (-len(areas[key]), key), default=None)


def write_snippets(kind: str, question: str, asked: Mapping[str, str], desk: Desk) -> list[Snippet]:
    """The code of every tool; `question` is its first line, a comment."""
    values = {
        **asked,
        "question": " ".join(question.split()),
        "site": desk.site_url,
        "name": "name" if desk.language == "zh" else "name_en",
        "one_page": count_targets(asked.get("concept", ""), desk) <= PAGE_SIZE,
    }
    return [
        Snippet(
            tool.name,
            tool.lexer,
            tool.note[desk.language],
            desk.write(f"snippets/{kind}-{tool.id}.txt", **values),
        )
        for tool in TOOLS
    ]


def count_targets(concept: str, desk: Desk) -> int:
    """How long the interface's list of a concept's targets is."""
    return len(desk.grouped.targets_of_concept.get(concept, ()))
