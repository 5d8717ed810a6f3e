"""A press counts once: in the session that drew the button, and in one that did not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.ui import examples, steps
from assistant.ui.modes import ASK, FIT
from tests.ui.conftest import APP, TIMEOUT, Start
from tests.ui.reading import button

UI = Path(__file__).parents[2] / "assistant/ui"


def restarted(at: AppTest) -> AppTest:
    """What was just done on a page, sent to a server that was started again."""
    other = AppTest.from_file(str(APP), default_timeout=TIMEOUT)
    other.query_params["work"] = at.query_params.get("work", [""])
    return other._run(at._tree.get_widget_states())


def counting() -> None:
    import streamlit as st

    from assistant.ui import press

    def count(what: str) -> None:
        st.session_state[what] = st.session_state.get(what, 0) + 1
        st.session_state["typed"] = st.session_state.get("typed", "") + "!"

    with press.heeded():
        st.text_input("Above", key="typed")
        press.button("Press", count, "pressed")
        with st.form("one"):
            press.submit("Send", count, "sent")
        st.text_input("Below", key="below")


@pytest.mark.parametrize(("label", "what"), [("Press", "pressed"), ("Send", "sent")])
def test_a_press_counts_once_in_any_session_and_loses_nothing_that_was_typed(label: str, what: str) -> None:
    at = AppTest.from_function(counting).run()
    at.text_input(key="below").set_value("kept").run()
    button(at, label).click().run()
    assert (at.session_state[what], at.session_state["typed"]) == (1, "!")
    button(at, label).click()
    other = AppTest.from_function(counting)._run(at._tree.get_widget_states())
    assert not other.exception
    assert (other.session_state[what], other.session_state["typed"]) == (1, "!!")
    assert other.text_input(key="below").value == "kept"
    assert other.run().session_state[what] == 1
    assert button(other, label).click().run().session_state[what] == 2


def test_every_button_that_does_something_is_one_of_these() -> None:
    called = re.compile(r"on_click=(?!\"ignore\")")
    assert [file.name for file in sorted(UI.glob("*.py")) if called.search(file.read_text("utf-8"))] == ["press.py"]


def test_the_first_press_after_a_restart_edits_and_asks_again(start: Start) -> None:
    at = button(start(ASK), examples.QUESTIONS[1]).click().run()
    button(at, "Edit question 1").click()
    at = restarted(at)
    assert not at.exception
    button(at, "Ask this instead").click()
    field = next(one for one in at.text_area if one.label.startswith("The question"))
    field.set_value(examples.QUESTIONS[2])
    at = restarted(at)
    talk = at.session_state["conversation"]
    assert [one.question for one in talk.thread] == [examples.QUESTIONS[2]]
    assert [one.question for one in talk.before[0]] == [examples.QUESTIONS[1]]
    assert talk.thread[0].answer


def test_the_first_press_after_a_restart_finds_the_class_of_what_was_pasted(start: Start) -> None:
    at = start(FIT)
    at.text_area(key="draft_text").set_value(examples.DRAFT)
    button(at, "Find the class").click()
    at = restarted(at)
    assert at.session_state["fit"].text == examples.DRAFT
    assert at.radio(key=steps.KEY).value == steps.FIT
    assert not at.exception
