"""What a sentence's meaning turns on: its numbers, dates, modal verbs, negations, parties, conditions and comparisons.

A sentence is held against what it cites mark by mark. A mark of the sentence is matched with the mark of the evidence
that stands between the same words; where that is another one (*may* for *shall*, the agency for the employee), or where
the evidence has none of the kind, the sentence says something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.numerals import in_figures
from knowledge.words import sentences, stems

_WIDTH = 3
"""How many telling words on either side of a mark are its surroundings."""
_SAME_PLACE = 0.6
"""The share of a mark's surroundings from which on two marks stand in the same place."""
_MONTHS = "january|february|march|april|june|july|august|september|october|november|december"
_REFERENCE = re.compile(
    r"(?<=\bprovision )[a-z]\b|(?<=\bprovisions )[a-z]\b(?:\.\d+)?|(?<=\bresponsibilities )[a-z]\b|\b[a-z]\.\d+\b"
    r"|(?<![\w.])\d+[a-z]*(?:\.\d+[a-z]?)*%?"
)
"""A number, or the letter of a provision."""
_AMOUNT = re.compile(r"\b(\d+)(?:st|nd|rd|th)?[ -](?:calendar |working |business |work )?(day|week|month|year)s?\b")
_DATE = re.compile(rf"\b(?:{_MONTHS})\b|\bmay(?= \d)|(?<=\d )may\b")
_ASIDE = re.compile(r"\([^)]*\)")
_CLAUSE_END = re.compile(r"[,;:.]\s|[;:.]$|$")
_PASSIVE = re.compile(
    r"\W*(?:\([^)]*\) )?(?:(?:may|must|shall|can|will|should|has|have|to|not) )*(?:is|are|was|were|be|been|gets?|got)\b"
)
_BY_LENGTH = 40
_BY = re.compile(r"\bby (?:the |an? |its |their |that |this )?(?:\w+ )?$")


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that the meaning turns on, with the telling words around it."""

    category: str
    name: str
    said: str
    before: tuple[str, ...]
    """Stems, the nearest last."""
    after: tuple[str, ...]
    voice: str
    """``passive`` where what comes next is done to it, ``agent`` behind *by*, else empty."""

    def nearness(self, other: Mark) -> float:
        """How much of this mark's surroundings the other has on the same sides: 0 to 1."""
        around = len(self.before) + len(self.after)
        shared = len(set(self.before) & set(other.before)) + len(set(self.after) & set(other.after))
        return shared / around if around else 0.0


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One sentence as its marks, its telling words and the clauses that make it conditional."""

    text: str
    stems: tuple[str, ...]
    marks: tuple[Mark, ...]
    conditions: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]
    """(the clause as written, its stems, the stems of the rest of the sentence)"""

    def of(self, category: str) -> tuple[Mark, ...]:
        """Its marks of one category, in order; a *nor* only goes on with the denial before it."""
        own = tuple(mark for mark in self.marks if mark.category == category)
        return tuple(mark for mark in own if mark.said != "nor") or own


@lru_cache(maxsize=4096)
def fingerprints(text: str) -> tuple[Fingerprint, ...]:
    """Each sentence of ``text`` as its fingerprint."""
    flat = " ".join(text.split())
    return tuple(_fingerprint(flat[start:end]) for start, end in sentences(flat))


def _fingerprint(sentence: str) -> Fingerprint:
    plain = in_figures(sentence.replace("’", "'")).lower()
    found = sorted(
        (match.start(), match.end(), category, name)
        for category, pattern, names in _patterns()
        for match in pattern.finditer(plain)
        for name in (names[match[0]] if names else " ".join(match.groups()) or match[0],)
    )
    told = _told(plain)
    marks = tuple(_mark(plain, told, *where) for where in found)
    clauses = tuple(_clause(plain, told, start, end) for start, end, category, _ in found if category == "condition")
    return Fingerprint(plain, tuple(stem for _, stem in told), marks, clauses)


def _told(plain: str) -> list[tuple[int, str]]:
    """(offset, stem) of each telling word; a party by its name, whatever it is called."""
    pattern, names = _telling()
    return [(match.start(), stem) for match in pattern.finditer(plain) for stem in _stem(names.get(match[0], match[0]))]


@lru_cache(maxsize=8192)
def _stem(word: str) -> tuple[str, ...]:
    return tuple(stems(word))


def _mark(plain: str, told: list[tuple[int, str]], start: int, end: int, category: str, name: str) -> Mark:
    before = tuple(stem for offset, stem in told if offset < start)[-_WIDTH:]
    after = tuple(stem for offset, stem in told if offset >= end)[:_WIDTH]
    agent = _BY.search(plain, max(0, start - _BY_LENGTH), start)
    voice = "agent" if agent else "passive" if _PASSIVE.match(plain, end) else ""
    return Mark(category, name, plain[start:end], before, after, voice)


def _clause(
    plain: str, told: list[tuple[int, str]], start: int, end: int
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """The condition that begins at ``start``, up to the end of its clause, and what is left without it."""
    stop = _CLAUSE_END.search(plain, end)
    last = stop.start() if stop else len(plain)
    asides = [aside.span() for aside in _ASIDE.finditer(plain)]
    inside = tuple(
        stem for at, stem in told if end <= at < last and not any(first <= at < till for first, till in asides)
    )
    outside = tuple(stem for at, stem in told if not start <= at < last)
    return plain[start:last].strip(), inside, outside


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """(category, pattern of its wordings, wording -> name); references are their own names."""
    raw = _words()
    tables = {
        category: {wording: name for name, wordings in names.items() for wording in wordings}
        for category, names in raw.items()
        if category not in ("denies", "same", "alike")
    }
    by_words = [(category, _any_of(sorted(names, key=len, reverse=True)), names) for category, names in tables.items()]
    return (*by_words, ("reference", _REFERENCE, {}), ("amount", _AMOUNT, {}), ("date", _DATE, {}))


@cache
def _telling() -> tuple[re.Pattern[str], dict[str, str]]:
    """(pattern of words, wording of a party or of the trade -> the one word for it)"""
    raw = _words()
    names = {word: name for table in (raw["party"], raw["same"]) for name, ways in table.items() for word in ways}
    alike_ = _any_of(sorted(names, key=len, reverse=True)).pattern
    return re.compile(rf"{alike_}|[a-z0-9]+(?:'[a-z]+)?(?:\.\d+[a-z]?)*"), names


@cache
def _words() -> Any:
    return yaml.safe_load((Path(__file__).parent / "marks.yaml").read_text("utf-8"))


def alike(name: str, other: str) -> bool:
    """Whether two names of marks mean the same."""
    return name == other or any({name, other} <= set(names) for names in _words()["alike"])


@cache
def denying() -> re.Pattern[str]:
    """Wordings that deny without a word of negation."""
    return _any_of(_words()["denies"])


def _any_of(wordings: Sequence[str]) -> re.Pattern[str]:
    whole = "|".join(re.escape(wording) for wording in wordings if wording != "n't")
    return re.compile(rf"\b(?:{whole})\b" + ("|n't" if "n't" in wordings else ""))


def same_place(mark: Mark, others: Sequence[Mark]) -> Mark | None:
    """The one of ``others`` that stands where ``mark`` does, if its surroundings tell."""
    best = max(others, key=mark.nearness, default=None)
    return best if best is not None and mark.nearness(best) >= _SAME_PLACE else None
