"""The page of all changes and the history on the page of a plan, in both languages and without a history."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import markdown
import pytest

from plans.derive import figure_id, key_of, register
from plans.derive_announcements import Announcement
from plans.derive_chronicle import NO_CHRONICLE, Chronicle
from plans.derive_history import Change
from plans.derive_results import derive_results
from plans.load import read_catalog
from plans.load_releases import Release
from plans.model import LANGUAGES, Language
from plans.page import Desk
from plans.page_changes import SHOWN_COMMITS, SHOWN_LINES, write_changes, write_plan_history

REPOSITORY = Path(__file__).parents[1]
TODAY = date(2026, 12, 9)
PLAN = "kaizhou-2025-2027"
MOMENT = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
COMMIT = "0123456789ab" + "0" * 28
HOSTILE = "<script>|`*x*`|{#id}</script>"
CHANGE = Change(
    *("1", "changed", PLAN, "", "rd-intensity", "", "", "2026", "target"),
    *(f"{PLAN}.annex-01", "value", "2.2", "2.3", "ge", None, "%", "2.3%"),
    *(date(2026, 12, 2), "李明", f"{PLAN}: 更正", COMMIT),
)
RELEASE = Release("1.0.0", date(2026, 12, 1), "a" * 40, "b" * 40, "新增 5 份规划", "5 plans added", {}, {})
SCHEMA = Announcement(
    *("tables/values", "note", "注", "Note", "added", "", ""),
    *(date(2026, 12, 2), "李明", f"{PLAN}: 更正", COMMIT),
)
CHRONICLE = Chronicle("complete", (CHANGE,), (SCHEMA,), (RELEASE,), {"all": "1.0.0"}, {COMMIT: MOMENT})


@cache
def plain_desk(language: Language) -> Desk:
    known = register(read_catalog(REPOSITORY))
    return Desk(known, derive_results(known, TODAY), language, REPOSITORY / "docs/templates", TODAY)


def desk_of(language: Language, chronicle: Chronicle = NO_CHRONICLE) -> Desk:
    return replace(plain_desk(language), chronicle=chronicle)


def history_of(chronicle: Chronicle, language: Language = "zh") -> str:
    desk = desk_of(language, chronicle)
    return write_plan_history(desk.register.plans[PLAN], desk)


def there() -> Change:
    """A change of a figure that there still is."""
    row = desk_of("zh").register.plans[PLAN].rows("values")[0]
    return replace(
        CHANGE, figure=figure_id(PLAN, key_of(row)), indicator=row["indicator"], period=row["period"]
    )


def test_a_change_with_all_that_belongs_to_it() -> None:
    text = write_changes(desk_of("zh", replace(CHRONICLE, changes=(there(),))))
    figure = there().figure.partition(".")[2]
    for part in (
        f"### 2026-12-02 {PLAN}: 更正 {{#0123456789ab}}",
        "<small>李明 · <code>0123456789ab</code></small>",
        f"(../plans/{PLAN}/index.md)：更正 1 处数字",
        f"](../plans/{PLAN}/index.md#{figure}) | 数值 2.2 → 2.3 |",
        "- `values.csv`：增加列 note（注）",
        '<strong id="1.0.0">1.0.0</strong> <small>2026-12-01</small> 新增 5 份规划',
        '<a href="../data/1.0.0/1.0.0.zip" download>',
        '<a href="../changes/feed.xml"',
        "现在的数据就是 1.0.0 版。",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("version", "releases", "expected"),
    [
        ("1.0.0-dev", (), "No version has been released yet; the data as they are will be version 1.0.0."),
        (
            "1.1.0-dev",
            (RELEASE,),
            "changed since version 1.0.0; by the rule below the next version will be 1.1.0.",
        ),
        ("1.0.0+changed", (RELEASE,), "differ from version 1.0.0; its files are missing here"),
        ("1.0.0", (replace(RELEASE, files=None),), "The files of 1 version(s) are missing in the copy"),
    ],
)
def test_the_version_is_explained(version: str, releases: tuple[Release, ...], expected: str) -> None:
    chronicle = replace(CHRONICLE, versions={"all": version}, releases=releases)
    assert expected in write_changes(desk_of("en", chronicle))


@pytest.mark.parametrize(
    ("chronicle", "expected"),
    [
        (NO_CHRONICLE, "without a git history"),
        (replace(NO_CHRONICLE, state="shallow"), "latest git commits only"),
    ],
    ids=["none", "shallow"],
)
def test_a_missing_history_is_said_in_plain_words(chronicle: Chronicle, expected: str) -> None:
    assert [
        expected in text for text in (write_changes(desk_of("en", chronicle)), history_of(chronicle, "en"))
    ] == [
        True,
        True,
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_out_of_the_tree_of_the_language(language: Language) -> None:
    up = "../" if language == "zh" else "../../"
    assert f'href="{up}changes/feed.xml"' in write_changes(desk_of(language, CHRONICLE))
    assert f'href="../{up}plans/{PLAN}/feed.xml"' in history_of(CHRONICLE, language)


def test_a_long_history_is_cut_and_says_so() -> None:
    hashes = [f"{number:040}" for number in range(SHOWN_COMMITS + 3)]
    moments = {hash_: MOMENT - timedelta(days=number) for number, hash_ in enumerate(hashes)}
    changes = tuple(replace(CHANGE, commit=hash_, figure="x") for hash_ in hashes)
    chronicle = Chronicle("complete", changes, (), (), {}, moments)
    text, block = write_changes(desk_of("en", chronicle)), history_of(chronicle, "en")
    cut = f"These are the newest {SHOWN_COMMITS} of {SHOWN_COMMITS + 3}"
    assert (text.count("\n### "), cut in text, cut in block, "<details" in block) == (
        SHOWN_COMMITS,
        *[True] * 3,
    )


def test_a_long_commit_is_folded_and_cut() -> None:
    changes = tuple(replace(CHANGE, figure=f"x.{year}", period=str(year)) for year in range(2000, 2040))
    block = history_of(replace(CHRONICLE, changes=changes))
    assert (block.count("| 数值"), f"另有 {40 - SHOWN_LINES} 处" in block, "<details" in block) == (
        SHOWN_LINES,
        True,
        True,
    )


def test_words_from_outside_stay_words() -> None:
    change = replace(
        CHANGE, figure="x", subject=HOSTILE, author=HOSTILE, field="wording", old=HOSTILE, new="\u202e"
    )
    text = history_of(replace(CHRONICLE, changes=(change,)))
    shown = markdown.markdown(text, extensions=["tables", "attr_list", "md_in_html"])
    assert (shown.count("&lt;script&gt;"), "<script" in shown, "<em>" in shown, "<h1" in shown) == (
        3,
        *[False] * 3,
    )
