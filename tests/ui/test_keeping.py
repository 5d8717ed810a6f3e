"""Work in hand outlives its session: a refresh, a second window, a change of the other, and its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.talks.conversation import Feedback
from assistant.talks.store import Talks
from assistant.ui import examples
from assistant.ui.keeping import now
from assistant.ui.modes import ASK, FIT, HOME
from assistant.ui.text import literal
from tests.ui.conftest import APP, TIMEOUT, Start
from tests.ui.reading import button, words

OTHER = examples.DRAFT.replace("under general supervision", "under close supervision")
Again = Callable[[AppTest], AppTest]


@pytest.fixture
def again(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Again:
    """Another session at the address of one, as after a refresh or in a second window."""
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))

    def opened(at: AppTest) -> AppTest:
        other = AppTest.from_file(str(APP), default_timeout=TIMEOUT)
        other.query_params["work"] = at.query_params["work"]
        return other.run()

    return opened


def draft(at: AppTest) -> str:
    return str(at.session_state["draft_text"])


def questions(at: AppTest) -> list[str]:
    return [exchange.question for exchange in at.session_state["conversation"].thread]


def test_looking_around_keeps_nothing(start: Start) -> None:
    at = start(HOME)
    assert "work" not in AppTest.from_file(str(APP), default_timeout=TIMEOUT).run().query_params
    assert not at.session_state["conversation"].thread


def test_a_refresh_finds_conversation_draft_steps_suggestion_and_choices(start: Start, again: Again) -> None:
    at = start(ASK)
    at.selectbox(key="role").set_value("employee").run()
    button(at, literal(examples.QUESTIONS[1])).click().run()
    at.radio(key="mode").set_value(FIT).run()
    button(at, "Run the example").click().run()
    at.text_area(key="draft_text").set_value(OTHER).run()
    at.selectbox(key="chosen").set_value(1).run()
    at.selectbox(key="draft_class").set_value(at.session_state["fit"].result.suggestions[1].class_title).run()
    button(at, "Write the draft").click().run()
    at.text_area(key="old_text").set_value("The old description.").run()
    new = again(at)
    assert not new.error
    assert new.radio(key="mode").value == FIT
    assert draft(new) == OTHER
    assert new.session_state["steps"] == at.session_state["steps"]
    assert new.session_state["fit"] == at.session_state["fit"]
    assert new.session_state["drafted"] == at.session_state["drafted"]
    for key in ("chosen", "draft_class", "plan", "format", "old_text", "role"):
        assert new.session_state[key] == at.session_state[key], key
    new.button(key="undo").click().run()
    assert draft(new) == examples.DRAFT
    new.radio(key="mode").set_value(ASK).run()
    assert new.session_state["conversation"] == at.session_state["conversation"]
    assert "[1]" in words(new.chat_message[1])
    assert new.selectbox(key="role").value == "employee"


def test_nothing_is_written_where_nothing_changed(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    at = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    written: list[object] = []
    keep = Talks.keep
    monkeypatch.setattr(Talks, "keep", lambda *given: written.append(given[3]) or keep(*given))  # type: ignore[func-returns-value]
    at.run()
    assert written == []
    at.selectbox(key="role").set_value("hr").run()
    assert written == [{"field-role": '"hr"'}]


def test_two_windows_that_both_ask_have_both_questions(start: Start, again: Again) -> None:
    one = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    two = again(one)
    one.chat_input[0].set_value("Who decides on a request for reallocation?").run()
    two.chat_input[0].set_value("What has to be in the packet?").run()
    assert questions(two) == [
        examples.QUESTIONS[1],
        "Who decides on a request for reallocation?",
        "What has to be in the packet?",
    ]
    assert questions(one.run()) == questions(two)
    assert any("another window" in info.value for info in one.info)


def test_what_one_window_says_of_an_answer_and_an_edit_in_the_other_are_both_kept(start: Start, again: Again) -> None:
    one = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    two, id = again(one), one.session_state["conversation"].thread[0].id
    two.button(key=f"edit-{id}").click().run()
    two.text_area(key=f"edited-{id}").set_value("Who decides on a request for reallocation?")
    button(two, "Ask this instead").click().run()
    one.button(key=f"helped-{id}").click().run()
    for window in (one, two.run()):
        found = window.session_state["conversation"]
        assert questions(window) == ["Who decides on a request for reallocation?"]
        assert [[(each.id, each.feedback) for each in thread] for thread in found.before] == [[(id, Feedback(True))]]


def test_of_two_drafts_the_later_stands_and_the_other_is_one_undo_away(start: Start, again: Again) -> None:
    one = start(FIT)
    one.text_area(key="draft_text").set_value("Enters hires. First.").run()
    two = again(one)
    assert draft(two) == "Enters hires. First."
    one.text_area(key="draft_text").set_value("Enters hires. Of window one.").run()
    two.text_area(key="draft_text").set_value("Enters hires. Of window two.").run()
    assert draft(two) == "Enters hires. Of window two."
    assert any("press Undo" in info.value for info in two.info)
    two.button(key="undo").click().run()
    assert draft(two) == "Enters hires. Of window one."
    assert draft(one.run()) == "Enters hires. Of window one."


def test_a_window_left_alone_follows_the_other(start: Start, again: Again) -> None:
    one = start(FIT)
    one.text_area(key="draft_text").set_value("Enters hires. First.").run()
    two = again(one)
    one.text_area(key="draft_text").set_value("Enters hires. Second.").run()
    one.text_area(key="old_text").set_value("As it was.").run()
    two.run()
    assert draft(two) == "Enters hires. Second."
    assert two.session_state["old_text"] == "As it was."
    assert two.text_area(key="draft_text").value == "Enters hires. Second."


def test_forgetting_takes_it_away_here_in_other_windows_and_in_the_database(
    start: Start, again: Again, data_dir: Path
) -> None:
    one = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    id = one.query_params["work"]
    two = again(one)
    one.button(key="work-forget").click().run()
    assert not one.session_state["conversation"].thread
    assert "work" not in one.query_params
    two.run()
    assert not two.session_state["conversation"].thread
    assert any("forgotten" in info.value for info in two.info)
    assert Talks(data_dir).since(id, "", 0, now()) is None


def test_starting_anew_leaves_the_old_work_under_its_address(start: Start, again: Again) -> None:
    one = button(start(ASK), literal(examples.QUESTIONS[1])).click().run()
    kept = again(one)
    one.button(key="work-anew").click().run()
    assert not one.session_state["conversation"].thread
    assert questions(again(kept)) == [examples.QUESTIONS[1]]


def test_what_is_kept_and_for_how_long_is_told(start: Start) -> None:
    told = words(start(HOME))
    assert "kept for 30 days after your last change" in told


def test_an_address_that_nobody_was_given_begins_with_nothing(start: Start) -> None:
    start(HOME)
    at = AppTest.from_file(str(APP), default_timeout=TIMEOUT)
    at.query_params["work"] = "guessed"
    at.run()
    assert not at.error
    assert "work" not in at.query_params
