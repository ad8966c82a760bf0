"""Rules on figures: value, comparator and unit are what the words of the passage say."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from plans.evidence import (
    Reading,
    find_cut_qualifier,
    find_unit,
    find_wording,
    is_printed,
    read_wording,
)
from plans.model import Row, Text
from plans.rules_subject import Fault, Passage, Rule, Subject


def proven_values(subject: Subject) -> Iterator[tuple[Row, Passage]]:
    """The figures whose passage is found."""
    for row in subject.rows("values"):
        if row["passage"] in subject.passages and row["wording"]:
            yield row, subject.passages[row["passage"]]


def wording_is_in_the_passage(subject: Subject) -> Iterator[Fault]:
    """The wording of a figure stands in its passage and cuts no number in two."""
    for row, passage in proven_values(subject):
        if not find_wording(passage.words, row["wording"]):
            quote = passage.row["quote"]
            remedy = Text(
                f"摘录是“{quote}”：照抄其中的文字。", f"The passage is “{quote}”: copy the words from it."
            )
            yield Fault("values.csv", row.line, "wording", row["wording"], remedy)


def number_is_in_the_wording(subject: Subject) -> Iterator[Fault]:
    """The value is a number of its wording; without a value the wording has no number."""
    for row in subject.rows("values"):
        numbers = read_wording(row["wording"]).numbers
        if row["wording"] and (row["value"] not in numbers if row["value"] else numbers):
            yield Fault("values.csv", row.line, "value", row["value"], advise_numbers(numbers))


def advise_numbers(numbers: tuple[str, ...]) -> Text:
    """The numbers of a wording."""
    if not numbers:
        return Text("原文用词中没有数字：value 留空。", "The wording has no number: leave value empty.")
    shown = "、".join(numbers)
    return Text(
        f"原文用词中的数字是 {shown}：照写，不换算。", f"The wording has {shown}: write it so, not converted."
    )


def comparator_is_what_the_words_say(subject: Subject) -> Iterator[Fault]:
    """The comparator is that of the wording."""
    for row in subject.rows("values"):
        reading = read_wording(row["wording"])
        if row["value"] and reading.numbers and row["comparator"] and row["comparator"] != reading.comparator:
            yield Fault("values.csv", row.line, "comparator", row["comparator"], advise_comparator(reading))


def advise_comparator(reading: Reading) -> Text:
    """What the words say."""
    if reading.comparator == "mixed":
        return Text(
            "原文用词中有不止一种限定词：只留下属于这个数字的文字。",
            "The wording holds qualifiers that disagree: keep only the words of this figure.",
        )
    return Text(f"按原文用词应为 {reading.comparator}。", f"The words say {reading.comparator}.")


def qualifier_is_in_the_wording(subject: Subject) -> Iterator[Fault]:
    """A qualifier next to a figure is part of its wording."""
    for row, passage in proven_values(subject):
        places = find_wording(passage.words, row["wording"]) if row["value"] else []
        cut = [find_cut_qualifier(passage.words, place) for place in places]
        if cut and all(cut):
            remedy = Text(f"把“{cut[0]}”也写进 wording。", f"Take “{cut[0]}” into wording too.")
            yield Fault("values.csv", row.line, "wording", row["wording"], remedy)


def shared_wording_is_used_up(subject: Subject) -> Iterator[Fault]:
    """Every number of a wording is the value of a row."""
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in subject.rows("values"):
        if row["value"]:
            groups[row["passage"], row["wording"]].append(row)
    for (_, wording), rows in groups.items():
        rest = [
            number for number in read_wording(wording).numbers if number not in {row["value"] for row in rows}
        ]
        if rest and any(row["value"] in read_wording(wording).numbers for row in rows):
            shown = "、".join(rest)
            remedy = Text(
                f"{shown} 没有录入：为它补一行，或从 wording 中去掉。",
                f"{shown} is not entered: add a row for it, or leave it out of wording.",
            )
            yield Fault("values.csv", rows[0].line, "wording", wording, remedy)


def cells_follow_the_years(subject: Subject) -> Iterator[Fault]:
    """The bare numbers of an indicator in one row of a table stand in the order of their years."""
    groups: dict[tuple[str, ...], list[tuple[Row, Passage]]] = defaultdict(list)
    for row, passage in proven_values(subject):
        if row["wording"] == row["value"] and find_wording(passage.words, row["wording"]):
            key = (row["passage"], row["indicator"], row["area"], row["organization"])
            groups[key].append((row, passage))
    for group in groups.values():
        behind = 0
        for row, passage in sorted(group, key=lambda pair: pair[0]["period"]):
            ends = [end for start, end in find_wording(passage.words, row["wording"]) if start >= behind]
            if not ends:
                yield Fault("values.csv", row.line, "period", f"{row['period']}: {row['wording']}")
                break
            behind = ends[0]


def unit_next_to_the_number_is_the_unit(subject: Subject) -> Iterator[Fault]:
    """The unit printed right behind a number is the unit of the row."""
    units = frozenset(subject.ids["units"])
    for row, passage in proven_values(subject):
        if row["unit"] in units and is_decimal(row["value"]):
            places = find_wording(passage.words, row["wording"])
            printed = {find_unit(passage.words[start:], row["value"], units) for start, _ in places} - {""}
            if printed and row["unit"] not in printed:
                unit = min(printed)
                remedy = Text(f"原文数字之后印的是“{unit}”。", f"Behind the number the text prints “{unit}”.")
                yield Fault("values.csv", row.line, "unit", row["unit"], remedy)


def is_decimal(value: str) -> bool:
    """Whether a value is a number."""
    try:
        return bool(value) and Decimal(value).is_finite()
    except InvalidOperation:
        return False


def unit_is_printed(subject: Subject) -> Iterator[Fault]:
    """The unit stands in the passage, its section, or another passage of the indicator."""
    words: dict[str, str] = defaultdict(str)
    for row in subject.rows("values"):
        passage = subject.passages.get(row["passage"])
        words[row["indicator"]] += passage.words + passage.row["section"] if passage else ""
    for row, _ in proven_values(subject):
        printed = words[row["indicator"]].replace("％", "%")
        if row["unit"] in subject.ids["units"] and not any(
            is_printed(form, printed) for form in write_unit(row["unit"])
        ):
            yield Fault("values.csv", row.line, "unit", row["unit"])


def write_unit(unit: str) -> tuple[str, ...]:
    """How a unit is printed: 万人 also in 万余人."""
    return unit, f"{unit[0]}余{unit[1:]}", f"{unit[0]}多{unit[1:]}"


FIGURES = (
    Rule(
        "P201",
        Text("原文用词见于摘录，不截断数字", "The wording stands in the passage and cuts no number"),
        Text("从摘录中照抄数字和限定词。", "Copy the figure with its qualifier from the passage."),
        "plan",
        wording_is_in_the_passage,
        ("passages", "values"),
    ),
    Rule(
        "P202",
        Text("数值就是原文用词中的数字", "The value is the number of the wording"),
        Text(
            "照印出的数字填写，不换算；只有文字就留空。",
            "Write the number as printed, not converted; leave it empty where only words stand.",
        ),
        "plan",
        number_is_in_the_wording,
        ("values",),
    ),
    Rule(
        "P203",
        Text("比较符与原文用词一致", "The comparator is what the words say"),
        Text(
            "以上、不低于 ge；超过、突破 gt；左右 approx；以内、不超过 le；低于 lt；其余 eq。",
            "以上, 不低于 ge; 超过, 突破 gt; 左右 approx; 以内, 不超过 le; 低于 lt; else eq.",
        ),
        "plan",
        comparator_is_what_the_words_say,
        ("values",),
    ),
    Rule(
        "P204",
        Text("限定词写在原文用词之内", "A qualifier is part of the wording"),
        Text(
            "把紧接数字的“以上”“突破”等也写进 wording，并核对比较符。",
            "Take 以上, 突破 and the like into wording, and check the comparator.",
        ),
        "plan",
        qualifier_is_in_the_wording,
        ("passages", "values"),
    ),
    Rule(
        "P205",
        Text("原文用词中的每个数字都已录入", "Every number of a wording is entered"),
        Text(
            "分别、均、各：每个指标一行，共用同一原文用词。",
            "With 分别, 均 and 各 there is one row per indicator, all with the same wording.",
        ),
        "plan",
        shared_wording_is_used_up,
        ("values",),
    ),
    Rule(
        "P206",
        Text("单位就是数字之后印出的单位", "The unit is the one printed behind the number"),
        Text(
            "照印出的单位填写，不换算：“4.5万家”的单位是 万家。",
            "Write the unit as printed, not converted: that of 4.5万家 is 万家.",
        ),
        "plan",
        unit_next_to_the_number_is_the_unit,
        ("passages", "values", "units"),
    ),
    Rule(
        "P207",
        Text("单位印在该指标的原文中", "The unit is printed with the indicator"),
        Text(
            "单位须见于摘录、章节标题，或该指标的另一条摘录。",
            "The unit must stand in the passage, its section, or another passage of the indicator.",
        ),
        "plan",
        unit_is_printed,
        ("passages", "values", "units"),
    ),
    Rule(
        "P208",
        Text(
            "表格一行中的数字按年份先后对应", "The numbers of a table row belong to the years in their order"
        ),
        Text(
            "对照表头核对年份：同一行中，早的年份在前，晚的年份在后。",
            "Compare with the header of the table: within a row the earlier year stands first.",
        ),
        "plan",
        cells_follow_the_years,
        ("passages", "values"),
    ),
)
