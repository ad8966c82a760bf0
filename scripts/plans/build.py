"""The whole site of one language as path → content: Markdown pages, charts, downloads, search index."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plans.address import LOCAL_SITE
from plans.api import api_files
from plans.api_address import REFERENCE
from plans.build_downloads import list_downloads
from plans.build_tombstones import keep_addresses
from plans.derive import register
from plans.derive_chronicle import derive_chronicle
from plans.derive_results import derive_results
from plans.export_release import missing_folders
from plans.load_repository import Repository
from plans.model import Language
from plans.page import Desk, area_page, concept_page, organization_page, plan_page, source_page
from plans.page_api import write_api
from plans.page_area import write_area, write_areas
from plans.page_changes import write_changes
from plans.page_chart import Sheet
from plans.page_compare import write_compare_pages
from plans.page_concept import write_concept, write_concepts
from plans.page_data import write_data
from plans.page_dictionary import write_dictionary
from plans.page_due import due_charts, write_due
from plans.page_explore import explore_pages
from plans.page_findings import write_findings
from plans.page_guide import write_guide
from plans.page_head import write_heads
from plans.page_method import write_method
from plans.page_organization import write_organization, write_organizations
from plans.page_plan import write_plan
from plans.page_report import write_report
from plans.page_site import write_home, write_plans, write_search
from plans.page_source import write_source
from plans.page_standing import DUE_PAGE, has_targets, report_page
from plans.records import list_records
from plans.render import svg
from plans.search import index_files


@dataclass(frozen=True, slots=True)
class Settings:
    """Where templates and cache lie (below `root`), the day from which overdue days are counted, and the
    addresses of the site, with a slash at its end, and of the repository, empty where it is not known.
    """

    root: Path
    today: date
    site_url: str = LOCAL_SITE
    repository_url: str = ""


def build_site(repository: Repository, language: Language, settings: Settings) -> dict[str, str | bytes]:
    """Every generated file of a language, by path within its site; downloads are in the Chinese one only.

    Raises AddressError where a published address is gone and nothing says why.
    """
    desk = open_desk(repository, language, settings)
    withdrawn = repository.ledger.withdrawn
    downloads = list_downloads(desk.publication, withdrawn) if language == "zh" else {}
    shared = {**downloads, **repository.browser} if language == "zh" else {}
    pages = {
        **write_charted_pages(desk, settings.root / ".cache" / "charts"),
        **write_shared_pages(desk),
        **write_due_pages(desk, settings.root / ".cache" / "charts"),
        **write_site_pages(desk, {path: len(content) for path, content in downloads.items()}),
        **explore_pages(desk, repository.browser),
        **write_guide(desk, repository.mistakes),
        **index_files(list_records(desk)),
    }
    site = {**write_heads(pages, desk), **shared}
    missing = missing_folders(repository.releases)
    return {**site, **keep_addresses(site, desk, repository.ledger, missing)}


def open_desk(repository: Repository, language: Language, settings: Settings) -> Desk:
    """What the pages of a language are written with."""
    known = register(repository.catalog)
    return Desk(
        register=known,
        results=derive_results(known, settings.today),
        language=language,
        templates=settings.root / "docs" / "templates",
        today=settings.today,
        site_url=settings.site_url,
        chronicle=derive_chronicle(repository.history, repository.releases, repository.catalog),
        repository_url=settings.repository_url.rstrip("/"),
    )


def write_charted_pages(desk: Desk, cache: Path) -> dict[str, str | bytes]:
    """The pages of plans and concepts with their charts."""
    register = desk.register
    sheets: dict[str, Sheet] = {
        **{plan_page(name): write_plan(plan, desk) for name, plan in register.plans.items()},
        **{concept_page(id_): write_concept(row, desk) for id_, row in register.concepts.items()},
    }
    specs = {chart.path: chart.spec for sheet in sheets.values() for chart in sheet.charts}
    return {**{path: sheet.text for path, sheet in sheets.items()}, **svg(specs, cache)}


def write_due_pages(desk: Desk, cache: Path) -> dict[str, str | bytes]:
    """The register of due targets with its calendar, and the report of each area."""
    reports = {
        report_page(row["id"]): write_report(row, desk)
        for row in desk.register.areas.values()
        if has_targets(row["id"], desk)
    }
    return {DUE_PAGE: write_due(desk), **reports, **svg(due_charts(desk), cache)}


def write_shared_pages(desk: Desk) -> dict[str, str]:
    """The archived texts, and the pages of areas, organizations and comparisons."""
    register = desk.register
    return {
        **{source_page(name): write_source(plan, desk) for name, plan in register.plans.items()},
        **{area_page(id_): write_area(row, desk) for id_, row in register.areas.items()},
        **{
            organization_page(id_): write_organization(row, desk)
            for id_, row in register.organizations.items()
        },
        **write_compare_pages(desk),
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
        "data/dictionary/index.md": write_dictionary(desk),
        "findings/index.md": write_findings(desk),
        "method/index.md": write_method(desk),
        "search/index.md": write_search(desk),
        "changes/index.md": write_changes(desk),
        f"{REFERENCE}index.md": write_api(desk, api_files(desk.publication)),
    }
