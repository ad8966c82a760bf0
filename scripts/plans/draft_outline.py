"""A text in, its headings and paragraphs out, each paragraph with the headings above it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.draft_notice import Grid

CHINESE = "[一二三四五六七八九十]{1,3}"
LEVELS = (
    re.compile(rf"(?P<number>{CHINESE}、|第{CHINESE}[章篇部])\s*"),
    re.compile(rf"(?P<number>[(（]{CHINESE}[)）]|第{CHINESE}节)\s*"),
    re.compile(r"(?P<number>\d{1,2}[.．、])\s*(?!\d)"),
    re.compile(r"(?P<number>[(（]\d{1,2}[)）])\s*"),
)
DAMAGED = re.compile(r"(?P<number>[)）])\s*(?=[一-龥])")
BOX = re.compile(
    r"(?P<number>专栏\s*[0-9一二三四五六七八九十]{1,3}|附件\s*[0-9]{0,2}|附表\s*[0-9]{0,2})[\s:：]*"
)
CONTENTS = re.compile(r"(?P<title>.{2,45}?)[\s.…·]+\d{1,3}$")
LONGEST_HEADING = 42
PAST = re.compile("基础|现状|成效|回顾|成就|形势|背景|取得|完成情况|基本情况")
GOAL = re.compile("目标|指标|愿景")
SAFEGUARD = re.compile("保障|组织实施|组织领导|实施机制|工作要求|组织保障")
OTHER = re.compile("指导思想|基本原则|总体要求|总体思路|总则|适用范围|有关要求|原则|出台背景|起草")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its level (1 is the highest), its number and title as printed, and its place."""

    level: int
    number: str
    title: str
    start: int
    end: int

    @property
    def printed(self) -> str:
        """The number and the title as they stand in the text, without the full stop."""
        return f"{self.number}{self.title}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of prose below its headings, the highest first."""

    start: int
    end: int
    path: tuple[Heading, ...]

    @property
    def section(self) -> str:
        """The heading right above."""
        return self.path[-1].printed if self.path else ""

    @property
    def theme(self) -> str:
        """What the paragraph is about by its headings: past, goal, safeguard, other or nothing."""
        return next((theme for heading in reversed(self.path) if (theme := name_theme(heading.title))), "")


def name_theme(title: str) -> str:
    """The theme that a title names."""
    themes = (("safeguard", SAFEGUARD), ("goal", GOAL), ("past", PAST), ("other", OTHER))
    return next((name for name, pattern in themes if pattern.search(title)), "")


def list_paragraphs(text: str, grids: Sequence[Grid]) -> tuple[Paragraph, ...]:
    """The paragraphs outside of tables and contents."""
    titles = list_contents(text)
    path: list[Heading] = []
    paragraphs: list[Paragraph] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if not line or (CONTENTS.fullmatch(line) and find_level(line)[0]):
            continue
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        if any(grid.start <= start < grid.end for grid in grids):
            continue
        heading = read_heading(line, start, titles)
        if heading:
            path = [above for above in path if above.level < heading.level] + [heading]
            start = heading.end
        end = match.start() + len(match[0].rstrip())
        paragraphs.append(Paragraph(start, end, tuple(path)))
    return tuple(paragraphs)


def list_contents(text: str) -> frozenset[str]:
    """The titles of the contents, without white space, as the headings of the text repeat them."""
    lines = (CONTENTS.fullmatch(line.strip()) for line in text.splitlines())
    return frozenset(
        re.sub(r"\s", "", match["title"]) for match in lines if match and find_level(match["title"])[0]
    )


def find_level(line: str) -> tuple[int, re.Match[str] | None]:
    """The level of a line that begins with a number of headings, 0 for any other."""
    for level, pattern in enumerate(LEVELS, 1):
        if match := pattern.match(line):
            return level, match
    if match := DAMAGED.match(line):
        return 2, match
    match = BOX.match(line)
    return (5, match) if match else (0, None)


def read_heading(line: str, start: int, titles: frozenset[str]) -> Heading | None:
    """The heading that a line is or begins with, None where it is prose."""
    level, match = find_level(line)
    if not match:
        return None
    listed = next((title for title in titles if line.startswith(title)), "")
    title = re.split("[。：]", line[match.end() :], maxsplit=1)[0]
    if listed and level:
        title = listed[match.end() :]
    if (not title and level < 5) or len(title) > LONGEST_HEADING or re.search("[；;]", title):
        return None
    end = match.end() + len(title)
    end += line[end : end + 1] == "。"
    return Heading(
        level, match["number"].strip(), line[match.end() : match.end() + len(title)], start, start + end
    )
