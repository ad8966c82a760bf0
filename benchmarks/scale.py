"""How the time of each step grows with the plans: 5, and as many as asked for, made by renaming the real.

python benchmarks/scale.py [PLANS ..., 50 100 200] prints processor seconds per step, in brackets the time
of one plan against that of one plan among five: 1 is linear.
"""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from plans.build import write_shared_pages, write_site_pages  # noqa: E402
from plans.build_downloads import list_downloads  # noqa: E402
from plans.derive import register  # noqa: E402
from plans.derive_results import derive_results  # noqa: E402
from plans.load import read_catalog  # noqa: E402
from plans.model import Catalog, Package, Row, Table  # noqa: E402
from plans.page import Desk, concept_page, plan_page  # noqa: E402
from plans.page_concept import write_concept  # noqa: E402
from plans.page_due import write_due  # noqa: E402
from plans.page_head import write_heads  # noqa: E402
from plans.page_plan import write_plan  # noqa: E402
from plans.page_report import write_report  # noqa: E402
from plans.page_standing import DUE_PAGE, has_targets, report_page  # noqa: E402
from plans.records import list_records  # noqa: E402
from plans.search import index_files  # noqa: E402

TODAY = date(2026, 11, 22)
Pages = Mapping[str, Any]
PAGES: Mapping[str, Callable[[Desk], Pages]] = {
    "pages of plans": lambda desk: {
        plan_page(name): write_plan(plan, desk).text for name, plan in desk.register.plans.items()
    },
    "pages of concepts": lambda desk: {
        concept_page(id_): write_concept(row, desk).text for id_, row in desk.register.concepts.items()
    },
    "pages of areas and others": write_shared_pages,
    "due and reports": lambda desk: {DUE_PAGE: write_due(desk), **write_reports(desk)},
    "lists and guides": lambda desk: write_site_pages(desk, {}),
}


def write_reports(desk: Desk) -> Pages:
    """The report of each area."""
    areas = desk.register.areas
    return {report_page(id_): write_report(row, desk) for id_, row in areas.items() if has_targets(id_, desk)}


def multiply(catalog: Catalog, times: int) -> Catalog:
    """So many times the plans; areas, organizations and plans of each copy but the first are renamed."""
    vocabulary = catalog.vocabulary
    shared = {name: table for name, table in vocabulary.tables.items() if name in ("concepts", "units")}
    own = {
        name: replace(table, rows=tuple(row for copy in range(times) for row in rename_rows(table, copy)))
        for name, table in vocabulary.tables.items()
        if name not in shared
    }
    return replace(
        catalog,
        vocabulary=replace(vocabulary, tables={**shared, **own}),
        plans=tuple(rename_plan(plan, copy) for copy in range(times) for plan in catalog.plans),
    )


def rename_plan(plan: Package, copy: int) -> Package:
    """A plan of a copy: its own id, area and organizations."""
    stated = dict(plan.descriptor["plan"])
    stated |= {key: rename(stated[key], copy) for key in ("area", "issuer", "publisher") if key in stated}
    stated["related"] = [
        {**related, **({"plan": rename(related["plan"], copy)} if "plan" in related else {})}
        for related in stated.get("related", [])
    ]
    name = rename(plan.name, copy)
    tables = {
        key: replace(table, rows=tuple(rename_rows(table, copy, ("area", "organization"))))
        for key, table in plan.tables.items()
    }
    return replace(
        plan, name=name, descriptor={**plan.descriptor, "name": name, "plan": stated}, tables=tables
    )


def rename_rows(table: Table, copy: int, fields: tuple[str, ...] = ("id", "area", "parent")) -> list[Row]:
    """The rows of a table with the ids in some fields renamed."""
    return [
        Row(row.line, {**row.cells, **{field: rename(row[field], copy) for field in fields if row[field]}})
        for row in table.rows
    ]


def rename(id_: str, copy: int) -> str:
    return f"{id_}-{copy}" if copy else id_


def measure(catalog: Catalog) -> dict[str, float]:
    """Processor seconds of each step; charts are not drawn."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], Any]) -> Any:
        start = process_time()
        done = work()
        seconds[name] = process_time() - start
        return done

    known = timed("register", lambda: register(catalog))
    results = timed("derive_results", lambda: derive_results(known, TODAY))
    desk = Desk(known, results, "zh", ROOT / "docs" / "templates", TODAY)
    pages: dict[str, str | bytes] = {}
    for name, write in PAGES.items():
        pages |= timed(name, lambda write=write: write(desk))  # type: ignore[misc]
    timed("heads of pages", lambda: write_heads(pages, desk))
    timed("search", lambda: index_files(list_records(desk)))
    timed("downloads", lambda: list_downloads(desk.publication))
    return seconds


def main() -> None:
    catalog = read_catalog(ROOT)
    few = len(catalog.plans)
    found = {few: measure(catalog)}
    for wanted in [int(word) for word in sys.argv[1:]] or [50, 100, 200]:
        found[wanted] = measure(multiply(catalog, wanted // few))
    print(f"{'plans':<28}" + "".join(f"{plans:>9} {'':6}" for plans in found))
    for step, first in found[few].items():
        cells = (
            f"{seconds[step]:7.2f} s ({seconds[step] / plans / (first / few):4.1f})"
            for plans, seconds in found.items()
        )
        print(f"{step:<28}" + "".join(cells))


if __name__ == "__main__":
    main()
