"""Rendering: Vega-Lite specifications go in, small SVG files come out, each drawn once and then kept."""

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import vl_convert

Spec = Mapping[str, Any]
Element = ElementTree.Element

NAMESPACE = "http://www.w3.org/2000/svg"
NOISE = ("aria-hidden", "aria-roledescription", "class", "role", "stroke-miterlimit", "version")
LONG_NUMBER = re.compile(r"-?\d+\.\d{2,}")
# Up to here, starting processes costs more than it saves (measured on two cores: even at about 300).
ALONE = 200


def svg(specs: Mapping[str, Spec], folder: Path | None = None) -> dict[str, bytes]:
    """The picture of each specification by the same name; drawn only where `folder` does not hold it yet."""
    texts = {name: json.dumps(spec, sort_keys=True) for name, spec in specs.items()}
    pictures = read_kept(folder, dict.fromkeys(texts.values()))
    missing = [text for text in dict.fromkeys(texts.values()) if text not in pictures]
    drawn = dict(zip(missing, draw_all(missing), strict=True))
    keep(folder, drawn)
    pictures |= drawn
    return {name: pictures[text] for name, text in texts.items()}


def read_kept(folder: Path | None, texts: Mapping[str, None]) -> dict[str, bytes]:
    """The pictures that the cache folder holds, by specification."""
    if folder is None:
        return {}
    files = {text: folder / file_name(text) for text in texts}
    return {text: file.read_bytes() for text, file in files.items() if file.is_file()}


def keep(folder: Path | None, pictures: Mapping[str, bytes]) -> None:
    """Write pictures to the cache folder, each in one step: another build may be reading it."""
    if folder is None or not pictures:
        return
    folder.mkdir(parents=True, exist_ok=True)
    for text, content in pictures.items():
        file = folder / file_name(text)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(file)


def file_name(text: str) -> str:
    return f"{hashlib.sha256((recipe() + text).encode()).hexdigest()[:32]}.svg"


@cache
def recipe() -> str:
    """What a picture depends on besides its specification: the version of vl-convert and this module."""
    return f"{version('vl-convert-python')} {hashlib.sha256(Path(__file__).read_bytes()).hexdigest()}"


def draw_all(texts: Sequence[str]) -> list[bytes]:
    """The pictures in the same order."""
    workers = os.cpu_count() or 1
    return draw_in_processes(texts, workers) if len(texts) > ALONE else [draw_one(text) for text in texts]


def draw_in_processes(texts: Sequence[str], workers: int) -> list[bytes]:
    """Threads do not help, and a forked copy of a process in which vl-convert already ran never returns."""
    share = -(-len(texts) // (workers * 4))
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        return list(pool.map(draw_one, texts, chunksize=share))


def draw_one(text: str) -> bytes:
    return shrink(vl_convert.vegalite_to_svg(text))


def shrink(picture: str) -> bytes:
    """The same picture without invisible marks, wrappers and needless digits."""
    ElementTree.register_namespace("", NAMESPACE)
    root = ElementTree.fromstring(picture)
    root[:] = [part for child in root for part in visible_parts(child)]
    clean(root)
    return ElementTree.tostring(root, encoding="unicode").encode()


def visible_parts(element: Element) -> Iterator[Element]:
    """The element with its visible parts, or those parts alone where it is a wrapper that adds nothing."""
    if element.get("display") == "none" or is_unpainted(element):
        return
    clean(element)
    parts = [part for child in element for part in visible_parts(child)]
    if element.tag == f"{{{NAMESPACE}}}g" and not element.attrib:
        yield from parts
    elif parts or element.tag != f"{{{NAMESPACE}}}g":
        element[:] = parts
        yield element


def is_unpainted(element: Element) -> bool:
    """Whether this is the frame of a group that has neither fill nor stroke."""
    return element.get("class") == "background" and not {"fill", "stroke"} & set(element.attrib)


def clean(element: Element) -> None:
    """Drop attributes that show nothing; keep one digit after the point of a length, all of an opacity."""
    for name in NOISE:
        element.attrib.pop(name, None)
    if element.get("transform") == "translate(0,0)":
        del element.attrib["transform"]
    for name, value in element.items():
        if not name.endswith("opacity"):
            element.set(name, LONG_NUMBER.sub(round_number, value))


def round_number(match: re.Match[str]) -> str:
    return f"{float(match[0]):.1f}".removesuffix(".0")
