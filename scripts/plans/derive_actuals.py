"""Actual values: a register goes in, what each archived text says was reached comes out, ready to look up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.derive import Figure, Register, Use, derive_figure, group, normalize
from plans.derive_targets import Target, area_of
from plans.model import Package, Row


@dataclass(frozen=True, slots=True)
class Actual:
    """What one archived text of a plan's package says was reached.

    `notice` says whether that text is the plan itself, not a later report; `dated` is the day of the text,
    empty where unknown; `row` is the statement chosen among the `passages` of the text that agree with it.
    """

    plan: str
    indicator: str
    measure: str
    period: str
    row: Row
    base_unit: str
    passages: tuple[str, ...]
    notice: bool
    dated: str


def find_actuals(register: Register) -> dict[str, tuple[Actual, ...]]:
    """All actual values held, by indicator of a plan and, where it matches exactly, by shared concept."""
    return group(
        (key, actual)
        for uses in register.uses.values()
        for use in uses
        for figure in use.figures
        if figure.kind == "actual"
        for actual in split_texts(use, figure, register)
        for key in list_keys(use, figure)
    )


def list_keys(use: Use, figure: Figure) -> Iterator[str]:
    """Under what an actual value is found."""
    place = (area_of(use, figure.area), figure.organization)
    yield own_key(use.plan.name, use.indicator["id"], *place)
    if use.indicator["match"] == "exact":
        yield shared_key(use.indicator["concept"], *place)


def own_key(plan: str, indicator: str, area: str, organization: str) -> str:
    return f"{plan} {indicator} {area} {organization}"


def shared_key(concept: str, area: str, organization: str) -> str:
    return f"{concept} {area} {organization}"


def split_texts(use: Use, figure: Figure, register: Register) -> Iterator[Actual]:
    """A figure by the archived texts that state it; a cell without a word (`/`) states nothing."""
    texts = {row["id"]: row["source"] for row in use.plan.rows("passages")}
    stated = [row for row in figure.rows if row["value"] or any(map(str.isalnum, row["wording"]))]
    for text, rows in group((texts[row["passage"]], row) for row in stated).items():
        found = derive_figure(rows, register.units)
        amount = normalize(found.chosen, register.units)
        yield Actual(
            plan=use.plan.name,
            indicator=use.indicator["id"],
            measure=use.indicator["measure"],
            period=figure.period,
            row=found.chosen,
            base_unit=amount[1],
            passages=tuple(row["passage"] for row in rows if normalize(row, register.units) == amount),
            notice=text == use.plan.descriptor["sources"][0]["resource"],
            dated=date_text(use.plan, text),
        )


def date_text(plan: Package, text: str) -> str:
    """The day of an archived text: as its source states it, for the plan itself when it was written."""
    places = {source["resource"]: place for place, source in enumerate(plan.descriptor["sources"])}
    stated = plan.descriptor["plan"]
    written = stated.get("written_on") or stated.get("published_on") or ""
    version = plan.descriptor["sources"][places[text]].get("version", "")
    return str(version if places[text] else written or version)


def held_for(target: Target, actuals: Mapping[str, Sequence[Actual]]) -> list[Actual]:
    """The actual values of a target's indicator, or of its concept where both match exactly.

    The latest text comes first, since statistics are revised; of one day the target's own plan.
    """
    place = (target.area, target.organization)
    found = list(actuals.get(own_key(target.plan, target.indicator, *place), ()))
    if target.match == "exact":
        found += [
            actual
            for actual in actuals.get(shared_key(target.concept, *place), ())
            if (actual.plan, actual.indicator) != (target.plan, target.indicator)
            and actual.measure == target.measure
        ]
    return sorted(
        found,
        key=lambda actual: (actual.dated, actual.plan == target.plan, actual.plan, actual.indicator),
        reverse=True,
    )
