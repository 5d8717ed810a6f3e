"""Twenty people at once: how long a suggestion takes them, what a session costs, and that nobody sees another's words.

Run as ``python -m tests.evals.users [--users 20] [--reads 30]``. A real ``pd-assistant serve`` process is spoken to by
real sessions over its websocket. Each person pastes a draft of their own, with a word in it that nobody else has, asks
for a suggestion, reads it for about ``--reads`` seconds, and does so again. *At work* is that. *All at once* is the
worst moment there can be: everybody presses the button in the same instant, and the last waits for all before.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.request import urlopen

import psutil

from assistant.ui.modes import FIT
from tests.evals.chat_client import Tab

ROOT = Path(__file__).parents[2]
POSITIONS = Path(__file__).with_name("positions.jsonl")
MEGABYTE = 1024 * 1024
SLOWER = 4
"""The most that a suggestion may take, 95 of 100 times, as a multiple of what one person alone waits."""
LARGEST = 15
"""The most that a session may hold, in megabytes."""


def drafts(person: int, rounds: int) -> list[str]:
    """Drafts of one person, each with the word that is theirs alone."""
    texts = [json.loads(line)["text"] for line in POSITIONS.read_text("utf-8").splitlines() if line.strip()]
    chosen = [texts[(person * rounds + round) % len(texts)] for round in range(rounds)]
    return [f"{text}\n\nFiles the {marker(person)} folders by number." for text in chosen]


def marker(person: int) -> str:
    """A word that is in no draft but this person's."""
    return "zq" + "".join(chr(ord("a") + int(digit)) for digit in f"{person:03d}") + "folder"


@contextmanager
def served(data: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The chat in a process of its own: its address and the process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "serve", f"--port={port}"]
    environment = os.environ | {"PD_DATA_DIR": str(data)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(address)
            yield address, psutil.Process(process.pid)
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(600):
        try:
            urlopen(f"{address}/_stcore/health", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(f"nothing answers at {address}")


async def suggestion(tab: Tab, draft: str) -> float:
    """Pastes a draft and asks for its class: seconds from the click to the whole page."""
    await tab.choose("text_area", "Draft position description", draft)
    waited = await tab.press("Find the class")
    assert "What the draft fits" in tab.text(), tab.text()[:2000]
    return waited


async def entered(address: str) -> Tab:
    """A new session, at the page for drafts."""
    tab = await Tab.open(address)
    await tab.choose("radio", "What would you like to do?", FIT)
    return tab


async def at_work(tab: Tab, person: int, texts: Sequence[str], reads: float) -> list[float]:
    """One person's suggestions, with the time to read each in between, never the same twice."""
    chance = random.Random(person)
    waits = []
    for text in texts:
        await asyncio.sleep(chance.uniform(0, 2 * reads))
        waits.append(await suggestion(tab, text))
    return waits


def percentile(waits: Sequence[float], share: float) -> float:
    """The nearest-rank percentile."""
    ranked = sorted(waits)
    return ranked[max(0, math.ceil(len(ranked) * share / 100) - 1)]


async def measure(address: str, process: psutil.Process, users: int, rounds: int, reads: float) -> bool:
    """Measure and print; whether all bars are held."""
    alone = await entered(address)
    for text in drafts(users, 3):  # what is loaded at first use is loaded for all
        await suggestion(alone, text)
    single = await at_work(alone, users + 1, drafts(users + 1, 12), reads / 6)
    await alone.close()
    print(f"one person alone: {median(single):.2f} s (median of {len(single)}), p95 {percentile(single, 95):.2f} s")

    before = process.memory_info().rss
    tabs = await asyncio.gather(*(entered(address) for _ in range(users)))
    texts = [drafts(person, rounds + 1) for person in range(users)]
    worked = await asyncio.gather(*(at_work(tab, n, texts[n][:-1], reads) for n, tab in enumerate(tabs)))
    waits = [wait for person in worked for wait in person]
    after = process.memory_info().rss
    burst = await asyncio.gather(*(suggestion(tab, texts[n][-1]) for n, tab in enumerate(tabs)))
    strangers = _strangers(tabs)
    for tab in tabs:
        await tab.close()

    ratio, session = percentile(waits, 95) / median(single), (after - before) / users / MEGABYTE
    print(
        f"{users} at work: p50 {median(waits):.2f} s, p95 {percentile(waits, 95):.2f} s of {len(waits)} suggestions; "
        f"{ratio:.1f} times one person's\n"
        f"{users} all at once: p50 {median(burst):.2f} s, p95 {percentile(burst, 95):.2f} s\n"
        f"memory: {session:.1f} MB a session ({before / MEGABYTE:.0f} MB before, {after / MEGABYTE:.0f} MB after)\n"
        f"another's words seen: {strangers}"
    )
    return ratio <= SLOWER and session <= LARGEST and not strangers


def _strangers(tabs: Sequence[Tab]) -> int:
    """How many sessions ever received a word of somebody else's; each must have received its own."""
    marks = [marker(person) for person in range(len(tabs))]
    heard = ["\n".join(tab.heard) for tab in tabs]
    assert all(mark in told for mark, told in zip(marks, heard, strict=True))
    return sum(any(mark in told for mark in marks if mark != own) for own, told in zip(marks, heard, strict=True))


def main() -> int:
    """Print the figures and the load they were measured at; 1 where a bar is missed."""
    told = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    told.add_argument("--users", type=int, default=20)
    told.add_argument("--rounds", type=int, default=3, help="suggestions a person")
    told.add_argument("--reads", type=float, default=30, help="seconds that a suggestion is read, on average")
    given = told.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as place:
        data = Path(os.environ.get("PD_DATA_DIR", place))
        with served(data) as (address, process):
            held = asyncio.run(measure(address, process, given.users, given.rounds, given.reads))
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
