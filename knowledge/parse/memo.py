"""Memos: a block of fields (DATE, TO, FROM, SUBJECT), then headed paragraphs.

Cited as ``Duluth memo, Recommendation``; a field as ``Duluth memo, Subject``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from knowledge.models import Kind, Source
from knowledge.parse.blocks import Block, Piece, blocks, cut, headline
from knowledge.parse.generic import looks_like_heading
from knowledge.parse.naming import Context, place

_FIELD = re.compile(r"(?P<name>DATE|TO|FROM|SUBJECT|RE|CC|RECOMMENDATION)\s*:\s*", re.I)
_OPENING = re.compile(r"^[ \t]*(?:DATE|TO|FROM)\s*:.*$", re.M | re.I)
_FIELD_NAME = re.compile(r"^[ \t]*(DATE|TO|FROM|SUBJECT|RE)\s*:", re.M | re.I)
_ABOUT = re.compile(r"(?:classification|description|specification)s? (?:of|for) (?:the )?(?P<title>.+)$", re.I)
_MIN_FIELDS = 3
_REACH = 600
"""How many letters the block of fields may take."""
_LETTERHEAD_LINES = 12
_MAX_LETTERHEAD = 60


def openings(text: str) -> list[int]:
    """Where each memo of a packet begins, its letterhead included."""
    found: list[int] = []
    for match in _OPENING.finditer(text):
        block = text[match.start() : match.start() + _REACH]
        fields = {name.lower() for name in _FIELD_NAME.findall(block)}
        if len(fields) >= _MIN_FIELDS and (not found or match.start() > found[-1] + _REACH):
            found.append(_letterhead(text, match.start()))
    return found


def split(text: str, context: Context) -> Source | None:
    """The source that one cleaned memo is; ``None`` where it says nothing."""
    found = blocks(text)
    subject = _field(found, "subject") or _field(found, "re") or context.stem
    about = _ABOUT.search(subject)
    where = place(context.jurisdiction)
    name = f"{where} memo" if where else "Memo"
    source = context.source(f"{name} {about['title'] if about else subject}", f"{name}: {subject}", Kind.MEMO, text)
    source = cut(source, _pieces(found, name))
    return source if source.passages else None


def date(text: str) -> str:
    """What stands after ``DATE:``; empty where nothing does."""
    return _field(blocks(text), "date")


def _letterhead(text: str, start: int) -> int:
    """The start of the short unpunctuated lines right before a memo's fields, back to a line of codes at most."""
    reach = max(0, start - _LETTERHEAD_LINES * _MAX_LETTERHEAD * 2)
    above = blocks(text[reach:start])[-_LETTERHEAD_LINES:]
    for block in reversed(above):
        if len(block.text) > _MAX_LETTERHEAD or block.text.endswith(".") or block.text.count(":") > 1:
            break
        start = reach + block.start
    return start


def _field(found: list[Block], name: str) -> str:
    for block in found:
        match = _FIELD.match(block.text)
        if match and match["name"].lower() == name:
            return block.text[match.end() :].strip()
    return ""


def _pieces(found: list[Block], prefix: str) -> Iterator[Piece]:
    """Each field, then each paragraph under its heading; what stands before the fields is letterhead."""
    name, number, in_fields = "", 0, False
    for block, following in pairwise([*_with_whole_fields(found), None]):
        field = _FIELD.match(block.text) if block else None
        if block is None:
            return
        if field:
            name, in_fields = headline(field["name"]).capitalize(), True
            yield Piece(f"{prefix}, {name}", (name,), block.start + field.end(), block.end)
        elif following and name and looks_like_heading(block) and not looks_like_heading(following):
            name, in_fields = headline(block.text), False
        elif in_fields:
            number += 1
            yield Piece(f"{prefix}, ¶{number}", (), block.start, block.end)
        elif name:
            yield Piece(f"{prefix}, {name}", (name,), block.start, block.end)


def _with_whole_fields(found: list[Block]) -> list[Block]:
    """Join a field with the lines right under it: the sender's title under the sender's name."""
    joined: list[Block] = []
    for block in (block for block in found if any(map(str.isalnum, block.text))):
        last = joined[-1] if joined else None
        if last and _FIELD.match(last.text) and not block.spaced and not _FIELD.match(block.text):
            joined[-1] = Block(f"{last.text}\n{block.text}", last.start, block.end, last.spaced)
        else:
            joined.append(block)
    return joined
