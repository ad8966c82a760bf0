"""Passages of a draft: places in the archived text go in, quotes come out that stand there exactly once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.draft_ids import tell_apart
from plans.draft_notice import Notice
from plans.evidence import Span, has_cut_number, locate, strip_space

SOURCE = "notice"
FARTHEST = 60
HEADING = re.compile(
    r"^[ \t\u3000]*((?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.．、](?!\d))"
    r"[^\n。；;]{2,40})",
    re.M,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place to quote, the id and the section it would have, and the unit that must be printed with it."""

    span: Span
    name: str
    section: str = ""
    unit: str = ""


def write_passages(
    notice: Notice, wanted: Sequence[Wanted], title: str
) -> tuple[list[dict[str, str]], dict[Span, str]]:
    """The rows of passages.csv and the id of each place; the first of those who want a place names it."""
    first: dict[Span, Wanted] = {}
    for item in wanted:
        first.setdefault(item.span, item)
    ids = dict(zip(first, tell_apart(item.name for item in first.values()), strict=True))
    rows = [
        {
            "id": ids[span],
            "source": SOURCE,
            "section": choose_section(notice, item, title),
            **quote_span(notice.text, whole_numbers(notice.text, span)),
        }
        for span, item in first.items()
    ]
    return rows, ids


def whole_numbers(text: str, span: Span) -> Span:
    """The place, wider where an edge of it would cut a number."""
    start, end = span
    while has_cut_number(text, (start, start)) and start > 0:
        start -= 1
    while has_cut_number(text, (end, end)) and end < len(text):
        end += 1
    return start, end


def quote_span(text: str, span: Span) -> Mapping[str, str]:
    """A quote of a place, with as many words next to it as tell it from others."""
    quote = write_quote(text[slice(*span)])
    prefix = suffix = ""
    reach = 0
    while len(locate(text, quote, prefix, suffix)) > 1 and reach < FARTHEST:
        reach += 2
        prefix = write_quote(text[max(0, span[0] - reach) : span[0]])
        if len(locate(text, quote, prefix)) > 1:
            suffix = write_quote(text[span[1] : span[1] + reach])
    return {"quote": quote, "prefix": prefix, "suffix": suffix}


def write_quote(words: str) -> str:
    """Words as a cell holds them: one space for white space, none at the ends."""
    return " ".join(words.split())


def choose_section(notice: Notice, wanted: Wanted, title: str) -> str:
    """What stands above a place: the heading of its table, that proposed, the nearest, or the title."""
    text, place = notice.text, wanted.span[0]
    choices = (*find_captions(notice, wanted), wanted.section, find_heading(text, place), title)
    above = (words for words in choices if words and is_above(text, words, place))
    first = next((line for line in text.splitlines() if strip_space(line)), "")
    return write_quote(next(above, first))


def is_above(text: str, words: str, place: int) -> bool:
    """Whether words stand in the text before a place or at it."""
    places = locate(text, words)
    return bool(places) and places[0][0] <= place


def find_captions(notice: Notice, wanted: Wanted) -> Iterator[str]:
    """The heading of the table that a place is in, before it that of a column which alone has the unit."""
    for grid in notice.grids:
        if grid.start <= wanted.span[0] < grid.end:
            printed = notice.text[slice(*wanted.span)] + grid.caption
            above = [cell.text for row in grid.rows for cell in row if cell and cell.end <= wanted.span[0]]
            if wanted.unit and wanted.unit not in strip_space(printed):
                yield from (words for words in above if wanted.unit in words)
            yield grid.caption


def find_heading(text: str, place: int) -> str:
    """The last heading before a place, nothing where there is none."""
    last = ""
    for match in HEADING.finditer(text, 0, place):
        last = write_quote(match[1])
    return last
