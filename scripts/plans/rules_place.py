"""Where things stand: the line of every entry of a JSON file, the letter a spreadsheet gives a column."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Place = Sequence[str | int]
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],]|[^\s{}\[\],:"]+')
KEY_END = re.compile(r"\s*:")


def join_path(path: Place) -> str:
    """The place of an entry in the descriptor: `plan.related[0].title`."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


def locate_entries(text: str) -> dict[str, int]:
    """The line of each entry, the whole file being the entry without a name; `text` is JSON."""
    lines: dict[str, int] = {}
    place: list[str | int] = []
    for match in TOKEN.finditer(text):
        token = match[0]
        if token in "}]":
            place.pop()
        elif token == ",":
            place[-1] = place[-1] + 1 if isinstance(place[-1], int) else ""
        elif token[0] == '"' and KEY_END.match(text, match.end()):
            place[-1] = str(json.loads(token))
        else:
            lines.setdefault(join_path(place), text.count("\n", 0, match.start()) + 1)
            if token in "{[":
                place.append("" if token == "{" else 0)
    return lines


def find_line(field: str, lines: Mapping[str, int]) -> int | None:
    """The line of an entry, of what it should stand in where it is missing."""
    while field and field not in lines:
        field = re.sub(r"(\.[^.\[\]]*|\[[0-9]+\]|^[^.\[\]]*)$", "", field)
    return lines.get(field)


def letter_column(place: int) -> str:
    """The letter of a column, the first being 0: A to Z, AA and on."""
    before, last = divmod(place, 26)
    return (letter_column(before - 1) if before else "") + chr(ord("A") + last)


def find_difference(given: Any, right: Any) -> tuple[str, Any]:
    """The first property in which a resource is not what it should be, and what it has there."""
    if not isinstance(given, dict) or not isinstance(right, dict):
        return "", given
    key = next((key for key in {**given, **right} if given.get(key) != right.get(key)), "")
    return (f".{key}", given[key]) if key in given else ("", given)
