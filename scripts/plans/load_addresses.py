"""Reading what was promised: a folder goes in, its published and its withdrawn addresses come out."""

from dataclasses import dataclass
from pathlib import Path

from plans.load import read_table
from plans.model import Row, Table

ADDRESSES = "docs/addresses"
WITHDRAWN = "docs/withdrawn.csv"
COLUMNS = ("address", "moved_to", "reason", "reason_en", "withdrawn_on")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The addresses that were ever published, and what became of those that are gone.

    `withdrawn` has the columns `COLUMNS`; `handwritten` are the pages that nothing is generated for.
    """

    published: frozenset[str] = frozenset()
    withdrawn: tuple[Row, ...] = ()
    handwritten: frozenset[str] = frozenset()


NO_LEDGER = Ledger()


def read_ledger(root: Path) -> Ledger:
    """The ledger of a repository, empty where it has none; raises ValueError where its table is wrong."""
    path = root / WITHDRAWN
    table = read_table("withdrawn", path.read_bytes()) if path.is_file() else Table("", COLUMNS, ())
    if table is None or table.header != COLUMNS:
        raise ValueError(f"{WITHDRAWN}: UTF-8 CSV, {','.join(COLUMNS)}")
    pages = (root / "docs/zh").glob("*.md")
    return Ledger(
        published=frozenset().union(*read_lists(root).values()),
        withdrawn=tuple(strip_slash(row) for row in table.rows),
        handwritten=frozenset(f"{page.stem}/" for page in pages),
    )


def read_lists(root: Path) -> dict[str, frozenset[str]]:
    """The lists of published addresses by name: one for each plan, one for each other part of the site."""
    paths = sorted((root / ADDRESSES).glob("*.txt"))
    return {path.stem: frozenset(path.read_text("utf-8").splitlines()) for path in paths}


def strip_slash(row: Row) -> Row:
    """A line with its addresses as they are in the lists, also where they were typed as `/plans/`."""
    typed = {column: row[column].removeprefix("/") for column in ("address", "moved_to")}
    return Row(row.line, {**row.cells, **typed})
