"""What is made once is made once, however many threads ask for it at the same moment."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from assistant.once import once

_MANY = 8


class Slow:
    """Something whose part takes a while to make, and needs another part that is made once, too."""

    def __init__(self) -> None:
        self.made: list[str] = []

    @once
    def part(self) -> tuple[str, str]:
        self.made.append("part")
        time.sleep(0.05)
        return "part", self.other

    @once
    def other(self) -> str:
        self.made.append("other")
        return "other"


def test_many_threads_get_the_same_one() -> None:
    slow, together = Slow(), Barrier(_MANY)

    def ask(_: int) -> tuple[str, str]:
        together.wait()
        return slow.part

    with ThreadPoolExecutor(_MANY) as threads:
        found = list(threads.map(ask, range(_MANY)))
    assert slow.made == ["part", "other"]
    assert all(one is found[0] for one in found)
    del slow.part
    assert slow.part == ("part", "other")
    assert slow.made == ["part", "other", "part"]
