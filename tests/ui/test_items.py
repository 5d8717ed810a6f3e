"""The items a session's work is kept as: what did not change is not written, and what cannot be read is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.desk import Desk
from assistant.interview.facts import Interview
from assistant.talks.conversation import Conversation, Exchange, Feedback, edited
from assistant.ui import examples, items, state
from assistant.ui.history import Step

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def conversation(desk: Desk) -> Conversation:
    """Two answered questions, the second of which was edited."""
    one, two = (
        Exchange(f"q{n}", question, NOON, answer=desk.ask(question))
        for n, question in enumerate(examples.QUESTIONS[:2])
    )
    return edited(Conversation((one, two)), two.id, replace(two, id="q3"))


def test_a_conversation_comes_back_as_it_was(conversation: Conversation) -> None:
    written = items.of_conversation(conversation, Conversation())
    assert items.to_conversation(written, Conversation()) == conversation


def test_only_what_changed_is_written(conversation: Conversation) -> None:
    assert items.of_conversation(conversation, conversation) == {}
    judged = replace(conversation.thread[0], feedback=Feedback(True))
    thread = (judged, *conversation.thread[1:])
    written = items.of_conversation(replace(conversation, thread=thread), conversation)
    assert set(written) == {"conversation", "turn-q0"}
    forgotten = items.of_conversation(Conversation(), conversation)
    assert {name for name, value in forgotten.items() if not value} == {"turn-q0", "turn-q1", "turn-q3"}


def test_steps_come_back_with_their_place_and_each_is_written_once() -> None:
    first, second = Step("", Interview(), "nothing"), Step("Text", Interview(), "text")
    written = items.of_steps(((first, second), 1), ((), 0))
    assert items.to_steps(written, ((), 0)) == ((first, second), 1)
    assert set(items.of_steps(((first, second), 0), ((first, second), 1))) == {"steps"}
    assert items.of_steps(((first,), 0), ((first, second), 1))[f"step-{second.id}"] == ""


def test_a_suggestion_and_a_description_come_back_as_they_were(desk: Desk) -> None:
    fit = state.Fit(examples.DRAFT, "minnesota", desk.suggest(examples.DRAFT, plan="minnesota"), {"A": "B"})
    assert items.to_fit(items.of_fit(fit)) == fit
    drafted = items.to_drafted(items.of_drafted(state.Drafted(desk.draft(examples.DRAFT, format="minnesota"), "", b"")))
    assert drafted.draft == desk.draft(examples.DRAFT, format="minnesota")
    assert drafted.docx.startswith(b"PK")


def test_what_another_version_wrote_is_left_out_and_the_rest_is_read(conversation: Conversation) -> None:
    written = items.of_conversation(conversation, Conversation())
    good, others = items.readable(written | {"turn-q1": '{"of": "another"}', "field-plan": "{", "fit": ""})
    assert others == ["field-plan", "turn-q1"]
    assert [one.id for one in items.to_conversation(good, Conversation()).thread] == ["q0", "q3"]
