"""What will not do is asked for once more with its fault, then withheld: the tasks beside wording an answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.classify.modelled import fitted
from assistant.engine.grounds import Fact, Side
from assistant.engine.openai import ModelEngine
from assistant.engine.tasks import stated
from assistant.settings import Settings
from tests.engine.server import Scripted, chat, said, serving

Engine = Callable[[str], ModelEngine]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    """A model engine at an address."""
    given = {"openai_api_key": "sk-test", "openai_model": "scripted", "model_timeout": 5, "data_dir": tmp_path}
    return lambda url: ModelEngine(Settings.model_validate({**given, "openai_base_url": url}))


FITTED = "Which personnel records does the position correct without asking?"
OWN = ("What does the position decide without asking anybody, in its work on personnel records?",)
DRAFT = "The position corrects personnel records. Which it does, nobody asks."


@pytest.mark.parametrize(
    ("first", "reason"),
    [
        (["Does the governor supervise it?"], "governor"),
        (["One?", "Two?"], "one question for each"),
        (["It corrects records."], "it is no question"),
    ],
)
def test_a_question_that_will_not_do_is_asked_for_once_more_and_then_withheld(
    first: list[str], reason: str, engine: Engine
) -> None:
    bad, good = (chat(json.dumps({"questions": asked})) for asked in (first, [FITTED]))
    with serving(bad, good) as server:
        assert fitted(engine(server.url), DRAFT, OWN) == ((FITTED,), [])
        assert reason in server.heard[1].body["messages"][2]["content"]
    with serving(bad, bad) as server:
        kept, withheld = fitted(engine(server.url), DRAFT, OWN)
    assert kept == OWN
    assert [reason in one.reason for one in withheld] == [True]


@pytest.mark.parametrize("task", ["explain", "purpose"])
def test_a_statement_that_will_not_do_is_asked_for_once_more_and_then_withheld(task: str, engine: Engine) -> None:
    facts = {"K1": Fact("Corrects personnel records.", Side.DRAFT)}
    more = {"explain": {"class_title": "Clerk"}, "purpose": {"form": "To …"}}[task]
    good, bad = said(("Corrects personnel records.", ["K1"])), said(("Directs the agency.", ["K1"]))
    with serving(bad, good) as server:
        kept, withheld = stated(engine(server.url), task, facts, **more)
    assert ([one.text for one in kept], withheld) == (["Corrects personnel records."], [])
    assert "Directs the agency." in server.heard[1].body["messages"][2]["content"]
    with serving(bad, bad) as server:
        kept, withheld = stated(engine(server.url), task, facts, **more)
    assert (kept, [one.text for one in withheld]) == ([], ["Directs the agency."])


def test_reasoning_in_a_reply_is_never_shown(engine: Engine) -> None:
    """Servers give a model's thoughts in a field of their own; some local ones write them before the reply."""
    body = json.loads(said(("Corrects personnel records.", ["K1"])).body)
    body["choices"][0]["message"]["reasoning_content"] = "The user is a fool."
    content = body["choices"][0]["message"]["content"]
    body["choices"][0]["message"]["content"] = f"<think>The user is a fool.</think>{content}"
    facts = {"K1": Fact("Corrects personnel records.", Side.DRAFT)}
    with serving(Scripted(json.dumps(body))) as server:
        kept, withheld = stated(engine(server.url), "explain", facts, class_title="Clerk")
    assert ([one.text for one in kept], withheld) == (["Corrects personnel records."], [])
