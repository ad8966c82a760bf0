"""MkDocs meets the packages here: checked data go in, generated files come out, nothing else happens."""

import sys
from importlib import import_module
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.utils import get_build_datetime

ROOT = Path(__file__).resolve().parent.parent
SHOWN_PROBLEMS = 10


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Our modules are on the path; the English site has an address of its own below the main one."""
    if str(ROOT / "scripts") not in sys.path:
        sys.path.insert(0, str(ROOT / "scripts"))
    if config.site_url and config.theme["language"] == "en":
        config.site_url = config.site_url.rstrip("/") + "/en/"
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add every generated file; raise PluginError with the first problems where the data are not clean."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "plans"]:
        del sys.modules[name]  # so that `mkdocs serve` shows an edit of our own code
    load, check, report, build = (
        import_module(f"plans.{step}") for step in ("load", "check", "report", "build")
    )
    catalog = load.read_catalog(ROOT)
    if problems := check.find_problems(catalog):
        raise PluginError(report.as_text(problems[:SHOWN_PROBLEMS], "zh"))
    settings = build.Settings(ROOT, get_build_datetime().date(), config.site_url or "")
    for path, content in build.build_site(catalog, config.theme["language"], settings).items():
        files.append(File.generated(config, path, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files
