"""A process that keeps writing notes to a case, and says each number it was told is kept; it is killed from outside."""

from __future__ import annotations

from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

from assistant.cases.entries import NoteAdded
from assistant.cases.store import Cases


def keep_writing(folder: Path, url: str, id: str, told: Connection) -> None:
    """Until somebody kills the process."""
    cases = Cases(folder, url)
    number = 0
    while True:
        number += 1
        added = cases.add(id, NoteAdded(words=f"note {number} " + "x" * 2000), who="writer", at=datetime.now(UTC))
        told.send_bytes(added.trail[-1].n.to_bytes(4, "big"))


def prepare(folder: Path, url: str, told: Connection) -> None:
    """Open a database that may be new, and say how many cases are in it."""
    cases = Cases(folder, url)
    told.send_bytes(len(cases.ids()).to_bytes(4, "big"))
    cases.close()
