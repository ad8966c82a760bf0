"""The files around the code: commands, locks, workflows and what the README says of them."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
BIN = Path(sys.executable).parent
WORKFLOWS = sorted((REPOSITORY / ".github/workflows").glob("*.yml"))
LOCKS = sorted((REPOSITORY / "requirements").glob("*.txt"))
GUIDES = [REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "docs/templates/guide.zh.md")]
SCHEMAS = {
    "github-workflows": WORKFLOWS,
    "dependabot": [REPOSITORY / ".github/dependabot.yml"],
    "citation-file-format": [REPOSITORY / "CITATION.cff"],
}


def name_of(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def run(*command: str | Path) -> tuple[int, str]:
    """Exit code and output of a command in the repository."""
    result = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    return result.returncode, result.stdout


def words_of_make() -> set[str]:
    """What `make` can be asked for: its declared words."""
    line = re.search(r"^\.PHONY: (.+)$", (REPOSITORY / "Makefile").read_text("utf-8"), re.M)
    assert line
    return set(line[1].split())


def words_used(text: str) -> set[str]:
    """The words that a text gives to make, as a command of its own or in code marks."""
    return set(re.findall(r"(?:^|`|run: |exec )make ([a-z-]+)", text, re.M))


def test_workflows_pass_actionlint() -> None:
    assert run(BIN / "actionlint", *WORKFLOWS) == (0, "")


def test_workflows_pass_zizmor() -> None:
    code, output = run(BIN / "zizmor", "--offline", "--no-progress", "--quiet", ".github")
    assert code == 0, output


@pytest.mark.parametrize("schema", SCHEMAS)
def test_published_forms_are_kept(schema: str) -> None:
    checker = ("check-jsonschema", "--default-filetype", "yaml", "--builtin-schema", f"vendor.{schema}")
    assert run(BIN / checker[0], *checker[1:], *SCHEMAS[schema]) == (0, "ok -- validation done\n")


@pytest.mark.parametrize("path", WORKFLOWS, ids=name_of)
def test_actions_are_pinned_by_hash(path: Path) -> None:
    uses = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert [use for use in uses if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", use)] == []


@pytest.mark.parametrize("path", [*WORKFLOWS, *GUIDES, REPOSITORY / ".ci/run"], ids=name_of)
def test_words_of_make_exist(path: Path) -> None:
    words = words_used(path.read_text("utf-8"))
    assert words
    assert words - words_of_make() == set()


def test_make_alone_explains_every_word() -> None:
    code, output = run("make")
    explained = set(re.findall(r"^  ([a-z-]+)  ", output, re.M))
    assert (code, explained) == (0, words_of_make() - {"help"})


def test_the_test_command_is_one_and_the_same() -> None:
    texts = [path.read_text("utf-8") for path in (REPOSITORY / "README.md", REPOSITORY / ".ci/run")]
    texts.append((REPOSITORY / ".github/workflows/check.yml").read_text("utf-8"))
    assert ["test" in words_used(text) for text in texts] == [True, True, True]


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_locks_hold_versions_and_hashes_and_no_host(path: Path) -> None:
    text = path.read_text("utf-8")
    packages = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    hashed = re.compile(r"[\w.-]+==\S+ (;.+ )?\\\n    --hash=sha256:")
    assert [entry for entry in packages if not hashed.match(entry)] == []
    assert ("://" in text, packages == []) == (False, False)


@pytest.mark.parametrize("path", LOCKS, ids=name_of)
def test_locks_hold_what_is_asked_for(path: Path) -> None:
    asked = re.findall(r"^(\w[\w-]+)", path.with_suffix(".in").read_text("utf-8"), re.M)
    locked = re.findall(r"^([\w-]+)==", path.read_text("utf-8"), re.M)
    assert {name.lower() for name in asked} - set(locked) == set()


@pytest.mark.parametrize(
    ("folders", "lists"),
    [(["scripts"], ["site", "draft"]), (["tests", "benchmarks"], ["site", "draft", "test"])],
)
def test_what_is_imported_is_asked_for(folders: list[str], lists: list[str]) -> None:
    files = [path for folder in folders for path in (REPOSITORY / folder).rglob("*.py")]
    imports = "\n".join(path.read_text("utf-8") for path in files)
    packages = packages_distributions()
    modules = set(re.findall(r"^ *(?:from|import) (\w+)", imports, re.M)) & packages.keys()
    asked = "\n".join((REPOSITORY / f"requirements/{name}.in").read_text("utf-8") for name in lists)
    names = set(re.findall(r"^(\w[\w-]+)", asked.lower(), re.M))
    assert [module for module in modules if names.isdisjoint(map(str.lower, packages[module]))] == []


def test_all_locks_agree() -> None:
    locked: dict[str, set[str]] = {}
    for path in LOCKS:
        versions: dict[str, list[str]] = {}
        for name, version in re.findall(r"^([\w-]+)==(\S+)", path.read_text("utf-8"), re.M):
            versions.setdefault(name, []).append(version)
        for name, found in versions.items():
            locked.setdefault(name, set()).add(" ".join(found))
    assert {name for name, found in locked.items() if len(found) > 1} == set()


def test_readme_names_every_package() -> None:
    named = re.findall(
        r"^\| \[`([\w-]+)`\]\(datapackages/\1/\)", (REPOSITORY / "README.md").read_text("utf-8"), re.M
    )
    assert sorted(named) == sorted(
        path.parent.name for path in REPOSITORY.glob("datapackages/*/datapackage.json")
    )


def test_readme_quotes_the_data() -> None:
    quoted = re.search(r"```csv\n(.+?)```", (REPOSITORY / "README.md").read_text("utf-8"), re.S)
    table = (REPOSITORY / "datapackages/kaizhou-2025-2027/values.csv").read_text("utf-8").splitlines()
    assert quoted
    assert set(quoted[1].splitlines()) <= set(table)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSE-DATA.md", "CHANGELOG.md"])
def test_guides_link_to_files_that_are_there(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (REPOSITORY / name).read_text("utf-8"))
    assert [link for link in links if not (REPOSITORY / link).exists()] == []
