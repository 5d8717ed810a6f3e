"""The interview, the editing part by part, undo and redo, and the answer to a wish."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from assistant.interview.facts import Interview
from assistant.interview.write import written
from assistant.ui import examples
from assistant.ui.history import Step
from assistant.ui.modes import ASK, FIT
from assistant.ui.wish import UNCHANGED
from tests.ui.conftest import Start
from tests.ui.reading import button, citations, markup, words

DRAFT = "Purpose: To pay people.\n\nDuties:\n1. Enters hires and leaves (60%)\n2. Explains leave to employees (40%)\n"


@pytest.fixture
def fit(start: Start) -> AppTest:
    return start(FIT)


@pytest.fixture
def drafted(fit: AppTest) -> AppTest:
    return fit.text_area(key="draft_text").set_value(DRAFT).run()


def text(at: AppTest) -> str:
    return str(at.text_area(key="draft_text").value)


def steps(at: AppTest) -> list[Step]:
    found: list[Step] = at.session_state["steps"]
    return found


def interview(at: AppTest) -> Interview:
    return steps(at)[at.session_state["step"]].interview


def reply(at: AppTest, words: str, label: str = "Answer") -> AppTest:
    next(area for area in at.text_area if area.label.startswith("Your answer")).set_value(words)
    return next(found for found in at.button if found.label == label).click().run()


def edited(at: AppTest, part: str, label: str, value: str, save: str) -> AppTest:
    at.selectbox(key="part").set_value(part).run()
    next(box for box in (*at.text_area, *at.text_input) if box.label.startswith(label)).set_value(value)
    return button(at, save).click().run()


def test_the_interview_begins_with_nothing_and_writes_the_words_said(fit: AppTest) -> None:
    assert "Why does the position exist" in words(fit)
    fit.text_input(key="speaker_name").set_value("Pat").run()
    reply(fit, "To pay people on time.")
    assert text(fit) == "Purpose: To pay people on time.\n"
    reply(fit, "Enters hires (60%)\nExplains leave (40%)")
    assert "1. Enters hires (60%)\n2. Explains leave (40%)" in text(fit)
    assert {str(fact.by) for fact in interview(fit).facts} == {"Pat (supervisor)"}
    reply(fit, "", "I don't know")
    assert "1 unknown" in words(fit)


def test_an_empty_answer_asks_nothing_else(fit: AppTest) -> None:
    reply(fit, "   ")
    assert interview(fit).asked == ()


def test_only_what_the_draft_leaves_unsaid_is_asked(drafted: AppTest) -> None:
    shown = words(drafted)
    assert "Why does the position exist" not in shown
    assert "So far only a duty or two" in shown


def test_a_duty_is_edited_with_all_that_is_said_of_it(drafted: AppTest) -> None:
    edited(drafted, "duty 1", "The duty", "Enters hires, leaves and pay changes", "Save this duty")
    assert "1. Enters hires, leaves and pay changes (60%)" in text(drafted)
    edited(drafted, "duty 1", "Share", "70%", "Save this duty")
    edited(drafted, "duty 1", "Essential", "yes, because nobody else may", "Save this duty")
    assert "1. Enters hires, leaves and pay changes (70%)" in text(drafted)
    assert "Essential (duty 1): yes, because nobody else may" in text(drafted)
    assert "typed into the description" in words(drafted)


def test_duties_are_added_moved_and_taken_out_and_every_step_is_undone(drafted: AppTest) -> None:
    seen = [text(drafted)]
    edited(drafted, "new", "The new duty", "Answers the phone", "Add this duty")
    seen.append(text(drafted))
    drafted.selectbox(key="part").set_value("duty 3").run()
    button(drafted, "Move up").click().run()
    assert "2. Answers the phone\n3. Explains leave" in text(drafted)
    assert drafted.selectbox(key="part").value == "duty 2"
    seen.append(text(drafted))
    button(drafted, "Take this duty out").click().run()
    assert "Answers the phone" not in text(drafted)
    seen.append(text(drafted))
    for before in reversed(seen[:-1]):
        drafted.button(key="undo").click().run()
        assert text(drafted) == before
    for after in seen[1:]:
        drafted.button(key="redo").click().run()
        assert text(drafted) == after
    assert drafted.button(key="redo").disabled


def test_typing_into_the_text_is_a_step_like_any_other(drafted: AppTest) -> None:
    drafted.text_area(key="draft_text").set_value(DRAFT.replace("To pay", "To hire and pay")).run()
    drafted.button(key="undo").click().run()
    assert text(drafted) == DRAFT
    drafted.button(key="undo").click().run()
    assert text(drafted) == ""
    assert drafted.button(key="undo").disabled


def test_a_new_step_after_an_undo_takes_the_place_of_what_was_undone(drafted: AppTest) -> None:
    edited(drafted, "new", "The new duty", "Answers the phone", "Add this duty")
    drafted.button(key="undo").click().run()
    edited(drafted, "contacts", "One statement", "Employees\nUnions", "Save this part")
    assert drafted.button(key="redo").disabled
    assert "Contacts:\n- Employees\n- Unions" in text(drafted)


def test_undo_survives_a_switch_of_mode(drafted: AppTest) -> None:
    edited(drafted, "new", "The new duty", "Answers the phone", "Add this duty")
    with_phone = text(drafted)
    drafted.radio(key="mode").set_value(ASK).run()
    drafted.radio(key="mode").set_value(FIT).run()
    assert text(drafted) == with_phone
    drafted.button(key="undo").click().run()
    assert text(drafted) == DRAFT


def test_the_suggestion_follows_each_change_of_fact_and_back(fit: AppTest) -> None:
    button(fit, "Run the example").click().run()
    before = [found.class_title for found in fit.session_state["fit"].result.suggestions]
    edited(fit, "supervision received", "One statement", "Gets detailed instructions for every task.", "Save this part")
    edited(fit, "duty 1", "The duty", "Enters hires as told, step by step.", "Save this duty")
    edited(fit, "duty 2", "The duty", "Files papers.", "Save this duty")
    found = fit.session_state["fit"]
    assert found.text == text(fit) == written(interview(fit))
    assert [each.class_title for each in found.result.suggestions] != before
    assert found.moved is not None
    for _ in range(3):
        fit.button(key="undo").click().run()
    assert [each.class_title for each in fit.session_state["fit"].result.suggestions] == before
    assert text(fit) == examples.DRAFT


@pytest.mark.parametrize("wish", ["make it fit Human Resources Technician 2", "I want HR Technician 2"])
def test_a_wish_is_answered_with_the_evidence_it_would_take_and_changes_no_word(drafted: AppTest, wish: str) -> None:
    button(drafted, "Find the class").click().run()
    order = drafted.session_state["fit"].result
    drafted.text_input(key="wish_for").set_value(wish).run()
    shown = words(drafted)
    assert UNCHANGED in shown
    assert "Evidence needed for Human Resources Technician 2" in shown
    assert "lead work and supervision given" in markup(drafted).lower().partition("evidence needed")[2]
    assert citations(drafted, "wish")
    assert text(drafted) == DRAFT
    assert len(steps(drafted)) == 2
    assert drafted.session_state["fit"].result == order


def test_a_wish_typed_as_a_duty_or_an_answer_is_no_fact(drafted: AppTest) -> None:
    edited(drafted, "duty 1", "The duty", "Make it fit Human Resources Technician 2", "Save this duty")
    assert text(drafted) == DRAFT
    assert drafted.text_input(key="wish_for").value == "Make it fit Human Resources Technician 2"
    drafted.text_input(key="wish_for").set_value("").run()
    reply(drafted, "I want it to be a Human Resources Technician 2")
    assert text(drafted) == DRAFT
    assert UNCHANGED in words(drafted)


@pytest.mark.parametrize(
    ("wish", "hint"), [("Astronaut 4", "no class of that name"), ("Human Resources Technician 2", "Say first")]
)
def test_a_wish_that_cannot_be_answered_says_why(fit: AppTest, wish: str, hint: str) -> None:
    fit.text_input(key="wish_for").set_value(wish).run()
    assert any(hint in info.value for info in fit.info)


def test_words_are_shown_as_typed(fit: AppTest) -> None:
    strange = "Files *bold* <b>tags</b> $x^2$ :red[red] and `code`"
    reply(fit, "To pay people.")
    reply(fit, f"{strange} (60%)\nHelps out (40%)")
    fit.selectbox(key="part").set_value("duty 1").run()
    assert strange in text(fit)
    assert strange in words(fit)
    assert "<b>tags</b>" not in markup(fit)
