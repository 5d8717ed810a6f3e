"""Whom a text names: in its header fields, behind a title of address, at its foot, and where it says so in words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from assistant.engine.labelled import data, fields

_LETTERS = r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’‘ʻ`´\u00ad\u200b-\u200f\u2060\ufeff](?=[^\W\d_\s]))*[\u0300-\u036f]*"
WORD = re.compile(_LETTERS)
"""A word of a name: letters with their marks, apostrophes inside, and characters that do not show."""
_GAP = re.compile(r"\.?[ \t\u00a0]+|\.[-‐‑]|[-‐‑–]|\.(?=[^\W\d_])|[ \t]?[\"“(][^\W\d_]{1,12}[\"”)][ \t]")
_COMMA = re.compile(r"\s*,\s*")
_SEVERAL = re.compile(r"\s*(?:,\s*and|,|;|/|&|\band\b)\s*")
_LONGEST = 6
"""Words of a name."""
_LONGEST_SMALL = 3
"""Words of a name in small letters, without particles and initials."""
_SPECIAL = str.maketrans({"ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i"})
_UNSEEN = frozenset("'’‘ʻ`´\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


@dataclass(frozen=True, slots=True)
class Person:
    """The words of a name as they are compared (:func:`folded`), in the order of given name to surname."""

    words: tuple[str, ...]
    small: bool = False
    """Written in small letters where the text introduces the person."""

    @property
    def telling(self) -> tuple[str, ...]:
        """The words that may stand for the person: without initials, particles and suffixes."""
        long = tuple(word for word in self.words if len(word) > 1 or not word.islower())
        return tuple(word for word in long if word not in particles() | suffixes()) or long


@cache
def folded(word: str) -> str:
    """A word without case, accents, apostrophes and characters that do not show: *Núñez* as *nunez*."""
    apart = unicodedata.normalize("NFKD", word.casefold().translate(_SPECIAL))
    return "".join(letter for letter in apart if not unicodedata.combining(letter) and letter not in _UNSEEN)


@cache
def _listed(name: str) -> frozenset[str]:
    words = data()[name]
    return frozenset(folded(str(word)) for word in (words.split() if isinstance(words, str) else words))  # type: ignore[attr-defined]


def offices() -> frozenset[str]:
    """Words that are no names of persons."""
    return _listed("offices")


def particles() -> frozenset[str]:
    """Small words inside a name, as *de la*."""
    return _listed("particles")


def suffixes() -> frozenset[str]:
    """What stands behind a name, as *Jr.*"""
    return _listed("suffixes")


def small_words() -> frozenset[str]:
    """Small words of English that are names too."""
    return _listed("small words")


def subjects() -> frozenset[str]:
    """Small words that begin sentences and are no names there."""
    return _listed("subjects")


def ordinary() -> frozenset[str]:
    """English words that are names too."""
    return _listed("ordinary")


def honorifics() -> frozenset[str]:
    """Titles of address."""
    return _listed("honorifics")


_HONORED = re.compile(
    r"\b(?:[Mm](?:r|rs|s|x)|MR|MRS|MS|[Dd]r|DR|Prof|Professor|Miss|Mister|Sgt|Lt|Capt|Rev|Hon|Sergeant"
    r"|Lieutenant|Señora?)\b\.?[ \t\u00a0]+"
)
_IN_WORDS = re.compile(
    r"(?:\b(?:incumbent|employee|supervisor|manager|boss|director|foreman|lead|analyst|clerk|technician|coordinator"
    r"|worker|appellant|colleague|coworker|co-worker|predecessor|successor|by|is),?[ \t]*[,(:]?[ \t]+"
    r"|\b(?:my name is|I am|I,|reports? (?:directly )?to|reporting to|supervised by|held by|prepared by"
    r"|interview(?:ed)? (?:with)?|interviewed|signed by|named|called|trained by|filled by|vacated by|replaced|replaces)"
    r"[ \t]+)(?:(?:Mr|Ms|Mrs|Mx|Dr)\.?[ \t]+)?(?=[^\W\d_])",
    re.I,
)
_FOOT = re.compile(
    r"(?:/s/|\bs/)[ \t]*|^[ \t]*[_]{5,}[^\n]*\n[ \t]*|\b(?:Sincerely|Respectfully(?: submitted)?|Regards|Best"
    r"|Thank you|Thanks|Yours truly|Best regards|Kind regards|Cordially),?[ \t]*\n\s*|\b(?:Dear|Hi|Hello)[ \t]+",
    re.M,
)
_MAILED = re.compile(rf"({_LETTERS}(?:[ .-]+{_LETTERS}){{1,4}})[ \t]*<[^<>\s]+@")


def people(text: str) -> Iterator[Person]:
    """The persons that ``text`` introduces, in order of the ways they are introduced; the same one may come twice."""
    for field in fields(text):
        if field.kind in ("person", "maybe person"):
            for start, end in field.values:
                found = list(_named(text, start, end, sure=field.kind == "person"))
                if found:
                    yield from found
                    break
    for pattern, fewest in ((_HONORED, 1), (_IN_WORDS, 2), (_FOOT, 2)):
        for match in pattern.finditer(text):
            yield from _introduced(text, match.end(), fewest)
    for match in _MAILED.finditer(text):
        yield from _introduced(text, match.start(1), 2)


def _introduced(text: str, at: int, fewest: int) -> Iterator[Person]:
    """The person whose name of so many words or more, all of them in capitals, begins at a place."""
    run = _run(text, at, len(text))
    words = [word for word in run if len(word[0].strip("'’")) > 1 or len(run) > 1]
    if len(words) >= fewest and _believable(run, sure=False, fewest=fewest):
        yield Person(tuple(folded(word) for word, _, _ in run))


def _named(text: str, start: int, end: int, *, sure: bool) -> Iterator[Person]:
    """The persons in a field's value: one, or several joined by commas, semicolons, *and* or strokes."""
    at = start
    while at < end:
        at = _behind_honorific(text, at, end)
        run = _run(text, at, end, sure=sure)
        if not run:
            return
        stop = run[-1][2]
        swapped, after = _first_names(text, stop, end, run)
        words = [*swapped, *run]
        if at > start and _holds_office(
            text[after:end].lstrip()
        ):  # a title behind a name: Jane Doe, Long Range Planner
            return
        if not _ends_well(text, after, end, sure=sure, run=words) or not _believable(
            words, sure=sure, fewest=1 if sure else 2
        ):
            return
        yield Person(tuple(folded(word) for word, _, _ in words), small=all(word.islower() for word, _, _ in words))
        more = _SEVERAL.match(text, after, end)
        if not more:
            return
        at = more.end()


def _behind_honorific(text: str, at: int, end: int) -> int:
    match = _HONORED.match(text, at, end)
    return match.end() if match else at


Run = list[tuple[str, int, int]]
"""Words with where they begin and end."""


def _run(text: str, at: int, end: int, *, sure: bool = False) -> Run:
    """The words from a place on that may be one name."""
    run: Run = []
    while len(run) < _LONGEST:
        match = WORD.match(text, at, end)
        if not match or not _may_belong(match[0], sure=sure, first=not run):
            break
        run.append((match[0], match.start(), match.end()))
        gap = _GAP.match(text, match.end(), end)
        if not gap or (gap[0].startswith(".") and not _shortened(match[0])):
            break
        at = gap.end()
    while run and folded(run[-1][0]) in particles() and len(run) > 1 and run[-1][0].islower():
        run.pop()
    return run


def _shortened(word: str) -> bool:
    """Whether a dot behind a word shortens it instead of ending a sentence."""
    return len(folded(word)) == 1 or folded(word) in particles() | suffixes()


def _may_belong(word: str, *, sure: bool, first: bool) -> bool:
    plain = folded(word).removesuffix("s") if word.endswith(("'s", "’s")) else folded(word)
    if plain in particles() and (sure or not first):
        return True
    if plain in offices() - ordinary() or (plain in small_words() and word.islower() and len(word) > 1):
        return False
    return word[0].isupper() or not word[0].islower() or sure


def _first_names(text: str, stop: int, end: int, run: Run) -> tuple[Run, int]:
    """The given names of a name that is written with its surname first, and where the name ends."""
    comma = _COMMA.match(text, stop, end)
    if not comma:
        return [], stop
    behind = _run(text, comma.end(), end)
    while behind and folded(behind[0][0]) in suffixes():
        stop, behind = behind[0][2], behind[1:]
        return [], stop
    one_surname = len(run) == 1 or folded(run[0][0]) in particles() or (behind and len(behind[-1][0]) == 1)
    if behind and WORD.match(text[behind[-1][2] : end].lstrip(". ")):
        return [], stop
    if behind and len(behind) <= 3 and (one_surname or len(behind) == 1):
        return behind, behind[-1][2]
    return [], stop


def _ends_well(text: str, at: int, end: int, *, sure: bool, run: Run) -> bool:
    """Whether what stands behind a name fits one: its end, a mark, or after a full name of somebody sure more words."""
    rest = text[at:end].lstrip(' \t\u00a0.*_"”')
    if not rest or not rest[0].isalnum():
        return True
    if _holds_office(rest) and all(folded(word) in ordinary() | offices() for word, _, _ in run):
        return False
    word = WORD.match(rest)
    if word and folded(word[0]) in {"and"}:
        return True
    if word and folded(word[0]) in suffixes():
        return True
    if not sure:
        return bool(word) and rest[0].isupper() and _holds_office(rest)
    return len(run) >= 2 or rest[0].isdigit() or (rest[0].isupper() and _holds_office(rest))


def _holds_office(rest: str) -> bool:
    """Whether the words behind a name are an office, not the rest of a body's name."""
    words = [folded(word) for word in WORD.findall(rest.split("\n")[0])[:4]]
    return bool(words) and words[0] in offices() and words[0] not in _listed("bodies")


def _believable(run: Run, *, sure: bool, fewest: int) -> bool:
    """Whether words are a name, not a phrase in capitals."""
    words = [word for word, _, _ in run if folded(word) not in suffixes()]
    telling = [word for word in words if len(folded(word)) > 1]
    if not telling or len(words) < fewest or (len(telling) == 1 and folded(telling[0]) in small_words() and not sure):
        return False
    if all(word.islower() for word in words):
        plain = [folded(word) for word in telling if folded(word) not in particles()]
        return sure and len(plain) <= _LONGEST_SMALL and not any(word in small_words() for word in plain)
    return not all(folded(word) in (small_words() | offices()) - ordinary() for word in telling)
