"""Contrast: in a sentence that speaks of two classes, which words are about which.

*Distinguishing characteristics* are written about neighbours: "differs from the Clerk 1 in that its work is less
routine, while the Clerk 1 follows a checklist". The first half is about the class itself, the second about its
neighbour, and both are evidence, each for its own class (Job Audit Manual, B.3, items 3 to 5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from knowledge.models import ClassSpec

_TURN = re.compile(
    r";|\b(?:while|whereas|but|although)\b"
    r"|,?\s+(?:\b(?:which|who)|in that|because|unlike)\b|,\s+(?:not|the|an?)\b",
    re.I,
)
"""Where a sentence may begin to speak of the other class."""
_OPENS = re.compile(r"[\s,;]*(?:(?:while|whereas|but|although|unlike)\s+)?(?:(?:the|an?)\s+)?", re.I)
"""What may stand before the name that a clause is about."""
_OF_MANY = re.compile(r"^,?\s*because (?:they|those)\b", re.I)
"""What is said of several classes at once is said of none in particular."""
_BESIDE = re.compile(r"^,\s+the\b", re.I)
"""*The Clerk 1, the trainee, …*: what is set beside a name is said of it."""
_GOES_ON = re.compile(r"^,\s+an?\b", re.I)
"""A list goes on about whom it began."""
_IN_THAT = re.compile(r"^,?\s*(?:in that|while|whereas|but) the ([a-z]+)\b")
_OF_LAST = re.compile(r"^,?\s*(?:which|who)\b", re.I)

_SHORTEST_TAIL = 4
"""A number or a letter alone is no name."""
_START = 8
"""By so many first letters names are looked up."""

Names = Mapping[str, ClassSpec]
"""What a class may be called in a sentence -> the class; the longer name of two that begin alike is found first."""


class Titles:
    """All names of more than one word that the classes of a plan have, found in any text by how they begin."""

    def __init__(self, specs: Sequence[ClassSpec]) -> None:
        named = {name: spec for spec in specs for name in (spec.title, *spec.also) if len(name.split()) > 1}
        self._named = list(named.items())
        self._by_start: dict[str, list[int]] = {}
        for row, name in enumerate(named):
            self._by_start.setdefault(name[:_START], []).append(row)
        self._short = {start for start in self._by_start if len(start) < _START}

    def within(self, text: str) -> dict[str, ClassSpec]:
        """The names that stand in ``text``, in the plan's order; only those whose first letters do are looked for."""
        starts = self._by_start.keys() & {text[at : at + _START] for at in range(len(text))}
        near = sorted(row for start in starts | self._short for row in self._by_start[start])
        return {name: spec for name, spec in (self._named[row] for row in near) if name in text}


def names_of(spec: ClassSpec, series: Sequence[ClassSpec], titles: Titles) -> dict[str, ClassSpec]:
    """What the other classes are called in the text of ``spec``: by their titles, or by what tells them from it.

    *State Program Administrator, Intermediate* is *the Intermediate* among its own series, ``series``; ``titles`` are
    those of the whole plan.
    """
    text, own = spec.source.text, {spec.title, *spec.also}
    found = titles.within(text)
    for other in series:
        tail = other.title.removeprefix(other.series).strip(" ,")
        if len(tail) >= _SHORTEST_TAIL and tail != other.title and tail in text:
            found.setdefault(tail, other)
    kept = {name: other for name, other in found.items() if other is not spec and name not in own}
    return dict(sorted(kept.items(), key=lambda item: -len(item[0])))


def mentions(sentence: str, names: Names) -> list[tuple[int, int, ClassSpec]]:
    """(start, end, class) of each other class named in a sentence, in its order; no name is found inside another."""
    found: list[tuple[int, int, ClassSpec]] = []
    for name, spec in names.items():
        at = sentence.find(name)
        while at >= 0:
            end = at + len(name)
            if not any(at < taken_to and taken_from < end for taken_from, taken_to, _ in found):
                found.append((at, end, spec))
            at = sentence.find(name, end)
    return sorted(found, key=lambda mention: mention[0])


def clauses(sentence: str, own: ClassSpec, names: Names) -> Iterator[tuple[int, int, ClassSpec]]:
    """(start, end, whose) of the clauses of a sentence in the text of the class ``own``."""
    plain = _without(sentence, own)
    named = mentions(plain, names)
    subject = last = whose = own
    cuts = [0, *(match.start() for match in _TURN.finditer(sentence)), len(sentence)]
    for start, end in pairwise(cuts):
        clause = sentence[start:end]
        opens = _OPENS.match(clause)
        at = start + (opens.end() if opens else 0)
        opened = own if plain[at : at + 1] == "_" else next((spec for begin, _, spec in named if begin == at), None)
        beside = _BESIDE.match(clause) and any(stop == start for _, stop, _ in named)
        if _OF_MANY.match(clause):
            continue
        going_on = whose if _GOES_ON.match(clause) else subject
        whose = opened or _noun(clause, own, named) or (last if beside or _OF_LAST.match(clause) else going_on)
        if start == 0:
            subject = whose
        yield start, end, whose
        last = next((spec for at, _, spec in reversed(named) if start <= at < end), last)


def _noun(clause: str, own: ClassSpec, named: Sequence[tuple[int, int, ClassSpec]]) -> ClassSpec | None:
    """The class that a clause names by a noun of its title: *in that the specialist does …*."""
    match = _IN_THAT.match(clause)
    if match is None or match[1] in own.title.lower():
        return None
    return next((spec for _, _, spec in named if match[1] in spec.title.lower().split()), None)


def _without(sentence: str, spec: ClassSpec) -> str:
    """The sentence with the class's own names blanked out, so that no other name is found inside one."""
    for name in sorted((spec.title, *spec.also), key=len, reverse=True):
        sentence = sentence.replace(name, "_" * len(name))
    return sentence
