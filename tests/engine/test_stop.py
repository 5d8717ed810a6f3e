"""Stopping a request: at once, heard by the server, and nothing sent after it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from assistant.engine.log import CallLog
from assistant.engine.openai import ModelEngine
from assistant.engine.reply import Statement, Statements
from assistant.engine.stop import Stop, Stopped, stoppable
from assistant.settings import Settings
from tests.engine.server import Scripted, Server, serving, streamed

PARTS = [("Instructions", {}), ("Material", {"evidence": [{"key": "K1", "text": "A rule."}], "question": "?"})]
SAID = json.dumps({"statements": [{"text": f"Rule {n}.", "keys": ["K1"]} for n in range(40)]})
PACE = 0.2
WHOLE = 15.0
"""Seconds that each slow reply takes to its end."""


def stopped(server: Server, tmp_path: Path, when: Callable[[], object]) -> tuple[BaseException, float, ModelEngine]:
    """What a request ends with that is stopped once something is so, how long that takes in seconds, and its engine."""
    given = {"openai_base_url": server.url, "openai_api_key": "k", "openai_model": "m", "data_dir": tmp_path}
    engine, stop, ended = ModelEngine(Settings.model_validate(given)), Stop(), []

    def ask() -> None:
        with stoppable(stop):
            try:
                engine.reply("answer", PARTS, Statements, heard.append)
            except BaseException as error:
                ended.append(error)

    heard: list[Statement] = []
    thread = Thread(target=ask)
    thread.start()
    latest = time.monotonic() + 30
    while not when():
        assert time.monotonic() < latest
        time.sleep(0.01)
    began = time.monotonic()
    stop.now()
    thread.join(20)
    assert not thread.is_alive()
    return ended[0], time.monotonic() - began, engine


@pytest.mark.parametrize(
    "slow",
    [
        pytest.param(streamed(SAID, size=20, pace=PACE), id="in the middle of a stream"),
        pytest.param(Scripted("", delay=WHOLE), id="before the first word"),
    ],
)
def test_it_ends_at_once_and_is_not_sent_again(slow: Scripted, tmp_path: Path) -> None:
    with serving(slow, slow) as server:
        when = (lambda: len(server.sent) > 2) if slow.pieces else (lambda: bool(server.heard))
        error, took, engine = stopped(server, tmp_path, when)
        sent = len(server.sent)
        time.sleep(3 * PACE)
        assert len(server.sent) <= sent + 1
        assert len(server.heard) == 1
    assert isinstance(error, Stopped)
    assert took < WHOLE / 2
    assert [call.outcome for call in CallLog(tmp_path).calls()] == ["stopped"]
    assert engine.meter.used.requests == 1


def test_what_is_stopped_before_it_begins_is_not_sent(tmp_path: Path) -> None:
    stop = Stop()
    stop.now()
    with serving(streamed(SAID)) as server:
        given = {"openai_base_url": server.url, "openai_api_key": "k", "openai_model": "m", "data_dir": tmp_path}
        with stoppable(stop), pytest.raises(Stopped):
            ModelEngine(Settings.model_validate(given)).reply("answer", PARTS, Statements)
    assert server.heard == []
    assert list(CallLog(tmp_path).calls()) == []


def test_one_stop_ends_only_its_own_requests(tmp_path: Path) -> None:
    with serving(streamed(SAID, size=200)) as server:
        Stop().now()
        given = {"openai_base_url": server.url, "openai_api_key": "k", "openai_model": "m", "data_dir": tmp_path}
        with stoppable(Stop()):
            reply = ModelEngine(Settings.model_validate(given)).reply("answer", PARTS, Statements, lambda _: None)
    assert len(reply.statements) == 40
