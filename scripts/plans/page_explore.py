"""The pages `/explore/` and `/explore/sql/`: what stands around the browser code, and the words it uses."""

import html
import json
from collections.abc import Mapping

from plans.address import data_address
from plans.dataset import COMBINED
from plans.derive_progress import DUE, NOT_DUE, REPORTED
from plans.export_explore import EXPLORE_FILE
from plans.export_sqlite import database
from plans.model import Text
from plans.page import Desk, page_text
from plans.page_download import show_size
from plans.page_explore_sql import EXAMPLES, SQL_WORDS
from plans.page_standing import STATES
from plans.words import SIGNS

PAGE, SQL_PAGE = "explore/index.md", "explore/sql/index.md"
SQLITE = data_address(COMBINED, f"{COMBINED}.sqlite")

# What the comparators of the figures mean, in words.
COMPARATORS: Mapping[str, Text] = {
    "ge": Text("不低于", "at least"),
    "gt": Text("超过", "more than"),
    "eq": Text("等于", "equal to"),
    "approx": Text("左右", "about"),
    "le": Text("不高于", "at most"),
    "lt": Text("低于", "less than"),
    "none": Text("只有文字", "words only"),
}
EXPLORE_WORDS: Mapping[str, Text] = {
    "colon": Text("：", ": "),
    "year": Text("年份", "Year"),
    "period": Text("时期", "Period"),
    "kind": Text("类别", "Kind"),
    "comparator": Text("比较符", "Comparator"),
    "due": Text("到期", "Due"),
    "topic": Text("主题", "Topic"),
    "value": Text("数值", "Value"),
    "wording": Text("原文用词", "Wording"),
    "due-none": Text("不是目标", "not a target"),
    "none": Text("（无共用指标）", "(no shared concept)"),
    "share": Text("{name}（分解）", "{name} (share)"),
    "table": Text("所选数字", "Figures selected"),
    "loading": Text("正在载入……", "Loading …"),
    "failed": Text(
        "数据没有载入。请检查网络后重试。", "The data did not load. Check the network and try again."
    ),
    "all": Text("全部 {all} 个数字。", "All {all} figures."),
    "some": Text("{all} 个数字中的 {n} 个。", "{n} of {all} figures."),
    "nothing": Text(
        "没有符合条件的数字。请去掉一些条件，或换短一些的词。",
        "No figure fits. Take out a filter, or search for a shorter word.",
    ),
    "find": Text("查找：{name}", "Find: {name}"),
    "moreoptions": Text("另有 {n} 项，请在上面查找。", "{n} more: look for them above."),
    "drop": Text("去掉 {name}", "Take out {name}"),
    "counts": Text("各年的数字个数", "Number of figures by year"),
    "values": Text("各年的数值", "Values by year"),
    "novalues": Text(
        "所选数字属于同一个共用指标、同一种计量、同一基本单位时，这里画出各年的数值。",
        "Values are drawn here once the selection is of one shared concept, one measure and one base unit.",
    ),
    "manytracks": Text(
        "所选数字分属 {n} 条线，超过 8 条无法分辨：请再选地区或单位。",
        "The selection has {n} lines, too many to tell apart: choose areas or organizations, at most 8.",
    ),
    "withoutshares": Text("不含分解到单位的数字", "without shares of single organizations"),
    "file": Text("规划目标-所选数字.csv", "plan-targets-selection.csv"),
}
SITE_WORDS = ("area", "plan", "concept", "organization", "indicator", "unit")


def explore_pages(desk: Desk, browser: Mapping[str, bytes]) -> dict[str, str]:
    """Both pages; `browser` are the published files of browser code by address."""
    engine = sum(len(content) for path, content in browser.items() if "/sql-wasm" in path)
    weight = engine + len(database(desk.publication.combined))
    return {PAGE: write_explore(desk), SQL_PAGE: write_explore_sql(desk, weight)}


def write_explore(desk: Desk) -> str:
    """The Markdown of `/explore/`."""
    zh = desk.language == "zh"
    title = "检索数据" if zh else "Explore the data"
    description = (
        "在全部规划的数字中筛选、查找、排序，看图，下载所选；网址记住所选，可以转发。"
        if zh
        else "Filter, search, sort and chart the figures of all plans, and download what you selected."
    )
    body = desk.write(
        "explore.md",
        title=title,
        data=up(desk, 1),
        root="../",
        words=html.escape(json.dumps(name_words(desk), ensure_ascii=False)),
        file=data_address(COMBINED, EXPLORE_FILE),
    )
    return page_text(title, description, body, hide=("navigation", "toc"))


def write_explore_sql(desk: Desk, weight: int) -> str:
    """The Markdown of `/explore/sql/`; `weight` are the bytes that a visitor loads to run a query."""
    zh = desk.language == "zh"
    title = "用 SQL 查询" if zh else "Query with SQL"
    description = (
        "在浏览器里用 SQL 查询全部规划的数据，不需要安装任何软件。"
        if zh
        else "Query the data of all plans with SQL in your browser; nothing has to be installed."
    )
    size = show_size(weight)
    words = {name: text[desk.language] for name, text in SQL_WORDS.items()}
    body = desk.write(
        "explore_sql.md",
        title=title,
        description=description,
        data=up(desk, 2),
        words=html.escape(json.dumps(words, ensure_ascii=False)),
        examples=[(name, caption[desk.language], query) for name, caption, query in EXAMPLES],
        run=f"运行（首次载入 {size}）" if zh else f"Run (loads {size} at first)",
        sqlite=SQLITE,
    )
    return page_text(title, description, body, hide=("navigation", "toc"))


def up(desk: Desk, depth: int) -> str:
    """From a page so deep within its language to the root of the site, where downloads are."""
    return "../" * (depth + (desk.language != "zh"))


def name_words(desk: Desk) -> dict[str, str]:
    """Everything that the browser code says, in the reader's language."""
    words = {
        **EXPLORE_WORDS,
        **{f"due-{state}": STATES[state] for state in (DUE, REPORTED, NOT_DUE)},
        **{f"comparator-{name}": with_sign(name, text) for name, text in COMPARATORS.items()},
    }
    kinds = {f"kind-{kind}": desk.word(kind) for kind in ("target", "actual", "change")}
    site = {name: desk.word(name) for name in SITE_WORDS}
    return {**site, **kinds, **{name: text[desk.language] for name, text in words.items()}}


def with_sign(comparator: str, text: Text) -> Text:
    """≥ 不低于."""
    sign = SIGNS.get(comparator, "") or ("=" if comparator == "eq" else "")
    return Text(f"{sign} {text.zh}".strip(), f"{sign} {text.en}".strip())
