"""The generated site as path → content: what is in it, and that it depends on the data alone."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from plans.build import Settings, build_site
from plans.derive import register
from plans.derive_targets import derive_targets
from plans.load import read_catalog
from plans.load_repository import Repository, read_repository
from plans.model import LANGUAGES, Catalog, Language


@pytest.fixture
def catalog(example_root: Path) -> Catalog:
    return read_catalog(example_root)


@pytest.fixture
def settings(repository: Path) -> Settings:
    return Settings(repository, date(2026, 11, 22))


def test_addresses(catalog: Catalog, settings: Settings) -> None:
    site = build_site(Repository(catalog), "zh", settings)

    promising = {target.area for target in derive_targets(register(catalog))}
    pages = {path.removesuffix("index.md") for path in site if path.endswith(".md")}
    assert pages == {
        "",
        "plans/",
        *(f"plans/{plan.name}/{part}" for plan in catalog.plans for part in ("", "source/")),
        "indicators/",
        *(f"indicators/{row['id']}/" for row in catalog.vocabulary.rows("concepts")),
        "areas/",
        *(f"areas/{row['id']}/" for row in catalog.vocabulary.rows("areas")),
        *(f"areas/{area}/report/" for area in promising),
        "organizations/",
        *(f"organizations/{row['id']}/" for row in catalog.vocabulary.rows("organizations")),
        "changes/",
        "data/",
        "data/api/",
        "data/dictionary/",
        "explore/",
        "explore/sql/",
        "contribute/",
        "contribute/columns/",
        "contribute/example/",
        "contribute/excel/",
        "contribute/rules/",
        "compare/",
        "due/",
        "findings/",
        "method/",
        "search/",
    }


def test_downloads_are_in_one_place(catalog: Catalog, settings: Settings) -> None:
    sites = {language: build_site(Repository(catalog), language, settings) for language in LANGUAGES}
    downloads = {
        language: {path for path in site if path.startswith("data/")} for language, site in sites.items()
    }

    assert downloads["en"] == {"data/index.md", "data/api/index.md", "data/dictionary/index.md"}
    assert downloads["zh"] > {
        f"data/{plan.name}/{name}" for plan in catalog.plans for name in ("values.csv", "datapackage.json")
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_bytes_whatever_the_order_of_plans(
    catalog: Catalog, settings: Settings, language: Language
) -> None:
    sites = [
        build_site(Repository(replace(catalog, plans=plans)), language, settings)
        for plans in permutations(catalog.plans)
    ]

    assert all(site == sites[0] for site in sites)


def test_every_figure_leads_to_its_words(catalog: Catalog, settings: Settings) -> None:
    site = build_site(Repository(catalog), "zh", settings)

    for plan in catalog.plans:
        page, source = (str(site[f"plans/{plan.name}/{path}"]) for path in ("index.md", "source/index.md"))
        for row in plan.rows("values"):
            assert f"source/index.md#{row['passage']} " in page
            assert f'<a id="{row["passage"]}"></a>' in source


def test_search_holds_every_plan_and_passage(catalog: Catalog, settings: Settings) -> None:
    site = build_site(Repository(catalog), "zh", settings)

    chunks = [json.loads(content) for path, content in site.items() if "/records-" in path]
    found = {record[3] for blocks in chunks for block in blocks for record in block}
    assert found >= {f"plans/{plan.name}/" for plan in catalog.plans} | {
        f"plans/{plan.name}/source/#{row['id']}" for plan in catalog.plans for row in plan.rows("passages")
    }


def test_the_same_tree_for_another_generator(repository: Path, tmp_path: Path, settings: Settings) -> None:
    command = [
        sys.executable,
        "scripts/write_site.py",
        str(tmp_path),
        "--language",
        "en",
        "--today",
        "2026-11-22",
    ]

    subprocess.run(command, cwd=repository, check=True)

    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    site = build_site(read_repository(repository), "en", settings)
    assert written == {
        path: content if isinstance(content, bytes) else content.encode() for path, content in site.items()
    }
