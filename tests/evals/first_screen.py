"""How soon the first page is on the screen, in a real browser.

Run as ``python -m tests.evals.first_screen``. *Cold* is the first visit to a server that has only just begun to listen,
with a browser that holds nothing; *warm* is the visits once that server is at rest, each with a browser that holds
nothing either, so that the whole page is loaded anew. Both are counted from the call of the address until the three
doors can be clicked.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from psutil import Process
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

from tests.e2e.conftest import chromium
from tests.evals.users import served

COLD, WARM = 5.0, 2.0
"""The most seconds that either may take."""
_VISITS = 5
_REST = 0.05
"""Seconds of the processor in two, under which a server is at rest."""
_LOOKS = 0.02
"""Seconds between two looks at the page."""
_DOORS = "[data-testid=stColumn] button[kind=primary]"


def visit(address: str, place: Path) -> float:
    """One visit with a new browser: seconds until the doors can be clicked."""
    place.mkdir()
    with chromium(place / "profile", place) as page:
        began = time.monotonic()
        page.get(address)
        wait = WebDriverWait(page, 120, poll_frequency=_LOOKS)
        wait.until(lambda _: sum(door.is_enabled() for door in page.find_elements(By.CSS_SELECTOR, _DOORS)) == 3)
        return time.monotonic() - began


def _at_rest(process: Process) -> float:
    """Waits until the server no longer works by itself; what it has used of the processor, in seconds."""
    before, now = -1.0, sum(process.cpu_times()[:2])
    while now - before > _REST:
        time.sleep(2)
        before, now = now, sum(process.cpu_times()[:2])
    return now


def main() -> int:
    """Print the figures and the load they were measured at; 1 where a bar is missed."""
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with served(Path(os.environ.get("PD_DATA_DIR", place / "data"))) as (address, process):
            cold = visit(address, place / "cold")
            worked = _at_rest(process)
            warm = [visit(address, place / f"warm-{number}") for number in range(_VISITS)]
            each = (sum(process.cpu_times()[:2]) - worked) / _VISITS
    print(f"cold: {cold:.2f} s, of the server's processor {worked:.2f} s from its start; at most {COLD} s")
    print(f"warm: {median(warm):.2f} s (median of {_VISITS}; server {each:.2f} s a visit); at most {WARM} s")
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}")
    return 0 if cold <= COLD and median(warm) <= WARM else 1


if __name__ == "__main__":
    sys.exit(main())
