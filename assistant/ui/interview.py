"""The interview in the chat: one question at a time, until nothing that matters is left to ask."""

from __future__ import annotations

import streamlit as st

from assistant.desk import Desk
from assistant.interview.answer import answered
from assistant.interview.facts import Reply
from assistant.interview.questions import Question
from assistant.interview.show import progress
from assistant.interview.verbs import what_to_ask
from assistant.ui import announce, history, press, wish
from assistant.ui.markup import paragraph, show


def panel(desk: Desk, plan: str) -> None:
    """The next question and who answers it."""
    with st.container(horizontal=True):
        st.selectbox("Who is speaking", history.ROLES, key="speaker_role")
        st.text_input("Name (if it is to be kept)", key="speaker_name")
    st.text(progress(history.current().interview))
    question = what_to_ask(history.current().interview, desk.ranker(plan))
    if question is None:
        st.text("Nothing that matters is left to ask. What was left out can be added in the parts below.")
        return
    show(paragraph(question.text, label="Question"))
    show(
        *(paragraph(about) for about in question.about),
        paragraph(f"{question.why} ({question.source})", label="Why it is asked"),
        paragraph(question.form, label="Form of an answer"),
    )
    with st.form("interview", clear_on_submit=True):
        st.text_area("Your answer, in your own words", height=110, key=_key(question))
        with st.container(horizontal=True):
            press.submit("Answer", _answer, question, type="primary")
            press.submit("I don't know", _answer, question, "I don't know")
            press.submit("Skip", _answer, question, "skip")


def _key(question: Question) -> str:
    return f"answer-{question.id}"


def _answer(question: Question, instead: str = "") -> None:
    words = instead or st.session_state.get(_key(question), "")
    if not words.strip():
        announce.say("Type an answer first, or press Skip.")
        return
    before = history.current().interview
    found = answered(before, question, words, history.speaker(), history.now())
    history.take(found, f"answer on {question.field}")
    if found.asked[-1].reply is Reply.WISH:
        wish.take(words)
        return
    announce.say(f"Taken down. {progress(found)}.")
