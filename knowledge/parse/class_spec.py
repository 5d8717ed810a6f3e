"""Class specifications: a title, Roman-numbered or capital headings, and the class's history.

Cited by short title and heading, ``HR Technician 2, II. Distinguishing Characteristics``; each paragraph and
each bullet is a passage with its section's pinpoint.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.models import Kind, Source
from knowledge.parse import generic
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
    sections,
)  # fmt: skip
from knowledge.parse.naming import Context, full_title, place, short_title

_ROMAN = re.compile(r"[IVX]{1,5}\.\s+(?=[A-Z])")
_FIELD = re.compile(r"(?:class|job|position)?\s*(?P<name>title|code|no\.?|number)\s*[:#]\s*(?P<value>[^\n|]*)", re.I)
_CODE = re.compile(
    r"\b(?:class|job)(?:ification)?\s*(?:code|no\.?|number)\s*[:#]?\s*(?P<code>[A-Z]?\d{3,6}[A-Z]?)\b", re.I
)
_FORMER = re.compile(r"^[ \t]*former(?:ly)?(?:\s+titles?|\s+title\(s\))?\s*:\s*(?P<titles>[^\n]+)", re.I | re.M)
_NOT_A_TITLE = re.compile(
    r"class(?:ification)? specifications?|job classification|(?:state|city|county) of |department of"
    r"|management and budget|(?:class|job)\s*(?:code|no)|bargaining unit|\bhttps?:",
    re.I,
)
_MARKS = re.compile(
    r"^[ \t#*]*(?:[IVX]+\.[ \t]*)?(?:KIND AND LEVEL OF WORK|CLASS SPECIFICATION|EXAMPLES? OF (?:WORK|DUTIES)"
    r"|TYPICAL TASKS|DISTINGUISHING (?:CHARACTERISTICS|FEATURES)|CLASS CONCEPT|DEFINITION OF CLASS"
    r"|KNOWLEDGE,? SKILLS,? AND ABILITIES|MINIMUM QUALIFICATIONS|REVISION HISTORY|FORMER TITLE(?:\(S\)|S)?)\b",
    re.M,
)
_SURE_MARK = re.compile(r"KIND AND LEVEL OF WORK|CLASS SPECIFICATION")


@dataclass(frozen=True, slots=True)
class SpecHeader:
    """What a class specification says of the class beside its concept."""

    title: str
    short: str
    also: tuple[str, ...]
    """Other names of the same class: former titles, then the short title where it differs."""
    code: str
    """The class's number, empty where the text prints none."""


def is_class_spec(text: str) -> bool:
    """Whether a text has the headings of a class specification."""
    marks = {match[0].strip() for match in _MARKS.finditer(text)}
    return len(marks) >= 2 or any(_SURE_MARK.search(mark) for mark in marks)


def split(text: str, context: Context) -> list[Source]:
    """The one source that a cleaned class specification is."""
    parts = _sections(text)
    if len(parts) < 2:
        return generic.split(text, context, Kind.CLASS_SPEC)
    printed = _printed_title(parts[0]) or context.stem
    where = place(context.jurisdiction)
    source = context.source(f"class {where} {full_title(printed)}", full_title(printed), Kind.CLASS_SPEC, text)
    return [cut(source, _pieces(parts, f"{where} {short_title(printed)}".strip()))]


def parse_spec_header(source: Source) -> SpecHeader:
    """Title, short title, other names and code of a class specification, read from its text."""
    printed = _printed_title(_sections(source.text)[0]) or source.title
    title, short = full_title(printed), short_title(printed)
    former = [name.strip() for match in _FORMER.finditer(source.text) for name in re.split(r"[;,]", match["titles"])]
    names = [name for name in (*former, short) if name and name != title and not is_bare(name)]
    code = _CODE.search(source.text)
    return SpecHeader(title, short, tuple(dict.fromkeys(names)), code["code"] if code else "")


def _sections(text: str) -> list[Section]:
    found = [part for block in blocks(text) for part in _with_own_heading(block)]
    first = next((block.start for block in found if _ROMAN.match(block.text) or _MARKS.match(block.text)), None)
    return sections(found, lambda block: first is not None and block.start >= first and _is_heading(block))


def _with_own_heading(block: Block) -> list[Block]:
    """A usual heading and the words after it on its line, apart: ``EXAMPLES OF WORK (A position may …)``."""
    mark = _MARKS.match(block.text)
    rest = block.text[mark.end() :].lstrip(" /,:–-") if mark else ""
    if mark is None or not re.match(r"\(?[A-Z]?[a-z ]", rest):
        return [block]
    start = block.end - len(rest)
    return [
        Block(block.text[: mark.end()], block.start, block.start + mark.end(), block.spaced),
        Block(rest, start, block.end, False),
    ]


def _is_heading(block: Block) -> bool:
    bare = _ROMAN.sub("", block.text.strip("#* "), count=1)
    return is_capitals(bare) and not is_bare(bare)


def _printed_title(head: Section) -> str:
    """The first line before the headings that can be a title."""
    for block in head.blocks:
        for line in block.text.split("\n"):
            field = _FIELD.match(line)
            if field and field["name"].lower() == "title":
                return field["value"].strip()
            if not field and not _NOT_A_TITLE.search(line):
                return headline(line)
    return ""


def _pieces(parts: list[Section], prefix: str) -> Iterator[Piece]:
    for part in parts[1:]:
        name = _name(part.heading)
        label = ""
        for block in part.blocks:
            if block.text.endswith(":") and len(block.words) <= 5:
                label = block.text.rstrip(":")
            elif not is_bare(block.text):
                headings = (name, label) if label else (name,)
                yield Piece(f"{prefix}, {name}", headings, block.start + bullet_width(block.text), block.end)


def _name(heading: str) -> str:
    """``III. EXAMPLES OF WORK/DUTIES`` is cited as ``III. Examples of Work``: the first of two names will do."""
    return headline(heading).partition("/")[0].strip()
