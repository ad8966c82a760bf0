"""Reading everything that the site is built from: a checkout goes in, one value comes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plans.load import read_catalog
from plans.load_addresses import NO_LEDGER, Ledger, read_ledger
from plans.load_browser import read_browser_files
from plans.load_history import NO_HISTORY, History, read_history
from plans.load_mistakes import Mistake, read_mistakes
from plans.load_releases import Release, read_releases
from plans.model import Catalog


@dataclass(frozen=True, slots=True)
class Repository:
    """The packages, the addresses that must not vanish, the past, browser code by its address,
    and the broken example of each rule, which the guide shows.
    """

    catalog: Catalog
    ledger: Ledger = NO_LEDGER
    history: History = NO_HISTORY
    releases: tuple[Release, ...] = ()
    browser: Mapping[str, bytes] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()


def read_repository(root: Path) -> Repository:
    """A checkout in which npm has installed browser code; raises FileNotFoundError or ValueError else."""
    return Repository(
        catalog=read_catalog(root),
        ledger=read_ledger(root),
        history=read_history(root),
        releases=read_releases(root),
        browser=read_browser_files(root),
        mistakes=read_mistakes(root),
    )
