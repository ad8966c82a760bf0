"""Comparison: the register and a concept go in, figures in one unit and what of them can be ranked come out.

Only exact indicators of areas of one level are ranked, on figures of the same period, kind and measure.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.derive import Figure, Register, Use, convert, group
from plans.derive_rounding import trim_zeros
from plans.derive_targets import area_of
from plans.model import Row, Text
from plans.words import WORDS

EXACT, FITTING = "exact", ("exact", "close")
KINDS = ("target", "actual")
FEWEST = 2
WORDS_ONLY = Text("只有文字，没有数字", "words, no number")
OTHER_UNIT = Text("计量单位不能换算", "its unit does not convert")
SUPERSEDED = Text("同一地区有更新的规划", "a newer plan of the same area has its own figure")
ALONE = Text(
    "没有第二个同级地区有同一年份、同样口径的数",
    "no second area of this level has an exact figure of that year",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A figure of an area; `value` is its number in the unit of the comparison."""

    use: Use
    figure: Figure
    area: str
    level: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class League:
    """Figures that compare, the best first, each with its place; equal numbers share a place."""

    period: str
    kind: str
    level: str
    places: tuple[tuple[int, Entry], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What several areas say of one concept; each figure is in one league or left out for a reason."""

    concept: Row
    unit: str
    entries: tuple[Entry, ...]
    leagues: tuple[League, ...]
    left_out: tuple[tuple[Entry, Text], ...]


def list_shared(register: Register) -> list[str]:
    """The concepts for which plans of at least two areas print a target with a number, in their order."""
    return [concept for concept in register.concepts if len(promising_areas(concept, register)) >= FEWEST]


def promising_areas(concept: str, register: Register) -> list[str]:
    """The areas whose plans print a target with a number for a concept, each once."""
    return list(
        dict.fromkeys(
            area_of(use, "")
            for use in register.uses_of_concept.get(concept, ())
            for figure in use.figures
            if figure.kind == "target" and figure.value is not None and not figure.organization
        )
    )


def compare_concept(concept: str, register: Register) -> Comparison:
    """The figures of one concept side by side."""
    uses = register.uses_of_concept.get(concept, ())
    unit = find_unit(uses, register)
    entries = [
        read_entry(use, figure, unit, register)
        for use in uses
        for figure in use.figures
        if figure.kind in KINDS and not figure.organization
    ]
    newest = find_newest(entries)
    excluded = {id(entry): reason for entry in entries if (reason := exclude(entry, newest))}
    candidates = group((league_key(entry), entry) for entry in entries if id(entry) not in excluded)
    direction = register.concepts[concept]["direction"]
    leagues = [rank(found, direction) for found in candidates.values() if len(found) >= FEWEST]
    excluded |= {id(found[0]): ALONE for found in candidates.values() if len(found) < FEWEST}
    return Comparison(
        concept=register.concepts[concept],
        unit=unit,
        entries=tuple(entries),
        leagues=tuple(sorted(leagues, key=lambda league: (league.period[-4:], league.period, league.kind))),
        left_out=tuple((entry, excluded[id(entry)]) for entry in entries if id(entry) in excluded),
    )


def find_unit(uses: Iterable[Use], register: Register) -> str:
    """The unit of the concept where any figure is printed in it, else the one printed most."""
    rows = [(use, figure) for use in uses for figure in use.figures if figure.kind in KINDS]
    printed = Counter(figure.chosen["unit"] for _, figure in rows if figure.value is not None)
    wanted = register.concepts[rows[0][0].indicator["concept"]]["unit"] if rows else ""
    return (
        wanted if wanted in printed or not printed else max(sorted(printed), key=lambda unit: printed[unit])
    )


def read_entry(use: Use, figure: Figure, unit: str, register: Register) -> Entry:
    """A figure as an entry; a number that does not convert has no value."""
    area = area_of(use, figure.area)
    value = convert(figure.chosen, unit, register.units)
    return Entry(
        use, figure, area, register.areas[area]["level"], None if value is None else trim_zeros(value)
    )


def find_newest(entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    """The entry that counts for an area in a league: entries come newest plan first."""
    exact = [entry for entry in entries if entry.use.indicator["match"] == EXACT and entry.value is not None]
    return {(entry.area, league_key(entry)): entry for entry in reversed(exact)}


def exclude(entry: Entry, newest: Mapping[tuple[str, str], Entry]) -> Text | None:
    """Why a figure cannot be ranked whatever the others say; None where it can."""
    match = entry.use.indicator["match"]
    if match != EXACT:
        return explain_match(entry.use.indicator)
    if entry.figure.value is None:
        return WORDS_ONLY
    if entry.value is None:
        return OTHER_UNIT
    return None if newest[entry.area, league_key(entry)] is entry else SUPERSEDED


def explain_match(indicator: Row) -> Text:
    """The match in words, with the editor's note."""
    word = WORDS[indicator["match"]]
    return Text(
        f"{word.zh}：{indicator['note']}" if indicator["note"] else word.zh,
        f"{word.en}: {indicator['note_en']}" if indicator["note_en"] else word.en,
    )


def league_key(entry: Entry) -> str:
    """What ranked figures have in common."""
    return " ".join((entry.figure.period, entry.figure.kind, entry.level, entry.use.indicator["measure"]))


def rank(entries: Sequence[Entry], direction: str) -> League:
    """The entries in the order of their numbers; lower is better only where the concept says so."""
    lower = direction == "decrease"
    ordered = sorted(entries, key=lambda entry: ((entry.value or 0) * (1 if lower else -1), entry.area))
    places = {entry.value: place for place, entry in reversed(list(enumerate(ordered, 1)))}
    first = entries[0]
    return League(
        first.figure.period,
        first.figure.kind,
        first.level,
        tuple((places[entry.value], entry) for entry in ordered),
    )
