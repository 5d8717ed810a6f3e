"""Signals: the single measures of how near a draft is to a class in kind of work, side by side.

Each is one number a class. They are made of the plan's own texts and of what specifications of the public service have
in common: a title that names the work, an opening that defines the class, knowledge and abilities. None knows one
plan's titles. How much each counts is learned (``rerank``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from assistant.classify.specification import Specification, read_specification, work_stated
from assistant.classify.vectors import Numbers, Terms, Topics, dense, pairs, pieces, singles, standard
from knowledge.models import ClassSpec

NAMES = (
    "words and pairs",
    "title",
    "title covered",
    "title in topics",
    "title votes",
    "kindred titles",
    "opening",
    "knowledge",
    "class covered",
    "rare words",
    "neighbours",
    "behind its series",
    "pieces matched",
    "pieces met",
    "supervising",
)
"""The signals, in the order of the columns of :meth:`Signals.read`."""

NEAR = 50
"""So many classes are near enough to be looked at one by one."""
_NEIGHBOURS = 8
_BLOCK = 500
"""Rows compared at a time, so that a large plan needs no square table."""
_RARE = (3, 0.02)
"""A stem in no more classes than this, or than this share of them, is a rare one."""
_VOTE_POWER = 3
"""How much louder the titles of the nearest classes are than those of the middling ones."""
_TOPICS_SHARE, _TITLE_SHARE, _TITLE_TOPICS_SHARE, _NEIGHBOURS_SHARE = 0.5, 0.3, 0.5, 0.3
"""What counts beside words and pairs in finding the near classes."""
_PER_WORDS, _MOST, _USUAL = 50, 3.0, 1.0
"""Supervising words are counted in so many words of a draft, at most this many, against what is usual."""

_SUPERVISOR = re.compile(
    r"\b(?:supervis\w+|manager|chief|director|superintendent|foreman|head|administrator|principal)\b", re.I
)
"""Words by which any employer's titles name one who supervises or manages."""
_SUPERVISING = re.compile(
    r"\b(?:supervis(?:es?|ing)|directs?|manages?|plans|assigns?|evaluates? the (?:work|performance)|trains)\b", re.I
)


class Signals:
    """Reads the classes of a plan once, and any number of drafts against them."""

    def __init__(self, classes: Sequence[ClassSpec]) -> None:
        read = [read_specification(spec) for spec in classes]
        self.work_stated = work_stated(read)
        self.pairs = Terms([pairs(spec.whole) for spec in read])
        self._stems = Terms([singles(spec.whole) for spec in read])
        self._topics = Topics(self._stems.rows)
        self._in_topics = self._topics.of(self._stems.rows)
        self._openings = self.pairs.vectors([pairs(spec.opening) for spec in read])
        self._knowledge = self.pairs.vectors([pairs(spec.knowledge) for spec in read])
        self._series = np.unique([spec.series for spec in classes], return_inverse=True)[1]
        self._supervisor = np.array([bool(_SUPERVISOR.search(spec.title)) for spec in classes], dtype=np.float64)
        self._read_titles(read)
        self._read_stems()
        self._read_pieces(read)
        self._read_neighbours()

    def read(self, text: str) -> tuple[npt.NDArray[np.intp], Numbers]:
        """The near classes by their row in the plan, nearest first, and the signals of each, as in ``NAMES``."""
        cut = pieces(text)
        stems = self._stems.vectors([singles(cut)])
        pair_vector = self.pairs.vectors([pairs(cut)])
        found = self._of_all(singles(cut), stems, pair_vector)
        nearness = found.pop("nearness")
        rows = np.argsort(-found.pop("near"), kind="stable")[:NEAR]
        near = {name: values[rows] for name, values in found.items()}
        near["opening"] = dense(self._openings[rows] @ pair_vector.T)
        near["knowledge"] = dense(self._knowledge[rows] @ pair_vector.T)
        near["behind its series"] = self._behind(nearness, rows)
        near["pieces matched"], near["pieces met"] = self._aligned(cut, rows)
        near["supervising"] = self._supervisor[rows] * _supervising(text)
        return rows, np.column_stack([near[name] for name in NAMES])

    def _of_all(self, own: list[str], stems: Any, pair_vector: Any) -> dict[str, Numbers]:
        """The signals that every class of the plan has; ``near`` chooses those that are looked at one by one."""
        topics = self._topics.of(stems)[0]
        title_vector = self._titles.vectors([own])
        known = stems.sign()
        found = {
            "words and pairs": self.pairs.cosines(pair_vector),
            "title": self._titles.cosines(title_vector),
            "title covered": dense(title_vector.sign() @ self._title_words) / self._title_weight,
            "title in topics": self._titles_in_topics @ topics,
            "class covered": dense(known @ self._present) / self._weight,
            "rare words": dense(known.multiply(self._rare).tocsr() @ self._present),
        }
        found["title votes"], found["kindred titles"] = self._votes(found["words and pairs"])
        nearness = standard(found["words and pairs"]) + _TOPICS_SHARE * standard(self._in_topics @ topics)
        found["nearness"] = nearness
        found["neighbours"] = (nearness[self._neighbours] * self._nearness).sum(axis=1)
        found["near"] = (
            nearness
            + _TITLE_SHARE * standard(found["title"])
            + _TITLE_TOPICS_SHARE * standard(found["title in topics"])
            + _NEIGHBOURS_SHARE * standard(found["neighbours"])
        )
        return found

    def _votes(self, cosines: Numbers) -> tuple[Numbers, Numbers]:
        """How much of a class's title stands in the titles of the nearest classes, its own included, and without it."""
        power = np.maximum(standard(cosines), 0.0) ** _VOTE_POWER
        power = power / (power.sum() + 1e-9)
        votes = np.asarray(self._title_shares @ (self._title_shares.T @ power))
        return votes, votes - power

    def _behind(self, nearness: Numbers, rows: npt.NDArray[np.intp]) -> Numbers:
        """How far each class stands behind the nearest of its series."""
        best = np.full(self._series.max() + 1, -np.inf)
        np.maximum.at(best, self._series[rows], nearness[rows])
        return np.asarray(nearness[rows] - best[self._series[rows]])

    def _aligned(self, cut: Sequence[list[str]], rows: npt.NDArray[np.intp]) -> tuple[Numbers, Numbers]:
        """How well each piece of the draft finds its match in a class, and each piece of the class in the draft."""
        drafted = [piece for piece in cut if len(piece) > 1] or [[]]
        weights = np.array([len(piece) for piece in drafted], dtype=np.float64)
        weights /= max(weights.sum(), 1.0)
        vectors = self._stems.vectors(drafted).T.tocsr()
        matched, met = np.zeros(len(rows)), np.zeros(len(rows))
        starts, ends = self._piece_starts[rows], self._piece_starts[rows + 1]
        places = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        cosines = (self._pieces[places] @ vectors).toarray()
        for row, own in enumerate(np.split(cosines, np.cumsum(ends - starts)[:-1])):
            if len(own):
                matched[row], met[row] = own.max(axis=0) @ weights, own.max(axis=1).mean()
        return matched, met

    def _read_titles(self, read: Sequence[Specification]) -> None:
        titles = [singles(spec.title) for spec in read]
        self._titles = Terms(titles, flat=True)
        self._titles_in_topics = self._topics.of(self._stems.vectors(titles))
        weights = self._titles.rows.sign().multiply(self._titles.idf).tocsr()
        self._title_words = weights.T.tocsr()
        self._title_weight = np.asarray(weights.sum(axis=1)).ravel() + 1e-9
        lengths = np.sqrt(np.asarray(weights.multiply(weights).sum(axis=1)).ravel()) + 1e-9
        self._title_shares = weights.multiply(1 / lengths[:, None]).tocsr()

    def _read_stems(self) -> None:
        present = self._stems.rows.sign().multiply(self._stems.idf).tocsr()
        self._present = present.T.tocsr()
        self._weight = np.asarray(present.sum(axis=1)).ravel() + 1e-9
        spread = np.bincount(present.indices, minlength=present.shape[1])
        few, share = _RARE
        self._rare = (spread <= max(few, share * present.shape[0])).astype(np.float64)

    def _read_pieces(self, read: Sequence[Specification]) -> None:
        cut = [[piece for piece in spec.body if len(piece) > 1] for spec in read]
        self._pieces = self._stems.vectors([piece for own in cut for piece in own] or [[]])
        self._piece_starts = np.concatenate([[0], np.cumsum([len(own) for own in cut])])

    def _read_neighbours(self) -> None:
        """The classes nearest to each in topics, with weights that sum to one."""
        size = len(self._in_topics)
        blocks = [self._block(start) for start in range(0, size, _BLOCK)]
        self._neighbours = np.concatenate([rows for rows, _ in blocks])
        weights = np.concatenate([near for _, near in blocks])
        self._nearness = weights / (weights.sum(axis=1, keepdims=True) + 1e-9)

    def _block(self, start: int) -> tuple[npt.NDArray[np.intp], Numbers]:
        near = self._in_topics[start : start + _BLOCK] @ self._in_topics.T
        own = np.arange(len(near))
        near[own, start + own] = -2.0
        rows = np.argsort(-near, axis=1, kind="stable")[:, : min(_NEIGHBOURS, len(self._in_topics) - 1)]
        return rows, np.maximum(np.take_along_axis(near, rows, axis=1), 0.0)


def _supervising(text: str) -> float:
    """How much more than usual a draft speaks of supervising."""
    said = len(_SUPERVISING.findall(text)) * _PER_WORDS / max(len(text.split()), 1)
    return min(said, _MOST) - _USUAL
