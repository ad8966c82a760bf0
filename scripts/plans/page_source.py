"""The source page of a plan: its archived texts with every passage marked, and what each passage proves."""

import html
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count, groupby, pairwise

from plans.derive import figure_id, group, key_of
from plans.evidence import locate
from plans.model import Package, Row
from plans.page import (
    Desk,
    anchor_of,
    escape,
    figure_anchor,
    link,
    page_text,
    plan_page,
    show_amount,
    show_period,
    source_page,
)
from plans.page_edit import report_link, write_edit


@dataclass(frozen=True, slots=True)
class Span:
    """Where a passage stands in the archived text, in code points, and its number on the page."""

    start: int
    end: int
    passage: str
    number: int


def write_source(plan: Package, desk: Desk) -> str:
    """The Markdown of `/plans/<plan>/source/`; the texts are HTML, which Markdown leaves as it is."""
    here = source_page(plan.name)
    spans = find_spans(plan)
    proofs = list_proofs(plan, here, desk)
    marked = [span for source in spans.values() for span in source]
    body = desk.write(
        "source.md",
        title=escape(desk.plan_title(plan)),
        plan=link(escape(desk.plan_title(plan)), here, plan_page(plan.name)),
        sources=[show_source(source, plan, spans[source["resource"]], desk) for source in list_sources(plan)],
        edit=write_edit([(plan.name, "passages.csv"), (plan.name, "values.csv")], desk, plan.name),
        proofs=[(span.number, span.passage, proofs.get(span.passage, "")) for span in marked],
    )
    title = ("原文：" if desk.language == "zh" else "Source text: ") + desk.plan_title(plan)
    return page_text(title, describe_source(desk.plan_title(plan), len(marked), desk), body)


def list_sources(plan: Package) -> list[Mapping[str, str]]:
    """The archived texts as the descriptor states them: the plan first, then reports."""
    return list(plan.descriptor["sources"])


def show_source(
    source: Mapping[str, str], plan: Package, spans: Sequence[Span], desk: Desk
) -> dict[str, str]:
    """An archived text as the page shows it: title, date and rights above the marked lines."""
    name = source["resource"]
    title = escape(source["title"])
    return {
        "anchor": f"source.{name}",
        "title": f"[{title}]({source['path']})" if "path" in source else title,
        "dated": escape(source.get("version", "")),
        "rights": desk.word(source["rights"]),
        "text": "\n".join(mark_text(plan.texts[name], spans, line_prefix(name, plan))),
    }


def line_prefix(source: str, plan: Package) -> str:
    """What tells the lines of further archived texts from those of the first, whose anchors have none."""
    return "" if source == list_sources(plan)[0]["resource"] else f"{source}."


def describe_source(title: str, passages: int, desk: Desk) -> str:
    """What search engines show of the page."""
    if desk.language == "zh":
        return f"《{title}》存档原文，{passages} 处摘录逐一标出，每处都注明证明了哪些数字和任务。"
    return f"The archived text of “{title}” with {passages} passages marked, each with what it proves."


def find_spans(plan: Package) -> dict[str, list[Span]]:
    """Where the passages stand in each archived text, in its order, numbered through all texts."""
    passages = group((row["source"], row) for row in plan.rows("passages"))
    numbers = count(1)
    return {
        source["resource"]: [
            Span(start, end, passage, next(numbers))
            for start, end, passage in sorted(
                (*place, row["id"])
                for row in passages.get(source["resource"], ())
                for place in locate(
                    plan.texts[source["resource"]], row["quote"], row["prefix"], row["suffix"]
                )
            )
        ]
        for source in list_sources(plan)
    }


def mark_text(text: str, spans: Sequence[Span], prefix: str = "") -> list[str]:
    """The lines of a text as HTML paragraphs with the passages marked; blank lines are left out."""
    starts, ends = defaultdict(list), defaultdict(list)
    for span in spans:
        starts[span.start].append(span)
        ends[span.end].append(span)
    breaks = [offset for offset, character in enumerate(text) if character == "\n"]
    cuts = sorted({0, len(text), *starts, *ends, *breaks, *(offset + 1 for offset in breaks)})
    pieces, depth = [], 0
    for start, end in pairwise(cuts):
        depth += len(starts[start]) - len(ends[start])
        pieces += [show_number(span) for span in ends[start]]
        pieces += [f'<a id="{span.passage}"></a>' for span in starts[start]]
        pieces.append(mark(text[start:end], depth > 0))
    pieces += [show_number(span) for span in ends[len(text)]]
    lines = enumerate("".join(pieces).split("\n"), 1)
    return [f'<p id="{line_anchor(number, prefix)}">{line}</p>' for number, line in lines if line.strip()]


def line_anchor(number: int, prefix: str = "") -> str:
    """The anchor of a line of an archived text; no passage can have it, for ids hold no dots."""
    return f"{prefix}line.{number}"


def unquoted_lines(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """Number and words of each line that is not wholly within one passage."""
    offset = 0
    for number, line in enumerate(text.split("\n"), 1):
        words = line.strip()
        start = offset + line.find(words)
        if words and not any(span.start <= start and start + len(words) <= span.end for span in spans):
            yield number, words
        offset += len(line) + 1


def mark(piece: str, proven: bool) -> str:
    """A piece of a line, marked where it belongs to a passage."""
    shown = html.escape(piece, quote=False)
    return f"<mark>{shown}</mark>" if proven and piece.strip() else shown


def show_number(span: Span) -> str:
    """The number after a passage, which leads to the figures that it proves."""
    return f'<sup><a href="#proves.{span.passage}">{span.number}</a></sup>'


def list_proofs(plan: Package, here: str, desk: Desk) -> dict[str, str]:
    """What each passage proves, as one line of linked names."""
    proofs = group(
        [
            *figure_proofs(plan, here, desk),
            *task_proofs(plan, here, desk),
            *(
                (row["passage"], f"{desk.word('remarks')}{desk.colon}{escape(desk.cell(row, 'remark'))}")
                for row in plan.rows("remarks")
            ),
            *(
                (
                    related["passage"],
                    f"{desk.word(related['relation'])}{desk.colon}{escape(related['title'])}",
                )
                for related in plan.descriptor["plan"].get("related", [])
            ),
        ]
    )
    stop = "；" if desk.language == "zh" else "; "
    return {passage: stop.join(dict.fromkeys(shown)) for passage, shown in proofs.items()}


def figure_proofs(plan: Package, here: str, desk: Desk) -> Iterator[tuple[str, str]]:
    """Passage and figures, those of one line of the plan's page together."""
    indicators = {row["id"]: row for row in plan.rows("indicators")}
    for key, rows in groupby(plan.rows("values"), key=lambda row: (row["passage"], *anchor_key(row))):
        name = desk.name(indicators[key[1]]) + name_suffix(key[2] or key[3], desk)
        linked = link(escape(name), here, plan_page(plan.name), anchor_of(*key[1:]))
        yield key[0], f"{linked} {show_rows(rows, plan.name, desk)}"


def task_proofs(plan: Package, here: str, desk: Desk) -> Iterator[tuple[str, str]]:
    """Passage and task: its title, or who answers for it."""
    titles = {
        row["id"]: link(escape(desk.cell(row, "title")), here, plan_page(plan.name), f"task.{row['id']}")
        for row in plan.rows("tasks")
    }
    for row in plan.rows("tasks"):
        yield row["passage"], titles[row["id"]]
    for row in plan.rows("responsibilities"):
        if row["task"]:
            yield row["passage"], f"{desk.word('responsibilities')}{desk.colon}{titles[row['task']]}"


def anchor_key(row: Row) -> tuple[str, str, str]:
    """What tells the lines of a plan's page apart."""
    return row["indicator"], row["area"], row["organization"]


def name_suffix(place: str, desk: Desk) -> str:
    """The zone or organization that a figure is limited to, in brackets."""
    if not place:
        return ""
    row = desk.register.organizations.get(place) or desk.register.areas[place]
    return f"（{desk.name(row)}）" if desk.language == "zh" else f" ({desk.name(row)})"


def show_rows(rows: Iterable[Row], plan: str, desk: Desk) -> str:
    """The figures of one line, each linked to its address: “2025：≥130 家”."""
    return desk.join([show_row(row, plan, desk) for row in rows])


def show_row(row: Row, plan: str, desk: Desk) -> str:
    """A figure linked to its address on the page of its plan."""
    text = f"{show_period(row['period'])}{desk.colon}{show_amount(row)} {desk.unit(row['unit'])}".rstrip()
    anchor = figure_anchor(figure_id(plan, key_of(row)))
    return link(escape(text), source_page(plan), plan_page(plan), anchor) + report_link(row, plan, desk)
