"""What every report says of problems: like faults in one group, where they are, what can be shown of them."""

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Sequence

from plans.address import absolute, in_language
from plans.model import Language, Problem, Text

Group = tuple[Problem, ...]
LABELS = {
    "must": Text("应当", "Must hold"),
    "found": Text("实际", "Found"),
    "remedy": Text("处理", "To do"),
    "rule": Text("规则", "Rule"),
    "row": Text("行", "Row"),
    "field": Text("列或项", "Column or entry"),
    "guide": Text("说明", "Guide"),
    "empty": Text("（空）", "(empty)"),
}
LONGEST = 120
MOST_RANGES = 10
MOST_FOUND = 3


def group_problems(problems: Iterable[Problem]) -> list[Group]:
    """The problems of the same rule, file and column together, in the order of the first of each."""
    return gather(problems, lambda p: (p.package, p.file, p.rule, p.field, p.must))


def split_causes(group: Group) -> list[Group]:
    """The problems of a group by what is to be done about them."""
    return gather(group, lambda problem: problem.remedy)


def gather(problems: Iterable[Problem], key: Callable[[Problem], Hashable]) -> list[Group]:
    """Problems with the same key together."""
    groups: dict[Hashable, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(key(problem), []).append(problem)
    return [tuple(group) for group in groups.values()]


def path_of(problem: Problem) -> str:
    """The path of the file from the root, as it can be shown."""
    return f"datapackages/{show_hidden(problem.package)}/{show_hidden(problem.file)}"


def write_place(group: Group, language: Language) -> str:
    """File, rows and column in words."""
    rows = write_rows(group, language)
    field = write_field(group[0], language)
    if language == "zh":
        return " ".join(filter(None, (path_of(group[0]), rows, field)))
    return " ".join(filter(None, (path_of(group[0]), ", ".join(filter(None, (rows, field))))))


def write_field(problem: Problem, language: Language) -> str:
    """The column as a spreadsheet shows it and its name, or the entry of the descriptor."""
    field = show_hidden(problem.field or "")
    if not problem.column:
        return field
    return Text(f"{problem.column} 列 {field}", f"column {problem.column} ({field})")[language]


def write_rows(group: Group, language: Language) -> str:
    """The rows of a group as people write them: 第 3、5—9 行，共 6 处."""
    rows = sorted({problem.row for problem in group if problem.row})
    if not rows:
        return ""
    unit = "row" if group[0].file.endswith(".csv") else "line"
    ranges = join_ranges(rows, "—" if language == "zh" else "–")
    if len(rows) == 1:
        return Text(f"第 {rows[0]} 行", f"{unit} {rows[0]}")[language]
    shown = Text("、", ", ")[language].join(ranges[:MOST_RANGES])
    if len(ranges) > MOST_RANGES:
        return Text(f"第 {shown} 行等 {len(rows)} 行", f"{unit}s {shown} … ({len(rows)} {unit}s)")[language]
    return Text(f"第 {shown} 行", f"{unit}s {shown}")[language]


def join_ranges(rows: Sequence[int], dash: str) -> list[str]:
    """Rows in rising order, those that follow each other joined."""
    ranges: list[list[int]] = []
    for row in rows:
        if ranges and row == ranges[-1][-1] + 1:
            ranges[-1].append(row)
        else:
            ranges.append([row])
    return [f"{run[0]}{dash}{run[-1]}" if len(run) > 1 else str(run[0]) for run in ranges]


def write_found(group: Group, language: Language) -> str:
    """What was found: the first few of different things, each with its row."""
    values = list(dict.fromkeys(problem.found for problem in group))
    if len(values) == 1:
        return show_found(values[0], language)
    first = [next(problem for problem in group if problem.found == value) for value in values[:MOST_FOUND]]
    shown = [
        show_found(problem.found, language)
        + Text(f"（第 {problem.row} 行）", f" (row {problem.row})")[language] * bool(problem.row)
        for problem in first
    ]
    rest = Text("等", ", …")[language] if len(values) > MOST_FOUND else ""
    return Text("、", ", ")[language].join(shown) + rest


def write_words(problem: Problem, language: Language) -> dict[str, str]:
    """What must hold and what is to be done; both may quote the data."""
    return {"must": show_hidden(problem.must[language]), "remedy": show_hidden(problem.remedy[language])}


def show_found(found: str, language: Language) -> str:
    """A value that was found, in one line and not too long."""
    shown = show_hidden(found) or LABELS["empty"][language]
    return shown if len(shown) <= LONGEST else shown[: LONGEST - 1] + "…"


def show_hidden(text: str) -> str:
    """Text in which line breaks and characters that nobody sees can be seen, and none does anything."""
    joined = re.sub(r"[\r\n]+", "⏎", text)
    return "".join(f"<U+{ord(mark):04X}>" if is_hidden(mark) else mark for mark in joined)


def is_hidden(mark: str) -> bool:
    """Whether a character is a control character, a format character or a space of an unusual kind."""
    return unicodedata.category(mark) in {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"} and mark not in " \u3000"


def guide_address(rule: str, site_url: str, language: Language) -> str:
    """Where the guide explains a rule; from the root of the site where the address of that is not known."""
    return absolute(site_url or "/", in_language(f"contribute/rules/#{rule.lower()}", language))


def count_problems(problems: Sequence[Problem], language: Language) -> str:
    """How many problems there are, in how many files."""
    files = len({path_of(problem) for problem in problems})
    if not problems:
        return Text("检查通过，没有问题。", "All checks passed.")[language]
    many, those = "s" * (len(problems) > 1), "s" * (files > 1)
    return Text(
        f"{files} 个文件有 {len(problems)} 个问题。", f"{len(problems)} problem{many} in {files} file{those}."
    )[language]
