"""Words: how text is cut into stems, and how workers' words are turned into the trade's.

Used wherever two texts are compared by their words, so that all comparisons see the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?(?:\.\d+[a-z]?)*", re.I)
_SENTENCE = re.compile(r"(?<=[.!?;])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n|\n(?=\s*[-*•]|\s*\d+[.)]\s)")
_ABBREVIATIONS = re.compile(r"(?:\b(?:subd|subp|cl|sec|art|no|stat|minn|e\.g|i\.e|vs|etc|admin|ed|dr|mr|ms|u\.s)\.|\b[A-Z]\.)$", re.I)  # fmt: skip

STOPWORDS = frozenset(
    "a about above after again all also am an and any are as at be because been before being below between both but by can could did "
    "do does doing down during each few for from further get got had has have having he her here hers herself him himself his how i "
    "if in into is it its itself just let like ll made make many may me might more most much must my myself no nor not now of off on "
    "once only or other our ours out over own please re said same say says shall she should so some such tell than that the their "
    "theirs them then there these they this those through to too under until up us use used very want was way we well were what when "
    "where whether which while who whom whose why will with within without would yes you your yours d m s t ve".split()
)


@cache
def _stemmer() -> Any:
    import Stemmer

    return Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, without stop words."""
    plain = (match[0].lower().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(text))
    return [word for word in plain if word not in STOPWORDS]


def stems(text: str) -> list[str]:
    """The stems of the words of ``text``, in order, without stop words."""
    return list(_stemmer().stemWords(words(text)))


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
        if not _ABBREVIATIONS.search(text[: match.start()]):
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


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(str(phrase).lower()) for phrase in phrases) + r")\b")
