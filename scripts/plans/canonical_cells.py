"""One cell and the schema of its column in, the cell as it was meant and what had been done to it out.

A mended cell has the form that its column demands; a cell that none of this brings there stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from plans.canonical_bytes import LOST
from plans.evidence import read_wording

NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
SPACE = "".join(map(chr, (*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))))
EDGES = SPACE + "\u2028\u2029\u202f\u205f\u3000" + INVISIBLE
PLAIN = {0xFF01 + place: 0x21 + place for place in range(94)} | {0x3000: 0x20, 0x3002: 0x2E}
DASHES = str.maketrans(dict.fromkeys("–—‐‑‒―−", "-"))
QUOTES = "'‘’`´＇\"“”＂「」"
FORMULA = re.compile(r'[=＝]\s*["“”＂]([^"＂]*)["“”＂]')
THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")
DECIMAL_COMMA = re.compile(r"-?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(\.[0-9]{3})+),[0-9]+")
YEAR = r"([12][0-9]{3})"
PLAIN_YEAR = re.compile(rf"{YEAR}(?:\.0+|\s*年度?|(?:[-/.]0?1[-/.]0?1|年0?1月0?1日)(?: 0?0:00(?::00)?)?)")
SPAN = re.compile(rf"{YEAR}\s*年?(?:-+|~|至|到|/){YEAR}\s*年?")
# a year typed into a cell with a date format: Excel counts days from 1900, so that 2025 is 17 July 1905
DAY_OF_1905 = re.compile(r"(1905)[-/.](0?[5-9])[-/.]([0-9]{1,2})")
FIRST_DAY = date(1899, 12, 30)
MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
DATE = re.compile(
    rf"[0-9]{{4}}[-/.年][0-9]{{1,2}}[-/.月][0-9]{{1,2}}日?(?: [0-9:]+)?|[0-9]{{1,2}}月[0-9]{{1,2}}日"
    rf"|[0-9]{{1,2}}/[0-9]{{1,2}}/[0-9]{{2,4}}|[0-9]{{1,2}}-(?:{MONTHS})(?:-[0-9]+)?|(?:{MONTHS})-[0-9]{{2}}",
    re.IGNORECASE,
)
EXPONENT = re.compile(r"[+-]?[0-9](\.[0-9]+)?E[+-][0-9]{2,}")


@dataclass(frozen=True, slots=True)
class Column:
    """What a column demands: its kind (number, year, code, id, word, ordinal or text) and the form."""

    kind: str
    form: re.Pattern[str]
    is_required: bool


def read_column(field: Mapping[str, Any]) -> Column:
    """A column by its field of the schema."""
    limits = field.get("constraints", {})
    pattern, words = limits.get("pattern", ""), limits.get("enum", ())
    kinds = {
        "number": field["type"] == "number",
        "word": bool(words),
        "year": pattern.startswith(r"^\d{4}"),
        "code": pattern.startswith(r"^\d{6}"),
        "id": bool(pattern),
        "ordinal": field["name"] == "number",
    }
    kind = next((kind for kind, is_it in kinds.items() if is_it), "text")
    choice = pattern or "|".join(map(re.escape, words)) or ".*"
    form = NUMBER if kind == "number" else re.compile(choice, re.ASCII | re.DOTALL)
    return Column(kind, form, limits.get("required", False))


def trim(cell: str) -> str:
    """A cell without white space or invisible characters at its ends and without line breaks."""
    inner = cell.strip(EDGES)
    return re.sub(r"\s*[\r\n]\s*", " ", inner) if "\n" in inner or "\r" in inner else inner


def mend_cell(cell: str, column: Column, separator: str) -> tuple[str, tuple[str, ...]]:
    """A trimmed cell as it was meant, and the damages found; as it is where that would need a guess."""
    if not cell:
        return cell, ()
    if column.kind in {"text", "ordinal"}:
        return mend_text(cell, column.kind)
    if column.form.fullmatch(cell):
        return cell, ()
    return mend_coded(cell, column, separator)


def mend_text(cell: str, kind: str) -> tuple[str, tuple[str, ...]]:
    """A cell of words: only a formula that holds nothing but a text is undone."""
    if match := FORMULA.fullmatch(cell):
        return trim(match[1]), ("text-marks",)
    refused = find_loss(cell)
    if not refused and kind == "ordinal":
        refused = "dates" if DATE.fullmatch(cell) else "negatives" if re.fullmatch("-[0-9]+", cell) else ""
    return cell, (refused,) if refused else ()


def find_loss(cell: str) -> str:
    """What happened to a cell whose content is lost, nothing where it is there."""
    if LOST.search(cell):
        return "lost-characters"
    if re.fullmatch("#{3,}", cell):
        return "hashes"
    return "exponents" if EXPONENT.fullmatch(cell) else ""


def mend_coded(cell: str, column: Column, separator: str) -> tuple[str, tuple[str, ...]]:
    """A cell of ids, words, years or numbers: each step that changes it is one damage."""
    mended = cell
    damages: tuple[str, ...] = ()
    for damage, step in steps(column, separator):
        changed = step(mended)
        if changed != mended:
            mended, damages = changed, (*damages, damage)
        if damages and column.form.fullmatch(mended):
            return mended, damages
    refused = find_refusal(mended, column, separator)
    return cell, (refused,) if refused else ()


def steps(column: Column, separator: str) -> Iterator[tuple[str, Any]]:
    """What is undone in a cell of this kind, one after the other."""
    yield "text-marks", strip_marks
    yield "invisible", lambda cell: cell.translate(dict.fromkeys(map(ord, INVISIBLE)))
    yield "full-width", lambda cell: cell.translate(PLAIN).strip()
    yield "dashes", lambda cell: cell.translate(DASHES)
    if column.kind in {"id", "word"}:
        yield "capitals", str.lower
    if column.kind == "year":
        yield "years", read_year
        yield "spans", lambda cell: SPAN.sub(r"\1/\2", cell) if SPAN.fullmatch(cell) else cell
    if column.kind == "code":
        yield "decimals", lambda cell: cell.removesuffix(".0")
    if column.kind == "number":
        yield "thousands", lambda cell: drop_thousands(cell, separator)
        yield "decimal-comma", lambda cell: drop_decimal_comma(cell, separator)


def strip_marks(cell: str) -> str:
    """A cell without the marks that make Excel take it for text."""
    return cell.strip(QUOTES + EDGES + "=＝" * bool(FORMULA.fullmatch(cell)))


def read_year(cell: str) -> str:
    """The year that a date stands for, where it is the first of January or a day that Excel made of it."""
    if match := PLAIN_YEAR.fullmatch(cell):
        return match[1]
    if match := DAY_OF_1905.fullmatch(cell):
        try:
            return str((date(*map(int, match.groups())) - FIRST_DAY).days)
        except ValueError:
            return cell
    return cell


def drop_thousands(cell: str, separator: str) -> str:
    """A number without its thousands separators, if the commas can be nothing else."""
    is_plain = separator == "," or cell.count(",") > 1 or "." in cell
    return cell.replace(",", "") if is_plain and THOUSANDS.fullmatch(cell) else cell


def drop_decimal_comma(cell: str, separator: str) -> str:
    """A number with a decimal point for the comma that programs of semicolon files write."""
    is_plain = separator != "," and not THOUSANDS.fullmatch(cell) and DECIMAL_COMMA.fullmatch(cell)
    return cell.replace(".", "").replace(",", ".") if is_plain else cell


def find_refusal(cell: str, column: Column, separator: str) -> str:
    """Why a cell cannot be mended, nothing where no program did it."""
    if loss := find_loss(cell.upper()):
        return loss
    if DATE.fullmatch(cell):
        return "dates"
    is_open = column.kind == "number" and (THOUSANDS.fullmatch(cell) or DECIMAL_COMMA.fullmatch(cell))
    return "comma-numbers" if is_open and separator != "," else ""


@lru_cache(maxsize=4096)
def restore_zeros(value: str, wording: str) -> str:
    """A number with the zeros at its end that its wording prints: spreadsheets drop them."""
    if not NUMBER.fullmatch(value):
        return value
    numbers = read_wording(wording).numbers
    same = {number for number in numbers if is_longer(number, value)}
    return same.pop() if len(same) == 1 and value not in numbers else value


def is_longer(number: str, value: str) -> bool:
    """Whether a number is another one with zeros behind its decimals."""
    rest = number.removeprefix(value) if number.startswith(value) else ""
    return bool(re.fullmatch(r"0+" if "." in value else r"\.0+", rest))
