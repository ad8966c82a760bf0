"""Reading a state of the data: a revision of git or a folder goes in, what can be read of it comes out.

Nothing of it need be sound: schemas that are not JSON are left out, packages are read as `load` reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plans.load import VOCABULARY, parse_json, parse_package, read_table
from plans.load_addresses import ADDRESSES, WITHDRAWN, strip_slash
from plans.load_git import ask_git, open_objects
from plans.load_releases import FILE_MODES
from plans.model import PLAN_TABLES, VOCABULARY_TABLES, Catalog, Package, Row

PATHS = ("datapackages", "schemas", ADDRESSES, WITHDRAWN)
NEEDED = ("plan.schema", "vocabulary.schema", *(f"tables/{name}" for name in PLAN_TABLES + VOCABULARY_TABLES))
ABSENT = Package(VOCABULARY, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class State:
    """The packages, the addresses that were ever published, and the lines about withdrawn ones.

    `broken` are the paths of files of ours (not data) that are missing or cannot be read.
    """

    catalog: Catalog
    published: frozenset[str]
    withdrawn: Mapping[str, Row]
    broken: tuple[str, ...]

    @property
    def packages(self) -> dict[str, Package]:
        """The plans and the vocabulary by name; those that are not there are left out."""
        found = (self.catalog.vocabulary, *self.catalog.plans)
        return {package.name: package for package in found if package.files}


def read_state(root: Path, name: str) -> State:
    """A folder that holds `datapackages/`, else a revision of the repository at `root`.

    Raises ValueError where it is neither.
    """
    folder = Path(name)
    if (folder / "datapackages").is_dir():
        return parse_state(read_folder(folder))
    files = read_revision(root, name)
    if files is None:
        raise ValueError(f"没有这个版本或文件夹 no such revision or folder: {name}")
    return parse_state(files)


def read_folder(folder: Path) -> dict[str, bytes]:
    """The files of a folder that make its state, by path; links are left out, as in git."""
    found = [file for path in PATHS for file in (folder / path, *(folder / path).rglob("*"))]
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in found
        if file.is_file() and not file.is_symlink()
    }


def read_revision(root: Path, revision: str) -> dict[str, bytes] | None:
    """The files of a revision that make its state, by path; None where git does not have them."""
    commit = ask_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    listed = commit and ask_git(root, "ls-tree", "-r", "-z", commit.decode().strip(), "--", *PATHS)
    if listed is None:
        return None
    entries = [entry.partition("\t") for entry in listed.decode("utf-8", "replace").split("\0") if entry]
    blobs = {path: head.split()[2] for head, _, path in entries if head.startswith(FILE_MODES)}
    with open_objects(root) as read_object:
        contents = {path: read_object(blob) for path, blob in blobs.items()}
    found = {path: content for path, content in contents.items() if content is not None}
    return found if len(found) == len(contents) else None


def parse_state(files: Mapping[str, bytes]) -> State:
    """The state that some files make."""
    packages: dict[str, dict[str, bytes]] = {}
    for path, content in files.items():
        _, _, inside = path.partition("datapackages/")
        name, _, rest = inside.partition("/")
        if rest and path.startswith("datapackages/") and not name.startswith("."):
            packages.setdefault(name, {})[rest] = content
    parsed = {name: parse_package(name, found) for name, found in sorted(packages.items())}
    vocabulary = parsed.pop(VOCABULARY, ABSENT)
    schemas = parse_schemas(files)
    return State(
        catalog=Catalog(vocabulary, tuple(parsed.values()), schemas),
        published=frozenset(list_published(files)),
        withdrawn={row["address"]: row for row in read_withdrawn(files.get(WITHDRAWN, b""))},
        broken=tuple(f"schemas/{name}.json" for name in NEEDED if name not in schemas),
    )


def parse_schemas(files: Mapping[str, bytes]) -> dict[str, object]:
    """Our schemas by path without ending, without those that are no JSON objects."""
    schemas: dict[str, object] = {}
    for path, content in files.items():
        if path.startswith("schemas/") and path.endswith(".json"):
            try:
                schema = parse_json(content)
            except ValueError:
                continue
            if isinstance(schema, dict):
                schemas[path.removeprefix("schemas/").removesuffix(".json")] = schema
    return schemas


def list_published(files: Mapping[str, bytes]) -> Iterable[str]:
    """The addresses in the lists of what was published."""
    for path, content in files.items():
        if path.startswith(f"{ADDRESSES}/") and path.endswith(".txt"):
            yield from content.decode("utf-8", "replace").splitlines()


def read_withdrawn(content: bytes) -> Iterable[Row]:
    """The lines about withdrawn addresses, none where there is no such table."""
    table = read_table("withdrawn", content)
    return [strip_slash(row) for row in table.rows] if table else []
