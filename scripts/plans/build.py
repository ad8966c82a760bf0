"""The whole site of one language as path → content: Markdown pages, charts, downloads, search index."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from plans.derive import register
from plans.export import all_files, package_files
from plans.model import Catalog, Language
from plans.page import Desk, area_page, concept_page, organization_page, plan_page, source_page
from plans.page_area import write_area, write_areas
from plans.page_chart import plan_charts
from plans.page_concept import write_concept, write_concepts
from plans.page_organization import write_organization, write_organizations
from plans.page_plan import write_plan
from plans.page_site import write_data, write_guide, write_home, write_plans, write_search
from plans.page_source import write_source
from plans.records import list_records
from plans.render import svg
from plans.rules import RULES
from plans.search import index_files


@dataclass(frozen=True, slots=True)
class Settings:
    """Where templates and cache lie (below `root`), and the address of the site, empty where unknown."""

    root: Path
    site_url: str = ""


def build_site(catalog: Catalog, language: Language, settings: Settings) -> dict[str, str | bytes]:
    """Every generated file of a language, by path within its site; downloads are in the Chinese one only."""
    desk = Desk(register(catalog), language, settings.root / "docs" / "templates")
    downloads = list_downloads(desk.register.catalog, settings.site_url)
    return {
        **write_plan_pages(desk, settings.root / ".cache" / "charts"),
        **write_shared_pages(desk),
        **write_site_pages(desk, {path: len(content) for path, content in downloads.items()}),
        **index_files(list_records(desk)),
        **(downloads if language == "zh" else {}),
    }


def list_downloads(catalog: Catalog, site_url: str) -> dict[str, bytes]:
    """The published files below `/data/`, by path."""
    folders = {
        package.name: package_files(package, site_url) for package in (*catalog.plans, catalog.vocabulary)
    }
    folders["all"] = all_files(catalog, site_url)
    return {
        f"data/{folder}/{path}": content
        for folder, files in folders.items()
        for path, content in files.items()
    }


def write_plan_pages(desk: Desk, cache: Path) -> dict[str, str | bytes]:
    """The pages of the plans with their charts."""
    charts = {plan.name: plan_charts(plan, desk) for plan in desk.register.catalog.plans}
    specs = {chart.path: chart.spec for shown in charts.values() for chart in shown}
    pages: dict[str, str | bytes] = {}
    for plan in desk.register.catalog.plans:
        pages[plan_page(plan.name)] = write_plan(plan, charts[plan.name], desk)
        pages[source_page(plan.name)] = write_source(plan, desk)
    return {**pages, **svg(specs, cache)}


def write_shared_pages(desk: Desk) -> dict[str, str]:
    """The pages of concepts, areas and organizations."""
    register = desk.register
    return {
        **{concept_page(id_): write_concept(row, desk) for id_, row in register.concepts.items()},
        **{area_page(id_): write_area(row, desk) for id_, row in register.areas.items()},
        **{
            organization_page(id_): write_organization(row, desk)
            for id_, row in register.organizations.items()
        },
    }


def write_site_pages(desk: Desk, sizes: Mapping[str, int]) -> dict[str, str]:
    """Home, lists, downloads, guide and search."""
    return {
        "index.md": write_home(desk),
        "plans/index.md": write_plans(desk),
        "indicators/index.md": write_concepts(desk),
        "areas/index.md": write_areas(desk),
        "organizations/index.md": write_organizations(desk),
        "data/index.md": write_data(desk, sizes),
        "contribute/index.md": write_guide(desk, [(rule.id, rule.title, rule.advice) for rule in RULES]),
        "search/index.md": write_search(desk),
    }
