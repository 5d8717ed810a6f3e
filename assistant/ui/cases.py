"""Saved cases in the chat: start one, find one, open one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from assistant.cases.case import Case
from assistant.cases.entries import Opened
from assistant.desk import Desk
from assistant.ui import cases_add, cases_letter, cases_open, cases_opinion, cases_run, cases_show, cases_trail, press
from assistant.ui.cases_open import PARTIES, class_name
from assistant.ui.glossary import help_for, tell
from assistant.ui.markup import facts, show
from assistant.ui.text import count, literal, spoken
from assistant.ui.trouble import explained
from knowledge.errors import InputError

_LISTED: Final[Mapping[str, Callable[[Case], bool]]] = {
    "Open": lambda case: not case.closed,
    "Closed": lambda case: bool(case.closed),
    "All": lambda _: True,
}
_PLAN: Final = "Class plan of the position"
_ASKED: Final = "Class asked for (it never weighs)"
_RECENT: Final = 8
"""So many cases have a button of their own; the others are in a list."""

PARTS: Final[Mapping[str, Callable[[Desk, Case], None]]] = {
    "Overview": cases_show.overview,
    "Add": cases_add.panel,
    "Dates": cases_show.dates,
    "What is missing": cases_show.missing,
    "Class": cases_run.suggestion,
    "Question": cases_run.question,
    "Second opinion": cases_opinion.panel,
    "Letters": cases_letter.panel,
    "History and file": cases_trail.panel,
}


def page(desk: Desk) -> None:
    """The open case, or the way to one."""
    st.header("Cases", anchor=False)
    id = cases_open.opened()
    if not id:
        tell(
            "A case keeps everything about one position together: people, papers, dates, letters. "
            "What you add is saved at once."
        )
    cases_open.ask_who()
    cases_open.show_told()
    if id:
        _started().clear()
        press.button("Back to all cases", cases_open.open_case, "")
        with explained():
            _opened(desk, desk.cases.case(id))
        return
    with explained():
        which = st.radio("Which cases", list(_LISTED), horizontal=True, key="case_list")
        recent([case for case in desk.cases.recent() if _LISTED[which](case)])
    with explained():
        _start(desk)
    with explained():
        _take_in(desk)


def recent(cases: list[Case], limit: int = _RECENT) -> None:
    """The cases last written to, one click each; the rest can be chosen from a list."""
    st.subheader("Recent cases", anchor=False)
    if not cases:
        st.text("No cases here yet.")
    for case in cases[:limit]:
        press.button(literal(_label(case)), cases_open.open_case, case.id, key=f"open-{case.id}")
    others = {case.id: _label(case) for case in cases[limit:]}
    if others:
        chosen = st.selectbox(
            f"{count(len(others), 'older case')}", ["", *others], format_func=lambda id: others.get(id, "Choose one")
        )
        press.button("Open this case", cases_open.open_case, chosen, disabled=not chosen)


def _label(case: Case) -> str:
    last = case.trail[-1].at.astimezone()
    state = ", closed" if case.closed else ""
    return f"{case.opened.title} ({spoken(case.opened.plan)}, last entry {last:%b} {last.day}, {last.year}{state})"


def _opened(desk: Desk, case: Case) -> None:
    opened = case.opened
    st.subheader(literal(opened.title), anchor=False)
    show(
        facts(
            (
                ("Case number", case.id),
                ("Class plan", spoken(opened.plan)),
                ("Asked for by", PARTIES[opened.requested_by]),
                ("Class now", opened.current_class or "not said"),
                ("Class asked for (it never weighs)", opened.requested_class or "not said"),
            )
        )
    )
    if case.closed:
        st.info(literal(f"This case is {case.closed.did.says}. Nobody is reminded of its dates any more."))
    part = st.radio("Part of the case", list(PARTS), horizontal=True, key="case_part")
    with explained():
        PARTS[part](desk, case)


def _start(desk: Desk) -> None:
    st.subheader("Start a case", anchor=False)
    requested_by = st.selectbox("Who asks for the study", list(PARTIES)[:4], format_func=PARTIES.__getitem__)
    title = st.text_input("What the case is to be called")
    plan = st.selectbox(_PLAN, desk.plans(), format_func=spoken, help=help_for(_PLAN))
    titles = cases_open.classes(desk, plan)
    current = st.selectbox("Class the position is in", titles, format_func=class_name)
    requested = st.selectbox(_ASKED, titles, format_func=class_name, help=help_for(_ASKED))
    new = st.checkbox("The position is new")
    vacant = st.checkbox("Nobody holds the position")
    if not st.button("Start the case", type="primary"):
        return
    opened = Opened(
        title=cases_open.given(title, "the name of the case"),
        plan=plan,
        requested_by=requested_by,
        incumbent=not vacant,
        new=new,
        current_class=current,
        requested_class=requested,
    )
    started, by = _started(), cases_open.who()
    if not started:  # a second press enters the case that the first one started
        started.append(desk.cases.open(opened, who=by, at=cases_open.now()).id)
    _enter(started[0], f"The case is started; its number is {started[0]}.")


def _started() -> list[str]:
    """The number of the case that was just started and is not entered yet."""
    found: list[str] = st.session_state.setdefault("case_started", [])
    return found


def _take_in(desk: Desk) -> None:
    st.subheader("Take in a case from a file", anchor=False)
    file = st.file_uploader("A case file (JSON), made by this program", type=("json",))
    if file is None or not st.button("Take in this case"):
        return
    try:
        text = file.getvalue().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{file.name}: not a case file; use one that this program made") from error
    case = desk.cases.imported(text, file.name)
    _enter(case.id, f"Case {case.id} is taken in, with its whole history.")


def _enter(id: str, words: str) -> None:
    """Opens a case once the page is drawn, when the mode can no longer be set, and need not be."""
    st.session_state["case_open"] = id
    cases_open.told(words)
    st.rerun()
