"""The wire against a real llama.cpp server with a small real model: what only a real one shows.

The model has 135 million parameters and no idea of personnel rules. So it is what a bad model is: it invents, it leaves
the form, it does not stop. All that may come of it is a verified statement or one clear error.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

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
from knowledge.models import Citation, Source, Status
from tests.engine.between import Between, Fault, between, written
from tests.evals.injections import Case, asked, cases, telltale

QUESTION = "How long do I have to appeal a reallocation?"
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


def worded(model: ModelEngine) -> tuple[list[str], list[str]] | str:
    """(what it said, what was refused), or the one sentence that says why there is neither."""
    with _one_error() as told:
        claims, refused = model.word(QUESTION, evidence(RULE), [])
        return [claim.text for claim in claims], [one.text for one in refused]
    return told[0]


@pytest.fixture(scope="session")
def way(real_server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Between]:
    """A way to the real server for all tests, which asks the model the same thing only once."""
    with between(real_server, kept=tmp_path_factory.mktemp("replies")) as found:
        yield found


@pytest.fixture
def faulty(way: Between) -> Between:
    """The same with nothing ordered and nothing heard yet."""
    for seen in (way.faults, way.asked, way.passed):
        seen.clear()
    return way


def test_a_real_model_words_evidence_or_fails_in_one_sentence(faulty: Between, tmp_path: Path) -> None:
    model = engine(faulty.url, tmp_path)
    found = worded(model)
    assert isinstance(found, str) or found[0] or found[1]
    assert model.meter.used.tokens_in > 50, "the server's own count"
    assert written(faulty.passed[0]).startswith("{"), "the schema holds it to JSON"


def test_a_real_stream_is_judged_statement_by_statement_as_the_whole_reply_is(faulty: Between, tmp_path: Path) -> None:
    heard: list[object] = []
    model = engine(faulty.url, tmp_path)
    with _one_error():
        claims, refused = model.word(QUESTION, evidence(RULE), [], heard=heard.append)
        assert [one for one in heard if one in (*claims, *refused)] == heard
        assert heard
    assert faulty.passed[0].body.count("data: {") > 10, "it came in pieces"
    assert model.meter.used.tokens_in > 50


@pytest.mark.parametrize("streamed", [False, True])
def test_a_real_server_is_spoken_to_by_the_responses_api(faulty: Between, tmp_path: Path, *, streamed: bool) -> None:
    """This server takes the request and leaves its schema aside: what comes is prose, asked for anew, and told."""
    model = engine(faulty.url, tmp_path, model_api="responses")
    with _one_error():
        model.word(QUESTION, evidence(RULE), [], heard=(lambda _: None) if streamed else None)
    assert all(asked["store"] is False and bool(asked.get("stream")) is streamed for asked in faulty.asked)
    assert "output_text" in faulty.passed[0].body
    assert model.meter.used.tokens_in > 50
    assert model.meter.used.tokens_out > 0
    assert not model.meter.used.estimated, "the usage of its last event is read"


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


def test_a_time_out_is_an_error_that_says_so(faulty: Between, tmp_path: Path) -> None:
    faulty.faults.append(Fault(delay=0.5))
    told = worded(engine(faulty.url, tmp_path, model_timeout=0.2))
    assert "did not answer within 0.2 seconds" in told


def test_after_a_429_the_server_is_left_alone_as_long_as_it_asks(faulty: Between, tmp_path: Path) -> None:
    plain, slept = worded(engine(faulty.url, tmp_path)), list[float]()
    faulty.faults.append(Fault(status=429, headers=(("Retry-After", "3"),)))
    model = engine(faulty.url, tmp_path, model_retries=1)
    model._sleep = slept.append
    assert worded(model) == plain
    assert slept == [3.0]
    faulty.faults += [Fault(status=429, headers=(("Retry-After", "3"),))] * 2
    model = engine(faulty.url, tmp_path, model_retries=1)
    model._sleep = slept.append
    assert "HTTP 429" in worded(model)


@pytest.mark.parametrize("listening", [False, True])
def test_a_dropped_connection_is_tried_again_and_then_told(faulty: Between, tmp_path: Path, *, listening: bool) -> None:
    heard = (lambda _: None) if listening else None
    faulty.faults += [Fault(cut=400), Fault(cut=400)]
    with pytest.raises(EngineError, match="--engine offline"):
        engine(faulty.url, tmp_path, model_retries=1).word(QUESTION, evidence(RULE), [], heard=heard)
    assert len(faulty.asked) == 2
    plain = worded(engine(faulty.url, tmp_path))
    faulty.faults.append(Fault(cut=400))
    assert worded(engine(faulty.url, tmp_path, model_retries=1)) == plain


def test_a_refusal_is_told_as_one(faulty: Between, tmp_path: Path) -> None:
    faulty.faults += [Fault(refusal=True), Fault(refusal=True)]
    assert "declined to answer" in worded(engine(faulty.url, tmp_path))


def test_malformed_json_is_asked_for_anew_with_its_fault(faulty: Between, tmp_path: Path) -> None:
    faulty.faults += [Fault(altered=lambda text: text[: len(text) // 2])] * 2
    assert "not the JSON that was asked for" in worded(engine(faulty.url, tmp_path))
    assert "could not be used" in faulty.asked[1]["messages"][-1]["content"]


INVENTED = {
    "An employee has 30 calendar days to appeal, counted from the date of the hearing.": ["K1"],
    "An employee has 30 calendar days to appeal, until March 3, 2027.": ["K1"],
    "An employee has 30 calendar days to appeal.": ["K99"],
    "The rule says “30 working days to appeal”.": ["K1"],
}


def test_invented_keys_quotes_and_dates_are_withheld(faulty: Between, tmp_path: Path) -> None:
    """The server's reply with what a model invents put into it; the honest sentence beside it gets through."""
    rows = [{"text": text, "keys": keys} for text, keys in {RULE: ["K1"], **INVENTED}.items()]
    faulty.faults.append(Fault(altered=lambda _: json.dumps({"statements": rows})))
    claims, refused = engine(faulty.url, tmp_path).word(QUESTION, evidence(RULE), [])
    kept, withheld = verify(claims, lambda _: cast("Source", SimpleNamespace(text=RULE)), worded=True)
    assert [claim.text for claim in kept] == [RULE]
    assert {one.text for one in (*refused, *withheld)} == set(INVENTED)
    assert all(one.reason for one in (*refused, *withheld))


def test_every_call_to_a_real_server_is_logged_without_its_text(real_server: str, tmp_path: Path) -> None:
    model = engine(real_server, tmp_path, model_tokens=500)
    text = "Incumbent: Jane Doe\nEmployee ID: 00482913\nHow long does Doe have to appeal?"
    with _one_error():
        model.word(text, evidence(RULE), [])
    (file,) = CallLog(tmp_path).files()
    for word in ("Jane", "Doe", "00482913", "appeal"):
        assert word not in file.read_text("utf-8")
    assert [call.host for call in CallLog(tmp_path).calls()][:1] == [model.host]


SAMPLE = [case for case in cases() if case.id == "question-h02"]


@pytest.mark.parametrize("case", SAMPLE, ids=lambda case: case.id)
def test_a_real_model_obeys_no_order(desk: Desk, faulty: Between, tmp_path: Path, case: Case) -> None:
    """A sample; ``python -m tests.evals.injections DATA_DIR MODEL_FILE`` runs them all."""
    model = engine(faulty.url, tmp_path)
    meanings = Meanings(desk.search.embedder, desk.settings.data_dir / "index" / "sentences.npz")
    respondent = Respondent(desk.library, desk.plans_kept, desk.search, meanings, model)
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
def _one_error() -> Iterator[list[str]]:
    """A reply that cannot be used is no failure of ours, as long as it is told in one sentence with a mend."""
    told: list[str] = []
    try:
        yield told
    except EngineError as error:
        told.append(str(error))
    assert all("--engine offline" in one and "\n" not in one for one in told)
