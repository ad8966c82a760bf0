"""Text from outside in what GitHub shows: any text goes in, text that Markdown shows as it is comes out."""

import re
import unicodedata

# Invisible, without width, not a place to break a line: it stands where GitHub would see a sign of its own.
JOINER = "\u2060"
MARKS = "\\`*_{}[]()<>#+!|~&\"'"
# What GitHub makes links, mentions, pictures or formulas of, also where Markdown is escaped.
LOUD = re.compile(r"@|\$|#(?=\w)|\bGH(?=-\d)|:(?=//)|:(?=[\w+-]+:)|\bwww(?=\.)", re.IGNORECASE)
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def escape_markdown(text: str) -> str:
    """Text on one line that shows what it says and does nothing: no markup, link, mention or comment."""
    plain = "".join(map(escape_character, show_hidden(text)))
    return re.sub(r"^(\d+)([.)])|^([-=])", r"\1\\\2\3", quiet(plain)) if plain else plain


def escape_character(character: str) -> str:
    return ENTITIES.get(character, f"\\{character}" if character in MARKS else character)


def quiet(text: str) -> str:
    """Text in which GitHub finds nobody to notify and nothing to link to."""
    return LOUD.sub(lambda found: found[0] + JOINER, text)


def show_hidden(text: str) -> str:
    """Text on one line: line ends as ⏎; what has no shape, or turns the writing around, by its number."""
    lines = re.sub(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", "⏎", text.strip())
    return "".join(f"\\u{ord(c):04x}" if unicodedata.category(c)[0] == "C" else c for c in lines)
