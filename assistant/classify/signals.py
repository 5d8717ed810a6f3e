"""Signals: the single measures of how near a draft is to a class in kind of work, side by side.

Each is one number a class. They are made of the plan's own texts and of what specifications of the public service have
in common: a title that names the work, an opening that defines the class, knowledge and abilities. None knows one
plan's titles. How much each counts is learned (``rerank``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from assistant.classify.material import Larger
from assistant.classify.meaning import Meaning
from assistant.classify.specification import Specification, read_specification, work_stated
from assistant.classify.vectors import Numbers, Terms, Topics, dense, pairs, pieces, singles, standard, unit
from knowledge.models import ClassSpec

NAMES = (
    "words and pairs",
    "title covered",
    "title in topics",
    "title in meaning",
    "title votes",
    "kindred titles",
    "opening",
    "knowledge",
    "class covered",
    "rare words",
    "pieces met",
    "supervising",
)
"""The signals, in the order of the columns of :meth:`Signals.read`."""

NEAR = 50
"""So many classes are near enough to be looked at one by one."""
_RARE = (3, 0.02)
"""A stem in no more classes than this, or than this share of them, is a rare one."""
_VOTE_POWER = 3
"""How much louder the titles of the nearest classes are than those of the middling ones."""
_TOPICS_SHARE, _TITLE_SHARE, _TITLE_TOPICS_SHARE, _TITLE_MEANING_SHARE = 0.5, 0.3, 0.5, 0.5
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

    def __init__(self, classes: Sequence[ClassSpec], meaning: Meaning) -> None:
        self._meaning = meaning
        self._named = [spec.title for spec in classes]
        read = [read_specification(spec) for spec in classes]
        self.work_stated = work_stated(read)
        self.pairs = Terms([pairs(spec.whole) for spec in read])
        self._stems = Terms([singles(spec.whole) for spec in read])
        self._topics = Topics(self._stems.rows)
        self._in_topics = self._topics.of(self._stems.rows)
        self._openings = self.pairs.vectors([pairs(spec.opening) for spec in read])
        self._knowledge = self.pairs.vectors([pairs(spec.knowledge) for spec in read])
        self._supervisor = np.array([bool(_SUPERVISOR.search(spec.title)) for spec in classes], dtype=np.float64)
        self._read_titles(read)
        self._read_stems()
        self._read_pieces(read)

    def read(self, text: str, larger: Larger | None = None) -> tuple[npt.NDArray[np.intp], Numbers]:
        """The near classes by their row in the plan, nearest first, and the signals of each, as in ``NAMES``.

        Where there are minor duties, each signal weighs what the whole text shows and what, as ``larger``, it shows
        without them.
        """
        found = self._of_all(text)
        if larger:
            alone = self._of_all(larger.content)
            found = {name: larger.weigh(values, alone[name]) for name, values in found.items()}
        rows = np.argsort(-_nearness(found), kind="stable")[:NEAR]
        near = {name: values[rows] for name, values in found.items()} | self._of_near(text, rows)
        if larger:
            alone = self._of_near(larger.content, rows)
            near |= {name: larger.weigh(near[name], values) for name, values in alone.items()}
        return rows, np.column_stack([near[name] for name in NAMES])

    def titles_in_meaning(self, text: str) -> Numbers:
        """The cosine of a draft with each title in meaning, 0 where the draft is as near to it as to any title."""
        titles, middle = self._titles_meant
        return np.asarray(titles @ unit((self._meaning.of(text) - middle)[None])[0])

    @cached_property
    def _titles_meant(self) -> tuple[Numbers, Numbers]:
        """The titles as vectors from their middle, and that middle: what all titles have in common tells nothing."""
        vectors = self._meaning.known(self._named)
        middle = vectors.mean(axis=0)
        return unit(vectors - middle), middle

    def _of_near(self, text: str, rows: npt.NDArray[np.intp]) -> dict[str, Numbers]:
        """The signals that are read of near classes only."""
        cut = pieces(text)
        pair_vector = self.pairs.vectors([pairs(cut)])
        return {
            "opening": dense(self._openings[rows] @ pair_vector.T),
            "knowledge": dense(self._knowledge[rows] @ pair_vector.T),
            "pieces met": self._met(cut, rows),
            "supervising": self._supervisor[rows] * _supervising(text),
        }

    def _of_all(self, text: str) -> dict[str, Numbers]:
        """The signals that every class of the plan has, and ``in topics``, which finds only."""
        own = singles(cut := pieces(text))
        stems, pair_vector = self._stems.vectors([own]), self.pairs.vectors([pairs(cut)])
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
            "title in meaning": self.titles_in_meaning(text),
        }
        found["title votes"], found["kindred titles"] = self._votes(found["words and pairs"])
        found["in topics"] = self._in_topics @ topics
        return found

    def _votes(self, cosines: Numbers) -> tuple[Numbers, Numbers]:
        """How much of a class's title stands in the titles of the nearest classes, its own included, and without it."""
        power = np.maximum(standard(cosines), 0.0) ** _VOTE_POWER
        power = power / (power.sum() + 1e-9)
        votes = np.asarray(self._title_shares @ (self._title_shares.T @ power))
        return votes, votes - power

    def _met(self, cut: Sequence[list[str]], rows: npt.NDArray[np.intp]) -> Numbers:
        """How well each piece of a class finds its match in the draft."""
        drafted = [piece for piece in cut if len(piece) > 1] or [[]]
        vectors = self._stems.vectors(drafted).T.tocsr()
        starts, ends = self._piece_starts[rows], self._piece_starts[rows + 1]
        places = np.concatenate([np.arange(start, end) for start, end in zip(starts, ends, strict=True)])
        nearest = (self._pieces[places] @ vectors).toarray().max(axis=1)
        parts = np.split(nearest, np.cumsum(ends - starts)[:-1])
        return np.array([part.mean() if len(part) else 0.0 for part in parts])

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


def _nearness(found: dict[str, Numbers]) -> Numbers:
    """What chooses the classes that are looked at one by one."""
    return np.asarray(
        standard(found["words and pairs"])
        + _TOPICS_SHARE * standard(found.pop("in topics"))
        + _TITLE_SHARE * standard(found.pop("title"))
        + _TITLE_TOPICS_SHARE * standard(found["title in topics"])
        + _TITLE_MEANING_SHARE * standard(found["title in meaning"])
    )


def _supervising(text: str) -> float:
    """How much more than usual a draft speaks of supervising."""
    said = len(_SUPERVISING.findall(text)) * _PER_WORDS / max(len(text.split()), 1)
    return min(said, _MOST) - _USUAL
