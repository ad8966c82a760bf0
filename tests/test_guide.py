"""The guide for contributors shows what the check really says."""

from pathlib import Path

import pytest

from plans.check import find_problems
from plans.load import read_catalog
from plans.model import LANGUAGES, Language
from plans.report import REPORTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_shows_real_output(repository: Path, example_root: Path, language: Language) -> None:
    table = example_root / "datapackages/yunxi-2025-2027/values.csv"
    rows = table.read_text("utf-8")
    table.write_text(rows.replace("2027,target,ge,2.2,", "2027,target,ge,22,"), "utf-8")
    problems = find_problems(read_catalog(example_root), ["yunxi-2025-2027"])
    assert f"```\n{REPORTS['text'](problems, language)}```\n" in (repository / "CONTRIBUTING.md").read_text(
        "utf-8"
    )
