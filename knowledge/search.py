"""Search: the provisions a text names, then BM25 over stems fused with dense similarity by reciprocal rank."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from knowledge.embed import Embedder
from knowledge.index import Entry, Index, Progress, open_index
from knowledge.library import Library
from knowledge.models import Passage
from knowledge.parse import pinpoint
from knowledge.words import official_terms, stems

_K = 60
"""The usual constant of reciprocal rank fusion."""
_DEPTH = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; ``named`` where the query gives its pinpoint."""

    passage: Passage
    score: float
    named: bool = False
    similarity: float = 0.0
    """Cosine similarity to the query, -1 to 1; 0 where the dense search did not reach the passage."""


class Search:
    """Over all passages of a library."""

    def __init__(self, library: Library, folder: Path, progress: Progress, say: Callable[[str], None]) -> None:
        self._entries = [Entry(passage, _words(library, passage)) for passage in library.passages]
        self._passages = {entry.passage.id: entry.passage for entry in self._entries}
        self._embedder = Embedder()
        self._index: Index = open_index(self._entries, folder, self._embedder, progress, say)

    def find(self, query: str, count: int = 12, keep: Callable[[Passage], bool] = lambda _: True) -> list[Hit]:
        """The passages that fit ``query`` best, those it names first; only what ``keep`` lets through."""
        named = [hit for hit in self.named(query) if keep(hit.passage)]
        taken = {hit.passage.id for hit in named}
        fused = [hit for hit in self._fused(query) if hit.passage.id not in taken and keep(hit.passage)]
        return [*named, *fused][:count]

    def named(self, query: str) -> list[Hit]:
        """The passages of the provisions that ``query`` names, in the order of the text."""
        wanted = [reference.pinpoint for reference in pinpoint.find(query)]
        return [
            Hit(entry.passage, 1.0, named=True)
            for point in wanted
            for entry in self._entries
            if (own := pinpoint.parse(entry.passage.pinpoint)) and point.contains(own)
        ]

    def _fused(self, query: str) -> list[Hit]:
        widened = f"{query} {' '.join(official_terms(query))}"
        dense = self._index.nearest(self._embedder.embed([widened])[0], _DEPTH)
        similarity = dict(dense)
        scores: dict[str, float] = {}
        for ranking in (self._lexical(widened), [id for id, _ in dense]):
            for rank, id in enumerate(ranking, 1):
                scores[id] = scores.get(id, 0.0) + 1.0 / (_K + rank)
        ordered = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [
            Hit(self._passages[id], score, similarity=similarity.get(id, 0.0))
            for id, score in ordered
            if id in self._passages
        ]

    def _lexical(self, query: str) -> list[str]:
        tokens = [stem for stem in stems(query) if stem in self._bm25.vocab_dict]
        if not tokens:
            return []
        scores: Sequence[float] = self._bm25.get_scores(tokens)
        best = np.argsort(-np.asarray(scores), kind="stable")[:_DEPTH]
        return [self._entries[row].passage.id for row in best if scores[row] > 0]

    @cached_property
    def _bm25(self) -> Any:
        import bm25s

        model = bm25s.BM25(k1=1.2, b=0.75)
        model.index([stems(entry.words) for entry in self._entries], show_progress=False)
        return model


def _words(library: Library, passage: Passage) -> str:
    """What a passage is found by: its title and heading path, which often hold the very term, then its words."""
    title = library.source(passage.source).title
    return f"{title}. {' · '.join(passage.heading)}. {passage.text}"
