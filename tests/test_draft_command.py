"""The draft command, run as it is typed, and the drafts of the archived notices."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from plans.draft import draft_plan
from plans.draft_package import Order
from plans.draft_read import OLD_WORD
from plans.load import read_catalog
from plans.model import Catalog

REPOSITORY = Path(__file__).parents[1]
NOTICES = REPOSITORY / "tests/examples/notices"
PLANS = sorted(path.parents[1].name for path in REPOSITORY.glob("datapackages/*/sources/notice.txt"))
# what only a person can write: translations, descriptions, notes, entries of the vocabulary
LEFT = {"D002", "T101", "P003", "X002", "X003", "X004"}
FILES = {
    *("datapackage.json", "indicators.csv", "passages.csv", "remarks.csv", "responsibilities.csv"),
    *("sources/notice.txt", "tasks.csv", "values.csv"),
}


def run(*arguments: object) -> tuple[int, str, str]:
    """Exit code, output and error output of the command, in a console that knows ASCII only."""
    command = [sys.executable, "scripts/draft.py", *map(str, arguments)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def list_files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def real() -> Catalog:
    return read_catalog(REPOSITORY)


def test_a_page_becomes_a_package_with_its_papers(example_root: Path) -> None:
    code, output, error = run(
        NOTICES / "page-gbk.html", "--id", "yunxi-digital", "--root", example_root, "--review"
    )
    package, papers = example_root / "datapackages/yunxi-digital", example_root / "drafts/yunxi-digital"
    assert (code, error, "原文件是 GBK 编码" in output, str(package) in output) == (0, "", True, True)
    assert (list_files(package), list_files(papers)) == (
        FILES,
        {"draft.json", "organizations.csv", "review.html"},
    )
    assert (papers / "review.html").as_uri() in output
    assert json.loads((package / "datapackage.json").read_text("utf-8"))["name"] == "yunxi-digital"


def test_out_leaves_the_packages_alone(example_root: Path, tmp_path: Path) -> None:
    before = list_files(example_root)
    given = ("--id", "yunxi-digital", "--area", "yunxi", "--out", tmp_path / "out", "--root", example_root)
    assert run(NOTICES / "page.html", *given)[0] == 0
    assert list_files(example_root) == before
    assert list_files(tmp_path / "out/yunxi-digital") == FILES
    descriptor = json.loads((tmp_path / "out/yunxi-digital/datapackage.json").read_text("utf-8"))
    assert descriptor["plan"]["area"] == "yunxi"


def test_a_package_is_overwritten_only_by_force(example_root: Path) -> None:
    path = example_root / "datapackages/yunxi-2025-2027/values.csv"
    before, given = (
        path.read_bytes(),
        (NOTICES / "page.html", "--id", "yunxi-2025-2027", "--root", example_root),
    )
    code, output, error = run(*given)
    assert (code, output, "--force" in error, path.read_bytes() == before) == (2, "", True, True)
    assert (run(*given, "--force")[0], path.read_bytes() == before) == (0, False)


@pytest.mark.parametrize("name", ["vocabulary", "Yunxi", "yunxi_2025", "../yunxi", ""])
def test_an_id_must_be_one(name: str, example_root: Path) -> None:
    before = list_files(example_root)
    code, output, error = run(NOTICES / "page.html", f"--id={name}", "--root", example_root)
    assert (code, output, "Traceback" in error, list_files(example_root)) == (2, "", False, before)


@pytest.mark.parametrize(("language", "words"), [("zh", OLD_WORD.zh), ("en", OLD_WORD.en)])
def test_what_cannot_be_read_is_said(language: str, words: str, example_root: Path) -> None:
    path = example_root / "notice.wps"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    expected = (2, "", f"无法运行 could not run: {words}\n")
    assert run(path, "--id", "a", "--root", example_root, "--lang", language) == expected


def test_a_missing_file_is_named(example_root: Path) -> None:
    code, _, error = run("no-such.txt", "--id", "a", "--root", example_root)
    assert (code, "no-such.txt" in error, "Traceback" in error) == (2, True, False)


@pytest.mark.parametrize("plan", PLANS)
def test_the_check_leaves_to_people_what_is_theirs(plan: str, real: Catalog) -> None:
    content = (REPOSITORY / f"datapackages/{plan}/sources/notice.txt").read_bytes()
    draft = draft_plan("notice.txt", content, Order(plan, "", "2026-11-22"), real)
    assert {problem.rule for problem in draft.problems} <= LEFT
    assert draft.package.files["sources/notice.txt"] == content
    assert len(draft.package.rows("values")) > 0


def test_the_review_page_works_from_a_file(example_root: Path, browser: Browser) -> None:
    run(NOTICES / "page.html", "--id", "a", "--root", example_root, "--review", "--lang", "en")
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: asked.append(str(error)))
    address = (example_root / "drafts/a/review.html").as_uri()
    page.goto(address)
    page.keyboard.press("h")
    shown = page.locator("article:visible").count()
    assert 0 < shown == page.locator("article[data-held=held]").count()
    page.keyboard.press("j")
    assert page.locator("article.chosen .state").inner_text() == "not written"
    page.keyboard.press("l")
    assert page.locator("article.chosen .state").inner_text() == "未写入"
    assert asked == [address]
    page.close()
