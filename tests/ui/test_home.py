"""The first page: three doors, each with an example that runs with one click, and what is under way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from assistant.cases.case import Case
from assistant.cases.entries import DateSet, Opened
from assistant.desk import Desk
from assistant.ui import cases_open, examples, home
from assistant.ui.modes import ASK, CASES, FIT, HOME, SOURCES
from tests.ui.conftest import APP, Start
from tests.ui.reading import button, markup, words

_LONG = 25
"""Plain sentences are not longer, in words."""
_JARGON = ("incumbent", "appointing authority", "trigger", "packet", "ledger", "engine", "jurisdiction")


def _case(desk: Desk, title: str, days_ago: int, plan: str = "minnesota") -> Case:
    case = desk.cases.open(Opened(title=title, plan=plan), who="Ada", at=cases_open.now())
    day = cases_open.today() - timedelta(days=days_ago)
    return desk.cases.add(case.id, DateSet(event="employee notified", day=day), who="Ada", at=cases_open.now())


def test_it_is_the_first_page_and_has_three_doors(start: Start) -> None:
    start(HOME)
    at = AppTest.from_file(str(APP), default_timeout=120).run()
    assert at.radio(key="mode").value == HOME
    assert [heading.value for heading in at.subheader][:3] == [door.wants for door in home.DOORS]
    assert "Class plans: Minnesota" in words(at)


def test_its_words_are_plain() -> None:
    told = [words for door in home.DOORS for words in (door.wants, door.says, door.enter, door.example)]
    assert [words for words in told if len(words.split()) > _LONG] == []
    assert [term for term in _JARGON for words in told if term in words.lower()] == []


@pytest.mark.parametrize(
    ("door", "mode"),
    [("Start a draft", FIT), ("Ask a question", ASK), ("Check a job", FIT), ("See everything", SOURCES)],
)
def test_a_door_leads_where_it_says(door: str, mode: str, start: Start) -> None:
    at = button(start(HOME), door).click().run()
    assert at.radio(key="mode").value == mode
    assert not at.error


def test_the_example_of_the_rights_is_answered(start: Start) -> None:
    at = button(start(HOME), "See how one question").click().run()
    assert at.radio(key="mode").value == ASK
    (exchange,) = at.session_state["conversation"].thread
    assert exchange.question == examples.QUESTIONS[0]
    assert exchange.answer.deadlines


def test_the_example_of_the_draft_is_written(start: Start) -> None:
    at = button(start(HOME), "See a draft made").click().run()
    assert not at.error
    assert "Download Word (DOCX)" in [one.label for one in at.get("download_button")]


def test_the_example_of_the_check_is_fitted_once(start: Start) -> None:
    at = button(start(HOME), "See an example job").click().run()
    assert at.session_state["fit"].text == examples.DRAFT
    assert "drafted" not in at.session_state
    assert "find_now" not in at.session_state


def test_the_next_deadlines_of_all_cases_are_shown_and_old_ones_are_not(start: Start, desk: Desk) -> None:
    coming = _case(desk, "A clerk's <b>study</b>", 0)
    _case(desk, "An old study", 4000)
    city = _case(desk, "A city's study", 0, plan="duluth")
    at = start(HOME)
    reminders = markup(at).partition("Deadlines of all cases")[2]
    assert "A clerk&#x27;s &lt;b&gt;study&lt;/b&gt;" in reminders
    assert "days left" in reminders
    assert "An old study" not in reminders
    assert city.opened.title not in reminders.replace("&#x27;", "'")
    at.button(key=f"open-{coming.id}").click().run()
    assert at.radio(key="mode").value == CASES
    assert at.session_state["case_open"] == coming.id


def test_a_case_whose_plan_is_gone_does_not_hide_the_others(start: Start, desk: Desk) -> None:
    _case(desk, "Still here", 0)
    _case(desk, "Plan gone", 0, plan="nowhere")
    at = start(HOME)
    assert any("Plan gone" in warning.value for warning in at.warning)
    assert "Still here" in markup(at).partition("Deadlines of all cases")[2]
