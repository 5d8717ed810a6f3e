"""The wire against a real llama.cpp server with a small real model: what only a real one shows.

The model has 135 million parameters and no idea of personnel rules. So it is what a bad model is: it invents, it leaves
the form, it does not stop. All that may come of it is a verified statement or one clear error.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.answer import Respondent
from assistant.answer.meaning import Meanings
from assistant.desk import Desk
from assistant.engine.log import CallLog
from assistant.engine.openai import ModelEngine
from assistant.engine.verify import verify
from assistant.models import Answer, Claim, Decision
from assistant.settings import Settings
from knowledge.errors import EngineError
from knowledge.models import Citation, Status
from tests.evals.injections import Case, asked, cases, telltale

QUESTION = "How long do I have to appeal a reallocation?"
BUDGET = 2200
"""Tokens a test may use: a prompt of this engine and a reply of some lines; a small model would never stop."""
RULE = "An employee has 30 calendar days to appeal, counted from the date of the notice."


def engine(url: str, data_dir: Path, **more: object) -> ModelEngine:
    given = {
        "openai_base_url": url,
        "openai_api_key": "not-needed",
        "openai_model": "small",
        "model_timeout": 300,
        "model_retries": 0,
        "data_dir": data_dir,
        **more,
    }
    return ModelEngine(Settings.model_validate(given))


def evidence(*quotes: str) -> list[Claim]:
    return [Claim(q, (Citation("s", "Title", "P", q, 0, len(q), Status.OFFICIAL, "", ""),)) for q in quotes]


def test_a_real_model_words_evidence_or_fails_in_one_sentence(real_server: str, tmp_path: Path) -> None:
    model = engine(real_server, tmp_path, model_tokens=BUDGET)
    with _one_error():
        claims, refused = model.word(QUESTION, evidence(RULE), [])
        assert all(claim.citations for claim in claims)
        assert claims or refused
    assert model.meter.used.requests >= 1
    assert model.meter.used.tokens_in > 50, "the server's own count"


def test_a_real_stream_comes_in_pieces_and_each_is_judged_once_whole(real_server: str, tmp_path: Path) -> None:
    heard: list[tuple[float, object]] = []
    model = engine(real_server, tmp_path, model_tokens=BUDGET)
    with _one_error():
        model.word(QUESTION, evidence(RULE), [], heard=lambda one: heard.append((time.monotonic(), one)))
    assert all(getattr(one, "text", "") for _, one in heard)


def test_the_schema_holds_a_real_model_to_its_form(real_server: str) -> None:
    """Asked by hand, so that nothing of ours can mend the reply."""
    import openai

    schema: dict[str, Any] = {
        "type": "object",
        "properties": {"verdict": {"enum": ["supports", "does not support"]}},
        "required": ["verdict"],
        "additionalProperties": False,
    }
    with openai.OpenAI(base_url=real_server, api_key="x", max_retries=0) as client:
        reply = client.chat.completions.create(
            model="small",
            messages=[{"role": "user", "content": "Tell me a long story about a bear."}],
            response_format={"type": "json_schema", "json_schema": {"name": "v", "schema": schema, "strict": True}},
            temperature=0,
            max_tokens=60,
        )
    assert json.loads(reply.choices[0].message.content or "")["verdict"] in schema["properties"]["verdict"]["enum"]


def test_a_reply_that_is_cut_off_is_an_error_that_says_so(real_server: str, tmp_path: Path) -> None:
    model = engine(real_server, tmp_path, model_tokens=40)
    with pytest.raises(EngineError, match=r"cut off before its end|budget of this run is used up"):
        model.word(QUESTION, evidence(RULE), [])


def test_a_prompt_that_is_too_long_is_an_error_that_says_so(real_server: str, tmp_path: Path) -> None:
    model = engine(real_server, tmp_path)
    with pytest.raises(EngineError, match=r"HTTP 400|too long|context"):
        model.word("word " * 9000, evidence(RULE), [])


def test_a_time_out_is_an_error_that_says_so(real_server: str, tmp_path: Path) -> None:
    model = engine(real_server, tmp_path, model_timeout=0.05)
    with pytest.raises(EngineError, match=r"did not answer within 0.05 seconds.*--engine offline"):
        model.word(QUESTION, evidence(RULE), [])


def test_a_connection_dropped_in_the_middle_is_an_error(real_server: str, tmp_path: Path) -> None:
    with _cut_after(real_server, 700) as url, pytest.raises(EngineError, match="--engine offline"):
        engine(url, tmp_path).word(QUESTION, evidence(RULE), [], heard=lambda _: None)


def test_every_call_to_a_real_server_is_logged_without_its_text(real_server: str, tmp_path: Path) -> None:
    model = engine(real_server, tmp_path, model_tokens=BUDGET)
    text = "Incumbent: Jane Doe\nEmployee ID: 00482913\nHow long does Doe have to appeal?"
    with _one_error():
        model.word(text, evidence(RULE), [])
    (file,) = CallLog(tmp_path).files()
    for word in ("Jane", "Doe", "00482913", "appeal"):
        assert word not in file.read_text("utf-8")
    assert [call.host for call in CallLog(tmp_path).calls()][:1] == [model.host]


SAMPLE = [case for case in cases() if case.id in ("question-01", "history-09")]


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.id)
def test_a_real_model_obeys_no_order(desk: Desk, real_server: str, tmp_path: Path, case: Case) -> None:
    """A sample; ``python -m tests.evals.injections DATA_DIR MODEL_FILE`` runs them all."""
    model = engine(real_server, tmp_path, model_tokens=BUDGET)
    respondent = Respondent(desk.library, desk.plans_kept, desk.search, Meanings(desk.search.embedder), model)
    with _one_error():
        answer = asked(respondent.answer, case)
        _verified(desk, answer)
        assert telltale(case, answer) == ""


def _verified(desk: Desk, answer: Answer) -> None:
    assert answer.decision in (Decision.ANSWER, Decision.ABSTAIN, Decision.CLARIFY)
    claims = [Claim(cited.quote, (cited,)) for cited in answer.citations]
    assert verify(claims, desk.source)[1] == []
    assert all(one.reason for one in answer.withheld)


@contextmanager
def _one_error() -> Iterator[None]:
    """A reply that cannot be used is no failure of ours, as long as it is told in one sentence with a mend."""
    told = "--engine offline"
    try:
        yield
    except EngineError as error:
        told = str(error)
    assert "--engine offline" in told
    assert "\n" not in told


@contextmanager
def _cut_after(url: str, size: int) -> Iterator[str]:
    """A way to the real server that breaks after so many bytes of its reply."""
    host, _, port = url.removeprefix("http://").removesuffix("/v1").partition(":")
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def carry() -> None:
            caller, _ = listening.accept()
            with caller, socket.create_connection((host, int(port))) as server:
                back = threading.Thread(target=_pass_on, args=(server, caller, size))
                back.start()
                _pass_on(caller, server, 10**9)
                back.join()

        carrier = threading.Thread(target=carry, daemon=True)
        carrier.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        carrier.join(10)


def _pass_on(source: socket.socket, sink: socket.socket, size: int) -> None:
    """Bytes from one to the other until either ends or so many have passed; then both are cut."""
    with suppress(OSError):
        while size > 0 and (data := source.recv(min(size, 4096))):
            sink.sendall(data)
            size -= len(data)
    for end in (source, sink):
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
