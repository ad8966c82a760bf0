"""Published files opened as readers open them: path and content go in, what is wrong comes out."""

import csv
import gzip
import io
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import PurePosixPath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

import pyarrow
import pyarrow.parquet
import rdflib

from plans.load import parse_json

Reader = Callable[[bytes], object]


def find_unreadable(path: str, content: bytes) -> Iterator[str]:
    """One sentence where a file cannot be opened, or holds one that cannot."""
    reader = READERS.get(PurePosixPath(path).suffix)
    if reader is None:
        yield f"{path}: no reader for files of this ending"
        return
    try:
        reader(content)
    except FAILURES as error:
        yield f"{path}: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
        return
    if reader is read_archive:
        with ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from find_unreadable(f"{path}/{name}", archive.read(name))


# SyntaxError is what XML and Turtle readers raise; IndexError, what the latter does at an early end.
FAILURES = (
    *(ValueError, EOFError, OSError, SyntaxError, IndexError, BadZipFile, zlib.error),
    *(csv.Error, sqlite3.Error, pyarrow.ArrowException),
)


def read_text(content: bytes) -> str:
    """Text in UTF-8; raises ValueError for other bytes and for an empty file."""
    if not content:
        raise ValueError("empty")
    return content.decode("utf-8")


def read_rows(content: bytes) -> list[list[str]]:
    """The records of a CSV file, all as long as the first."""
    rows = list(csv.reader(io.StringIO(read_text(content).removeprefix("\ufeff"), newline=""), strict=True))
    if len({len(row) for row in rows}) != 1:
        raise ValueError("rows differ in length")
    return rows


def read_xml(content: bytes) -> ElementTree.Element:
    """Well-formed XML."""
    return ElementTree.fromstring(content)


def read_archive(content: bytes) -> None:
    """A zip whose checksums hold; xlsx is one too."""
    with ZipFile(io.BytesIO(content)) as archive:
        if broken := archive.testzip():
            raise BadZipFile(broken)


def read_database(content: bytes) -> None:
    """A SQLite database that finds nothing wrong with itself."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(content)
        found = database.execute("PRAGMA integrity_check").fetchall()
        found += database.execute("PRAGMA foreign_key_check").fetchall()
    if found != [("ok",)]:
        raise ValueError(str(found[:3]))


def read_parquet(content: bytes) -> pyarrow.Table:
    """A whole Parquet table."""
    return pyarrow.parquet.read_table(io.BytesIO(content))


def read_turtle(content: bytes) -> None:
    """RDF in Turtle."""
    rdflib.Graph().parse(data=read_text(content), format="turtle")


def read_calendar(content: bytes) -> None:
    """A calendar whose parts all end, in the order in which they began."""
    open_parts: list[str] = []
    for line in read_text(content).split("\r\n"):
        name, _, part = line.partition(":")
        if name == "BEGIN":
            open_parts.append(part)
        elif name == "END" and (not open_parts or open_parts.pop() != part):
            raise ValueError(f"END:{part}")
    if open_parts or not content.startswith(b"BEGIN:VCALENDAR"):
        raise ValueError(f"unfinished: {open_parts}")


def begins(*starts: bytes) -> Reader:
    """A reader of files that are known by their first bytes."""

    def read(content: bytes) -> None:
        if not content.startswith(starts):
            raise ValueError(f"begins with {content[:8]!r}")

    return read


READERS: Mapping[str, Reader] = {
    **dict.fromkeys((".html", ".css", ".js", ".txt", ".md"), read_text),
    **dict.fromkeys((".json", ".jsonld", ".map"), parse_json),
    **dict.fromkeys((".xml", ".svg", ".rels", ".vml"), read_xml),
    **dict.fromkeys((".zip", ".xlsx"), read_archive),
    ".csv": read_rows,
    ".sqlite": read_database,
    ".parquet": read_parquet,
    ".ttl": read_turtle,
    ".ics": read_calendar,
    ".gz": gzip.decompress,
    ".png": begins(b"\x89PNG\r\n\x1a\n"),
    ".wasm": begins(b"\0asm"),
    ".woff2": begins(b"wOF2"),
    ".bib": begins(b"@"),
    ".ris": begins(b"TY  - "),
    "": read_text,
}
