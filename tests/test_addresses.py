"""Published addresses: which are promised, what is lost, what is said of it, and how they are recorded."""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.config.defaults import MkDocsConfig

from mkdocs_hooks import on_config, root_of
from plans.address import site_root
from plans.build import Settings, build_site
from plans.build_addresses import find_gone, find_lost, find_row, is_promised
from plans.build_ledger import AddressError, settle
from plans.load import read_catalog
from plans.load_addresses import COLUMNS, Ledger, read_ledger
from plans.load_repository import Repository
from plans.model import LANGUAGES, Catalog, Language, Row
from record_addresses import add_addresses, list_of, main

Site = Mapping[str, str | bytes]
SITE_URL = "https://example.org/plans-open/"
OLD, NEW = "plans/yunxi-2020-2022/", "plans/yunxi-2022-2025/"
BUILT = {NEW, "data/all/targets.csv"}


def row(line: int, *cells: str) -> Row:
    return Row(line, dict(zip(COLUMNS, cells, strict=True)))


def ledger_of(*published: str) -> Ledger:
    return Ledger(frozenset(published), (), frozenset({"about/"}))


@pytest.fixture(scope="module")
def catalog(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    root = tmp_path_factory.mktemp("addresses") / "example"
    shutil.copytree(repository / "docs/examples/valid", root)
    shutil.copytree(repository / "schemas", root / "schemas")
    return read_catalog(root)


@pytest.fixture(scope="module")
def build(catalog: Catalog, repository: Path) -> Callable[..., Site]:
    """`build(ledger, language)` answers with the example site."""

    def run(ledger: Ledger, language: Language = "zh") -> Site:
        return build_site(
            Repository(catalog, ledger), language, Settings(repository, date(2026, 11, 22), SITE_URL)
        )

    return run


@pytest.mark.parametrize(
    ("path", "promised"),
    [
        ("plans/a/index.md", True),
        ("plans/a/chart.svg", False),
        ("plans/a/feed.xml", True),
        ("search/records-0.json", False),
        ("assets/site.css", False),
        ("llms.txt", True),
        ("indicators/vocabulary.ttl", True),
        ("data/a/values.csv", True),
        ("data/all/explore.json", False),
        ("data/1.2.0/index.json", True),
        ("data/1.2.0/a/values.csv", False),
        ("api/v1/targets.json", True),
        ("api/v1/targets/page/2.json", False),
        ("api/v1/targets/by-plan/a/page/12.json", False),
    ],
)
def test_promised(path: str, promised: bool) -> None:
    assert is_promised(path) == promised


def test_what_is_lost() -> None:
    built = {"plans/a/", "plans/a/#x.2025"}
    published = [
        *built,
        "plans/a/#y.2025",
        "plans/b/",
        "plans/b/#x.2025",
        "data/b/1.csv",
        "data/1.0.0/index.json",
    ]
    rows = {"plans/b/": row(2, "plans/b/", "", "", "", "")}

    gone = find_gone(published, built, ("data/1.0.0/",))

    assert gone == ["data/b/1.csv", "plans/a/#y.2025", "plans/b/", "plans/b/#x.2025"]
    assert find_lost(gone, rows) == ["data/b/1.csv", "plans/a/#y.2025"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("plans/b/#x.2023/2025", "plans/b/#x.2023/2025"),
        ("plans/b/#y.2023/2025", "plans/b/"),
        ("plans/b/source/#p", "plans/b/"),
        ("data/b/sources/notice.txt", "data/b/"),
        ("data/b.zip", None),
        ("plans/bb/", None),
    ],
)
def test_the_nearest_line_holds(address: str, expected: str | None) -> None:
    lines = ("plans/b/", "plans/b/#x.2023/2025", "data/b/")

    found = find_row(address, {line: row(2, line, "", "", "", "") for line in lines})

    assert (found["address"] if found else None) == expected


@given(st.text(st.sampled_from("ab/#."), max_size=12), st.sets(st.text(st.sampled_from("ab/#."), max_size=8)))
def test_any_address_finds_an_end(address: str, lines: set[str]) -> None:
    found = find_row(address, {line: row(2, line, "", "", "", "") for line in lines})

    assert found is None or address.startswith(found["address"])


def test_additions_are_not_demanded(build: Callable[..., Site]) -> None:
    assert build(ledger_of("about/", NEW)) == build(Ledger())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lost_page_stops_the_build(build: Callable[..., Site], language: Language) -> None:
    with pytest.raises(AddressError) as stopped:
        build(ledger_of(NEW, OLD, f"{OLD}#a.2022"), language)

    zh, en, *names, remedy_zh, remedy_en = str(stopped.value).split("\n")
    assert (zh, en) == ("已发布的网址不见了，共 2 个：", "Published addresses are gone, 2 of them:")
    assert names == [f"    {OLD}", f"    {OLD}#a.2022"]
    assert "docs/withdrawn.csv" in remedy_zh
    assert "docs/withdrawn.csv" in remedy_en


def test_files_are_missed_in_chinese_only() -> None:
    lost = ledger_of("data/all/gone.csv")

    assert settle(lost, BUILT, "en") == []
    with pytest.raises(AddressError, match=r"data/all/gone\.csv"):
        settle(lost, BUILT, "zh")


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        (("plans/never/", "", "a", "a", "2026-12-01"), "address", "never was"),
        ((NEW, "", "a", "a", "2026-12-01"), "address", "still stands"),
        (("", "", "a", "a", "2026-12-01"), "address", "Must be filled"),
        (
            (OLD, "plans/none/", "a", "a", "2026-12-01"),
            "moved_to",
            "move to a page that is there: plans/none/",
        ),
        ((OLD, "data/all/targets.csv", "a", "a", "2026-12-01"), "moved_to", "move to a page"),
        (("data/a.csv", NEW, "a", "a", "2026-12-01"), "moved_to", "move to a file"),
        ((OLD, OLD, "a", "a", "2026-12-01"), "moved_to", "not one withdrawn itself"),
        ((OLD, "", "", "a", "2026-12-01"), "reason", "Must be filled"),
        ((OLD, "", "a", "", "2026-12-01"), "reason_en", "Must be filled"),
        ((OLD, "", "a", "a", "20261201"), "withdrawn_on", "Must be a day"),
        ((OLD, "", "a", "a", "2026-02-30"), "withdrawn_on", "Must be a day"),
    ],
)
def test_a_wrong_line_stops_the_build(line: tuple[str, ...], column: str, message: str) -> None:
    published = frozenset({NEW} | ({line[0]} & {OLD, "data/a.csv"}))

    with pytest.raises(AddressError, match=re.escape(message)) as stopped:
        settle(Ledger(published, (row(2, *line),)), BUILT, "zh")

    assert f"docs/withdrawn.csv row 2 {column}: " in str(stopped.value)


def test_an_address_has_one_line() -> None:
    lines = tuple(row(line, OLD, "", "a", "a", "2026-12-01") for line in (2, 3))

    with pytest.raises(AddressError, match="An address has one line"):
        settle(Ledger(frozenset({OLD}), lines), BUILT, "zh")


@pytest.mark.parametrize(
    ("site_url", "expected"),
    [
        ("https://example.org/plans-open", SITE_URL),
        ("https://example.org/plans-open//", SITE_URL),
        ("", "http://127.0.0.1:8000/"),
        (None, "http://127.0.0.1:8000/"),
    ],
)
def test_the_site_has_an_address(site_url: str | None, expected: str) -> None:
    addresses, roots = [], []
    for language in LANGUAGES:
        config = MkDocsConfig()
        theme = {"name": "material", "language": language}
        config.load_dict({"site_name": "x", "site_url": site_url or "", "theme": theme})
        config.validate()
        addresses.append(on_config(config).site_url)
        roots.append(root_of(config))

    assert (site_root(site_url), roots) == (expected, [expected, expected])
    assert addresses == [expected, f"{expected}en/"]


def test_lists(tmp_path: Path) -> None:
    lists = {"a-2025": {"plans/a-2025/"}}
    new = [
        "plans/a-2025/#x.2025",
        "api/v1/plans/a-2025.json",
        "areas/a/",
        "about/",
        "plans/b-2025/",
        "llms.txt",
    ]

    added = add_addresses(lists, new, {"a-2025", "b-2025"})

    assert added == {
        "a-2025": b"api/v1/plans/a-2025.json\nplans/a-2025/\nplans/a-2025/#x.2025\n",
        "areas": b"areas/a/\n",
        "b-2025": b"plans/b-2025/\n",
        "site": b"about/\nllms.txt\n",
    }
    assert list_of("data/a-2025/a-2025.zip", {"a-2025"}) == "a-2025"


def test_recorded_once(example_root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--root", str(example_root)]
    listed = example_root / "docs/addresses/yunxi-2022-2025.txt"

    codes = [main(arguments)]
    first = read_ledger(example_root).published
    listed.write_text(listed.read_text("utf-8") + "plans/yunxi-2022-2025/#was.2020\n", "utf-8")
    codes.append(main(arguments))

    said = capsys.readouterr().out.split("\n")
    assert (codes, said) == ([0, 0], [f"docs/addresses: +{len(first)}", "docs/addresses: +0", ""])
    assert read_ledger(example_root).published == first | {"plans/yunxi-2022-2025/#was.2020"}


def test_a_slash_before_an_address_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "docs/withdrawn.csv"
    path.parent.mkdir()
    path.write_text(f"{','.join(COLUMNS)}\n/plans/a/,/plans/b/,x,x,2026-12-01\n", "utf-8")

    ledger = read_ledger(tmp_path)

    assert [row["address"] + row["moved_to"] for row in ledger.withdrawn] == ["plans/a/plans/b/"]


def test_a_wrong_header_is_named(tmp_path: Path) -> None:
    path = tmp_path / "docs/withdrawn.csv"
    path.parent.mkdir()
    path.write_text("address,moved_to\n", "utf-8")

    with pytest.raises(ValueError, match=r"docs/withdrawn\.csv: .*withdrawn_on"):
        read_ledger(tmp_path)
