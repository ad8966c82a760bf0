"""The rules of the check, `/contribute/rules/`: each with a mistake and what the check says of it."""

import difflib
import html
from collections.abc import Iterator, Sequence
from typing import Any

from plans.canonical_bytes import decode
from plans.load_mistakes import Edit, Mistake
from plans.model import Text
from plans.page import Desk, escape, page_text
from plans.report_words import show_hidden
from plans.rules import RULES
from plans.rules_subject import Rule

RULES_PAGE = "contribute/rules/index.md"
KINDS = {
    "D": Text("描述文件 datapackage.json", "The descriptor, datapackage.json"),
    "T": Text("表格的格式", "The form of the tables"),
    "P": Text("一份规划之内", "Within one plan"),
    "X": Text("规划之间与词表", "Across plans, and the vocabulary"),
}
# Lines shown of one place of a file, characters shown beside what differs in a line.
MOST_LINES = 4
AROUND = 70
Line = tuple[int, str]


def write_rules(desk: Desk, mistakes: Sequence[Mistake]) -> str:
    """The Markdown of the page; a rule without a mistake stands by itself."""
    title = Text("检查规则", "Rules of the check")[desk.language]
    description = Text(
        f"检查程序执行的 {len(RULES)} 条规则，每条附一个真实的错例和检查程序的原话。",
        f"The {len(RULES)} rules of the check, each with a real mistake and what the check says about it.",
    )[desk.language]
    by_rule = {mistake.rule: mistake for mistake in mistakes}
    groups = [
        {
            "letter": letter,
            "title": kind[desk.language],
            "rules": [show_rule(rule, by_rule.get(rule.id), desk) for rule in RULES if rule.id[0] == letter],
        }
        for letter, kind in KINDS.items()
    ]
    body = desk.write("guide_rules.md", title=title, description=description, groups=groups)
    return page_text(title, description, body)


def show_rule(rule: Rule, mistake: Mistake | None, desk: Desk) -> dict[str, Any]:
    """A rule with its mistake; texts are finished HTML."""
    return {
        "id": rule.id,
        "title": escape(rule.title[desk.language]),
        "advice": escape(rule.advice[desk.language]),
        "edits": [show_edit(edit, desk) for edit in mistake.edits] if mistake else [],
        "output": html.escape(mistake.output[desk.language].rstrip("\n"), quote=False) if mistake else "",
    }


def show_edit(edit: Edit, desk: Desk) -> dict[str, str]:
    """What a mistake makes of a file: its path, what happened to it, the lines that differ."""
    before, after = edit.before, edit.after
    if after is None:
        what = Text("删去了这个文件", "the file is deleted")
    elif before is None:
        what = Text("多了这个文件", "the file is added")
    elif decode(before) == decode(after) and not is_utf8(after):
        what = Text("另存为 GBK 编码，字没有变", "saved in the encoding GBK, the words unchanged")
    else:
        what = Text("", "")
    lines = "".join(compare_lines(edit)) if before is not None and after is not None else ""
    return {"path": escape(edit.path), "what": what[desk.language], "lines": lines}


def is_utf8(content: bytes) -> bool:
    """Whether bytes are UTF-8."""
    return content.decode("utf-8", "replace").encode() == content


def compare_lines(edit: Edit) -> Iterator[str]:
    """The lines that differ, with their numbers, as HTML."""
    old, new = (split_lines(content or b"") for content in (edit.before, edit.after))
    for kind, start, end, first, last in difflib.SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            pair = list(enumerate(old[start:end], start + 1)), list(enumerate(new[first:last], first + 1))
            yield from write_place(*pair)


def split_lines(content: bytes) -> list[str]:
    """The lines of a file as people see them, with all that is hidden in them made visible."""
    text = content.decode("utf-8") if is_utf8(content) else decode(content) or ""
    return [show_hidden(line) for line in text.split("\n")]


def write_place(old: list[Line], new: list[Line]) -> Iterator[str]:
    """One place that differs: its lines before, then after."""
    single = len(old) == len(new) == 1
    for tag, lines, others in (("del", old, new), ("ins", new, old)):
        for number, line in lines[:MOST_LINES]:
            shown = mark_difference(line, others[0][1], tag) if single else f"<{tag}>{cut(line)}</{tag}>"
            yield f"<b>{number}</b> {shown}\n"
        if len(lines) > MOST_LINES:
            yield f"<b>…</b> <{tag}>…（{len(lines)}）</{tag}>\n"


def cut(line: str) -> str:
    """A line as HTML, not too long."""
    most = 2 * AROUND
    return html.escape(line if len(line) <= most else f"{line[:most]}…", quote=False)


def mark_difference(line: str, other: str, tag: str) -> str:
    """A line as HTML in which what differs from another is marked, with some of what stands beside it."""
    size = min(len(line), len(other))
    head = next((place for place in range(size) if line[place] != other[place]), size)
    tail = next((place for place in range(size - head) if line[-place - 1] != other[-place - 1]), size - head)
    before, inside, after = line[:head], line[head : len(line) - tail], line[len(line) - tail :]
    before = before if len(before) <= AROUND else f"…{before[-AROUND:]}"
    after = after if len(after) <= AROUND else f"{after[:AROUND]}…"
    marked = f"<{tag}>{html.escape(inside, quote=False)}</{tag}>" if inside else f"<{tag}></{tag}>"
    return f"{html.escape(before, quote=False)}{marked}{html.escape(after, quote=False)}"
