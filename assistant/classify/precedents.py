"""Precedents: what the positions that the employer has already allocated say about a draft.

They rank the classes (a logistic regression over their words and their meaning, and the centre of each class's
positions), and they are shown: a draft is compared with what is usual for a class, not with its fringe (Job Audit
Manual, index p. 56).

In the positions allocated to a class the words of its title count half. A draft's own title has no part in the
ranking, so words that only name the answer must not be most of what is learnt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.classify.meaning import Meaning
from assistant.classify.vectors import Numbers, directions, standard, tfidf, unit
from assistant.models import AlikeDecision, Comparators, Span, Usual
from knowledge.models import ClassSpec
from knowledge.plans import ClassPlan
from knowledge.words import sentences, stems, words

Scores = npt.NDArray[np.float64]
"""One number a class of the plan, in the plan's order, or one a position."""
Cuts = Sequence[tuple[int, int]]
"""(start, end) of sentences."""

_REGRESSION_STRENGTH = 15.0
_MEANING_SHARE = 0.15
"""What meaning counts in the likeness of two positions, the rest being their words."""
_DIRECTIONS = 400
"""So many directions of words and meaning are enough to tell positions apart; more are slower and no better."""
_CENTRE_SHARE = 0.15
"""What the centre of a class's positions counts beside the regression."""
_KIN_SHARE = 0.1
"""What a class takes from those whose titles share words with its own, since few positions tell little alone."""
_TITLE_WEIGHT = 0.5
_SHORTEST_TITLE_WORD = 4
_FULL = 60
"""A sentence of so many characters says enough; a shorter one counts less."""
_FEWEST = 4
"""Of fewer positions nobody can say which form is the usual one."""
_SPREAD = 2.0
"""So many median deviations below the median a position is at the fringe of its class."""
_MANY = 200
"""Among so many texts a word that only one of them has teaches nothing and costs time."""
_TERMS = 5
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class _Members:
    """The positions of one class: their rows, which are usual, the centre of those, and how far from it they reach."""

    rows: npt.NDArray[np.int64]
    usual: npt.NDArray[np.bool_]
    centre: Any
    bound: float
    """The nearness to the centre of the farthest usual position, itself left out of the centre."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A draft, read once: the sentences that count, these joined, and the vectors of the whole and of each."""

    text: str
    cuts: Cuts
    said: str
    vector: Any
    sentences: Any


class Precedents:
    """The allocated positions of a plan. ``concepts`` are the classes' own texts, one a class, in the plan's order."""

    def __init__(self, plan: ClassPlan, concepts: Sequence[str], meaning: Meaning) -> None:
        self.plan = plan
        self._meaning = meaning
        self._row = {spec.code: row for row, spec in enumerate(plan.classes)}
        self._labels = np.array([self._row[precedent.class_code] for precedent in plan.precedents], dtype=np.int64)
        self._concepts = list(concepts)
        self._known: dict[int, _Members] = {}

    def scores(self, text: str) -> Scores:
        """How near each class is by its allocated positions, in standard deviations over the classes."""
        near = standard(standard(self._decided(text)) + _CENTRE_SHARE * standard(self.similarity(text)))
        return standard(near + _KIN_SHARE * self._of_kin(near))

    def similarity(self, text: str) -> Scores:
        """The cosine with the centre of each class's allocated positions and own text, 0 to 1."""
        return np.asarray((self._terms.transform([text]) @ self._centres).toarray()[0])

    def alike(self, text: str, cuts: Cuts, spec: ClassSpec, k: int = 2) -> Comparators | None:
        """The ``k`` usual positions of a class that are most like the draft, and what differs.

        ``cuts`` are the draft's sentences in ``text`` that count. ``None`` where nothing is allocated to the class.
        """
        row = self._row[spec.code]
        if not cuts or not (self._labels == row).any():
            return None
        members, draft = self._members_of(row), self._read(text, cuts)
        near = np.asarray((self._vectors[members.rows] @ draft.vector.T).toarray()).ravel()
        order = sorted(np.flatnonzero(members.usual), key=lambda at: (-near[at], self._id(int(members.rows[at]))))[:k]
        return Comparators(
            usual=_place(float((draft.vector @ members.centre.T).toarray()[0, 0]), members),
            allocated=len(members.rows),
            at_fringe=int((~members.usual).sum()),
            decisions=tuple(self._decision(draft, members, int(at), float(near[at])) for at in order),
        )

    def _decision(self, draft: _Draft, members: _Members, at: int, near: float) -> AlikeDecision:
        precedent = self.plan.precedents[members.rows[at]]
        ours, theirs = self._nearest(draft, precedent.text)
        return AlikeDecision(
            id=precedent.id,
            similarity=round(near, 3),
            position=_quote(draft.text, ours),
            allocated=_quote(precedent.text, theirs),
            only_draft=self._telling(draft.said, precedent.text, draft.vector),
            only_allocated=self._telling(precedent.text, draft.said, members.centre),
        )

    def _read(self, text: str, cuts: Cuts) -> _Draft:
        pieces = [text[start:end] for start, end in cuts]
        vectors = self._terms.transform([" ".join(pieces), *pieces])
        return _Draft(text, cuts, " ".join(pieces), vectors[:1], vectors[1:])

    def _nearest(self, draft: _Draft, other: str) -> tuple[tuple[int, int], tuple[int, int]]:
        """The sentence of each text that is nearest to one of the other; short ones count less."""
        theirs = list(sentences(other)) or [(0, len(other))]
        columns = self._terms.transform([other[start:end] for start, end in theirs])
        full = np.minimum(1.0, np.array([end - start for start, end in draft.cuts]) / _FULL)
        near = (draft.sentences @ columns.T).toarray() * full[:, None]
        one, two = np.unravel_index(int(near.argmax()), near.shape)
        return draft.cuts[int(one)], theirs[int(two)]

    def _telling(self, text: str, other: str, vector: Any) -> tuple[str, ...]:
        """The words of ``text`` that weigh most in ``vector`` and that ``other`` has in no form, as written."""
        missing = set(stems(text)) - set(stems(other))
        shown = {stem: word for word in reversed(words(text)) for stem in stems(word) if stem in missing}
        weights = dict(zip(vector.indices.tolist(), vector.data.tolist(), strict=True))
        weight = {stem: weights.get(self._terms.vocabulary_.get(stem), 0.0) for stem in shown if stem.isalpha()}
        telling = sorted((stem for stem in weight if weight[stem] > 0), key=lambda stem: (-weight[stem], stem))
        return tuple(shown[stem] for stem in telling[:_TERMS])

    def _id(self, row: int) -> str:
        return self.plan.precedents[row].id

    def _members_of(self, row: int) -> _Members:
        if row not in self._known:
            rows = np.flatnonzero(self._labels == row)
            self._known[row] = _sorted_out(rows, self._vectors[rows])
        return self._known[row]

    def _decided(self, text: str) -> Scores:
        """What the regression gives each class; of two classes it gives but one number, of one class none."""
        if len(self.plan.classes) < 2:
            return np.zeros(len(self.plan.classes))
        read = self._joined(self._terms.transform([text]), self._meaning.of(text)[None]) @ self._directions
        found = np.asarray(self._regression.decision_function(read))
        return np.array([-found[0], found[0]]) if found.ndim == 1 else found[0]

    def _of_kin(self, near: Scores) -> Scores:
        """For each class the scores of the others, each by how much its title has in common with this one's."""
        titles = self._titles
        own = np.asarray(titles.multiply(titles).sum(axis=1)).ravel()
        return np.asarray(titles @ (titles.T @ near) - own * near)

    @cached_property
    def _regression(self) -> Any:
        """Fitted on the allocated positions and on each class's own text, so that no class is without an example."""
        from sklearn.linear_model import LogisticRegression

        vectors, labels = self._examples
        read = self._joined(vectors, self._meant) @ self._directions
        return LogisticRegression(C=_REGRESSION_STRENGTH, max_iter=200, tol=1e-3).fit(read, labels)

    @cached_property
    def _directions(self) -> Numbers:
        """Words and meaning by the leading directions of all examples."""
        return directions(self._joined(self._examples[0], self._meant), _DIRECTIONS)

    def _joined(self, words: Any, meanings: Numbers) -> Any:
        """Texts as rows of words and meaning side by side; a product of two rows is their weighed likeness."""
        from scipy.sparse import csr_matrix, hstack

        apart = unit(meanings - self._meant.mean(axis=0))
        return hstack([(1 - _MEANING_SHARE) ** 0.5 * words, csr_matrix(_MEANING_SHARE**0.5 * apart)]).tocsr()

    @cached_property
    def _meant(self) -> Numbers:
        """The meaning of each example."""
        return self._meaning.known([*(precedent.text for precedent in self.plan.precedents), *self._concepts])

    @cached_property
    def _centres(self) -> Any:
        """Terms by classes: the mean direction of a class's positions and own text."""
        from scipy.sparse import csr_matrix

        vectors, labels = self._examples
        shape = (len(self._concepts), len(labels))
        member = csr_matrix((np.ones(len(labels)), (labels, np.arange(len(labels)))), shape=shape)
        return _unit(member @ vectors).T.tocsr()

    @cached_property
    def _examples(self) -> tuple[Any, npt.NDArray[np.int64]]:
        """The allocated positions, then the classes' own texts: (vectors, rows of their classes)."""
        from scipy.sparse import vstack

        own = self._terms.transform(self._concepts)
        return vstack([self._vectors, own]).tocsr(), np.concatenate([self._labels, np.arange(len(self._concepts))])

    @cached_property
    def _vectors(self) -> Any:
        """The allocated positions, the words of their class's title weakened."""
        named = [" ".join(word for word in words(spec.title) if _names(word)) for spec in self.plan.classes]
        vectors = self._terms.transform([precedent.text for precedent in self.plan.precedents])
        title = self._terms.transform(named).sign()[self._labels]
        return _unit(vectors - (1 - _TITLE_WEIGHT) * vectors.multiply(title))

    @cached_property
    def _terms(self) -> Any:
        texts = [*(precedent.text for precedent in self.plan.precedents), *self._concepts]
        return tfidf(rarest=2 if len(texts) >= _MANY else 1).fit(texts)

    @cached_property
    def _titles(self) -> Any:
        return tfidf().fit_transform([spec.title for spec in self.plan.classes])


def _names(word: str) -> bool:
    return len(word) >= _SHORTEST_TITLE_WORD and word.isalpha()


def _sorted_out(rows: npt.NDArray[np.int64], vectors: Any) -> _Members:
    """Tell the usual positions of a class from its fringe: benchmark positions are the most frequent form, not the
    best or the newest."""
    every = np.ones(len(rows), dtype=bool)
    near = _nearness(vectors, every)
    middle = float(np.median(near))
    deviation = float(np.median(np.abs(near - middle)))
    usual = near >= middle - _SPREAD * deviation - 1e-9 if len(rows) >= _FEWEST else every
    bound = float(_nearness(vectors, usual)[usual].min()) if len(rows) > 1 else 0.0
    return _Members(rows, usual, _unit(vectors[usual].sum(axis=0)), bound)


def _nearness(vectors: Any, usual: npt.NDArray[np.bool_]) -> Scores:
    """The cosine of each position with the centre of the usual ones, itself left out."""
    centre = np.asarray(vectors[usual].sum(axis=0)).ravel()
    own = np.asarray(vectors.multiply(vectors).sum(axis=1)).ravel() * usual
    along = np.asarray(vectors @ centre).ravel()
    squared = centre @ centre - 2 * along * usual + own
    return np.asarray((along - own) / np.sqrt(np.maximum(squared, 1e-12)))


def _place(near: float, members: _Members) -> Usual:
    if len(members.rows) < _FEWEST:
        return Usual.FEW
    return Usual.INSIDE if near >= members.bound else Usual.FRINGE


def _unit(rows: Any) -> Any:
    from scipy.sparse import csr_matrix
    from sklearn.preprocessing import normalize

    return normalize(csr_matrix(rows))


def _quote(text: str, cut: tuple[int, int]) -> Span:
    """A quotation of bearable length, cut at a space."""
    start, end = cut
    if end - start > _LONGEST:
        space = text.rfind(" ", start, start + _LONGEST)
        end = space if space > start else start + _LONGEST
    return Span(text[start:end], start, end)
