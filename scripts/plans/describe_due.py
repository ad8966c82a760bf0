"""Text alternatives of the calendar of due dates: its numbers by plan or area and year, in both languages."""

from collections.abc import Sequence
from datetime import date

from plans.draw_due import LOOKS, Due, Tally, tally
from plans.model import Text

PAST_DUE, REPORTED = LOOKS["past due"].word, LOOKS["reported"].word
GUARD = Text(
    "到期未报指期限已过而本站未收录实际值，不等于没有。",
    "Past due: the date has passed and this site holds no actual value (not that none exists).",
)
NONE = Text("", "")


def describe_due(dues: Sequence[Due], today: date) -> Text:
    """How many targets are due in each year, and how many of them are past due on the given day."""
    calendar = tally(dues, today)
    chinese = [
        f"{name.zh}：" + "，".join(f"{year} 年 {say(cell).zh}" for year, cell in cells.items())
        for name, cells in calendar.items()
    ]
    english = [
        f"{name.en}: " + ", ".join(f"{say(cell).en} in {year}" for year, cell in cells.items())
        for name, cells in calendar.items()
    ]
    guard = GUARD if any(cell.past_due for cells in calendar.values() for cell in cells.values()) else NONE
    return Text(
        f"各年到期的目标数，截至 {today.isoformat()}。{'；'.join(chinese)}。{guard.zh}",
        f"Targets due, as of {today.isoformat()}. {'; '.join(english)}. {guard.en}".strip(),
    )


def say(cell: Tally) -> Text:
    """130 项（到期未报 90，有实际值 40）."""
    notes = [(PAST_DUE, cell.past_due), (REPORTED, cell.reported)]
    chinese = "，".join(f"{word.zh} {count}" for word, count in notes if count)
    english = ", ".join(f"{count} {word.en}" for word, count in notes if count)
    return Text(
        f"{cell.count} 项" + (f"（{chinese}）" if chinese else ""),
        f"{cell.count}" + (f" ({english})" if english else ""),
    )
