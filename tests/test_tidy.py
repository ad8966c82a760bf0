"""The command of maintainers that mends tables: what it writes, what it refuses, and how it says so."""

import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
VALUES = "datapackages/yunxi-2022-2025/values.csv"
REFUSED = {
    "zh": """\
{path} 没有改动
    长数字变成科学计数法：第 2 行 value “1.15E+17”。从原文重新填写这些格：先把整列设为“文本”格式，再输入。
    内容变成了日期：第 5 行 value “10月1日”。从原文重新填写这些格：先把整列设为“文本”格式，再输入。
""",
    "en": """\
{path} was left as it is
    long numbers in scientific notation: row 2 value “1.15E+17”. Type these cells again from the notice: \
first set the column to the format “Text”.
    something turned into a date: row 5 value “10月1日”. Type these cells again from the notice: \
first set the column to the format “Text”.
""",
}


def tidy(root: Path, *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and error output, in a console that knows ASCII only."""
    command = [sys.executable, "scripts/tidy.py", "--root", str(root), *arguments]
    environment = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8")


def rewrite(path: Path, *changes: tuple[str, str]) -> bytes:
    """A file with some words replaced."""
    text = path.read_text("utf-8")
    for before, after in changes:
        text = text.replace(before, after)
    path.write_bytes(text.encode())
    return path.read_bytes()


def test_a_table_as_excel_saves_it_is_mended(example_root: Path) -> None:
    path = example_root / VALUES
    clean = path.read_bytes()
    rewrite(path, (",2025,", ",2025/1/1,"), ("target", "Target"), (",", ";"), ("\n", "\r\n"))
    path.write_bytes(path.read_bytes().decode().encode("gb18030"))
    assert tidy(example_root) == (0, f"{path}\n", "")
    assert path.read_bytes() == clean


@pytest.mark.parametrize("language", REFUSED)
def test_what_has_two_meanings_is_refused(language: str, example_root: Path) -> None:
    path = example_root / VALUES
    changes = ((",2024,", ",2024年,"), ("eq,55,", "eq,1.15E+17,"), ("gt,10,", "gt,10月1日,"))
    spoilt = rewrite(path, *changes)
    assert tidy(example_root, "--lang", language) == (1, "", REFUSED[language].format(path=path))
    assert path.read_bytes() == spoilt


def test_a_table_with_a_missing_column_is_left(example_root: Path) -> None:
    path = example_root / "datapackages/yunxi-2022-2025/remarks.csv"
    path.write_bytes(b"\xef\xbb\xbfkind,passage,remark\r\narithmetic,annex-total,x\r\n")
    expected = "不是所规定的列，或者有的行单元格数不对：先按 make check 的提示改正。"
    assert tidy(example_root) == (1, "", f"{path} 没有改动\n    {expected}\n")


def test_only_the_named_packages_are_looked_at(example_root: Path) -> None:
    rewrite(example_root / VALUES, ("eq,55,", "eq,1.15E+17,"))
    assert tidy(example_root, "yunxi-2025-2027") == (0, "", "")
