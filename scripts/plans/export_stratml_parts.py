"""What a StratML document is made of: texts and rows go in, XML elements come out."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from plans.derive import Register, group
from plans.export_feed import NOT_IN_XML, XML_HEAD
from plans.model import Package, Row
from plans.words import WORDS

Elements = Iterable[Element]


def branch(tag: str, *parts: Elements, **attributes: str) -> Element:
    """An element with others in it, in the order given."""
    element = Element(tag, attributes)
    for part in parts:
        element.extend(part)
    return element


def leaf(tag: str, text: str) -> Iterator[Element]:
    """An element with a text, none where there is nothing to say; raises ValueError as `writable` does."""
    if text:
        yield must(tag, text)


def must(tag: str, text: str) -> Element:
    """An element with a text that StratML demands, even where it is empty."""
    element = Element(tag)
    element.text = writable(text)
    return element


def writable(text: str) -> str:
    """The text; raises ValueError where it holds a character that no XML file can hold, however written."""
    found = NOT_IN_XML.search(text)
    if found:
        place = text[max(0, found.start() - 20) : found.start()]
        raise ValueError(f"XML cannot hold the character U+{ord(found[0]):04X} after {place!r}")
    return text


def write_xml(root: Element) -> bytes:
    """The file. A reader takes a bare carriage return for a line feed, so it is written as a reference."""
    ElementTree.indent(root)
    return XML_HEAD + ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;").encode() + b"\n"


def stakeholders(rows: Iterable[Row], register: Register) -> Iterator[Element]:
    """The organizations that some rows of `responsibilities.csv` name, each once with its roles."""
    for organization, duties in group((row["organization"], row) for row in rows).items():
        roles = dict.fromkeys(WORDS[row["role"]].zh for row in duties)
        yield branch(
            "Stakeholder",
            [must("Name", register.organizations[organization]["name"])],
            (branch("Role", [must("Name", role)], leaf("RoleType", "Performer")) for role in roles),
            StakeholderTypeType="Organization",
        )


def find_duties(plan: Package, column: str) -> dict[str, tuple[Row, ...]]:
    """The rows of `responsibilities.csv` by task or by indicator."""
    return group((row[column], row) for row in plan.rows("responsibilities") if row[column])
