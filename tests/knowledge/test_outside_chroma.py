"""An outside Chroma (PD_CHROMA_URL): a real server on loopback, filled once and then only read."""

from __future__ import annotations

import gc
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.embed import Embedder
from knowledge.errors import SettingsError
from knowledge.index import Entry, open_outside
from knowledge.models import Passage

WORDS = ("An employee may appeal in writing.", "The commissioner keeps the plan.", "Snow is plowed at night.")
ENTRIES = [Entry(Passage("s", f"p{n}", (), n * 100, n * 100 + 10, words), words) for n, words in enumerate(WORDS)]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = Path(sys.executable).with_name("chroma")
    folder = tmp_path_factory.mktemp("chroma")
    server = subprocess.Popen(
        [command, "run", "--path", folder, "--host", "127.0.0.1", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(autouse=True)
def _sockets_left_open() -> Iterator[None]:
    """Chroma's HTTP client leaves its connections to the garbage collector, which warns of each."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_it_is_filled_once_and_then_only_read(url: str, tmp_path: Path) -> None:
    said: list[str] = []
    steps: list[int] = []
    embedder = Embedder()
    question = embedder.embed(["may she appeal by letter"])[0]
    for _ in range(2):
        index = open_outside(ENTRIES, url, tmp_path, embedder, lambda _w, done, _t: steps.append(done), said.append)
        found = index.nearest(question, 2)
        index.close()
    assert found[0][0] == ENTRIES[0].passage.id
    assert steps == [1, 2, 3]
    assert said == [f"the index is built in the Chroma at {url}"]


def test_no_server_is_an_error_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="PD_CHROMA_URL"):
        open_outside(ENTRIES, "http://127.0.0.1:9", tmp_path, Embedder(), lambda *_: None, lambda _: None)


def _wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("the Chroma server did not start")
