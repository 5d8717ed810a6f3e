"""Several files of a folder put in place at once, or none of them, even if the process is stopped half-way.

What is to be written is first written down whole in one file, the journal; its rename is the moment at which the
change has happened. From then on whoever opens the folder next carries it out, once or, after another stop, again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

_JOURNAL = ".journal"


def commit(folder: Path, texts: Mapping[str, str | None]) -> None:
    """Give the files of ``folder`` the texts, by name; ``None`` takes a file away."""
    folder.mkdir(parents=True, exist_ok=True)
    finish(folder)
    _write(folder / _JOURNAL, json.dumps(texts, ensure_ascii=False))
    finish(folder)


def finish(folder: Path) -> None:
    """Carry out what was committed and is not done yet."""
    journal = folder / _JOURNAL
    if not journal.exists():
        return
    for name, text in json.loads(journal.read_text("utf-8")).items():
        if text is None:
            (folder / name).unlink(missing_ok=True)
        else:
            _write(folder / name, text)
    journal.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
