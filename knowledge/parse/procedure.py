"""Administrative procedures: named headings, lettered provisions, numbered items.

Cited as ``Admin. Procedure 7, Provisions A.1``. A lettered item and the unlettered lines under it are one
passage, since the letter names who has to do what the lines say; numbered items are passages of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from knowledge.models import Kind, Source
from knowledge.parse import generic
from knowledge.parse.blocks import (
    Block,
    Piece,
    blocks,
    bullet_width,
    cut,
    descend,
    headline,
    is_capitals,
    is_title_case,
)
from knowledge.parse.naming import UNDATED, Context, edition

_NUMBER = re.compile(r"ADMINISTRATIVE PROCEDURE\s+(?:NO\.?\s*)?(?P<number>\d+(?:\.\d+[a-z]?)?)\b", re.I)
_TITLED = re.compile(_NUMBER.pattern + r"\s*[–—:-]\s*(?P<title>[A-Z][^\n]+)", re.I)
_INLINE = re.compile(r"(?P<name>[A-Z][\w ,/&’']{2,90}?)\s+[-–—](?:\s+(?P<rest>.*))?$", re.S)
_ITEM = re.compile(r"(?P<label>[A-Z]|\d{1,2}|[a-z])\.\s+")
_FORM = re.compile(r"\bDEPARTMENT\b|SIGNATURE|\bEFF\.|\bREV\.|PROCEDURE|COMMISSIONER", re.I)
_USUAL = frozenset(
    {"description and scope", "objective", "definitions", "responsibilities", "provisions", "appeals", "policy",
     "purpose", "scope", "authority", "references"}
)  # fmt: skip
_MAX_NAME_WORDS = 6


def is_procedure(text: str) -> bool:
    """Whether a text opens as an administrative procedure does, or calls itself one and has three usual headings."""
    opening = text[:600]
    if _NUMBER.search(opening):
        return True
    heads = {name.lower() for block in blocks(text) if (name := _heading(block)[0])}
    return bool(re.search(r"\b(?:procedure|policy)\b", opening, re.I)) and len(heads & _USUAL) >= 3


def split(text: str, context: Context) -> list[Source]:
    """The one source that a cleaned text of a procedure is."""
    number = _NUMBER.search(text)
    title = _title(text)
    prefix = f"Admin. Procedure {number['number']}" if number else title or context.stem
    if number:
        title = f"Administrative Procedure {number['number']}" + (f", {title}" if title else "")
    source = context.source(prefix, title or context.stem, Kind.PROCEDURE, text)
    source = cut(replace(source, note=source.note + _dated(text, context)), _pieces(text, prefix))
    return [source] if source.passages else generic.split(text, context, Kind.PROCEDURE)


def _dated(text: str, context: Context) -> str:
    """The procedure's own date, where the document that reprints it has another."""
    printed = edition(text)
    return "" if printed in (UNDATED, context.edition) else f" The form prints: {printed}."


def _title(text: str) -> str:
    """The name after the procedure's number, the head's last line of capitals, or a first line in title case."""
    titled = _TITLED.search(text)
    if titled:
        return headline(titled["title"])
    capitals = []
    for block in blocks(text):
        if _heading(block)[0]:
            break
        if is_capitals(block.text) and not _FORM.search(block.text):
            capitals.append(block.text)
    first = next((block.text.strip("#* ") for block in blocks(text)), "")
    return headline(capitals[-1]) if capitals else first if is_title_case(first) else ""


def _pieces(text: str, prefix: str) -> Iterator[Piece]:
    """Passages after the form's head, that is from the first named heading on."""
    name = ""
    path: tuple[str, ...] = ()
    last: Piece | None = None
    for block in blocks(text):
        heading, offset = _heading(block)
        item = _ITEM.match(block.text)
        if heading:
            name, path = heading, ()
        elif item and name:
            path, offset = descend(path, item["label"]), item.end()
        if not name:
            continue
        if last and path and not item:
            last = Piece(last.pinpoint, last.heading, last.start, block.end)
            continue
        if last:
            yield last
        offset = offset or bullet_width(block.text)
        pinpoint = f"{prefix}, {name}" + (f" {'.'.join(path)}" if path else "")
        last = Piece(pinpoint, (name, *path), block.start + offset, block.end)
    if last:
        yield last


def _heading(block: Block) -> tuple[str, int]:
    """The name of the heading that a block is or opens with, and where its own words begin.

    ``Objective - To ensure …`` opens with one; ``Definitions - Key Terms -`` is one. A long list in a name is
    cut at its first comma: ``Other Relevant Laws, Personnel Rules, …``.
    """
    if _TITLED.fullmatch(block.text):
        return "", 0
    if _ITEM.match(block.text) or block.text.isupper():
        usual = headline(block.text)
        return (usual, len(block.text)) if usual.lower() in _USUAL else ("", 0)
    inline = _INLINE.match(block.text)
    name = inline["name"] if inline else block.text.rstrip(":")
    named = is_title_case(name) and not re.match(r"(?:The|An?|If|When) ", name)
    if not named or (len(name.split()) > _MAX_NAME_WORDS and "," not in name):
        return "", 0
    rest = (inline["rest"] or "") if inline else ""
    is_label = not rest or rest.rstrip().endswith(("-", "–", "—"))
    return name.partition(",")[0].strip(), len(block.text) if is_label else len(block.text) - len(rest)
