"""Word documents: the file goes in, its paragraphs and tables come out in their order."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.table import Table

from plans.draft_read_blocks import Block, Box, BrokenFileError, Line, Sheet, smooth

# python-docx hands out elements of lxml, which is not annotated
Element = Any
TEXT, BREAKS = qn("w:t"), {qn("w:br"), qn("w:cr")}
TAB, FALLBACK = qn("w:tab"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPH, TABLE = qn("w:p"), qn("w:tbl")


def read_docx(content: bytes) -> tuple[list[Block], bool]:
    """The blocks of a document, and whether it has numbers that Word counts itself: no text holds them."""
    try:
        document = docx.Document(io.BytesIO(content))
    except (OpcError, KeyError, zipfile.BadZipFile) as error:
        raise BrokenFileError from error
    body = document.element.body
    is_numbered = next(body.iter(qn("w:numPr")), None) is not None
    return list(walk(body, document)), is_numbered


def walk(element: Element, document: Any) -> Iterator[Block]:
    """Paragraphs and tables, those within content controls too."""
    for child in element:
        if child.tag == PARAGRAPH:
            yield Line(smooth(read_words(child)))
        elif child.tag == TABLE:
            yield read_table(Table(child, document))
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:ins")}:
            yield from walk(child, document)


def read_words(paragraph: Element) -> str:
    """The words of a paragraph: what was inserted while changes were tracked too, what was deleted not."""
    words = []
    for part in paragraph.iter(TEXT, TAB, *BREAKS):
        if next(part.iterancestors(FALLBACK), None) is None and part.getparent().tag == qn("w:r"):
            words.append(part.text or "" if part.tag == TEXT else "\n" if part.tag in BREAKS else " ")
    return "".join(words)


def read_table(table: Table) -> Sheet:
    """A table; python-docx gives a merged cell at every place that it covers."""
    places = [[cell._tc for cell in row.cells] for row in table.rows]
    seen: set[Element] = set()
    rows = []
    for number, row in enumerate(places):
        new = [(column, cell) for column, cell in enumerate(row) if cell not in seen]
        boxes = {cell: measure(places, number, column) for column, cell in reversed(new)}
        rows.append(tuple(boxes[cell] for cell in dict.fromkeys(cell for _, cell in new)))
        seen |= boxes.keys()
    return Sheet(tuple(rows))


def measure(places: list[list[Element]], row: int, column: int) -> Box:
    """The cell at a place, with what it covers to the right and below."""
    cell = places[row][column]
    words = "\n".join(read_words(paragraph) for paragraph in cell.iter(PARAGRAPH))
    height = sum(1 for below in places[row:] if column < len(below) and below[column] is cell)
    return Box(smooth(words), height, places[row].count(cell))
