"""The documents that a plan carries out: a text goes in, titles and numbers come out with their places."""

import re
from collections.abc import Iterator

from plans.draft_facts import NUMBER
from plans.evidence import Span, strip_space

TITLE = r"《(?:[^《》]|《[^《》]*》)+》"
LIST = re.compile(
    rf"(?:根据|依据|按照|贯彻落实|认真落实|深入落实|对照)((?:(?:[、,，和及与]|以及)?\s*{TITLE}\s*(?:[（(][^（）()]{{3,40}}[）)])?)+)"
)
ENTRY = re.compile(rf"({TITLE})\s*(?:[（(]([^（）()]{{3,40}})[）)])?")
HEAD = 6000


def find_related(text: str, own: str) -> list[tuple[Span, dict[str, str]]]:
    """The documents that the opening says it carries out, each once; never the plan itself."""
    found: dict[str, tuple[Span, dict[str, str]]] = {}
    for span, entry in read_lists(text):
        if entry["title"] != own:
            found.setdefault(entry["title"], (span, entry))
    return list(found.values())


def read_lists(text: str) -> Iterator[tuple[Span, dict[str, str]]]:
    """The titles behind words such as 根据, with their document numbers."""
    for match in LIST.finditer(text, 0, HEAD):
        for entry in ENTRY.finditer(text, *match.span(1)):
            number = NUMBER.fullmatch(entry[2] or "")
            printed = {"document_number": strip_space(number[0])} if number else {}
            end = entry.end() if number else entry.end(1)
            title = strip_space(entry[1])[1:-1]
            yield (entry.start(), end), {"relation": "implements", "title": title, **printed}
