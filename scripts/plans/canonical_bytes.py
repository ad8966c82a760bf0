"""The bytes of a file in, its text and what a program did to its bytes out."""

import re
from dataclasses import dataclass

from plans.canonical_spot import Spot

# what the files of other programs begin with: ZIP (xlsx) and the container of xls, et and doc
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
WEB_PAGE = re.compile(rb"\s*<(!doctype|html|table|meta|head|\?xml)\b", re.IGNORECASE)
HANZI = re.compile(r"[\u4e00-\u9fff]")
LOST = re.compile(r"\ufffd|锟斤拷|\?{3,}|？{4,}")
BOM = "\ufeff"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file with LF only, none where it cannot be read, and what was done to its bytes."""

    text: str | None
    spots: tuple[Spot, ...]


def decode_table(content: bytes) -> Decoded:
    """The text of a table, whatever program saved it."""
    if content.startswith(WORKBOOKS):
        return Decoded(None, (Spot("workbook", None, None, "XLSX" if content[:2] == b"PK" else "XLS"),))
    if WEB_PAGE.match(content.removeprefix(BOM.encode())):
        return Decoded(None, (Spot("web-page", None, None, (decode(content) or "HTML").strip()[:40]),))
    encoding, text = decode_any(content)
    if text is None:
        return Decoded(None, (Spot("encoding"),))
    plain = text.lstrip(BOM)
    done = {
        encoding: encoding.upper() if encoding != "utf-8" else "",
        "bom": "BOM" if plain != text else "",
        "line-ends": ("CRLF" if "\r\n" in plain else "CR") if "\r" in plain else "",
        "mojibake": find_mojibake(plain),
    }
    found = tuple(Spot(damage, None, None, shown) for damage, shown in done.items() if shown)
    return Decoded(plain.replace("\r\n", "\n").replace("\r", "\n"), found)


def decode_any(content: bytes) -> tuple[str, str | None]:
    """The encoding of some bytes and their text; no text where it is unknown or could be another."""
    if encoding := utf_16_of(content):
        return "utf-16", decode_as(content, encoding)
    text = decode_as(content, "utf-8")
    if text is not None:
        return "utf-8", text
    text = None if is_broken_utf8(content) else decode_as(content, "gb18030")
    return "gb18030", text if text is None or is_usual(text) else None


def decode(content: bytes) -> str | None:
    """Text as UTF-8, else as the encodings that Excel writes; None where it is neither."""
    text = decode_any(content)[1]
    return None if text is None else text.removeprefix(BOM)


def decode_as(content: bytes, encoding: str) -> str | None:
    """Text in one encoding, None where it is not in it."""
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def utf_16_of(content: bytes) -> str:
    """The kind of UTF-16 by its mark or by the zeros beside its ASCII, nothing if it is none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    big, little = content[0::2].count(0), content[1::2].count(0)
    # one letter in twelve of a table is at least a comma or a line end
    if len(content) % 2 or max(big, little) * 24 < len(content) or min(big, little) * 4 > max(big, little):
        return ""
    return "utf-16-be" if big > little else "utf-16-le"


def is_broken_utf8(content: bytes) -> bool:
    """Whether these are mostly UTF-8 bytes, which read as GB18030 would become nonsense."""
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return broken < sum(character > "\u07ff" for character in text) - broken


def is_usual(text: str) -> bool:
    """Whether Chinese characters are those of simplified print: bytes in Big5 read as GB18030 are not."""
    hanzi = "".join(HANZI.findall(text))
    usual = hanzi.encode("gb2312", "ignore").decode("gb2312")
    return len(usual) >= 0.9 * len(hanzi)


def find_mojibake(text: str) -> str:
    """The first characters that are UTF-8 bytes read as GBK, nothing where they are what they seem."""
    if text.isascii():
        return ""
    back = text.encode("gb18030", "ignore").decode("utf-8", "replace")
    if len(HANZI.findall(back)) <= max(3, back.count("\ufffd")):
        return ""
    return "".join(re.findall(r"[^\x00-\x7f]+", text))[:10]
