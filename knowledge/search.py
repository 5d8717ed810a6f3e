"""Search: the provisions a text names, then three rankings fused by reciprocal rank.

BM25 over stems and dense similarity find the candidates; the third ranking is their likeness to the query token by
token, which counts double.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.asked import read_asked, searched_by
from knowledge.embed import Embedder
from knowledge.index import Entry, Index, Progress, open_index, open_outside
from knowledge.library import Library
from knowledge.models import Kind, Passage
from knowledge.parse import pinpoint
from knowledge.tokens import Tokens
from knowledge.words import official_terms, stems

_K = 5
"""The constant of reciprocal rank fusion: small, since first places mean much here (docs/decisions/0016)."""
_DEPTH = 60
_FAVOUR = 2.0 / (_K + 1)
"""What standing in an instrument that the query names is worth: as much as half of all first places."""
_BY_NAME = (Kind.CLASS_SPEC, Kind.JOB_DESCRIPTION)
"""Texts that are found by the name of their class: too many for their token vectors to be kept."""


class Signal(StrEnum):
    """What a passage may be found by."""

    WORDS = "BM25"
    MEANING = "dense"
    TOKENS = "MaxSim"


_WEIGHTS = {Signal.WORDS: 1.0, Signal.MEANING: 1.0, Signal.TOKENS: 2.0}


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; ``named`` where the query gives its pinpoint or that of a provision it stands in."""

    passage: Passage
    score: float
    named: bool = False
    similarity: float = 0.0
    """Cosine similarity to the query, -1 to 1; 0 where the dense search did not reach the passage."""


class Search:
    """Over all passages of a library."""

    def __init__(
        self,
        library: Library,
        folder: Path,
        progress: Progress,
        say: Callable[[str], None],
        chroma_url: str = "",
        *,
        held: bool = True,
    ) -> None:
        """The index of ``library`` is opened or built in ``folder``; ``held``: whether its sources are kept already."""
        asked = searched_by(read_asked(library))
        self._entries = [Entry(p, _words(library, p, asked.get(p.id, ""))) for p in library.passages]
        self._passages = {entry.passage.id: entry.passage for entry in self._entries}
        self.embedder = Embedder()
        self._index: Index = (
            open_outside(self._entries, chroma_url, folder, self.embedder, progress, say)
            if chroma_url
            else open_index(self._entries, folder, self.embedder, progress, say, held=held)
        )
        kept = [id for id, passage in self._passages.items() if library.source(passage.source).kind not in _BY_NAME]
        words = {entry.passage.id: entry.words for entry in self._entries}
        self._tokens = Tokens(words, kept, folder / "tokens.npz", self.embedder, progress)

    def close(self) -> None:
        """Let go of the index's files."""
        self._index.close()

    def find(
        self,
        query: str,
        count: int = 12,
        keep: Callable[[Passage], bool] = lambda _: True,
        by: Collection[Signal] = tuple(Signal),
    ) -> list[Hit]:
        """The passages that fit ``query`` best; only what ``keep`` lets through, found ``by`` these signals.

        A provision the query names comes first. One that merely stands within a named instrument is favoured.
        """
        hits = self._ranked(query, by, keep)
        named = [hit for hit in hits if hit.named]
        return [*named, *(hit for hit in hits if not hit.named)][: max(count, len(named))]

    def _ranked(self, query: str, by: Collection[Signal], keep: Callable[[Passage], bool]) -> list[Hit]:
        """All that any search reaches, and all that the query names, best first."""
        wanted = [reference.pinpoint for reference in pinpoint.find(query)]
        widened = f"{query} {' '.join(official_terms(query))}"
        dense = dict(self._index.nearest(self.embedder.embed([widened])[0], _DEPTH))
        rankings = {Signal.WORDS: self._lexical(widened), Signal.MEANING: list(dense)}
        rankings = {signal: [id for id in found if keep(self._passages[id])] for signal, found in rankings.items()}
        if Signal.TOKENS in by:
            alike = self._tokens.likeness(widened, dict.fromkeys(id for found in rankings.values() for id in found))
            rankings[Signal.TOKENS] = sorted(alike, key=lambda id: (-alike[id], id))
        scores: dict[str, float] = {}
        for signal in by:
            for rank, id in enumerate(rankings[signal], 1):
                scores[id] = scores.get(id, 0.0) + _WEIGHTS[signal] / (_K + rank)
        named = {id for id, point in self._points.items() if any(_names(name, point) for name in wanted)}
        within = {id for id, point in self._points.items() if any(point.instrument == w.instrument for w in wanted)}
        for id in (id for id in within | named if keep(self._passages[id])):
            scores[id] = scores.get(id, 0.0) + _FAVOUR
        return [
            Hit(self._passages[id], score, id in named, dense.get(id, 0.0))
            for id, score in sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        ]

    def _lexical(self, query: str) -> list[str]:
        tokens = [stem for stem in stems(query) if stem in self._bm25.vocab_dict]
        if not tokens:
            return []
        scores: Sequence[float] = self._bm25.get_scores(tokens)
        best = np.argsort(-np.asarray(scores), kind="stable")[:_DEPTH]
        return [self._entries[row].passage.id for row in best if scores[row] > 0]

    @cached_property
    def _points(self) -> dict[str, pinpoint.Pinpoint]:
        parsed = {id: pinpoint.parse(passage.pinpoint) for id, passage in self._passages.items()}
        return {id: point for id, point in parsed.items() if point is not None}

    @cached_property
    def _bm25(self) -> Any:
        import bm25s

        model = bm25s.BM25(k1=1.2, b=0.75)
        model.index([stems(entry.words) for entry in self._entries], show_progress=False)
        return model


def _names(wanted: pinpoint.Pinpoint, own: pinpoint.Pinpoint) -> bool:
    """Whether a query's pinpoint is this provision or one it stands in; a whole instrument names no provision."""
    return wanted.contains(own) and bool(wanted.path or not own.path)


def _words(library: Library, passage: Passage, asked: str) -> str:
    """What a passage is found by: title and heading path, which often hold the very term, its words, how people ask.

    How people ask comes last, since the model reads no more than the first 256 tokens.
    """
    return f"{library.source(passage.source).title}. {' · '.join(passage.heading)}. {passage.text} {asked}".rstrip()
