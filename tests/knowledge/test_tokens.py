"""Token vectors: each token of a query meets the nearest of a passage; what is kept is read again, damaged or not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge.embed import DIMENSIONS, Embedder
from knowledge.tokens import Tokens

WORDS = {
    "a": "An employee may protest a reclassification in writing.",
    "b": "The organization chart shows two levels above the position.",
    "c": "Student workers are unclassified.",
}


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def opened(cache: Path, embedder: Embedder, words: dict[str, str] = WORDS) -> tuple[Tokens, list[tuple[int, int]]]:
    made: list[tuple[int, int]] = []
    return Tokens(words, words, cache, embedder, lambda _, done, total: made.append((done, total))), made


def test_a_token_has_a_vector_of_length_one(embedder: Embedder) -> None:
    rows = embedder.tokens("unclassified student workers")
    assert rows.shape[1] == DIMENSIONS
    assert np.allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)
    assert len(rows) >= 3
    assert np.array_equal(rows, embedder.tokens("unclassified student workers"))


def test_the_likeness_is_the_mean_of_the_nearest_tokens(tmp_path: Path, embedder: Embedder) -> None:
    tokens, _ = opened(tmp_path / "tokens.npz", embedder)
    query = "who sees my org chart?"
    found = tokens.likeness(query, ["a", "b", "c"])
    for id, likeness in found.items():
        by_hand = (embedder.tokens(query) @ embedder.tokens(WORDS[id]).T).max(axis=1).mean()
        assert likeness == pytest.approx(float(by_hand), abs=2e-3)
    assert max(found, key=lambda id: found[id]) == "b"


def test_a_passage_is_most_like_itself_and_nothing_is_like_no_passage(tmp_path: Path, embedder: Embedder) -> None:
    tokens, _ = opened(tmp_path / "tokens.npz", embedder)
    for id, words in WORDS.items():
        found = tokens.likeness(words, WORDS)
        assert max(found, key=lambda other: found[other]) == id
        assert found[id] == pytest.approx(1.0, abs=2e-3)
    assert tokens.likeness("anything", []) == {}
    assert tokens.likeness("", ["a", "b"]) == {"a": 0.0, "b": 0.0}


def test_only_what_is_new_is_read_again(tmp_path: Path, embedder: Embedder) -> None:
    cache = tmp_path / "tokens.npz"
    assert opened(cache, embedder)[1] == [(1, 3), (2, 3), (3, 3)]
    again, made = opened(cache, embedder)
    assert made == []
    changed, made = opened(cache, embedder, {**WORDS, "c": "Student workers are in the unclassified service."})
    assert made == [(1, 1)]
    assert again.likeness("protest", ["a"]) == changed.likeness("protest", ["a"])
    assert [path.name for path in tmp_path.iterdir()] == ["tokens.npz"]


@pytest.mark.parametrize("damage", [b"", b"not an archive", None])
def test_a_damaged_cache_is_made_again(damage: bytes | None, tmp_path: Path, embedder: Embedder) -> None:
    cache = tmp_path / "tokens.npz"
    opened(cache, embedder)
    cache.write_bytes(cache.read_bytes()[:-50] if damage is None else damage)
    tokens, made = opened(cache, embedder)
    assert len(made) == 3
    assert tokens.likeness("protest", ["a"])["a"] > 0


def test_what_is_not_kept_is_made_when_it_is_asked_for(tmp_path: Path, embedder: Embedder) -> None:
    tokens = Tokens(WORDS, ["a"], tmp_path / "tokens.npz", embedder, lambda *_: None)
    found = tokens.likeness("org chart", ["a", "b"])
    assert found["b"] > found["a"]
