"""The check of published addresses: ledger and built site go in, moves come out, or what is wrong."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from plans.build_addresses import Move, find_gone, find_lost, find_moves, is_page
from plans.load_addresses import WITHDRAWN, Ledger
from plans.model import Language, Row, Text

SHOWN = 20
LOST = Text("已发布的网址不见了，共 {count} 个：", "Published addresses are gone, {count} of them:")
REMEDY = Text(
    f"处理：恢复原来的编号或文件；有意撤下的，在 {WITHDRAWN} 写一行：address 写网址"
    "（以 / 结尾的，连同下面的全部），moved_to 写现在的网址（没有就留空），再写原因和日期。",
    "To do: bring the id or file back. What is withdrawn on purpose gets a line in "
    f"{WITHDRAWN}: address (one that ends with / stands for all below it), moved_to (where it is now, else "
    "empty), the reason in both languages and the day.",
)
FAULT = Text("{file} 第 {line} 行 {column}：{must}", "{file} row {line} {column}: {must}")
FILLED = Text("应当填写。", "Must be filled.")
DAY = Text("应当是日期，如 2026-12-01。", "Must be a day, as 2026-12-01.")
ONCE = Text("每个网址只写一行。", "An address has one line.")
GONE = Text(
    "应当是发布过、现在没有了的网址：这个网址还在，或者从未发布。",
    "Must be an address that was published and is gone: this one still stands, or never was.",
)
LAST = Text("应当是最后的去处，不能是也已撤下的网址。", "Must be the last place, not one withdrawn itself.")
THERE = {
    True: Text(
        "{address} 的去处应当是现有的网页：{target}", "{address} must move to a page that is there: {target}"
    ),
    False: Text(
        "{address} 的去处应当是现有的文件：{target}", "{address} must move to a file that is there: {target}"
    ),
}


class AddressError(ValueError):
    """Addresses were lost, or lines about withdrawn ones are wrong; says in both languages what to do."""


def settle(
    ledger: Ledger, built: Collection[str], language: Language, unavailable: tuple[str, ...] = ()
) -> list[Move]:
    """What became of what is gone; raises AddressError where that is not said, or wrongly.

    Files are in the Chinese tree only, so there every line is checked.
    """
    withdrawn = {row["address"]: row for row in ledger.withdrawn}
    promised = (address for address in ledger.published if language == "zh" or is_page(address))
    gone = find_gone(promised, built, unavailable)
    moves = find_moves(gone, withdrawn, built)
    faults = [*move_faults(moves, built)]
    if language == "zh":
        faults = [*row_faults(ledger.withdrawn, built, {move.row.line for move in moves}), *faults]
    lost = find_lost(gone, withdrawn)
    if faults or lost:
        raise AddressError("\n".join([*(f"{fault.zh}\n{fault.en}" for fault in faults), *write_lost(lost)]))
    return moves


def row_faults(rows: Sequence[Row], built: Collection[str], used: Collection[int]) -> Iterator[Text]:
    """What is wrong in single lines; `used` are the lines that are about something gone."""
    count = Counter(row["address"] for row in rows)
    checks: Mapping[str, Sequence[tuple[Callable[[str], bool], Text]]] = {
        "address": [
            (bool, FILLED),
            (lambda address: count[address] == 1, ONCE),
        ],
        "moved_to": [(lambda address: not address or address not in count, LAST)],
        "reason": [(bool, FILLED)],
        "reason_en": [(bool, FILLED)],
        "withdrawn_on": [(is_day, DAY)],
    }
    for row in rows:
        for column, conditions in checks.items():
            wrong = next((must for holds, must in conditions if not holds(row[column])), None)
            if wrong:
                yield write_fault(row, column, wrong)
        if row["address"] in built or (row.line not in used and count[row["address"]] == 1):
            yield write_fault(row, "address", GONE)


def is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 has it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def move_faults(moves: Iterable[Move], built: Collection[str]) -> Iterator[Text]:
    """Targets that are not there, or of another kind."""
    for move in moves:
        page = is_page(move.address)
        if move.target and (move.target not in built or is_page(move.target) != page):
            told = {"address": move.address, "target": move.target}
            must = Text(THERE[page].zh.format(**told), THERE[page].en.format(**told))
            yield write_fault(move.row, "moved_to", must)


def write_fault(row: Row, column: str, must: Text) -> Text:
    """A fault with its place."""
    zh, en = (
        FAULT[language].format(file=WITHDRAWN, line=row.line, column=column, must=must[language])
        for language in ("zh", "en")
    )
    return Text(zh, en)


def write_lost(lost: Sequence[str]) -> list[str]:
    """The first lost addresses and what to do, as lines."""
    if not lost:
        return []
    shown = [f"    {address}" for address in lost[:SHOWN]]
    more = ["    …"] if len(lost) > SHOWN else []
    return [
        LOST.zh.format(count=len(lost)),
        LOST.en.format(count=len(lost)),
        *shown,
        *more,
        REMEDY.zh,
        REMEDY.en,
    ]
