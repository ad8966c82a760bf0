"""How well the draft tool reads: its figures against those that people entered, for tables and for prose.

python benchmarks/draft.py [--list] prints recall and precision for the archived notices and for the notices
of other fields in tests/examples/notices/fields; --list adds what was missed and what is not entered.

A figure counts as read where value, unit, period, kind and comparator are right, it stands in the passage
that was entered, and half of the pairs of characters of the names agree (Dice); each statement counts once.
"""

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from plans.draft_concepts import compare, plain  # noqa: E402
from plans.draft_grid import find_grids  # noqa: E402
from plans.draft_notice import Notice  # noqa: E402
from plans.draft_proposals import propose  # noqa: E402
from plans.evidence import locate  # noqa: E402
from plans.load import read_catalog  # noqa: E402
from plans.model import Catalog, Package  # noqa: E402

FIELDS = ROOT / "tests" / "examples" / "notices" / "fields"
LEAST_NAME = 0.5
ORIGINS = ("table", "prose")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as entered or as read; `start` to `end` is its passage, -1 where none is known."""

    origin: str
    name: str
    period: str
    kind: str
    comparator: str
    value: str
    unit: str
    start: int = -1
    end: int = -1

    def __str__(self) -> str:
        return " ".join(
            (self.origin, self.name, self.period, self.kind, self.comparator, self.value, self.unit)
        )


@dataclass(frozen=True, slots=True)
class Score:
    """What was entered and read in one notice, and which of it agrees."""

    name: str
    entered: tuple[Stated, ...]
    read: tuple[Stated, ...]
    seconds: float

    def count(self, same: "Same", origin: str) -> tuple[int, int, int]:
        """How many figures of an origin agree, were entered, were read."""
        entered = [figure for figure in self.entered if figure.origin == origin]
        read = [figure for figure in self.read if figure.origin == origin]
        return len(pair_up(entered, read, same)), len(entered), len(read)


Same = Callable[[Stated, Stated], bool]


def pair_up(entered: Sequence[Stated], read: Sequence[Stated], same: Same) -> list[tuple[Stated, Stated]]:
    """Pairs of figures that agree, each figure in one pair at most."""
    free = list(read)
    pairs = []
    for figure in entered:
        if found := next((other for other in free if same(figure, other)), None):
            free.remove(found)
            pairs.append((figure, found))
    return pairs


def stands_there(one: Stated, other: Stated) -> bool:
    """Whether two figures stand in passages that overlap."""
    return one.start < 0 or other.start < 0 or (one.start < other.end and other.start < one.end)


def has_value(one: Stated, other: Stated) -> bool:
    """The same number in the same passage."""
    return one.value == other.value and stands_there(one, other)


def has_name(one: Stated, other: Stated) -> bool:
    """Names of which half of the pairs of characters agree."""
    return compare(plain(one.name), plain(other.name)) >= LEAST_NAME


def agrees(*fields: str) -> Same:
    """Whether two figures have the same number, passage and these fields."""

    def same(one: Stated, other: Stated) -> bool:
        return has_value(one, other) and all(getattr(one, field) == getattr(other, field) for field in fields)

    return same


def is_same(one: Stated, other: Stated) -> bool:
    """Whether two figures agree in everything that counts."""
    return agrees("period", "kind", "comparator", "unit")(one, other) and has_name(one, other)


ASPECTS: tuple[tuple[str, Same], ...] = (
    ("value", has_value),
    ("+ period", agrees("period")),
    ("+ kind", agrees("kind")),
    ("+ comparator", agrees("comparator")),
    ("+ unit", agrees("unit")),
    ("+ name", lambda one, other: has_value(one, other) and has_name(one, other)),
    ("all", is_same),
)


def read_entered(plan: Package) -> Iterator[Stated]:
    """The figures of a package; a passage that goes over lines is a row of a table."""
    text = plan.texts["notice"]
    names = {row["id"]: row["name"] for row in plan.rows("indicators")}
    places = {
        row["id"]: locate(text, row["quote"], row["prefix"], row["suffix"])[0]
        for row in plan.rows("passages")
    }
    for row in plan.rows("values"):
        start, end = places[row["passage"]]
        origin = "table" if "\n" in text[start:end] or "\t" in text[start:end] else "prose"
        cells = (row["period"], row["kind"], row["comparator"], row["value"], row["unit"])
        yield Stated(origin, names[row["indicator"]], *cells, start, end)


def read_draft(notice: Notice, vocabulary: Package) -> tuple[Stated, ...]:
    """The figures that a draft would write to the package."""
    proposals = propose(notice, vocabulary)
    names = {p.cells["ref"]: p.cells["name"] for p in proposals if p.kind == "indicator"}
    return tuple(
        Stated(
            p.cells["origin"],
            names[p.cells["indicator"]],
            p.cells["period"],
            p.cells["kind"],
            p.cells["comparator"],
            p.cells["value"],
            p.cells["unit"],
            p.start,
            p.end,
        )
        for p in proposals
        if p.kind == "value" and p.is_written
    )


def score_text(name: str, text: str, entered: Sequence[Stated], vocabulary: Package) -> Score:
    """The score of one notice."""
    start = time.perf_counter()
    read = read_draft(Notice(text, find_grids(text), {}), vocabulary)
    return Score(name, tuple(entered), read, time.perf_counter() - start)


def score_plans(catalog: Catalog) -> list[Score]:
    """The scores of the archived notices."""
    return [
        score_text(plan.name, plan.texts["notice"], tuple(read_entered(plan)), catalog.vocabulary)
        for plan in catalog.plans
    ]


def score_fields(folder: Path, vocabulary: Package) -> list[Score]:
    """The scores of notices whose figures stand beside them."""
    scores = []
    for path in sorted(folder.glob("*.txt")):
        with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
            entered = [read_expected(row) for row in csv.DictReader(file)]
        scores.append(score_text(path.stem, path.read_text("utf-8"), entered, vocabulary))
    return scores


def read_expected(row: dict[str, str]) -> Stated:
    """A figure that stands beside a notice."""
    cells = (row["period"], row["kind"], row["comparator"], row["value"], row["unit"])
    return Stated(row["origin"], row["name"], *cells)


def show(title: str, scores: Sequence[Score]) -> Iterator[str]:
    """The tables of recall and precision."""
    header = f"{'entered':>8}{'read':>6}{'right':>6}{'recall':>8}{'precision':>10}{'s':>6}"
    yield f"\n{title}\n{'notice':42}{header}"
    for score in scores:
        for origin in ORIGINS:
            counts = score.count(is_same, origin)
            if counts[1] or counts[2]:
                yield f"{score.name:34}{origin:8}{show_counts(counts)}{score.seconds:6.2f}"
    for origin in ORIGINS:
        for aspect, same in ASPECTS:
            counts = add([score.count(same, origin) for score in scores])
            yield f"{'together, ' + aspect:34}{origin:8}{show_counts(counts)}"


def add(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    """The sum of the counts of several notices."""
    right, entered, read = (sum(numbers) for numbers in zip(*counts, strict=True))
    return right, entered, read


def show_counts(counts: tuple[int, int, int]) -> str:
    """Counts with their recall and precision."""
    right, entered, read = counts
    recall, precision = right / max(entered, 1), right / max(read, 1)
    return f"{entered:8}{read:6}{right:6}{recall:8.3f}{precision:10.3f}"


def list_rest(score: Score) -> Iterator[str]:
    """The figures that were missed, and those that were read and not entered."""
    pairs = [
        pair
        for origin in ORIGINS
        for pair in pair_up(
            [figure for figure in score.entered if figure.origin == origin],
            [figure for figure in score.read if figure.origin == origin],
            is_same,
        )
    ]
    missed = Counter(score.entered) - Counter(entered for entered, _ in pairs)
    extra = Counter(score.read) - Counter(read for _, read in pairs)
    yield f"\n{score.name}"
    yield from (f"  missed  {figure}" for figure in missed.elements())
    yield from (f"  extra   {figure}" for figure in extra.elements())


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true", help="list what was missed and what is not entered")
    arguments = parser.parse_args()
    catalog = read_catalog(ROOT)
    groups = (
        ("archived notices", score_plans(catalog)),
        ("notices of other fields", score_fields(FIELDS, catalog.vocabulary)),
    )
    for title, scores in groups:
        if scores:
            print("\n".join(show(title, scores)))
        if arguments.list:
            print("\n".join(line for score in scores for line in list_rest(score)))


if __name__ == "__main__":
    main()
