"""The search page in a real browser, over a small index: the script alone, before any theme."""

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plans.search import Record, index_files, normalize_text, read_tokens, write_gaps

Ask = Callable[[str, object], object]
PAGE = """<!doctype html><html><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<link rel="stylesheet" href="../assets/search.css">
<h1 id="search">Search</h1>
{form}<script type="module" src="../assets/search.js"></script></html>"""
RECORDS = [
    Record("concept", "高新技术企业", "", "经认定的企业", "indicators/high-tech/"),
    Record("plan", "开州区科技创新行动计划", "开州区", "到2027年突破160家", "plans/kaizhou/"),
    Record("indicator", "技术合同成交额", "开州区科技创新行动计划", "130", "plans/kaizhou/#contract"),
    Record("task", "培育技术企业与高新产业的新技术", "开州区", "", "plans/kaizhou/#task"),
    Record(
        "passage",
        "二、工作目标",
        "开州区",
        "全区高新技\n术企业达到<b>130家</b>以上",
        "plans/kaizhou/source/#goal",
    ),
    Record(
        "passage", "一、基础", "梁平区", "High-tech firms, R&D spending 17.5%", "plans/liangping/source/#base"
    ),
    *(Record("passage", f"第{n}节", "", f"第{n}处写着产业互联网", f"many/#{n}") for n in range(90)),
]
ODD = [
    *(
        "",
        " ",
        "高 新　技\n术",
        "企业 65 家",
        "ＡＢＣ１２％（２）",
        "R&D 经费",
        "High-Tech  firm\t2.5",
        "𠮷野 家 𠮷",
    ),
    *("①㎡…ﬁ", "İstanbul ΑΣ Straße", "e\u0301 é", "\u00a8\ufeff\u200b中", "中 \u0301 文", "〔2025〕39号"),
    *("々〇 〆", "한국 テスト", "a. 1.5.2.", "1 2\u30003 中 4"),
]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A site of nothing but the search pages, their scripts and indexes."""
    root = tmp_path_factory.mktemp("search")
    for language, place in (("zh", "."), ("en", "en")):
        form = (repository / f"docs/templates/search.{language}.html").read_text("utf-8")
        files = index_files(RECORDS) | {"search/index.html": PAGE.format(form=form).encode()}
        for asset in repository.glob("docs/theme/assets/search*"):
            files[f"assets/{asset.name}"] = asset.read_bytes()
        for path, content in files.items():
            (root / place / path).parent.mkdir(parents=True, exist_ok=True)
            (root / place / path).write_bytes(content)
    return root


@pytest.fixture(params=[1280, 390])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page of either width that fails the test on any error, or request to another host."""
    page = browser.new_page(viewport={"width": request.param, "height": 800})
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(error.message))
    page.on("request", lambda asked: faults.append(asked.url) if "//127.0.0.1:" not in asked.url else None)
    yield page
    page.close()
    assert [fault for fault in faults if not fault.startswith("data:")] == []


@pytest.fixture(scope="session")
def address(serve: Callable[..., str], folder: Path) -> str:
    """The site as a Pages project, below a name."""
    return serve(folder, prefix="/name/")


def read_results(page: Page) -> list[tuple[str, str, list[str]]]:
    """Address below the site, kind, and marked words of each result, once the search has ended."""
    page.wait_for_function(
        "!/^(正在.*|Searching.*)?$/.test(document.querySelector('[role=status]').textContent)"
    )
    return [
        (
            (item.locator("a").get_attribute("href") or "").partition("/name/")[2],
            item.locator(".search-kind").inner_text(),
            item.locator("mark").all_inner_texts(),
        )
        for item in page.locator("ol > li").all()
    ]


def read_status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def test_typed_words_show_literal_hits_first(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    page.get_by_role("searchbox").press_sequentially("高新技术企业")
    assert (read_results(page), read_status(page), page.url) == (
        [
            ("indicators/high-tech/", "共用指标", ["高新技术企业"]),
            ("plans/kaizhou/source/#goal", "原文", ["高新技\n术企业".replace("\n", " ")]),
            ("plans/kaizhou/#task", "重点任务", ["技术企业", "高新", "新技术"]),
        ],
        "共 3 条结果。",
        f"{address}search/?q=%E9%AB%98%E6%96%B0%E6%8A%80%E6%9C%AF%E4%BC%81%E4%B8%9A",
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("新技术", ["indicators/high-tech/", "plans/kaizhou/#task", "plans/kaizhou/source/#goal"]),
        ("技术合同", ["plans/kaizhou/#contract"]),
        ("开州 130", ["plans/kaizhou/#contract", "plans/kaizhou/source/#goal"]),
        ("１３０家", ["plans/kaizhou/source/#goal"]),
        ("high-tech fir", ["plans/liangping/source/#base"]),
        ("r&d spend", ["plans/liangping/source/#base"]),
        ("irms", []),
        ("第88处", ["many/#88"]),
    ],
)
def test_address_with_a_query_shows_its_results(
    page: Page, address: str, words: str, found: list[str]
) -> None:
    page.goto(f"{address}search/?q={words.replace('&', '%26')}")
    assert [url for url, _, _ in read_results(page)] == found


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("企", "请至少输入两个汉字，或两个字母、数字。"),
        ("，。", "请至少输入两个汉字，或两个字母、数字。"),
        ("没有的字句", "没有找到“没有的字句”。请换短一些的词，例如用“技术合同”代替整句话。"),
    ],
)
def test_nothing_to_show_is_said(page: Page, address: str, words: str, status: str) -> None:
    page.goto(f"{address}search/?q={words}")
    assert (read_results(page), read_status(page)) == ([], status)


def test_english_page_speaks_english(page: Page, address: str) -> None:
    page.goto(f"{address}en/search/?q=spending")
    found = [("en/plans/liangping/source/#base", "Source text", ["spending"])]
    assert (read_results(page), read_status(page)) == (found, "Results: 1, all listed.")


def test_more_results_come_on_demand(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=互联网")
    first = len(read_results(page))
    page.get_by_role("button").press("Enter")
    page.wait_for_function("document.activeElement.matches('li a')")
    assert (first, len(read_results(page)), page.evaluate("document.activeElement.textContent")) == (
        20,
        40,
        "第20节",
    )


def test_text_of_a_record_is_never_markup(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=达到<b>130家")
    assert (len(read_results(page)), page.locator("li b").count()) == (1, 0)


def test_page_is_no_wider_than_the_screen(page: Page, address: str) -> None:
    page.goto(f"{address}search/?q=高新技术企业")
    read_results(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_failed_load_is_said_and_can_be_tried_again(browser: Browser, address: str) -> None:
    with browser.new_page() as page:
        page.route("**/meta.json", lambda route: route.abort())
        page.goto(f"{address}search/?q=技术合同")
        failed = (read_results(page), read_status(page))
        page.unroute("**/meta.json")
        page.get_by_role("button").click()
        page.wait_for_selector("li")
        assert (failed, len(read_results(page))) == (([], "搜索文件没有载入。请检查网络，再试一次。"), 1)


@pytest.fixture
def ask_script(browser: Browser, address: str) -> Iterator[Ask]:
    """What an expression over the script's module `m` gives for each of the values."""
    module = "await import('../assets/search-index.js')"
    with browser.new_page() as page:
        page.goto(f"{address}search/")
        yield lambda expression, values: page.evaluate(
            f"async (values) => {{ const m = {module}; return values.map({expression}); }}", values
        )


def test_script_and_index_agree_on_odd_texts(ask_script: Ask) -> None:
    expected = [[normalize_text(text), sorted(read_tokens(text))] for text in ODD]
    assert (
        ask_script("(text) => [m.fold(text).text, m.readTokens(m.fold(text).text).sort()]", ODD) == expected
    )


def test_script_and_index_agree_on_every_character(ask_script: Ask) -> None:
    characters = (chr(number) for number in range(0x110000))
    texts = [f"a {one} 中" for one in characters if unicodedata.category(one) not in {"Cn", "Co", "Cs"}]
    assert ask_script("(text) => m.fold(text).text", texts) == [normalize_text(text) for text in texts]


def test_script_reads_numbers_from_their_gaps(ask_script: Ask) -> None:
    numbers = [[], [0], [0, 1, 2, 34, 66, 1090, 40_000, 1_000_000], [31, 63, 96]]
    assert ask_script("(digits) => m.readGaps(digits)", [write_gaps(row) for row in numbers]) == numbers
