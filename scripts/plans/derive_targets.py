"""Targets: the register goes in, one row per indicator, area, organization and period comes out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.derive import Figure, Register, Use, figure_id, group, id_among_all, normalize
from plans.derive_rounding import trim_zeros
from plans.model import Row


@dataclass(frozen=True, slots=True)
class Target:
    """What a plan promises for one period, from all its statements."""

    id: str
    plan: str
    indicator: str
    name: str
    name_en: str
    concept: str
    match: str
    measure: str
    area: str
    area_code: str
    organization: str
    period: str
    comparator: str
    value: Decimal | None
    unit: str
    normalized_value: Decimal | None
    base_unit: str
    wording: str
    agreement: str
    passages: str

    @property
    def last_year(self) -> int:
        """The year in which the target is due."""
        return int(self.period[-4:])


def derive_targets(register: Register) -> tuple[Target, ...]:
    """Every target of every plan, by id."""
    uses = [use for plan in register.plans for use in register.uses[plan]]
    targets = [
        derive_target(use, figures, register)
        for use in uses
        for figures in group(
            (figure_id(use.plan.name, figure.key), figure)
            for figure in use.figures
            if figure.kind == "target"
        ).values()
    ]
    return tuple(sorted(targets, key=lambda target: target.id))


def derive_target(use: Use, figures: Sequence[Figure], register: Register) -> Target:
    """One target from its figures: several where words stand beside a number, or units do not compare."""
    shown = next((figure for figure in figures if figure.value is not None), figures[0])
    row, indicator = shown.chosen, use.indicator
    value, base = normalize(row, register.units)
    area = area_of(use, shown.area)
    return Target(
        id=figure_id(use.plan.name, shown.key),
        plan=use.plan.name,
        indicator=indicator["id"],
        name=indicator["name"],
        name_en=indicator["name_en"],
        concept=indicator["concept"],
        match=indicator["match"],
        measure=indicator["measure"],
        area=area,
        area_code=register.areas[area]["code"] if area in register.areas else "",
        organization=shown.organization,
        period=shown.period,
        comparator=row["comparator"],
        value=shown.value,
        unit=row["unit"],
        normalized_value=None if value is None else trim_zeros(value),
        base_unit=base,
        wording=row["wording"],
        agreement=judge_agreement(figures, register),
        passages=join_passages(use, (row, *(row for figure in figures for row in figure.rows))),
    )


def area_of(use: Use, area: str) -> str:
    """The area that a figure covers: its own, else the plan's."""
    return area or str(use.plan.descriptor["plan"]["area"])


def judge_agreement(figures: Iterable[Figure], register: Register) -> str:
    """`value` where numbers differ, `qualifier` where only their comparators or words do, else `same`."""
    rows = [row for figure in figures for row in figure.rows]
    numbers = {normalize(row, register.units) for row in rows if row["value"]}
    if len(numbers) > 1:
        return "value"
    return "same" if len({claim_of(row) for row in rows}) == 1 else "qualifier"


def claim_of(row: Row) -> str:
    """What a statement says beside its number: the comparator, or its words where there is no number."""
    return row["comparator"] if row["value"] else row["wording"]


def join_passages(use: Use, rows: Iterable[Row]) -> str:
    """`plan.passage` of each row, each once, separated by spaces."""
    return " ".join(dict.fromkeys(id_among_all(use.plan.name, row["passage"]) for row in rows))
