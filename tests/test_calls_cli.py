"""The commands ``calls``: the log, listed and exported."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.calls_cli import calls_app
from assistant.engine.log import Call, CallLog, fingerprint
from knowledge.errors import InputError

CALL = Call(datetime(2026, 11, 22, 9, tzinfo=UTC), "answer", "m", "127.0.0.1:1", 7, 3, fingerprint(["x"]), "answered")


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CallLog:
    monkeypatch.setenv("PD_DATA_DIR", str(tmp_path))
    return CallLog(tmp_path)


def test_an_empty_log_says_so(log: CallLog) -> None:
    assert CliRunner().invoke(calls_app, []).output == "No call was made to a model.\n"
    assert CliRunner().invoke(calls_app, ["list", "--json"]).output == "[]\n"
    assert not log.files()


def test_calls_are_listed(log: CallLog) -> None:
    log.write(CALL)
    shown = CliRunner().invoke(calls_app, []).output
    assert shown.startswith("2026-11-22 09:00:00 UTC  answer: answered  m at 127.0.0.1:1  7 tokens sent, 3 received")
    (row,) = json.loads(CliRunner().invoke(calls_app, ["list", "--json"]).output)
    assert row == {
        "time": "2026-11-22T09:00:00+00:00",
        "task": "answer",
        "outcome": "answered",
        "model": "m",
        "host": "127.0.0.1:1",
        "tokens_in": 7,
        "tokens_out": 3,
        "sha256": fingerprint(["x"]),
    }


def test_the_log_is_exported_whole(log: CallLog, tmp_path: Path) -> None:
    log.write(CALL)
    log.write(CALL)
    for name in ("calls.csv", "calls.jsonl"):
        done = CliRunner().invoke(calls_app, ["export", str(tmp_path / name)])
        assert (done.exit_code, done.stderr) == (0, f"written: {tmp_path / name}, 2 calls\n")
    with (tmp_path / "calls.csv").open(newline="") as file:
        assert [row["sha256"] for row in csv.DictReader(file)] == [CALL.sha256] * 2
    assert len((tmp_path / "calls.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.usefixtures("log")
def test_an_export_of_another_kind_is_refused(tmp_path: Path) -> None:
    done = CliRunner().invoke(calls_app, ["export", str(tmp_path / "calls.pdf")])
    assert isinstance(done.exception, InputError)
    assert not (tmp_path / "calls.pdf").exists()
