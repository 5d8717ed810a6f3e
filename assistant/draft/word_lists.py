"""Lists as Word knows them: numbers and letters that a screen reader announces, each exactly as the paper has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from typing import Any

from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from assistant.draft.paper import Item

HANG = Pt(24)
"""How far the words of an item stand behind its marker."""

_MARKER = re.compile(r"(?P<before>\(?)(?P<count>[1-9]\d{0,3}|[A-Za-z])(?P<after>[.)]{0,2})")
_BULLET = "•"


@dataclass(frozen=True, slots=True)
class Numbering:
    """How the markers of a list are made: ``decimal`` and ``%1.`` make *1.*, *2.* and so on from ``first``."""

    format: str
    pattern: str
    first: int = 1


def numbered_runs(items: Sequence[Item]) -> Iterator[tuple[Numbering | None, list[Item]]]:
    """The items in stretches that one numbering makes; ``None`` for markers that no numbering of Word gives."""
    stretch: list[Item] = []
    current: Numbering | None = None
    for item in items:
        found = _numbering(item.marker)
        if stretch and _goes_on(current, found, len(stretch)):
            stretch.append(item)
            continue
        if stretch:
            yield current, stretch
        current, stretch = found, [item]
    if stretch:
        yield current, stretch


def _goes_on(current: Numbering | None, found: Numbering | None, length: int) -> bool:
    if current is None or found is None:
        return current is found
    after = current.first if current.format == "bullet" else current.first + length
    return (found.format, found.pattern, found.first) == (current.format, current.pattern, after)


def _numbering(marker: str) -> Numbering | None:
    if marker in ("", _BULLET):
        return Numbering("bullet", _BULLET)
    match = _MARKER.fullmatch(marker)
    if match is None:
        return None
    count, pattern = match["count"], f"{match['before']}%1{match['after']}"
    if count.isdigit():
        return Numbering("decimal", pattern, int(count))
    if count.isupper():
        return Numbering("upperLetter", pattern, ascii_uppercase.index(count) + 1)
    return Numbering("lowerLetter", pattern, ascii_lowercase.index(count) + 1)


def add_numbering(document: Docx, numbering: Numbering) -> int:
    """A list of the document of its own; its number, for :func:`set_numbering`."""
    root = document.part.numbering_part.element
    lists = root.findall(qn("w:num"))
    number = max((int(found.get(qn("w:numId"))) for found in lists), default=0) + 1
    abstracts = root.findall(qn("w:abstractNum"))
    kind = max((int(found.get(qn("w:abstractNumId"))) for found in abstracts), default=0) + 1
    abstract = _element("w:abstractNum", abstractNumId=kind)
    abstract.append(_element("w:multiLevelType", val="singleLevel"))
    abstract.append(_level(numbering))
    abstracts[-1].addnext(abstract)  # the schema wants all of these before the lists
    listed = _element("w:num", numId=number)
    listed.append(_element("w:abstractNumId", val=kind))
    root.append(listed)
    return number


def _level(numbering: Numbering) -> Any:
    level = _element("w:lvl", ilvl=0)
    level.append(_element("w:start", val=numbering.first))
    level.append(_element("w:numFmt", val=numbering.format))
    level.append(_element("w:lvlText", val=numbering.pattern))
    level.append(_element("w:lvlJc", val="left"))
    properties = OxmlElement("w:pPr")
    properties.append(_element("w:ind", left=_twips(HANG), hanging=_twips(HANG)))
    level.append(properties)
    return level


def set_numbering(paragraph: Paragraph, number: int) -> None:
    """Make a paragraph an item of a list."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def hang(paragraph: Paragraph, marker: str) -> None:
    """Set a marker that no numbering gives in front of the words, as text."""
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = HANG, -HANG
    form.tab_stops.add_tab_stop(HANG)
    paragraph.add_run(f"{marker}\t")


def _element(tag: str, **attributes: str | int) -> Any:
    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element


def _twips(length: Length) -> int:
    return int(length.pt * 20)
