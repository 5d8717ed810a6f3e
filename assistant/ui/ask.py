"""The conversation about rights and procedure."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.answer.calendar import ics
from assistant.desk import Desk
from assistant.models import Answer, Deadline, Decision
from assistant.ui import announce, evidence, examples, leaving, notices, state, words
from assistant.ui.evidence import reference
from assistant.ui.markup import Html, esc, paragraph, prose, show, table
from assistant.ui.text import count, literal
from assistant.ui.trouble import explained
from knowledge.models import Citation

ROLES: Final = {"": "Not said", "employee": "Employee", "supervisor": "Supervisor or manager", "hr": "Human resources"}

_ANNOUNCED: Final = {
    Decision.ANSWER: "The answer is ready",
    Decision.SUGGEST: "The answer is ready",
    Decision.CLARIFY: "The assistant asks back",
    Decision.ABSTAIN: "The sources do not answer this",
}


def page(desk: Desk) -> None:
    """Takes questions and shows the conversation."""
    st.header("Ask about rights and procedure", anchor=False)
    st.text(
        "Ask in your own words about classification, reallocation, protests, deadlines, back pay or a class. "
        "Follow-up questions are understood."
    )
    worded = words.chosen(desk)
    role = st.selectbox("Your role (if you like to say)", list(ROLES), format_func=ROLES.__getitem__, key="role")
    if worded:
        leaving.notice(desk, role)
    talk, entry = st.container(), st.container()
    # in a container: pinned to the window it would have the page built anew, and the live region with it
    asked = entry.chat_input("Your question") or st.session_state.pop("next_question", None)
    with talk:
        _conversation(desk, asked or _example(), role, worded=worded)


def _conversation(desk: Desk, question: str | None, role: str, *, worded: bool) -> None:
    if question is not None:
        with explained():
            _answer(desk, question, role, worded=worded)
    for number, exchange in enumerate(state.chat(), 1):
        _show(desk, number, exchange)
    if state.chat():
        _offer_next(state.chat()[-1].answer)
        st.button("Start a new conversation", on_click=state.chat().clear)


def _example() -> str | None:
    """The example question that was just clicked; the examples are offered until there is a conversation."""
    if state.chat():
        return None
    place = st.empty()
    with place.container():
        st.text("Examples, one click each:")
        clicked = [question for question in examples.QUESTIONS if st.button(literal(question))]
    if not clicked:
        return None
    place.empty()
    return clicked[0]


def _offer_next(answer: Answer) -> None:
    """Questions that lie near the last answer, one click each."""
    if answer.next_questions:
        st.text("You may ask next:")
    for number, question in enumerate(answer.next_questions):
        st.button(literal(question), key=f"next-{number}", on_click=_take, args=(question,))


def _take(question: str) -> None:
    st.session_state["next_question"] = question


def _answer(desk: Desk, question: str, role: str, *, worded: bool) -> None:
    if not question.strip():
        st.info("Please type a question first.")
        return
    with st.spinner("Looking it up and checking every quotation…"), words.as_they_come() as say:
        answer = desk.ask(question, role=role, history=state.history(), say=say, worded=worded)
    state.chat().append(state.Exchange(question, answer))
    announce.say(f"{_ANNOUNCED[answer.decision]}, with {count(len(answer.citations), 'citation')}.")


def _show(desk: Desk, number: int, exchange: state.Exchange) -> None:
    with st.chat_message("user"):
        st.text(exchange.question)
    answer = exchange.answer
    citations = _numbered(answer)
    with st.chat_message("assistant"):
        show(prose(answer.answer))
        if answer.deadlines:
            show(_deadlines(answer.deadlines, citations))
            st.download_button(
                "Put these dates into your calendar (ICS)",
                ics(answer.deadlines),
                "deadlines.ics",
                "text/calendar",
                key=f"ics-{number}",
                on_click="ignore",
            )
        if answer.whom_to_ask:
            show(paragraph(answer.whom_to_ask, label="Whom to ask"))
        notices.warnings(answer.warnings)
        notices.withheld(answer.withheld)
        if citations:
            show(paragraph("open one to read the passage where it stands.", label="Sources"))
            evidence.buttons(desk, citations, f"ask-{number}")


def _numbered(answer: Answer) -> tuple[Citation, ...]:
    """The answer's citations under its own numbers, then the deadlines' rules that are not among them."""
    rules = evidence.unique(deadline.rule for deadline in answer.deadlines)
    return (*answer.citations, *(rule for rule in rules if rule not in answer.citations))


def _deadlines(deadlines: tuple[Deadline, ...], citations: tuple[Citation, ...]) -> Html:
    rows = (
        (
            esc(deadline.what),
            esc(f"{deadline.date:%A, %B} {deadline.date.day}, {deadline.date.year}"),
            esc(deadline.count),
            esc(deadline.caution or "none"),
            reference(deadline.rule, citations),
        )
        for deadline in deadlines
    )
    return table("Deadlines", ("What", "Date", "How it was counted", "Caution", "Rule"), rows)
