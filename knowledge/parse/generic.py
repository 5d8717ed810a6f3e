"""Any other document: headings and paragraphs, cited as ``<title>, <heading> ¶n``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from knowledge.models import Kind, Source
from knowledge.parse.blocks import (
    Block,
    Piece,
    Section,
    blocks,
    bullet_width,
    cut,
    headline,
    is_bare,
    is_capitals,
    is_title_case,
    sections,
)
from knowledge.parse.naming import Context, place

_ENUMERATED = re.compile(
    r"(?:article|section|chapter|part|appendix)\s+[\dIVXLA-Z]+\b|\d+(?:\.\d+)*\.?\s|[IVX]+\.\s|[A-Z]\.\s", re.I
)
_MARKDOWN = re.compile(r"#{1,6}\s+\S|\*\*[^*]+\*\*:?$")
_CONTENTS = re.compile(r"(?:\.\s?){4,}\s*\d+$")
_LISTING = re.compile(r"index|(?:table of )?contents", re.I)
_MAX_LEADER = 120
"""How many letters at a line's end are searched for the dots that lead to a page number."""
_MIN_SENTENCE = 8
_MAX_TITLE_WORDS = 14


def split(text: str, context: Context, kind: Kind) -> list[Source]:
    """The one source that a cleaned text without a structure of its own is; none where it holds no words."""
    found = blocks(text)
    if not found:
        return []
    title = _title(found, context)
    source = context.source(f"{place(context.jurisdiction)} {title}", title, kind, text)
    source = cut(source, pieces(text, title))
    return [source] if source.passages else []


def pieces(text: str, prefix: str) -> Iterator[Piece]:
    """A passage for each paragraph, counted anew under each heading."""
    found = _without_listings(blocks(text))
    if found and headline(found[0].text.strip("#* ")) == prefix:
        found = found[1:]
    for section in sections(found, _heading_test(found)):
        name = headline(section.heading.strip("# *"))
        for number, block in enumerate(_evidence(section), start=1):
            pinpoint = f"{prefix}, {name} ¶{number}" if name else f"{prefix}, ¶{number}"
            yield Piece(pinpoint, (name,) if name else (), block.start + bullet_width(block.text), block.end)


def _without_listings(found: list[Block]) -> list[Block]:
    """The blocks outside an index or table of contents, whose bare entries end at the first full sentence."""
    kept = []
    listing = False
    for block in found:
        sentence = block.text[-1] in ".:;" and len(block.words) >= _MIN_SENTENCE
        listing = bool(_LISTING.fullmatch(block.text)) or (listing and not sentence)
        if not listing:
            kept.append(block)
    return kept


def _evidence(section: Section) -> list[Block]:
    """The blocks that say something: not the lines of a table of contents, not bare numbers."""
    return [
        block for block in section.blocks if not _CONTENTS.search(block.text[-_MAX_LEADER:]) and not is_bare(block.text)
    ]


def _heading_test(found: list[Block]) -> Callable[[Block], bool]:
    """A heading looks like one and has words under it: of two in a row, the first is a line of text."""
    starts = {
        block.start
        for block, following in pairwise([*found, None])
        if block and following and looks_like_heading(block) and not looks_like_heading(following)
    }
    return lambda block: block.start in starts


def looks_like_heading(block: Block) -> bool:
    """Whether a block is a short line in capitals or title case, numbered or marked up as a heading."""
    if _MARKDOWN.match(block.text):
        return True
    text = block.text.rstrip(":")
    enumerated = _ENUMERATED.match(text)
    words = text[enumerated.end() :].strip(" .–—-") if enumerated else text
    return bool(words) and block.text[-1] not in ".;," and (is_capitals(words) or is_title_case(words))


def _title(found: list[Block], context: Context) -> str:
    """The first line, if it is short and no sentence; else the file's name."""
    first = found[0].text.split("\n")[0].strip("#* ")
    is_title = looks_like_heading(found[0]) and len(first.split()) <= _MAX_TITLE_WORDS
    return headline(first) if is_title else context.stem
