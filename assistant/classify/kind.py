"""Kind of work: how near a draft stands to each class of a plan, by the words of its duties.

Kind is settled before level (Job Audit Manual, index p. 11 and 13). The near classes are found by shared words and
topics and put in order by a learned blend of many signals (``signals``, ``rerank``); where the employer's allocated
positions are known, they decide (``precedents``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.classify.calibration import POSITIONS, SPECIFICATIONS
from assistant.classify.material import Larger
from assistant.classify.meaning import Meaning
from assistant.classify.precedents import Precedents
from assistant.classify.rerank import log_odds
from assistant.classify.signals import Signals
from assistant.classify.vectors import pairs, pieces, standard, tfidf
from assistant.models import Comparators
from knowledge.models import ClassSpec, Passage
from knowledge.plans import ClassPlan
from knowledge.words import stems, words

Scores = npt.NDArray[np.float64]
"""One number a class of the plan, in the plan's order."""

_TITLE_SHARE = 0.3
_LEVEL_BESIDE_PRECEDENTS = 0.0
_NEAR = 40
"""So many classes are near enough in kind of work for their level to be read, where the learned blend is not used."""
_FULL = 60
"""A quotation of so many characters says enough; a shorter one counts less."""


@dataclass(frozen=True, slots=True)
class Match:
    """A sentence of the draft and the class's sentence that is nearest to it."""

    position: tuple[int, int]
    passage: Passage
    start: int
    end: int
    similarity: float


class KindRanker:
    """Reads a plan once and scores any number of drafts."""

    def __init__(self, plan: ClassPlan, meaning: Meaning | None = None) -> None:
        self.plan = plan
        meaning = meaning or Meaning()
        self._concepts = [concept(spec) for spec in plan.classes]
        self._sentences: dict[str, tuple[tuple[tuple[int, int], ...], Any]] = {}
        self.signals = Signals(plan.classes, meaning)
        self._title_terms = tfidf()
        self._titles = self._title_terms.fit_transform([spec.title for spec in plan.classes])
        self.precedents = Precedents(plan, self._concepts, meaning) if plan.precedents else None

    @cached_property
    def _learned(self) -> bool:
        """Whether the learned blend is at home: it was taught by official specifications and without precedents."""
        official = sum(spec.source.official for spec in self.plan.classes)
        return not self.plan.precedents and 2 * official > len(self.plan.classes)

    def nearest(self, text: str, larger: Larger | None = None) -> tuple[npt.NDArray[np.intp], Scores]:
        """The classes near in kind of work by their row in the plan, and how near each is.

        Where there are minor duties, the text is read whole and, as ``larger``, once more without them.
        """
        if not self._learned:
            scores = self.scores(text)
            if larger:
                scores = larger.weigh(scores, self.scores(larger.content))
            rows = np.argsort(-scores, kind="stable")[:_NEAR]
            return rows, self._with_series(rows, scores[rows])
        rows, signals = self.signals.read(text, larger)
        return rows, log_odds(signals, self.signals.work_stated)

    def scores(self, text: str) -> Scores:
        """How well the kind of work fits, in standard deviations over the plan's classes."""
        if self.precedents:
            return self.precedents.scores(text)
        own = standard(self._own_similarity(text))
        title = standard((self._title_terms.transform([text]) @ self._titles.T).toarray()[0])
        return standard(own + _TITLE_SHARE * title)

    @property
    def basis(self) -> str:
        """What the scores rest on."""
        return POSITIONS if self.precedents else SPECIFICATIONS

    @property
    def level_weight(self) -> float:
        """How much level still counts beside the scores, 0 to 1: allocated positions carry it already, as measured."""
        return _LEVEL_BESIDE_PRECEDENTS if self.precedents else 1.0

    def similarity(self, text: str) -> Scores:
        """The plain cosine to each class or to the positions allocated to it, 0 to 1: how much is shared at all."""
        own = self._own_similarity(text)
        return np.maximum(own, self.precedents.similarity(text)) if self.precedents else own

    def _own_similarity(self, text: str) -> Scores:
        return self.signals.pairs.cosines(self._vectors([text]))

    def _vectors(self, texts: Sequence[str]) -> Any:
        return self.signals.pairs.vectors([pairs(pieces(text)) for text in texts])

    def _with_series(self, rows: npt.NDArray[np.intp], kinds: Scores) -> Scores:
        """Half a class's own, half its series' best, so that level decides inside a series."""
        series = [self.plan.classes[row].series for row in rows]
        best = {name: max(kind for own, kind in zip(series, kinds, strict=True) if own == name) for name in set(series)}
        return np.array([(kind + best[name]) / 2 for name, kind in zip(series, kinds, strict=True)])

    def alike(self, text: str, ours: Sequence[tuple[int, int]], spec: ClassSpec) -> Comparators | None:
        """The positions allocated to a class that are most like the draft, where the plan holds any."""
        return self.precedents.alike(text, ours, spec) if self.precedents else None

    def nearest_sentences(
        self, text: str, ours: Sequence[tuple[int, int]], spec: ClassSpec, theirs: Sequence[tuple[Passage, int, int]]
    ) -> Match | None:
        """The pair of sentences, one of the draft and one of the class, that say most nearly the same."""
        if not theirs or not ours:
            return None
        own = self._vectors([text[start:end] for start, end in ours])
        other = self._class_sentences(spec, tuple((start, end) for _, start, end in theirs))
        near = (own @ other.T).toarray() * _fullness([end - start for start, end in ours])[:, None]
        row, column = np.unravel_index(int(near.argmax()), near.shape)
        passage, start, end = theirs[int(column)]
        return Match(ours[int(row)], passage, start, end, float(near[row, column]))

    def _class_sentences(self, spec: ClassSpec, cuts: tuple[tuple[int, int], ...]) -> Any:
        """The vectors of a class's sentences, each class's read once."""
        kept = self._sentences.get(spec.source.id)
        if kept is None or kept[0] != cuts:
            kept = cuts, self._vectors([spec.source.text[start:end] for start, end in cuts])
            self._sentences[spec.source.id] = kept
        return kept[1]

    def shared_terms(self, ours: str, theirs: str) -> list[str]:
        """The words that two sentences share, by stem, as the first one writes them; the telling ones first."""
        common = set(stems(ours)) & set(stems(theirs))
        weight = self._weight
        shown = {stem: word for word in reversed(words(ours)) for stem in stems(word) if stem in common}
        return [shown[stem] for stem in sorted(shown, key=lambda stem: (-weight.get(stem, 0.0), stem))]

    @cached_property
    def _weight(self) -> dict[str, float]:
        """How telling each term of the plan is: its inverse document frequency."""
        return dict(zip(self.signals.pairs.names(), self.signals.pairs.idf, strict=True))


def compared_in_meaning(plan: ClassPlan) -> list[str]:
    """The texts of a plan that are read for their meaning: its positions and classes, or its titles alone."""
    if not plan.precedents:
        return [spec.title for spec in plan.classes]
    return [*(precedent.text for precedent in plan.precedents), *map(concept, plan.classes)]


def concept(spec: ClassSpec) -> str:
    """The words that say what kind of work a class is: its names and its passages."""
    return "\n".join([spec.title, *spec.also, *(passage.text for passage in spec.source.passages), spec.restated])


def _fullness(lengths: Sequence[int]) -> Scores:
    return np.minimum(1.0, np.asarray(lengths, dtype=np.float64) / _FULL)
