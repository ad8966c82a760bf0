"""A statement and the sentence around it in, its period and kind out, and how certain they are."""

import re
from dataclasses import dataclass, replace

from plans.draft_lexicon import REACHED
from plans.draft_outline import Paragraph
from plans.draft_period import Frame
from plans.draft_proposal import CERTAIN
from plans.draft_statement import Statement
from plans.draft_years import Time
from plans.model import Text

YEARLY_GROWTH = re.compile("年均(?:增|提|降|下|递|新)")
GATHERED = re.compile("累计|新增|新建")
NO_YEAR = Text(
    "句中和标题中都没有年份，按规划期末取。", "No year is printed: the last year of the plan is taken."
)
CARRIED = Text("年份承上文。", "The year is that of an earlier sentence.")


@dataclass(frozen=True, slots=True)
class Memory:
    """The time that holds from earlier words, where it was read, and the last period of several years."""

    time: Time | None = None
    section: str = ""
    paragraph: int = -1
    span: Time | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its times and what holds from before; `number` counts the paragraphs."""

    words: str
    times: tuple[Time, ...]
    paragraph: Paragraph
    number: int
    memory: Memory
    frame: Frame

    def around(self, statement: Statement) -> str:
        """The words of a statement."""
        return self.words[statement.start : statement.end]

    def remember(self) -> Memory:
        """What holds for the sentences that follow."""
        due = [time for time in self.times if time.kind != "base"]
        if not due:
            return self.memory
        spans = [time for time in due if time.kind == "span"]
        span = spans[-1] if spans else self.memory.span
        return Memory(due[-1], self.paragraph.section, self.number, span)


def find_time(statement: Statement, sentence: Sentence) -> tuple[Time | None, float, Text]:
    """The time of a statement: the last named before it, else that of earlier words, else a guess."""
    if statement.year:
        past = sentence.frame.is_past(statement.year)
        return Time(0, 0, "due", statement.year, statement.year, past), 0.9, CERTAIN
    here = [time for time in sentence.times if time.kind != "base" and time.start < statement.quantity.number]
    if here:
        return here[-1], 0.95, CERTAIN
    memory, theme = sentence.memory, sentence.paragraph.theme
    if memory.span and theme == "past" and GATHERED.search(sentence.around(statement)):
        return memory.span, 0.8, CARRIED
    if memory.time and memory.paragraph == sentence.number:
        return memory.time, 0.88 if theme in ("goal", "past") else 0.78, CARRIED
    if memory.time and theme in ("goal", "past"):
        return memory.time, 0.82, CARRIED
    return guess_time(sentence)


def guess_time(sentence: Sentence) -> tuple[Time | None, float, Text]:
    """The year before the plan for results, else its last year: never certain enough to be written."""
    theme, frame = sentence.paragraph.theme, sentence.frame
    year = frame.start - 1 if theme == "past" and frame.start else frame.end
    time = Time(0, 0, "due", year, year, theme == "past") if year > 0 else None
    return time, 0.55 if theme == "goal" else 0.45, NO_YEAR


def name_period(statement: Statement, time: Time | None, sentence: Sentence) -> tuple[str, str]:
    """The period and the kind of a statement at a time."""
    if time is None:
        return "", "target"
    bases = [one for one in sentence.times if one.kind == "base" and one.start < statement.quantity.number]
    base = bases[-1] if bases else None
    if base and not base.first:
        base = replace(base, first=time.last - 1)
    if statement.is_before:
        first = time.first - (time.kind == "span")
        return (str(first) if time.first < time.last else ""), "actual"
    if time.is_past:
        return name_past(statement, time, base, sentence)
    return name_target(statement, time, base, sentence), "target"


def name_past(statement: Statement, time: Time, base: Time | None, sentence: Sentence) -> tuple[str, str]:
    """Results: a change since its base; a level is that of the last year, what was done that of all years."""
    quantity = statement.quantity
    if statement.is_change and (base or quantity.unit.endswith("百分点")):
        first = base.first if base else time.first - (time.kind == "span")
        return join_years(first, time.last), "change"
    if YEARLY_GROWTH.search(quantity.lead) and sentence.memory.span:
        return join_years(sentence.memory.span.first, sentence.memory.span.last), "actual"
    level = time.kind == "due" or quantity.unit == "%" or REACHED.search(quantity.lead)
    return (str(time.last) if level else join_years(time.first, time.last)), "actual"


def name_target(statement: Statement, time: Time, base: Time | None, sentence: Sentence) -> str:
    """Goals: growth a year holds for the plan, a change from the year after its base, all else in a year."""
    around = sentence.around(statement)
    if YEARLY_GROWTH.search(around) or "年均增速" in around:
        return sentence.frame.span(time.last)
    if re.search("倍增|翻", statement.quantity.lead):
        return join_years(base.first + 1, time.last) if base else sentence.frame.span(time.last)
    if statement.is_change and base:
        return join_years(base.first + 1, time.last)
    if time.kind == "span" and statement.quantity.unit != "%" and not REACHED.search(statement.quantity.lead):
        return join_years(time.first, time.last)
    return str(time.last)


def join_years(first: int, last: int) -> str:
    """A period of one year or of several."""
    return f"{first}/{last}" if first < last else str(last)
