"""A new plan by hand: what is stated and asked for, what is refused, what is written."""

import io
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from new_plan import main
from plans.build import Settings, build_site
from plans.check import find_problems
from plans.load import read_catalog, read_package
from plans.load_repository import Repository
from plans.model import LANGUAGES, PLAN_TABLES, Language, Text
from plans.new_plan import archive_text
from plans.new_plan_answers import RefusedError

REPOSITORY = Path(__file__).parents[1]
YET = "Its text is archived; its figures are yet to be entered."
STATED = {
    "title": "云溪区绿色发展规划",
    "title-en": "Plan of Yunxi District for Green Development",
    "area": "云溪区",
    "type": "plan",
    "end-year": "2030",
    "completeness": "fragment",
    "rights": "official-document",
}
NOTICE = "云府发〔2026〕1号\r\n云溪区绿色发展规划\r\n到2030年，森林覆盖率达到50%以上。\r\n"
SUMMARY = """\
已建立 datapackages/yunxi-2030/，检查通过，没有问题。
  sources/notice.txt  原文：{}
  datapackage.json    文件信息：没有给出的没有写
  六个 CSV 表         只有表头
下一步：录入指标、数字和摘录，改写两种语言的简介，再运行 make fix 和 make check PLANS=yunxi-2030。
"""
Run = tuple[int, str, str]


def begin(root: Path, *arguments: str, typed: str = "", **changed: str) -> Run:
    """Exit code, output and error output of `new_plan.py` with what is stated of the example."""
    command = [sys.executable, "scripts/new_plan.py", *arguments, *state(root, changed)]
    done = subprocess.run(command, cwd=REPOSITORY, input=typed.encode(), capture_output=True, check=False)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def state(root: Path, changed: dict[str, str]) -> list[str]:
    """The options of the example; what is changed to nothing is not stated."""
    stated = (STATED | {"root": str(root)} | changed).items()
    return [words for field, value in stated if value for words in (f"--{field}", value)]


@pytest.fixture
def notice(tmp_path: Path) -> str:
    """The path of a saved notice."""
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.encode())
    return str(path)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody answers questions."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


def test_the_smallest_package_passes_and_states_no_more(example_root: Path, notice: str) -> None:
    done = begin(example_root, "yunxi-2030", "--notice", notice)
    catalog = read_catalog(example_root)
    (package,) = (plan for plan in catalog.plans if plan.name == "yunxi-2030")
    english = STATED["title-en"]

    assert done == (0, SUMMARY.format("照原文件存档，一字节未改"), "")
    assert find_problems(catalog) == []
    assert package.files["sources/notice.txt"] == NOTICE.encode()
    assert {name: len(table.rows) for name, table in package.tables.items()} == dict.fromkeys(PLAN_TABLES, 0)
    assert package.descriptor["plan"] == {
        "title_en": english,
        "description_en": f"Targets of the plan “{english}”. {YET}",
        "area": "yunxi",
        "type": "plan",
        "end_year": 2030,
        "completeness": "fragment",
    }
    assert package.descriptor["sources"] == [
        {"title": STATED["title"], "resource": "notice", "rights": "official-document"}
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_shows_a_plan_without_figures(language: Language, example_root: Path, notice: str) -> None:
    begin(example_root, "yunxi-2030", "--notice", notice)
    settings = Settings(REPOSITORY, date(2026, 11, 22))
    site = build_site(Repository(read_catalog(example_root)), language, settings)
    assert "云溪区绿色发展规划" in str(site["plans/yunxi-2030/source/index.md"])


def test_what_is_missing_is_asked_for_until_it_will_do(example_root: Path, notice: str) -> None:
    required = ["没有这个文件", notice, "", "规划", "Title", "云溪", "云溪区", "2030年", "2030"]
    optional = ["", "", "", "", "云溪区人民政府办公室", "", "云府发〔2026〕1号", "", "", "", "", "", "", ""]
    stated = {"title": "", "title-en": "", "area": "", "end-year": ""}
    typed = "".join(f"{line}\n" for line in (*required, *optional))
    code, output, error = begin(example_root, "yunxi-2030", typed=typed, **stated)
    plan = read_package(example_root / "datapackages/yunxi-2030").descriptor["plan"]

    assert (code, error) == (0, "")
    assert re.findall(r"不能是“.*?”|没有“.*?”|打不开文件“.*?”|标题必填", output) == [
        "打不开文件“没有这个文件”",
        "标题必填",
        "没有“云溪”",
        "不能是“2030年”",
    ]
    assert {key: plan[key] for key in plan if key not in {"title_en", "description_en"}} == {
        "area": "yunxi",
        "issuer": "yunxi-government-office",
        "document_number": "云府发〔2026〕1号",
        "type": "plan",
        "end_year": 2030,
        "completeness": "fragment",
    }


@pytest.mark.parametrize(
    "refusal",
    [
        ("yunxi-2022-2025", {}, Text("已有规划 yunxi-2022-2025", "There is a plan yunxi-2022-2025")),
        ("Yunxi_2030", {}, Text("可以用 yunxi-2030。", "It could be yunxi-2030.")),
        ("规划", {}, Text("例如 kaizhou-2025-2027。\n", "kaizhou-2025-2027.\n")),
        ("vocabulary", {}, Text("规划编号只用", "lower case letters")),
        (
            "new",
            {"area": "云溪"},
            Text("编号是 yunxi（云溪区）。", "id is yunxi (Yunxi District)."),
        ),
        (
            "new",
            {"area": "远山县"},
            Text("vocabulary/areas.csv 末尾加一行", "areas.csv (id,name,"),
        ),
        (
            "new",
            {"issuer": "云溪区政府"},
            Text("中没有“云溪区政府”", "organizations.csv has no"),
        ),
        ("new", {"type": "规划"}, Text("不能是“规划”", "cannot be “规划”")),
        ("new", {"end-year": "２０３０"}, Text("不能是“２０３０”", "cannot be “２０３０”")),
        ("new", {"written-on": "2026-02-30"}, Text("成文日期不能是“2026-02-30”", "cannot be “2026-02-30”")),
        ("new", {"title": " "}, Text("还缺 --title。", "Missing: --title.")),
        ("new", {"rights": ""}, Text("还缺 --rights。", "Missing: --rights.")),
        ("new", {"notice": ""}, Text("还缺 --notice。", "Missing: --notice.")),
    ],
)
@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_will_not_do_is_refused(
    refusal: tuple[str, dict[str, str], Text],
    language: Language,
    example_root: Path,
    notice: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    name, changed, expected = refusal
    before = sorted((example_root / "datapackages").rglob("*"))
    options = state(example_root, {"notice": notice, "lang": language} | changed)
    code, error = main([name, *options]), capsys.readouterr().err

    assert code == 2
    assert error.startswith({"zh": "没有建立：", "en": "Not made: "}[language])
    assert expected[language] in error
    assert sorted((example_root / "datapackages").rglob("*")) == before


def test_what_the_check_refuses_is_not_written(example_root: Path, notice: str) -> None:
    code, output, error = begin(
        example_root, "yunxi-2030", "--notice", notice, **{"document-number": "云府发〔2026〕2号"}
    )
    assert (code, error, (example_root / "datapackages/yunxi-2030").exists()) == (1, "", False)
    assert "plan.document_number [D013]" in output
    assert "检查没有通过，什么也没有写入。" in output
    assert "--document-number '云府发〔2026〕2号'\n" in output


@pytest.mark.parametrize(
    ("content", "zh"),
    [
        (b"", "没有文字"),
        ("\ufeff \r\n".encode(), "没有文字"),
        ("<!DOCTYPE html><p>规划".encode(), "scripts/draft.py"),
        (b"%PDF-1.7 ", "scripts/draft.py"),
        (b"PK\x03\x04", "scripts/draft.py"),
        (b"\xd0\xcf\x11\xe0", "scripts/draft.py"),
        ("云溪區綠色發展規劃".encode("big5"), "认不出"),
        (b"a\0b", "认不出"),
    ],
)
def test_what_is_no_plain_text_is_refused(content: bytes, zh: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(zh)):
        archive_text(content)


@given(
    st.text(min_size=1).filter(lambda text: text.strip(" \t\r\n\u3000\ufeff") and text.lstrip()[:1].isalnum())
)
@example("\ufeff规划\r\n")
def test_a_text_in_utf_8_is_archived_byte_for_byte(text: str) -> None:
    content = text.replace("\0", "").encode()
    assert archive_text(content)[0] == content


@pytest.mark.parametrize(("encoding", "name"), [("gbk", "GBK"), ("gb18030", "GBK"), ("utf-16", "UTF-16")])
def test_another_encoding_is_converted_and_told(encoding: str, name: str) -> None:
    text, statement = archive_text(NOTICE.encode(encoding))
    assert (text.decode(), statement.zh) == (
        NOTICE,
        f"原文件是 {name} 编码，存档时转成 UTF-8，文字和换行未改",
    )
