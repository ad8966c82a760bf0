"""Reports: problems in, text for people, for GitHub and for programs out."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from plans.model import Language, Problem, Text

Report = Callable[[Sequence[Problem], Language], str]
LABELS = {
    "must": Text("应当", "Must hold"),
    "found": Text("实际", "Found"),
    "remedy": Text("处理", "To do"),
    "row": Text("行", "Row"),
    "field": Text("列或项", "Column or entry"),
    "rule": Text("规则", "Rule"),
    "empty": Text("（空）", "(empty)"),
}
LONGEST = 120


def as_text(problems: Sequence[Problem], language: Language) -> str:
    """Four lines for each problem: place and rule, what must hold, what was found, what to do."""
    return "\n".join(write_problem(problem, language) for problem in problems)


def write_problem(problem: Problem, language: Language) -> str:
    """One problem as text."""
    mark = Text("：", ": ")[language]
    lines = [f"{write_place(problem, language)} [{problem.rule}]"]
    for name, words in write_parts(problem, language).items():
        lines.append(f"    {LABELS[name][language]}{mark}{words}")
    return "\n".join(lines) + "\n"


def write_place(problem: Problem, language: Language) -> str:
    """File, row and column in words."""
    row, field = problem.row, problem.field
    if language == "zh":
        return path_of(problem) + (f" 第 {row} 行" if row else "") + (f" {field}" if field else "")
    return path_of(problem) + (f" row {row}" if row else "") + (f" {field}" if field else "")


def path_of(problem: Problem) -> str:
    """The path of the file from the root."""
    return f"datapackages/{problem.package}/{problem.file}"


def write_parts(problem: Problem, language: Language) -> dict[str, str]:
    """What must hold, what was found and what to do."""
    found = re.sub(r"[\r\n]+", "⏎", problem.found) or LABELS["empty"][language]
    short = found if len(found) <= LONGEST else found[: LONGEST - 1] + "…"
    return {"must": problem.must[language], "found": short, "remedy": problem.remedy[language]}


def as_github(problems: Sequence[Problem], language: Language) -> str:
    """One annotation for each problem, which GitHub shows beside the line."""
    return "".join(f"::error {write_properties(p)}::{write_annotation(p, language)}\n" for p in problems)


def write_properties(problem: Problem) -> str:
    """File, line and title of an annotation."""
    title = f"{problem.rule} {problem.field or ''}".strip()
    given = {"file": path_of(problem), "line": problem.row or 1, "title": title}
    return ",".join(f"{name}={escape_property(str(value))}" for name, value in given.items())


def write_annotation(problem: Problem, language: Language) -> str:
    """The message of an annotation."""
    parts = write_parts(problem, language)
    mark, end = Text("：", ": ")[language], Text("；", "; ")[language]
    return escape_data(end.join(f"{LABELS[name][language]}{mark}{words}" for name, words in parts.items()))


def escape_data(text: str) -> str:
    """Text as workflow commands of GitHub want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Text within the properties of a workflow command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def as_markdown(problems: Sequence[Problem], language: Language) -> str:
    """A heading with the number of problems and a table for each file."""
    names = ("row", "field", "rule", "must", "found", "remedy")
    head = (
        "| " + " | ".join(LABELS[name][language] for name in names) + " |\n" + "| --- " * len(names) + "|\n"
    )
    tables = [
        f"\n#### {escape_markdown(path)}\n\n{head}"
        + "".join(write_row(problem, language) for problem in group)
        for path, group in groupby(problems, key=path_of)
    ]
    return f"### {count_problems(problems, language)}\n" + "".join(tables)


def write_row(problem: Problem, language: Language) -> str:
    """One problem as a row of a Markdown table."""
    cells = [
        str(problem.row or ""),
        problem.field or "",
        problem.rule,
        *write_parts(problem, language).values(),
    ]
    return "| " + " | ".join(map(escape_markdown, cells)) + " |\n"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    return "".join(f"\\{character}" if character in "\\`*_[]|~" else character for character in plain)


def as_json(problems: Sequence[Problem], language: Language) -> str:
    """A list with one object for each problem."""
    shown = [
        {
            "rule": problem.rule,
            "path": path_of(problem),
            "row": problem.row,
            "field": problem.field,
            "must": problem.must[language],
            "found": problem.found,
            "remedy": problem.remedy[language],
        }
        for problem in problems
    ]
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def count_problems(problems: Sequence[Problem], language: Language) -> str:
    """How many problems there are, in how many files."""
    files = len({path_of(problem) for problem in problems})
    if not problems:
        return Text("检查通过，没有问题。", "All checks passed.")[language]
    return Text(
        f"{files} 个文件有 {len(problems)} 个问题。", f"{len(problems)} problem(s) in {files} file(s)."
    )[language]


def as_summary(problems: Sequence[Problem], language: Language) -> str:
    """The problems as text with their number behind."""
    gap = "\n" if problems else ""
    return f"{as_text(problems, language)}{gap}{count_problems(problems, language)}\n"


REPORTS: Mapping[str, Report] = {
    "text": as_summary,
    "github": as_github,
    "markdown": as_markdown,
    "json": as_json,
}
