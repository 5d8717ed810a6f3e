"""The conversation about rights and procedure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.models import Answer, Decision, Turn
from assistant.talks.conversation import (
    Conversation,
    Exchange,
    Thread,
    added,
    asked,
    gone_back,
    renewed,
    started_anew,
    turns,
)
from assistant.ui import announce, asking, examples, exchanges, keeping, leaving, press, state, taking, words
from assistant.ui.glossary import tell
from assistant.ui.text import brief, count, literal
from assistant.ui.trouble import explained

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
    tell(
        "Ask in your own words about classification, reallocation, protests, deadlines, back pay or a class. "
        "Follow-up questions are understood."
    )
    worded = words.chosen(desk)
    role = st.selectbox("Your role (if you like to say)", list(ROLES), format_func=ROLES.__getitem__, key="role")
    if worded:
        leaving.notice(desk, role)
    talk, entry = st.container(), st.container()
    # in a container: pinned to the window it would have the page built anew, and the live region with it
    typed = entry.chat_input("Your question") or st.session_state.pop("next_question", None)
    with talk:
        _take(desk, typed or _example(), role)
        _conversation(desk, worded=worded)


def _take(desk: Desk, question: str | None, role: str) -> None:
    """Puts a new question at the end of the conversation, kept before it is answered."""
    if question is None:
        return
    if not question.strip():
        st.info("Please type a question first.")
        return
    asking.end()
    new = asked(question, role, keeping.now())
    state.set_conversation(added(state.conversation(), new))
    st.session_state[asking.TO_ASK] = new.id
    keeping.keep(desk)


def _conversation(desk: Desk, *, worded: bool) -> None:
    thread = state.conversation().thread
    for number, exchange in enumerate(thread, 1):
        if exchange.id == st.session_state.get(asking.TO_ASK):
            with explained():
                _make(desk, exchange, turns(thread[: number - 1]), worded=worded)
        shown = state.conversation().exchange(exchange.id) or exchange
        exchanges.question(number, shown)
        exchanges.answer(desk, number, shown)
    if [one.id for one in thread] != [one.id for one in state.conversation().thread]:
        st.rerun()  # another window asked meanwhile
    if thread and (last := state.conversation().thread[-1].answer) is not None:
        _offer_next(last)
    _ends(desk, state.conversation())


def _make(desk: Desk, exchange: Exchange, history: Sequence[Turn], *, worded: bool) -> None:
    """Has the answer to a question made."""
    slot = st.empty()

    def take(found: Exchange) -> None:
        if st.session_state.get(asking.TO_ASK) == found.id:
            st.session_state.pop(asking.TO_ASK)
        state.set_conversation(renewed(state.conversation(), found))
        keeping.keep(desk)

    with slot.container():
        with st.chat_message("user"):
            st.text(exchange.question)
        try:
            asking.answer(desk, exchange, history, take, keeping.beyond(desk), worded=worded)
        except Exception:
            take(replace(exchange, stopped=True))
            raise
        finally:
            slot.empty()
    if (found := state.conversation().exchange(exchange.id)) and found.answer:
        _announce(found.answer)


def _announce(answer: Answer) -> None:
    announce.say(f"{_ANNOUNCED[answer.decision]}, with {count(len(answer.citations), 'citation')}.")


def _example() -> str | None:
    """The example question that was just clicked; the examples are offered until there is a conversation."""
    if state.conversation().thread:
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
        press.button(literal(question), _ask_next, question, key=f"next-{number}")


def _ask_next(question: str) -> None:
    st.session_state["next_question"] = question


def _ends(desk: Desk, conversation: Conversation) -> None:
    """What can be done with the conversation as a whole, and with those before it."""
    if any(exchange.answer for exchange in conversation.thread):
        taking.panel(desk, conversation.thread)
    if conversation.thread or conversation.before:
        with st.container(horizontal=True):
            if conversation.thread:
                _button("Start a new conversation", partial(started_anew, conversation), "A new conversation is begun.")
            _button("Forget this conversation", Conversation, "The conversation is forgotten.")
    if conversation.before:
        with st.expander(f"Earlier versions of this conversation ({len(conversation.before)})", key="open-earlier"):
            for number, thread in enumerate(conversation.before):
                go_back = partial(gone_back, conversation, number)
                _button(f"Go back to {_told(thread)}", go_back, "The earlier version is back.", f"earlier-{number}")


def _button(label: str, changed: Callable[[], Conversation], said: str, key: str | None = None) -> None:
    press.button(literal(label), _change, changed, said, key=key)


def _change(changed: Callable[[], Conversation], said: str) -> None:
    state.set_conversation(changed())
    announce.say(said)


def _told(thread: Thread) -> str:
    return f"{count(len(thread), 'question')}, the last “{brief(thread[-1].question, 60)}”"
