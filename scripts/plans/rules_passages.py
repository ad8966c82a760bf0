"""Rules on passages: each stands in the archived text and names what the rows claim."""

from collections import defaultdict
from collections.abc import Iterator

from plans.canonical_order import list_names
from plans.evidence import has_cut_number, is_printed, locate, match_beginning, strip_space
from plans.model import Row, Text
from plans.rules_subject import Fault, Passage, Rule, Subject


def source_is_archived(subject: Subject) -> Iterator[Fault]:
    """The text that a passage is taken from is in the package."""
    for row in subject.rows("passages"):
        if f"sources/{row['source']}.txt" not in subject.package.files:
            names = ", ".join(subject.package.texts)
            remedy = Text(f"sources/ 中有：{names}。", f"In sources/: {names}.") if names else None
            yield Fault("passages.csv", row.line, "source", row["source"], remedy)


def passage_stands_once(subject: Subject) -> Iterator[Fault]:
    """A passage stands in its archived text exactly once."""
    for row in subject.rows("passages"):
        text = subject.package.texts.get(row["source"])
        if text is not None and row["quote"] and row["id"] not in subject.passages:
            count = len(locate(text, row["quote"], row["prefix"], row["suffix"]))
            remedy = advise_missing(text, row) if count == 0 else advise_repeated(count)
            yield Fault("passages.csv", row.line, "quote", row["quote"], remedy)


def advise_missing(text: str, row: Row) -> Text:
    """How far the words stand in the text, and how the text goes on."""
    if locate(text, row["quote"]):
        return Text(
            "摘录能找到，但前后的文字与 prefix、suffix 不符：照原文改正。",
            "The quote is there, but not between prefix and suffix: copy them from the text.",
        )
    matched, following = match_beginning(text, row["quote"])
    if not matched:
        return Text(
            "原文中连第一个字都没有：照原文抄录。", "Not even its first character is there: copy the text."
        )
    return Text(
        f"原文中只有开头“{matched[-20:]}”相符，其后原文作“{following}”：照原文改正。",
        f"It agrees up to “{matched[-20:]}”; the text goes on with “{following}”: copy it as it stands.",
    )


def advise_repeated(count: int) -> Text:
    """How to tell equal passages apart."""
    return Text(
        f"原文中有 {count} 处：在 prefix 或 suffix 填写紧接的文字，或加长摘录。",
        f"It stands there {count} times: give the words next to it in prefix or suffix, or quote more.",
    )


def passage_cuts_no_number(subject: Subject) -> Iterator[Fault]:
    """A passage begins and ends outside of numbers."""
    for passage in subject.passages.values():
        if has_cut_number(passage.text, passage.span):
            yield Fault("passages.csv", passage.row.line, "quote", passage.row["quote"])


def section_stands_above(subject: Subject) -> Iterator[Fault]:
    """The section of a passage stands in the text, not after the passage."""
    places: dict[tuple[str, str], int | None] = {}
    for passage in subject.passages.values():
        key = (passage.row["source"], passage.row["section"])
        if key not in places:
            places[key] = next((start for start, _ in locate(passage.text, key[1])), None)
        place = places[key]
        if key[1] and (place is None or place > passage.span[0]):
            yield Fault("passages.csv", passage.row.line, "section", key[1], advise_section(passage, key[1]))


def advise_section(passage: Passage, section: str) -> Text | None:
    """How far the heading stands in the text, and how the text goes on."""
    matched, following = match_beginning(passage.text, section)
    if not matched or len(matched) == len(strip_space(section)):
        return None
    return Text(
        f"原文中只有开头“{matched[-20:]}”相符，其后原文作“{following}”：照原文改正。",
        f"It agrees up to “{matched[-20:]}”; the text goes on with “{following}”: copy it as it stands.",
    )


def organization_is_printed(subject: Subject) -> Iterator[Fault]:
    """A responsible organization, or one with a share, is named in the passage."""
    for table in ("responsibilities", "values"):
        for row in subject.rows(table):
            organization = subject.ids["organizations"].get(row["organization"])
            passage = subject.passages.get(row["passage"])
            if (
                organization
                and passage
                and not any(is_printed(name, passage.words) for name in list_names(organization))
            ):
                names = "、".join(list_names(organization))
                remedy = Text(
                    f"摘录中没有“{names}”：改正单位或摘录，或在 short_names 补上印出的名称。",
                    f"The passage has no “{names}”: correct either, or add the printed name to short_names.",
                )
                yield Fault(f"{table}.csv", row.line, "organization", row["organization"], remedy)


def task_is_printed(subject: Subject) -> Iterator[Fault]:
    """The title of a task stands in its passage; its number there too, or with the title in the contents."""
    for row in subject.rows("tasks"):
        passage = subject.passages.get(row["passage"])
        if passage and not is_printed(row["title"], passage.words):
            yield Fault("tasks.csv", row.line, "title", row["title"])
        elif passage and not is_number_printed(row, passage):
            yield Fault("tasks.csv", row.line, "number", row["number"])


def is_number_printed(task: Row, passage: Passage) -> bool:
    """Whether the number of a task stands in its passage, or right before its title anywhere."""
    return is_printed(task["number"], passage.words) or bool(
        locate(passage.text, task["number"] + task["title"])
    )


def numbered_indicator_is_printed(subject: Subject) -> Iterator[Fault]:
    """An indicator with a number has a passage that begins with the number and holds the name."""
    words: dict[str, list[str]] = defaultdict(list)
    for row in subject.rows("values"):
        if row["passage"] in subject.passages:
            words[row["indicator"]].append(strip_space(subject.passages[row["passage"]].words))
    for row in subject.rows("indicators"):
        number, name = strip_space(row["number"]), strip_space(row["name"])
        found = words[row["id"]]
        if number and found and not any(text.startswith(number) and name in text for text in found):
            yield Fault("indicators.csv", row.line, "number", f"{row['number']} {row['name']}")


PASSAGES = (
    Rule(
        "P101",
        Text("摘录所用的存档原文在数据包中", "The archived text of a passage is in the package"),
        Text(
            "source 填写 sources/ 中的文件名，不带 .txt。",
            "source is the name of a file in sources/, without .txt.",
        ),
        "plan",
        source_is_archived,
        ("passages",),
    ),
    Rule(
        "P102",
        Text("摘录在存档原文中恰好出现一次", "The passage stands exactly once in the archived text"),
        Text(
            "除空白外一字不差地照抄原文；不止一处时填写 prefix、suffix。",
            "Copy the text exactly but for white space; fill prefix or suffix where it recurs.",
        ),
        "plan",
        passage_stands_once,
        ("passages",),
    ),
    Rule(
        "P103",
        Text("摘录不从数字中间开始或结束", "A passage does not begin or end inside a number"),
        Text("把数字抄全。", "Take the whole number into the quote."),
        "plan",
        passage_cuts_no_number,
        ("passages",),
    ),
    Rule(
        "P104",
        Text("所在章节见于摘录之前的原文", "The section stands in the text before the passage"),
        Text("照原文抄录摘录上方的标题。", "Copy the heading above the passage as printed."),
        "plan",
        section_stands_above,
        ("passages",),
    ),
    Rule(
        "P105",
        Text("摘录中印有该单位的名称", "The passage names the organization"),
        Text(
            "改正单位、摘录，或在词表中补上印出的名称。",
            "Correct the organization or the passage, or add the printed name to the vocabulary.",
        ),
        "plan",
        organization_is_printed,
        ("passages", "organizations", "responsibilities", "values"),
    ),
    Rule(
        "P106",
        Text(
            "任务的名称见于摘录，序号见于摘录或目录",
            "The passage holds the title of the task, and it or the contents the number",
        ),
        Text(
            "照原文抄录序号和名称，不加句号；正文序号残缺时可以取目录中的序号。",
            "Copy number and title without the full stop; a lost number may be that of the contents.",
        ),
        "plan",
        task_is_printed,
        ("passages", "tasks"),
    ),
    Rule(
        "P107",
        Text(
            "有序号的指标，其表格行以序号开头并含名称",
            "The table row of a numbered indicator begins with its number and holds its name",
        ),
        Text(
            "照表格抄录序号和名称；表中没有序号就留空。",
            "Copy number and name from the table; leave number empty where none is printed.",
        ),
        "plan",
        numbered_indicator_is_printed,
        ("passages", "indicators", "values"),
    ),
)
