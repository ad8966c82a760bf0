"""Versions by the recipe of Data Package: two states of the packages go in, the step between comes out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from plans.derive import FIGURE_KEY
from plans.derive_schema import compare_schemas, name_fields
from plans.load import VOCABULARY, parse_package
from plans.load_releases import Release
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package, Table

Step = Literal["major", "minor", "patch"]
STEPS: tuple[Step, ...] = ("major", "minor", "patch")
FIRST_VERSION = "1.0.0"
COMBINED = "all"
COMBINED_SCHEMAS = ("derived/", "combined/")
# What makes a row the same row; other tables have ids.
ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    "values": FIGURE_KEY,
    "responsibilities": ("task", "indicator", "organization"),
    "remarks": ("passage",),
}
# Rows of these tables have no id that anybody could have noted.
WITHOUT_IDS = {"responsibilities", "remarks"}


def step_between(old: Mapping[str, Package], new: Mapping[str, Package]) -> Step | None:
    """The step from some packages to others, by name; None where nothing changed but their versions.

    Major: a column renamed, added, removed, moved or retyped, or a stricter rule. Minor: rows, tables or
    packages added, or a looser rule. Patch: a value or a text corrected.
    The recipe calls deleting what others refer to incompatible. So a package, a table, an id or a figure
    that is gone is major, for its address led somewhere; one of several statements of a figure, a
    responsibility or a remark that is gone is a correction.
    """
    return largest(step for _, step in package_steps(old, new))


def package_steps(
    old: Mapping[str, Package], new: Mapping[str, Package]
) -> Iterator[tuple[str, Step | None]]:
    """The step of each package, those that are gone included."""
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield name, "major"
        else:
            yield name, package_step(old[name], new[name]) if name in old else "minor"


def largest(steps: Iterable[Step | None]) -> Step | None:
    """The largest step, None where there is none."""
    taken = set(steps)
    return next((step for step in STEPS if step in taken), None)


def package_step(old: Package, new: Package) -> Step | None:
    """The step from one state of a package to another."""
    names = VOCABULARY_TABLES if new.name == VOCABULARY else PLAN_TABLES
    steps = [table_step(name, old, new) for name in names]
    return largest([*steps, texts_step(old, new), words_step(old, new)])


def table_step(name: str, old: Package, new: Package) -> Step | None:
    """The step of a table: of its columns and rules, and of its rows."""
    before, after = old.tables.get(name), new.tables.get(name)
    if before is None or after is None:
        return None if before is after else "major" if after is None else "minor"
    return largest([schema_step(schema_of(old, before), schema_of(new, after)), rows_step(before, after)])


def schema_of(package: Package, table: Table) -> Mapping[str, Any]:
    """The columns as the table has them, with what the descriptor says of them."""
    resources = package.descriptor.get("resources", [])
    schema: Mapping[str, Any] = next(
        (item.get("schema", {}) for item in resources if item.get("name") == table.name), {}
    )
    fields = {field["name"]: field for field in schema.get("fields", [])}
    return {**schema, "fields": [fields.get(name, {"name": name}) for name in table.header]}


def rows_step(old: Table, new: Table) -> Step | None:
    """The step of the rows of a table; their order says nothing."""
    key = ROW_KEYS.get(old.name, ("id",))
    before, after = ([tuple(row[field] for field in key) for row in table.rows] for table in (old, new))
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    if old.name not in WITHOUT_IDS and gone.keys() - set(after):
        return "major"
    return "minor" if come else "patch" if gone or cells_of(old) != cells_of(new) else None


def cells_of(table: Table) -> Counter[tuple[str, ...]]:
    """The rows as cells, columns in the order of their names."""
    columns = sorted(table.header)
    return Counter(tuple(row[column] for column in columns) for row in table.rows)


def texts_step(old: Package, new: Package) -> Step | None:
    """The step of the archived texts."""
    if old.texts.keys() - new.texts.keys():
        return "major"
    return "minor" if new.texts.keys() - old.texts.keys() else None


def schemas_step(old: Mapping[str, Any], new: Mapping[str, Any]) -> Step | None:
    """The step of the tables that only the combined package has, from their schemas; a new one is minor."""
    before, after = (
        {name: schema for name, schema in schemas.items() if is_combined(name)} for schemas in (old, new)
    )
    steps: list[Step | None] = ["major" for _ in before.keys() - after.keys()]
    steps += ["minor" for _ in after.keys() - before.keys()]
    steps += [schema_step(before[name], after[name]) for name in before.keys() & after.keys()]
    return largest([*steps, "patch" if before != after else None])


def is_combined(schema: str) -> bool:
    """Whether a schema is of a table that is made, not typed."""
    return schema.startswith(COMBINED_SCHEMAS)


def schema_step(old: Mapping[str, Any], new: Mapping[str, Any]) -> Step | None:
    """The step of the columns and rules of a table."""
    changes = compare_schemas(name_fields(old), name_fields(new))
    return largest("minor" if change.what == "looser" else "major" for change in changes)


def words_step(old: Package, new: Package) -> Step | None:
    """A patch where anything else differs: the descriptor without its version, or a file."""
    descriptors = [{**package.descriptor, "version": ""} for package in (old, new)]
    files = [
        {path: content for path, content in package.files.items() if path != "datapackage.json"}
        for package in (old, new)
    ]
    return "patch" if descriptors[0] != descriptors[1] or files[0] != files[1] else None


def bump(version: str, step: Step) -> str:
    """The version that follows: 1.2.3 and a minor step → 1.3.0."""
    numbers = [int(number) for number in version.split(".")]
    place = STEPS.index(step)
    return ".".join(map(str, [*numbers[:place], numbers[place] + 1, *[0] * (2 - place)]))


def released_packages(release: Release) -> dict[str, Package]:
    """The packages of a release, by name; none where its files are missing."""
    files: dict[str, dict[str, bytes]] = {}
    for path, content in (release.files or {}).items():
        name, _, inside = path.partition("/")
        files.setdefault(name, {})[inside] = content
    return {name: parse_package(name, inside) for name, inside in files.items()}


def current_versions(releases: Sequence[Release], catalog: Catalog) -> dict[str, str]:
    """The version of each package as it now stands, by name, and of them all together (`all`).

    What has not changed since the last release has its version; what has changed bears the version that it
    will get, marked as not yet released (`1.1.0-dev`, which sorts before 1.1.0). Where the files of the last
    release are missing, nobody can tell the step: `1.0.0+changed`.
    """
    packages = packages_of(catalog)
    if not releases:
        return dict.fromkeys((*packages, COMBINED), f"{FIRST_VERSION}-dev")
    last = releases[0]
    if last.files is None or last.schemas is None:
        stated = {name: str(package.descriptor["version"]) for name, package in packages.items()}
        return {name: f"{version}+changed" for name, version in (stated | {COMBINED: last.version}).items()}
    old = released_packages(last)
    steps = dict(package_steps(old, packages))
    released = {name: str(package.descriptor["version"]) for name, package in old.items()}
    current = {name: next_version(released.get(name), steps[name]) for name in packages}
    whole = largest([*steps.values(), schemas_step(last.schemas, catalog.schemas)])
    return {**current, COMBINED: next_version(last.version, whole)}


def packages_of(catalog: Catalog) -> dict[str, Package]:
    """All packages by name."""
    return {package.name: package for package in (catalog.vocabulary, *catalog.plans)}


def next_version(version: str | None, step: Step | None) -> str:
    """A version that follows, marked as not yet released; the same where nothing changed."""
    if version is None:
        return f"{FIRST_VERSION}-dev"
    return version if step is None else f"{bump(version, step)}-dev"
