"""What `/explore/` loads: register and results go in, one compact file with a row per figure comes out.

The file is made for that page alone and changes with it: it is no part of the data that is published.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from plans.dataset import COMBINED
from plans.derive import Figure, Register, Use, figure_id, group, id_among_all, normalize
from plans.derive_commitments import INDICATOR, Commitment
from plans.derive_results import Results
from plans.derive_rounding import trim_zeros
from plans.derive_targets import area_of, join_passages
from plans.model import Row
from plans.words import WORDS

EXPLORE_FILE = "explore.json"
ABOUT = f"For the page /explore/ alone, and changed with it. Stable files: /data/{COMBINED}/ and /api/v1/."

# Columns whose cells repeat are numbers into a list; the others are text, which hardly repeats.
CODED = (
    "indicator",
    "area",
    "organization",
    "period",
    "kind",
    "comparator",
    "unit",
    "passages",
    "state",
    "answers",
)
TEXTS = ("value", "normalized_value", "wording")


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; cells are text, ids as in the combined tables, empty where there is none.

    `normalized_value` is empty too where it is the value as printed; `passages` lack the plan; `answers`
    are the organizations that hold the figure or answer for its indicator; `state` is that of a target.
    """

    figure: str
    indicator: str
    area: str
    organization: str
    period: str
    kind: str
    comparator: str
    value: str
    normalized_value: str
    unit: str
    wording: str
    passages: str
    state: str
    answers: str


def explore_file(register: Register, results: Results, today: date) -> bytes:
    """The file as JSON: `lists` with the names of everything in both languages, `columns` by name."""
    return write_lines(list_lines(register, results), register, today)


def list_lines(register: Register, results: Results) -> list[Line]:
    """Every figure, the newest plan first, indicators in the order of the notice, then by year."""
    states = {row.target: row.state for row in results.progress}
    answers = find_answers(results.commitments)
    return [
        write_line(use, figures, register, states, answers)
        for uses in register.uses.values()
        for use in uses
        for figures in order_figures(use)
    ]


def order_figures(use: Use) -> Iterator[tuple[Figure, ...]]:
    """The figures of an indicator by zone or holder, then period; those of one id together."""
    for found in group((f"{figure.area} {figure.organization}", figure) for figure in use.figures).values():
        ordered = sorted(found, key=lambda figure: (figure.last_year, figure.period))
        yield from group((figure_id(use.plan.name, figure.key), figure) for figure in ordered).values()


def find_answers(commitments: Iterable[Commitment]) -> dict[str, tuple[str, ...]]:
    """The organizations that answer, by target and by indicator as a whole."""
    return {
        key: tuple(dict.fromkeys(found))
        for key, found in group(
            (key, commitment.organization) for commitment in commitments for key in list_subjects(commitment)
        ).items()
    }


def list_subjects(commitment: Commitment) -> Iterator[str]:
    """The ids of what a commitment is about, among those that figures have."""
    if commitment.target:
        yield commitment.target
    if commitment.kind == INDICATOR:
        yield id_among_all(commitment.plan, commitment.subject)


def write_line(
    use: Use,
    figures: Sequence[Figure],
    register: Register,
    states: Mapping[str, str],
    answers: Mapping[str, Sequence[str]],
) -> Line:
    """A figure from all that is stated of it, a number before words."""
    shown = next((figure for figure in figures if figure.value is not None), figures[0])
    row = shown.chosen
    id_ = figure_id(use.plan.name, shown.key)
    indicator = id_among_all(use.plan.name, use.indicator["id"])
    amount = normalize(row, register.units)[0]
    normalized = "" if amount is None else f"{trim_zeros(amount):f}"
    passages = join_passages(use, (row, *(row for figure in figures for row in figure.rows)))
    return Line(
        figure=id_,
        indicator=indicator,
        area=area_of(use, row["area"]),
        organization=row["organization"],
        period=row["period"],
        kind=row["kind"],
        comparator=row["comparator"],
        value=row["value"],
        normalized_value="" if normalized == row["value"] else normalized,
        unit=row["unit"],
        wording=row["wording"],
        passages=" ".join(passage.partition(".")[2] for passage in passages.split()),
        state=states.get(id_, ""),
        answers=" ".join(name_answering(row, (id_, indicator), answers)),
    )


def name_answering(row: Row, ids: tuple[str, str], answers: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """Who answers for a figure: for a target as derived, else for the share or the indicator."""
    figure, indicator = ids
    if row["kind"] == "target":
        return answers.get(figure, ())
    return [row["organization"]] if row["organization"] else answers.get(indicator, ())


def write_lines(lines: Sequence[Line], register: Register, today: date) -> bytes:
    """Lines as columns; a coded cell is a place in the list of its column."""
    cells = {name: [getattr(line, name) for line in lines] for name in CODED + TEXTS}
    places = {name: place_cells(cells[name]) for name in CODED}
    columns: dict[str, Sequence[int | str]] = {
        name: [places[name][cell] for cell in cells[name]] for name in CODED
    }
    content = {
        "about": ABOUT,
        "today": today.isoformat(),
        "rows": len(lines),
        "lists": write_lists({name: list(places[name]) for name in CODED}, register),
        "columns": columns | {name: cells[name] for name in TEXTS},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def place_cells(cells: Iterable[str]) -> dict[str, int]:
    """Each different cell with its place among them, in the order in which they came."""
    return {cell: place for place, cell in enumerate(dict.fromkeys(cells))}


def write_lists(used: Mapping[str, Sequence[str]], register: Register) -> dict[str, list[Any]]:
    """What the cells stand for: `[id, Chinese name, English name, …]`, or the text alone."""
    uses = {
        id_among_all(use.plan.name, use.indicator["id"]): use
        for all_ in register.uses.values()
        for use in all_
    }
    shown = [uses[id_] for id_ in used["indicator"]]
    concepts = dict.fromkeys(use.indicator["concept"] for use in shown if use.indicator["concept"])
    topics = dict.fromkeys(register.concepts[concept]["topic"] for concept in concepts)
    organizations = dict.fromkeys(
        [*used["organization"], *(id_ for answer in used["answers"] for id_ in answer.split())]
    )
    return {
        **{name: list(used[name]) for name in CODED},
        "indicator": [describe_indicator(use) for use in shown],
        "area": [describe(id_, register.areas, "code") for id_ in used["area"]],
        "unit": [describe_unit(id_, register.units) for id_ in used["unit"]],
        "organizations": [describe(id_, register.organizations) for id_ in organizations if id_],
        "plans": [describe_plan(use) for use in {use.plan.name: use for use in shown}.values()],
        "concepts": [describe(id_, register.concepts, "topic") for id_ in concepts],
        "topics": [[topic, WORDS[topic].zh, WORDS[topic].en] for topic in topics],
    }


def describe(id_: str, rows: Mapping[str, Row], *more: str) -> list[str]:
    """Id, both names and further cells of a row of the vocabulary."""
    return [id_, *(rows[id_][field] for field in ("name", "name_en", *more))]


def describe_unit(id_: str, units: Mapping[str, Row]) -> list[str]:
    """A unit as printed, its English name, its base unit and the English name of that."""
    base = units[id_]["base"] if id_ in units else id_
    names = {unit: units[unit]["name_en"] if unit in units else unit for unit in (id_, base)}
    return [id_, names[id_], base, names[base]]


def describe_indicator(use: Use) -> list[str]:
    """`[plan.indicator, names, plan, concept, match, measure]`."""
    row = use.indicator
    cells = [row[field] for field in ("name", "name_en", "concept", "match", "measure")]
    return [id_among_all(use.plan.name, row["id"]), *cells[:2], use.plan.name, *cells[2:]]


def describe_plan(use: Use) -> list[str]:
    """`[plan, both titles, area]`."""
    stated = use.plan.descriptor["plan"]
    return [use.plan.name, use.plan.descriptor["title"], stated["title_en"], stated["area"]]
