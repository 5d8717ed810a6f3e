"""Labor agreements and other contracts: articles, sections, lettered and numbered paragraphs; appendices and letters.

Cited as ``MAPE Agreement, Art. 6, sec. 2(A)``, an appendix as ``MAPE Agreement, App. C, sec. 1``. What stands before
the first article is the preamble; lines that lead to a page's number, as a table of contents has, are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.models import Kind, Source
from knowledge.parse import generic
from knowledge.parse.blocks import (
    Block,
    Piece,
    blocks,
    bullet_width,
    cut,
    headline,
    is_bare,
    is_capitals,
    is_title_case,
)
from knowledge.parse.naming import Context, full_title
from knowledge.parse.outline import next_label

_ARTICLE = re.compile(
    r"(?:ARTICLE|Article)\s+(?P<number>\d{1,3}[A-Z]?|[IVXL]{1,7})\b[ \t]*[-–—:.]*[ \t]*(?P<title>[^\n]*)"
)
_APPENDIX = re.compile(
    r"(?:APPENDIX|Appendix|SUPPLEMENT|Supplement)\s+(?P<number>[A-Z]{1,2}|\d{1,2})\b"
    r"[ \t]*[-–—:.]*[ \t]*(?P<title>[^\n]*)"
)
_SECTION = re.compile(
    r"(?:SECTION|Section|SEC\.|Sec\.|§)\s*(?P<number>\d{1,3}[A-Z]?(?:\.\d{1,3})*)\b[.:]?[ \t]*[-–—]*[ \t]*"
)
_NUMBERED = re.compile(r"(?P<number>\d{1,3}\.\d{1,3})\.?[ \t]+(?=[A-Z])")
_HEADNOTE = re.compile(r"(?P<title>[A-Z][^.\n:]{2,80})[.:](?=\s|$)")
_LABEL = re.compile(r"\(?(?P<label>[A-Z]|[a-z]|\d{1,2}|[ivx]{2,5})[.)]\s+")
_CONTENTS = re.compile(r"(?:\.[ .]{3,}|\t| {4,})\s*\d{1,3}$")
_UNION = re.compile(r"\((?P<short>[A-Z]{3,8})\)")
_DATE = r"[A-Z][a-z]+ \d{1,2},\s+\d{4}"
_TERM = re.compile(rf"{_DATE}\s*(?:through|to|until|[-–—])\s*{_DATE}", re.I)
_HEAD = 1_500
_MIN_ARTICLES = 2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reader stands."""

    article: str = ""
    heading: str = ""
    section: str = ""
    headnote: str = ""
    labels: tuple[str, ...] = ()

    def pinpoint(self, prefix: str) -> str:
        parts = [prefix, self.article or "Preamble"]
        parts += [f"sec. {self.section}"] if self.section else []
        return ", ".join(parts) + "".join(f"({label})" for label in self.labels)

    def headings(self) -> tuple[str, ...]:
        return tuple(name for name in (self.heading, self.headnote) if name)


def is_contract(text: str) -> bool:
    """Whether a text is divided into articles, or calls itself a collective bargaining agreement and has one."""
    articles = len({match["number"] for match in map(_article, blocks(text)) if match})
    named = re.search(r"\bcollective bargaining agreement\b|\blabor agreement\b", text[:_HEAD], re.I)
    return articles > _MIN_ARTICLES or bool(named and articles)


def split(text: str, context: Context) -> list[Source]:
    """The one source that a cleaned contract is."""
    title, short = _names(text, context)
    term = _TERM.search(text[:_HEAD])
    context = replace(context, edition=" ".join(term[0].split())) if term else context
    source = cut(context.source(short, title, Kind.CONTRACT, text), _pieces(text, short))
    return [source] if source.passages else generic.split(text, context, Kind.CONTRACT)


def _article(block: Block) -> re.Match[str] | None:
    """The heading of an article or appendix, whose title, if it has one on its line, is no sentence."""
    match = _ARTICLE.match(block.text) or _APPENDIX.match(block.text)
    title = match["title"].strip() if match else ""
    if match is None or _CONTENTS.search(block.text) or title.endswith((".", ";", ",")):
        return None
    return match if not title or is_capitals(title) or is_title_case(title) else None


def _names(text: str, context: Context) -> tuple[str, str]:
    """(title, short title to cite by): ``MAPE Agreement`` where the head abbreviates the union's name."""
    head = text[:_HEAD]
    union = _UNION.search(head)
    first = next((block.text.split("\n")[0].strip("#* ") for block in blocks(head)), "")
    plain = (
        headline(full_title(first))
        if first and len(first.split()) <= 10 and not _ARTICLE.match(first)
        else context.stem
    )
    short = f"{union['short']} Agreement" if union else plain
    return (plain if re.search(r"agreement|contract", plain, re.I) else short), short


def _pieces(text: str, prefix: str) -> Iterator[Piece]:
    place = _Place()
    for block, following in pairwise([*blocks(text), None]):
        if block is None:
            return
        article = _article(block)
        if article:
            place = _opened(article)
        elif place.article and not place.heading and not place.section and _is_title(block):
            place = replace(place, heading=headline(block.text))
        elif not _CONTENTS.search(block.text) and not is_bare(block.text):
            place, offset = _advance(place, block, following)
            if offset < len(block.text) and (place.article or _says_something(block)):
                yield Piece(place.pinpoint(prefix), place.headings(), block.start + offset, block.end)


def _says_something(block: Block) -> bool:
    """Before the first article stand titles, dates and lists of contents; only sentences count."""
    return block.text[-1] in ".:;" and not is_capitals(block.text)


def _opened(match: re.Match[str]) -> _Place:
    kind = "Art." if match.re is _ARTICLE else "App."
    return _Place(f"{kind} {match['number']}", headline(match["title"].strip()) if match["title"].strip() else "")


def _is_title(block: Block) -> bool:
    return (is_capitals(block.text) or is_title_case(block.text)) and not _SECTION.match(block.text)


def _advance(place: _Place, block: Block, following: Block | None) -> tuple[_Place, int]:
    """The place of a block, and how many of its letters are numbers, headnotes and labels."""
    section = _SECTION.match(block.text) or (_NUMBERED.match(block.text) if place.article else None)
    if section:
        place, offset = replace(place, section=section["number"], headnote="", labels=()), section.end()
        note = _HEADNOTE.match(block.text, offset)
        alone = note is not None and note.end() == len(block.text)
        if note and (is_title_case(note["title"]) or is_capitals(note["title"])) and not (alone and following is None):
            return replace(place, headnote=headline(note["title"])), _after(block.text, note.end())
        if is_title_case(block.text[offset:]) and following is not None:
            return replace(place, headnote=headline(block.text[offset:])), len(block.text)
        return place, offset
    label = _LABEL.match(block.text)
    if label and place.article:
        return replace(place, labels=next_label(place.labels, label["label"])), label.end()
    unlabelled = place.labels[:-1] if place.labels else ()
    return replace(place, labels=unlabelled), bullet_width(block.text)


def _after(text: str, offset: int) -> int:
    return offset + len(text[offset:]) - len(text[offset:].lstrip())
