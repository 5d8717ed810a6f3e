"""Personal data is taken out of what goes to a model, and put back into what comes from it.

A mark such as ``[PERSON_1]`` stands for one wording of one person or thing; ``[PERSON_1B]`` for another wording of the
same person. So the same person is the same number everywhere, and each mark gives back exactly what it stands for.

::

    masked = mask([question, *evidence], names=["Jane Doe"])
    send(masked.texts)                      # nothing personal in it
    text = masked.restored(reply)           # marks put back, letter for letter
    masked.garbled(reply)                   # marks that the model made up or spoilt: a fault of the reply
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from assistant.engine.identifiers import Found, Identifier, by_shape, value_of
from assistant.engine.labelled import fields
from assistant.engine.mentions import mentions
from assistant.engine.people import Person, folded, people

_KINDS = "|".join(sorted(map(str, Identifier), key=len, reverse=True))
_MARK = re.compile(rf"\[(?:{_KINDS})_\d+[A-Z]*\]")
_LIKE_A_MARK = re.compile(
    rf"\[?\b(?:{_KINDS})(?:[_\s-]*\d+[A-Z]*|_)\]?|\b(?i:{_KINDS})_\d+\w*"
    rf"|[\[(<{{]\s*(?i:{_KINDS.replace('_', '[_ -]?')})[_\s-]*\d*[A-Z]*\s*[\])>}}]"
)
_LONGEST_MARK = 32
_FEWEST_DIGITS = 4
"""A number of fewer is masked beside its label only: *43* alone says nothing about anybody."""


@dataclass(frozen=True, slots=True)
class Masked:
    """Texts without personal data, and what the marks in them stand for."""

    texts: tuple[str, ...]
    marks: Mapping[str, str] = field(default_factory=dict)
    """Mark -> the words it stands for, in order of first appearance."""
    own: frozenset[str] = frozenset()
    """What looked like a mark in the texts before; it stays what it is."""

    def restored(self, text: str) -> str:
        """A text with its marks put back. What looks like a mark and is none of ours stays as it is."""
        return _MARK.sub(lambda found: self.marks.get(found[0], found[0]), text)

    def garbled(self, text: str) -> tuple[str, ...]:
        """What looks like a mark in a reply, and was neither given nor in the texts before; each once, in order."""
        found = (match[0] for match in _LIKE_A_MARK.finditer(text))
        return tuple(dict.fromkeys(mark for mark in found if mark not in self.marks and mark not in self.own))

    def restored_stream(self, pieces: Iterable[str]) -> Iterator[str]:
        """The pieces of a streamed reply with their marks put back, each as soon as no mark can still be unfinished."""
        held = ""
        for piece in pieces:
            held += piece
            cut = held.rfind("[")
            whole = cut < 0 or "]" in held[cut:] or len(held) - cut > _LONGEST_MARK
            ready, held = (held, "") if whole else (held[:cut], held[cut:])
            if ready:
                yield self.restored(ready)
        if held:
            yield self.restored(held)

    @property
    def counts(self) -> dict[Identifier, int]:
        """How many persons and things of each kind are masked, other wordings of the same not counted."""
        numbers = {mark.rstrip("]").rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for mark in self.marks}
        return dict(Counter(Identifier(number[1:].rpartition("_")[0]) for number in numbers))


def mask(texts: Sequence[str], names: Iterable[str] = (), beside: str = "") -> Masked:
    """Take names, numbers, addresses and birth dates out of texts that go out together; ``names`` are known beforehand.

    Persons are found where any of the texts, or what stands ``beside`` them, introduces them, and masked in all.
    """
    read = [*texts, beside]
    persons = list(dict.fromkeys([*map(_person, names), *(person for text in read for person in people(text))]))
    persons = [person for person in _distinct(persons) if person.telling]
    numbers = {number for text in read for number in _labelled_values(text)}
    found = [_chosen(text, _everything(text, persons, numbers)) for text in texts]
    book = _Book(_like_marks(texts))
    sent = tuple(_put(text, places, book) for text, places in zip(texts, found, strict=True))
    marks = book.marks()
    left = _like_marks(_MARK.sub(lambda mark: "" if mark[0] in marks else mark[0], text) for text in sent)
    return Masked(sent, marks, _like_marks(texts) | left)


def _like_marks(texts: Iterable[str]) -> frozenset[str]:
    """What looks like a mark in texts."""
    return frozenset(match[0] for text in texts for match in _LIKE_A_MARK.finditer(text))


def _person(name: str) -> Person:
    found = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", name)
    return Person(tuple(map(folded, found)), small=name.islower())


def _distinct(persons: Sequence[Person]) -> Iterator[Person]:
    """Each person once, by the fullest name: who is called *Doe* here and *Jane Doe* there is one person."""
    for person in persons:
        mine = set(person.telling)
        fuller = [other for other in persons if mine < set(other.telling)]
        same = [other for other in persons if mine == set(other.telling)]
        if not fuller and same[0] is person:
            yield person


def _labelled_values(text: str) -> Iterator[str]:
    """Numbers and dates that a label or their own neighbourhood gives away, and that are masked wherever they stand."""
    for found in [*by_shape(text), *_in_fields(text)]:
        value = text[found.start : found.end]
        if found.kind in (Identifier.EMPLOYEE_NUMBER, Identifier.SSN, Identifier.BIRTH_DATE) and _telling(value):
            yield value


def _telling(value: str) -> bool:
    return sum(letter.isdigit() for letter in value) >= _FEWEST_DIGITS + (value.isdigit() and len(value) == 4)


def _in_fields(text: str) -> Iterator[Found]:
    """Numbers, dates and addresses in labelled fields."""
    for labelled in fields(text):
        kind = Identifier.__members__.get(labelled.kind.upper().replace(" ", "_"))
        if kind and kind is not Identifier.PERSON:
            values = (value_of(kind, text, start, end) for start, end in labelled.values)
            yield from [value for value in values if value][:1]


def _everything(text: str, persons: Sequence[Person], numbers: Iterable[str]) -> Iterator[Found]:
    """All that is personal in a text; the places may overlap."""
    yield from by_shape(text)
    yield from _in_fields(text)
    yield from mentions(text, persons)
    for value in sorted(numbers):
        for match in re.finditer(rf"(?<![\w]){re.escape(value)}(?![\w])", text):
            yield Found(match.start(), match.end(), _kind_of(value))


def _kind_of(value: str) -> Identifier:
    shapes = {found.kind for found in by_shape(value)}
    if Identifier.SSN in shapes:
        return Identifier.SSN
    return Identifier.BIRTH_DATE if re.search(r"[/.]|[a-z]{3}", value, re.I) else Identifier.EMPLOYEE_NUMBER


_FIRST = tuple(
    Identifier[name] for name in ("EMAIL", "SSN", "BIRTH_DATE", "EMPLOYEE_NUMBER", "PHONE", "ADDRESS", "PERSON")
)


def _chosen(text: str, found: Iterable[Found]) -> list[Found]:
    """Places that do not overlap, in order: the longest go first, and of the others what is left of them."""
    chosen: list[Found] = []
    for place in sorted(set(found), key=lambda f: (f.start - f.end, _FIRST.index(f.kind), f.start)):
        for start, end in _free_parts(place, chosen):
            if any(map(str.isalnum, text[start:end])):
                chosen.append(replace(place, start=start, end=end))
    return sorted(chosen, key=lambda f: f.start)


def _free_parts(place: Found, chosen: Iterable[Found]) -> list[tuple[int, int]]:
    """What is left of a place without those chosen before it."""
    parts = [(place.start, place.end)]
    for other in chosen:
        parts = [
            part
            for start, end in parts
            for part in ((start, min(end, other.start)), (max(start, other.end), end))
            if part[0] < part[1]
        ]
    return parts


class _Book:
    """The marks given so far."""

    def __init__(self, taken: frozenset[str]) -> None:
        self._taken = taken
        self._numbers: dict[tuple[Identifier, object], int] = {}
        self._wordings: dict[tuple[Identifier, int], dict[str, str]] = defaultdict(dict)
        self._order: dict[str, str] = {}

    def mark(self, kind: Identifier, whose: object, words: str) -> str:
        """The mark of a wording: the number of whom or what it means, and a letter from the second wording on."""
        key = (kind, whose)
        if key not in self._numbers:
            self._numbers[key] = self._free(kind)
        number = self._numbers[key]
        wordings = self._wordings[kind, number]
        if words not in wordings:
            wordings[words] = f"[{kind}_{number}{_letters(len(wordings))}]"
            self._order[wordings[words]] = words
        return wordings[words]

    def _free(self, kind: Identifier) -> int:
        """The next number that nothing in the texts looks like already."""
        used = {number for key, number in self._numbers.items() if key[0] is kind}
        like = re.compile(rf"{kind}[_\s-]*(\d+)", re.I)
        seen = {int(match[1]) for mark in self._taken if (match := like.search(mark))}
        return next(number for number in count(1) if number not in used and number not in seen)

    def marks(self) -> dict[str, str]:
        return dict(self._order)


def _letters(place: int) -> str:
    """Nothing for the first wording, then B, C, …, Z, BA, …"""
    letters = ""
    while place:
        place, rest = divmod(place, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _put(text: str, places: Sequence[Found], book: _Book) -> str:
    """A text with a mark in each place."""
    pieces: list[str] = []
    at = 0
    for place in places:
        words = text[place.start : place.end]
        whose: object = place.whose if place.kind is Identifier.PERSON else words
        pieces += [text[at : place.start], book.mark(place.kind, whose, words)]
        at = place.end
    return "".join([*pieces, text[at:]])
