"""The arithmetic of targets that are divided: shares against totals, years against promised stocks."""

from collections.abc import Sequence
from decimal import Decimal

from plans.derive_decomposition import Part
from plans.draw_marks import plain
from plans.page import Desk
from plans.page_cite import cite, cite_target, find_target, name_plans
from plans.page_share import note_of, round_one, whole_id
from plans.page_standing import show_value


def explain_parts(parts: Sequence[Part], here: str, desk: Desk) -> list[str]:
    """The arithmetic of sums and years as sentences."""
    totals = [part for part in parts if part.kind == "total"]
    sentences = [say_agreement(totals, here, desk)] if totals else []
    sentences += [say_excess(part, here, desk) for part in totals if part.difference]
    return [*sentences, *(say_flow(part, here, desk) for part in parts if part.kind == "flow-stock")]


def say_agreement(totals: Sequence[Part], here: str, desk: Desk) -> str:
    """For which periods the shares add up to the printed total."""
    equal = [
        f"{part.period.replace('/', '–')}{desk.colon}{cite(plain(part.whole), last_passage(part), here)}"
        for part in sorted(totals, key=lambda part: (len(part.period), part.period))
        if not part.difference
    ]
    if not equal:
        return ""
    listed = desk.join(equal)
    if desk.language == "zh":
        return f"各单位相加与原文合计相符：{listed}。"
    return f"The shares add up to the printed total: {listed}."


def last_passage(part: Part) -> str:
    """The passage of the printed total, which stands after those of the shares."""
    return part.passages.split()[-1]


def say_excess(part: Part, here: str, desk: Desk) -> str:
    """By how much the shares differ from the printed total."""
    period, whole = part.period.replace("/", "–"), cite(plain(part.whole), last_passage(part), here)
    more = (part.difference or 0) > 0
    gap = plain(abs(part.difference or Decimal()))
    share = "" if part.overshoot is None else f"{plain(round_one(abs(part.overshoot)))}%"
    if desk.language == "zh":
        return (
            f"{period} 年各单位相加 {plain(part.value)}，原文合计 {whole}，"
            f"{'多出' if more else '少了'} {gap}（{share}）。"
        )
    return (
        f"{period}: the shares add up to {plain(part.value)}, the printed total is {whole}: "
        f"{gap} {'more' if more else 'less'} ({share})."
    )


def say_flow(part: Part, here: str, desk: Desk) -> str:
    """What the yearly numbers imply for the stock that the text promises, with the assumption named."""
    stock = find_target(whole_id(part), desk)
    years, first = part.period.replace("/", "–"), int(part.period[:4]) - 1
    flows = cite(show_value(plain(part.value), part.unit, desk), passages_of_flows(part, desk), here)
    whole, base = plain(part.whole), plain(part.base or Decimal())
    promised = cite_target(stock, here, desk)
    if desk.language == "zh":
        text = (
            f"{years} 年各年合计 {flows}，原文承诺 {part.period[-4:]} 年达到 {promised}。"
            f"倒推 {first} 年的基数：{whole} − {plain(part.value)} = {base}。"
        )
    else:
        text = (
            f"The yearly numbers of {years} add up to {flows}; the notice promises {promised} by "
            f"{part.period[-4:]}. Implied stock of {first}: {whole} − {plain(part.value)} = {base}."
        )
    sentences = (text, say_doubling(part, here, desk), say_limit(part, desk), say_note(part, desk))
    return " ".join(sentence for sentence in sentences if sentence)


def passages_of_flows(part: Part, desk: Desk) -> str:
    """The printed totals of the years."""
    first, last = (int(year) for year in part.period.split("/"))
    ids = [f"{part.plan}.{part.indicator}.{year}" for year in range(first, last + 1)]
    stated = [desk.targets[id_].passages for id_ in ids if id_ in desk.targets]
    found = [passage for passages in stated for passage in passages.split()]
    return " ".join(dict.fromkeys(found)) or part.passages


def say_doubling(part: Part, here: str, desk: Desk) -> str:
    """Where the stock is to double, what half of it and the yearly numbers come to together."""
    if part.doubled_base is None or part.difference is None or part.overshoot is None:
        return ""
    doubled, year = plain(part.doubled_base), str(int(part.period[:4]) - 1)
    words = cite("双倍增" if desk.language == "zh" else "double", part.passages.split()[-1], here)
    reached, whole = plain(part.doubled_base + part.value), plain(part.whole)
    gap, share = plain(part.difference), plain(round_one(part.overshoot))
    if desk.language == "zh":
        return (
            f"原文又要求{words}：若最后一年的目标是 {year} 年的两倍，{year} 年应有 {doubled}，加上各年的数，"
            f"{doubled} + {plain(part.value)} = {reached}，比 {whole} 多 **{gap}**（层层加码 {share}%）。"
        )
    return (
        f"It also asks to {words}: if the last target is twice the stock of {year}, that was {doubled}, "
        f"and {doubled} + {plain(part.value)} = {reached}, **{gap}** above {whole} ({share}%)."
    )


def say_limit(part: Part, desk: Desk) -> str:
    """That exceeding a lower limit contradicts nothing."""
    if part.whole_comparator not in ("ge", "gt") or (part.difference or 0) <= 0:
        return ""
    if desk.language == "zh":
        return "原文的目标只是下限，多出来不等于前后矛盾。"
    return "The promise is a lower limit, so going beyond it is no contradiction."


def say_note(part: Part, desk: Desk) -> str:
    """The assumption."""
    return f"<small>{name_plans(note_of(part, desk), desk)}</small>" if part.note else ""
