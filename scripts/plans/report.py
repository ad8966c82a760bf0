"""Reports: problems in, text for people, for GitHub and for programs out."""

import json
from collections.abc import Callable, Mapping, Sequence

from plans.model import Language, Problem, Text
from plans.report_github import as_github
from plans.report_markdown import as_markdown
from plans.report_words import (
    LABELS,
    Group,
    count_problems,
    group_problems,
    guide_address,
    path_of,
    split_causes,
    write_found,
    write_place,
    write_rows,
    write_words,
)

Report = Callable[[Sequence[Problem], Language, str], str]
MOST_CAUSES = 20
EXCERPT = 10


def as_text(problems: Sequence[Problem], language: Language, site_url: str = "") -> str:
    """For each group of like problems the place and the rule, what must hold, was found, is to be done.

    `site_url` is the address of the site with a slash at its end, empty where it is not known.
    """
    return "\n".join(write_group(group, language, site_url) for group in group_problems(problems))


def write_group(group: Group, language: Language, site_url: str) -> str:
    """One group of problems as text; where they are to be mended in different ways, each has its line."""
    causes, words = split_causes(group), write_words(group[0], language)
    lines = [
        f"{write_place(group, language)} [{group[0].rule}]",
        say("must", words["must"], language),
    ]
    if len(causes) == 1:
        lines.append(say("found", write_found(group, language), language))
        lines.append(say("remedy", words["remedy"], language))
    else:
        lines += [write_cause(cause, language) for cause in causes[:MOST_CAUSES]]
    if rest := len(causes) - MOST_CAUSES:
        more = Text(f"另有 {rest} 处，改完再查。", f"{rest} more: check again after these.")
        lines += [f"    {more[language]}"] if rest > 0 else []
    lines.append(say("guide", guide_address(group[0].rule, site_url, language), language))
    return "\n".join(lines) + "\n"


def say(name: str, words: str, language: Language) -> str:
    """A line of a problem: what it is about, and the words."""
    return f"    {label(name, words, language)}"


def label(name: str, words: str, language: Language) -> str:
    """Words with what they are about before them."""
    return f"{LABELS[name][language]}{Text('：', ': ')[language]}{words}"


def write_cause(cause: Group, language: Language) -> str:
    """The problems of a group that are mended alike, in one line."""
    rows = write_rows(cause, language)
    found = label("found", write_found(cause, language), language)
    remedy = label("remedy", write_words(cause[0], language)["remedy"], language)
    return "    " + Text("；", "; ")[language].join(filter(None, (rows, found, remedy)))


def as_json(problems: Sequence[Problem], language: Language, site_url: str = "") -> str:
    """A list with one object for each problem."""
    shown = [
        {
            "rule": problem.rule,
            "path": path_of(problem),
            "row": problem.row,
            "column": problem.column or None,
            "field": problem.field,
            "must": problem.must[language],
            "found": problem.found,
            "remedy": problem.remedy[language],
            "url": guide_address(problem.rule, site_url, language),
        }
        for problem in problems
    ]
    return json.dumps(shown, ensure_ascii=False, indent=2) + "\n"


def as_summary(problems: Sequence[Problem], language: Language, site_url: str = "") -> str:
    """The problems as text with their number behind."""
    gap = "\n" if problems else ""
    return f"{as_text(problems, language, site_url)}{gap}{count_problems(problems, language)}\n"


def as_excerpt(problems: Sequence[Problem], language: Language) -> str:
    """The first groups of problems as text, and how many problems there are in all."""
    shown = [problem for group in group_problems(problems)[:EXCERPT] for problem in group]
    return f"{as_text(shown, language)}\n{count_problems(problems, language)}\n"


REPORTS: Mapping[str, Report] = {
    "text": as_summary,
    "github": as_github,
    "markdown": as_markdown,
    "json": as_json,
}
