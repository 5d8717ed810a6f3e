"""Composing an answer: the sentences of the provisions that bear on a question, each with its citation.

Nothing is written that no source says: the words are those of the provisions, chosen and ordered by how much of the
question they cover. Support is judged by what the question is about, not by the retrieval's score.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answer.question import Question
from assistant.models import Claim
from knowledge.embed import Embedder, Vectors
from knowledge.library import Library
from knowledge.models import Kind, Passage
from knowledge.parse import pinpoint
from knowledge.search import Hit
from knowledge.words import official_terms, sentences, stems

_PASSAGES = 10
"""How many of the hits are read sentence by sentence."""
_LEADING = 3
"""The best hits, whose provisions are read whole."""
_WHOLE = 4
"""A leading provision of up to so many sentences is given whole."""
_SIBLING = 0.4
_FURTHER = 0.6
"""The share of the best score that a part of the same provision, and another provision, must reach."""
_CONFIRMS = 0.85
_ADDS = 0.1
"""The share of the question that a further provision must newly cover."""
_PROVISIONS = 4
_SENTENCES = 3
_PARTS = 8
"""A provision's parts are listed where there are no more than this."""
_CONTEXT = 0.35
"""What an earlier turn's words weigh against the question's own."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a passage, at its offsets in the source: how far it answers the question, 0 to about 1."""

    passage: Passage
    start: int
    end: int
    score: float
    covers: frozenset[str]
    """The stems of the question that it speaks of."""


@dataclass(frozen=True, slots=True)
class Support:
    """What the sources have for a question."""

    ranked: tuple[Scored, ...] = ()
    """The sentences, best first."""
    similarity: float = 0.0
    """The cosine of the question with the nearest sentence."""
    weights: tuple[tuple[str, float], ...] = ()
    named: tuple[Passage, ...] = ()
    """Passages of the provisions and classes that the question names: each has to be answered from."""

    @property
    def best(self) -> Scored | None:
        return self.ranked[0] if self.ranked else None

    def covered_by_passage(self) -> list[frozenset[str]]:
        """What of the question each passage speaks of, all its sentences together."""
        covers: dict[str, frozenset[str]] = {}
        for item in self.ranked:
            covers[item.passage.id] = covers.get(item.passage.id, frozenset()) | item.covers
        return list(covers.values())

    @property
    def score(self) -> float:
        return self.ranked[0].score if self.ranked else 0.0


class Composer:
    """Scores sentences against questions over one library, and chooses those that answer."""

    def __init__(self, library: Library, embedder: Embedder) -> None:
        self._library = library
        self._embedder = embedder
        documents = [set(stems(f"{' '.join(p.heading)} {p.text}")) for p in library.passages]
        counts = Counter(stem for document in documents for stem in document)
        self._rarity = {stem: math.log(1 + len(documents) / count) for stem, count in counts.items()}
        self._rarest = math.log(1 + len(documents))
        self._remembered: dict[str, Vectors] = {}

    def support(self, question: Question, hits: Sequence[Hit]) -> Support:
        """The sentences of the best hits, scored; official passages stand in for restated ones."""
        passages = self._cited(hits)
        cuts = [(passage, start, end) for passage in passages for start, end in sentences(passage.text)]
        if not cuts:
            return Support()
        weights = self._weights(question)
        texts = [f"{' '.join(passage.heading)}. {passage.text[start:end]}" for passage, start, end in cuts]
        near = self._sentence_vectors(texts) @ self._meaning(question)
        place = {passage.id: rank for rank, passage in enumerate(passages)}
        total = sum(weights.values()) or 1.0
        scored: list[Scored] = []
        for (passage, start, end), text, cosine in zip(cuts, texts, near, strict=True):
            covers = frozenset(stems(text)) & weights.keys()
            score = 0.5 * float(cosine) + 0.5 * sum(weights[stem] for stem in covers) / total - 0.01 * place[passage.id]
            scored.append(Scored(passage, passage.start + start, passage.start + end, score, covers))
        scored.sort(key=lambda item: (-item.score, place[item.passage.id], item.start))
        return Support(tuple(scored), float(near.max()), tuple(weights.items()), self._named(question, hits))

    def claims(self, support: Support) -> list[Claim]:
        """The answer's sentences, provision by provision."""
        told: dict[tuple[str, int], tuple[Passage, int, int]] = {}
        for rank, passage in enumerate(self._provisions(support)):
            for start, end in self._said(passage, support, whole=rank == 0):
                told.setdefault((passage.source, start), (passage, start, end))
        return [self._claim(passage, start, end) for passage, start, end in told.values()]

    def lead(self, pinpoint_: str) -> list[Claim]:
        """The first sentence of a provision, wherever the answer needs it."""
        own = next((p for p in self._library.passages if p.pinpoint == pinpoint_), None)
        if own is None:
            return []
        passage = self._library.evidence(own)[0]
        start, end = next(sentences(passage.text))
        return [self._claim(passage, passage.start + start, passage.start + end)]

    def _provisions(self, support: Support) -> list[Passage]:
        """What to answer from: the best passage, the rest of its provision, what the question names, what else adds."""
        if support.best is None:
            return []
        best_of = _best_of(support)
        first = support.best.passage
        chosen = [first]
        chosen += [
            item.passage
            for item in best_of
            if item.passage.pinpoint == first.pinpoint and item.score >= _SIBLING * support.score
        ]
        chosen += self._each_named(support, best_of)
        chosen += self._further(support, best_of, chosen)
        return list(dict.fromkeys([*chosen, *self._parts(first)]))

    def _each_named(self, support: Support, best_of: Sequence[Scored]) -> list[Passage]:
        """The best passage of each provision or class that the question names."""
        ordered = [*(item.passage for item in best_of if item.passage in support.named), *support.named]
        first_of: dict[str, Passage] = {}
        for passage in ordered:
            first_of.setdefault(_group(passage), passage)
        return list(first_of.values())[:_PROVISIONS]

    def _further(self, support: Support, best_of: Sequence[Scored], chosen: Sequence[Passage]) -> list[Passage]:
        """Other provisions that speak of what the chosen ones leave open, or that say it as well."""
        weights = dict(support.weights)
        total = sum(weights.values()) or 1.0
        covered = {stem for item in support.ranked if item.passage in chosen for stem in item.covers}
        found: list[Passage] = []
        for item in best_of:
            if item.passage in chosen or item.score < _FURTHER * support.score:
                continue
            adds = sum(weights[stem] for stem in item.covers - covered) / total
            confirms = len(found) < 2 and item.score >= _CONFIRMS * support.score
            if (adds >= _ADDS or confirms) and len(found) + 1 < _PROVISIONS:
                found.append(item.passage)
                covered |= item.covers
        return found

    def _said(self, passage: Passage, support: Support, *, whole: bool) -> list[tuple[int, int]]:
        """What is quoted of a passage, in its order: all of a short leading one, else what answers best."""
        cuts = [(passage.start + start, passage.start + end) for start, end in sentences(passage.text)]
        if whole and len(cuts) <= _WHOLE:
            return cuts
        own = [item for item in support.ranked if item.passage is passage]
        if not own:
            return cuts[:1]
        good = {(item.start, item.end) for item in own[:_SENTENCES] if item.score >= 0.65 * own[0].score}
        return [cut for cut in cuts if cut in good]

    def _parts(self, passage: Passage) -> list[Passage]:
        """The provisions directly under a lead-in, as A.1 to A.4 under A."""
        own = pinpoint.parse(passage.pinpoint)
        if own is None or not own.path:
            return []
        parts = [
            other
            for other in self._library.source(passage.source).passages
            if (point := pinpoint.parse(other.pinpoint))
            and own.contains(point)
            and len(point.path) == len(own.path) + 1
        ]
        return parts if len(parts) <= _PARTS else []

    def _claim(self, passage: Passage, start: int, end: int) -> Claim:
        citation = self._library.cite(passage, start, end)
        return Claim(" ".join(citation.quote.split()).removeprefix("- "), (citation,))

    def _cited(self, hits: Sequence[Hit]) -> list[Passage]:
        """The passages to read: those named and the best others, gaps left out."""
        known = [hit for hit in hits if self._library.source(hit.passage.source).kind is not Kind.GAP]
        named = sum(hit.named for hit in known)
        read = [hit.passage for hit in known[: max(_PASSAGES, named)]]
        whole = [sibling for passage in read[:_LEADING] for sibling in self._siblings(passage)]
        return list(dict.fromkeys(p for passage in [*read, *whole] for p in self._library.evidence(passage)))

    def _siblings(self, passage: Passage) -> list[Passage]:
        """The other passages of the same provision."""
        return [p for p in self._library.source(passage.source).passages if p.pinpoint == passage.pinpoint]

    def _named(self, question: Question, hits: Sequence[Hit]) -> tuple[Passage, ...]:
        classes = {spec.source.id for spec in question.named}
        return tuple(
            passage
            for hit in hits
            if hit.named or hit.passage.source in classes
            for passage in self._library.evidence(hit.passage)
        )

    def _weights(self, question: Question) -> dict[str, float]:
        """How much each stem of the question counts: the rarer the more, an earlier turn's less, a class's name not at
        all, since every passage of the class has it."""
        own = f"{question.text} {' '.join(official_terms(question.text))}"
        weights = {stem: _CONTEXT * self._rarity.get(stem, 0.0) for stem in stems(question.leans_on)}
        weights |= {stem: self._rarity.get(stem, self._rarest) for stem in stems(own)}
        titles = {stem for spec in question.named for title in (spec.title, *spec.also) for stem in stems(title)}
        return {stem: weight for stem, weight in weights.items() if stem not in titles}

    def _sentence_vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of sentences; those met before are remembered."""
        new = [text for text in dict.fromkeys(texts) if text not in self._remembered]
        self._remembered.update(zip(new, self._embedder.embed(new), strict=True))
        return np.array([self._remembered[text] for text in texts])

    def _meaning(self, question: Question) -> Vectors:
        """The question's vector; a follow-up's lies between its own words and the whole conversation."""
        if not question.leans_on:
            return np.asarray(self._embedder.embed([question.text])[0])
        between = self._embedder.embed([question.text, question.query]).sum(axis=0)
        return np.asarray(between / np.linalg.norm(between))


def _best_of(support: Support) -> list[Scored]:
    """The best sentence of each passage, best first."""
    best: dict[str, Scored] = {}
    for item in support.ranked:
        best.setdefault(item.passage.id, item)
    return list(best.values())


def _group(passage: Passage) -> str:
    """What must be answered from once: a provision by its pinpoint, a class by its source."""
    return passage.pinpoint if pinpoint.parse(passage.pinpoint) else passage.source


def weight_of(terms: Iterable[str], weights: Mapping[str, float]) -> float:
    """The weighted share of the question that some stems cover, 0 to 1."""
    return sum(weights.get(term, 0.0) for term in set(terms)) / (sum(weights.values()) or 1.0)
