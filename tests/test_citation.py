"""How to cite: BibTeX and RIS read back by others, texts in full, CITATION.cff as the data have it."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from plans.dataset import Dataset
from plans.dataset_publication import Publication, publish
from plans.derive import register
from plans.derive_results import derive_results
from plans.export_cff import citation_cff, quote
from plans.export_citation import citation_files, citations, on_one_line
from plans.load import read_catalog
from plans.load_releases import read_releases

TODAY = date(2027, 3, 1)
SITE = "https://example.org/plans-open/"
ROOT = Path(__file__).parents[1]
NASTY = (
    "a,b;c",
    'say "no"',
    "two\nlines\r\nthree",
    "=1+1",
    "</script>",
    "\u202eright to left",
    "{open",
    "close}",
    "\\end{x}",
    "100 % & #1 $2 a_b ~ ^",
    "a--b ''c'' `d`",
    "a\nER  - x",
    "@misc{x,",
)
COMMANDS = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{mark}": mark for mark in "$&#%_"},
    "{}": "",
}


def publication_of(root: Path, today: date = TODAY) -> Publication:
    found = register(read_catalog(root))
    return publish(found, derive_results(found, today), SITE, today)


REAL = publication_of(ROOT)


@pytest.fixture
def example(example_root: Path) -> Publication:
    return publication_of(example_root)


def entry_of(bibtex: str) -> dict[str, str]:
    """The fields of the one entry, with its key and type, as another reader finds them."""
    library = parse_string(bibtex)
    assert library.failed_blocks == []
    (entry,) = library.entries
    fields = {field.key: str(field.value) for field in entry.fields}
    return {"type": entry.entry_type, "key": entry.key, **fields}


def plain(field: str) -> str:
    """What LaTeX prints for a field: braces around it do not show."""
    inner = field[1:-1] if field.startswith("{") else field
    pattern = re.compile("|".join(map(re.escape, sorted(COMMANDS, key=len, reverse=True))))
    rest = pattern.sub("", inner)
    assert not set(rest) & set("\\{}~^$&#%_"), "a sign that LaTeX reads otherwise"
    return pattern.sub(lambda found: COMMANDS[found[0]], inner)


def retitled(text: str) -> tuple[Publication, Dataset]:
    """The publication with a first plan that is called so."""
    plan = replace(REAL.plans[0], head={**REAL.plans[0].head, "title": text, "description": text})
    return replace(REAL, plans=(plan,)), plan


def test_the_four_forms_of_a_plan(example: Publication) -> None:
    plan = next(plan for plan in example.plans if plan.name == "yunxi-2025-2027")
    cited = citations(example, plan)
    assert cited.text_zh == (
        "示例数据整理者. 《云溪区科技创新行动计划(2025—2027年)》目标数据[DS/OL]. 1.0.0 版. "
        "(2026-11-22)[引用日期]. "
        "https://example.org/plans-open/plans/yunxi-2025-2027/"
    )
    assert cited.text_en == (
        "示例数据整理者. (2026). Yunxi District Science and Technology Innovation Action Plan (2025–2027): "
        "target data (Version 1.0.0) [Data set]. Retrieved [date of access], from "
        "https://example.org/plans-open/plans/yunxi-2025-2027/"
    )
    assert cited.bibtex == (
        "@misc{plan-targets.yunxi-2025-2027,\n"
        "  author = {{示例数据整理者}},\n"
        "  title = {{《云溪区科技创新行动计划(2025—2027年)》目标数据}},\n"
        "  titleaddon = {Yunxi District Science and Technology Innovation Action Plan (2025–2027): "
        "target data},\n"
        "  year = {2026},\n"
        "  month = {11},\n"
        "  note = {Data set, version 1.0.0},\n"
        "  publisher = {{规划目标开放数据}},\n"
        "  url = {https://example.org/plans-open/plans/yunxi-2025-2027/},\n"
        "  langid = {chinese},\n"
        "}\n"
    )
    assert cited.ris == "\r\n".join(
        [
            "TY  - DATA",
            "ID  - plan-targets.yunxi-2025-2027",
            "AU  - 示例数据整理者",
            "TI  - 《云溪区科技创新行动计划(2025—2027年)》目标数据",
            "TT  - Yunxi District Science and Technology Innovation Action Plan (2025–2027): target data",
            "PY  - 2026",
            "DA  - 2026/11/22",
            "ET  - 1.0.0",
            "PB  - 规划目标开放数据",
            "AB  - 云溪区（虚构）2025至2027年的科技创新行动计划，"
            "载有研发投入、企业培育和成果转化的年度目标。仅供测试。",
            "KW  - 科技创新",
            "KW  - 规划目标",
            "KW  - 测试",
            "LA  - zh-Hans",
            "UR  - https://example.org/plans-open/plans/yunxi-2025-2027/",
            "ER  - ",
            "",
        ]
    )


def test_the_whole_is_cited_where_no_dataset_is_given() -> None:
    cited = citations(REAL)
    assert cited == citations(REAL, REAL.combined)
    assert cited.text_zh == (
        "规划目标开放数据. 全部规划的目标数据[DS/OL]. 1.0.0 版. (2026-11-22)[引用日期]. "
        "https://example.org/plans-open/data/"
    )


def test_the_day_of_the_build_is_in_no_citation() -> None:
    later = publication_of(ROOT, date(2031, 1, 1))
    assert [citations(later, dataset) for dataset in later.datasets] == [
        citations(REAL, dataset) for dataset in REAL.datasets
    ]


@pytest.mark.parametrize("dataset", REAL.datasets, ids=lambda dataset: dataset.name)
def test_others_read_both_files_of_each_dataset(dataset: Dataset) -> None:
    files = {path: content.decode() for path, content in citation_files(REAL, dataset).items()}
    entry = entry_of(files[f"{dataset.name}.bib"])
    (record,) = rispy.loads(files[f"{dataset.name}.ris"])
    assert (entry["type"], entry["key"]) == ("misc", f"plan-targets.{dataset.name}")
    assert (plain(entry["title"]), entry["year"], entry["url"]) == (
        record["title"],
        record["year"],
        record["urls"][0],
    )
    assert (record["type_of_reference"], record["edition"]) == ("DATA", dataset.head["version"])
    assert plain(entry["author"]) == record["authors"][0]


def read_title(text: str) -> tuple[str, str, str]:
    """A title as BibTeX, RIS and the text give it."""
    cited = citations(*retitled(text))
    (record,) = rispy.loads(cited.ris)
    found = (plain(entry_of(cited.bibtex)["title"]), str(record["title"]))
    return (*found, cited.text_zh)


@pytest.mark.parametrize("text", NASTY)
def test_a_nasty_title_goes_through(text: str) -> None:
    shown = f"《{on_one_line(text)}》目标数据"
    bibtex, ris, words = read_title(text)
    assert (bibtex, ris) == (shown, shown)
    assert shown in words


@given(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1))
def test_any_title_goes_through(text: str) -> None:
    assert [found.split() for found in read_title(text)[:2]] == [f"《{text}》目标数据".split()] * 2


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_value_breaks_a_line(text: str) -> None:
    cited = citations(*retitled(text))
    assert len(cited.ris.splitlines()) == len(citations(REAL, REAL.plans[0]).ris.splitlines())
    assert len(cited.text_zh.splitlines()) == 1


def test_citation_cff_is_what_the_data_say() -> None:
    expected = citation_cff(REAL.register.catalog, read_releases(ROOT))
    assert (ROOT / "CITATION.cff").read_text("utf-8") == expected, "run `make fix`"


def test_citation_cff_cites_the_notices_that_can_be_cited(example: Publication) -> None:
    _, found = get_data(f"---\n{citation_cff(example.register.catalog)}---\n")
    assert (found["version"], found["date-released"], found["authors"]) == (
        "1.0.0",
        "2026-11-22",
        [{"name": "示例数据整理者"}],
    )
    assert found["references"] == [
        {
            "type": "government-document",
            "title": "云溪区科技创新行动计划(2025—2027年)",
            "number": "云府办发〔2025〕8号",
            "authors": [{"name": "云溪区人民政府办公室"}],
        },
        {
            "type": "government-document",
            "title": "云溪区科技型企业培育工作方案（2022—2025年）",
            "number": "云府办发〔2022〕12号",
            "authors": [{"name": "云溪区人民政府办公室"}],
        },
    ]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_yaml_gives_any_text_back(text: str) -> None:
    assert get_data(f"---\nkey: {quote(text)}\n---\n")[1] == {"key": text}
