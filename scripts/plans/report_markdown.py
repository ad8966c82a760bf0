"""The summary of a pull request: problems go in, Markdown that shows them as they are comes out."""

from collections.abc import Sequence

from plans.model import Language, Problem
from plans.report_escape import escape_markdown
from plans.report_words import (
    LABELS,
    Group,
    count_problems,
    gather,
    group_problems,
    guide_address,
    path_of,
    split_causes,
    write_field,
    write_found,
    write_rows,
    write_words,
)

COLUMNS = ("row", "field", "rule", "must", "found", "remedy")


def as_markdown(problems: Sequence[Problem], language: Language, site_url: str = "") -> str:
    """A heading with the number of problems and a table for each file."""
    head = (
        "| "
        + " | ".join(LABELS[name][language] for name in COLUMNS)
        + " |\n"
        + "| --- " * len(COLUMNS)
        + "|\n"
    )
    tables = [
        f"\n#### {show_code(path_of(file[0]))}\n\n{head}"
        + "".join(
            write_row(cause, language, site_url)
            for group in group_problems(file)
            for cause in split_causes(group)
        )
        for file in gather(problems, path_of)
    ]
    return f"### {count_problems(problems, language)}\n" + "".join(tables)


def write_row(cause: Group, language: Language, site_url: str) -> str:
    """Problems that are mended alike as a row of a Markdown table."""
    problem, words = cause[0], write_words(cause[0], language)
    rule = problem.rule
    cells = [
        write_rows(cause, language),
        escape_markdown(write_field(problem, language)),
        f"[{rule}]({guide_address(rule, site_url, language)})" if site_url else rule,
        escape_markdown(words["must"]),
        show_code(write_found(cause, language)),
        escape_markdown(words["remedy"]),
    ]
    return "| " + " | ".join(cells) + " |\n"


def show_code(text: str) -> str:
    """Text as code, in which GitHub sees no mention of a person or an issue."""
    return f"<code>{escape_markdown(text)}</code>"
