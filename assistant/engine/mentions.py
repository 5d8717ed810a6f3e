"""Where a text speaks of known persons: by full name, by a part of it, by initials, in capitals, without accents.

A part of a name that is an English word too (Park, Young, May, Her) is read as a name only where what stands around it
shows one, so that *Park Maintenance* and *Her duties* stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.engine.identifiers import Found, Identifier
from assistant.engine.labelled import data
from assistant.engine.people import (
    WORD,
    Person,
    folded,
    honorifics,
    offices,
    ordinary,
    particles,
    small_words,
    suffixes,
)

_JOINT = re.compile(r"[ \t\u00a0]*[-‐‑–_.]?[ \t\u00a0]*|,[ \t]*|[ \t]*\r?\n[ \t]*|[ \t]*[\"“(]|[\"”)][ \t]*")
_STOP = re.compile(r"\.[ \t\u00a0\r\n]+")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_HEAD = re.compile(r"(?:^|[\n.!?;:|•\"“(]|[-*–]|\d[.)])[ \t]*$")
_VERB = re.compile(
    r"(?:\w+(?:[^s\W]s|ed)|is|was|has|will|and|or|who|may|must|can|cannot|also|then|had|did|does|said|told|from|of)\b",
    re.I,
)
_SHORTEST_ALONE = 4
"""Letters of a word in small letters that stands for a person by itself."""


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    plain: str
    start: int
    end: int


def mentions(text: str, persons: Sequence[Person]) -> Iterator[Found]:
    """The places where ``text`` speaks of ``persons``; ``whose`` holds the places in ``persons`` that each may mean."""
    known = _Known(persons)
    tokens = [_token(match) for match in WORD.finditer(text)]
    usual = frozenset(token.word for token in tokens if token.word.islower()) - known.small
    at = 0
    while at < len(tokens):
        run = known.run(text, tokens, at)
        if run and known.is_mention(text, tokens, at, len(run), usual):
            yield Found(run[0].start, run[-1].end, Identifier.PERSON, known.whose(run))
            at += len(run)
        else:
            at += 1
    yield from known.initialled(text)


def _token(match: re.Match[str]) -> _Token:
    word = match[0]
    if folded(word[-2:]) == "s" and word[-2:-1] in ("'", "’"):
        word = word[:-2]
    return _Token(word, folded(word), match.start(), match.start() + len(word))


class _Known:
    """The persons of one call by the words of their names."""

    def __init__(self, persons: Sequence[Person]) -> None:
        self._persons = persons
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for place, person in enumerate(persons):
            for word in _handles(person):
                self._by_word[word].add(place)
        self.small = frozenset(word for person in persons if person.small for word in person.words)
        self._initials = _initials(persons)

    def run(self, text: str, tokens: Sequence[_Token], at: int) -> list[_Token]:
        """The longest run of words from a place on that can all belong to one person's name and hold a telling one."""
        run: list[_Token] = []
        candidates: set[int] = set(range(len(self._persons)))
        for place in range(at, len(tokens)):
            token = tokens[place]
            fits = {person for person in candidates if self._belongs(token, person)}
            again = any(token.plain == other.plain for other in run)
            if not fits or again or (run and not _joined(text, run[-1], token)):
                break
            run.append(token)
            candidates = fits
        while run and not self._telling(run[-1]) and not self._closes(run, candidates):
            run.pop()
        while run and run[0].plain in particles() and run[0].word.islower() and len(run) == 1:
            run.pop()
        return run if any(self._telling(token) for token in run) else []

    def _belongs(self, token: _Token, place: int) -> bool:
        person = self._persons[place]
        if place in self._by_word.get(token.plain, ()) or token.plain in person.words:
            return token.word[0].isupper() or token.plain not in small_words() or token.plain in particles()
        return len(token.plain) == 1 and token.word.isupper() and any(word[0] == token.plain for word in person.words)

    def _closes(self, run: Sequence[_Token], candidates: set[int]) -> bool:
        """Whether the last word of a run is a suffix or an initial behind a surname (*Doe Jr.*, *Doe, J.*)."""
        last = run[-1]
        if len(run) < 2 or not any(self._telling(token) for token in run[:-1]):
            return False
        return last.plain in suffixes() or (len(last.plain) == 1 and bool(candidates))

    def _telling(self, token: _Token) -> bool:
        return token.plain in self._by_word

    def whose(self, run: Sequence[_Token]) -> frozenset[int]:
        """The persons that a run of words may mean."""
        return frozenset(
            place for place in range(len(self._persons)) if all(self._belongs(token, place) for token in run)
        )

    def is_mention(self, text: str, tokens: Sequence[_Token], at: int, length: int, usual: frozenset[str]) -> bool:
        """Whether a run of words speaks of a person, not of what the words mean otherwise."""
        run = tokens[at : at + length]
        telling = [token for token in run if self._telling(token)]
        if any(token.plain in self.small and len(token.plain) > 2 for token in telling) and len(run) > 1:
            return True
        if all(token.word.islower() for token in telling):
            return any(_rare(token, usual) and len(token.plain) >= _SHORTEST_ALONE for token in telling) or (
                len(telling) > 1 and any(_rare(token, usual) for token in telling)
            )
        if len(run) > 1 or _rare(run[0], usual):
            return True
        return _shown(text, tokens, at, small=run[0].plain in small_words())

    def initialled(self, text: str) -> Iterator[Found]:
        """The places that speak of a person by initials alone: *J.Q.D.*, or *JQD* where it means nothing else."""
        for letters, whose in self._initials.items():
            dotted = r"\.[ ]?".join(letters) + r"\.?"
            for match in re.finditer(rf"(?<![\w.])(?:{dotted}|{letters})(?![\w])", text):
                if ("." in match[0]) or letters not in _abbreviations():
                    yield Found(match.start(), match.end(), Identifier.PERSON, frozenset(whose))


def _handles(person: Person) -> Iterator[str]:
    """The words that stand for a person: parts of the name, and the user names made of them."""
    telling = person.telling
    yield from telling
    if len(telling) > 1:
        first, last = telling[0], telling[-1]
        yield from (name for name in (first[0] + last, last + first[0], first + last) if len(name) >= _SHORTEST_ALONE)


def _initials(persons: Sequence[Person]) -> Mapping[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for place, person in enumerate(persons):
        words = [word for word in person.words if word not in suffixes()]
        for chosen in (
            words,
            [word for word in words if word not in particles()],
            [words[0], words[-1]] if words else [],
        ):
            letters = "".join(word[0] for word in chosen).upper()
            if len(letters) > 1 and letters.isalpha():
                found[letters].add(place)
    return found


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(str(data()["abbreviations"]).split())


def _joined(text: str, before: _Token, after: _Token) -> bool:
    """Whether two words stand in one name: between them is space, a hyphen, a comma, or the dot of an abbreviation."""
    if _STOP.fullmatch(text, before.end, after.start):
        return len(before.plain) == 1 or before.plain in particles() | suffixes()
    return bool(_JOINT.fullmatch(text, before.end, after.start))


def _rare(token: _Token, usual: frozenset[str]) -> bool:
    """Whether a word is a name and nothing else, as far as our lists and the text itself show."""
    plain = token.plain
    return not (plain in ordinary() or plain in small_words() or plain in offices() or plain in usual)


def _shown(text: str, tokens: Sequence[_Token], at: int, *, small: bool) -> bool:
    """Whether what stands around a word that has another meaning too shows that it is a name."""
    token = tokens[at]
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    near_before = before if before and re.fullmatch(r"\.?[ \t]+", text[before.end : token.start]) else None
    near_after = after if after and re.fullmatch(r"[ \t]+", text[token.end : after.start]) else None
    if near_before and (
        near_before.plain in honorifics()
        or (near_before.plain in offices() and near_before.word.islower() and not near_after)
    ):
        return True
    if _POSSESSIVE.match(text, token.end):
        return True
    if small:
        return False
    if (near_after and near_after.word[0].isupper()) or (near_before and near_before.word[0].isupper()):
        return bool(
            near_before and near_before.plain in offices() and not (near_after and near_after.word[0].isupper())
        )
    if _HEAD.search(text, max(0, token.start - 8), token.start):
        return near_after is None or bool(_VERB.match(near_after.word))
    return True
