"""Pinpoints: parse, print, order, contain.

A pinpoint names a provision the way the trade writes it. Six families have a grammar:

=====================  ===================================  ======================================
family                 printed                              also understood
=====================  ===================================  ======================================
Minnesota statute      ``Minn. Stat. 43A.08, subd. 1(9)``   ``§ 43A.08(1)(9)``, ``43A.08 subd. 1 cl. (9)``
Minnesota rule         ``Minn. R. 3900.0200, subp. 2``      ``Rule 3900.0200 subpart 2``
procedure              ``Admin. Procedure 7, Provisions A.1``  ``AP 7 provision A.1``, ``Procedure 7``
manual                 ``Job Audit Manual, 2.2.3``          ``audit manual section 2.2.3``
federal regulation     ``5 CFR 900.603(a)``                 ``5 C.F.R. § 900.603 (a)``
labor agreement        ``MAPE Agreement, Art. 6, sec. 2``   ``MAPE Agreement article 6 section 2``
=====================  ===================================  ======================================

What is cited by title and headings, as class specifications are, needs no grammar: :func:`read` takes it by its steps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, total_ordering

_STATUTE = "Minn. Stat. "
_RULE = "Minn. R. "
_PROCEDURE = "Admin. Procedure "
_MANUAL = "Job Audit Manual"
_AGREEMENT = "Agreement"
_UNITS = ((_STATUTE, "subd."), (_RULE, "subp."))

_STEP = ", "

_PARTS = (
    "Description and Scope",
    "Objective",
    "Definitions",
    "Responsibilities",
    "Provisions",
    "Appeals",
    "Other Relevant Laws",
)


@total_ordering
@dataclass(frozen=True, slots=True)
class Pinpoint:
    """A provision: the instrument, and the path down into it (``("1", "9")`` for subd. 1, clause 9)."""

    instrument: str
    path: tuple[str, ...] = ()

    def __str__(self) -> str:
        if not self.path:
            return self.instrument
        first, *rest = self.path
        unit = next((unit for prefix, unit in _UNITS if self.instrument.startswith(prefix)), "")
        if unit and first[0].isdigit():
            return f"{self.instrument}, {unit} {first}{_parens(rest)}"
        if self.instrument.endswith(_AGREEMENT):
            return f"{self.instrument}, {first}" + (f", sec. {rest[0]}{_parens(rest[1:])}" if rest else "")
        if self.instrument.startswith(_PROCEDURE):
            return f"{self.instrument}, {first}" + (f" {'.'.join(rest)}" if rest else "")
        if self.instrument == _MANUAL:
            return f"{self.instrument}, {'.'.join(self.path)}"
        return self.instrument + _parens(self.path)

    def __lt__(self, other: Pinpoint) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[list[tuple[int, str]], ...]:
        return tuple(_natural(part) for part in (self.instrument, *self.path))

    def contains(self, other: Pinpoint) -> bool:
        """Whether ``other`` is this provision or stands within it."""
        return self.instrument == other.instrument and other.path[: len(self.path)] == self.path


@dataclass(frozen=True, slots=True)
class Reference:
    """A pinpoint found in running text, at ``text[start:end]``."""

    pinpoint: Pinpoint
    start: int
    end: int


@lru_cache(maxsize=8192)
def parse(text: str) -> Pinpoint | None:
    """The pinpoint that ``text`` is, from its first letter to its last; ``None`` where it is none or more than one."""
    found = list(find(text))
    return found[0].pinpoint if len(found) == 1 and found[0].end - found[0].start == len(text) else None


@dataclass(frozen=True, slots=True)
class Titled:
    """A place named by a document's title and headings: ``("Clerk", "Definition")`` for *Clerk, Definition*."""

    steps: tuple[str, ...]

    def __str__(self) -> str:
        return _STEP.join(self.steps)

    def contains(self, other: Titled) -> bool:
        """Whether ``other`` is this place or stands within it."""
        return other.steps[: len(self.steps)] == self.steps


def read(text: str) -> Pinpoint | Titled:
    """Any pinpoint that is printed: by its grammar, or, where it has none, by title and headings."""
    known = parse(text)
    return known if known is not None and str(known) == text else Titled(tuple(text.split(_STEP)))


def find(text: str) -> Iterator[Reference]:
    """Every provision named in running text, in order, each letter used once."""
    spans: list[Reference] = []
    for pattern, read in _GRAMMAR:
        for match in pattern.finditer(text):
            if all(match.end() <= ref.start or match.start() >= ref.end for ref in spans):
                spans.append(Reference(read(match), match.start(), match.end()))
    return iter(sorted([*spans, *_short_forms(text, spans)], key=lambda ref: ref.start))


def _short_forms(text: str, full: list[Reference]) -> Iterator[Reference]:
    """*Subdivision 1 versus 1a*, where the text names one section only: a short form resolves to it or to none."""
    sections = {ref.pinpoint.instrument for ref in full if ref.pinpoint.instrument.startswith(_STATUTE)}
    if len(sections) != 1:
        return
    section = sections.pop()
    for match in _SUBDIVISIONS.finditer(text):
        for number in re.finditer(r"\d+[a-z]?\b", match[0]):
            start, end = match.start() + number.start(), match.start() + number.end()
            if all(end <= ref.start or start >= ref.end for ref in full):
                yield Reference(Pinpoint(section, (number[0].lower(),)), start, end)


def _parens(parts: tuple[str, ...] | list[str]) -> str:
    return "".join(f"({part})" for part in parts)


def _natural(part: str) -> list[tuple[int, str]]:
    """``"43A.8"`` before ``"43A.17"``: digits compare as numbers."""
    return [(int(piece), "") if piece.isdigit() else (-1, piece.lower()) for piece in re.findall(r"\d+|\D+", part)]


def _groups(text: str | None) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text or ""))


def _statute(match: re.Match[str]) -> Pinpoint:
    clauses = (*_groups(match["parens"]), *_groups(match["clause"]))
    path = (match["subd"].lower(), *clauses) if match["subd"] else clauses
    return Pinpoint(_STATUTE + (match["section"] or match["bare"]).upper(), path)


def _rule(match: re.Match[str]) -> Pinpoint:
    items = _groups(match["items"])
    return Pinpoint(_RULE + match["part"], (match["subp"].lower(), *items) if match["subp"] else items)


def _agreement(match: re.Match[str]) -> Pinpoint:
    article = f"{match['kind'].capitalize()}. {match['article'].upper()}"
    path = (article, match["section"].upper(), *_groups(match["parens"])) if match["section"] else (article,)
    return Pinpoint(f"{match['short']} {_AGREEMENT}", path)


def _procedure(match: re.Match[str]) -> Pinpoint:
    instrument = _PROCEDURE + match["number"]
    letters = tuple(re.findall(r"\w+", match["letters"] or match["letters2"] or ""))
    if match["part"]:
        name = next(part for part in _PARTS if part[:5].lower() == match["part"][:5].lower())
        return Pinpoint(instrument, (name, *(letter.upper() for letter in letters)))
    return Pinpoint(instrument, ("Provisions", *(letter.upper() for letter in letters)) if letters else ())


def _manual(match: re.Match[str]) -> Pinpoint:
    return Pinpoint(_MANUAL, tuple(match["section"].upper().split(".")))


def _regulation(match: re.Match[str]) -> Pinpoint:
    return Pinpoint(f"{match['title']} CFR {match['section']}", _groups(match["parens"]))


_SUBDIVISIONS = re.compile(
    r"\b(?:subd(?:ivision)?s?\.?|sub\.)\s*\d+[a-z]?(?:(?:\s*,\s*|\s+(?:and|or|to|versus|vs\.?|with)\s+)(?:subd(?:ivision|\.)?\s*)?\d+[a-z]?\b)*",
    re.I,
)
_LETTERS = r"(?!(?-i:a )\b)[A-H](?:[ .]?\d{1,2}\b|\b)"
_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Pinpoint]], ...] = (
    (
        re.compile(
            r"\b(?P<title>\d{1,2})\s*C\.?F\.?R\.?\s*(?:§+|part|sec(?:tion)?\.?)?\s*(?P<section>\d{2,4}\.\d+)"
            r"(?P<parens>(?:\s?\((?-i:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[a-z]{2})\))*)",
            re.I,
        ),
        _regulation,
    ),
    (
        re.compile(
            r"(?:\bMinn(?:\.|esota)\s*R(?:ules?|\.)?,?\s*(?:parts?\s*)?|\brules?\s+)(?P<part>\d{4}\.\d{4})"
            r"(?:,?\s*subp(?:art|\.)?\s*(?P<subp>\d+[a-z]?))?(?P<items>(?:\s?\(\w{1,5}\))*)",
            re.I,
        ),
        _rule,
    ),
    (
        re.compile(
            r"(?:(?:\bMinn(?:\.|esota)\s*Stat(?:\.|utes?)?|\bM\.?\s?S\.|\bMS\b|§+|\bsec(?:tion|\.)?|\bstat(?:ute|\.))"
            r"\s*(?:§+\s*|sec(?:tion|\.)\s*)?(?P<section>\d{1,3}[A-Z]?\.\d{2,4})"
            r"|\b(?P<bare>\d{1,3}[A-Z]\.\d{2,4}))"
            r"(?:,?\s*(?:subd(?:ivision|\.)?|sub\.)\s*(?P<subd>\d+[a-z]?))?"
            r"(?P<parens>(?:\s?\((?-i:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[a-z]{2})\))*)"
            r"(?:,?\s*(?:cl(?:ause|\.)?|item|par(?:agraph|a\.|\.))\s*(?P<clause>\(?\w{1,3}\)?))?",
            re.I,
        ),
        _statute,
    ),
    (
        re.compile(
            r"\b(?:(?:admin(?:istrative|\.)?\s+)?proc(?:edure|\.)?\s*(?:no\.?\s*|#\s*)?|AP[\s-]?)(?P<number>\d{1,2}(?:\.\d[a-z]?)?)\b"
            r"(?:,?\s*(?P<part>Description and Scope|Objective|Definitions?|Responsibilit(?:y|ies)|Provisions?|Appeals?"
            r"|Other Relevant Laws)"
            rf"(?:\s+(?P<letters>{_LETTERS}))?|,?\s+(?P<letters2>{_LETTERS}))?",
            re.I,
        ),
        _procedure,
    ),
    (
        re.compile(
            r"\b(?:job[ -])?audit manual,?\s*(?:sec(?:tion|\.)?\s*|§\s*)?(?P<section>(?:[A-D]|\d)(?:\.\d{1,2})+)\b",
            re.I,
        ),
        _manual,
    ),
    (
        re.compile(
            rf"\b(?-i:(?P<short>[A-Z]{{3,8}})) {_AGREEMENT},? (?P<kind>art|app)(?:icle|endix|\.)\s*"
            r"(?P<article>\d{1,3}[A-Z]?|[A-Z]{1,7})\b"
            r"(?:,? sec(?:tion|\.)\s*(?P<section>\d{1,3}[A-Z]?(?:\.\d{1,3})*)(?P<parens>(?:\s?\(\w{1,5}\))*))?",
            re.I,
        ),
        _agreement,
    ),
)
