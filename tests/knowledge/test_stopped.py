"""An import is killed, a real process: what was there before serves on whole, or the new does.

That of a plan is killed at each moment there is, before each change of a file and while it is written; that of
documents, whose index is written by a library that does not tell what it does, at random moments.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from itertools import count
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest

from assistant.cli import main
from assistant.desk import Desk
from assistant.settings import Settings
from knowledge.library import Library
from knowledge.plans import Plans
from tests.processes import PROCESSES

TIMES = 4
SECTIONS = 30
CLASSES = 30
CHANGES = {"open", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.rmtree"}
"""The audit events of what changes files."""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes are killed with SIGKILL")


def started(data: Path, *words: str, moment: int = 0) -> BaseProcess:
    """The program in a process of its own; it is killed at the ``moment`` th at which files are about to be changed."""
    process = PROCESSES.Process(target=_run, args=(str(data), words, moment))
    process.start()
    return process


def _run(data: str, words: tuple[str, ...], moment: int) -> None:
    os.environ["PD_DATA_DIR"] = data
    sys.argv = ["pd-assistant", *words]
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        sys.addaudithook(_Killer(data, moment))
        main()


class _Killer:
    """An audit hook that kills its process at a chosen moment: before a change, or when a file was just begun."""

    def __init__(self, folder: str, moment: int) -> None:
        self._folder, self._left = folder, moment

    def __call__(self, event: str, about: tuple[Any, ...]) -> None:
        if event not in CHANGES or not str(about[0]).startswith(self._folder):
            return
        if event != "open":
            self._pass()
        elif _writes(*about):
            self._pass()
            if self._left == 1:
                self._folder = "\0"  # the change that follows is not the program's
                Path(about[0]).write_bytes(b"")
            self._pass()

    def _pass(self) -> None:
        self._left -= 1
        if self._left == 0:
            os.kill(os.getpid(), signal.SIGKILL)


def _writes(_path: object, mode: str | None, flags: int) -> bool:
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) if mode is None else bool(set(mode) & set("wax+"))


def law(word: str) -> str:
    """A law of thirty sections."""
    return "\n\n".join(
        f"99A.{number:02d} {word.upper()} OF HARBORS.\n\n"
        f"Subdivision 1. Kept. Harbor {number} has its {word} kept by clerk {number}."
        for number in range(1, SECTIONS + 1)
    )


def test_a_killed_ingest_leaves_the_old_index_serving(own_data: Path, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(law("register"), "utf-8")
    Desk.open(Settings(data_dir=own_data)).ingest([tmp_path / "old.txt"])
    before = {source.id: source.text for source in Library(own_data).ingested}
    (tmp_path / "new.txt").write_text(law("record"), "utf-8")
    chance = random.Random(7)
    begun = time.monotonic()
    assert ended(started(own_data, "ingest", str(tmp_path / "old.txt"))) == 0
    whole = time.monotonic() - begun
    for _ in range(TIMES):
        process = started(own_data, "ingest", str(tmp_path / "new.txt"))
        time.sleep(chance.uniform(0.3, 1.2) * whole)
        process.kill()
        ended(process)
        now = {source.id: source.text for source in Library(own_data).ingested}
        assert len(now) == SECTIONS
        assert now == before or all("record" in text for text in now.values()), "all of them or none"
        desk = Desk.open(Settings(data_dir=own_data))
        assert desk.warnings == (), "an index that fits was there, whole"
        (hit,) = desk.search.find("who keeps what harbor 7 has", 1)
        assert hit.passage.text in now[hit.passage.source]
        desk.search.close()


def test_a_killed_plan_add_leaves_the_old_plan(tmp_path: Path) -> None:
    def lines(word: str) -> str:
        return "".join(
            f'{{"class_title": "Clerk {n}", "class_code": "{n}", "text": "Under direction, to keep the {word}."}}\n'
            for n in range(CLASSES)
        )

    def kept() -> set[str]:
        plans = Plans(data, Library(data))
        assert plans.names() == ["minnesota", "duluth", "city"]
        classes = plans.plan("city").classes
        assert len(classes) == CLASSES
        return {spec.source.text.split()[-1] for spec in classes}

    data, file = tmp_path / "data", tmp_path / "plan.jsonl"
    file.write_text(lines("register"), "utf-8")
    assert ended(started(data, "plan", "add", str(file), "--name", "city")) == 0
    file.write_text(lines("record"), "utf-8")
    seen = []
    for moment in count(1):
        how = ended(started(data, "plan", "add", str(file), "--name", "city", "--replace", moment=moment))
        seen.append(kept())
        if how == 0:
            break
        assert how == -signal.SIGKILL
    new = seen.index({"record."})
    assert 2 < new < len(seen) - 1, "it was killed on both sides of the moment at which the plan is put in place"
    assert seen == [{"register."}] * new + [{"record."}] * (len(seen) - new)


def ended(process: BaseProcess) -> int | None:
    """How a process ended: 0, or the signal that killed it."""
    process.join()
    return process.exitcode
