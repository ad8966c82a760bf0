"""The years of a plan: which it covers, which of them lie behind it, and how a span is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from plans.draft_columns import YEARS
from plans.evidence import strip_space

RANGE = re.compile(r"(20\d\d)年?[-—–－~～至](20\d\d)年?")
TERM = re.compile(
    r"(?:实施|规划|计划|行动|执行|有效)(?:期限|期|时间|周期)(?:限)?[为:：是]?(20\d\d)年?[-—–－~～至](20\d\d)年"
)
GOAL_YEAR = re.compile(r"(?:到|至)(20\d\d)年")
DATE = re.compile(r"(20\d\d)(?:年|-)(?:1[0-2]|0?[1-9])(?:月|-)")
GENRE = re.compile(r"规划|计划|方案|意见|行动|通知|纲要|措施|目标")
FIVE_YEARS = re.compile("十[二三四五]五")
LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class Frame:
    """First and last year of a plan, 0 where unknown; `is_printed` where the text states both."""

    start: int
    end: int
    is_printed: bool

    def is_past(self, year: int) -> bool:
        """Whether a year lies before the plan."""
        return bool(self.start) and year < self.start

    def span(self, year: int) -> str:
        """The period of a growth rate or a total up to a year: the plan's, where that is printed."""
        if self.is_printed and self.start < year <= self.end:
            return f"{self.start}/{year}"
        return str(year)


def read_frame(text: str, facts: Mapping[str, str]) -> Frame:
    """The years of the plan from its titles, else from its term, else from its goals and its date."""
    titles = [facts.get("标题", ""), *list_titles(text)]
    for title in titles:
        if years := RANGE.search(title):
            return Frame(int(years[1]), int(years[2]), True)
    words = strip_space(text)
    if term := TERM.search(words):
        return Frame(int(term[1]), int(term[2]), True)
    for title in titles:
        if five := FIVE_YEARS.search(title):
            return Frame(*YEARS[five[0]], True)
    goals = [int(year) for year in GOAL_YEAR.findall(words) if int(year) < 2035]
    written = DATE.search(facts.get("成文日期", "") or words)
    return Frame(int(written[1]) if written else 0, max(goals, default=0), False)


def list_titles(text: str) -> list[str]:
    """The lines near the top that may be titles; a file that is only cited stands in a sentence."""
    lines = [strip_space(line) for line in text[:6000].splitlines()]
    return [
        line
        for line in lines
        if len(line) <= LONGEST_TITLE and not re.search("[。；;]|根据|现将", line) and is_title(line)
    ]


def is_title(line: str) -> bool:
    """Whether a line reads as a title or as the part of one that holds the years."""
    return bool(GENRE.search(line) or re.fullmatch(rf"[(（]?{RANGE.pattern}[)）]?", line))
