"""The bytes of a table and its schema in, the table as it was meant and all that was done to it out."""

import csv
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from plans.canonical_bytes import Decoded, decode_table
from plans.canonical_cells import EDGES, INVISIBLE, PLAIN, Column, mend_cell, read_column, restore_zeros, trim
from plans.canonical_damage import BY_ID, is_refused
from plans.canonical_spot import Spot
from plans.load import read_records
from plans.model import Row, Table

# so many spots are named one by one, by the rules that find them too
FEW = 3
# what a notice prints: a few question marks may well be its own
VERBATIM = ("quote", "prefix", "suffix", "wording")
SEPARATORS = ",;\t，|"
MARK = re.compile(r"sep=(.)\n", re.IGNORECASE)
Records = list[tuple[int, list[str]]]
Wide = tuple[int, tuple[str, ...]]
Cells = tuple[tuple[str, ...], tuple[Row, ...]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A table as found and as it was meant.

    `table` is mended and `found` only trimmed, both none where the file is no table with these columns.
    `header` is the first row as found and `names` the columns it means, in the order of the file;
    `ragged` are the rows that are not as wide as it.
    """

    table: Table | None
    found: Table | None
    header: tuple[str, ...]
    names: tuple[str, ...]
    ragged: tuple[Wide, ...]
    spots: tuple[Spot, ...]

    @property
    def mended(self) -> tuple[Spot, ...]:
        """The damages that have one meaning."""
        return tuple(spot for spot in self.spots if not is_refused(spot))

    @property
    def is_spoilt(self) -> bool:
        """Whether a program has changed so much that one line must say it for all."""
        is_told = all(BY_ID[spot.damage].rule for spot in self.mended)
        whole_file = [spot for spot in self.mended if spot.row is None]
        return not is_told or len(self.mended) > FEW or len(whole_file) > 1

    @property
    def whole(self) -> Table | None:
        """The mended table, none where something in the file would need a guess."""
        return None if self.ragged or any(map(is_refused, self.spots)) else self.table


@dataclass(frozen=True, slots=True)
class Grid:
    """A header as found, the columns it means with and without empty ones, and the rows below it."""

    found: tuple[str, ...]
    names: tuple[str, ...]
    header: tuple[str, ...]
    rows: Records
    spots: tuple[Spot, ...]


def read_damaged(name: str, content: bytes, schema: Mapping[str, Any]) -> Reading:
    """A table whatever program has saved it."""
    decoded = decode_table(content)
    separator = find_separator(decoded.text or "", schema)
    records, marks = read_lines(decoded, separator)
    if not records or any(map(is_refused, decoded.spots)):
        return Reading(None, None, (), (), (), decoded.spots)
    columns = {field["name"]: read_column(field) for field in schema["fields"]}
    grid = find_header(records, schema)
    if grid is None or is_refuted(grid, columns):
        header = tuple(next((cells for _, cells in records if any(cells)), ()))
        return Reading(None, None, header, header, (), (*decoded.spots, *marks))
    found, ragged, shape = fit_rows(grid, columns)
    table, cells = mend_rows(found, columns, separator)
    if sum(spot.damage == "lost-characters" for spot in cells) > FEW:
        return Reading(None, None, grid.found, grid.names, (), (*decoded.spots, *cells))
    spots = (*decoded.spots, *marks, *grid.spots, *shape, *cells)
    return Reading(Table(name, *table), Table(name, *found), grid.found, grid.names, ragged, spots)


def find_separator(text: str, schema: Mapping[str, Any]) -> str:
    """The character between the columns of the header, a comma where it is in doubt."""
    lines = MARK.sub("", text, count=1).split("\n")
    first = next((line for line in lines if line.strip(SEPARATORS + '" ')), "")
    fits = (mark for mark in SEPARATORS if names_of(split_line(first, mark), schema))
    return next(fits, ",")


def split_line(line: str, separator: str) -> list[str]:
    """The cells of one line."""
    return next(csv.reader([line], delimiter=separator), [])


def read_lines(decoded: Decoded, separator: str) -> tuple[Records, tuple[Spot, ...]]:
    """The records of a text by their rows, none where it is no CSV, and what parts them."""
    text = decoded.text or ""
    mark = MARK.match(text)
    try:
        records = read_records(text[mark.end() :] if mark else text, separator)
    except csv.Error:
        records = []
    spots = [Spot("separator-line", 1)] if mark else []
    if separator != ",":
        spots.append(Spot("separator", None, None, "Tab" if separator == "\t" else separator))
    filled = [cells for cells in records if any(cells)]
    if separator == "," and filled and all("," in cells[0] and not any(cells[1:]) for cells in filled):
        records = [split_line(cells[0], ",") if any(cells) else cells for cells in records]
        spots.append(Spot("one-column", None, None, ",".join(filled[0])))
    return list(enumerate(records, 2 if mark else 1)), tuple(spots)


def names_of(cells: Sequence[str], schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns that a header means, empty ones at its end too; nothing where it is not this header."""
    fields = [field["name"] for field in schema["fields"]]
    words = titles_of(schema) | {name: name for name in fields}
    names = tuple(words.get(plain_word(cell), trim(cell)) for cell in cells)
    return names if sorted(filter(None, names)) == sorted(fields) else ()


def titles_of(schema: Mapping[str, Any]) -> dict[str, str]:
    """The columns by their Chinese and English titles, where a title is that of one column."""
    pairs = [(plain_word(field.get(key, "")), field["name"]) for field in schema["fields"] for key in TITLES]
    words = [word for word, _ in pairs]
    return {word: name for word, name in pairs if word and words.count(word) == 1}


TITLES = ("title", "title_en")


def plain_word(cell: str) -> str:
    """A word of a header without what typing changes: case, spaces, hyphens, width of letters."""
    return re.sub(r"[\s_-]+", "_", trim(cell.translate(PLAIN)).lower()).strip(INVISIBLE + "'\"“”")


def find_header(records: Records, schema: Mapping[str, Any]) -> Grid | None:
    """The header and what is below it; none where the first row that is not blank is no such header."""
    place = next((place for place, (_, cells) in enumerate(records) if any(map(trim, cells))), None)
    names = names_of(records[place][1], schema) if place is not None else ()
    if place is None or not names:
        return None
    fields = [field["name"] for field in schema["fields"]]
    found = records[place][1]
    below = records[place + 1 :]
    kept = [name for name in names if name]
    done = {
        "empty-top": place > 0,
        "empty-columns": len(kept) < len(names),
        "header": any(plain_word(cell) == name != cell for cell, name in zip(found, names, strict=True)),
        "header-words": any(plain_word(cell) != name for cell, name in zip(found, names, strict=True)),
        "columns-moved": kept != fields,
    }
    shown = ",".join(found)
    spots = tuple(Spot(damage, None, None, shown) for damage, is_there in done.items() if is_there)
    grid = Grid(tuple(found), names, names, below, spots)
    return grid if len(kept) == len(names) else drop_columns(grid)


def is_refuted(grid: Grid, columns: Mapping[str, Column]) -> bool:
    """Whether the header was changed and not the columns: cells fit the old order better than the new."""
    if sorted(grid.header) != sorted(columns) or grid.header == tuple(columns):
        return False
    return count_misfits(grid, grid.header, columns) > count_misfits(grid, tuple(columns), columns)


def count_misfits(grid: Grid, names: Sequence[str], columns: Mapping[str, Column]) -> int:
    """How many cells cannot be brought into the form of the columns of these names."""
    pairs = [pair for _, cells in grid.rows for pair in zip(names, map(trim, cells), strict=False)]
    mended = [(columns[name], mend_cell(cell, columns[name], ",")[0]) for name, cell in pairs]
    return sum(bool(cell) and not column.form.fullmatch(cell) for column, cell in mended)


def drop_columns(grid: Grid) -> Grid | None:
    """The columns without those that have neither a name nor a cell; none where a nameless one is filled."""
    last = max(place for place, name in enumerate(grid.header) if name) + 1
    nameless = {place for place, name in enumerate(grid.header[:last]) if not name}
    if any(trim(cells[place]) for _, cells in grid.rows for place in nameless if place < len(cells)):
        return None
    rows = [(line, drop_places(cells, nameless)) for line, cells in grid.rows]
    return replace(grid, header=tuple(filter(None, grid.header)), rows=rows)


def drop_places(cells: Sequence[str], places: Container[int]) -> list[str]:
    """A row without the cells at some places."""
    return [cell for place, cell in enumerate(cells) if place not in places]


def fit_rows(grid: Grid, columns: Mapping[str, Column]) -> tuple[Cells, tuple[Wide, ...], list[Spot]]:
    """The rows with trimmed cells in the order of the columns, those of another width, what was done."""
    rows, ragged, spots = [], [], []
    for line, cells in grid.rows:
        trimmed = [trim(cell) for cell in cells]
        if not any(trimmed):
            spots.append(Spot("empty-rows", line))
            continue
        fitted, damage = fit_width(trimmed, grid.header, columns)
        if damage:
            spots.append(Spot(damage, line, None, ",".join(cells)))
        if len(fitted) != len(grid.header):
            ragged.append((line, tuple(cells)))
        spots.extend(find_edges(line, cells, trimmed, grid.header))
        by_name = dict(zip(grid.header, fitted, strict=False))
        rows.append(Row(line, {name: by_name.get(name, "") for name in columns}))
    return (tuple(columns), tuple(rows)), tuple(ragged), spots


def fit_width(
    cells: list[str], header: Sequence[str], columns: Mapping[str, Column]
) -> tuple[list[str], str]:
    """A row as wide as the header where only empty cells are too many or too few."""
    width = len(header)
    if len(cells) > width and not any(cells[width:]):
        return cells[:width], "empty-columns"
    if len(cells) < width and is_cut(cells, header, columns):
        return [*cells, *[""] * (width - len(cells))], "short-rows"
    return cells, ""


def is_cut(cells: Sequence[str], header: Sequence[str], columns: Mapping[str, Column]) -> bool:
    """Whether a row ends where its required cells end, so that only empty cells can be missing."""
    needed = [place for place, name in enumerate(header) if columns[name].is_required]
    last = max(needed)
    if last >= len(cells) or any(cells[last + 1 :]):
        return False
    pairs = [(columns[name], cell) for name, cell in zip(header, cells, strict=False)]
    return all(column.form.fullmatch(cell) if cell else not column.is_required for column, cell in pairs)


def find_edges(line: int, cells: Sequence[str], trimmed: Sequence[str], header: Sequence[str]) -> list[Spot]:
    """White space and invisible characters at the ends of cells."""
    return [
        Spot("spaces" if cell.strip() == cell.strip(EDGES) else "invisible", line, name, cell)
        for name, cell, short in zip(header, cells, trimmed, strict=False)
        if cell != short
    ]


def mend_rows(found: Cells, columns: Mapping[str, Column], separator: str) -> tuple[Cells, list[Spot]]:
    """The rows with every cell as it was meant."""
    header, rows = found
    mended: list[Row] = []
    spots: list[Spot] = []
    for row in rows:
        cells = {}
        for name, cell in row.cells.items():
            cells[name], damages = mend_cell(cell, columns[name], separator)
            spots.extend(Spot(damage, row.line, name, cell) for damage in damages)
        value = restore_zeros(cells.get("value", ""), cells.get("wording", ""))
        if value != cells.get("value", ""):
            cells["value"] = value
            spots.append(Spot("zeros", row.line, "value", row["value"]))
        mended.append(Row(row.line, cells))
    lost = [spot for spot in spots if spot.damage == "lost-characters"]
    printed = [spot for spot in lost if spot.field in VERBATIM] if len(lost) <= FEW else []
    return (header, tuple(mended)), [spot for spot in spots if spot not in printed]
