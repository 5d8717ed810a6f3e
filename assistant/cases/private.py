"""Whose position it is taken out of a text for good: names, numbers, addresses, and on request titles and pay.

What goes is one mark, ``[…]``, the same for all, so that nothing leads back and no word is added that could weigh.
A program finds most of what is personal and not all of it: a person reads a text before others do.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.engine.mask import mask
from assistant.engine.people import WORD, folded, offices, particles, people, suffixes

GONE = "[…]"
_RUN = re.compile(r"\[…\](?:[ .,'’-]*\[…\])+")
_POSITION_NUMBER = re.compile(
    r"\b(?:position|requisition|control|seniority|badge)\s+(?:control\s+|id(?:entification)?\s+)?"
    r"(?:number|no\b\.?|num\b\.?|id\b|#)\s*[:#=]?\s*(?P<value>[A-Z]{0,4}-?\d[\d-]{2,})",
    re.I,
)
_MONEY = r"\$\s?\d[\d,]*(?:\.\d+)?"
_PER = (
    r"(?:\s*(?:/|per|an|a|each)\s*(?:hour|hr|week|month|year|annum|pay period)"
    r"|\s+(?:hourly|weekly|monthly|annually|yearly))"
)
_PAY = re.compile(
    rf"{_MONEY}(?:\s*(?:-|–|to)\s*{_MONEY})?{_PER}"
    r"|\b(?:salary|wages?|pay|rate of pay|compensation|comp\.?)(?:\s+(?:range|rate|grade|step|scale|code))*"
    r"[ \t]*[:=#][ \t]*(?P<value>[^\n;|]{1,60}?)(?=[;|\n]|\.\s|$)",
    re.I,
)
"""Somebody's pay: an amount by the hour or year, or the value of a field for it. A budget is neither."""
_SHORTEST_WORD = 2
_INSTITUTIONS = frozenset(
    {"human", "resources", "agency", "department", "office", "administration", "division", "city", "county", "state"}
    | {"board", "college", "university", "services", "unit", "commission", "bureau", "center", "institute", "district"}
)
"""A name with one of these is no person's, and its single words are words like any other."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A text without what was looked for, and how much of each kind was in it."""

    text: str
    counts: Mapping[str, int]

    @property
    def says(self) -> str:
        """What was taken out, in a line."""
        return ", ".join(f"{kind}: {count}" for kind, count in self.counts.items() if count) or "nothing"


def without_people(text: str, names: Sequence[str] = (), beside: Sequence[str] = ()) -> Removed:
    """A text without persons and their numbers; ``names`` and those that texts ``beside`` it introduce are known."""
    persons = [name for name in names if not _institution(name)]
    masked = mask([text, *beside], names=persons)
    counts: Counter[str] = Counter()
    found = masked.texts[0]
    for mark in masked.marks:
        counts[_kind(mark)] += found.count(mark)
        found = found.replace(mark, GONE)
    found, numbers = _blotted(_POSITION_NUMBER, found)
    found, rest = _without_words(found, {word for name in persons for word in _words(name)} | _introduced(text, beside))
    found, whole = without_phrases(found, [name for name in names if _institution(name)])
    counts.update({"position number": numbers, "person": rest, "office": whole})
    return Removed(_RUN.sub(GONE, found), dict(sorted(counts.items())))


def without_phrases(text: str, phrases: Iterable[str]) -> tuple[str, int]:
    """A text without some phrases, whatever their case and spacing; how often they stood in it."""
    total = 0
    for phrase in sorted({" ".join(phrase.split()) for phrase in phrases} - {""}, key=lambda p: (-len(p), p)):
        spaced = r"\s+".join(map(re.escape, phrase.split()))
        text, count = re.subn(rf"(?<!\w){spaced}(?!\w)", GONE, text, flags=re.I)
        total += count
    return text, total


def without_pay(text: str) -> tuple[str, int]:
    """A text without what somebody is paid; how often it stood in it."""
    return _blotted(_PAY, text)


def _blotted(pattern: re.Pattern[str], text: str) -> tuple[str, int]:
    """A text without what ``pattern`` finds: its value where it has one, and else the whole."""

    def blot(found: re.Match[str]) -> str:
        start, end = found.span("value") if found["value"] else found.span()
        return found[0][: start - found.start()] + GONE + found[0][end - found.start() :]

    return pattern.subn(blot, text)


def _kind(mark: str) -> str:
    return mark.strip("[]").rpartition("_")[0].replace("_", " ").lower()


def _institution(name: str) -> bool:
    return bool({folded(word) for word in WORD.findall(name)} & _INSTITUTIONS)


def _words(name: str) -> Iterator[str]:
    """The words of a name that stand for the person alone, given name and surname each."""
    for word in WORD.findall(name):
        known = folded(word)
        if len(known) >= _SHORTEST_WORD and known not in offices() | particles() | suffixes():
            yield known


def _introduced(text: str, beside: Sequence[str]) -> set[str]:
    """The same for those whom texts introduce."""
    found = (person for one in (text, *beside) for person in people(one))
    return {word for person in found for word in person.telling if len(word) >= _SHORTEST_WORD} - offices()


def _without_words(text: str, names: set[str]) -> tuple[str, int]:
    """A text without capitalized words that are part of somebody's name, though they stand alone."""
    count = 0

    def blot(found: re.Match[str]) -> str:
        nonlocal count
        whole = found[0]
        bare = re.sub(r"['’]s$", "", whole)
        if not whole[0].isupper() or not {folded(whole), folded(bare)} & names:
            return whole
        count += 1
        return GONE + whole[len(bare) :]

    return WORD.sub(blot, text), count
