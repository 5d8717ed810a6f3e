"""Meanings: the vectors of texts that answering compares again and again, embedded once and remembered."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from knowledge.embed import Embedder, Vectors
from knowledge.index import Progress, kept_vectors
from knowledge.words import official_terms, stems

_OWN = 0.5
"""What a follow-up's own words weigh against the same words read after the question before."""
_ASKED = 64
_LEXICAL = 0.3
"""What shared words weigh against nearness in meaning where two questions are compared."""


class Meanings:
    """Remembers the vector of every text it has seen; ``file`` keeps those of the texts known beforehand."""

    def __init__(self, embedder: Embedder, file: Path | None = None) -> None:
        self._embedder, self._file = embedder, file
        self._remembered: dict[str, Vectors] = {}
        self._asked: dict[str, Vectors] = {}

    def learn(self, texts: Sequence[str], progress: Progress) -> None:
        """Have the vectors of ``texts`` at hand, out of the file where they stand in it."""
        new = list(dict.fromkeys(texts))
        if self._file is not None:
            self._remembered.update(zip(new, kept_vectors(new, self._file, self._embedder, progress), strict=True))

    def of(self, texts: Sequence[str]) -> Vectors:
        """One row a text."""
        new = [text for text in dict.fromkeys(texts) if text not in self._remembered]
        self._remembered.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._remembered[text] for text in texts])

    def asked(self, text: str, after: str = "") -> Vectors:
        """A question's vector; one that leans on another lies between its own words and both together."""
        own = self._once(text)
        if not after:
            return own
        both = _OWN * own + (1 - _OWN) * self._once(f"{after} {text}")
        return np.asarray(both / np.linalg.norm(both))

    def _once(self, text: str) -> Vectors:
        """The vector of a question, kept while it is being answered; it would be no use to remember them all."""
        found = self._asked.get(text)  # held on to: another who asks meanwhile may empty what is kept
        if found is None:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            found = self._asked[text] = self._embedder.embed([text])[0]
        return found


class Examples:
    """Questions recorded beforehand; says how near a new one comes to each, by meaning and by words."""

    def __init__(self, texts: Sequence[str], meanings: Meanings) -> None:
        self.texts = tuple(texts)
        self._meanings = meanings
        self._stems = [frozenset(_words(text)) for text in texts]
        counts = Counter(stem for group in self._stems for stem in group)
        self._rarity = {stem: math.log(1 + len(texts) / count) for stem, count in counts.items()}
        self._unknown = math.log(1 + 2 * len(texts))
        self._weights = [self._weight(group) or 1.0 for group in self._stems]

    def nearness(self, text: str, vector: Vectors) -> list[float]:
        """How near each example is to a question of that vector, 0 to about 1."""
        own = frozenset(_words(text))
        weight = self._weight(own) or 1.0
        shared = [
            self._weight(own & group) / math.sqrt(weight * other)
            for group, other in zip(self._stems, self._weights, strict=True)
        ]
        near = self._vectors @ vector
        return [(1 - _LEXICAL) * float(cosine) + _LEXICAL * share for cosine, share in zip(near, shared, strict=True)]

    @cached_property
    def _vectors(self) -> Vectors:
        return self._meanings.of(self.texts)

    def _weight(self, group: Iterable[str]) -> float:
        return sum(self._rarity.get(stem, self._unknown) for stem in sorted(group))


def _words(text: str) -> list[str]:
    """The stems of a question and of the trade's terms for its lay words."""
    return stems(f"{text} {' '.join(official_terms(text))}")
