"""The issue forms: GitHub reads them, links fill in only what they have, both languages are there."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from mkdocs.utils.yaml import yaml_load

from plans.page_edit import CORRECTION

REPOSITORY = Path(__file__).parents[1]
FOLDER = REPOSITORY / ".github/ISSUE_TEMPLATE"
CONFIG = FOLDER / "config.yml"
FORMS = sorted(set(FOLDER.glob("*.yml")) - {CONFIG})
SOURCES = [
    *(REPOSITORY / "docs/templates").glob("*.md"),
    *(REPOSITORY / "scripts/plans").glob("*.py"),
]
FILLED = ("input", "textarea")  # GitHub fills in no other kind: a dropdown in the query breaks the form
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def name_of(path: Path) -> str:
    return path.name


def read_form(path: Path) -> dict[str, Any]:
    """A form as GitHub reads it."""
    form: dict[str, Any] = yaml_load(path.read_text("utf-8"))
    return form


def fields_of(path: Path) -> list[dict[str, Any]]:
    return [field for field in read_form(path)["body"] if field["type"] != "markdown"]


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-issue-forms", FORMS), ("github-issue-config", [CONFIG])],
    ids=["forms", "config"],
)
def test_github_reads_them(schema: str, files: list[Path]) -> None:
    checker = Path(sys.executable).parent / "check-jsonschema"
    command = [str(checker), "--builtin-schema", f"vendor.{schema}", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "ok -- validation done\n")


def test_there_is_one_form_for_each_purpose() -> None:
    names = [path.name for path in FORMS]
    labels = [label for path in FORMS for label in read_form(path)["labels"]]
    assert names == ["add-a-plan.yml", "add-an-actual.yml", CORRECTION, "site-bug.yml"]
    assert len(set(labels)) == len(FORMS)


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_forms_are_bilingual_chinese_first(path: Path) -> None:
    form = read_form(path)
    texts = [form["name"], form["description"], *(field["attributes"]["label"] for field in fields_of(path))]
    halves = [text.partition(" / ") for text in texts]
    assert [text for text in halves if not (CHINESE.search(text[0]) and text[2])] == []
    assert [text for text in halves if CHINESE.search(text[2])] == []


@pytest.mark.parametrize("path", FORMS, ids=name_of)
def test_fields_can_be_filled_in_and_are_few(path: Path) -> None:
    fields = fields_of(path)
    assert [field for field in fields if field["type"] not in FILLED or not field.get("id")] == []
    assert len(fields) <= 5
    assert [field["id"] for field in fields if field.get("validations", {}).get("required")]


def test_every_link_to_a_form_opens_one() -> None:
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    linked = set(re.findall(r"issues/new\?template=([\w-]+\.yml)", text)) | {CORRECTION}
    assert linked == {path.name for path in FORMS}


def test_the_site_fills_in_fields_of_the_form(site: Path) -> None:
    pages = "\n".join(page.read_text("utf-8") for page in site.rglob("plans/*/source/index.html"))
    queries = {urlsplit(link).query for link in re.findall(r'href="([^"]*/issues/new\?[^"]*)"', pages)}

    names = {name for query in queries for name, _ in parse_qsl(query.replace("&amp;", "&"))}

    ids = {field["id"] for field in fields_of(FOLDER / CORRECTION)}
    assert names == {"template", "title", *ids - {"correct"}}


def test_one_pull_request_template_asks_in_both_languages() -> None:
    found = [
        path for path in (REPOSITORY / ".github").rglob("*") if "pull_request_template" in path.name.lower()
    ]
    text = found[0].read_text("utf-8")
    shown = [line for line in re.sub(r"<!--.*?-->", "", text, flags=re.S).splitlines() if line]
    halves = [line.partition(" / ") for line in shown]
    assert len(found) == 1
    assert [line for line in halves if not (CHINESE.search(line[0]) and line[2])] == []
    assert sum(line.startswith("- [ ] ") for line in shown) == 4
