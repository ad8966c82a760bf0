"""PDF with text: the file goes in, its paragraphs and tables come out, page breaks mended.

A page without text is a picture, which is not read: how many there are comes out too.
"""

import io
import logging
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from plans.draft_read_blocks import Block, Box, BrokenFileError, Line, Sheet, smooth

PAGE_NUMBER = re.compile(r"^(?:[-—–－ ]*\d+[-—–－ ]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+)$")
SENTENCE_END = tuple("。！？；：:）)")
# Fonts map many characters to the radicals that look the same; Unicode says what these are only of some.
RADICALS = str.maketrans(
    "⺠⻄⻅⻆⻉⻋⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻁⻙⻟⺎⺝⺼⻑⻒⻌",
    "民西见角贝车长门青页风飞食马骨鬼鱼鸟卤麦黄齐齿龙虎韦饣兀月月长长辶",
)
KANGXI = re.compile("[\u2f00-\u2fdf]")
# pdfplumber is not annotated
Page = Any


@dataclass(frozen=True, slots=True)
class Printed:
    """A line of a page: its words, how far it reaches, the size of its letters."""

    text: str
    left: float
    right: float
    top: float
    size: float


def read_pdf(content: bytes) -> tuple[list[Block], int]:
    """The blocks of a document, and how many of its pages hold no text."""
    # what it warns of (fonts without a box) does not touch the text
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(content)) as document:
            pages = [read_page(page) for page in document.pages]
    except PdfminerException as error:
        raise BrokenFileError from error
    running = find_running([lines for lines, _ in pages])
    blocks: list[Block] = []
    for lines, sheets in pages:
        kept = [line for line in lines if line.text not in running and not PAGE_NUMBER.match(line.text)]
        blocks = join_pages(blocks, list(order_page(kept, sheets)))
    return blocks, sum(1 for lines, sheets in pages if not lines and not sheets)


def read_page(page: Page) -> tuple[list[Printed], list[tuple[float, Sheet]]]:
    """The lines of a page outside its tables, and the tables with their places."""
    tables = [table for table in page.find_tables() if len(table.cells) > 1]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(clip(table.bbox, page.bbox), strict=False)
    lines = [read_line(line) for line in outside.extract_text_lines(return_chars=True)]
    return lines, [(table.bbox[1], read_table(page, table)) for table in tables]


def clip(box: Sequence[float], page: Sequence[float]) -> tuple[float, float, float, float]:
    """A box within its page."""
    return max(box[0], page[0]), max(box[1], page[1]), min(box[2], page[2]), min(box[3], page[3])


def read_line(line: dict[str, Any]) -> Printed:
    """A line as pdfplumber finds it."""
    size = max(letter["size"] for letter in line["chars"])
    return Printed(read_words(line["text"]), line["x0"], line["x1"], line["top"], size)


def read_words(printed: str) -> str:
    """Words on one line, with characters in place of the radicals that look the same."""
    plain = KANGXI.sub(lambda match: unicodedata.normalize("NFKC", match[0]), printed)
    return smooth(plain.translate(RADICALS))


def read_table(page: Page, table: Any) -> Sheet:
    """A table; what a cell covers is seen from its edges."""
    edges = sorted({round(box[0]) for box in table.cells})
    tops = sorted({round(box[1]) for box in table.cells})
    rows: list[list[tuple[float, Box]]] = [[] for _ in tops]
    for box in table.cells:
        words = page.crop(clip(box, page.bbox), strict=False).extract_text() or ""
        spans = [count_between(tops, box[1], box[3]), count_between(edges, box[0], box[2])]
        rows[tops.index(round(box[1]))].append((box[0], Box(read_words(words), *spans)))
    return Sheet(tuple(tuple(box for _, box in sorted(row, key=lambda pair: pair[0])) for row in rows))


def count_between(edges: Sequence[int], first: float, last: float) -> int:
    """How many rows or columns begin within a cell."""
    return max(1, sum(1 for edge in edges if round(first) <= edge < round(last) - 1))


def find_running(pages: Sequence[Sequence[Printed]]) -> set[str]:
    """The first and last lines that return on most pages: they belong to the paper, not to the text."""
    edges = Counter(text for lines in pages if lines for text in {lines[0].text, lines[-1].text})
    return {text for text, count in edges.items() if count >= 3 and count > len(pages) / 2}


def order_page(lines: Sequence[Printed], sheets: Sequence[tuple[float, Sheet]]) -> Iterator[Block]:
    """The paragraphs and tables of a page from top to bottom."""
    behind = 0.0
    for top, sheet in sorted(sheets, key=lambda pair: pair[0]):
        yield from join_lines([line for line in lines if behind <= line.top < top])
        yield sheet
        behind = top
    yield from join_lines([line for line in lines if line.top >= behind])


def join_lines(lines: Sequence[Printed]) -> Iterator[Line]:
    """Paragraphs: a line goes on in the next where it is full and the next is not indented."""
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    words: list[str] = []
    for line in lines:
        if words and line.left > left + line.size:
            yield Line(smooth("\n".join(words)))
            words = []
        words.append(line.text)
        if is_last(line, left, right):
            yield Line(smooth("\n".join(words)))
            words = []
    if words:
        yield Line(smooth("\n".join(words)))


def is_last(line: Printed, left: float, right: float) -> bool:
    """Whether a paragraph ends with a line: short of the edge by a few letters and a sentence, or by far."""
    short = right - line.right
    ends = line.text.endswith(SENTENCE_END) and short > 2 * line.size
    return ends or short > (right - left) / 3


def join_pages(before: list[Block], page: list[Block]) -> list[Block]:
    """The blocks with those of the next page: a table or a sentence that the page cuts is made one."""
    if not before or not page:
        return before + page
    last, first = before[-1], page[0]
    if isinstance(last, Sheet) and isinstance(first, Sheet) and width(last) == width(first):
        return [*before[:-1], Sheet(last.rows + drop_repeated(last, first)), *page[1:]]
    if isinstance(last, Line) and isinstance(first, Line) and is_cut(last, first):
        return [*before[:-1], Line(smooth(f"{last.text}\n{first.text}")), *page[1:]]
    return before + page


def width(sheet: Sheet) -> int:
    """How many columns a table has."""
    return max(sum(box.column_span for box in row) for row in sheet.rows)


def drop_repeated(last: Sheet, first: Sheet) -> tuple[tuple[Box, ...], ...]:
    """The rows of a table that goes on, without the head that is printed again."""
    same = 0
    while same < min(len(first.rows), len(last.rows)) and first.rows[same] == last.rows[same]:
        same += 1
    return first.rows[same:]


def is_cut(last: Line, first: Line) -> bool:
    """Whether a page ends in the middle of a sentence."""
    is_open = re.search(r"[。！？；：:）)]$", last.text) is None and len(last.text) > 20
    return (
        is_open
        and re.match(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|附件|\d+[.．]", first.text)
        is None
    )
