"""The command line, run in the tests' own process as a shell runs it; ``tests/conftest.py`` gives it as ``command``.

A process of its own costs a second or two of imports, and is for tests of what a process is: its end, its environment.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple


class Ran(NamedTuple):
    """What a run of the command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which is one line of JSON and nothing else."""
        assert self.code == 0, self.err
        assert self.out.endswith("\n")
        assert self.out.count("\n") == 1
        return json.loads(self.out)


Run = Callable[..., Ran]
"""Runs ``pd-assistant`` with these words, and ``stdin`` on standard input."""
