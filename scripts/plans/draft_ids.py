"""Ids and printed names: a name goes in, a readable id or the entry of the vocabulary comes out."""

import re
from collections.abc import Iterable, Mapping

from pypinyin import lazy_pinyin

from plans.canonical_order import list_names
from plans.evidence import strip_space
from plans.model import Package

LONGEST = 8
LONG_FORMS = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}


def spell(name: str) -> str:
    """A readable id of a Chinese name: its first syllables in Pinyin, what stands in brackets left out."""
    plain = re.sub(r"[（(][^）)]*[）)]", "", name) or name
    parts = re.findall("[a-z0-9]+", " ".join(lazy_pinyin(plain)).lower())
    return "-".join(parts[:LONGEST]) or "item"


def tell_apart(wanted: Iterable[str]) -> list[str]:
    """The wanted ids, a number behind those that are taken already."""
    taken: dict[str, None] = {}
    for name in wanted:
        number, id_ = 1, name
        while id_ in taken:
            number += 1
            id_ = f"{name}-{number}"
        taken[id_] = None
    return list(taken)


def find_organization(printed: str, home: str, vocabulary: Package) -> str:
    """The organization of a printed name in the plan's area or one above it, nothing where none has it."""
    for area in list_areas(home, vocabulary):
        for row in vocabulary.rows("organizations"):
            if row["area"] == area and strip_space(printed) in list_names(row):
                return row["id"]
    return ""


def list_areas(home: str, vocabulary: Package) -> list[str]:
    """An area and those that it lies in, the nearest first."""
    parents: Mapping[str, str] = {row["id"]: row["parent"] for row in vocabulary.rows("areas")}
    areas = [home]
    while (above := parents.get(areas[-1], "")) and above not in areas:
        areas.append(above)
    return areas


def find_area(printed: str, home: str, vocabulary: Package) -> str:
    """The zone of a printed name in the plan's area, nothing where none has it."""
    words = strip_space(printed)
    for short, long in LONG_FORMS.items():
        words = words.replace(short, long)
    zones = [row for row in vocabulary.rows("areas") if row["parent"] == home]
    return next((row["id"] for row in zones if words in row["name"] or printed in row["name"]), "")
