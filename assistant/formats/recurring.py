"""Wording that stands in several descriptions to the letter, or nearly, and how often each stands.

Two units are the same wording if their words are, whatever the punctuation and case. What differs in a few words as
well is shown beside it and never taken for the letter; other numbers make other wording.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property

from assistant.draft.material import plain_words
from assistant.formats.layout import Unit
from assistant.position.statements import sentences

_NEAR = 0.88
"""Two units whose words agree to this share say the same with a slip or a small change."""
_FEWEST_WORDS = 3
_SENTENCE_WORDS = 4
_DAY = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:\d{1,2},?\s+)?\d{4}"
    r"|\d{1,2}[/-]\d{1,2}[/-]\d{2,4}|\d{4}-\d{2}-\d{2}"
)
_CODE = (
    r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z]*\d[A-Z\d]*-[A-Z\d-]+\b|\b\d{6,}\b|[\w.]+@[\w.]+"
    r"|\b\d{3}[-.]\d{3,4}(?:[-.]\d{4})?\b"
)
_STAMP = r"\b(?:revised|adopted|approved|effective|updated|established|rev\.)\b[^.]{0,20}\b(?:19|20)\d\d\b"
_PERSON = (
    r"(?:\b(?:[Bb]y|[Cc]ontact|[Ss]igned|[Aa]ttn|[Ss]upervisor,?|[Dd]irector,?|[Mm]anager,?)\s+|\b(?:Mr|Ms|Mrs|Dr)\.\s+)"
    r"[A-Z][a-z]+\s+(?:[A-Z]\.\s+)?[A-Z][a-z]+(?![\w ]*\b(?:Department|Office|Board|Council|Division|Commission|Act)\b)"
)
_PRIVATE = (
    (re.compile(_DAY), "a date"),
    (re.compile(_STAMP, re.I), "a date"),
    (re.compile(_PERSON), "a name"),
    (re.compile(_CODE), "a code"),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One unit where it stands: the place of its description among all, and its place in the section."""

    description: int
    order: int
    unit: Unit


@dataclass(frozen=True)
class Recurring:
    """A wording of two or more descriptions; ``text`` is the form that most of them have, to the letter."""

    exact: tuple[Standing, ...]
    near: tuple[Standing, ...] = ()

    @cached_property
    def chosen(self) -> Standing:
        """Where the form used stands: the most frequent one, then the first."""
        forms = Counter(flat(standing.unit.text) for standing in self.exact)
        return min(self.exact, key=lambda standing: (-forms[flat(standing.unit.text)], standing.description))

    @property
    def text(self) -> str:
        """The wording on one line."""
        return flat(self.chosen.unit.text)

    @property
    def descriptions(self) -> frozenset[int]:
        """Which descriptions carry it, to the letter or nearly."""
        return frozenset(standing.description for standing in (*self.exact, *self.near))

    @property
    def differing(self) -> tuple[tuple[Standing, str], ...]:
        """Where it stands otherwise than in the form used, with what differs."""
        others = (standing for standing in (*self.exact, *self.near) if flat(standing.unit.text) != self.text)
        return tuple((standing, difference(self.text, flat(standing.unit.text))) for standing in others)

    @property
    def order(self) -> int:
        """The place of the form used in its section."""
        return self.chosen.order

    @property
    def is_item(self) -> bool:
        """Whether it is a list item."""
        return bool(self.chosen.unit.numbering)


def flat(words: str) -> str:
    """The words on one line."""
    return " ".join(words.split())


def private(words: str) -> str:
    """What makes a wording one document's own, a date, a name or a code; empty if nothing does."""
    return next((what for pattern, what in _PRIVATE if pattern.search(words)), "")


def recurring(
    units: Mapping[int, Sequence[Unit]], source_texts: Sequence[str]
) -> tuple[list[Recurring], list[Standing]]:
    """The wordings of a section that two or more descriptions share, and the units that stand once.

    A paragraph that stands once is looked through sentence by sentence. ``units`` are those of the section by the
    description's place in ``source_texts``.
    """
    keyed = _by_key(units)
    pieces = {
        place: [piece for unit in found for piece in _pieces(unit, keyed, source_texts[place])]
        for place, found in units.items()
    }
    shared: list[Recurring] = []
    single: list[Standing] = []
    groups: dict[str, list[Standing]] = defaultdict(list)
    for place, found in pieces.items():
        for order, unit in enumerate(found):
            groups[plain_words(unit.text)].append(Standing(place, order, unit))
    for standings in groups.values():
        first_of_each = list({standing.description: standing for standing in reversed(standings)}.values())[::-1]
        if len(first_of_each) > 1 and not private(standings[0].unit.text) and _says_something(standings[0].unit):
            shared.append(Recurring(tuple(first_of_each)))
        else:
            single += standings
    return _with_near(shared, single)


def difference(ours: str, other: str) -> str:
    """The words in which another form differs, as ``“by noon” instead of “by one”``."""
    before, after = ours.split(), other.split()
    told = []
    for what, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if what != "equal":
            old, new = " ".join(before[i:j]), " ".join(after[k:m])
            told.append(
                f"“{new}” instead of “{old}”" if old and new else f"“{new}” added" if new else f"“{old}” left out"
            )
    return "; ".join(told)


def _by_key(units: Mapping[int, Sequence[Unit]]) -> Mapping[str, int]:
    """In how many descriptions each unit stands."""
    return Counter(key for found in units.values() for key in {plain_words(unit.text) for unit in found})


def _pieces(unit: Unit, keyed: Mapping[str, int], text: str) -> Iterator[Unit]:
    """The unit, or its sentences where it is a paragraph of several that stands in this description alone."""
    cut = (
        list(sentences(text, unit.start, unit.end)) if not unit.numbering and keyed[plain_words(unit.text)] < 2 else []
    )
    if len(cut) < 2:
        yield unit
    else:
        yield from (replace(unit, text=text[start:end], start=start, end=end) for start, end in cut)


def _says_something(unit: Unit) -> bool:
    return len(plain_words(unit.text).split()) >= (
        _FEWEST_WORDS if unit.text.rstrip().endswith(".") else _SENTENCE_WORDS
    )


def _with_near(shared: Sequence[Recurring], single: Sequence[Standing]) -> tuple[list[Recurring], list[Standing]]:
    """Each unit that stands once goes to the shared wording that it nearly is, if its description has not that too."""
    near: dict[int, list[Standing]] = defaultdict(list)
    left = []
    for standing in single:
        words = plain_words(standing.unit.text).split()
        likeness = [
            (
                _likeness(words, plain_words(found.text).split())
                if standing.description not in found.descriptions
                else 0.0
            )
            for found in shared
        ]
        best = max(range(len(shared)), key=likeness.__getitem__, default=-1)
        if best >= 0 and likeness[best] >= _NEAR and not private(standing.unit.text):
            near[best].append(standing)
        else:
            left.append(standing)
    return [Recurring(found.exact, tuple(near[place])) for place, found in enumerate(shared)], left


def _likeness(one: Sequence[str], other: Sequence[str]) -> float:
    if [word for word in one if word.isdigit()] != [word for word in other if word.isdigit()]:
        return 0.0
    return SequenceMatcher(a=one, b=other, autojunk=False).ratio()
