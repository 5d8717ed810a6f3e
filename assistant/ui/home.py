"""The first page: three doors by what a person wants, then what is under way and what is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

import streamlit as st

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.ledger import Due
from assistant.cases.verbs import ledger_of
from assistant.desk import Desk
from assistant.ui import cases, cases_open, examples, glossary, press, steps
from assistant.ui.cases_show import days_left
from assistant.ui.markup import Html, esc, paragraph, show, table
from assistant.ui.modes import ASK, FIT, SOURCES, go
from assistant.ui.text import count, literal, spoken
from assistant.ui.trouble import explained
from knowledge.errors import AssistantError

_RECENT: Final = 5
_NEXT: Final = 10
"""So many deadlines are shown."""
_PAST: Final = timedelta(days=30)
"""A date that passed longer ago is no reminder any more."""


@dataclass(frozen=True, slots=True)
class _Door:
    """One way in, by what a person wants."""

    wants: str
    says: str
    enter: str
    """Of the button that leads in, and ``example`` of the one that runs the example."""
    example: str
    mode: str
    run: Callable[[list[str]], None]
    """Runs the example, given the names of the class plans."""


def _ask_example(_: list[str]) -> None:
    st.session_state["next_question"] = examples.QUESTIONS[0]


def _check_example(plans: list[str]) -> None:
    examples.load(plans)
    st.session_state["find_now"] = True
    steps.go(steps.FIT)


def _draft_example(plans: list[str]) -> None:
    _check_example(plans)
    st.session_state["write_now"] = True
    steps.go(steps.DRAFT)


DOORS: Final = (
    _Door(
        "Draft a description",
        "Write down what the job does, and get it back in your employer's form.",
        "Start a draft",
        "See a draft made from an example",
        FIT,
        _draft_example,
    ),
    _Door(
        "Ask about my rights",
        "Ask in your own words, and get an answer that shows the rule it comes from.",
        "Ask a question",
        "See how one question is answered",
        ASK,
        _ask_example,
    ),
    _Door(
        "Check an allocation",
        "See which class the work of a job fits best. The allocation itself is up to your employer.",
        "Check a job",
        "See an example job checked",
        FIT,
        _check_example,
    ),
)


def page(desk: Desk) -> None:
    """The doors, the recent cases, the next deadlines, and what is loaded."""
    st.header("Start here", anchor=False)
    for door, column in zip(DOORS, st.columns(len(DOORS), border=True), strict=True):
        with column:
            _door(door, desk.plans())
    with explained():
        found = desk.cases.recent()
        cases.recent(found[:_RECENT])
        press.button("Start or find a case", cases_open.open_case, "")
        _reminders(desk, found)
    _loaded(desk)


def _door(door: _Door, plans: list[str]) -> None:
    st.subheader(door.wants, anchor=False)
    glossary.tell(door.says)
    press.button(door.enter, _enter, door, type="primary")
    press.button(door.example, _run, door, plans, wrap=True)


def _enter(door: _Door) -> None:
    steps.go(steps.DESCRIBE)
    go(door.mode)


def _run(door: _Door, plans: list[str]) -> None:
    door.run(plans)
    go(door.mode)


def _reminders(desk: Desk, found: Sequence[Case]) -> None:
    """The dates of all cases that are still to come, or passed not long ago."""
    st.subheader("Next deadlines", anchor=False)
    due = sorted(_due(desk, found), key=lambda pair: (pair[1].deadline.date, pair[0].id))
    if not due:
        st.text("No deadline is coming up. They appear here once a case holds the day that starts one.")
        return
    rows = (_reminder(case, one) for case, one in due[:_NEXT])
    show(table("Deadlines of all cases, the earliest first", ("Case", "What", "Date", "Days left"), rows))
    if len(due) > _NEXT:
        show(paragraph(f"{count(len(due) - _NEXT, 'later one')} not shown; each case shows all of its own."))


def _due(desk: Desk, found: Sequence[Case]) -> Iterator[tuple[Case, Due]]:
    today = cases_open.today()
    for case in (case for case in found if not case.closed):
        try:
            due = ledger_of(desk, case, today).due
        except AssistantError as error:  # its plan is no longer loaded: the others' dates still count
            st.warning(literal(f"{case.opened.title}: its dates cannot be counted. {error}"))
            continue
        yield from ((case, one) for one in due if one.deadline.date >= today - _PAST)


def _reminder(case: Case, one: Due) -> tuple[Html, ...]:
    day = one.deadline.date
    return esc(case.opened.title), esc(one.deadline.what), esc(long(day)), esc(days_left(one.days_left))


def _loaded(desk: Desk) -> None:
    st.subheader("What is loaded", anchor=False)
    sources = desk.sources()
    plans = ", ".join(map(spoken, desk.plans()))
    official = sum(source.official for source in sources)
    glossary.tell(
        f"{count(len(sources), 'document')}, {official} of them official texts. "
        f"Class plans: {plans}. {count(len(desk.formats()), 'form')} for descriptions."
    )
    press.button("See everything that is loaded", go, SOURCES)
