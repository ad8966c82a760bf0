"""Derived results: packages go in, figures with all their statements and cross-references come out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from plans.canonical_order import name_organizations, sort_tables
from plans.model import VOCABULARY_TABLES, Catalog, Package, Row

Item = TypeVar("Item")
FIGURE_KEY = ("indicator", "area", "organization", "period", "kind")


@dataclass(frozen=True, slots=True)
class Figure:
    """What a plan says of one indicator, area, organization and period, with every row that states it.

    Rows belong together where their units compare; words without a number are a figure of their own.
    `chosen` is the row shown: the first one, unless another row gives the same number with a qualifier
    (达到130家以上 beside a bare 130). `agrees` is false where the rows print different numbers.
    """

    indicator: str
    area: str
    organization: str
    period: str
    kind: str
    chosen: Row
    rows: tuple[Row, ...]
    agrees: bool

    @property
    def key(self) -> tuple[str, ...]:
        """The cells that tell it from other figures, in the order of `FIGURE_KEY`."""
        return self.indicator, self.area, self.organization, self.period, self.kind

    @property
    def first_year(self) -> int:
        return int(self.period[:4])

    @property
    def last_year(self) -> int:
        return int(self.period[-4:])

    @property
    def value(self) -> Decimal | None:
        return read_number(self.chosen["value"])


@dataclass(frozen=True, slots=True)
class Use:
    """An indicator of a plan with its figures."""

    plan: Package
    indicator: Row
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """A row of a plan's `responsibilities.csv`."""

    plan: Package
    row: Row


@dataclass(frozen=True, slots=True)
class Register:
    """Everything that a page looks up: vocabulary rows by id, and what the plans say by plan, concept,
    area and organization.
    """

    catalog: Catalog
    plans: Mapping[str, Package]
    concepts: Mapping[str, Row]
    units: Mapping[str, Row]
    areas: Mapping[str, Row]
    organizations: Mapping[str, Row]
    uses: Mapping[str, tuple[Use, ...]]
    uses_of_concept: Mapping[str, tuple[Use, ...]]
    plans_of_area: Mapping[str, tuple[Package, ...]]
    duties: Mapping[str, tuple[Duty, ...]]
    shares: Mapping[str, tuple[Use, ...]]


def register(catalog: Catalog) -> Register:
    """The look-up tables of a checked catalog, its plans from the newest to the oldest, undated ones last.

    Rows are put into canonical order first, so that nothing derived depends on the order of a file.
    """
    names = name_organizations(catalog.vocabulary)
    plans = [order_rows(plan, names) for plan in catalog.plans]
    plans.sort(key=lambda plan: plan.name)
    plans.sort(key=lambda plan: plan.descriptor["plan"].get("written_on", ""), reverse=True)
    vocabulary = {
        table: {row["id"]: row for row in catalog.vocabulary.rows(table)} for table in VOCABULARY_TABLES
    }
    uses = {plan.name: derive_uses(plan, vocabulary["units"]) for plan in plans}
    every_use = [use for plan_uses in uses.values() for use in plan_uses]
    return Register(
        catalog=replace(catalog, plans=tuple(plans)),
        plans={plan.name: plan for plan in plans},
        **vocabulary,
        uses=uses,
        uses_of_concept=group((use.indicator["concept"], use) for use in every_use),
        plans_of_area=group((plan.descriptor["plan"]["area"], plan) for plan in plans),
        duties=group(
            (row["organization"], Duty(plan, row)) for plan in plans for row in plan.rows("responsibilities")
        ),
        shares=group(
            (organization, Use(use.plan, use.indicator, figures))
            for use in every_use
            for organization, figures in group(
                (figure.organization, figure) for figure in use.figures
            ).items()
            if organization
        ),
    )


def order_rows(plan: Package, names: Mapping[str, Sequence[str]]) -> Package:
    """The plan with the rows of its tables in the order of its notice; `names` are those of organizations."""
    return replace(plan, tables=sort_tables(plan.tables, plan.texts, names))


def group(pairs: Iterable[tuple[str, Item]]) -> dict[str, tuple[Item, ...]]:
    """Items by key, keys and items in the order in which they came."""
    groups: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        groups[key].append(item)
    return {key: tuple(items) for key, items in groups.items()}


def derive_uses(plan: Package, units: Mapping[str, Row]) -> tuple[Use, ...]:
    """The indicators of a plan, each with its figures, in the order of the plan."""
    figures = group((figure.indicator, figure) for figure in derive_figures(plan, units))
    return tuple(Use(plan, row, figures.get(row["id"], ())) for row in plan.rows("indicators"))


def derive_figures(plan: Package, units: Mapping[str, Row]) -> tuple[Figure, ...]:
    """One figure per indicator, area, organization, period, kind and base unit, in the rows' order."""
    rows_of_key: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in plan.rows("values"):
        rows_of_key[*key_of(row), normalize(row, units)[1]].append(row)
    return tuple(derive_figure(rows, units) for rows in rows_of_key.values())


def derive_figure(rows: Sequence[Row], units: Mapping[str, Row]) -> Figure:
    """The figure that some rows state together."""
    first = rows[0]
    equal = [row for row in rows if normalize(row, units) == normalize(first, units)]
    return Figure(
        indicator=first["indicator"],
        area=first["area"],
        organization=first["organization"],
        period=first["period"],
        kind=first["kind"],
        chosen=next((row for row in equal if row["comparator"] not in ("", "eq")), first),
        rows=tuple(rows),
        agrees=len(equal) == len(rows),
    )


def normalize(row: Row, units: Mapping[str, Row]) -> tuple[Decimal | None, str]:
    """The number in its base unit: 4.5 万家 → (45000, 家); the unit as printed where it is unknown."""
    value, unit = read_number(row["value"]), units.get(row["unit"])
    if value is None or unit is None:
        return value, row["unit"]
    return value * Decimal(unit["multiplier"]), unit["base"]


def convert(row: Row, unit: str, units: Mapping[str, Row]) -> Decimal | None:
    """The number of a row in another unit: 2 亿元 → 20000 (万元); None where the units do not compare."""
    value = read_number(row["value"])
    if value is None or row["unit"] == unit:
        return value
    (amount, base), (factor, target) = (
        normalize(row, units),
        normalize(Row(0, {"value": "1", "unit": unit}), units),
    )
    return amount / factor if amount is not None and factor and base == target else None


def figure_id(plan: str, key: Iterable[str]) -> str:
    """The id of a figure from its cells in the order of `FIGURE_KEY`: `plan.indicator.period`.

    A zone and an organization stand before the period, `actual` or `change` after it.
    """
    *place, kind = key
    return ".".join(part for part in (plan, *place, "" if kind == "target" else kind) if part)


def key_of(row: Row) -> tuple[str, ...]:
    """The cells that tell which figure a row of `values.csv` states."""
    return tuple(row[field] for field in FIGURE_KEY)


def statement_id(plan: str, row: Row) -> str:
    """The id of a row of `values.csv`: the figure that it states and the passage that it is in."""
    return f"{figure_id(plan, key_of(row))}.{row['passage']}"


def id_among_all(plan: str, id_: str) -> str:
    """An id of a plan (indicator, passage, task) as it is unique among all plans."""
    return f"{plan}.{id_}"


def read_number(text: str) -> Decimal | None:
    """The number in a cell, None where there is none."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return None
