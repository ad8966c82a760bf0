"""One changed figure in words: old → new with the change in percent, and the passage that says so."""

from decimal import Decimal

from plans.derive import normalize
from plans.derive_history_rows import read_value
from plans.diff_names import QUOTED, Names, clip, say_value, tell_cell
from plans.diff_rows import RowChange
from plans.draw_revision import Amount, Revised, say_change
from plans.export_feed_words import arrow
from plans.load import VOCABULARY
from plans.model import Row, Text
from plans.words import SIGNS

# From here on a change is more often a slip of the unit than a correction.
SUSPECT = 10
SHOWN_OTHERWISE = {"comparator", "value", "unit"}
CHECK = Text("，相差 10 倍以上，请核对单位", ", tenfold or more: check the unit")


def tell_figure(change: RowChange, names: Names) -> tuple[Text, tuple[Text, ...]]:
    """The figure with its old and new number; below it the other columns that differ, and the words."""
    title, amount = names.figure(change.package, change.row), tell_amounts(change, names)
    text = Text(f"{title.zh}：{amount.zh}", f"{title.en}: {amount.en}")
    others = tuple(
        tell_cell(
            names.column("values", column),
            *(say_value(column, row[column]) for row in (change.old, change.new) if row),
        )
        for column in change.columns
        if column not in SHOWN_OTHERWISE and change.old and change.new
    )
    return text, (*others, tell_source(change, names))


def tell_amounts(change: RowChange, names: Names) -> Text:
    """≥2 亿元 → ≥3 亿元（+50%）, or the one number that there is."""
    amounts = [write_amount(row) for row in (change.old, change.new) if row]
    if len(amounts) == 1 or amounts[0] == amounts[1]:
        return Text(amounts[-1], amounts[-1])
    percent = measure_change(change, names)
    shown = arrow(Text(amounts[0], amounts[0]), amounts[1])
    return Text(
        f"{shown.zh}（{percent.zh}）" if percent.zh else shown.zh,
        f"{shown.en} ({percent.en})" if percent.en else shown.en,
    )


def write_amount(row: Row) -> str:
    """≥2.3 %, or the words where there is no number."""
    if not row["value"]:
        return clip(row["wording"]) or "/"
    sign = SIGNS.get(row["comparator"], f"{row['comparator']} ")
    return clip(f"{sign}{row['value']} {row['unit']}".strip())


def measure_change(change: RowChange, names: Names) -> Text:
    """+50%, points for a share, ×15; empty where there are not two numbers of one kind."""
    old, new = (read_amount(row, names) for row in (change.old, change.new))
    if old is None or new is None or old[1] != new[1] or old[0] == new[0]:
        return Text("", "")
    unit = Text(old[1], old[1])
    shown = say_change(Revised(Text("", ""), 0, unit, Amount(old[0]), Amount(new[0])))
    if is_suspect(old[0], new[0]):
        return Text(f"{shown.zh}{CHECK.zh}", f"{shown.en}{CHECK.en}")
    return shown


def read_amount(row: Row | None, names: Names) -> tuple[Decimal, str] | None:
    """The number of a row in its base unit; in the printed one where the vocabulary does not know it."""
    if row is None or read_value(row) is None:
        return None
    unit = names.find(VOCABULARY, "units", row["unit"])
    known = {row["unit"]: unit} if unit and read_value(Row(0, {"value": unit["multiplier"]})) else {}
    value, base = normalize(row, known)
    return None if value is None else (value, base)


def is_suspect(old: Decimal, new: Decimal) -> bool:
    """Whether two numbers differ tenfold."""
    small, large = sorted((abs(old), abs(new)))
    return small > 0 and large / small >= SUSPECT


def tell_source(change: RowChange, names: Names) -> Text:
    """The words of the notice that state the figure."""
    row = change.row
    passage = names.find(change.package, "passages", row["passage"])
    if passage is None:
        return Text(
            f"原文：没有摘录 {clip(row['passage'])}", f"Source: there is no passage {clip(row['passage'])}"
        )
    quote = clip(" ".join(passage["quote"].split()), QUOTED)
    return Text(f"原文：“{quote}”（{clip(passage['id'])}）", f"Source: “{quote}” ({clip(passage['id'])})")
