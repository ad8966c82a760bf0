"""Text alternatives of revisions: what each target was, what it became, and the change, in both languages."""

from collections.abc import Mapping, Sequence

from plans.describe import AMOUNTS, with_unit
from plans.draw_revision import DOUBTFUL, Amount, Revised, say_change
from plans.model import Text

CHANGES: Mapping[str, Text] = {
    "+": Text("增加 {}", "up {}"),
    "−": Text("减少 {}", "down {}"),
    "×": Text("为原来的 {} 倍", "{} times the old number"),
}


def describe_revision(revisions: Sequence[Revised], old: Text, new: Text) -> Text:
    """The targets of the plan named `old` beside those of the plan named `new`."""
    chinese, english = [], []
    for revision in revisions:
        was, became = say_amount(revision.old, revision.unit), say_amount(revision.new, revision.unit)
        change = change_in_words(revision)
        notes = [change, DOUBTFUL] if revision.doubtful else [change]
        title = Text(f"{revision.name.zh} {revision.year} 年", f"{revision.name.en}, {revision.year}")
        chinese.append(f"{title.zh}：{was.zh} → {became.zh}（{'，'.join(n.zh for n in notes)}）")
        english.append(f"{title.en}: {was.en} → {became.en} ({', '.join(n.en for n in notes)})")
    return Text(f"{old.zh} → {new.zh}。{'；'.join(chinese)}。", f"{old.en} → {new.en}. {'; '.join(english)}.")


def say_amount(amount: Amount, unit: Text) -> Text:
    """不低于 130 家; at least 130 (enterprises)."""
    words = AMOUNTS[amount.comparator]
    english = f"{amount.value:f}%" if unit.en == "%" else f"{amount.value:f} ({unit.en})"
    return Text(words.zh.format(with_unit(amount.value, unit.zh)).strip(), words.en.format(english))


def change_in_words(revision: Revised) -> Text:
    """A screen reader may pass over − and ×."""
    change = say_change(revision)
    words = CHANGES.get(change.zh[0])
    return Text(words.zh.format(change.zh[1:]), words.en.format(change.en[1:])) if words else change
