"""Answers as JSON text: nested values go in, every character and digit is kept, null for None."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from plans.export_table import json_cell


@dataclass(frozen=True, slots=True)
class Encoded:
    """JSON text that is ready: a record stands in several lists and is written once."""

    text: str


def encode(value: Any) -> str:
    """The JSON text of a value, on one line."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{json_cell(key)}:{encode(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(map(encode, value)) + "]"
    return value.text if isinstance(value, Encoded) else json_cell(value)


def answer_bytes(answer: Mapping[str, Any]) -> bytes:
    """A file: a line for each property, and for each record of a list."""
    properties = (f"{json_cell(key)}: {encode_lines(value)}" for key, value in answer.items())
    return ("{\n" + ",\n".join(properties) + "\n}\n").encode()


def encode_lines(value: Any) -> str:
    """The JSON text of a property; a list has a line for each item."""
    if isinstance(value, list | tuple) and value:
        return "[\n" + ",\n".join(map(encode, value)) + "\n]"
    return encode(value)
