"""Manuals: a container whose appendices reprint other documents.

Each statute, regulation or procedure inside becomes a source of its own; the manual's own sections are one
source, cited as ``Job Audit Manual, 2.2.3``. An index or table of contents is dropped: its bare entries name
pages, and never become evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.models import FEDERAL, Kind, Source
from knowledge.parse import procedure, statute
from knowledge.parse.blocks import Block, Piece, blocks, bullet_width, cut, headline, is_capitals, is_title_case
from knowledge.parse.naming import Context

_HEADING = re.compile(
    r"(?P<number>[A-Z]\.\d{1,2}(?:\.\d{1,2})*|\d{1,2}(?:\.\d{1,2})+)\.?[ \t]+(?P<title>(?:[A-Z]|\d+[A-Z])[^\n]{2,110})"
)
_APPENDIX = re.compile(
    r"(?P<number>(?:Appendix|Attachment|Exhibit)\s+(?:[A-Z]|\d{1,2}))\b[ \t]*[-–—:.]*[ \t]*(?P<title>[^\n]{0,110})",
    re.I,
)
_MAX_PLAIN_WORDS = 8
_LISTING = re.compile(r"(?:INDEX|(?:TABLE OF )?CONTENTS)", re.I)
_REGULATION = re.compile(r"\b(?P<title>\d{1,2})\s?CFR\s?(?:§\s?)?(?P<section>\d{2,4}\.\d+)")
_PRINCIPLE = re.compile(r"(?P<number>\d{1,2})\.\s+")
_NAME = re.compile(r"^(?P<name>[A-Z][^\n]*?\bManual)\b", re.I)
_MIN_SECTIONS = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """One numbered section: its heading's number and title, and all its text, heading included."""

    number: str
    title: str
    text: str


def is_manual(text: str) -> bool:
    """Whether a text is divided as a manual is, by two or more numbered headings, and says that it is one."""
    numbered = [block for block in _headings(text) if _HEADING.fullmatch(block.text)]
    return bool(_NAME.search(text[:500])) and len(numbered) >= _MIN_SECTIONS


def split(text: str, context: Context) -> list[Source]:
    """The sources that a cleaned manual holds, in reading order; its own sections come last."""
    name = _name(text, context)
    found: list[Source] = []
    own: list[_Part] = []
    for part in _parts(text):
        reprinted = _reprinted(part, name, context)
        found += reprinted
        own += [] if reprinted else [part]
    return found + _own_sections(own, name, context)


def _reprinted(part: _Part, name: str, context: Context) -> list[Source]:
    """The sources that a section reprints; none where its words are the manual's own."""
    if procedure.is_procedure(part.text):
        return procedure.split(part.text, context)
    if statute.opens_with_law(part.text) or statute.opens_with_law(part.text.partition("\n")[2]):
        return statute.split(part.text, context)
    return _principles(part, name, context)


def _name(text: str, context: Context) -> str:
    match = _NAME.search(text[:500])
    return headline(match["name"]) if match else context.stem


def _headings(text: str) -> list[Block]:
    return [block for block in blocks(text) if _is_heading(block)]


def _is_heading(block: Block) -> bool:
    match = _match(block)
    if not match or block.text.endswith((".", ";", ",")):
        return False
    words = match["title"].replace(".", "")
    if is_capitals(words) or is_title_case(words) or re.match(r"[A-Z]\.", block.text):
        return True
    return not words if match.re is _APPENDIX else block.spaced and len(words.split()) <= _MAX_PLAIN_WORDS


def _match(block: Block) -> re.Match[str] | None:
    return _HEADING.fullmatch(block.text) or _APPENDIX.fullmatch(block.text)


def _parts(text: str) -> list[_Part]:
    """What stands before the first heading, then each numbered section up to the next heading or index.

    Headings with nothing under them, as contents and scraped titles have, make no part.
    """
    marks = [block for block in blocks(text) if _is_heading(block) or _LISTING.fullmatch(block.text)]
    parts = [_Part("Introduction", "", text[: marks[0].start].strip("\n"))] if marks else []
    for mark, following in pairwise([*marks, None]):
        end = following.start if following else len(text)
        match = _match(mark) if mark else None
        if mark and match and text[mark.end : end].strip():
            number = " ".join(match["number"].split())
            number = number.title() if match.re is _APPENDIX else number
            parts.append(_Part(number, match["title"].strip(), text[mark.start : end].strip("\n")))
    return parts


def _principles(part: _Part, name: str, context: Context) -> list[Source]:
    """A federal regulation quoted by the manual: its numbered principles, and the manual's own words on its reach."""
    regulation = _REGULATION.search(part.text)
    if regulation is None or not any(_PRINCIPLE.match(block.text) for block in blocks(part.text)[1:]):
        return []
    cite = f"{regulation['title']} CFR {regulation['section']}"
    source = replace(
        context.source(cite, f"{cite}, {headline(part.title)}", Kind.RULE, part.text),
        jurisdiction=FEDERAL,
        url=f"https://www.ecfr.gov/current/title-{regulation['title']}/section-{regulation['section']}",
    )
    return [cut(source, _principle_pieces(part, f"{name}, {part.number}", cite))]


def _principle_pieces(part: _Part, manual: str, cite: str) -> Iterator[Piece]:
    """The words before the quotation are the manual's; the quotation opens with the lead-in to the principles."""
    heading = headline(part.title)
    found = blocks(part.text)[1:]
    first = next(index for index, block in enumerate(found) if _PRINCIPLE.match(block.text))
    for index, block in enumerate(found):
        item = _PRINCIPLE.match(block.text)
        if item:
            yield Piece(f"{cite}, principle {item['number']}", (heading,), block.start + item.end(), block.end)
        else:
            yield Piece(cite if index == first - 1 else manual, (heading,), block.start, block.end)


def _own_sections(parts: list[_Part], name: str, context: Context) -> list[Source]:
    """The manual's own sections as one source, each paragraph a passage."""
    if not parts:
        return []
    text = "\n\n".join(part.text for part in parts)
    source = context.source(name, name, Kind.MANUAL, text)
    source = cut(source, _section_pieces(parts, name))
    return [source] if source.passages else []


def _section_pieces(parts: list[_Part], name: str) -> Iterator[Piece]:
    offset = 0
    for part in parts:
        for block in blocks(part.text)[1:]:
            start = offset + block.start + bullet_width(block.text)
            yield Piece(f"{name}, {part.number}", (f"{part.number} {part.title}".strip(),), start, offset + block.end)
        offset += len(part.text) + len("\n\n")
