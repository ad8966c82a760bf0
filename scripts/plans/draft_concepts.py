"""A name and the vocabulary in, the shared concept that it may be and how alike the names are out."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from plans.model import Package, Row

LEAST = 0.6
EMPTY = re.compile('数量$|总数$|数$|[“”"（）()《》]|^全(?:区|市|县|省)|^累计|^(?:引进|培育|建成)+')


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept and how much its name or another name of it is like the indicator's, 1 for the same words."""

    concept: str
    match: str
    score: float


@lru_cache(maxsize=4096)
def pair(text: str) -> Counter[str]:
    """The pairs of neighbouring characters of a text."""
    return Counter(text[index : index + 2] for index in range(max(len(text) - 1, 1)))


def compare(one: str, other: str) -> float:
    """How alike two names are: Dice's measure of their pairs of characters."""
    first, second = pair(one), pair(other)
    return 2 * sum((first & second).values()) / (first.total() + second.total())


def plain(name: str) -> str:
    """A name without quotes, places and the 数 that names of counts may end with."""
    return EMPTY.sub("", name)


def suggest(name: str, unit: str, vocabulary: Package) -> Suggestion | None:
    """The concept whose names are most like a name and whose unit compares, None where none is near."""
    bases = {row["id"]: row["base"] for row in vocabulary.rows("units")}
    scored = [
        (score_row(name, row), row["id"])
        for row in vocabulary.rows("concepts")
        if not unit or not row["unit"] or bases.get(unit, unit) == bases.get(row["unit"], row["unit"])
    ]
    score, concept = max(scored, default=(0.0, ""))
    if score < LEAST:
        return None
    return Suggestion(concept, "exact" if score == 1 else "close", round(score, 2))


def score_row(name: str, row: Row) -> float:
    """The best likeness of a name to any name of a concept."""
    return max(compare(plain(name), plain(other)) for other in list_names(row))


def list_names(row: Row) -> Iterable[str]:
    """All names of a concept."""
    return [row["name"], *(other for other in row["alt_names"].split("|") if other)]
