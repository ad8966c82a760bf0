"""A file that a person saved from a government site goes in, the notice comes out, with what was done to it.

What cannot be read is refused in words that say what to do.
"""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import PurePath

from plans.canonical_bytes import decode, decode_as
from plans.draft_facts import find_facts
from plans.draft_notice import Grid, Notice
from plans.draft_read_blocks import Block, BrokenFileError, lay_out
from plans.draft_read_docx import read_docx
from plans.draft_read_html import read_html
from plans.draft_read_pdf import read_pdf
from plans.model import Text

SHORTEST = 40
MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)", re.I | re.S
)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")
OLD_WORD = Text(
    "这是旧格式的文档（.doc 或 .wps）：用 Word 或 WPS 打开，另存为 .docx 再试。",
    "This is an old document (.doc or .wps): open it in Word or WPS, save it as .docx and try again.",
)
SCAN = Text(
    "文件里只有图片，没有文字（扫描件）：先做文字识别（OCR），或在原网页上另存为网页。",
    "The file holds pictures and no text (a scan): recognise its text first, or save the page of the notice.",
)
UNKNOWN = Text(
    "认不出这种文件：能读的是 .txt、.html、.docx 和带文字的 .pdf。",
    "Unknown kind of file: what can be read is .txt, .html, .docx, and .pdf with text.",
)
PACKED = Text(
    "这是单个文件的网页（.mht）：在浏览器里另存为“网页，仅 HTML”再试。",
    "This is a web page in a single file (.mht): save it as “Webpage, HTML only” and try again.",
)
BROKEN = Text("文件损坏或有密码，打不开：重新下载再试。", "The file is damaged or locked: download it again.")
CONVERTED = Text("原文件是 GBK 编码，存档时转成了 UTF-8。", "The file was GBK; it is archived as UTF-8.")
NUMBERED = Text(
    "Word 自动编的序号（一、（一）1.）不是文字，没有读出：请对照原件。",
    "Numbers that Word counts itself (一、（一）1.) are no text and were not read: compare with the file.",
)


class UnreadableError(ValueError):
    """A file that is no notice that can be read; `words` say what to do."""

    def __init__(self, words: Text) -> None:
        super().__init__(f"{words.zh} {words.en}")
        self.words = words


def read_notice(name: str, content: bytes) -> tuple[Notice, tuple[Text, ...]]:
    """The notice in a file, and what a person should know of the reading."""
    if content.startswith(b"%PDF"):
        return read_pdf_notice(content)
    if content.startswith(b"PK"):
        return read_docx_notice(content)
    refuse(name, content)
    text = decode(content)
    if text is None or "\0" in text:
        raise UnreadableError(UNKNOWN)
    notes = () if decode_as(content, "utf-8") is not None else (CONVERTED,)
    if MARKUP.match(text) or PurePath(name).suffix.lower() in {".htm", ".html", ".shtml"}:
        return from_blocks(read_html(text)), notes
    # what is UTF-8 is archived byte for byte, its byte order mark too
    return make_notice(decode_as(content, "utf-8") or text, ()), notes


def refuse(name: str, content: bytes) -> None:
    """Raise for the kinds of files that a person can turn into one that is read."""
    if content.startswith((b"\xd0\xcf\x11\xe0", b"{\\rtf")) or PurePath(name).suffix.lower() in {
        ".doc",
        ".wps",
    }:
        raise UnreadableError(OLD_WORD)
    if content.startswith(PICTURES):
        raise UnreadableError(SCAN)
    if PurePath(name).suffix.lower() in {".mht", ".mhtml"}:
        raise UnreadableError(PACKED)


def read_docx_notice(content: bytes) -> tuple[Notice, tuple[Text, ...]]:
    """The notice in a Word document; other archives are refused."""
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
        blocks, is_numbered = read_docx(content) if "word/document.xml" in names else ([], False)
    except (zipfile.BadZipFile, BrokenFileError) as error:
        raise UnreadableError(BROKEN) from error
    if not blocks:
        raise UnreadableError(UNKNOWN)
    return from_blocks(blocks), (NUMBERED,) if is_numbered else ()


def read_pdf_notice(content: bytes) -> tuple[Notice, tuple[Text, ...]]:
    """The notice in a PDF."""
    try:
        blocks, pictures = read_pdf(content)
    except BrokenFileError as error:
        raise UnreadableError(BROKEN) from error
    note = Text(
        f"有 {pictures} 页没有文字（图片），没有读出：请对照原件补录。",
        f"{pictures} page(s) hold no text (pictures) and were not read: compare with the file.",
    )
    return from_blocks(blocks), (note,) if pictures else ()


def from_blocks(blocks: Iterable[Block]) -> Notice:
    """The notice of some blocks; with hardly a word in them it is a scan."""
    return make_notice(*lay_out(blocks))


def make_notice(text: str, grids: tuple[Grid, ...]) -> Notice:
    """The notice of a text."""
    if len("".join(text.split())) < SHORTEST:
        raise UnreadableError(SCAN)
    return Notice(text, grids, {fact.label: fact.value for fact in find_facts(text)})
