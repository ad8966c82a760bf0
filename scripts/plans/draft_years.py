"""Words in, their times out: when a goal is due, when results were reached, what year is compared with."""

import re
from dataclasses import dataclass

from plans.draft_columns import YEARS
from plans.draft_period import Frame

DUE = r"(?:力争|争取|预计|确保)?(?:截至|截止|截止到|到|至)?"
TIMES = re.compile(
    rf"(?P<base>同比|(?:与|较|比|在|以)(?:上年|(?P<since>20\d\d)年[底末]?)(?:的)?(?:基础上|为基数|相比|同期)?"
    r"|[较比][“\"]?(?P<before>十[二三四五]五)[”\"]?(?:末|期末|时期)?)"
    rf"|(?P<span>(?:从|自)?(?P<first>20\d\d)年?[-—–~～至到](?P<last>20\d\d)年(?:间|期间)?)"
    rf"|{DUE}[“\"]?(?P<five>十[二三四五]五)[”\"]?(?P<part>期?末|时期|期间|期内|以来)"
    r"|(?P<whole>(?:未来)?[三五]年(?:内|间|累计|$)|规划期内|规划期末)"
    rf"|(?P<due>{DUE})(?P<year>20\d\d)年(?P<end>[底末])?"
)
SINCE = re.compile("截至|截止")


@dataclass(frozen=True, slots=True)
class Time:
    """A time that words name: what kind (`due`, `span`, `base`), where, and its years."""

    start: int
    end: int
    kind: str
    first: int
    last: int
    is_past: bool


def find_times(words: str, frame: Frame) -> list[Time]:
    """The times of a sentence in their order."""
    return [read_time(match, frame) for match in TIMES.finditer(words)]


def read_time(match: re.Match[str], frame: Frame) -> Time:
    """One time; a year before the plan, or one that the notice looks back to, is past."""
    if match["base"]:
        year = YEARS[match["before"]][1] if match["before"] else int(match["since"] or 0)
        return Time(*match.span(), "base", year, year, True)
    if match["span"]:
        first, last = int(match["first"]), int(match["last"])
        return Time(*match.span(), "span", first, last, frame.is_past(last))
    if match["whole"]:
        return Time(*match.span(), "due", frame.end, frame.end, False)
    if match["five"]:
        first, last = YEARS[match["five"]]
        kind = "due" if match["part"].endswith("末") else "span"
        return Time(*match.span(), kind, last if kind == "due" else first, last, frame.is_past(last))
    year = int(match["year"])
    past = frame.is_past(year) or bool(SINCE.search(match["due"]))
    return Time(*match.span(), "due", year, year, past)


def strip_times(words: str) -> str:
    """The words without the times that they begin with or hold."""
    return TIMES.sub("", words)
