"""The embedder: unit vectors from checked files, the same on every run, nearer for what means the same."""

from __future__ import annotations

import numpy as np
import pytest

from knowledge import embed
from knowledge.embed import DIMENSIONS, Embedder
from knowledge.errors import AssistantError

TEXTS = [
    "The employee may appeal the decision in writing.",
    "A worker can protest the ruling by letter.",
    "The crew mows lawns and plants trees in the park.",
    "",
    "word " * 2000,
    "Ñandú — “naïve” 日本語 \u0000 🙂",
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return Embedder()


def test_vectors_are_of_length_one_and_the_same_on_every_run(embedder: Embedder) -> None:
    vectors = embedder.embed(TEXTS)
    assert vectors.shape == (len(TEXTS), DIMENSIONS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    embed._read_model.cache_clear()
    embed._read_tokenizer.cache_clear()
    assert np.array_equal(Embedder().embed(TEXTS), vectors)


def test_a_text_has_one_vector_whatever_stands_around_it(embedder: Embedder) -> None:
    together = embedder.embed(TEXTS)
    alone = embedder.embed(TEXTS[2:3])
    assert np.array_equal(together[2], alone[0])


def test_the_same_in_other_words_is_nearer_than_something_else(embedder: Embedder) -> None:
    appeal, protest, mowing = embedder.embed(TEXTS[:3])
    assert appeal @ protest > 0.5 > 0.2 > appeal @ mowing


def test_words_beyond_the_limit_change_nothing(embedder: Embedder) -> None:
    longer, longest = embedder.embed(["word " * 400, "word " * 400 + "tail"])
    assert np.array_equal(longer, longest)
    shorter, other = embedder.embed(["word " * 20, "word " * 20 + "tail"])
    assert not np.array_equal(shorter, other)


def test_each_text_done_is_told(embedder: Embedder) -> None:
    steps: list[int] = []
    embedder.embed(TEXTS[:3], steps.append)
    assert steps == [1, 1, 1]


def test_no_text_no_vector(embedder: Embedder) -> None:
    steps: list[int] = []
    assert embedder.embed([], steps.append).shape == (0, DIMENSIONS)
    assert steps == []


@pytest.mark.parametrize(("pinned", "name"), [("MODEL_SHA256", "model.onnx"), ("TOKENIZER_SHA256", "tokenizer.json")])
def test_a_file_that_was_not_tested_is_refused(pinned: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, pinned, "0" * 64)
    with pytest.raises(AssistantError, match=rf"^{name} is not the file that was tested; reinstall"):
        Embedder().embed(["a"])


def test_the_name_tells_the_weights(embedder: Embedder) -> None:
    """Vectors are kept under the embedder's name: other weights must have another."""
    assert embed.MODEL_SHA256[:12] in embedder.name
