"""Meaning: texts of a plan and drafts as sentence vectors, so that what shares no word may still be seen to be alike.

A text is read in packs of clauses and its vector is the mean over them, so that neither the order of the duties nor
letter case moves it. What is known beforehand, as the titles of a plan, is read once and kept by content.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np

from assistant.classify.vectors import Numbers, clauses, unit
from knowledge.embed import Embedder
from knowledge.index import Progress, kept_vectors

_PACK = 45
"""So many words are read at a time: longer texts cost more than their share, and a mean of parts blurs less."""


def _silent(_what: str, _done: int, _total: int) -> None:
    return None


@cache
def _shared() -> Embedder:
    """One model for all plans; it is loaded when the first text is read."""
    return Embedder()


class Meaning:
    """Reads texts as vectors of length one; those of a plan are kept in ``file`` if there is one."""

    def __init__(self, file: Path | None = None, progress: Progress = _silent) -> None:
        self._file, self._progress = file, progress
        self._last: tuple[str | None, Numbers] = (None, np.zeros(0))

    def known(self, texts: Sequence[str]) -> Numbers:
        """One row a text; the file afterwards holds these alone."""
        cut = [packs(text) for text in texts]
        every = [pack for own in cut for pack in own]
        vectors = kept_vectors(every, self._file, _shared(), self._progress) if self._file else _shared().embed(every)
        ends = np.cumsum([len(own) for own in cut])
        return _means(cut, np.split(vectors.astype(np.float64), ends[:-1]))

    def of(self, text: str) -> Numbers:
        """The vector of a draft; the last one's is remembered."""
        if self._last[0] != text:
            own = packs(text)
            self._last = (text, _means([own], [_shared().embed(own).astype(np.float64)])[0])
        return self._last[1]


def packs(text: str) -> list[str]:
    """The clauses of a text in an order of their own, joined to packs of bearable length; one empty pack of none."""
    found: list[str] = []
    room = 0
    for clause in sorted(filter(None, (" ".join(clause.lower().split()) for clause in clauses(text)))):
        words = clause.split()
        if len(words) <= room:
            found[-1] += f". {clause}"
        else:
            found.extend(" ".join(words[start : start + _PACK]) for start in range(0, len(words), _PACK))
            room = _PACK * -(-len(words) // _PACK)
        room -= len(words)
    return found or [""]


def _means(cut: Sequence[Sequence[str]], vectors: Sequence[Numbers]) -> Numbers:
    """The mean vector of the packs of each text, each pack counting by its words."""
    weights = [np.array([len(pack.split()) for pack in own], dtype=np.float64) for own in cut]
    return unit(np.array([weight @ rows for weight, rows in zip(weights, vectors, strict=True)]))
