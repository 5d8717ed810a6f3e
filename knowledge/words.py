"""Words: how text is cut into stems, and how workers' words are turned into the trade's.

Used wherever two texts are compared by their words, so that all comparisons see the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?(?:\.\d+[a-z]?)*", re.I)
_SENTENCE = re.compile(r"(?<=[.!?;])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n|\n(?=\s*[-*•]|\s*\d+[.)]\s)")
_ABBREVIATIONS = re.compile(
    r"(?:\b(?:subd|subp|cl|sec|art|no|stat|minn|e\.g|i\.e|vs|etc|admin|ed|dr|mr|ms|u\.s)\.|\b[A-Z]\.)$", re.I
)

_REMEMBERED = 100_000
"""So many words are remembered with their stems; a plan of thousands of classes has fewer."""
_LONGEST_ABBREVIATION = len("admin.") + 1

STOPWORDS = frozenset((Path(__file__).parent / "stopwords.txt").read_text("utf-8").split())


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, without stop words."""
    return [word for written in _WORD.findall(text) if (word := _telling(written))]


@lru_cache(maxsize=_REMEMBERED)
def _telling(written: str) -> str:
    """A word as it is compared; empty for a stop word."""
    word = written.lower().replace("’", "'").removesuffix("'s")
    return "" if word in STOPWORDS else word


def all_stems(text: str) -> frozenset[str]:
    """The stems of all words of ``text``, stop words too: *how much* is what makes a question one about amounts."""
    return frozenset(_stemmer().stemWords([match[0].lower().replace("’", "'") for match in _WORD.finditer(text)]))


def stems(text: str) -> list[str]:
    """The stems of the words of ``text``, in order, without stop words."""
    return [stem for written in _WORD.findall(text) if (stem := _stem(written))]


@lru_cache(maxsize=_REMEMBERED)
def _stem(written: str) -> str:
    """The stem of a word; empty for a stop word."""
    return str(_stemmer().stemWord(_telling(written)))


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence or list item of ``text``, trimmed; abbreviations do not end one."""
    begin = 0
    for cut in [*_cuts(text), len(text)]:
        piece = text[begin:cut]
        if piece.strip():
            start = begin + len(piece) - len(piece.lstrip())
            yield start, start + len(piece.strip())
        begin = cut


def _cuts(text: str) -> Iterator[int]:
    for match in _SENTENCE.finditer(text):
        if not _ABBREVIATIONS.search(text, max(0, match.start() - _LONGEST_ABBREVIATION), match.start()):
            yield match.end()


@cache
def vocabulary() -> tuple[tuple[re.Pattern[str], str], ...]:
    """(pattern of the lay wordings, official term) out of ``vocabulary.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "vocabulary.yaml").read_text("utf-8"))
    return tuple((_any_of(phrases), official) for official, phrases in raw.items() if phrases)


def official_terms(text: str) -> list[str]:
    """The trade's terms for the lay words in ``text``: *turned down* gives *denied*."""
    lower = text.lower().replace("’", "'")
    return [official for pattern, official in vocabulary() if pattern.search(lower)]


@cache
def gap_words() -> tuple[tuple[str, frozenset[str]], ...]:
    """(name of a known gap, stems that mean it when they stand together) out of ``gaps.yaml``."""
    raw = yaml.safe_load((Path(__file__).parent / "gaps.yaml").read_text("utf-8"))
    return tuple((str(name), all_stems(str(group))) for name, groups in raw.items() for group in groups)


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(str(phrase).lower()) for phrase in phrases) + r")\b")
