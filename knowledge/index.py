"""The dense index: passages in an embedded Chroma, with our own vectors.

The folder is a cache. Its name is the hash of what it holds and of the embedder, so a stale index is simply not
found; a new one is built beside it and swapped in by a rename, and one that is damaged is built again. Chroma does not
see all damage itself (it crashes on some of its files when they are cut short, and misreads others), so the files are
checked before it opens them. Vectors are kept by content, so that a rebuild embeds only what is new.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zipfile import BadZipFile

import numpy as np

from knowledge.embed import DIMENSIONS, Embedder, Vectors
from knowledge.errors import IndexDamaged, SettingsError
from knowledge.models import Passage

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

_COLLECTION = "passages"
_DATABASE = "chroma.sqlite3"
_GRAPH = "index_metadata.pickle"
_SEAL = "seal.json"
"""File name -> hash of the files that Chroma writes once and only reads afterwards."""
_BATCH = 500
_KEEP_AFTER = 20.0
"""Seconds of embedding after which the vectors made so far are kept, so that a stopped import costs no more."""
_ABANDONED = 24 * 3600.0
"""Seconds after which an unfinished file is taken for one that a stopped process left."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage and the words it is found by: title and heading path, then the text."""

    passage: Passage
    words: str


class Index:
    """An open index; answers which passages lie nearest to a vector."""

    def __init__(self, client: Any, entries: Sequence[Entry], collection: str = _COLLECTION) -> None:
        self._client = client
        self._collection = client.get_collection(collection, embedding_function=None)
        self._size = len(entries)
        if self._collection.count() != self._size:
            raise IndexDamaged(f"the index holds {self._collection.count()} of {self._size} passages")

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """(passage id, cosine similarity), nearest first; equal ones by id."""
        found = self._collection.query(
            query_embeddings=[vector], n_results=min(count, self._size), include=["distances"]
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return sorted(((id, 1.0 - float(distance)) for id, distance in pairs), key=lambda pair: (-pair[1], pair[0]))

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def open_index(
    entries: Sequence[Entry],
    folder: Path,
    embedder: Embedder,
    progress: Progress,
    say: Callable[[str], None],
    *,
    held: bool = True,
) -> Index:
    """The index of ``entries`` in ``folder``, built if it is not there; ``say`` is told in a line why it was.

    Earlier ones go when one that was there is opened; but they stay while its sources are not ``held`` yet, since the
    process may be stopped before they are.
    """
    home = folder / _name(entries, embedder)
    if home.exists():
        try:
            index = _open(home, entries)
            if held:
                _drop_older(home)
            return index
        except Exception as error:  # Chroma raises whatever its files make it raise
            say(f"The search index could not be opened ({error}), so it was made anew.")
            shutil.rmtree(home, ignore_errors=True)
    elif folder.exists() and any(folder.glob("index-*")):
        say("What is loaded has changed since the last start, so the search index was made anew.")
    _build(entries, home, embedder, progress)
    return _open(home, entries)


def open_outside(
    entries: Sequence[Entry], url: str, cache: Path, embedder: Embedder, progress: Progress, say: Callable[[str], None]
) -> Index:
    """The index of ``entries`` in an outside Chroma, one collection a content; filled if it is not there.

    ``cache`` is the folder for vectors. Raises :class:`SettingsError` where no Chroma answers at ``url``.
    """
    client = _outside(url)
    name = _name(entries, embedder)
    if name not in [collection.name for collection in client.list_collections()]:
        say(f"the index is built in the Chroma at {url}")
        cache.mkdir(parents=True, exist_ok=True)
        _fill_outside(client, name, entries, _vectors(entries, cache / "vectors.npz", embedder, progress))
    return Index(client, entries, name)


def _fill_outside(client: Any, name: str, entries: Sequence[Entry], vectors: Vectors) -> None:
    """Fill a collection under a passing name and give it its own when it is whole."""
    part = f"{name}-{os.getpid()}-part"
    _fill(_new_collection(client, part), entries, vectors)
    client.get_collection(part, embedding_function=None).modify(name=name)


def _outside(url: str) -> Any:
    import chromadb
    from chromadb.config import Settings

    address = urlsplit(url)
    try:
        return chromadb.HttpClient(
            host=address.hostname or url,
            port=address.port or 8000,
            ssl=address.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except ValueError as error:
        raise SettingsError(
            f"PD_CHROMA_URL: no Chroma answers at {url!r}; start it, or leave the setting out"
        ) from error


def _name(entries: Sequence[Entry], embedder: Embedder) -> str:
    digest = hashlib.sha256(embedder.name.encode())
    for said in sorted(f"\0{entry.passage.id}\0{entry.words}" for entry in entries):
        digest.update(said.encode())
    return f"index-{digest.hexdigest()[:16]}"


def _client(home: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(path=str(home), settings=Settings(anonymized_telemetry=False))


def _open(home: Path, entries: Sequence[Entry]) -> Index:
    _check(home)
    client = _client(home)
    try:
        return Index(client, entries)
    except Exception:
        client.close()
        raise


def _check(home: Path) -> None:
    """Raise unless the index's files are whole: the database by its own check, the others by their seal."""
    if not (home / _DATABASE).is_file():
        raise IndexDamaged("its database is missing")
    with closing(sqlite3.connect(home / _DATABASE)) as database:
        if database.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise IndexDamaged("its database is damaged")
    seal = home / _SEAL
    if not seal.is_file() or not json.loads(seal.read_text("utf-8")).items() <= _hashes(home).items():
        raise IndexDamaged("its files are not those that were built")


def _hashes(home: Path) -> dict[str, str]:
    """File name -> hash; of a small index none, since Chroma keeps its graph in the database until it is large."""
    if not any(home.rglob(_GRAPH)):
        return {}
    files = (path for path in home.rglob("*") if path.is_file() and not path.name.startswith((_DATABASE, _SEAL)))
    return {path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _build(entries: Sequence[Entry], home: Path, embedder: Embedder, progress: Progress) -> None:
    folder = home.parent
    folder.mkdir(parents=True, exist_ok=True)
    vectors = _vectors(entries, folder / "vectors.npz", embedder, progress)
    part = folder / f".{home.name}.{os.getpid()}.part"
    shutil.rmtree(part, ignore_errors=True)
    client = _client(part)
    _fill(_new_collection(client, _COLLECTION), entries, vectors)
    client.close()
    (part / _SEAL).write_text(json.dumps(_hashes(part), sort_keys=True), "utf-8")
    _swap_in(part, home)


def _new_collection(client: Any, name: str) -> Any:
    return client.create_collection(name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}})


def _fill(collection: Any, entries: Sequence[Entry], vectors: Vectors) -> None:
    for start in range(0, len(entries), _BATCH):
        batch = entries[start : start + _BATCH]
        collection.upsert(
            ids=[entry.passage.id for entry in batch],
            embeddings=vectors[start : start + len(batch)],
            metadatas=[{"source": entry.passage.source, "pinpoint": entry.passage.pinpoint} for entry in batch],
        )


def _swap_in(part: Path, home: Path) -> None:
    """Put the finished index in place, unless another process was faster. Those of other contents stay until this
    one is opened again: what it was built for may not be kept yet, and then the earlier one goes on serving.
    """
    try:
        part.rename(home)
    except OSError:
        shutil.rmtree(part, ignore_errors=True)


def _drop_older(home: Path) -> None:
    """Drop the indexes built before the one that is in use, and what stopped processes left of theirs."""
    built = _age(home / _SEAL)
    for other in home.parent.glob("index-*"):
        if other != home and _age(other / _SEAL) > built:
            shutil.rmtree(other, ignore_errors=True)
    for part in (*home.parent.glob(".index-*.part"), *home.parent.glob("vectors.*.part.npz")):
        if _age(part) > _ABANDONED:
            shutil.rmtree(part, ignore_errors=True)
            part.unlink(missing_ok=True) if part.is_file() else None


def _age(path: Path) -> float:
    """Seconds since a file was written; without end where it is not there."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")


def _vectors(entries: Sequence[Entry], cache: Path, embedder: Embedder, progress: Progress) -> Vectors:
    """A vector an entry."""
    return kept_vectors([entry.words for entry in entries], cache, embedder, progress)


def kept_vectors(texts: Sequence[str], cache: Path, embedder: Embedder, progress: Progress) -> Vectors:
    """A vector a text; those of unchanged texts come from the file ``cache``, which afterwards holds these alone."""
    keys = [hashlib.sha256(f"{embedder.name}\0{text}".encode()).hexdigest() for text in texts]
    known = _read_cache(cache)
    missing = [(key, text) for key, text in zip(keys, texts, strict=True) if key not in known]
    if not missing and len(known) == len(set(keys)):
        return np.array([known[key] for key in keys], dtype=np.float32).reshape(len(keys), DIMENSIONS)
    cache.parent.mkdir(parents=True, exist_ok=True)
    done, kept = 0, time.monotonic()

    def step(count: int) -> None:
        nonlocal done
        done += count
        progress("embedding passages", done, len(missing))

    for start in range(0, len(missing), _BATCH):
        batch = missing[start : start + _BATCH]
        fresh = embedder.embed([text for _, text in batch], step)
        known.update(zip((key for key, _ in batch), fresh, strict=True))
        if time.monotonic() - kept > _KEEP_AFTER:
            _write_cache(cache, list(known), np.array(list(known.values()), dtype=np.float32))
            kept = time.monotonic()
    vectors = np.array([known[key] for key in keys], dtype=np.float32).reshape(len(keys), DIMENSIONS)
    _write_cache(cache, keys, vectors)
    return vectors


def _read_cache(cache: Path) -> dict[str, Any]:
    try:
        with cache.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            return dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}


def _write_cache(cache: Path, keys: list[str], vectors: Vectors) -> None:
    part = cache.with_name(f"{cache.stem}.{os.getpid()}.part.npz")
    np.savez(part, keys=np.array(keys), vectors=vectors)
    part.replace(cache)
