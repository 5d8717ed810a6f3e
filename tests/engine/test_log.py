"""The log of calls: every call is in it, no text is, and nothing is lost."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.engine.log import Call, CallLog, fingerprint
from knowledge.errors import InputError

CALL = Call(
    time=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    task="answer",
    model="small-model",
    host="127.0.0.1:8080",
    tokens_in=120,
    tokens_out=30,
    sha256=fingerprint(["What may [PERSON_1] do?"]),
    outcome="answered",
)


def test_a_call_comes_back_as_it_was_logged(tmp_path: Path) -> None:
    log = CallLog(tmp_path)
    log.ready()
    log.write(CALL)
    log.write(replace(CALL, outcome="timed out", tokens_out=0))
    assert list(log.calls()) == [CALL, replace(CALL, outcome="timed out", tokens_out=0)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"task": "Jane Doe"},
        {"outcome": "error: Jane Doe asked"},
        {"outcome": "x" * 41},
        {"model": "a model\nof Jane"},
        {"sha256": "Jane"},
        {"tokens_in": -1},
        {"time": datetime(2026, 11, 22)},
    ],
)
def test_nothing_that_could_carry_text_is_logged(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=f"this {'tokens' if 'tokens_in' in wrong else next(iter(wrong))}"):
        replace(CALL, **wrong)  # type: ignore[arg-type]


def test_a_full_file_is_set_aside_and_nothing_is_lost(tmp_path: Path) -> None:
    log = CallLog(tmp_path, largest=700)
    calls = [replace(CALL, tokens_in=number) for number in range(25)]
    for call in calls:
        log.write(call)
    assert len(log.files()) > 3
    assert list(CallLog(tmp_path).calls()) == calls


def _write_many(folder: Path, who: int) -> None:
    log = CallLog(folder, largest=2000)
    for number in range(40):
        log.write(replace(CALL, tokens_in=who * 1000 + number))


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    with ProcessPoolExecutor(3) as pool:
        list(pool.map(_write_many, [tmp_path] * 3, range(3)))
    written = [call.tokens_in for call in CallLog(tmp_path).calls()]
    assert sorted(written) == [who * 1000 + number for who in range(3) for number in range(40)]
    for who in range(3):
        own = [tokens for tokens in written if tokens // 1000 == who]
        assert own == sorted(own)


def test_a_line_cut_short_spoils_only_itself(tmp_path: Path) -> None:
    log = CallLog(tmp_path)
    log.write(CALL)
    file = log.files()[0]
    file.write_bytes(file.read_bytes()[:-20])
    log.write(CALL)
    with pytest.raises(InputError, match=r"line 1.*damaged"):
        list(log.calls())
    file.write_text(file.read_text("utf-8").splitlines()[1] + "\n", "utf-8")
    assert list(log.calls()) == [CALL]


def test_a_folder_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "calls").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(InputError, match=r"cannot be written.*PD_DATA_DIR"):
        CallLog(tmp_path).ready()
