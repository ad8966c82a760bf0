"""One sentence in, its statements out: each a name, a quantity, and the words that prove both.

A sentence is read from left to right. The words between two quantities name the second, unless a noun stands
right behind a quantity, which is then what it counts; 分别, 均 and 各 share a list of names out.
"""

import re
from dataclasses import dataclass, replace

from plans.draft_lexicon import COUNTED, REACHED, WORDS_ONLY
from plans.draft_names import (
    GENERIC,
    HARD,
    VERBS_ONLY,
    clean,
    complete_award,
    find_zone,
    last_clause,
    list_names,
    single_name,
)
from plans.draft_number import Quantity, find_quantities
from plans.draft_statement import Statement, lend_units, make_statement, share_wording

SEPARATOR = re.compile('[，,、；;。：:）)（(”"]|$')
JOINT = re.compile("[、，,和与及]|以及|并|$|[)）]")
GOALS = re.compile(WORDS_ONLY)
YEAR_LIST = re.compile(r"(?:20\d\d年?[、和与]){1,4}20\d\d年(?P<rest>[^，,。；;、]*)(?:[，,][^，,、]*)?$")
FRONT_VERBS = re.compile(r"(?:设立|组建|投入|新建|新增|建成|改造|完成|发放)了?$")
KEPT_VERBS = re.compile("引进|新增|新建|新创建|累计|选派|培训|改造|新改建|新改扩建|完成")


@dataclass(frozen=True, slots=True)
class Taken:
    """What was read: the statements, how many quantities they use, the place behind them."""

    statements: list[Statement]
    used: int
    place: int


@dataclass(frozen=True, slots=True)
class Reader:
    """A place in a sentence, the quantities from there on, and what was read before."""

    words: str
    place: int
    quantities: tuple[Quantity, ...]
    before: tuple[Statement, ...]

    @property
    def region(self) -> str:
        """The words between the last quantity and the next."""
        return self.words[self.place : self.quantities[0].start]

    @property
    def clause(self) -> str:
        """The last clause of the region."""
        return last_clause(self.region)


def read_sentence(words: str) -> list[Statement]:
    """The statements of a sentence, which holds no white space."""
    quantities = sorted(find_quantities(words) + find_goals(words), key=lambda found: found.start)
    zone = find_zone(words)
    statements: list[Statement] = []
    place = index = 0
    while index < len(quantities):
        taken = read_next(Reader(words, place, tuple(quantities[index:]), tuple(statements)))
        statements.extend(replace(statement, zone=zone) for statement in taken.statements)
        index, place = index + taken.used, taken.place
    return lend_units(statements)


def find_goals(words: str) -> list[Quantity]:
    """The goals that are stated in words alone."""
    return [Quantity(m.start(), m.start(), m.end(), "", "", "goal", m[0]) for m in GOALS.finditer(words)]


def read_next(reader: Reader) -> Taken:
    """The statements of the next quantity or group of quantities."""
    quantity, clause = reader.quantities[0], reader.clause
    if is_attribute(reader):
        return Taken([], 1, reader.place)
    if is_from(reader):
        return read_from(reader)
    if years := list_years(reader):
        return read_years(reader, years)
    if quantity.has("分别"):
        return read_respectively(reader)
    if quantity.has("(?<!年)均|各|都") or quantity.form == "goal":
        return read_each(reader)
    if noun := noun_behind(reader):
        return read_noun(reader, noun)
    name = complete_award(single_name(clause), reader.before[-1].name if reader.before else "")
    if VERBS_ONLY.fullmatch(name):
        return read_nameless(reader)
    if GENERIC.fullmatch(name) or name.startswith("占"):
        return read_generic(reader, name)
    statement = make_statement(name, quantity, clause)
    if is_cut(reader):
        statement = replace(statement, confidence=0.6)
    return Taken([statement], 1, quantity.end)


def is_cut(reader: Reader) -> bool:
    """Whether other words stand right behind a quantity, which may then be no goal: 县城30分钟上高速."""
    quantity = reader.quantities[0]
    rest = reader.words[quantity.end :]
    free = SEPARATOR.match(rest) or JOINT.match(rest) or REACHED.search(quantity.lead) or not quantity.unit
    return not free and rest[:1] not in "0123456789"


def is_attribute(reader: Reader) -> bool:
    """Whether a quantity describes what the next counts: 年产值超10亿元的企业3家, 65岁以上人群吸烟率20%."""
    quantity = reader.quantities[0]
    is_counted = quantity.unit and quantity.form != "goal" and not quantity.has("[达到至]")
    if len(reader.quantities) < 2 or not is_counted:
        return False
    gap = reader.words[quantity.end : reader.quantities[1].start]
    return len(gap) >= 2 and not re.search("[，,、；;：:（）()]|^[和与及并]", gap)


def is_from(reader: Reader) -> bool:
    """Whether a quantity is where a change begins: 由76.8岁提高到78.2岁."""
    follows = len(reader.quantities) > 1 and reader.quantities[1].start == reader.quantities[0].end
    return follows and reader.clause.endswith(("由", "从"))


def read_from(reader: Reader) -> Taken:
    """The figure before a change and the one after it."""
    first, last = reader.quantities[:2]
    start = make_statement(single_name(reader.clause[:-1]), first, reader.clause)
    end = replace(start, quantity=last, end=last.end, wording_start=last.start, wording_end=last.end)
    return Taken([replace(start, is_before=True, confidence=0.8), end], 2, last.end)


def list_years(reader: Reader) -> list[int]:
    """The years of a list that 分别 shares quantities out to."""
    quantity = reader.quantities[0]
    match = YEAR_LIST.search(reader.words[: quantity.start])
    if match and (quantity.has("分别") or match["rest"].startswith("分别")):
        return [int(year) for year in re.findall("20[0-9]{2}", match[0])]
    return []


def read_years(reader: Reader, years: list[int]) -> Taken:
    """One name and a quantity for each year of a list: 2024年、2025年分别新建20个、30个."""
    group, clause = take_group(reader), reader.clause
    name = single_name(clause.split("分别")[-1])
    made = [
        replace(make_statement(name, quantity, clause), year=year, start=group[0].start - len(clause))
        for quantity, year in zip(group, years, strict=False)
    ]
    if len(group) != len(years):
        return Taken([replace(one, confidence=0.4) for one in made], len(group), group[-1].end)
    return Taken(share_wording(made, group, reader.words), len(group), group[-1].end)


def take_group(reader: Reader) -> list[Quantity]:
    """The quantities that follow each other with nothing but list marks between them."""
    group = [reader.quantities[0]]
    for following in reader.quantities[1:]:
        if not re.fullmatch("[、，,和与及]?|以及", reader.words[group[-1].end : following.start]):
            break
        group.append(following)
    return group


def read_respectively(reader: Reader) -> Taken:
    """A list of names and as many quantities behind 分别; without names of its own it takes those before."""
    group, clause = take_group(reader), reader.clause
    names, start = list_names(clause), group[0].start - len(clause)
    earlier = reader.before[-len(group) :]
    if not names and len(earlier) == len(group):
        names, start = [statement.name for statement in earlier], earlier[0].start
    made = [
        replace(make_statement(name, quantity, clause), start=start)
        for name, quantity in zip(names or [""] * len(group), group, strict=False)
    ]
    if len(names) != len(group):
        return Taken([replace(one, confidence=0.4) for one in made], len(group), group[-1].end)
    return Taken(share_wording(made, group, reader.words), len(group), group[-1].end)


def read_each(reader: Reader) -> Taken:
    """One quantity for every name of a list; a goal in words only where names stand side by side."""
    quantity, clause = reader.quantities[0], reader.clause
    names = list_names(clause)
    if quantity.form == "goal" and "、" not in clause and not quantity.has("均|双"):
        names = [single_name(clause)]
    return Taken([make_statement(name, quantity, clause) for name in names], 1, quantity.end)


def noun_behind(reader: Reader) -> str:
    """The noun that a quantity stands right before, nothing where its name stands before it."""
    quantity = reader.quantities[0]
    rest = reader.words[quantity.end :]
    if not quantity.unit or SEPARATOR.match(rest) or JOINT.match(rest):
        return ""
    counts = quantity.unit.lstrip("十百千万亿") in COUNTED or rest.startswith("的")
    if counts or not clean(reader.clause) or FRONT_VERBS.search(reader.clause):
        return cut_noun(reader, rest)
    return ""


def cut_noun(reader: Reader, rest: str) -> str:
    """The noun at the beginning of words: to the next comma, or to a list mark before another quantity."""
    end = HARD.search(rest)
    limit = end.start() if end else len(rest)
    gap = reader.quantities[1].start - reader.quantities[0].end if len(reader.quantities) > 1 else limit
    if gap < limit:
        cut = max(rest.rfind(mark, 0, gap) for mark in "、和与及并（(")
        limit = cut if cut > 0 else gap
    return rest[:limit]


def read_noun(reader: Reader, noun: str) -> Taken:
    """A quantity before its noun: 新建10个基地."""
    quantity, clause = reader.quantities[0], reader.clause
    verb = clean(clause)
    kept = verb if KEPT_VERBS.match(verb) and len(verb) <= 6 else ""
    end = quantity.end + len(noun)
    statement = make_statement(clean(kept + noun), quantity, clause, end)
    sure = min(statement.confidence, 0.86 if quantity.form == "number" else 0.6)
    return Taken([replace(statement, confidence=sure)], 1, end)


def read_nameless(reader: Reader) -> Taken:
    """A quantity without a name: a change of the figure before, else the subject of the clause before."""
    quantity, clause = reader.quantities[0], reader.clause
    statement = make_statement("", quantity, clause)
    parts = [part for part in HARD.split(reader.region)[:-1] if clean(part)]
    if reader.before and (statement.is_change or quantity.has("占|达|为")):
        name = reader.before[-1].name
    else:
        known = reader.before[-1].name if reader.before else ""
        name = clean(parts[-1]) if parts else f"{clause.strip('，,、')}{known}" if known else ""
        start = reader.words.rfind(parts[-1], 0, quantity.start) if parts else statement.start
        statement = replace(statement, start=start)
    sure = 0.8 if statement.is_change and name else 0.74 if 2 <= len(name) <= 20 else 0.4
    return Taken([replace(statement, name=name, confidence=sure)], 1, quantity.end)


def read_generic(reader: Reader, name: str) -> Taken:
    """产值, 年均增速, 占…比重 and the like are named by what stands before them."""
    quantity = reader.quantities[0]
    parts = [part for part in HARD.split(reader.region)[:-1] if clean(part)]
    statement = make_statement(name, quantity, reader.clause)
    if parts:
        start = reader.words.rfind(parts[-1], 0, quantity.start)
        statement = replace(statement, name=clean(parts[-1]) + name, start=start)
    elif reader.before and not re.search("产[值量]$", name):
        statement = replace(statement, name=reader.before[-1].name + name)
    known = statement.name != name
    return Taken([replace(statement, confidence=0.75 if known else 0.6)], 1, quantity.end)
