"""The scripts of the workflows, run as they are run there: in a git repository with a base and a head."""

import io
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import review
from plans.diff_words import STEPS
from plans.report_escape import JOINER

if TYPE_CHECKING:
    from tests.conftest import Repository

DETAILS = {"<details>", "</details>", "<summary>", "</summary>"}
NASTY = "@octocat <img src=x> <!-- --> ::error::x https://evil.example"
DROPPED = re.compile("technology-contract-value,|goals-2025-contract,")
VALUES = "datapackages/yunxi-2025-2027/values.csv"
WORKFLOWS = sorted((Path(__file__).parents[1] / ".github/workflows").glob("*.yml"))


def run(main: Callable[[list[str]], int], *arguments: object) -> tuple[int, str, str]:
    """Exit code, output and error output of a script."""
    output, errors = io.StringIO(), io.StringIO()
    with redirect_stdout(output), redirect_stderr(errors):
        code = main([*map(str, arguments)])
    return code, output.getvalue(), errors.getvalue()


@pytest.fixture
def example(history_root: "Repository", example_root: Path) -> "Repository":
    """The valid example, committed."""
    shutil.copytree(example_root, history_root.root, dirs_exist_ok=True)
    history_root.commit("first", {})
    return history_root


def change(repository: "Repository", old: str, new: str) -> None:
    """A commit that changes one figure."""
    text = (repository.root / VALUES).read_text("utf-8")
    assert old in text
    repository.commit("yunxi-2025-2027: a figure", {VALUES: text.replace(old, new, 1)})


def drop_indicator(repository: "Repository") -> None:
    """A commit that takes an indicator out, and all that belongs to it."""
    files: dict[str, str | bytes | None] = {}
    for name in ("indicators", "values", "passages"):
        path = f"datapackages/yunxi-2022-2025/{name}.csv"
        lines = (repository.root / path).read_text("utf-8").splitlines(keepends=True)
        files[path] = "".join(
            line for line in lines if not re.match("technology-contract|goals-2025-c", line)
        )
    repository.commit("yunxi-2022-2025: no contracts", files)


def run_review(repository: "Repository", base: str = "HEAD^1") -> tuple[int, str, str]:
    """Exit code, output and the summary of a review."""
    summary = repository.root.parent / "summary.md"
    options = ("--root", repository.root, "--summary", summary, "--today", "2026-12-01")
    code, output, _ = run(review.main, base, *options)
    return code, output, summary.read_text("utf-8")


def test_a_sound_change(example: "Repository") -> None:
    drop_indicator(example)
    code, output, summary = run_review(example)
    assert (code, output) == (0, "")
    assert [line for line in summary.splitlines() if line.startswith("#")] == [
        "### 检查通过，没有问题。",
        "### 对读者的影响",
        "#### 主版本（major）：已有的列、编号或网址不在了，或者规则变严，使用者的程序可能要改",
        "#### 云溪区科技型企业培育工作方案（2022—2025年）（yunxi-2022-2025）",
        "#### 由此推算的变化",
        "#### 失去的网址",
        "#### 看得到变化的网页",
        "### What changes for readers",
        f"#### {STEPS['major'].en}",
        "#### Yunxi District Work Plan for Cultivating Technology Enterprises "
        "\\(2022–2025\\) \\(yunxi-2022-2025\\)",
        "#### What follows",
        "#### Lost addresses",
        "#### Pages that show the change",
    ]
    assert "- 技术合同成交额 2025 目标值：&gt;2 亿元\n" in summary


def test_a_fault_is_annotated_and_the_summary_still_written(example: "Repository") -> None:
    change(example, "2.1,亿元,2.1,", "21,亿元,2.1,")
    code, output, summary = run_review(example)
    [line] = output.splitlines()
    assert code == 1
    assert re.match(rf"::error file={VALUES},line=28,.*title=P202", line), line
    assert ("1 个文件有 1 个问题" in summary, "2.1 亿元 → 21 亿元（×10" in summary) == (True, True)


def test_a_check_that_cannot_run_says_so_in_the_summary(example: "Repository") -> None:
    example.commit("schema: broken", {"schemas/tables/values.json": "{"})
    code, output, summary = run_review(example)
    assert (code, output) == (2, "")
    assert ("schemas/tables/values.json" in summary, "检查无法运行" in summary) == (True, True)


def test_the_first_commit_has_nothing_before_it(example: "Repository") -> None:
    code, _, summary = run_review(example)
    assert (code, "没有可以比较的版本" in summary) == (0, True)


def test_a_summary_is_added_to_what_is_there(example: "Repository") -> None:
    (example.root.parent / "summary.md").write_text("before\n", "utf-8")
    assert run_review(example)[2].startswith("before\n### ")


def test_texts_from_data_do_nothing_in_the_summary(example: "Repository") -> None:
    change(example, "2.1,亿元,2.1,", f"{NASTY},亿元,2.1,")
    code, output, summary = run_review(example)
    allowed = {"<br>", "<br/>", "<code>", "</code>", *DETAILS}
    assert (code, output.count("\n::"), f"@{JOINER}octocat" in summary) == (1, output.count("\n") - 1, True)
    assert "@octocat" not in summary
    assert {tag for tag in re.findall(r"<[^>]*>", summary) if not tag.startswith("<a href=")} <= allowed


def test_links_out_of_a_checkout_are_not_read(example: "Repository", tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id\nsecret\n", "utf-8")
    file = example.root / "datapackages/yunxi-2025-2027/remarks.csv"
    file.unlink()
    file.symlink_to(tmp_path / "secret.csv")
    example.commit("a link", {})
    assert "secret" not in run_review(example)[2]


def test_the_words_of_make_reach_the_scripts(example: "Repository", repository: Path) -> None:
    """`make diff` as CI and people type it; dependencies are as they are."""
    quiet = ("--no-print-directory", "-o", f"{sys.prefix}/site.stamp")
    command = ["make", *quiet, f"VENV={sys.prefix}", "diff"]
    states = [f"BASE={example.root}", f"HEAD={example.root}"]
    done = subprocess.run([*command, *states], cwd=repository, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "数据没有变化\n"), done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_only_call_make(path: Path) -> None:
    commands = re.findall(r"run: ([^#\n]*)", path.read_text("utf-8"))
    assert [command for command in commands if not re.fullmatch(r"make( [\w=^.]+)+ ?", command)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_fork_gets_neither_secrets_nor_rights(path: Path) -> None:
    text = re.sub(" *#.*", "", path.read_text("utf-8"))
    is_for_forks = bool(re.search(r"^  pull_request:", text, re.M))
    assert ("pull_request_target" in text, "secrets." in text) == (False, False)
    assert (path.stem == "check", "write" not in text or not is_for_forks) == (is_for_forks, True)
