"""All that is known of the past as one value: commits, releases and the catalog go in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType

from plans.derive import group
from plans.derive_announcements import Announcement, derive_announcements
from plans.derive_history import Change, derive_changes
from plans.derive_versions import current_versions
from plans.load_history import History, State
from plans.load_releases import Release
from plans.model import Catalog


@dataclass(frozen=True)
class Chronicle:
    """All that is known of the past: changes, announcements and releases, each newest first.

    `versions` of each package and of all together (`all`); `moments` of the commits by their hash.
    """

    state: State
    changes: tuple[Change, ...]
    announcements: tuple[Announcement, ...]
    releases: tuple[Release, ...]
    versions: Mapping[str, str]
    moments: Mapping[str, datetime]

    @cached_property
    def changes_of(self) -> dict[str, tuple[Change, ...]]:
        """The changes of each plan, newest first."""
        return group((change.plan, change) for change in self.changes)


NO_CHRONICLE = Chronicle("none", (), (), (), MappingProxyType({}), MappingProxyType({}))


def derive_chronicle(history: History, releases: Sequence[Release], catalog: Catalog) -> Chronicle:
    """The past of a catalog."""
    return Chronicle(
        state=history.state,
        changes=derive_changes(history),
        announcements=derive_announcements(history),
        releases=tuple(releases),
        versions=current_versions(releases, catalog),
        moments={step.commit.hash: step.commit.committed_at for step in history.steps},
    )
