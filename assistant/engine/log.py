"""The log of calls to a model, for the records officer: when, for what, to whom, how much, and how it went.

No text is in it, only the SHA-256 of what was sent with personal data masked, so that a kept copy can be matched with
its line. One call a line of JSON, added to the end and never changed. A full file is set aside under the next free
number; nothing is ever deleted here. Several processes may write at once.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from knowledge.errors import InputError

_NAME = "calls.jsonl"
_LARGEST = 5_000_000
"""Bytes after which a file is set aside."""
_PLAIN = re.compile(r"[a-z][a-z0-9 _-]{0,39}")
_SETTING = re.compile(r"[\w.:/@+-]{1,200}")
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Call:
    """One call to a model; raises ``ValueError`` for anything that could carry somebody's text into the log."""

    time: datetime
    """When the call was made, with its time zone."""
    task: str
    """As in ``answer``; small letters."""
    model: str
    host: str
    """With the port, where there is one; never a whole address."""
    tokens_in: int
    tokens_out: int
    sha256: str
    """Of what was sent, as :func:`fingerprint` gives it."""
    outcome: str
    """How it went in a few small letters, as in ``answered`` or ``timed out``; never the words of an error."""

    def __post_init__(self) -> None:
        fits = (
            self.time.tzinfo is not None,
            bool(_PLAIN.fullmatch(self.task)),
            bool(_PLAIN.fullmatch(self.outcome)),
            bool(_SETTING.fullmatch(self.model)),
            bool(_SETTING.fullmatch(self.host)),
            min(self.tokens_in, self.tokens_out) >= 0,
            bool(_HASH.fullmatch(self.sha256)),
        )
        names = ("time", "task", "outcome", "model", "host", "tokens", "sha256")
        wrong = [name for name, good in zip(names, fits, strict=True) if not good]
        if wrong:
            raise ValueError(f"a call cannot be logged with this {', '.join(wrong)}")


def fingerprint(texts: Sequence[str]) -> str:
    """The SHA-256 of texts that went out together, each in its place."""
    return hashlib.sha256(json.dumps(list(texts), ensure_ascii=False).encode()).hexdigest()


class CallLog:
    """The calls logged in a data folder."""

    def __init__(self, data_dir: Path, largest: int = _LARGEST) -> None:
        self.folder = data_dir / "calls"
        self._largest = largest

    def ready(self) -> None:
        """Make sure that the log can be written, before a call is made. Raises :class:`InputError`."""
        with self._locked(), (self.folder / _NAME).open("ab"):
            pass

    def write(self, call: Call) -> None:
        """Add a call, for good before this returns. Raises :class:`InputError` where it cannot be written."""
        line = json.dumps(asdict(call) | {"time": call.time.isoformat()}, ensure_ascii=False) + "\n"
        with self._locked():
            self._set_aside()
            with (self.folder / _NAME).open("ab") as file:
                file.write((b"\n" if _torn(self.folder / _NAME) else b"") + line.encode())
                file.flush()
                os.fsync(file.fileno())

    def calls(self) -> Iterator[Call]:
        """The calls in the order they were logged. Raises :class:`InputError` for a line that is none."""
        for file in self.files():
            for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
                if line:
                    yield _read(line, f"{file}, line {number}")

    def files(self) -> list[Path]:
        """The files of the log, oldest first."""
        aside = sorted(self.folder.glob("calls-*.jsonl"))
        return [file for file in (*aside, self.folder / _NAME) if file.exists()]

    def _set_aside(self) -> None:
        current = self.folder / _NAME
        if current.exists() and current.stat().st_size >= self._largest:
            taken = [int(file.stem.removeprefix("calls-")) for file in self.folder.glob("calls-*.jsonl")]
            current.rename(self.folder / f"calls-{max(taken, default=0) + 1:06d}.jsonl")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Alone with the folder among all processes; a lock ends with its process."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (self.folder / ".lock").open("ab") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                yield
        except OSError as error:
            raise InputError(
                f"the log of calls in {self.folder} cannot be written ({error.strerror}); make room, or set PD_DATA_DIR"
            ) from error


def _torn(file: Path) -> bool:
    """Whether the last line was never finished, as after a stop in the middle of it."""
    with file.open("rb") as opened:
        if not opened.seek(0, os.SEEK_END):
            return False
        opened.seek(-1, os.SEEK_END)
        return opened.read(1) != b"\n"


def _read(line: str, where: str) -> Call:
    try:
        held = json.loads(line)
        return Call(**(held | {"time": datetime.fromisoformat(held["time"])}))
    except (ValueError, TypeError, KeyError) as error:
        raise InputError(f"{where}: no call is logged here ({type(error).__name__}); the line is damaged") from error
