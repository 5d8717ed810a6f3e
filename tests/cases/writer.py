"""A process that keeps writing notes to a case, and says each number it was told is kept; it is killed from outside."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from assistant.cases.entries import NoteAdded
from assistant.cases.store import Cases

if __name__ == "__main__":
    folder, url, id = sys.argv[1:4]
    cases = Cases(Path(folder), url)
    number = 0
    while True:
        number += 1
        added = cases.add(id, NoteAdded(words=f"note {number} " + "x" * 2000), who="writer", at=datetime.now(UTC))
        print(added.trail[-1].n, flush=True)
