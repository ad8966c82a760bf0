"""Annotations: problems go in, the commands that make GitHub show them beside the lines come out."""

from collections.abc import Sequence

from plans.model import Language, Problem, Text
from plans.report_words import (
    LABELS,
    gather,
    group_problems,
    guide_address,
    path_of,
    show_found,
    write_field,
    write_words,
)

# GitHub shows ten errors of a step and drops the others without a word.
MOST_LINES = 10


def as_github(problems: Sequence[Problem], language: Language, site_url: str = "") -> str:
    """An annotation for each line with problems, at most ten, those of each kind first."""
    lines = rank_lines(problems)
    shown = sorted(lines[:MOST_LINES], key=lambda line: problems.index(line[0]))
    errors = [
        f"::error {write_properties(line, language)}::{write_annotation(line, language, site_url)}\n"
        for line in shown
    ]
    return "".join(errors) + write_rest(len(problems) - sum(map(len, shown)), language)


def rank_lines(problems: Sequence[Problem]) -> list[tuple[Problem, ...]]:
    """The problems by line, those lines first that hold the first of a group of like problems."""
    first = {id(group[0]) for group in group_problems(problems)}
    lines = gather(problems, lambda problem: (path_of(problem), problem.row or 1))
    return sorted(lines, key=lambda line: not any(id(problem) in first for problem in line))


def write_properties(line: Sequence[Problem], language: Language) -> str:
    """File, line and title of an annotation."""
    titles = [f"{problem.rule} {write_field(problem, language)}".strip() for problem in line]
    title = Text("；", "; ")[language].join(dict.fromkeys(titles))
    given = {"file": path_of(line[0]), "line": line[0].row or 1, "title": title}
    return ",".join(f"{name}={escape_property(str(value))}" for name, value in given.items())


def write_annotation(line: Sequence[Problem], language: Language, site_url: str) -> str:
    """The message of an annotation: three lines and an address for each problem."""
    return escape_data("\n\n".join(write_message(problem, language, site_url) for problem in line))


def write_message(problem: Problem, language: Language, site_url: str) -> str:
    """One problem, without the place that GitHub shows."""
    words = write_words(problem, language)
    parts = {
        "must": words["must"],
        "found": show_found(problem.found, language),
        "remedy": words["remedy"],
        "guide": guide_address(problem.rule, site_url, language),
    }
    mark = Text("：", ": ")[language]
    return "\n".join(f"{LABELS[name][language]}{mark}{part}" for name, part in parts.items())


def write_rest(count: int, language: Language) -> str:
    """A notice of the problems that have no annotation, none where all have."""
    if not count:
        return ""
    words = Text(
        f"另有 {count} 个问题没有标在行上，全部列在这次运行的摘要里。",
        f"{count} more are not marked on their lines; the summary of this run lists all.",
    )
    return f"::notice::{escape_data(words[language])}\n"


def escape_data(text: str) -> str:
    """Text as workflow commands of GitHub want it."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Text within the properties of a workflow command."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")
