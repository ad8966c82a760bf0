"""The next release: the releases and the catalog go in, its version, words and descriptors come out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from plans.canonical import DESCRIPTOR, tidy_package
from plans.derive_history_rows import list_changed, match_rows
from plans.derive_versions import (
    FIRST_VERSION,
    Step,
    bump,
    largest,
    package_steps,
    packages_of,
    released_packages,
    schemas_step,
)
from plans.load import VOCABULARY
from plans.load_releases import Release
from plans.model import Catalog, Package, Text


@dataclass(frozen=True, slots=True)
class NextRelease:
    """What the next release will be: its version, that of each package that changed, and what changed."""

    version: str
    packages: Mapping[str, str]
    summary: Text


def next_release(releases: Sequence[Release], catalog: Catalog) -> NextRelease | None:
    """The release that follows the newest one, None where nothing changed.

    Raises ValueError where the files of the newest release are missing.
    """
    packages = packages_of(catalog)
    if not releases:
        return NextRelease(FIRST_VERSION, dict.fromkeys(packages, FIRST_VERSION), summarize({}, packages))
    last = releases[0]
    if last.files is None or last.schemas is None:
        raise ValueError(
            f"缺少 {last.version} 版的文件 files of {last.version} missing: git fetch --unshallow"
        )
    old = released_packages(last)
    steps = dict(package_steps(old, packages))
    whole = largest([*steps.values(), schemas_step(last.schemas, catalog.schemas)])
    if whole is None:
        return None
    versions = {
        name: next_version(old[name], step) if name in old else FIRST_VERSION
        for name, step in steps.items()
        if step and name in packages
    }
    return NextRelease(bump(last.version, whole), versions, summarize(old, packages))


def next_version(package: Package, step: Step) -> str:
    """The version of a package after a step."""
    return bump(str(package.descriptor["version"]), step)


def summarize(old: Mapping[str, Package], new: Mapping[str, Package]) -> Text:
    """What changed in plans and figures, in words."""
    plans, old_plans = ({name for name in packages if name != VOCABULARY} for packages in (new, old))
    counts = [count_changes(old[name], new[name]) for name in sorted(plans & old_plans)]
    added, changed, removed = (sum(count[place] for count in counts) for place in range(3))
    parts = [
        (len(plans - old_plans), "新增 {} 份规划", "{} plans added"),
        (len(old_plans - plans), "撤下 {} 份规划", "{} plans withdrawn"),
        (added, "增加 {} 处数字", "{} figures added"),
        (changed, "更正 {} 处数字", "{} figures corrected"),
        (removed, "删去 {} 处数字", "{} figures removed"),
    ]
    shown = [Text(zh.format(count), en.format(count)) for count, zh, en in parts if count]
    found = shown or [Text("表结构或文字有改动", "tables or texts changed")]
    return Text("，".join(text.zh for text in found), ", ".join(text.en for text in found))


def count_changes(old: Package, new: Package) -> tuple[int, int, int]:
    """How many statements of figures were added, corrected and removed."""
    before, after = old.tables["values"], new.tables["values"]
    matched = match_rows(before, after)
    columns = [column for column in after.header if column in before.header]
    changed = sum(bool(list_changed(*pair, columns)) for pair in matched.pairs)
    return len(matched.added), changed, len(matched.removed)


def write_versions(versions: Mapping[str, str], catalog: Catalog) -> dict[str, bytes]:
    """The descriptors with their new versions in canonical form, by path within `datapackages/`."""
    packages = packages_of(catalog)
    return {
        f"{name}/{DESCRIPTOR}": write_version(packages[name], version, catalog)
        for name, version in versions.items()
    }


def write_version(package: Package, version: str, catalog: Catalog) -> bytes:
    """The descriptor of a package with another version."""
    content = json.dumps({**package.descriptor, "version": version}, ensure_ascii=False).encode()
    changed = replace(package, files={**package.files, DESCRIPTOR: content})
    return tidy_package(changed, catalog)[DESCRIPTOR]
