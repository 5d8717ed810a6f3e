"""One question and its answer on the page, with all that can be done with them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

import streamlit as st

from assistant.answer.calendar import ics
from assistant.answer.dates import long
from assistant.desk import Desk
from assistant.models import Answer, Deadline
from assistant.talks.conversation import Exchange, Feedback, asked, edited, renewed
from assistant.ui import announce, asking, evidence, keeping, notices, press, state
from assistant.ui.evidence import reference
from assistant.ui.glossary import within
from assistant.ui.markup import Html, esc, paragraph, prose, show, table
from knowledge.models import Citation

EDITING: Final = "question_edited"
"""The id of the question that is being edited."""

_AWAITED: Final = timedelta(minutes=5)
"""So long an answer may still come that another window, or a session before this one, is having made."""
_LOOK: Final = 2.0
"""Seconds from one look for such an answer to the next."""


def question(number: int, exchange: Exchange) -> None:
    """The question, and the way to edit it."""
    with st.chat_message("user"):
        st.text(exchange.question)
        if st.session_state.get(EDITING) == exchange.id:
            _editor(exchange)
        else:
            label = f"Edit question {number}"
            press.button(label, _edit, exchange.id, key=f"edit-{exchange.id}", type="tertiary")


def answer(desk: Desk, number: int, exchange: Exchange) -> None:
    """The answer with its dates, warnings, sources and what was withheld; or that there is none."""
    with st.chat_message("assistant"):
        if exchange.answer is None:
            _unanswered(desk, exchange)
            return
        _answer(desk, number, exchange.answer)
        if exchange.stopped:
            press.button("Ask again for the whole answer", _again, exchange, key=f"again-{exchange.id}")
        _feedback(desk, exchange)


def _edit(id: str) -> None:
    st.session_state[EDITING] = id
    announce.lead_to(f".st-key-edited-{id} textarea")


def _leave(id: str) -> None:
    st.session_state[EDITING] = ""
    announce.lead_to(f".st-key-edit-{id} button")


def _editor(exchange: Exchange) -> None:
    with st.form(f"editing-{exchange.id}", border=False):
        key = f"edited-{exchange.id}"
        st.text_area("The question, to be asked in its place", exchange.question, key=key, height=100)
        st.text("It replaces this question and what follows. You can go back to them.")
        with st.container(horizontal=True):
            press.submit("Ask this instead", _again, exchange, key, type="primary")
            press.submit("Leave it as it is", _leave, exchange.id)


def _again(exchange: Exchange, key: str = "") -> None:
    """Has a question asked again, with the words of the field ``key`` if one is given. For callbacks."""
    words = str(st.session_state.get(key, "")).strip() if key else ""
    if key and not words:
        announce.say("The question is empty. Type it, or leave it as it is.")
        return
    st.session_state[EDITING] = ""
    to_ask = asked(words, st.session_state.get("role", ""), keeping.now()) if words else exchange
    if words:
        state.set_conversation(edited(state.conversation(), exchange.id, to_ask))
    st.session_state[asking.TO_ASK] = to_ask.id


def _unanswered(desk: Desk, exchange: Exchange) -> None:
    """A question whose answer was broken off before anything was verified, or was being made when the browser went."""
    if exchange.stopped:
        st.text("There is no answer to this: making it was broken off before anything was verified.")
    else:
        st.text("There is no answer here yet: the page was left, or the connection lost, while it was being made.")
        if datetime.now(UTC) - exchange.asked < _AWAITED:
            st.text("If it is still being made, it appears here by itself.")
            _awaited(desk)
    press.button("Ask again", _again, exchange, key=f"again-{exchange.id}")


@st.fragment(run_every=_LOOK)
def _awaited(desk: Desk) -> None:
    if keeping.something_came(desk):
        st.rerun()


def _answer(desk: Desk, number: int, found: Answer) -> None:
    citations = _numbered(found)
    show(prose(found.answer, within(f"answer-{number}")))
    if found.deadlines:
        show(_deadlines(found.deadlines, citations))
        st.download_button(
            "Put these dates into your calendar (ICS)",
            ics(found.deadlines),
            "deadlines.ics",
            "text/calendar",
            key=f"ics-{number}",
            on_click="ignore",
        )
    if found.whom_to_ask and found.whom_to_ask not in found.answer:
        show(paragraph(found.whom_to_ask, label="Whom to ask"))
    notices.warnings(found.warnings)
    notices.withheld(found.withheld)
    if citations:
        show(paragraph("open one to read the passage where it stands.", label="Sources"))
        evidence.buttons(desk, citations, f"ask-{number}")


def _feedback(desk: Desk, exchange: Exchange) -> None:
    """What the reader thinks of an answer. No fragment: a server that was started again knows none of an old page."""
    id = exchange.id
    if exchange.feedback is None:
        with st.container(horizontal=True):
            for label, key, helped in (("This helped", "helped", True), ("This is wrong", "wrong", False)):
                press.button(label, _judge, desk, exchange, Feedback(helped), key=f"{key}-{id}")
        return
    said = "this helped" if exchange.feedback.helped else "this is wrong"
    st.text(f"You said: {said}. It is kept here with the question and its sources, and sent nowhere.")
    key = f"words-{id}"
    st.text_input(
        "In your own words, if you like", exchange.feedback.words, key=key, on_change=_add_words, args=(desk, id, key)
    )
    press.button("Take back what I said", _judge, desk, exchange, None, key=f"unsaid-{id}", type="tertiary")


def _judge(desk: Desk, exchange: Exchange, feedback: Feedback | None) -> None:
    state.set_conversation(renewed(state.conversation(), replace(exchange, feedback=feedback)))
    keeping.keep(desk)


def _add_words(desk: Desk, id: str, key: str) -> None:
    for exchange in state.conversation().thread:
        if exchange.id == id and exchange.feedback is not None:
            words = str(st.session_state.get(key, "")).strip()
            _judge(desk, exchange, replace(exchange.feedback, words=words))


def _numbered(found: Answer) -> tuple[Citation, ...]:
    """The answer's citations under its own numbers, then the deadlines' rules that are not among them."""
    rules = evidence.unique(deadline.rule for deadline in found.deadlines)
    return (*found.citations, *(rule for rule in rules if rule not in found.citations))


def _deadlines(deadlines: tuple[Deadline, ...], citations: tuple[Citation, ...]) -> Html:
    rows = (
        (
            esc(deadline.what),
            esc(long(deadline.date)),
            esc(deadline.count),
            esc(deadline.caution or "none"),
            reference(deadline.rule, citations),
        )
        for deadline in deadlines
    )
    return table("Deadlines", ("What", "Date", "How it was counted", "Caution", "Rule"), rows)
