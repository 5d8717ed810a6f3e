"""A document written to a file: whole, or not there."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from knowledge.errors import InputError


def write_file(out: Path, writers: Mapping[str, Callable[[Path], object]]) -> None:
    """Have the writer of the file's suffix write it; the file appears when it is whole.

    Raises :class:`InputError` for a suffix without a writer, and for a place that cannot be written to.
    """
    writer = writers.get(out.suffix.lower())
    if writer is None:
        raise InputError(f"{out.name}: cannot write {out.suffix or 'a file without suffix'}; use {', '.join(writers)}")
    if not out.parent.is_dir():
        raise InputError(f"{out}: there is no folder {out.parent}; create it first")
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".draft-") as folder:
            made = Path(folder) / f"draft{out.suffix.lower()}"
            writer(made)
            made.replace(out)
    except OSError as problem:
        raise InputError(f"{out}: cannot be written: {problem.strerror or problem}") from problem
