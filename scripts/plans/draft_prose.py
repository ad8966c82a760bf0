"""Paragraphs in, figures out: every statement of a sentence with the time that holds for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from plans.draft_figure import Figure, doubt
from plans.draft_lexicon import REACHED
from plans.draft_names import complete_part
from plans.draft_outline import Paragraph
from plans.draft_period import Frame
from plans.draft_sentence import read_sentence
from plans.draft_statement import LENT, Statement
from plans.draft_when import Memory, Sentence, find_time, name_period
from plans.draft_years import find_times
from plans.evidence import compact
from plans.model import Text

SENTENCE = re.compile("[^。；;！!]+")
MASK = re.compile(r"《[^》]*》|〔[^〕]*〕|“[0-9A-Z+]+”|[0-9]{4,6}号")
PAGE_FACTS = re.compile(r"\[索引号\]|\[发文字号\]|\[成文日期\]|发布时间|浏览量")
ANNUAL = re.compile("每年|年均新增|逐年|每季度|每月")
RANGE = Text("原文是一个范围，一行放不下。", "The text gives a range, which one row cannot hold.")
UNREAD = Text(
    "中文数字，检查程序读不出：由人填写。", "A Chinese numeral that the check does not read: fill it in."
)
WORDS = Text("只有文字，没有数字。", "Words only, no number.")
LOST = Text(
    "这个数字后面没有印单位，取同列其他项的单位。", "No unit is printed here: that of the list is taken."
)
UNSURE = Text("指标名称拿不准。", "The name of the indicator is unsure.")
EVERY = Text("每年的数，期间由人确定。", "A figure for every year: decide on the period.")
FORMS = {"range": RANGE, "share": UNREAD, "unread": UNREAD}


def read_paragraphs(text: str, paragraphs: Sequence[Paragraph], frame: Frame) -> Iterator[Figure]:
    """The figures of the prose."""
    memory = Memory()
    for number, paragraph in enumerate(paragraphs):
        if memory.section != paragraph.section:
            memory = Memory(section=paragraph.section)
        printed, offsets = compact(text[paragraph.start : paragraph.end])
        words = MASK.sub(lambda match: "□" * len(match[0]), printed)
        if PAGE_FACTS.search(words):
            continue
        for match in SENTENCE.finditer(words):
            times = tuple(find_times(match[0], frame))
            sentence = Sentence(match[0], times, paragraph, number, memory, frame)
            for figure in read_figures(sentence):
                start, end = match.start() + figure.start, match.start() + figure.end
                shift = paragraph.start
                wording = printed[match.start() :][figure.start : figure.end]
                yield replace(
                    figure,
                    wording=figure.wording if "□" not in figure.wording else wording,
                    start=shift + offsets[start],
                    end=shift + offsets[end - 1] + 1,
                )
            memory = sentence.remember()


def read_figures(sentence: Sentence) -> Iterator[Figure]:
    """The figures of a sentence; their places are within it."""
    whole: Figure | None = None
    part_end = -1
    for statement in read_sentence(sentence.words):
        figure = date_figure(statement, sentence)
        is_part = statement.is_part or (part_end >= 0 and goes_on(statement, sentence, part_end))
        if is_part and whole:
            period = whole.period if figure.kind == whole.kind == "actual" else figure.period
            name = complete_part(figure.name, whole.name)
            figure = replace(figure, name=name, parent=whole.name, period=period)
        if figure.name and figure.period:
            yield figure
        part_end = statement.wording_end if is_part and whole else -1
        if not is_part and not statement.is_change:
            whole = figure


def goes_on(statement: Statement, sentence: Sentence, part_end: int) -> bool:
    """Whether a statement behind 其中 is one more part: no bracket closes before it, no level is reached."""
    between = sentence.words[part_end : statement.wording_start]
    return not (re.search("[)）]", between) or REACHED.search(statement.quantity.lead))


def date_figure(statement: Statement, sentence: Sentence) -> Figure:
    """The figure of a statement with the period and the kind that its time gives it."""
    time, sure, why = find_time(statement, sentence)
    period, kind = name_period(statement, time, sentence)
    quantity = statement.quantity
    figure = Figure(
        name=name_change(statement, kind),
        value=quantity.value,
        unit=quantity.unit if quantity.value else "",
        period=period,
        kind=kind,
        wording=sentence.words[statement.wording_start : statement.wording_end],
        start=statement.start,
        end=statement.end,
        confidence=min(statement.confidence, sure),
        origin="prose",
        section=sentence.paragraph.section,
        area=statement.zone,
        doubt=why,
    )
    return doubt_figure(figure, statement, sentence)


def doubt_figure(figure: Figure, statement: Statement, sentence: Sentence) -> Figure:
    """The figure with every reason to doubt it."""
    quantity = statement.quantity
    if quantity.form in FORMS:
        figure = doubt(figure, 0.4, FORMS[quantity.form])
    if quantity.form == "goal":
        figure = doubt(figure, 0.75, WORDS)
    if ANNUAL.search(sentence.words[max(statement.start - 4, 0) : statement.end]):
        figure = doubt(figure, 0.6, EVERY)
    if statement.confidence == LENT and quantity.unit:
        figure = doubt(figure, LENT, LOST)
    return doubt(figure, figure.confidence, UNSURE) if figure.confidence < 0.8 else figure


def name_change(statement: Statement, kind: str) -> str:
    """The name of a rate of growth says so; a change belongs to the indicator itself."""
    lead = re.search("年均(?:增长|增速|增加|下降|递增)?|增长|下降|降低|减少|提高", statement.quantity.lead)
    if kind == "change" or not statement.is_change or not lead or statement.name.endswith(lead[0]):
        return statement.name
    return statement.name + lead[0]
