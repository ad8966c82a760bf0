"""The working papers of a draft, never published: all proposals as JSON, rows for the vocabulary as CSV."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from plans.canonical import field_names, write_table
from plans.draft_package import Draft
from plans.draft_points import list_points
from plans.model import Catalog, Row, Table, Text


def write_papers(draft: Draft, catalog: Catalog) -> dict[str, bytes]:
    """The papers by file name."""
    found = {
        "draft.json": (json.dumps(describe_draft(draft), ensure_ascii=False, indent=2) + "\n").encode(),
    }
    for table in ("organizations", "areas"):
        rows = list(list_new(draft, table))
        if rows:
            header = field_names(catalog.schemas, table)
            found[f"{table}.csv"] = write_table(Table(table, header, tuple(rows)))
    return found


def list_new(draft: Draft, table: str) -> Iterator[Row]:
    """The rows that the vocabulary lacks; what only a person knows is empty."""
    home = draft.package.descriptor.get("plan", {}).get("area", "")
    above = {"areas": {"parent": home, "level": "zone"}, "organizations": {"area": home}}
    new = [(id_, name) for (where, id_), name in draft.rows.new.items() if where == table]
    for line, (id_, name) in enumerate(new, 2):
        yield Row(line, {"id": id_, "name": name, **above[table]})


def describe_draft(draft: Draft) -> dict[str, Any]:
    """All that the draft proposes, with places in `sources/notice.txt` as code points."""
    text = draft.notice.text
    return {
        "package": draft.package.name,
        "statements": [
            {"field": s.field, "value": s.value, "start": s.start, "end": s.end, "doubt": in_both(s.doubt)}
            for s in draft.statements
        ],
        "proposals": [
            {
                "kind": proposal.kind,
                "written": number in draft.rows.written,
                "confidence": round(proposal.confidence, 3),
                "cells": dict(proposal.cells),
                "start": proposal.start,
                "end": proposal.end,
                "quote": " ".join(text[proposal.start : proposal.end].split()),
                "doubt": in_both(proposal.doubt),
                "held": in_both(draft.rows.held.get(number, Text("", ""))),
            }
            for number, proposal in enumerate(draft.proposals)
        ],
        "open_points": [{"section": p.section, **in_both(p.words)} for p in list_points(draft)],
    }


def in_both(words: Text) -> Mapping[str, str]:
    """Words in both languages."""
    return {"zh": words.zh, "en": words.en}
