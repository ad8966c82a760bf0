"""What /explore/ shows and hands out is what is published, whatever stands in the cells."""

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import Route

if TYPE_CHECKING:
    from tests.browser.conftest import Explorer

NASTY = [
    "</script><img src=x onerror=alert(1)>",
    "\u202e倒写\u202c",
    '他说"好"，共\n两行',
    "=1+1",
    "<b>&amp;",
    "a,b\r\nc",
]


def test_all_figures_are_there(explorer: "Explorer") -> None:
    explorer.show()

    assert explorer.say() == f"全部 {len(explorer.figures())} 个数字。"
    assert explorer.exported() == explorer.figures()


def test_an_organization_has_what_it_answers_for(explorer: "Explorer") -> None:
    office = "kaizhou-science-technology-bureau"
    answered = {row["target"] for row in explorer.published("commitments") if row["organization"] == office}
    explorer.show(f"?organization={office}&kind=target")

    assert explorer.exported() == answered - {""}


def test_due_targets_are_those_published(explorer: "Explorer") -> None:
    due = {row["target"] for row in explorer.published("progress") if row["state"] == "due"}
    explorer.show("?due=due")

    assert explorer.exported() == due


def test_values_sort_as_numbers_in_base_units(explorer: "Explorer") -> None:
    explorer.show("?sort=-value")
    rows = explorer.export()
    numbers = [float(row["normalized_value"]) for row in rows if row["normalized_value"]]

    assert numbers == sorted(numbers, reverse=True)
    assert all(not row["value"] for row in rows[len(numbers) :])


def test_targets_are_exported_as_published(explorer: "Explorer") -> None:
    explorer.show("?kind=target")
    exported = {row["figure"]: row for row in explorer.export()}
    targets = {row["id"]: row for row in explorer.published("targets")}
    shared = (exported[next(iter(exported))].keys() & next(iter(targets.values())).keys()) - {"id"}

    assert {"indicator", "area", "normalized_value", "base_unit", "wording", "passages"} < shared
    assert {id_: {name: row[name] for name in shared} for id_, row in exported.items()} == {
        id_: {name: row[name] for name in shared} for id_, row in targets.items()
    }


def test_figures_are_exported_as_stated(explorer: "Explorer") -> None:
    explorer.show()
    values = {row["id"]: row for row in explorer.published("values")}
    for row in explorer.export():
        stated = values[f"{row['figure']}.{row['passages'].split()[0].partition('.')[2]}"]
        shared = row.keys() & stated.keys()
        assert {name: row[name] for name in shared} == {name: stated[name] for name in shared}


def test_rows_lead_to_figure_and_passage(explorer: "Explorer") -> None:
    explorer.show("?concept=rd-intensity", "en/")
    for column in ("indicator", "wording"):
        link = explorer.page.locator(f".explore-grid tbody [data-column={column}] a").first
        target = urlsplit(str(link.get_attribute("href")))
        text = (explorer.site / target.path.removeprefix("/name/") / "index.html").read_text("utf-8")
        assert target.path.startswith("/name/en/plans/")
        assert f'id="{target.fragment}"' in text


def test_nothing_but_text_comes_from_the_data(explorer: "Explorer") -> None:
    def spoil(route: Route) -> None:
        content = json.loads((route.fetch()).body())
        content["columns"]["wording"][: len(NASTY)] = NASTY
        content["lists"]["indicator"][0][1] = NASTY[0]
        content["lists"]["area"][0][1] = NASTY[0]
        route.fulfill(body=json.dumps(content), content_type="application/json")

    explorer.page.route("**/explore.json", spoil)
    explorer.show()
    exported = [row["wording"] for row in explorer.export()][: len(NASTY)]
    shown = explorer.page.locator(".explore-grid tbody [data-column=wording]").evaluate_all(
        "cells => cells.map((cell) => cell.textContent)"
    )

    assert exported == NASTY
    assert shown[: len(NASTY)] == NASTY
    assert explorer.page.locator(".explore img, .explore b").count() == 0
