"""Vectors of words: the sparse and dense forms in which a draft and the classes of a plan are compared.

A text is cut into pieces: clauses between full stops, semicolons, colons and line ends. Pairs of stems are taken inside
a piece only, and no capital letter is needed to see where one ends, so that neither the order of the duties nor
letter case moves anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge.words import stems

Numbers = npt.NDArray[np.float64]

_PIECE_END = re.compile(r"[.;:!?]+[\"'”’)]*\s+|\n+")
_DIMENSIONS = 200
_PASSES = 3
"""Passes of the randomized decomposition; more of them change nothing that matters."""


def clauses(text: str) -> list[str]:
    """The pieces of ``text`` as written, in order."""
    return [clause for piece in _PIECE_END.split(text) if (clause := piece.strip(" .;:!?"))]


def pieces(text: str) -> list[list[str]]:
    """The stems of each piece of ``text``, in order; pieces without a telling word are left out."""
    return [found for clause in clauses(text) if (found := stems(clause))]


def singles(cut: Iterable[Sequence[str]]) -> list[str]:
    """All stems of the pieces."""
    return [stem for piece in cut for stem in piece]


def pairs(cut: Iterable[Sequence[str]]) -> list[str]:
    """All stems of the pieces, and the pairs of neighbours inside each."""
    found: list[str] = []
    for piece in cut:
        found.extend(piece)
        found.extend(f"{one} {two}" for one, two in pairwise(piece))
    return found


class Terms:
    """TF-IDF vectors of texts given as terms, one row a text.

    They are kept by term as well: a draft then costs what its own terms cost, however many classes there are.
    """

    def __init__(self, texts: Sequence[list[str]], *, flat: bool = False) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer

        self._model = TfidfVectorizer(analyzer=_as_given, sublinear_tf=not flat)
        self.rows = self._model.fit_transform(texts)
        self.idf: Numbers = np.asarray(self._model.idf_)
        self._by_term = self.rows.T.tocsr()

    def names(self) -> list[str]:
        """The terms, in the order of the columns."""
        return list(self._model.get_feature_names_out())

    def vectors(self, texts: Sequence[list[str]]) -> Any:
        """Other texts as sparse rows of unit length; terms that the classes do not use are left out."""
        return self._model.transform(texts)

    def cosines(self, vector: Any) -> Numbers:
        """The cosine of one vector with each text."""
        return dense(vector @ self._by_term)


class Topics:
    """Latent topics of texts: the leading directions of their TF-IDF vectors."""

    def __init__(self, vectors: Any) -> None:
        self._directions = directions(vectors, max(1, min(_DIMENSIONS, min(vectors.shape) - 1)))

    def of(self, vectors: Any) -> Numbers:
        """The texts in topics: one row a text, of unit length, or of zeros where none of its words is known."""
        return unit(np.asarray(vectors @ self._directions))


def directions(vectors: Any, most: int) -> Numbers:
    """The leading directions of texts, one a column: terms x at most ``most``."""
    from sklearn.utils.extmath import randomized_svd

    return np.asarray(randomized_svd(vectors, min(most, *vectors.shape), n_iter=_PASSES, random_state=0)[2].T)


def dense(sparse: Any) -> Numbers:
    """A sparse row or column as plain numbers."""
    return np.asarray(sparse.toarray(), dtype=np.float64).ravel()


def unit(rows: Numbers) -> Numbers:
    """Each row at length one; rows of zeros stay."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 1e-9))


def standard(values: Numbers) -> Numbers:
    """In standard deviations from the mean."""
    return np.asarray((values - values.mean()) / (values.std() + 1e-9))


def _as_given(found: list[str]) -> list[str]:
    return found


def tfidf(rarest: int = 1) -> Any:
    """TF-IDF over stems alone, of those in at least ``rarest`` texts; the order of the duties moves nothing."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer=stems, sublinear_tf=True, min_df=rarest)
