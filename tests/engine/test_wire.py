"""The wire: streaming, both APIs, forms that a server refuses, waiting, limits, and what is counted."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.answer.answer import Respondent
from assistant.answer.meaning import Meanings
from assistant.answer.worded import Told
from assistant.desk import Desk
from assistant.engine.log import CallLog
from assistant.engine.meter import Usage
from assistant.engine.openai import ModelEngine
from assistant.engine.reply import Statement, Statements, Unreadable, read_reply, statements_so_far
from assistant.settings import Settings
from knowledge.errors import EngineError, SettingsError
from tests.engine.server import (
    Heard,
    Scripted,
    chat,
    failed,
    responded,
    responded_in_pieces,
    said,
    serving,
    streamed,
)

PARTS = [("Instructions", {}), ("Material", {"evidence": [{"key": "K1", "text": "A rule."}], "question": "?"})]
ONE = json.dumps({"statements": [{"text": "A rule.", "keys": ["K1"]}]})
TWO = json.dumps({"statements": [{"text": "A rule.", "keys": ["K1"]}, {"text": "Another {one}.", "keys": []}]})


class Clock:
    """A clock that goes on only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        if seconds:
            self.slept.append(seconds)
            self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def engine(tmp_path: Path, clock: Clock) -> Callable[..., ModelEngine]:
    """A model engine at an address, whose waits are only noted."""

    def at(url: str, **more: object) -> ModelEngine:
        given = {"openai_base_url": url, "openai_api_key": "sk-test", "openai_model": "scripted", "model_timeout": 5}
        settings = Settings.model_validate({**given, "data_dir": tmp_path, **more})
        return ModelEngine(settings, clock=clock, sleep=clock.sleep)

    return at


Engine = Callable[..., ModelEngine]


def ask(model: ModelEngine) -> list[str]:
    return [statement.text for statement in model.reply("answer", PARTS, Statements).statements]


def listen(model: ModelEngine) -> tuple[list[str], list[str]]:
    """(the statements as they came, the reply's)"""
    heard: list[Statement] = []
    reply = model.reply("answer", PARTS, Statements, heard.append)
    return [statement.text for statement in heard], [statement.text for statement in reply.statements]


# Streaming.


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_streamed_reply_comes_statement_by_statement(size: int, engine: Engine) -> None:
    with serving(streamed(TWO, size=size)) as server:
        model = engine(server.url)
        came, reply = listen(model)
    assert came == reply == ["A rule.", "Another {one}."]
    assert server.heard[0].body["stream"] is True
    assert model.meter.used == Usage(1, 10, -(-len(TWO) // size))


def test_a_statement_is_passed_on_before_the_reply_ends(engine: Engine) -> None:
    came: list[float] = []
    with serving(streamed(TWO, size=len(ONE) - 2, pace=0.2)) as server:
        engine(server.url).reply("answer", PARTS, Statements, lambda _: came.append(time.monotonic()))
    assert came[0] < server.sent[1]


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param(streamed(TWO, cut=15), id="ends without an end"),
        pytest.param(Scripted(said().body[:30], drops=True), id="fewer bytes than promised"),
    ],
)
def test_a_connection_that_drops_is_tried_again_and_nothing_is_told_twice(broken: Scripted, engine: Engine) -> None:
    with serving(broken, streamed(TWO)) as server:
        came, reply = listen(engine(server.url))
    assert came == reply
    assert len(server.heard) == 2


def test_a_connection_that_drops_each_time_is_an_error(engine: Engine) -> None:
    with serving(*[streamed(TWO, cut=5)] * 3) as server, pytest.raises(EngineError, match="in the middle of its reply"):
        listen(engine(server.url))


def test_a_stream_that_does_not_end_in_time_is_an_error(tmp_path: Path) -> None:
    given = {"openai_base_url": "", "openai_api_key": "k", "openai_model": "m", "model_timeout": 0.3}
    with serving(streamed(TWO, size=1, pace=0.05)) as server, pytest.raises(EngineError, match="PD_MODEL_TIMEOUT"):
        listen(ModelEngine(Settings.model_validate({**given, "openai_base_url": server.url, "data_dir": tmp_path})))


# Both APIs.


def test_the_responses_api(engine: Engine) -> None:
    with serving(responded(ONE)) as server:
        model = engine(server.url, model_api="responses")
        assert ask(model) == ["A rule."]
    (heard,) = server.heard
    assert heard.path == "/v1/responses"
    assert heard.body["store"] is False
    assert heard.body["text"]["format"]["type"] == "json_schema"
    assert heard.body["text"]["format"]["strict"] is True
    assert model.meter.used == Usage(1, 7, 3)


@pytest.mark.parametrize("size", [3, 1000])
def test_the_responses_api_streams_statement_by_statement(size: int, engine: Engine) -> None:
    with serving(responded_in_pieces(TWO, size=size)) as server:
        model = engine(server.url, model_api="responses")
        came, reply = listen(model)
    assert came == reply == ["A rule.", "Another {one}."]
    assert server.heard[0].path == "/v1/responses"
    assert (server.heard[0].body["stream"], server.heard[0].body["store"]) == (True, False)
    assert model.meter.used == Usage(1, 7, 3)


def test_a_stream_of_the_responses_api_that_drops_is_tried_again(engine: Engine) -> None:
    with serving(responded_in_pieces(TWO, ended=False), responded_in_pieces(TWO)) as server:
        came, reply = listen(engine(server.url, model_api="responses"))
    assert came == reply
    assert len(server.heard) == 2


@pytest.mark.parametrize(
    "reply", [responded("", refusal="I cannot."), responded(ONE[:20], status="incomplete"), responded("Well.")]
)
def test_the_responses_api_without_a_usable_reply(reply: Scripted, engine: Engine) -> None:
    with serving(reply, responded(ONE)) as server:
        assert ask(engine(server.url, model_api="responses")) == ["A rule."]
    assert len(server.heard) == 2


def test_the_api_follows_the_host_unless_it_is_set(engine: Engine) -> None:
    with serving(said()) as server:
        ask(engine(server.url, openai_organization="org-1", model_effort="low"))
    (heard,) = server.heard
    assert heard.path == "/v1/chat/completions"
    assert heard.body["store"] is False
    assert heard.body["reasoning_effort"] == "low"
    assert "temperature" not in heard.body


# Forms.

REFUSED = [
    ("response_format json_schema is not supported", lambda body: body["response_format"]["type"] == "json_object"),
    ("unsupported value: temperature does not support 0 with this model", lambda body: "temperature" not in body),
    ("Unrecognized request argument supplied: store", lambda body: "store" not in body),
    ("stream_options: extra fields not permitted", lambda body: "stream_options" not in body),
]


@pytest.mark.parametrize(("message", "without"), REFUSED)
def test_what_a_server_refuses_is_left_out_for_the_rest_of_the_run(
    message: str, without: Callable[[dict[str, object]], bool], engine: Engine
) -> None:
    with serving(failed(400, message), streamed(ONE), streamed(ONE)) as server:
        model = engine(server.url)
        assert listen(model)[1] == listen(model)[1] == ["A rule."]
    assert [without(heard.body) for heard in server.heard] == [False, True, True]


def test_a_server_without_any_structured_output_gets_the_schema_in_words(engine: Engine) -> None:
    refused = failed(400, "response_format is not supported")
    with serving(refused, refused, chat(f"Sure!\n```json\n{ONE}\n```")) as server:
        assert ask(engine(server.url)) == ["A rule."]
    assert "response_format" not in server.heard[2].body
    assert "additionalProperties" in server.heard[2].body["messages"][-1]["content"]


def test_malformed_json_is_mended_once_and_the_fault_is_named(engine: Engine) -> None:
    with serving(chat('{"statements": [{"text": "A rule."}]}'), said(("A rule.", ["K1"]))) as server:
        assert ask(engine(server.url)) == ["A rule."]
    assert "statements.0.keys: Field required" in server.heard[1].body["messages"][-1]["content"]


def test_openai_itself_is_always_asked_to_keep_nothing() -> None:
    from assistant.engine.habits import Habits, adapted

    assert adapted(Habits(), "Unknown parameter: store", must_not_store=True) is None


@pytest.mark.parametrize(
    "text", [ONE, f"<think>Hm, {{}}</think>{ONE}", f"```json\n{ONE}\n```", f"Here it is: {ONE} Good luck."]
)
def test_json_is_found_in_what_models_write_around_it(text: str) -> None:
    assert read_reply(text, Statements).statements[0].text == "A rule."


@pytest.mark.parametrize("text", ["", "}{", "{", "null", "[1]", "{}", "<think>{}", ONE[:-1]])
def test_what_is_no_reply_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_reply(text, Statements)


@pytest.mark.parametrize("end", range(len(TWO)))
def test_only_whole_statements_are_found_in_half_a_reply(end: int) -> None:
    whole = read_reply(TWO, Statements).statements
    found = statements_so_far(TWO[:end])
    assert found == whole[: len(found)]
    assert len(found) == (0 if end < len(ONE) - 2 else 1 if end < len(TWO) - 2 else 2)


# Waiting.


def test_a_server_that_asks_to_wait_is_waited_for(engine: Engine, clock: Clock) -> None:
    with serving(failed(429, headers=(("Retry-After", "3"),)), said()) as server:
        ask(engine(server.url))
    assert clock.slept == [3.0]


def test_without_a_word_from_the_server_each_wait_is_longer(engine: Engine, clock: Clock) -> None:
    with serving(*[failed(503, headers=())] * 4) as server, pytest.raises(EngineError, match="HTTP 503"):
        ask(engine(server.url, model_retries=3))
    assert clock.slept == [0.5, 1.0, 2.0]
    assert len(server.heard) == 4


def test_a_wait_longer_than_the_time_limit_is_told_instead(engine: Engine, clock: Clock) -> None:
    busy = failed(429, headers=(("Retry-After", "300"),))
    with serving(busy) as server, pytest.raises(EngineError, match="asks to wait 300 seconds"):
        ask(engine(server.url))
    assert clock.slept == []


def test_a_quota_that_is_used_up_is_not_waited_for(engine: Engine, clock: Clock) -> None:
    spent = failed(429, "You exceeded your current quota: insufficient_quota")
    with serving(spent) as server, pytest.raises(EngineError, match="quota"):
        ask(engine(server.url))
    assert (len(server.heard), clock.slept) == (1, [])


# Limits.


def test_no_more_requests_a_minute_than_are_set(engine: Engine, clock: Clock) -> None:
    with serving(*[said()] * 5) as server:
        model = engine(server.url, model_rate=2)
        for _ in range(5):
            ask(model)
    assert clock.slept == [60.0, 60.0]


def test_a_budget_of_tokens_ends_in_an_error_and_caps_each_reply(engine: Engine) -> None:
    dear = chat(ONE, usage={"prompt_tokens": 60, "completion_tokens": 30, "total_tokens": 90})
    with serving(dear, said()) as server:
        model = engine(server.url, model_tokens=100)
        ask(model)
        with pytest.raises(EngineError, match=r"budget of this run is used up .* PD_MODEL_TOKENS"):
            ask(model)
    assert len(server.heard) == 1
    assert server.heard[0].body["max_completion_tokens"] == 100


def test_a_budget_of_money_is_reckoned_by_the_prices_that_were_set(engine: Engine) -> None:
    dear = chat(ONE, usage={"prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500})
    with serving(dear) as server:
        model = engine(server.url, model_budget=0.002, model_price_in=1.0, model_price_out=2.0)
        ask(model)
        with pytest.raises(EngineError, match=r"cost 0\.0020"):
            ask(model)
    assert model.meter.json(model.meter.used)["cost"] == pytest.approx(0.002)


def test_a_budget_of_money_needs_prices(engine: Engine) -> None:
    with pytest.raises(SettingsError, match="PD_MODEL_PRICE_IN"):
        engine("", model_budget=1.0)


def test_without_prices_no_cost_is_told(engine: Engine) -> None:
    with serving(said()) as server:
        model = engine(server.url)
        ask(model)
    assert model.meter.json(model.meter.used)["cost"] is None
    assert "cost" not in model.meter.told(model.meter.used)


def test_tokens_that_a_server_does_not_count_are_estimated(engine: Engine) -> None:
    bare = json.loads(chat(ONE).body)
    del bare["usage"]
    with serving(Scripted(json.dumps(bare))) as server:
        model = engine(server.url)
        ask(model)
    assert model.meter.used.estimated
    assert model.meter.used.tokens_in > 100
    assert "about" in model.meter.told(model.meter.used)


# What is sent and what is logged.


def test_personal_data_is_masked_on_the_wire_and_back_in_the_reply(engine: Engine, tmp_path: Path) -> None:
    question = "My supervisor: Jane Example, jane@x.example. May she appeal?"
    parts = [("Instructions", {}), ("Material", {"evidence": [], "question": question})]

    def reply(heard: Heard) -> Scripted:
        assert "jane@x.example" not in json.dumps(heard.body)
        return said((f"Write to {heard.question.split(', ')[1].split('. ')[0]} now.", []))

    with serving(reply) as server:
        found = engine(server.url).reply("answer", parts, Statements)
    assert found.statements[0].text == "Write to jane@x.example now."
    (call,) = CallLog(tmp_path).calls()
    assert (call.task, call.model, call.host, call.outcome) == ("answer", "scripted", server.host, "answered")
    assert "jane" not in next(iter(CallLog(tmp_path).files())).read_text("utf-8").lower()


def test_each_request_is_logged_with_how_it_went(engine: Engine, tmp_path: Path) -> None:
    with serving(failed(503), chat(None, refusal="No."), said()) as server:
        ask(engine(server.url))
    assert [call.outcome for call in CallLog(tmp_path).calls()] == ["http 503", "unusable", "answered"]


# What a reader sees while the model still writes.

QUESTION = "How long do I have to appeal a reallocation?"
RIGHT = "Employees have 30 calendar days to appeal the decision."
WRONG = "Employees have 45 calendar days to appeal the decision."


def _meanings(desk: Desk) -> Meanings:
    return Meanings(desk.search.embedder, desk.settings.data_dir / "index" / "sentences.npz")


def test_what_is_shown_meanwhile_is_verified(desk: Desk, engine: Engine) -> None:
    def reply(heard: Heard) -> Scripted:
        key = next(key for key, text in heard.evidence.items() if "30 calendar days to appeal" in text)
        rows = [{"text": text, "keys": [key]} for text in (RIGHT, WRONG)]
        return streamed(json.dumps({"statements": rows}), size=5)

    told: list[Told] = []
    with serving(reply, streamed('{"statements": []}')) as server:
        respondent = Respondent(desk.library, desk.plans_kept, desk.search, _meanings(desk), engine(server.url))
        answer = respondent.answer(QUESTION, say=told.append)
    first = next(number for number, one in enumerate(told) if one.worded)
    assert first > 0
    assert not any(one.worded for one in told[:first])
    assert [one.claim.text for one in told[first:]] == [RIGHT]
    assert RIGHT in answer.answer
    assert WRONG not in answer.answer
