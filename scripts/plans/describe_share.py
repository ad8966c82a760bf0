"""Text alternatives of shares: the whole, each share of it and the rest, in both languages."""

from collections.abc import Sequence

from plans.describe_revision import say_amount
from plans.draw_marks import plain
from plans.draw_share import Share, find_rest, percent
from plans.model import Text


def describe_share(shares: Sequence[Share], whole: Share, unit: Text) -> Text:
    """What the whole is, what the districts promise of it, and what no recorded district promises."""
    rest = find_rest(shares, whole)
    listed = [*shares, rest] if rest.amount.value else shares
    parts = [(part, say_amount(part.amount, unit), plain(percent(part, whole))) for part in listed]
    total = say_amount(whole.amount, unit)
    chinese = [f"{part.name.zh} {amount.zh}（{share}%）" for part, amount, share in parts]
    english = [f"{part.name.en} {amount.en} ({share}%)" for part, amount, share in parts]
    return Text(
        f"{whole.name.zh} {total.zh}；{'；'.join(chinese)}。",
        f"{whole.name.en} {total.en}; {'; '.join(english)}.",
    )
