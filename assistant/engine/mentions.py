"""Where a text speaks of known persons: by full name, by a part of it, by initials, in capitals, without accents.

A part of a name that is an English word too (Park, Young, May, Her) is read as a name only where what stands around it
shows one, so that *Park Maintenance* and *Her duties* stay what they are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    subjects,
    suffixes,
)

_JOINT = re.compile(r"\.[-‐‑]|[ \t\u00a0]*[-‐‑–_.]?[ \t\u00a0]*|,[ \t]*|[ \t]*\r?\n[ \t]*|[ \t]*[\"“(]|[\"”)][ \t]*")
_STOP = re.compile(r"\.[ \t\u00a0\r\n]+")
_LETTERS = re.compile(
    r"(?<![\w.])(?:[^\W\d_]\.(?:[ ]?[^\W\d_]\.){1,3}|[^\W\d_](?:\.[ ]?[^\W\d_]){1,3}(?=\W|$)|[^\W\d_a-z]{2,4})(?![\w])"
)
"""Single letters with dots, or two to four capitals."""
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_HEAD = re.compile(r"(?:^|[\n.!?;:|•\"“(]|[-*–]|\d[.)])[ \t]*$")
_VERB = re.compile(
    r"(?:\w+(?:[^s\W]s|ed)|is|was|has|will|and|or|who|may|must|can|cannot|also|then|had|did|does|said|told|from|of)\b",
    re.I,
)
_AUXILIARY = re.compile(r"is|was|has|will|does|did|had|and|who", re.I)
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
    if word[-2:].lower() in ("'s", "’s"):
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
        self._initials = [_initials(person) for person in persons]

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
            capital = token.word[0].isupper() or person.small
            return capital or token.plain not in small_words() or token.plain in particles()
        return len(token.word) == 1 and token.word.isupper() and any(word[0] == token.plain[0] for word in person.words)

    def _closes(self, run: Sequence[_Token], candidates: set[int]) -> bool:
        """Whether the last word of a run is a suffix or an initial behind a surname (*Doe Jr.*, *Doe, J.*)."""
        last = run[-1]
        if len(run) < 2 or not any(self._telling(token) for token in run[:-1]):
            return False
        return last.plain in suffixes() or (len(last.word) == 1 and bool(candidates))

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
        for match in _LETTERS.finditer(text):
            letters = "".join(folded(letter)[:1] for letter in match[0] if letter.isalpha()).upper()
            dotted = "." in match[0]
            whose = frozenset(
                place
                for place, own in enumerate(self._initials)
                if (_within(letters, own) if dotted else letters == own)
            )
            if whose and (dotted or letters not in _abbreviations()):
                yield Found(match.start(), match.end(), Identifier.PERSON, whose)


def _handles(person: Person) -> Iterator[str]:
    """The words that stand for a person: parts of the name, and the user names made of them."""
    telling = person.telling
    yield from telling
    if len(telling) > 1:
        first, last = telling[0], telling[-1]
        yield from (name for name in (first[0] + last, last + first[0], first + last) if len(name) >= _SHORTEST_ALONE)


def _initials(person: Person) -> str:
    return "".join(word[0] for word in person.words if word not in suffixes()).upper()


def _within(letters: str, initials: str) -> bool:
    """Whether letters are a person's initials in their order, the first among them, perhaps without some."""
    rest = iter(initials[1:])
    return letters[0] == initials[:1] and all(letter in rest for letter in letters[1:])


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(str(data()["abbreviations"]).split())


def _joined(text: str, before: _Token, after: _Token) -> bool:
    """Whether two words stand in one name: between them is space, a hyphen, a comma, or the dot of an abbreviation."""
    if _STOP.fullmatch(text, before.end, after.start):
        return len(before.word) == 1 or before.plain in particles() | suffixes()
    if len(after.word) == 1 and "\n" in text[before.end : after.start]:
        return False
    return bool(_JOINT.fullmatch(text, before.end, after.start))


def _rare(token: _Token, usual: frozenset[str]) -> bool:
    """Whether a word is a name and nothing else, as far as our lists and the text itself show."""
    plain = token.plain
    return not (plain in ordinary() or plain in small_words() or plain in offices() or plain in usual)


def _shown(text: str, tokens: Sequence[_Token], at: int, *, small: bool) -> bool:
    """Whether what stands around a word that has another meaning too shows that it is a name."""
    token = tokens[at]
    before = tokens[at - 1] if at and _only_space(text, tokens[at - 1], token) else None
    after = tokens[at + 1] if at + 1 < len(tokens) and _only_space(text, token, tokens[at + 1]) else None
    if before and (before.plain in honorifics() or (before.word in offices() and not after)):
        return True
    if re.match(r":|\s*\d", text[token.end :]):
        return False
    if _POSSESSIVE.match(text, token.end) or _stands_out(token, before, after):
        return True
    if _at_head(text, token):
        return _begins_sentence(token, after, small=small)
    return _alone(text, before, after)


def _begins_sentence(token: _Token, after: _Token | None, *, small: bool) -> bool:
    """Whether a word at the head of a sentence is its subject, by the verb behind it."""
    if small:
        return bool(after and _AUXILIARY.fullmatch(after.word)) and token.plain not in subjects()
    return after is None or bool(_VERB.fullmatch(after.word))


def _alone(text: str, before: _Token | None, after: _Token | None) -> bool:
    """Whether a word in capitals inside a sentence is no part of a longer phrase in capitals."""
    if after and after.word[0].isupper():
        return False
    part = before and before.word[0].isupper() and not _at_head(text, before)
    return not part or bool(before and before.plain in offices())


def _at_head(text: str, token: _Token) -> bool:
    return bool(_HEAD.search(text, max(0, token.start - 8), token.start))


def _only_space(text: str, first: _Token, second: _Token) -> bool:
    """Whether two words stand side by side; the dot of a title of address may be between them."""
    return bool(re.fullmatch(r"\.?[ \t]+", text[first.end : second.start]))


def _stands_out(token: _Token, before: _Token | None, after: _Token | None) -> bool:
    """Whether a word is in capitals among words that are not."""
    around = [other.word for other in (before, after) if other]
    return len(token.word) > 1 and token.word.isupper() and bool(around) and not any(map(str.isupper, around))
