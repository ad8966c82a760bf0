"""Releases end to end: the script in a repository of its own, then the files that the site publishes."""

import hashlib
import io
import json
import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from plans.check import find_problems
from plans.derive_versions import current_versions, released_packages
from plans.export_release import missing_folders, release_files
from plans.load import read_catalog
from plans.load_releases import Release, hash_tree, read_files, read_releases
from release import main

if TYPE_CHECKING:
    from tests.conftest import Repository

PLAN = "yunxi-2025-2027"
DESCRIPTOR = f"datapackages/{PLAN}/datapackage.json"
VALUES = f"datapackages/{PLAN}/values.csv"
SITE = "https://example.org/targets/"
CITATION = 'cff-version: 1.2.0\nversion: 0.9.0\ndate-released: "2026-01-01"\n'
HEADER = "version,released_on,tree,schema_tree,summary,summary_en\n"


@pytest.fixture
def example(history_root: "Repository", example_root: Path) -> "Repository":
    """The valid example, committed, with an empty list of releases."""
    shutil.copytree(example_root, history_root.root, dirs_exist_ok=True)
    history_root.commit("first", {"docs/releases.csv": HEADER, "CITATION.cff": CITATION})
    return history_root


def release(root: Path, day: str = "2026-12-01", *arguments: str) -> tuple[int, str]:
    """Exit code and output of the script."""
    output = io.StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        code = main(["--root", str(root), "--date", day, *arguments])
    return code, output.getvalue()


def edit(repository: "Repository", path: str, old: str, new: str) -> None:
    """Change a file, without a commit."""
    file = repository.root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def release_and_commit(repository: "Repository", day: str) -> None:
    code, output = release(repository.root, day)
    assert code == 0, output
    repository.commit("release", {})


def versions(root: Path) -> list[str]:
    """The versions as released, newest first, those without files marked."""
    return [found.version + "?" * (found.files is None) for found in read_releases(root)]


def test_the_first_release(example: "Repository") -> None:
    code, output = release(example.root)
    catalog = read_catalog(example.root)
    assert (code, output.splitlines()[0]) == (0, "1.0.0：新增 2 份规划")
    citation = (example.root / "CITATION.cff").read_text("utf-8")
    assert '\nversion: "1.0.0"\ndate-released: "2026-12-01"\n' in citation
    assert find_problems(catalog) == []
    example.commit("release", {})
    [found] = read_releases(example.root)
    assert found.tree == example.git("rev-parse", "HEAD:datapackages")
    assert found.schema_tree == example.git("rev-parse", "HEAD:schemas")
    assert set(current_versions([found], catalog).values()) == {"1.0.0"}


def test_the_second_release_has_the_step_of_what_changed(example: "Repository") -> None:
    release_and_commit(example, "2026-12-01")
    edit(example, VALUES, "达到1.6%,base-2024-rd", "达到1.6%,base-2024-rd-again")
    edit(example, f"datapackages/{PLAN}/passages.csv", "base-2024-rd,", "base-2024-rd-again,")
    edit(example, VALUES, "提高0.3个百分点,base-2024-rd", "提高0.3个百分点,base-2024-rd-again")
    assert release(example.root, "2026-12-05")[1].splitlines()[0] == "2.0.0：更正 2 处数字"
    names = {package.name: package.descriptor["version"] for package in read_catalog(example.root).plans}
    assert names == {"yunxi-2022-2025": "1.0.0", PLAN: "2.0.0"}
    lines = (example.root / "docs/releases.csv").read_text("utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["1.0.0", "2026-12-01"], ["2.0.0", "2026-12-05"]]


def test_a_release_stays_byte_for_byte(example: "Repository") -> None:
    release_and_commit(example, "2026-12-01")
    old = read_files(example.root / "datapackages")
    edit(example, DESCRIPTOR, '"title": "', '"title": "新')
    release_and_commit(example, "2026-12-08")
    newest, first = read_releases(example.root)
    assert (newest.version, newest.files) == ("1.0.1", read_files(example.root / "datapackages"))
    assert (first.version, first.files) == ("1.0.0", old)
    assert released_packages(newest)[PLAN].descriptor["version"] == "1.0.1"


RENAMED = (DESCRIPTOR, '"title": "', '"title": "新')


@pytest.mark.parametrize(
    ("edits", "day", "code", "words"),
    [
        ([(VALUES, "2.2,", "22,")], "2026-12-05", 1, "P202"),
        ([("README.md", "x", "y")], "2026-12-05", 1, "nothing changed since 1.0.0"),
        ([RENAMED], "2026-11-30", 2, "2026-11-30"),
    ],
    ids=["problems", "no change", "an earlier day"],
)
def test_what_cannot_be_released(
    example: "Repository", edits: list[tuple[str, str, str]], day: str, code: int, words: str
) -> None:
    (example.root / "README.md").write_text("x", "utf-8")
    release_and_commit(example, "2026-12-01")
    for change in edits:
        edit(example, *change)
    found, output = release(example.root, day)
    assert (found, words in output) == (code, True)
    assert example.git("status", "--short", "docs", "datapackages/vocabulary") == ""


def test_no_release_outside_a_repository(example_root: Path) -> None:
    (example_root / "CITATION.cff").write_text(CITATION, "utf-8")
    assert release(example_root)[0] == 2


def test_releases_survive_a_squash_and_may_lack_their_files(example: "Repository", tmp_path: Path) -> None:
    release_and_commit(example, "2026-12-01")
    edit(example, DESCRIPTOR, '"title": "', '"title": "新')
    release_and_commit(example, "2026-12-02")
    tree = example.git("commit-tree", "-m", "all in one", "HEAD^{tree}", "-p", "HEAD~1")
    example.git("reset", "--quiet", "--hard", tree)
    assert versions(example.root) == ["1.0.1", "1.0.0"]
    example.git("clone", "--quiet", "--depth=1", f"file://{example.root}", str(tmp_path / "shallow"))
    assert versions(tmp_path / "shallow") == ["1.0.1", "1.0.0?"]
    shutil.rmtree(tmp_path / "shallow/.git")
    assert versions(tmp_path / "shallow") == ["1.0.1", "1.0.0?"]


def test_a_wrong_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/releases.csv").write_text(f"{HEADER}1.0,2026-12-01,--help,x,,\n", "utf-8")
    with pytest.raises(ValueError, match=r"docs/releases\.csv 2: .*--help"):
        read_releases(tmp_path)


def test_a_tree_has_the_id_that_git_gives_it(history_root: "Repository") -> None:
    paths = ["a/b", "a-b", "a.b", "a/é/x.csv", "é", "b/a/b", "b/a.c", '空 格/"x"']
    history_root.commit("first", {path: path * place for place, path in enumerate(paths)})
    shutil.copytree(history_root.root, history_root.root.parent / "copy", ignore=lambda *_: [".git"])
    assert hash_tree(read_files(history_root.root.parent / "copy")) == history_root.git(
        "rev-parse", "HEAD^{tree}"
    )


def test_published_files() -> None:
    files = {"p/values.csv": b"id\n1\n", "p/datapackage.json": b"{}"}
    first = Release("1.0.0", date(2026, 12, 1), "a" * 40, "b" * 40, "首", "first", files, {})
    lost = Release("0.9.0", date(2026, 11, 1), "c" * 40, "d" * 40, "试", "trial", None, None)
    published = release_files([first, lost], SITE)
    sums = [line.split("  ") for line in published["data/1.0.0/SHA256SUMS"].decode().splitlines()]
    with ZipFile(io.BytesIO(published["data/1.0.0/1.0.0.zip"])) as found:
        unzipped = {name: found.read(name) for name in found.namelist()}
    assert {path.removeprefix("data/1.0.0/") for path in published if path.startswith("data/1.0.0/")} == {
        *files, "index.json", "SHA256SUMS", "1.0.0.zip",
    }  # fmt: skip
    assert unzipped == files
    assert sums == [[hashlib.sha256(files[path]).hexdigest(), path] for path in sorted(files)]
    index = json.loads(published["data/1.0.0/index.json"])
    assert [(item["path"], item["url"], item["bytes"]) for item in index["files"]] == [
        ("p/datapackage.json", f"{SITE}data/1.0.0/p/datapackage.json", 2),
        ("p/values.csv", f"{SITE}data/1.0.0/p/values.csv", 5),
    ]
    listed = json.loads(published["data/versions.json"])["versions"]
    assert [(item["version"], item["published"]) for item in listed] == [("1.0.0", True), ("0.9.0", False)]
    assert release_files([first, lost], SITE) == published
    assert missing_folders([first, lost]) == ("data/0.9.0/",)
