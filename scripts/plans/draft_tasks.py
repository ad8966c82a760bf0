"""Paragraphs in, tasks and who answers for them out."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.draft_outline import SAFEGUARD, Heading, Paragraph

NO_TASK = re.compile(
    r".*(?:目标|思想|原则|要求|思路|基础|形势|现状|成效|背景|意义|范围|期限|愿景|定位|挑战|机遇|回顾|依据|附则|指标)$"
)
CONTAINER = re.compile(
    r"(?:主要|重点|工作|具体|保障|政策|支持|组织|实施)(?:任务|举措|措施|行动|支撑|内容|工程|保障|步骤|领域|工作)(?:和.{0,6}|及.{0,6})?"
)
OPEN, CLOSE = "（(〔[【", "）)〕]】"
ROLE = r"(?:市级|区级|县级)?(?P<role>牵头|主责|责任|配合|参与|负责|实施|支持)(?:单位|部门|领导|处室)?[:：]"
OWNERS = re.compile(rf"(?P<open>[{re.escape(OPEN)}])?\s*{ROLE}")
DUTY = re.compile(
    r"[（(〔](?P<names>[^（）()〔〕]{2,120}?)(?:按照?(?:各自)?职责(?:分工)?(?:负责|落实)|负责)[）)〕]"
)
LED = re.compile(
    r"[（(〔](?P<lead>[^（）()〔〕]{2,60}?)牵头[，,；;](?P<names>[^（）()〔〕]{2,120}?)(?:配合|参与|负责)[）)〕]"
)
LEADS = ("牵头", "主责")


@dataclass(frozen=True, slots=True)
class Task:
    """A task or a safeguard: its heading, the task above it, its kind, the heading above."""

    ref: str
    heading: Heading
    parent: str
    kind: str
    section: str


@dataclass(frozen=True, slots=True)
class Duty:
    """An organization as printed that answers for a task, and the place of the words that say so."""

    task: str
    organization: str
    role: str
    start: int
    end: int
    section: str


def list_tasks(paragraphs: Sequence[Paragraph]) -> tuple[Task, ...]:
    """The numbered headings that name work to be done, in their order."""
    paths = list(dict.fromkeys(paragraph.path for paragraph in paragraphs if paragraph.path))
    inner = {above for path in paths for above in path[:-1]}
    tasks: dict[Heading, Task] = {}
    for path in paths:
        heading = path[-1]
        if heading in tasks or not is_task(path, heading in inner):
            continue
        parent = next((tasks[above].ref for above in reversed(path[:-1]) if above in tasks), "")
        kind = "safeguard" if any(SAFEGUARD.search(above.title) for above in path[:-1]) else "task"
        section = path[-2].printed if len(path) > 1 else ""
        tasks[heading] = Task(f"t{len(tasks) + 1}", heading, parent, kind, section)
    return tuple(tasks.values())


def is_task(path: tuple[Heading, ...], has_parts: bool) -> bool:
    """Whether a heading is a task: not one of principles or goals, nor one that only holds tasks together."""
    heading = path[-1]
    if heading.level > 3 or any(NO_TASK.fullmatch(above.title) for above in path):
        return False
    if heading.level == 1 and (has_parts or SAFEGUARD.search(heading.title)):
        return False
    return not CONTAINER.fullmatch(heading.title)


def list_duties(text: str, paragraphs: Sequence[Paragraph], tasks: Sequence[Task]) -> Iterator[Duty]:
    """Who answers for the tasks, from the brackets and lines that say 牵头单位, 责任单位 and the like."""
    refs = {task.heading: task.ref for task in tasks}
    for paragraph in paragraphs:
        task = next((refs[heading] for heading in reversed(paragraph.path) if heading in refs), "")
        if not task:
            continue
        for start, end, pairs in find_owners(text[paragraph.start : paragraph.end]):
            for role, name in pairs:
                span = (paragraph.start + start, paragraph.start + end)
                yield Duty(task, name, role, *span, paragraph.section)


def find_owners(words: str) -> Iterator[tuple[int, int, list[tuple[str, str]]]]:
    """Every statement of owners in a paragraph: where it stands, and pairs of role and name."""
    place = 0
    while match := OWNERS.search(words, place):
        end = close(words, match.start()) if match["open"] else len(words)
        inside = words[match.start() + bool(match["open"]) : end - bool(match["open"])]
        yield match.start(), end, read_roles(inside)
        place = end
    for match in LED.finditer(words):
        pairs = [("lead", name) for name in list_units(match["lead"])]
        yield *match.span(), pairs + [("responsible", name) for name in list_units(match["names"])]
    for match in DUTY.finditer(words):
        if not LED.search(match[0]) and not OWNERS.search(match[0]):
            yield *match.span(), [("responsible", name) for name in list_units(match["names"])]


def close(words: str, start: int) -> int:
    """The place behind the bracket that closes the one at `start`."""
    depth = 0
    for place in range(start, len(words)):
        depth += (words[place] in OPEN) - (words[place] in CLOSE)
        if depth == 0:
            return place + 1
    return len(words)


def read_roles(words: str) -> list[tuple[str, str]]:
    """Role and name of every organization behind 牵头单位： and 责任单位：."""
    matches = list(re.finditer(ROLE, words))
    ends = [match.start() for match in matches[1:]] + [len(words)]
    return [
        ("lead" if match["role"] in LEADS else "responsible", name)
        for match, end in zip(matches, ends, strict=True)
        for name in list_units(words[match.end() : end])
    ]


def list_units(words: str) -> list[str]:
    """The organizations of a list, without 等 behind the last."""
    names = (
        re.sub(r"(?:等(?:有关)?(?:单位|部门)?)?(?:按照?(?:各自)?职责(?:分工)?)?$", "", name.strip(" 。；;"))
        for name in re.split(r"[、，,；;\s]+", words)
    )
    return [name for name in names if 2 <= len(name) <= 24]
