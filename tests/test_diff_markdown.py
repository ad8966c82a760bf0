"""Reports in Markdown: the data can do nothing in them, and they are no longer than GitHub shows."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from diff import main
from plans.diff_print import MOST_BYTES, as_markdown, shorten
from plans.diff_words import Group, Line, Section
from plans.model import Text
from plans.report_escape import JOINER, escape_markdown, show_hidden

OLD, NEW = "datapackages/yunxi-2022-2025", "datapackages/yunxi-2025-2027"
VOCABULARY = "datapackages/vocabulary"


def put(old: str, new: str) -> Callable[[str], str]:
    """A text with its first such place changed."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


NASTY = (
    "@octocat #12 GH-7 https://evil.example/x?a=1 www.evil.example [a](javascript:x) ![i](http://e/p.png) "
    "<!-- --> <img src=x onerror=a> `code` **b** |c| $$x$$ :tada: &lt; </details> user@example.org \u202eabc"
)


@pytest.mark.parametrize(
    "edits",
    [
        {f"{OLD}/datapackage.json": put('"title": "', f'"title": "{NASTY} ')},
        {f"{NEW}/values.csv": put("2.1,亿元,2.1,", f"2.1,{NASTY},{NASTY},")},
        {f"{NEW}/values.csv": put("2.1,亿元,2.1,annex-4", f"{NASTY},亿元,2.1,{NASTY}")},
        {f"{NEW}/indicators.csv": put("4,技术合同成交额", f"4,{NASTY}")},
        {f"{NEW}/passages.csv": put("base-2024-rd,", f"{NASTY},")},
        {f"{NEW}/remarks.csv": lambda text: f"{text}{NASTY},{NASTY},{NASTY},{NASTY}\n"},
        {f"{VOCABULARY}/areas.csv": put("yunxi,云溪区", f"yunxi,{NASTY}")},
    ],
    ids=["title", "unit and wording", "value and passage", "indicator", "passage", "remark", "area"],
)
def test_texts_from_data_do_nothing(
    edits: Mapping[str, Callable[[str], str]],
    example_root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    head = tmp_path / "head"
    shutil.copytree(example_root, head)
    for path, change in edits.items():
        (head / path).write_text(change((head / path).read_text("utf-8")), "utf-8", newline="\n")
    assert main([str(example_root), str(head), "--format", "markdown"]) == 0
    text = capsys.readouterr().out
    assert f"@{JOINER}octocat" in text
    assert active_parts(text) == set()


def active_parts(text: str) -> set[str]:
    """What Markdown makes of a text besides headings, lists, bold titles and paragraphs."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(text)
    inside = [child for token in tokens for child in token.children or ()]
    harmless = (
        "heading_",
        "paragraph_",
        "bullet_list_",
        "list_item_",
        "strong_",
        "text",
        "inline",
        "softbreak",
    )
    return {token.type for token in (*tokens, *inside) if not token.type.startswith(harmless)}


@given(st.text(st.sampled_from("\\`*_[]()<>#+-!|~&@$:/.www19 \n\tx中"), min_size=1, max_size=40))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    [opening, inline, closing, *more] = MarkdownIt("gfm-like", {"linkify": False}).parse(
        f"- {escape_markdown(text) or 'x'}"
    )[2:5]
    shown = "".join(child.content for child in inline.children or ()).replace(JOINER, "")
    assert (opening.type, closing.type, more) == ("paragraph_open", "paragraph_close", [])
    assert shown.split() == (show_hidden(text) or "x").split()


def section(count: int, length: int = 1) -> Section:
    line = Line(Text("数" * length, "x" * length))
    return Section(Text("标题", "title"), (), (Group(Text("行", "lines"), (line,) * count),))


@pytest.mark.parametrize(("count", "folded", "shown"), [(11, False, 11), (12, True, 12), (400, True, 151)])
def test_long_lists_are_folded_and_cut(count: int, folded: bool, shown: int) -> None:
    text = as_markdown([section(count)], "zh")
    assert ("<details><summary>行</summary>" in text, text.count("\n- ")) == (folded, shown)


def test_a_report_is_not_longer_than_github_shows() -> None:
    text = as_markdown([section(150, 50)] * 100, "zh")
    assert MOST_BYTES * 0.9 < len(text.encode()) < MOST_BYTES * 1.01
    assert (text.count("<details>"), "make diff" in text) == (text.count("</details>"), True)


def test_a_long_report_ends_with_a_whole_line() -> None:
    kept = shorten("一二三\n四五六\n七八九\n", 24).splitlines()
    assert (kept[:3], shorten("一二三\n", 24)) == (["一二三", "四五六", ""], "一二三\n")
