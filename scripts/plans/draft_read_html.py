"""Web pages of governments: the markup goes in, the lines and tables of the notice come out.

What belongs to the site is left out; the information block stays, for it is evidence.
"""

import re
from collections.abc import Iterator
from typing import Any

import lxml.html

from plans.draft_read_blocks import Block, Box, Line, Sheet, smooth

# lxml is not annotated
Element = Any

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd div dl dt fieldset figure footer form"
        " h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul",
    )
)
UNSEEN = frozenset(
    re.findall(
        r"\w+",
        "script style noscript template iframe object svg head input select button textarea nav footer aside",
    )
)
SITE = re.compile(
    r"(?:^|[^a-z])(?:nav|navbar|menu|breadcrumbs?|crumbs?|location|position|foot|footer|share|bdshare|print"
    r"|toolbar|tools|sidebar|qrcode|ewm|related|friend|links?|copyright|search|login|pager|header|top|wza)"
    r"(?:[^a-z]|$)"
)
EVIDENCE = re.compile("索引号|发文字号|成文日期|发布日期|发布机构|发文机关")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
CHROME = re.compile(
    r"(?:您|你)?(?:当前|现在)?的?(?:所在)?位置[:：]|.*(?:ICP备|公网安备|网站标识码|版权所有|扫一扫)"
    r"|(?:[【\[(（]?\s*(?:打印(?:本页|文章)?|关闭(?:窗口|本页)?|返回顶部|分享到?|收藏|纠错|字[号体]|大|中|小"
    r"|我要纠错|微信|微博|QQ空间)\s*[】\])）]?\s*[:：|]?\s*)+$|[上下]一[篇条][:：]?|浏览(?:次数|量)[:：]\s*\d*\s*次?$"
)
LONG = 300


def read_html(markup: str) -> Iterator[Block]:
    """The lines and tables of a web page."""
    # a declaration of the encoding is wrong once the page is text
    page = lxml.html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", markup) or "<p></p>")
    for block in walk(page, []):
        if isinstance(block, Sheet) or (block.text and not CHROME.match(block.text)):
            yield block


def walk(element: Element, open_line: list[str]) -> Iterator[Block]:
    """The blocks of an element; `open_line` holds the words of the paragraph that has begun."""
    open_line.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str) and not is_site(child):
            yield from walk_child(child, open_line)
        open_line.append(child.tail or "")
    if element.tag in BLOCKS:
        yield close(open_line)


def walk_child(child: Element, open_line: list[str]) -> Iterator[Block]:
    """The blocks of a child: a break, a table, a new paragraph or words of the one that has begun."""
    if child.tag == "br":
        yield close(open_line)
        return
    if child.tag in BLOCKS:
        yield close(open_line)
    if child.tag == "table" and is_data(child):
        yield from (Line(smooth(caption.text_content())) for caption in child.iterchildren("caption"))
        yield read_table(child)
    else:
        yield from walk(child, open_line)


def close(open_line: list[str]) -> Line:
    """The paragraph that ends here; a new one begins."""
    # lines of the source break nothing
    words = "".join(open_line)
    open_line.clear()
    return Line(smooth(words))


def is_site(element: Element) -> bool:
    """Whether an element belongs to the site, not to the notice."""
    if element.tag in UNSEEN or "hidden" in element.attrib or HIDDEN.search(element.get("style", "")):
        return True
    if element.tag not in BLOCKS or element.tag in {"td", "th", "tr", "tbody", "body"}:
        return False
    words = smooth(element.text_content())
    if EVIDENCE.search(words) or element.find(".//h1") is not None:
        return False
    named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}".lower()
    return (len(words) < LONG and bool(SITE.search(named))) or is_made_of_links(element, words)


def is_made_of_links(element: Element, words: str) -> bool:
    """Whether an element holds little but links; a list of annexes is the notice's own."""
    links = [smooth(link.text_content()) for link in element.iter("a")]
    return len(links) >= 3 and "附件" not in words and sum(map(len, links)) > 0.6 * len(words)


def is_data(table: Element) -> bool:
    """Whether a table holds cells, and not the layout of the page."""
    cells = list(table.iter("td", "th"))
    is_nested = next(table.iterdescendants("table"), None) is not None
    is_page = any(len(smooth(cell.text_content())) > LONG and count_lines(cell) > 3 for cell in cells)
    return len(cells) > 1 and not is_nested and not is_page


def count_lines(cell: Element) -> int:
    """How many paragraphs a cell has."""
    return sum(1 for _ in cell.iter("p", "div", "br", "li"))


def read_table(table: Element) -> Sheet:
    """The rows of a table."""
    return Sheet(tuple(tuple(read_cell(cell) for cell in row.iter("td", "th")) for row in table.iter("tr")))


def read_cell(cell: Element) -> Box:
    """A cell with what it covers; its paragraphs are one line."""
    lines = (block.text for block in walk(cell, []) if isinstance(block, Line) and block.text)
    return Box(smooth("\n".join(lines)), read_span(cell, "rowspan"), read_span(cell, "colspan") or 1)


def read_span(cell: Element, name: str) -> int:
    """How many rows or columns a cell covers; zero rows means all that follow."""
    given = cell.get(name, "1").strip()
    return int(given) if given.isascii() and given.isdecimal() else 1
