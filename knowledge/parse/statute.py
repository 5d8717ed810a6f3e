"""Statutes, rules and regulations: section, subdivision, paragraph, clause.

One source a section. The number's shape says which body of law it belongs to: ``43A.07`` is a Minnesota
statute, ``3900.0400`` a Minnesota rule, and a section of a text that calls itself part of the CFR is federal.
Clauses are cited as Minnesota does, in parentheses: ``Minn. Stat. 43A.08, subd. 1(15)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from knowledge.models import FEDERAL, STATE, Kind, Source
from knowledge.parse import generic
from knowledge.parse.blocks import Block, Piece, blocks, cut
from knowledge.parse.naming import Context, slug
from knowledge.parse.outline import next_label

_SECTION = re.compile(
    r"^[ \t]*(?:(?:[A-Z]|\d{1,2})(?:\.\d{1,2})+[ \t]+(?=\D|\d+[A-Z]))?"
    r"(?:(?:Minn(?:esota|\.)[ \t]+(?:Stat(?:utes|\.)?|R(?:ules|\.))|M\.?S\.|§+|Sec(?:tion|\.)|Part)[ \t,]*)*"
    r"(?P<number>\d{4}\.\d{4}|\d{1,3}[A-Z]{0,2}\.\d{2,4})[.:]?[ \t]*[–—-]?[ \t]*"
    r"(?P<title>[A-Z][^.\n]{2,120}?)[ \t]*\.?[ \t]*$",
    re.M,
)
_SUBDIVISION = re.compile(
    r"(?:Subdivision|Subd\.|Subpart|Subp\.)\s*(?P<number>\d+[a-z]?)\.\s*(?:(?P<headnote>[A-Z][^.\n]{1,100}?)\s*\.(?:\s+|$))?",
)
_FIRST_SUBDIVISION = re.compile(r"^\s*(?:Subdivision|Subpart)\s*1\.", re.M)
_CLAUSE = re.compile(r"\((\d{1,3}|[a-z]{1,5}|[A-Z]{1,3})\)\s*|(\d{1,3}|[a-z])\)\s+")
"""``(15)``, and ``15)`` where a copy lost the opening parenthesis."""
_LABELS = {Kind.STATUTE: _CLAUSE, Kind.RULE: re.compile(_CLAUSE.pattern + r"|([A-Z])\.\s+")}
_HISTORY = re.compile(r"(?:HISTORY|NOTE|STATUTORY AUTHORITY)\s*:", re.I)
_VERB = re.compile(r"\b(?:shall|must|may|is|are|has|have)\b")


@dataclass(frozen=True, slots=True)
class _Law:
    """How one body of law is cited, and where it is published."""

    prefix: str
    unit: str
    slug: str
    kind: Kind
    jurisdiction: str
    url: str


_STATUTES = _Law("Minn. Stat.", "subd.", "mn-stat", Kind.STATUTE, STATE, "https://www.revisor.mn.gov/statutes/cite/{}")
_RULES = _Law("Minn. R.", "subp.", "mn-rule", Kind.RULE, STATE, "https://www.revisor.mn.gov/rules/{}/")


@dataclass(frozen=True, slots=True)
class _Step:
    """Where the reader stands within a section."""

    subdivision: str = ""
    headnote: str = ""
    clauses: tuple[str, ...] = ()


def is_law(text: str) -> bool:
    """Whether a text opens with a numbered section, or holds one with subdivisions or a section sign."""
    first = _SECTION.search(text)
    if not first:
        return False
    return opens_with_law(text) or "§" in first[0] or bool(_FIRST_SUBDIVISION.search(text))


def opens_with_law(text: str) -> bool:
    """Whether the first words of a text are a section's number and title."""
    return bool(_SECTION.match(text.lstrip()))


def is_rule(text: str) -> bool:
    """Whether a text of law is a rule or regulation, not a statute."""
    headings = _headings(text) if is_law(text) else []
    return bool(headings) and _law(text, headings[0][1]["number"], STATE).kind is Kind.RULE


def split(text: str, context: Context) -> list[Source]:
    """One source for each section of a cleaned text of law."""
    headings = _headings(text)
    if not headings:
        return generic.split(text, context, Kind.STATUTE)
    starts = [0, *(first.start() for first, _ in headings[1:])]
    ends = [*starts[1:], len(text)]
    return [
        _source(
            text[start:end].strip("\n"),
            last["number"],
            last["title"],
            _law(text, last["number"], context.jurisdiction),
            context,
        )
        for (_, last), start, end in zip(headings, starts, ends, strict=True)
    ]


def _headings(text: str) -> list[tuple[re.Match[str], re.Match[str]]]:
    """The first and the last heading of each section: compilations print a section's number twice."""
    found: list[tuple[re.Match[str], re.Match[str]]] = []
    for match in _SECTION.finditer(text):
        if found and found[-1][1]["number"] == match["number"]:
            found[-1] = (found[-1][0], match)
        else:
            found.append((match, match))
    return found


def _law(text: str, number: str, jurisdiction: str) -> _Law:
    """The body of law that a section belongs to; another state's is cited by that state's name."""
    if jurisdiction.startswith("State of ") and jurisdiction != STATE:
        return _Law(f"{jurisdiction}, sec.", "subd.", slug(jurisdiction), Kind.STATUTE, jurisdiction, "")
    federal = re.search(r"\b(\d+)\s*C\.?F\.?R\b", text)
    if federal and number.replace(".", "").isdecimal() and "Minn" not in text:
        title = federal[1]
        url = f"https://www.ecfr.gov/current/title-{title}/section-{{}}"
        return _Law(f"{title} CFR", "para.", f"{title}-cfr", Kind.RULE, FEDERAL, url)
    return _RULES if re.fullmatch(r"\d{4}\.\d{4}", number) else _STATUTES


def _source(text: str, number: str, title: str, law: _Law, context: Context) -> Source:
    name = title.capitalize() if title.isupper() else title
    source = replace(
        context.source(f"{law.slug} {number}", f"{law.prefix} {number}, {name}", law.kind, text),
        jurisdiction=law.jurisdiction,
        url=law.url.format(number),
    )
    return cut(source, _pieces(text, number, title, law))


def _pieces(text: str, number: str, title: str, law: _Law) -> Iterator[Piece]:
    body = max(match.end() for match in _SECTION.finditer(text) if match["number"] == number)
    found = [block for block in blocks(text) if block.start >= body]
    step = _Step()
    for block, following in pairwise([*found, None]):
        if block is None or _HISTORY.match(block.text):
            return
        step, offset = _advance(step, block, following, _LABELS[law.kind])
        pinpoint = f"{law.prefix} {number}" + (f", {law.unit} {step.subdivision}" if step.subdivision else "")
        headings = (f"{number} {title}", step.headnote) if step.headnote else (f"{number} {title}",)
        pinpoint += "".join(f"({clause})" for clause in step.clauses)
        yield Piece(pinpoint, headings, block.start + offset, block.end)


def _advance(step: _Step, block: Block, following: Block | None, labels: re.Pattern[str]) -> tuple[_Step, int]:
    """The step that a block takes, and how many letters of it are labels."""
    offset = 0
    opener = _SUBDIVISION.match(block.text)
    if opener:
        offset = _end_of_headnote(opener, block, following)
        label = re.sub(r"\.(?=[A-Z])", ". ", block.text[:offset].strip(" .\n"))
        step = _Step(opener["number"], label)
    clauses, width = _labels(block.text[offset:], step.clauses, labels)
    if width:
        return _Step(step.subdivision, step.headnote, clauses), offset + width
    if opener:
        return step, offset
    return _Step(step.subdivision, step.headnote, step.clauses[:-1]), 0


def _end_of_headnote(opener: re.Match[str], block: Block, following: Block | None) -> int:
    """Where the headnote ends; a subdivision may have none, and then its only sentence is not one."""
    headnote = opener["headnote"]
    if headnote is None:
        return opener.end()
    alone = opener.end() == len(block.text)
    followed = following is not None and not _SUBDIVISION.match(following.text) and not _HISTORY.match(following.text)
    if _VERB.search(headnote) or (alone and not followed):
        return opener.start("headnote")
    return opener.end()


def _labels(text: str, clauses: tuple[str, ...], labels: re.Pattern[str]) -> tuple[tuple[str, ...], int]:
    """The clause path after the labels that a block opens with, and the letters these take: ``(a)(1) …`` has two."""
    width = 0
    while match := labels.match(text, width):
        clauses = next_label(clauses, match[match.lastindex or 0])
        width = match.end()
    return clauses, width
