"""Late interaction: a query is compared with a passage token by token, each with the token that is nearest to it.

The mean vector of a passage blurs what stands in one of its sentences; its token vectors do not. Those of provisions
are kept beside the index, by content, in half precision (about 60 KB a passage); those of other texts, which are many
and found by the name of their class, are made when they are first asked for.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import numpy.typing as npt

from knowledge.embed import DIMENSIONS, Embedder, Vectors

Halves = npt.NDArray[np.float16]
"""One row a token, 384 columns, each row of length one."""


class Tokens:
    """The token vectors of passages, by passage id."""

    def __init__(
        self,
        words: Mapping[str, str],
        kept: Iterable[str],
        cache: Path,
        embedder: Embedder,
        progress: Callable[[str, int, int], None],
    ) -> None:
        """``words`` is what each passage is found by; those of ``kept`` are read from ``cache`` or made now."""
        self._words, self._embedder = words, embedder
        keys = {id: self._key(words[id]) for id in kept}
        known = _read(cache)
        missing = [id for id, key in keys.items() if key not in known]
        for done, id in enumerate(missing, 1):
            known[keys[id]] = self._made(id)
            progress("reading passages token by token", done, len(missing))
        self._rows = {id: known[key] for id, key in keys.items()}
        if missing:
            _write(cache, {key: known[key] for key in keys.values()})

    def likeness(self, query: str, ids: Iterable[str]) -> dict[str, float]:
        """For each passage the mean, over the query's tokens, of the cosine with the nearest token of the passage."""
        asked = self._embedder.tokens(query)
        rows = {id: self._of(id) for id in ids}
        if not rows or not len(asked):
            return dict.fromkeys(rows, 0.0)
        nearest = np.concatenate(list(rows.values())).astype(np.float32) @ asked.T
        starts = np.cumsum([0, *(len(row) for row in rows.values())])[:-1]
        means = np.maximum.reduceat(nearest, starts, axis=0).mean(axis=1)
        return dict(zip(rows, means.tolist(), strict=True))

    def _of(self, id: str) -> Halves:
        if id not in self._rows:
            self._rows[id] = self._made(id)
        return self._rows[id]

    def _made(self, id: str) -> Halves:
        return self._embedder.tokens(self._words[id]).astype(np.float16)

    def _key(self, words: str) -> str:
        return hashlib.sha256(f"{self._embedder.name}\0{words}".encode()).hexdigest()


def _read(cache: Path) -> dict[str, Halves]:
    """What is kept; nothing where the file is not there, damaged or of another shape: then it is made again."""
    try:
        with cache.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            keys, ends, rows = stored["keys"].tolist(), stored["ends"], stored["rows"]
        if rows.ndim != 2 or rows.shape[1] != DIMENSIONS or len(keys) != len(ends) or ends[-1:] != [len(rows)]:
            return {}
        return dict(zip(keys, np.split(rows, ends[:-1]), strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def _write(cache: Path, kept: Mapping[str, Halves]) -> None:
    cache.parent.mkdir(parents=True, exist_ok=True)
    part = cache.with_name(f"{cache.stem}.{os.getpid()}.part.npz")
    rows: Halves | Vectors = np.concatenate(list(kept.values()))
    np.savez(part, keys=np.array(list(kept)), ends=np.cumsum([len(row) for row in kept.values()]), rows=rows)
    part.replace(cache)
