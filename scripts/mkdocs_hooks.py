"""MkDocs meets the packages here: checked data go in, generated files come out, nothing else happens."""

import sys
from importlib import import_module
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_datetime

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = "en/"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Our modules are on the path; the site has an address, the English one its own below the main one."""
    if str(ROOT / "scripts") not in sys.path:
        sys.path.insert(0, str(ROOT / "scripts"))
    address = import_module("plans.address")
    config.site_url = address.site_root(config.site_url)
    if config.theme["language"] == "en":
        config.site_url += ENGLISH
    return config


def root_of(config: MkDocsConfig) -> str:
    """The address of the whole site, of which the English one is a part."""
    address = str(config.site_url)
    return address.removesuffix(ENGLISH) if config.theme["language"] == "en" else address


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated file; raise PluginError where the data are not clean or an address was lost."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "plans"]:
        del sys.modules[name]  # so that `mkdocs serve` shows an edit of our own code
    load, check, report, build, ledger = (
        import_module(f"plans.{step}")
        for step in ("load_repository", "check", "report", "build", "build_ledger")
    )
    repository = load.read_repository(ROOT)
    if problems := check.find_problems(repository.catalog):
        raise PluginError(report.as_excerpt(problems, "zh"))
    today, known = get_build_datetime().date(), str(config.extra["repository"] or "")
    settings = build.Settings(ROOT, today, root_of(config), known)
    try:
        site = build.build_site(repository, config.theme["language"], settings)
    except ledger.AddressError as error:
        raise PluginError(str(error)) from error
    for path, content in site.items():
        files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files
