"""Changed derived results in words: effects go in, titled lists of sentences come out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any

from plans.derive_progress import DUE, REPORTED
from plans.derive_scale import SCALE, UNGRADED
from plans.diff_effects import Effect
from plans.diff_names import Names, clip, tell_table
from plans.export_feed_words import arrow
from plans.load import VOCABULARY
from plans.model import Row, Text
from plans.words import SIGNS, WORDS

STATUS = {step.status: step.word for step in (*SCALE, UNGRADED)}
APPEARED, GONE, CHANGED = "appeared", "gone", "changed"
VERBS = {
    APPEARED: Text("出现", "appeared"),
    GONE: Text("消失", "gone"),
    CHANGED: Text("改变", "changed"),
}
VERDICTS = {
    "comparable": Text("可比", "comparable"),
    "doubtful": Text("可比性存疑", "doubtful comparison"),
}
NOTHING = Text("无", "none")


def tell_effects(effects: Sequence[Effect], names: Names) -> Iterator[tuple[Text, list[Text]]]:
    """The effects on each table: 到期和进展：出现（3） and its lines."""
    for (table, what), found in groupby(sorted(effects, key=place), key=lambda effect: place(effect)[:2]):
        lines = [tell_effect(effect, names) for effect in found]
        name, verb = tell_table(table), VERBS[what]
        yield (
            Text(f"{name.zh}：{verb.zh}（{len(lines)}）", f"{name.en}: {verb.en} ({len(lines)})"),
            lines,
        )


def place(effect: Effect) -> tuple[str, str, str]:
    """Where an effect stands in the report."""
    what = CHANGED if effect.old and effect.new else APPEARED if effect.new else GONE
    return effect.table, what, effect.id


def tell_effect(effect: Effect, names: Names) -> Text:
    """What a result is about, and what it says, before and after where it changed."""
    title = TITLES.get(effect.table, title_indicator)(effect.record, names)
    said = [SAID[effect.table](record) for record in (effect.old, effect.new) if record is not None]
    words = said[0] if len(said) == 1 or said[0] == said[1] else arrow(*said)
    return Text(f"{title.zh}：{words.zh}", f"{title.en}: {words.en}")


def title_indicator(record: Any, names: Names) -> Text:
    """The plan, the indicator, its place and period."""
    plan = names.package(record.plan)
    cells = {
        "indicator": record.indicator,
        "area": getattr(record, "area", ""),
        "organization": getattr(record, "organization", ""),
    }
    place = names.place(Row(0, cells))
    name = names.name(record.plan, "indicators", record.indicator) if record.indicator else Text("", "")
    period = str(getattr(record, "period", ""))
    return Text(
        " ".join(filter(None, (f"《{plan.zh}》", name.zh, place.zh, period))),
        " ".join(filter(None, (f"{plan.en}:", name.en, place.en, period))),
    )


def title_revision(record: Any, names: Names) -> Text:
    """The concept, area and period that two plans promise differently."""
    concept = names.name(VOCABULARY, "concepts", record.concept)
    area = names.name(VOCABULARY, "areas", record.area)
    return Text(f"{concept.zh}（{area.zh}）{record.period}", f"{concept.en} ({area.en}) {record.period}")


def say_revision(record: Any) -> Text:
    """kaizhou-2023-2027 >2 亿元 → kaizhou-2025-2027 >30 亿元，可比."""
    old = write(record.old_comparator, record.old_value, record.old_unit)
    new = write(record.new_comparator, record.new_value, record.new_unit)
    words = f"{record.old_plan} {old} ⇒ {record.new_plan} {new}"
    verdict = VERDICTS.get(record.verdict, Text(record.verdict, record.verdict))
    return Text(f"{words}，{verdict.zh}", f"{words}, {verdict.en}")


def say_progress(record: Any) -> Text:
    """到期未报, or what is reported and the status by the published scale."""
    if record.state == DUE and record.actual_value is None:
        return Text(f"到期未报（{record.due}）", f"due, not reported ({record.due})")
    status = STATUS.get(record.status, Text("", ""))
    actual = f"{number(record.actual_value)} ({record.actual_period})"
    covered = "" if record.covered is None else f"{number(record.covered)}%"
    due = Text("到期未报", "due, not reported") if record.state == DUE else Text("", "")
    which = Text("实际值", "actual") if record.state == REPORTED else Text("最近的实际值", "last actual")
    return Text(
        "，".join(filter(None, (due.zh, f"{which.zh} {actual}", covered and f"走完 {covered}", status.zh))),
        ", ".join(
            filter(None, (due.en, f"{which.en} {actual}", covered and f"{covered} of the way", status.en))
        ),
    )


def say_finding(record: Any) -> Text:
    """The rule and its sentence."""
    kind = WORDS.get(record.rule, Text(record.rule, record.rule))
    return Text(
        f"{kind.zh} {clip(record.finding)}",
        f"{kind.en} {clip(record.finding_en or record.finding)}",
    )


def say_trajectory(record: Any) -> Text:
    """2024 年 1.6 → 2027 年 2.2 %，每年 +0.2，快慢."""
    base = "" if record.base_value is None else f"{record.base_year}: {number(record.base_value)} → "
    target = write(record.comparator, record.target_value, record.unit)
    yearly = "" if record.change_per_year is None else number(record.change_per_year)
    growth = "" if record.growth is None else f"{number(record.growth)}%"
    way = f"{base}{record.target_year}: {target}"
    return Text(
        "，".join(filter(None, (way, yearly and f"每年 {yearly}", growth and f"年均增长 {growth}"))),
        ", ".join(filter(None, (way, yearly and f"{yearly} a year", growth and f"growth {growth}"))),
    )


def say_part(record: Any) -> Text:
    """5 家 / 10 家，50%，差 0."""
    words = f"{number(record.value)} / {number(record.whole)} {record.unit}"
    share = "" if record.share is None else f"{number(record.share)}%"
    gap = "" if record.difference is None else number(record.difference)
    verdict = VERDICTS.get(record.verdict, Text(record.verdict, record.verdict))
    return Text(
        "，".join(filter(None, (words, share and f"占 {share}", gap and f"差 {gap}", verdict.zh))),
        ", ".join(filter(None, (words, share, gap and f"difference {gap}", verdict.en))),
    )


def write(comparator: str, value: Decimal, unit: str) -> str:
    """≥2.3 %."""
    return f"{SIGNS.get(comparator, '')}{number(value)} {unit}".strip()


def number(value: Decimal | None) -> str:
    """A number without exponent, / where there is none."""
    return "/" if value is None else f"{value:f}"


SAID: Mapping[str, Callable[[Any], Text]] = {
    "revisions": say_revision,
    "progress": say_progress,
    "findings": say_finding,
    "trajectories": say_trajectory,
    "decomposition": say_part,
}
TITLES: Mapping[str, Callable[[Any, Names], Text]] = {"revisions": title_revision}
