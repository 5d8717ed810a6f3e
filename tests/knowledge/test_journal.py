"""Several files at once: all of them or none, wherever the process is stopped."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from knowledge import journal


def held(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}


def test_files_are_written_and_taken_away_together(tmp_path: Path) -> None:
    journal.commit(tmp_path / "new", {"a": "1", "b": "2"})
    journal.commit(tmp_path / "new", {"a": None, "c": "3"})
    assert held(tmp_path / "new") == {"b": "2", "c": "3"}


class Stopped(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("step", range(1, 6))
def test_wherever_it_is_stopped_all_is_done_or_nothing(
    step: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal.commit(tmp_path, {"a": "old", "b": "old"})
    steps = 0
    replace = Path.replace

    def stopping(self: Path, target: Path) -> Path:
        nonlocal steps
        steps += 1
        if steps == step:
            raise Stopped
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", stopping)
    with suppress(Stopped):
        journal.commit(tmp_path, {"a": "new", "b": "new", "c": "new"})
    monkeypatch.undo()
    journal.finish(tmp_path)
    assert held(tmp_path) in ({"a": "old", "b": "old"}, {"a": "new", "b": "new", "c": "new"})
    assert (step == 1) == (held(tmp_path)["a"] == "old"), "the journal's own rename is what decides"
