"""Search: records go in, the files of a static index come out, which `docs/theme/assets/search.js` reads.

Records lie in rank order in blocks of about the same length; a file holds some blocks. A token (two Chinese
characters that stand together, or a word) leads to the blocks that hold it; the browser then reads those.
"""

import hashlib
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from operator import add, sub
from typing import Any, Literal, get_args

Kind = Literal["concept", "plan", "area", "organization", "indicator", "task", "passage"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# Measured with benchmarks/search.py: smaller blocks lead to fewer wrong places and make longer lists.
BLOCK_CHARACTERS = 200
BLOCKS_PER_FILE = 12
SHARD_CHARACTERS = 6000

# Written out, not \w or \s, so that search.js can hold the very same classes.
HAN = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u318f\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
LETTER = "0-9a-z\u00df-\u00f6\u00f8-\u052f"
WHITE = "\u0000-\u0020\u0085\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
HAN_RUN = re.compile(f"[{HAN}]+")
WORD = re.compile(rf"[{LETTER}]+(?:\.[0-9]+)*")
WHITE_RUN = re.compile(f"[{WHITE}]+")

# A gap between two block numbers is written to base 32; the upper half of the digits says "more follows".
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

# Title, context, text and url of each record.
Block = Sequence[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Record:
    """What a search may find; `url` starts at the root of the language, `context` is where it belongs."""

    kind: Kind
    title: str
    context: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """The blocks of one file; all its records are of one kind."""

    kind: Kind
    blocks: Sequence[Block]


def index_files(records: Iterable[Record]) -> dict[str, bytes]:
    """The index by path below the root of the language; records of a kind stay in the order they come in."""
    chunks = cut_chunks(records)
    shards = cut_shards(write_postings(chunks))
    parts: dict[str, Any] = {f"records-{number}.json": chunk.blocks for number, chunk in enumerate(chunks)}
    parts |= {f"tokens-{number}.json": shard for number, shard in enumerate(shards)}
    files = {name: write_json(part) for name, part in parts.items()}
    folder = hash_files(files)
    meta = {
        "folder": folder,
        "blocks": BLOCKS_PER_FILE,
        "kinds": [chunk.kind for chunk in chunks],
        "tokens": [next(iter(shard)) for shard in shards],
    }
    return {"search/meta.json": write_json(meta)} | {
        f"search/{folder}/{name}": content for name, content in files.items()
    }


def cut_chunks(records: Iterable[Record]) -> list[Chunk]:
    """The records in rank order, cut into files that hold one kind each."""
    ranked = sorted(records, key=lambda record: KINDS.index(record.kind))
    chunks = []
    for kind, group in groupby(ranked, key=lambda record: record.kind):
        blocks = list(cut_blocks(group))
        starts = range(0, len(blocks), BLOCKS_PER_FILE)
        chunks += [Chunk(kind, blocks[start : start + BLOCKS_PER_FILE]) for start in starts]
    return chunks


def cut_blocks(records: Iterable[Record]) -> Iterator[Block]:
    """Neighbours together, until they are about as long as a block should be."""
    block: list[tuple[str, str, str, str]] = []
    length = 0
    for record in records:
        block.append((record.title, record.context, record.text, record.url))
        length += len(record.title) + len(record.text)
        if length >= BLOCK_CHARACTERS:
            yield block
            block, length = [], 0
    if block:
        yield block


def write_postings(chunks: Sequence[Chunk]) -> dict[str, str]:
    """For each token the blocks that hold it and, after a space, those that hold it in a title."""
    anywhere: defaultdict[str, list[int]] = defaultdict(list)
    titles: defaultdict[str, list[int]] = defaultdict(list)
    for first, chunk in enumerate(chunks):
        for number, block in enumerate(chunk.blocks, first * BLOCKS_PER_FILE):
            for token in collect_tokens(field for record in block for field in record[:3]):
                anywhere[token].append(number)
            for token in collect_tokens(record[0] for record in block):
                titles[token].append(number)
    # The browser compares text by UTF-16 units, so the order here must be that order.
    ordered = sorted(anywhere, key=lambda token: token.encode("utf-16-be"))
    return {token: f"{write_gaps(anywhere[token])} {write_gaps(titles[token])}".rstrip() for token in ordered}


def collect_tokens(fields: Iterable[str]) -> set[str]:
    """The tokens of several fields; none spans two of them."""
    return set().union(*map(read_tokens, fields))


def cut_shards(postings: Mapping[str, str]) -> list[dict[str, str]]:
    """Neighbouring tokens together, so that all words with one beginning lie in one file or the next."""
    shards: list[dict[str, str]] = [{}]
    length = 0
    for token, numbers in postings.items():
        if length > SHARD_CHARACTERS:
            shards.append({})
            length = 0
        shards[-1][token] = numbers
        length += len(token) + len(numbers)
    return shards if postings else []


def write_gaps(numbers: Sequence[int]) -> str:
    """Rising numbers as the gaps between them."""
    return "".join(map(write_gap, map(sub, numbers, (-1, *numbers))))


@cache
def write_gap(gap: int) -> str:
    """A gap of one is the first digit; five bits to a digit, the lowest first."""
    digits, rest = "", gap - 1
    while rest >= 32:
        digits, rest = digits + DIGITS[32 + rest % 32], rest // 32
    return digits + DIGITS[rest]


def normalize_text(text: str) -> str:
    """The text as it is compared: width and case folded, no white space beside Chinese characters."""
    return WHITE_RUN.sub(join_white, "".join(map(fold_character, text)))


@cache
def fold_character(character: str) -> str:
    """One character at a time, so that the browser can tell from which character each folded one came."""
    return unicodedata.normalize("NFKC", character).lower()


def join_white(white: re.Match[str]) -> str:
    """What stands for white space: nothing at an end or beside a Chinese character, else one space."""
    text, start, end = white.string, white.start(), white.end()
    inner = start > 0 and end < len(text)
    return " " if inner and not HAN_RUN.match(text[start - 1]) and not HAN_RUN.match(text[end]) else ""


@lru_cache(maxsize=1000)
def read_tokens(text: str) -> frozenset[str]:
    """Each two Chinese characters that stand together, and each word or number."""
    normal = normalize_text(text)
    tokens = set(WORD.findall(normal))
    for run in HAN_RUN.findall(normal):
        tokens.update(map(add, run, run[1:]))
    return frozenset(tokens)


def hash_files(files: Mapping[str, bytes]) -> str:
    """A short name for this very content, so that files of two builds never mix in a cache."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]


def write_json(value: Any) -> bytes:
    """JSON without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
