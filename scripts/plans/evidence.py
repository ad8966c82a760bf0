"""Evidence: words in, their places in an archived text and the figure they state out.

White space is ignored and nothing else is normalised, so that a passage proves what the notice prints.
Offsets are code points of the archived text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

Span = tuple[int, int]

AT_LEAST, MORE, AT_MOST, LESS, ABOUT = "ge", "gt", "le", "lt", "approx"
BEFORE = {
    AT_LEAST: "不低于|不少于|不小于|至少|≥",
    AT_MOST: "不超过|不高于|不大于|不多于|至多|最多|≤",
    MORE: "超过|突破|高于|大于|多于|[>＞]|[超逾](?=[0-9０-９一二两三四五六七八九十百千万])",
    LESS: "低于|少于|小于|不足|[<＜]",
    ABOUT: "大约|[约近](?=[0-9０-９一二两三四五六七八九十百千万])",
}
AFTER = {
    AT_LEAST: "及以上|以上",
    AT_MOST: "及以下|以下|以内",
    MORE: "(?<=[0-9０-９十百千万亿])[余多]",
    ABOUT: "左右|上下(?!游)",
}
DIGIT = "[0-9０-９]"
NUMBER = re.compile(rf"(?<![0-9０-９]){DIGIT}+(?:,[0-9]{{3}}(?![0-9]))*(?:[.．]{DIGIT}+)?")
NUMBER_OR_CHARACTER = re.compile(rf"{NUMBER.pattern}|.", re.DOTALL)
YEAR = re.compile(rf"{DIGIT}{{4}}年")
CHINESE_NUMBER = re.compile(
    r"[一二两三四五六七八九]?[十百千](?=余|多)|[万亿](?=余|多)"
    r"|(?:[一二两三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])(?=[个家项件名人所座条支处])"
)
CHINESE_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九十")}
# 万余人 has the unit 万人 and the value 1
CHINESE_DIGITS |= {"两": 2, "百": 100, "千": 1000, "万": 1, "亿": 1}
PLAIN_DIGITS = str.maketrans("０１２３４５６７８９．", "0123456789.", ",")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a wording says: the comparator (`mixed` where its words disagree) and the numbers as printed."""

    comparator: str
    numbers: tuple[str, ...]


def strip_space(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


@lru_cache(maxsize=64)
def compact(text: str) -> tuple[str, tuple[int, ...]]:
    """The text without white space, and for each character left its offset in the text."""
    offsets = tuple(index for index, character in enumerate(text) if not character.isspace())
    return strip_space(text), offsets


def locate(text: str, quote: str, prefix: str = "", suffix: str = "") -> list[Span]:
    """Every place of `quote` between `prefix` and `suffix`, as start and end offsets of the quote."""
    words, offsets = compact(text)
    before, exact, after = strip_space(prefix), strip_space(quote), strip_space(suffix)
    if not exact:
        return []
    starts = (place + len(before) for place in find_all(words, before + exact + after))
    return [(offsets[start], offsets[start + len(exact) - 1] + 1) for start in starts]


def find_all(text: str, words: str) -> Iterator[int]:
    """Every place of `words`, overlapping ones too."""
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def is_printed(words: str, text: str) -> bool:
    """Whether the words stand in the text, white space ignored."""
    return strip_space(words) in strip_space(text)


def match_beginning(text: str, quote: str) -> tuple[str, str]:
    """The longest beginning of `quote` that stands in the text, and what the text goes on with there."""
    words, exact = compact(text)[0], strip_space(quote)
    low, high = 0, len(exact)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if exact[:middle] in words else (low, middle - 1)
    place = words.find(exact[:low]) + low
    return exact[:low], words[place : place + 10]


def has_cut_number(text: str, span: Span) -> bool:
    """Whether an edge of the span stands inside a number of the text."""
    around = text[max(span[0] - 12, 0) : span[1] + 12]
    shift = max(span[0] - 12, 0)
    edges = (span[0] - shift, span[1] - shift)
    return any(match.start() < edge < match.end() for match in NUMBER.finditer(around) for edge in edges)


def find_wording(text: str, wording: str) -> list[Span]:
    """Every place of a wording in a text; a number stands in one piece and is not cut in two."""
    pieces = NUMBER_OR_CHARACTER.findall(strip_space(wording))
    if not pieces:
        return []
    matches = re.finditer(r"\s*".join(re.escape(piece) for piece in pieces), text)
    return [match.span() for match in matches if not has_cut_number(text, match.span())]


def read_wording(wording: str) -> Reading:
    """The comparator and the numbers that a wording states; neither where it holds words only."""
    words = YEAR.sub("", strip_space(wording))
    matches = list(NUMBER.finditer(words)) or list(CHINESE_NUMBER.finditer(words))
    if not matches:
        return Reading("", ())
    found = scan(words, BEFORE, (0, matches[-1].start())) | scan(words, AFTER, (matches[0].end(), len(words)))
    return Reading(join_comparators(found), tuple(read_number(match[0]) for match in matches))


def scan(words: str, table: Mapping[str, str], part: Span) -> set[str]:
    """The comparators that begin within a part, each stretch read once, so that 不低于 is not also 低于."""
    pattern = "|".join(f"(?P<{name}>{choices})" for name, choices in table.items())
    matches = re.compile(pattern).finditer(words, part[0])
    return {str(match.lastgroup) for match in matches if match.start() < part[1]}


def join_comparators(found: set[str]) -> str:
    """One comparator: `eq` of none, the stricter of two that agree (超过60%以上), else `mixed`."""
    if found in ({MORE, AT_LEAST}, {LESS, AT_MOST}):
        return MORE if MORE in found else LESS
    return found.pop() if len(found) == 1 else "mixed" if found else "eq"


def read_number(printed: str) -> str:
    """A printed number in plain digits."""
    if printed[0] not in CHINESE_DIGITS:
        return printed.translate(PLAIN_DIGITS)
    total = 0
    for character in printed:
        digit = CHINESE_DIGITS[character]
        total = max(total, 1) * digit if digit >= 10 else total + digit
    return str(total)


def find_cut_qualifier(text: str, span: Span) -> str:
    """A qualifier that stands right before or behind a wording but outside it, else nothing."""
    before, inside = strip_space(text[max(span[0] - 8, 0) : span[0]]), strip_space(text[slice(*span)])
    after = strip_space(text[span[1] : span[1] + 8])
    for match in re.finditer("|".join(BEFORE.values()), before + inside):
        if match.end() == len(before) and not re.search("[节预合契签公条最附临邻]$", before[: match.start()]):
            return match[0]
    match_after = re.compile("|".join(AFTER.values())).match(inside + after, len(inside))
    return match_after[0] if match_after else ""


def find_unit(text: str, value: str, units: frozenset[str]) -> str:
    """The longest unit right behind the first place of a number, nothing where none stands there."""
    for match in NUMBER.finditer(text):
        if read_number(match[0]) == value:
            behind = text[match.end() : match.end() + 10].replace("％", "%")
            return max((unit for unit in units if behind.startswith(unit)), key=len, default="")
    return ""
