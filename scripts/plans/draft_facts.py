"""What a notice states of itself: a text goes in, the entries of its information block come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HEAD = 4000
LABELS = {
    "索引号": "索引号",
    "发文字号": "发文字号|发文文号|文件编号|文号",
    "发布机构": "发布机构|发布单位|发文机关|发文机构|发文单位|制发机关",
    "主题分类": "主题分类|主题",
    "体裁分类": "体裁分类|体裁|公文种类|文种",
    "有效性": "有效性|是否有效|效力状态|时效性",
    "成文日期": "成文日期|成文时间|生成日期",
    "发布日期": "发布日期|发布时间|公开日期|公布日期",
    "施行日期": "施行日期|实施日期|生效日期",
    "标题": "标题|文件名称|信息名称|名称",
}
LABEL = "|".join(f"(?P<{name}>{words})" for name, words in LABELS.items())
# [ 索引号 ]…, 【索引号】…, 索引号：…, or a cell of its own
MARKED = re.compile(
    rf"(?:[\[【]\s*(?:{LABEL})\s*[\]】][:：]?)"
    rf"|(?:(?<![\u4e00-\u9fff《“])(?:{LABEL.replace('?P<', '?P<_')})\s*[:：])"
    rf"|(?:(?:^|(?<=[\t\n]))(?:{LABEL.replace('?P<', '?P<__')})(?=\t))"
)
DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})(?!\d)日?")
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,14}\s*[〔﹝\[［【(（]\s*(?:19|20)\d\d\s*[〕﹞\]］】)）]\s*(?:第\s*)?\d+\s*号"
)
FORMS = {
    "索引号": re.compile(r"[0-9A-Za-z][0-9A-Za-z/\-—_.()〔〕]{5,}"),
    "发文字号": NUMBER,
    "成文日期": DATE,
    "发布日期": DATE,
    "施行日期": DATE,
    "有效性": re.compile(r"有效|现行有效|失效|已?废止|部分失效|[是否]"),
    "发布机构": re.compile(r"[\u4e00-\u9fff（）()、]{3,40}"),
    "主题分类": re.compile(r"[\u4e00-\u9fff、，/]{1,20}"),
    "体裁分类": re.compile(r"[\u4e00-\u9fff、，/]{1,20}"),
    "标题": re.compile(r".{6,200}"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """An entry of the information block: its label in our words, what is printed, and where."""

    label: str
    value: str
    start: int
    end: int


def find_facts(text: str) -> tuple[Fact, ...]:
    """The entries of the information block, the first of each label."""
    found: dict[str, Fact] = {}
    for fact in read_entries(text):
        found.setdefault(fact.label, fact)
    return tuple(found.values())


def read_entries(text: str) -> Iterator[Fact]:
    """The entries in the head of a text; what stands behind a label must have the form of such an entry."""
    marks = list(MARKED.finditer(text, 0, HEAD))
    for place, mark in enumerate(marks):
        label = str(mark.lastgroup).strip("_")
        last = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        start, end = find_value(text, mark.end(), last, mark[0][0] in "[【")
        match = FORMS[label].match(text, start, end)
        if match:
            stop = end if label in {"标题"} else match.end()
            yield Fact(label, text[start:stop].strip(), start, start + len(text[start:stop].rstrip()))


def find_value(text: str, start: int, last: int, is_bracketed: bool) -> tuple[int, int]:
    """Where the entry behind a label stands: in its line or cell, or in the next one where that is empty."""
    space = re.compile(r"[ \t\u3000\xa0]*" if is_bracketed else r"\s*").match(text, start, last)
    begin = space.end() if space else start
    line = re.compile(r"[^\n\t]*").match(text, begin, last)
    end = line.end() if line else begin
    return begin, begin + len(text[begin:end].rstrip(" \u3000[【"))


def read_date(printed: str) -> str:
    """A printed date as year-month-day, nothing where it is no day of the calendar."""
    match = DATE.search(printed)
    if not match:
        return ""
    year, month, day = map(int, match.groups())
    return f"{year:04}-{month:02}-{day:02}" if 1 <= month <= 12 and 1 <= day <= 31 else ""
