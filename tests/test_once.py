"""What is made once is made once, however many threads ask for it at the same moment."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Thread

from assistant.once import OnceEach, once

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


class Busy:
    """Something of which one part is being made until somebody lets it be."""

    def __init__(self) -> None:
        self.begun, self.let = Event(), Event()
        self.by_name = OnceEach(self._made)

    @once
    def slow(self) -> str:
        return self._made("slow")

    @once
    def quick(self) -> str:
        return "quick"

    def _made(self, name: str) -> str:
        if name == "slow":
            self.begun.set()
            assert self.let.wait(10)
        return name


def test_nobody_waits_for_what_they_did_not_ask_for() -> None:
    for slowly in (lambda busy: busy.slow, lambda busy: busy.by_name["slow"]):
        busy, found = Busy(), []
        making = Thread(target=lambda busy=busy, found=found, slowly=slowly: found.append(slowly(busy)))
        making.start()
        assert busy.begun.wait(10)
        assert (busy.quick, busy.by_name["quick"], found) == ("quick", "quick", [])
        busy.let.set()
        making.join()
        assert found == ["slow"]


def test_what_is_made_by_name_is_made_once_and_again_when_it_was_taken_out() -> None:
    made: list[str] = []
    together, each = Barrier(_MANY), OnceEach(lambda name: made.append(name) or time.sleep(0.05) or name.upper())

    def ask(_: int) -> str:
        together.wait()
        return each["a"]

    with ThreadPoolExecutor(_MANY) as threads:
        assert set(threads.map(ask, range(_MANY))) == {"A"}
    assert made == ["a"]
    del each["a"]
    assert (each["a"], made) == ("A", ["a", "a"])
