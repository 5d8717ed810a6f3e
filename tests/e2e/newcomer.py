"""The README's first command, run in a fresh clone as a newcomer runs it: ``python3 -m tests.e2e.newcomer DATA_DIR``.

For a Python with nothing installed, since it is the command itself that installs what is needed.
"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PORT = 8501
_FIRST_RUN = 300.0
"""Seconds: the bar for the first start, installation and index included."""
_SECOND_RUN = 30.0
"""Seconds; the bar of ten is measured in docs/BENCHMARKS.md, this only catches a second installation or index."""


def commands() -> list[str]:
    """The commands of the README's first ``sh`` block under *Set up and run*."""
    section = (ROOT / "README.md").read_text("utf-8").split("## Set up and run")[1]
    block = re.search(r"```sh\n(.*?)```", section, re.S)
    assert block is not None
    return block[1].split("\n")[:-1]


def own_environment(data: Path) -> dict[str, str]:
    """A newcomer's environment: no virtual environment is active, and the data folder is ``data``."""
    kept = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    return {**kept, "PD_DATA_DIR": str(data)}


def port_is_free() -> bool:
    """Whether nothing answers where the chat will."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", PORT)) != 0


def opens_twice(clone: Path, environment: Mapping[str, str]) -> None:
    """The chat answers after the first command, and soon after the same command given again."""
    for seconds in (_FIRST_RUN, _SECOND_RUN):
        with _running(commands()[0], clone, environment) as process:
            assert _answers_within(seconds, process), f"no chat answers within {seconds:.0f} seconds"


@contextmanager
def _running(command: str, clone: Path, environment: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """The command in a process group of its own, which is ended with all its children."""
    process = subprocess.Popen(command, shell=True, cwd=clone, env=environment, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def _answers_within(seconds: float, process: subprocess.Popen[bytes]) -> bool:
    """Whether the chat answers before ``seconds`` are over or the command ends."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://localhost:{PORT}/_stcore/health", timeout=2) as response:
                return bool(response.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    return False


if __name__ == "__main__":
    if port_is_free():
        opens_twice(ROOT, own_environment(Path(sys.argv[1])))
    else:
        print(f"port {PORT} is in use on this machine: `{commands()[0]}` is not tried")
