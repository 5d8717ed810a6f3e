"""Job descriptions: the City of Duluth's format, old and new, and any other with headings.

Cited by place, short title, heading and item: ``Duluth HR Technician, Essential Duties and Responsibilities 7``,
``Duluth HR Technician, Job Requirements 1.A``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from knowledge.models import Kind, Source
from knowledge.parse.blocks import (
    Block,
    Piece,
    Section,
    blocks,
    bullet_width,
    cut,
    descend,
    headline,
    is_capitals,
    is_title_case,
    sections,
)  # fmt: skip
from knowledge.parse.generic import looks_like_heading
from knowledge.parse.naming import Context, full_title, place, short_title

_HEADINGS = frozenset(
    {"summary/purpose", "summary", "purpose", "position purpose", "job summary", "distinguishing features of the class",
     "supervision received", "supervision given", "supervision exercised", "functional areas", "job requirements",
     "essential duties and responsibilities", "essential duties", "essential functions", "duties and responsibilities",
     "physical demands", "physical requirements", "work environment", "working conditions", "minimum qualifications",
     "preferred qualifications", "qualifications", "education and experience", "licenses", "knowledge",
     "responsibilities"}
)  # fmt: skip
_FIRST_HEADING = re.compile(r"^[ \t]*(?:SUMMARY[ \t]*/[ \t]*PURPOSE|PURPOSE)[ \t]*(?::|$)", re.M)
_TITLE_FIELD = re.compile(r"^[ \t]*(?:(?:position|job|class|working)\s+)?title\s*:\s*(?P<title>[^\n|]+)", re.I | re.M)
_ITEM = re.compile(r"(?:[-•*❖–—]\s*)*(?:\((?P<paren>\w{1,2})\)|(?P<label>\d{1,2}|[A-Z])[.)])[\s—]+")
_SUBITEM = re.compile(r"[-•*❖–—\s]*[A-Z][.)]\s|[-•*❖–—]\s")
_CODE = re.compile(r"\b[A-Z][A-Za-z.]*(?: No)?:")
_MIN_CODES = 3
_MAX_LABEL_WORDS = 8
_MAX_TITLE_WORDS = 10
_MAX_TITLE_LINES = 4
_DRAFT_MARKS = re.compile(
    r"^[ \t#*]*(?:" + "|".join(sorted(_HEADINGS)) + r")\b[^\n]{0,40}$|\b(?:job|position) description\b|^reports to\b",
    re.I | re.M,
)


def is_job_description(text: str) -> bool:
    """Whether a text has the headings of a job or position description."""
    return bool(_FIRST_HEADING.search(text)) or len({m[0].strip().lower() for m in _DRAFT_MARKS.finditer(text)}) >= 2


def openings(text: str) -> list[tuple[int, str]]:
    """Where each description of a packet begins, and its title: one or more title lines, then SUMMARY/PURPOSE.

    A second SUMMARY/PURPOSE without a title of its own repeats the description before it.
    """
    found: list[tuple[int, str]] = []
    every = blocks(text)
    for index, block in enumerate(every):
        if not _FIRST_HEADING.match(block.text):
            continue
        start, title = block.start, ""
        for above in reversed(every[max(0, index - _MAX_TITLE_LINES) : index]):
            if not _can_be_title(above) or (title and title.casefold() != above.text.casefold()):
                break
            start, title = above.start, above.text
        title = title or (found[-1][1] if found else "")
        if title:
            found.append((start, title))
    return found


def split(text: str, context: Context) -> Source | None:
    """The source that one cleaned description is; ``None`` where it has no headings."""
    parts = _sections(blocks(text))
    printed = _title(text, parts[0]) or context.stem
    title, where = headline(full_title(printed)), place(context.jurisdiction)
    name = f"{where} {title}".strip()
    source = context.source(name, name, Kind.JOB_DESCRIPTION, text)
    source = cut(source, _pieces(parts, f"{where} {headline(short_title(printed))}".strip()))
    return source if len(parts) > 1 and source.passages else None


def _sections(found: list[Block]) -> list[Section]:
    """Headings count from the first one that descriptions usually have; before it stand letterhead and title."""
    usual = (block.start for block in found if _name(block).lower() in _HEADINGS)
    first = next(usual, found[1].start if len(found) > 1 else 0)
    return sections(found, lambda block: block.start >= first and _is_heading(block))


def _title(text: str, head: Section) -> str:
    """What a title field says; else the last line before the first heading that can be a title."""
    field = _TITLE_FIELD.search(text)
    if field:
        return field["title"].strip()
    return next((block.text for block in reversed(head.blocks) if _can_be_title(block)), "")


def _can_be_title(block: Block) -> bool:
    return looks_like_heading(block) and len(block.words) <= _MAX_TITLE_WORDS and _name(block).lower() not in _HEADINGS


def _is_heading(block: Block) -> bool:
    if _ITEM.match(block.text) or _is_footer(block):
        return False
    return _name(block).lower() in _HEADINGS or is_capitals(_name(block))


def _name(block: Block) -> str:
    return block.text.strip("#* ").rstrip(":").strip()


def _is_footer(block: Block) -> bool:
    """A line of codes: ``HR: …  Union: …  EEOC: …``."""
    return len(_CODE.findall(block.text)) >= _MIN_CODES


def _pieces(parts: list[Section], prefix: str) -> Iterator[Piece]:
    head, *rest = parts
    said = [block for block in head.blocks if block.text.endswith((".", ";"))]
    for number, block in enumerate(said, start=1):
        yield Piece(f"{prefix}, ¶{number}", (), block.start, block.end)
    for part in rest:
        name = headline(part.heading.strip("#* "))
        footer = [block for block in part.blocks if _is_footer(block)]
        yield from _items([block for block in part.blocks if not _is_footer(block)], prefix, name)
        if footer:
            yield Piece(f"{prefix}, Footer", ("Footer",), footer[0].start, footer[-1].end)


def _items(found: list[Block], prefix: str, name: str) -> Iterator[Piece]:
    """Each item and paragraph of a section; a line that only names the items under it goes to their headings."""
    place = _Place()
    for block, following in pairwise([*found, None]):
        if block is None:
            return
        item = _ITEM.match(block.text)
        words = block.text[item.end() :] if item else block.text
        place = place.after(item["label"] or item["paren"] if item else "", words, following)
        if not place.names_only:
            start = block.end - len(words) + (0 if item else bullet_width(words))
            headings = (name, place.label) if place.label else (name,)
            yield Piece(f"{prefix}, {name}{place}", headings, start, block.end)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader stands within a section."""

    path: tuple[str, ...] = ()
    label: str = ""
    """The name of the group of items being read: ``License Requirements``."""
    names_only: bool = False

    def after(self, item: str, words: str, following: Block | None) -> _Place:
        """The place of the next block, whose number or letter is ``item`` (empty for a paragraph)."""
        path = descend(self.path, item) if item else self.path[:1] if self.label else ()
        if (len(path) <= 1 or item.isdecimal()) and _is_label(words, following):
            return _Place((item,) if item else (), words.rstrip(":"), names_only=True)
        opens_group = len(path) == 1 and item.isdecimal()
        return _Place(path, "" if opens_group else self.label)

    def __str__(self) -> str:
        """``" 1.A"``; a group that has no number goes by its name: ``", License Requirements A"``."""
        unnumbered = self.label and not (self.path and self.path[0].isdecimal())
        return (f", {self.label}" if unnumbered else "") + (f" {'.'.join(self.path)}" if self.path else "")


def _is_label(words: str, following: Block | None) -> bool:
    """Whether a line only names the lettered or bulleted ones under it: ``2. License Requirements``."""
    short = is_title_case(words.rstrip(":").replace("&", "and")) and len(words.split()) <= _MAX_LABEL_WORDS
    return short and following is not None and bool(_SUBITEM.match(following.text))
