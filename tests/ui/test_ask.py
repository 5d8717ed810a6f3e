"""The conversation about rights and procedure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from assistant.desk import Desk
from assistant.models import Answer, Turn
from assistant.talks.conversation import Conversation, Feedback, asked
from assistant.ui import examples
from assistant.ui.modes import ASK, FIT
from assistant.ui.text import literal
from assistant.ui.trouble import UNEXPECTED
from knowledge.errors import EngineError
from tests.ui.conftest import Start
from tests.ui.reading import button, citations, markup, words


@pytest.mark.parametrize("question", examples.QUESTIONS)
def test_each_example_runs_with_one_click_and_is_cited(start: Start, question: str) -> None:
    at = button(start(ASK), literal(question)).click().run()
    asked, answered = at.chat_message
    assert words(asked).strip() == question
    assert "[1]" in words(answered)
    assert citations(at, "ask-1")[0].label.startswith(r"\[1\] ")
    assert not at.error


def test_a_deadline_is_shown_with_its_count_and_its_rule(start: Start) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[0])).click().run()
    answer: Answer = at.session_state["conversation"].thread[0].answer
    shown = words(at)
    assert answer.deadlines
    for deadline in answer.deadlines:
        assert deadline.what in shown
        assert f"{deadline.date:%A, %B} {deadline.date.day}, {deadline.date.year}" in shown
        assert deadline.count in shown
        assert f"{deadline.rule.pinpoint} [" in shown


def test_a_citation_opens_its_passage_with_the_quote_marked(start: Start) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[0])).click().run()
    at = citations(at, "ask-1")[0].click().run()
    (dialog,) = at.get("dialog")
    assert "<mark>" in markup(dialog)
    for name in ("Source", "Passage", "Edition", "Status"):
        assert name in words(dialog)


def test_a_follow_up_is_asked_with_the_history_and_the_role(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[tuple[str, str, tuple[Turn, ...]]] = []
    ask = Desk.ask

    def listening(desk: Desk, question: str, *, role: str = "", history: Sequence[Turn] = (), **more: object) -> Answer:
        heard.append((question, role, tuple(history)))
        return ask(desk, question, role=role, history=history, **more)

    monkeypatch.setattr(Desk, "ask", listening)
    at = start(ASK)
    at.selectbox(key="role").set_value("employee").run()
    at.chat_input[0].set_value("Who decides on a request for reallocation?").run()
    at.chat_input[0].set_value("And how can I protest that?").run()
    assert len(at.chat_message) == 4
    (first, role, before), (second, _, after) = heard
    assert (first, role, before) == ("Who decides on a request for reallocation?", "employee", ())
    assert second == "And how can I protest that?"
    assert [turn.role for turn in after] == ["user", "assistant"]
    assert after[0].content == first


def test_the_conversation_outlives_a_switch_of_mode_and_can_be_started_anew(start: Start) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    at.selectbox(key="role").set_value("hr").run()
    at.radio(key="mode").set_value(FIT).run()
    at.radio(key="mode").set_value(ASK).run()
    assert len(at.chat_message) == 2
    assert at.selectbox(key="role").value == "hr"
    button(at, "Start a new conversation").click().run()
    assert not at.chat_message


def test_what_is_typed_is_shown_as_typed(start: Start) -> None:
    question = "Is ~20 days~ or $30$ :red[right] for <b>a protest</b>? `x` -> *y*"
    at = start(ASK)
    at.chat_input[0].set_value(question).run()
    assert at.chat_message[0].text[0].value == question
    assert "<b>" not in markup(at)


def test_an_empty_question_gets_a_hint(start: Start) -> None:
    at = start(ASK)
    at.chat_input[0].set_value("  ").run()
    assert [hint.value for hint in at.info] == ["Please type a question first."]
    assert not at.chat_message


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        pytest.param(EngineError("the model server did not answer"), "the model server did not answer", id="ours"),
        pytest.param(RuntimeError("secret detail"), UNEXPECTED, id="unexpected"),
    ],
)
def test_an_error_is_told_in_a_sentence_and_the_conversation_stays(
    start: Start, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, error: Exception, shown: str
) -> None:
    def failing(*_: object, **__: object) -> Answer:
        raise error

    at = button(start(ASK), literal(examples.QUESTIONS[0])).click().run()
    monkeypatch.setattr(Desk, "ask", failing)
    at.chat_input[0].set_value("And then?").run()
    assert [message.value for message in at.error] == [literal(shown)]
    assert len(at.chat_message) == 4
    assert "There is no answer to this" in words(at.chat_message[3])
    monkeypatch.undo()
    button(at, "Ask again").click().run()
    assert "[1]" in words(at.chat_message[3])
    assert not at.error
    assert ("secret detail" in caplog.text) == isinstance(error, RuntimeError)


def test_an_edited_question_replaces_what_followed_and_can_be_gone_back_to(start: Start) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    at.chat_input[0].set_value("And who decides that?").run()
    first = at.session_state["conversation"].thread[0]
    at.button(key=f"edit-{first.id}").click().run()
    at.text_area(key=f"edited-{first.id}").set_value(examples.QUESTIONS[2])
    button(at, "Ask this instead").click().run()
    assert not at.error
    assert [message.text[0].value for message in at.chat_message[::2]] == [examples.QUESTIONS[2]]
    assert "[1]" in words(at.chat_message[1])
    button(at, "Go back to 2 questions").click().run()
    shown = [message.text[0].value for message in at.chat_message[::2]]
    assert shown == [examples.QUESTIONS[1], "And who decides that?"]
    assert button(at, "Go back to 1 question")


def test_an_edit_that_fails_keeps_its_words_and_what_was_there_before(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> Answer:
        raise EngineError("no answer")

    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    before = at.session_state["conversation"]
    id = before.thread[0].id
    monkeypatch.setattr(Desk, "ask", failing)
    at.button(key=f"edit-{id}").click().run()
    at.text_area(key=f"edited-{id}").set_value("Something else?")
    button(at, "Ask this instead").click().run()
    assert [message.value for message in at.error] == ["no answer"]
    assert at.chat_message[0].text[0].value == "Something else?"
    assert button(at, "Ask again")
    button(at, "Go back to 1 question").click().run()
    assert at.session_state["conversation"].thread == before.thread


def test_what_a_reader_thinks_of_an_answer_is_kept_and_can_be_taken_back(start: Start) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    id = at.session_state["conversation"].thread[0].id
    at.button(key=f"wrong-{id}").click().run()
    at.text_input(key=f"words-{id}").set_value("The date is wrong.").run()
    assert at.session_state["conversation"].thread[0].feedback == Feedback(False, "The date is wrong.")
    assert "sent nowhere" in words(at)
    at.button(key=f"unsaid-{id}").click().run()
    assert at.session_state["conversation"].thread[0].feedback is None


def test_a_conversation_is_begun_anew_or_forgotten(start: Start) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    button(at, "Start a new conversation").click().run()
    assert button(at, "Go back to 1 question")
    button(at, "Forget this conversation").click().run()
    assert at.session_state["conversation"].before == ()
    assert not [found for found in at.button if found.label.startswith("Go back")]


def test_a_question_left_without_an_answer_can_be_asked_again(start: Start) -> None:
    at = start(ASK)
    at.session_state["conversation"] = Conversation((asked(examples.QUESTIONS[1], "", datetime.now(UTC)),))
    at.run()
    assert "There is no answer here yet" in words(at)
    button(at, "Ask again").click().run()
    assert "[1]" in words(at.chat_message[1])
    assert len(at.session_state["conversation"].thread) == 1
