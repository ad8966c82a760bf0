"""All results together: seven tables that follow from the plans, not from the order of their files."""

import random
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.derive import register
from plans.derive_results import Results, derive_results, list_tables
from plans.load import read_catalog
from plans.model import Catalog, Package, Table

CATALOG = read_catalog(Path(__file__).parents[1])
TODAY = date(2026, 11, 22)
TABLES = ["targets", "trajectories", "revisions", "decomposition", "progress", "findings", "commitments"]


def shuffle_rows(plan: Package, dice: random.Random) -> Package:
    """The plan with its rows in another order, but for the indicators, whose order is the editor's."""

    def shuffle(table: Table) -> Table:
        return replace(table, rows=tuple(dice.sample(table.rows, len(table.rows))))

    tables = {name: shuffle(table) for name, table in plan.tables.items() if name != "indicators"}
    return replace(plan, tables={**plan.tables, **tables})


def shuffle_catalog(catalog: Catalog, dice: random.Random) -> Catalog:
    """The catalog with its plans and their rows in another order."""
    plans = [shuffle_rows(plan, dice) for plan in dice.sample(catalog.plans, len(catalog.plans))]
    return replace(catalog, plans=tuple(plans))


@pytest.mark.parametrize("table", TABLES)
def test_every_field_of_a_result_is_a_column(table: str) -> None:
    (record, _) = get_type_hints(Results)[table].__args__
    schema = CATALOG.schemas[f"derived/{table}"]
    assert [field["name"] for field in schema["fields"]] == list(get_type_hints(record))


def test_the_results_are_the_seven_tables_by_name() -> None:
    tables = list_tables(derive_results(register(CATALOG), TODAY))

    assert (list(tables), all(tables.values())) == (TABLES, True)


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_and_plans_changes_nothing(dice: random.Random) -> None:
    first, second = (
        derive_results(register(catalog), TODAY) for catalog in (CATALOG, shuffle_catalog(CATALOG, dice))
    )

    changed = [
        field.name for field in fields(Results) if getattr(first, field.name) != getattr(second, field.name)
    ]
    assert changed == []
