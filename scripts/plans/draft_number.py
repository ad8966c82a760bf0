"""Words in, quantities out: a number with its unit, and the qualifiers that belong to its wording."""

import re
from dataclasses import dataclass

from plans.draft_lexicon import CHANGE_VERBS, HOPE, REACH, UNIT
from plans.evidence import AFTER, BEFORE, NUMBER, read_wording

QUALIFIERS = "|".join(words for words in BEFORE.values())
BEFORE_NUMBER = re.compile(rf"(?:{HOPE}|{REACH}|{QUALIFIERS}|{CHANGE_VERBS}|了|(?<!最)[超逾约近])+$")
AFTER_NUMBER = re.compile("|".join(words for words in AFTER.values() if not words.startswith("(?<=")))
CHINESE = "[一二两三四五六七八九十百千]"
PRINTED = re.compile(
    rf"(?P<range>{NUMBER.pattern}(?:{UNIT})?[-—–~～至]+{NUMBER.pattern})|(?P<number>{NUMBER.pattern})"
    rf"|(?P<share>{CHINESE}成|百分之{CHINESE}+)|(?P<words>{CHINESE}+|[万亿](?=[余多]))"
)
MORE = "[余多]?"
NO_QUANTITY_BEFORE = re.compile(r"(?:第|前|每|[A-Za-z+＋．.“\"《〔\[「—–-])$")
YEARS = re.compile(r"20\d\d(?:年|[-—–~～至]+\d{2,4}(?:-\d+)?)|\d{1,2}月")
ADVERBS = frozenset("一")
UNCOUNTED = frozenset("年天日分次")
DURATION = re.compile("寿命|年限|时间|周期|工期|学制|[天日次]数")
BARE = frozenset("百千万亿十")
PURE = re.compile("比$|之比|指数|系数|得分|排名")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in words without white space; `start` to `end` is its wording, `number` where digits begin."""

    start: int
    number: int
    end: int
    value: str
    unit: str
    form: str
    lead: str

    def has(self, words: str) -> bool:
        """Whether what stands before the number holds one of the words."""
        return bool(re.search(words, self.lead))


def find_quantities(words: str) -> list[Quantity]:
    """The quantities of a sentence in their order; years, dates and names with digits are none."""
    found: list[Quantity] = []
    place = 0
    while match := PRINTED.search(words, place):
        place = match.end()
        if dated := YEARS.match(words, match.start()):
            place = dated.end()
        elif quantity := read_quantity(words, match, found[-1].end if found else 0):
            found.append(quantity)
            place = max(quantity.end, match.end())
    return found


def read_quantity(words: str, match: re.Match[str], behind: int) -> Quantity | None:
    """The quantity of a printed number, None where it counts nothing."""
    form = str(match.lastgroup)
    before = BEFORE_NUMBER.search(words[behind : match.start()])
    start = behind + before.start() if before else match.start()
    if NO_QUANTITY_BEFORE.search(words[behind : match.start()]):
        return None
    unit = re.compile(rf"{MORE}({UNIT})").match(words, match.end())
    if match[0] in BARE and not words.startswith(("余", "多"), match.end()):
        return None
    if form == "words" and not (unit and is_counted(match[0], unit[1], words[start : match.start()])):
        return None
    if unit and unit[1] in UNCOUNTED and not DURATION.search(words[behind : match.start()]):
        return None
    if unit is None and form == "number" and not stands_alone(words, match):
        return None
    end = unit.end() if unit else match.end()
    if after := AFTER_NUMBER.match(words, end):
        end = after.end()
    wording = words[start:end]
    numbers = read_wording(wording).numbers
    is_plain = len(numbers) == 1 and form in ("number", "words")
    return Quantity(
        start=start,
        number=match.start(),
        end=end,
        value=numbers[0] if is_plain else "",
        unit=name_unit(match[0], unit[1]) if unit else "",
        form=form if is_plain or form in ("range", "share") else "unread",
        lead=words[start : match.start()],
    )


def is_counted(number: str, unit: str, lead: str) -> bool:
    """Whether a Chinese numeral counts: 一个 and 一批 do only behind a verb of reaching or 各."""
    if unit in ("批", "种", "类", "次", "期", "届", "对", "片", "门", "分", "天", "度", "块", "口", "点"):
        return False
    return number not in ADVERBS or bool(lead)


def stands_alone(words: str, match: re.Match[str]) -> bool:
    """Whether a number without a unit may be a quantity that lost it: a name stands right before."""
    before = words[max(match.start() - 2, 0) : match.start()]
    after = words[match.end() : match.end() + 1]
    return bool(re.fullmatch("[一-龥)）]{2}", before)) and not re.match(
        '[A-Za-z+＋号时月条个批大级届年第”"]', after
    )


def name_unit(number: str, unit: str) -> str:
    """The unit as the vocabulary writes it; 万余人 counts in 万人."""
    plain = unit.replace("％", "%")
    return number + plain if number in ("万", "亿") else plain
