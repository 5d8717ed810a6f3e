"""An import is killed, a real process at random moments: what was there before serves on whole, or the new does."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.settings import Settings
from knowledge.library import Library
from knowledge.plans import Plans

ROOT = Path(__file__).resolve().parents[2]
TIMES = 4
SECTIONS = 30


def law(word: str) -> str:
    """A law of thirty sections."""
    return "\n\n".join(
        f"99A.{number:02d} {word.upper()} OF HARBORS.\n\n"
        f"Subdivision 1. Kept. Harbor {number} has its {word} kept by clerk {number}."
        for number in range(1, SECTIONS + 1)
    )


def started(data: Path, *args: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PD_DATA_DIR": str(data), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "assistant", *args]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.skipif(os.name != "posix", reason="processes are killed with SIGKILL")
def test_a_killed_ingest_leaves_the_old_index_serving(data_dir: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(data_dir, tmp_path / "data"))
    (tmp_path / "old.txt").write_text(law("register"), "utf-8")
    Desk.open(Settings(data_dir=data)).ingest([tmp_path / "old.txt"])
    before = {source.id: source.text for source in Library(data).ingested}
    (tmp_path / "new.txt").write_text(law("record"), "utf-8")
    chance = random.Random(7)
    begun = time.monotonic()
    assert started(data, "ingest", str(tmp_path / "old.txt")).wait() == 0
    whole = time.monotonic() - begun
    for _ in range(TIMES):
        process = started(data, "ingest", str(tmp_path / "new.txt"))
        time.sleep(chance.uniform(0.3, 1.2) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        now = {source.id: source.text for source in Library(data).ingested}
        assert len(now) == SECTIONS
        assert now == before or all("record" in text for text in now.values()), "all of them or none"
        desk = Desk.open(Settings(data_dir=data))
        assert desk.warnings == (), "an index that fits was there, whole"
        (hit,) = desk.search.find("who keeps what harbor 7 has", 1)
        assert hit.passage.text in now[hit.passage.source]
        desk.search.close()


@pytest.mark.skipif(os.name != "posix", reason="processes are killed with SIGKILL")
def test_a_killed_plan_add_leaves_the_old_plan(tmp_path: Path) -> None:
    def lines(word: str) -> str:
        return "".join(
            f'{{"class_title": "Clerk {n}", "class_code": "{n}", "text": "Under direction, to keep the {word}."}}\n'
            for n in range(3_000)
        )

    data, file = tmp_path / "data", tmp_path / "plan.jsonl"
    file.write_text(lines("register"), "utf-8")
    begun = time.monotonic()
    assert started(data, "plan", "add", str(file), "--name", "city").wait() == 0
    whole = time.monotonic() - begun
    file.write_text(lines("record"), "utf-8")
    chance = random.Random(3)
    for _ in range(TIMES):
        process = started(data, "plan", "add", str(file), "--name", "city", "--replace")
        time.sleep(chance.uniform(0.4, 1.1) * whole)
        process.send_signal(signal.SIGKILL)
        process.wait()
        plans = Plans(data, Library(data))
        assert plans.names() == ["minnesota", "duluth", "city"]
        texts = {spec.source.text.split()[-1] for spec in plans.plan("city").classes}
        assert len(plans.plan("city").classes) == 3_000
        assert texts in ({"register."}, {"record."})
