"""The tables of a draft: proposals go in, rows come out for those that are certain, a reason for the others.

Names of organizations and zones that the vocabulary lacks get an id here, and are listed for it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plans.draft_ids import find_area, find_organization, spell, tell_apart
from plans.draft_notice import Notice
from plans.draft_passages import Wanted, write_passages
from plans.draft_proposal import Proposal
from plans.evidence import Span
from plans.model import Package, Text

Cells = dict[str, str]
WEAK = Text("把握不足，未写入。", "Not certain enough to be written.")
ORPHAN = Text("所属的指标或任务没有写入。", "Its indicator or task is not written.")
PARTIAL = Text("缺年份、单位或用词，未写入。", "Year, unit or wording is missing.")
REPEATED = Text("同一摘录里已有这个数字。", "The figure is there already, from the same passage.")
SHOWN = Text("共用指标由人选定。", "A person chooses the shared concept.")
VALUE_FIELDS = ("period", "kind", "comparator", "value", "unit", "wording")


@dataclass(frozen=True, slots=True)
class Home:
    """The notice that proposals are about, its title and area, and the vocabulary."""

    notice: Notice
    title: str
    area: str
    vocabulary: Package


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a draft by table, and for each written proposal where it stands: its table and cells.

    `held` says why the others are not written; `new` are names that the vocabulary lacks, by table and id.
    """

    tables: Mapping[str, Sequence[Cells]]
    written: Mapping[int, tuple[str, Cells]]
    held: Mapping[int, Text]
    new: Mapping[tuple[str, str], str]


def write_rows(
    proposals: Sequence[Proposal], home: Home, refused: Mapping[int, Text], proofs: Sequence[tuple[Span, str]]
) -> Rows:
    """The tables of the proposals that are certain and not refused; `proofs` are passages of its own."""
    held = hold(proposals, refused)
    kept = {number: proposal for number, proposal in enumerate(proposals) if number not in held}
    ids = name_refs(kept)
    wanted = [Wanted(span, name) for span, name in proofs]
    years = count_years(kept.values())
    wanted += [want_passage(proposal, ids, years[span_of(proposal)]) for proposal in order(kept.values())]
    passages, places = write_passages(home.notice, wanted, home.title)
    new: dict[tuple[str, str], str] = {}
    written: dict[int, tuple[str, Cells]] = {}
    for number, proposal in kept.items():
        table, cells = write_row(proposal, ids, home, new)
        proof = {} if table in {"indicators", "concepts"} else {"passage": places[span_of(proposal)]}
        written[number] = table, cells | proof
    written, repeated = drop_repeated(written)
    tables: dict[str, list[Cells]] = {"passages": passages}
    for table, cells in written.values():
        tables.setdefault(table, []).append(cells)
    link_concepts(tables.get("indicators", []), kept.values(), ids)
    return Rows(tables, written, held | repeated, new)


def span_of(proposal: Proposal) -> Span:
    """The place that a proposal quotes."""
    return proposal.start, proposal.end


def order(proposals: Iterable[Proposal]) -> list[Proposal]:
    """What names passages: figures before tasks before duties, an indicator has no passage of its own."""
    kinds = ("value", "task", "responsibility")
    return sorted((p for p in proposals if p.kind in kinds), key=lambda p: kinds.index(p.kind))


def hold(proposals: Sequence[Proposal], refused: Mapping[int, Text]) -> dict[int, Text]:
    """Why proposals are not written: doubtful, refused, or about something that is not written."""
    held: dict[int, Text] = dict(refused)
    for number, proposal in enumerate(proposals):
        if not proposal.is_written:
            held.setdefault(number, proposal.doubt if proposal.doubt.zh else WEAK)
        elif proposal.kind == "value" and not is_whole(proposal.cells):
            held.setdefault(number, PARTIAL)
        elif proposal.kind == "concept" and proposal.cells.get("match") != "exact":
            held.setdefault(number, SHOWN)
    while more := dict(find_orphans(proposals, held)):
        held |= more
    return held


def is_whole(cells: Mapping[str, str]) -> bool:
    """Whether a figure has what the table needs."""
    needed = (
        "indicator",
        "period",
        "kind",
        "wording",
        *(("comparator", "unit") if cells.get("value") else ()),
    )
    return all(cells.get(field) for field in needed)


def find_orphans(proposals: Sequence[Proposal], held: Mapping[int, Text]) -> Iterator[tuple[int, Text]]:
    """Proposals about an indicator or a task that is not written, and indicators without a figure."""
    kept = [proposal for number, proposal in enumerate(proposals) if number not in held]
    refs = {p.cells["ref"] for p in kept if p.kind in {"indicator", "task"}}
    used = {p.cells["indicator"] for p in kept if p.kind == "value"}
    for number, proposal in enumerate(proposals):
        about = [proposal.cells[key] for key in ("indicator", "task") if proposal.cells.get(key)]
        is_idle = proposal.kind == "indicator" and proposal.cells["ref"] not in used
        if number not in held and (is_idle or not refs.issuperset(about)):
            yield number, ORPHAN


def name_refs(kept: Mapping[int, Proposal]) -> dict[str, str]:
    """The ids of indicators and tasks by the names that proposals have for them."""
    concepts = {p.cells["indicator"]: p.cells["concept"] for p in kept.values() if p.kind == "concept"}
    indicators = [p.cells for p in kept.values() if p.kind == "indicator"]
    tasks = [p.cells for p in kept.values() if p.kind == "task"]
    names = tell_apart(concepts.get(cells["ref"]) or spell(cells["name"]) for cells in indicators)
    ids = {cells["ref"]: name for cells, name in zip(indicators, names, strict=True)}
    return ids | dict(number_tasks(tasks))


def number_tasks(tasks: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """The ids of tasks: their kind and their place, below a parent behind its id."""
    ids: dict[str, str] = {}
    counts: dict[str, int] = {}
    for cells in tasks:
        stem = ids.get(cells.get("parent", ""), "") or cells.get("kind") or "task"
        counts[stem] = counts.get(stem, 0) + 1
        ids[cells["ref"]] = f"{stem}-{counts[stem]}"
        yield cells["ref"], ids[cells["ref"]]


def count_years(proposals: Iterable[Proposal]) -> Counter[Span]:
    """Of how many years each place has figures."""
    figures = {
        (span_of(proposal), proposal.cells["period"]) for proposal in proposals if proposal.kind == "value"
    }
    return Counter(span for span, _ in figures)


def want_passage(proposal: Proposal, ids: Mapping[str, str], years: int) -> Wanted:
    """The passage of a proposal."""
    cells, name = proposal.cells, name_passage(proposal, ids, years)
    return Wanted(span_of(proposal), name, cells.get("section", ""), cells.get("unit", ""))


def name_passage(proposal: Proposal, ids: Mapping[str, str], years: int) -> str:
    """The id that a passage would have: what it proves, with the organization, the year or the role."""
    cells = proposal.cells
    if proposal.kind == "task":
        return ids[cells["ref"]]
    about = ids[cells.get("task") or cells["indicator"]]
    if proposal.kind == "responsibility":
        return f"{about}-owners"
    if cells.get("organization"):
        return f"{about}-{spell(cells['organization'])}"
    return f"{about}-row" if years > 1 else f"{about}-{cells['period'].replace('/', '-')}"


def write_row(
    proposal: Proposal, ids: Mapping[str, str], home: Home, new: dict[tuple[str, str], str]
) -> tuple[str, Cells]:
    """The table and the cells of a proposal, without its passage; names unknown so far are put into `new`."""
    cells = proposal.cells
    if proposal.kind == "indicator":
        fields = ("number", "name", "attribute", "measure")
        parent = ids.get(cells.get("parent", ""), "")
        return "indicators", {"id": ids[cells["ref"]], "parent": parent, **pick(cells, fields)}
    if proposal.kind == "task":
        parent = ids.get(cells.get("parent", ""), "")
        return "tasks", {
            "id": ids[cells["ref"]],
            "parent": parent,
            **pick(cells, ("number", "kind", "title")),
        }
    if proposal.kind == "concept":
        return "concepts", {"indicator": ids[cells["indicator"]], **pick(cells, ("concept", "match"))}
    owner = {"organization": identify("organizations", cells.get("organization", ""), home, new)}
    about = {key: ids.get(cells.get(key, ""), "") for key in ("task", "indicator")}
    if proposal.kind == "responsibility":
        return "responsibilities", {**about, **owner, "role": cells["role"]}
    place = {"area": identify("areas", cells.get("area", ""), home, new)}
    return "values", {"indicator": about["indicator"], **place, **owner, **pick(cells, VALUE_FIELDS)}


def pick(cells: Mapping[str, str], fields: Iterable[str]) -> Cells:
    """Some of the cells, empty where there are none."""
    return {field: cells.get(field, "") for field in fields}


def identify(table: str, printed: str, home: Home, new: dict[tuple[str, str], str]) -> str:
    """The id of a printed name: the vocabulary's, else one of our own, which is then listed as new."""
    if not printed:
        return ""
    find = find_organization if table == "organizations" else find_area
    if known := find(printed, home.area, home.vocabulary):
        return known
    own = next((id_ for (where, id_), name in new.items() if (where, name) == (table, printed)), "")
    taken = {id_ for where, id_ in new if where == table} | {row["id"] for row in home.vocabulary.rows(table)}
    id_ = own or tell_apart([*sorted(taken), f"{home.area}-{spell(printed)}".strip("-")])[-1]
    new[table, id_] = printed
    return id_


def drop_repeated(
    written: Mapping[int, tuple[str, Cells]],
) -> tuple[dict[int, tuple[str, Cells]], dict[int, Text]]:
    """The rows without those that say the same of the same passage as an earlier one."""
    first: dict[tuple[str, ...], int] = {}
    for number, (table, cells) in written.items():
        told = {
            key: cell for key, cell in cells.items() if key not in {"comparator", "value", "unit", "wording"}
        }
        first.setdefault((table, *told.values()), number)
    kept = {number: written[number] for number in sorted(first.values())}
    return kept, dict.fromkeys(written.keys() - kept.keys(), REPEATED)


def link_concepts(indicators: Sequence[Cells], kept: Iterable[Proposal], ids: Mapping[str, str]) -> None:
    """Write the shared concepts into the rows of their indicators."""
    found = {ids[p.cells["indicator"]]: p.cells for p in kept if p.kind == "concept"}
    for cells in indicators:
        if cells["id"] in found:
            cells |= {"concept": found[cells["id"]]["concept"], "match": found[cells["id"]]["match"]}
