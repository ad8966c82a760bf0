"""The commands of maintainers: check and tidy, run as they are typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
FOUND = {
    "rule": "P202",
    "path": "datapackages/yunxi-2022-2025/values.csv",
    "row": 2,
    "column": "G",
    "field": "value",
    "must": "The value is the number of the wording",
    "found": "65",
    "remedy": "The wording has 55: write it so, not converted.",
    "url": "/en/contribute/rules/#p202",
}
CHINESE = """\
datapackages/yunxi-2022-2025/values.csv 第 2 行 G 列 value [P202]
    应当：数值就是原文用词中的数字
    实际：65
    处理：原文用词中的数字是 55：照写，不换算。
    说明：/contribute/rules/#p202

1 个文件有 1 个问题。
"""


def run(script: str, *arguments: object, **variables: str) -> tuple[int, str, str]:
    """Exit code, output and error output of one of our scripts, in a console that knows ASCII only."""
    command = [sys.executable, f"scripts/{script}.py", *map(str, arguments)]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": "", **variables}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


@pytest.fixture
def broken_root(example_root: Path) -> Path:
    """The example with one wrong value."""
    path = example_root / "datapackages/yunxi-2022-2025/values.csv"
    path.write_text(path.read_text("utf-8").replace("eq,55,", "eq,65,"), "utf-8", newline="\n")
    return example_root


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], "检查通过，没有问题。\n"),
        (["--lang", "en"], "All checks passed.\n"),
        (["--format", "github"], ""),
        (["--format", "markdown", "--lang", "en"], "### All checks passed.\n"),
        (["--format", "json"], "[]\n"),
        (["yunxi-2022-2025", "vocabulary"], "检查通过，没有问题。\n"),
    ],
)
def test_a_clean_folder(options: list[str], expected: str, example_root: Path) -> None:
    assert run("check", *options, "--root", example_root) == (0, expected, "")


def test_problems_as_text(broken_root: Path) -> None:
    assert run("check", "--root", broken_root) == (1, CHINESE, "")


def test_problems_as_json(broken_root: Path) -> None:
    code, output, error = run("check", "--root", broken_root, "--format", "json", "--lang", "en")
    assert (code, json.loads(output), error) == (1, [FOUND], "")


@pytest.mark.parametrize("address", ["https://example.org/plans", "https://example.org/plans/"])
def test_problems_link_to_the_guide_of_the_site(address: str, broken_root: Path) -> None:
    expected = CHINESE.replace("说明：/", "说明：https://example.org/plans/")
    assert run("check", "--root", broken_root, SITE_URL=address) == (1, expected, "")


@pytest.mark.parametrize(
    ("name", "code"), [("yunxi-2022-2025", 1), ("yunxi-2025-2027", 0), ("vocabulary", 0), ("yunxi", 2)]
)
def test_only_the_named_package_is_checked(name: str, code: int, broken_root: Path) -> None:
    assert run("check", name, "--root", broken_root)[0] == code


@pytest.mark.parametrize("script", ["check", "tidy"])
def test_an_unknown_package_is_named(script: str, example_root: Path) -> None:
    expected = "无法运行 could not run: 没有这个数据包 no such package: yunxi-2099\n"
    assert run(script, "yunxi-2099", "--root", example_root) == (2, "", expected)


@pytest.mark.parametrize("script", ["check", "tidy"])
@pytest.mark.parametrize("folder", ["datapackages", "schemas", "schemas/tables"])
def test_a_missing_folder_is_named(script: str, folder: str, example_root: Path) -> None:
    (example_root / folder).rename(example_root / "elsewhere")
    code, output, error = run(script, "--root", example_root)
    assert (code, output, error.splitlines()[0].startswith("无法运行 could not run: ")) == (2, "", True)
    assert (folder in error, "Traceback" in error) == (True, False)


@pytest.mark.parametrize(
    ("schema", "content"),
    [("plan.schema", "{"), ("plan.schema", '{"type": 1}'), ("tables/values", '{"fields": 1}')],
)
def test_a_broken_schema_is_named(schema: str, content: str, example_root: Path) -> None:
    (example_root / f"schemas/{schema}.json").write_text(content, "utf-8")
    code, output, error = run("check", "--root", example_root)
    assert (code, output, f"{schema}.json" in error, "Traceback" in error) == (2, "", True, False)


@pytest.mark.parametrize("options", [["--format", "xml"], ["--lang", "fr"], ["--wrong"]])
def test_a_wrong_option_is_refused(options: list[str]) -> None:
    assert run("check", *options)[0] == 2


def test_tidy_writes_only_what_differs(example_root: Path) -> None:
    path = example_root / "datapackages/yunxi-2022-2025/values.csv"
    clean = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + clean.replace(b"\n", b"\r\n"))
    assert run("tidy", "yunxi-2025-2027", "--root", example_root) == (0, "", "")
    assert run("tidy", "--root", example_root) == (0, f"{path}\n", "")
    assert path.read_bytes() == clean
    assert run("tidy", "--root", example_root) == (0, "", "")
