"""Typing errors: a word that nobody knows is read as the known word it is nearest to, and the reader is told.

Known is what the sources or the vocabulary say, and what the embedder's own word list holds: a correct English word is
left alone even where no source uses it. Names, numbers and short words are left alone too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

_WORD = re.compile(r"(?<![\w.'’-])[A-Za-z]{4,}(?![\w'’-])")
_LONG = 7
"""From this length on two slips are mended, below it one."""
_PREFIXES = ("re", "un", "non", "mis", "over", "under", "pre", "sub", "out")
_SUFFIXES = ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "ness", "less", "ful")
_SHORTEST = 3
_INFORMAL = frozenset(
    """dont doesnt didnt cant wont isnt wasnt arent werent havent hasnt hadnt couldnt wouldnt shouldnt youre theyre
    thats whats whos hows gonna wanna gotta kinda thru tmrw alot""".split()  # noqa: SIM905 - words are read as words
)
"""Words that are meant as typed."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Speller:
    """Mends typing errors by the words of the trade."""

    def __init__(self, texts: Iterable[str], knows: Callable[[str], bool]) -> None:
        """``texts`` hold the words to read by; ``knows`` says which others are words at all."""
        self._counts = Counter(word for text in texts for word in re.findall(r"[a-z]{4,}", text.lower()))
        self._knows = knows
        self._starting: dict[str, list[str]] = {}
        for word in sorted(self._counts):
            self._starting.setdefault(word[0], []).append(word)

    def says(self, word: str) -> bool:
        """Whether the texts to read by hold a word, given in small letters."""
        return word in self._counts

    def mended(self, text: str) -> tuple[str, dict[str, str]]:
        """``text`` as it is read, and each mended word with its reading."""
        read: dict[str, str] = {}

        def mend(found: re.Match[str]) -> str:
            typed = found[0]
            name = typed[0].isupper() and not typed.isupper() and not _starts_sentence(text, found.start())
            meant = "" if name else self._meant(typed.lower())
            if not meant:
                return typed
            read[typed] = meant
            return meant

        return _WORD.sub(mend, text), read

    def _meant(self, word: str) -> str:
        """The known word that an unknown one stands for; empty where it is known or nothing is near."""
        if self._is_word(word) or any(self._is_word(stem) for stem in _stems(word)):
            return ""
        near = {edit for edit in _edits(word) if edit in self._counts}
        if not near and len(word) >= _LONG:
            near = {other for other in self._starting.get(word[0], ()) if _within_two(word, other)}
        return min(near, key=lambda other: (-self._counts[other], other), default="")

    def _is_word(self, word: str) -> bool:
        return word in self._counts or word in _INFORMAL or self._knows(word)


def _stems(word: str) -> Iterator[str]:
    """What a word may be made of: *reword* of *word*, *begged* of *beg*."""
    bare = [word, *(word[len(head) :] for head in _PREFIXES if word.startswith(head))]
    for each in bare:
        yield from (each,) if each != word else ()
        for tail in (tail for tail in _SUFFIXES if each.endswith(tail) and len(each) - len(tail) >= _SHORTEST):
            yield each[: -len(tail)]
            if each[-len(tail) - 1] == each[-len(tail) - 2]:
                yield each[: -len(tail) - 1]


def _starts_sentence(text: str, start: int) -> bool:
    return not re.search(r"[^\s.?!\"'(]", text[:start][-2:])


def _edits(word: str) -> Iterator[str]:
    """Everything one slip away: a letter left out, doubled, mistaken, or two changed about."""
    for cut in range(len(word) + 1):
        head, tail = word[:cut], word[cut:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in _LETTERS)


def _within_two(one: str, other: str) -> bool:
    """Whether at most two letters have to be put in, left out or changed."""
    if abs(len(one) - len(other)) > 2:
        return False
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, 1):
        above, row = row, [place]
        for column, its in enumerate(other, 1):
            row.append(min(above[column] + 1, row[-1] + 1, above[column - 1] + (letter != its)))
        if min(row) > 2:
            return False
    return row[-1] <= 2
