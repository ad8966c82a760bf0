"""What stands where something was withdrawn: redirects, tombstones, marks on pages, files as they are now."""

import re
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import markdown
import pytest
from playwright.sync_api import Browser

from plans.build import Settings, build_site
from plans.build_addresses import list_addresses
from plans.load import read_catalog
from plans.load_addresses import COLUMNS, Ledger
from plans.load_repository import Repository
from plans.model import LANGUAGES, Catalog, Language, Row

Site = Mapping[str, str | bytes]
SITE_URL = "https://example.org/plans-open/"
OLD, NEW = "plans/yunxi-2020-2022/", "plans/yunxi-2022-2025/"
PUBLISHED = frozenset(
    {
        OLD,
        f"{OLD}#high-tech-enterprises.2022",
        f"{OLD}#high-tech-enterprises.2025",
        f"{OLD}#gone.2022",
        f"{OLD}source/",
        f"{OLD}source/#p1",
        f"{NEW}#high-tech-enterprises.2029",
        "indicators/old/",
        "indicators/old-too/",
        "data/yunxi-2020-2022/values.csv",
        "data/all/old.csv",
        "data/all/gone.csv",
    }
)
WITHDRAWN = [
    (OLD, NEW, "改了编号", "id corrected"),
    (f"{OLD}#high-tech-enterprises.2022", f"{NEW}#high-tech-enterprises.2025", "并入新表", "merged"),
    (f"{OLD}#gone.2022", "", "误录", "recorded by mistake"),
    (f"{NEW}#high-tech-enterprises.2029", "", "年份 <2025>", "wrong year | *2029*"),
    ("indicators/old/", "", "与另一指标重复", "a duplicate"),
    ("indicators/old-too/", "indicators/rd-intensity/", "合并", "merged"),
    ("data/yunxi-2020-2022/", "data/yunxi-2022-2025/", "改了编号", "id corrected"),
    ("data/all/old.csv", "data/all/targets.csv", "换了名字", "renamed"),
    ("data/all/gone.csv", "", "不再提供", "no longer made"),
]


def row(line: int, *cells: str) -> Row:
    return Row(line, dict(zip(COLUMNS, cells, strict=True)))


def ledger_of(published: frozenset[str], *withdrawn: tuple[str, str, str, str]) -> Ledger:
    rows = tuple(row(line, *cells, "2026-12-01") for line, cells in enumerate(withdrawn, 2))
    return Ledger(published, rows, frozenset({"about/"}))


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


@pytest.fixture(scope="module")
def kept(build: Callable[..., Site], catalog: Catalog) -> dict[Language, Site]:
    """The example site in both languages, with everything withdrawn that `WITHDRAWN` names."""
    published = PUBLISHED | list_addresses(build(Ledger()), catalog)
    ledger = ledger_of(published, *WITHDRAWN)
    return {language: build(ledger, language) for language in LANGUAGES}


def test_what_is_added(kept: Mapping[Language, Site], build: Callable[..., Site]) -> None:
    before = {language: build(Ledger(), language) for language in LANGUAGES}

    changed = {
        language: sorted(path for path in site if before[language].get(path) != site[path])
        for language, site in kept.items()
    }

    pages = [
        "data/index.md",
        "indicators/old-too/index.html",
        "indicators/old/index.md",
        f"{OLD}index.html",
        f"{OLD}source/index.html",
        f"{NEW}index.md",
    ]
    assert changed["en"] == sorted(pages)
    files = ["data/all/old.csv", "data/yunxi-2020-2022/values.csv"]
    feeds = [path for path in changed["zh"] if path.endswith(".xml")]
    assert changed["zh"] == sorted([*pages, *files, *feeds])


def test_a_moved_file_is_at_both_addresses(kept: Mapping[Language, Site]) -> None:
    site = kept["zh"]

    assert site["data/all/old.csv"] == site["data/all/targets.csv"]
    assert site["data/yunxi-2020-2022/values.csv"] == site["data/yunxi-2022-2025/values.csv"]


def render(page: str | bytes) -> str:
    """A page as MkDocs renders it, without its head."""
    text = str(page).split("---\n", 2)[2]
    return markdown.markdown(text, extensions=["attr_list", "md_in_html", "tables", "admonition"])


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "zh",
            '<li id="high-tech-enterprises.2029"><code>#high-tech-enterprises.2029</code> '
            "2026-12-01 撤下：年份 &lt;2025&gt;</li>",
        ),
        (
            "en",
            '<li id="high-tech-enterprises.2029"><code>#high-tech-enterprises.2029</code> '
            "2026-12-01 withdrawn: wrong year &#124; &#42;2029&#42;</li>",
        ),
    ],
)
def test_a_withdrawn_figure_is_named_on_its_page(
    kept: Mapping[Language, Site], language: Language, expected: str
) -> None:
    assert expected in render(kept[language][f"{NEW}index.md"])


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh", ["已撤下的网页", "<code>/indicators/old/</code>", "2026-12-01", "与另一指标重复"]),
        ("en", ["Withdrawn page", "<code>/en/indicators/old/</code>", "2026-12-01", "a duplicate"]),
    ],
)
def test_a_tombstone_says_what_when_and_why(
    kept: Mapping[Language, Site], language: Language, words: list[str]
) -> None:
    page = render(kept[language]["indicators/old/index.md"])

    assert [word for word in words if word not in page] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_withdrawn_files_are_named(kept: Mapping[Language, Site], language: Language) -> None:
    root = "../" if language == "zh" else "../../"

    page = str(kept[language]["data/index.md"])

    named = [re.sub(r"<[^>]+>", "", line) for line in page.split("\n") if line.startswith("<li markdown=")]
    assert [line.split(" ")[0] for line in named] == [
        "/data/yunxi-2020-2022/",
        "/data/all/old.csv",
        "/data/all/gone.csv",
    ]
    assert f'<a href="{root}data/all/targets.csv">' in page


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize(
    ("address", "ends"),
    [
        (OLD, {True: NEW, False: NEW}),
        (f"{OLD}#high-tech-enterprises.2025", {True: f"{NEW}#high-tech-enterprises.2025", False: NEW}),
        (f"{OLD}#high-tech-enterprises.2022", {True: f"{NEW}#high-tech-enterprises.2025", False: NEW}),
        (f"{OLD}#gone.2022", {True: f"{OLD}#gone.2022", False: NEW}),
        (f"{OLD}source/#p1", {True: f"{NEW}source/#p1", False: f"{NEW}source/"}),
        (f"{OLD[:-1]}?from=mail", {True: NEW, False: NEW}),
        (f"{OLD}index.html", {True: NEW, False: NEW}),
        ("indicators/old-too/", dict.fromkeys((True, False), "indicators/rd-intensity/")),
    ],
    ids=lambda found: found if isinstance(found, str) else "",
)
def test_a_redirect_leads_on(
    browser: Browser, redirected: Mapping[Language, str], address: str, ends: Mapping[bool, str], script: bool
) -> None:
    for language in LANGUAGES:
        with browser.new_context(java_script_enabled=script) as context:
            page = context.new_page()
            page.goto(redirected[language] + address)
            page.wait_for_url(redirected[language] + ends[script])
            shown = page.locator("li:target").count()
        assert shown == ("#gone" in ends[script])


@pytest.fixture(scope="module")
def redirected(
    kept: Mapping[Language, Site], serve: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> dict[Language, str]:
    """The redirects of both languages at a project path, with an empty page at each place they lead to."""
    folder = tmp_path_factory.mktemp("redirects")
    for language, site in kept.items():
        tree = folder if language == "zh" else folder / "en"
        for path, content in site.items():
            if path.endswith((".html", ".md")):
                file = (tree / path).with_suffix(".html")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(str(content) if path.endswith(".html") else "<!doctype html><p>x", "utf-8")
    address = serve(folder, "/plans-open/")
    return {"zh": address, "en": f"{address}en/"}


@pytest.mark.parametrize(
    ("language", "canonical"), [("zh", f"{SITE_URL}{NEW}"), ("en", f"{SITE_URL}en/{NEW}")]
)
def test_a_redirect_names_the_new_address(
    kept: Mapping[Language, Site], language: Language, canonical: str
) -> None:
    page = str(kept[language][f"{OLD}index.html"])

    assert f'<link rel="canonical" href="{canonical}">' in page
    assert "127.0.0.1" not in page
