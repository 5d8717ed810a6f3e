"""What leaves the machine, to whom, and its exact text before it does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.engine.identifiers import Identifier
from assistant.engine.outgoing import Outgoing
from assistant.ui import press, state
from assistant.ui.markup import facts, marked, show
from assistant.ui.text import count, literal

_NOUNS: Final = {
    Identifier.PERSON: "person",
    Identifier.EMPLOYEE_NUMBER: "employee number",
    Identifier.SSN: "social security number",
    Identifier.EMAIL: "e-mail address",
    Identifier.PHONE: "phone number",
    Identifier.ADDRESS: "address",
    Identifier.BIRTH_DATE: "birth date",
}


def notice(desk: Desk, role: str) -> None:
    """Two lines, and the way to the exact text; nothing where no model is chosen."""
    if desk.model is None:
        return
    told(desk, "Your question and the provisions found for it are sent")
    with st.expander("See the exact text before it is sent", key="open-sent"):
        question = st.text_area("A question to look at; nothing is sent", key="preview")
        if question.strip():
            exact(desk.preview(question, role=role, history=state.history()))
            press.button("Ask it now", _ask, question)


def told(desk: Desk, what: str) -> None:
    """What leaves and to whom; nothing where no model is chosen."""
    if desk.model is not None:
        masked = "Names, numbers and addresses of persons are masked before that, as far as they are recognised."
        st.info(literal(f"{what} to {desk.model.host} (model {desk.model.name}). {masked}"))


def exact(sent: Sequence[Outgoing]) -> None:
    """The messages as they would leave, or that none would."""
    if not sent:
        st.text("For this nothing is sent: the program does it by itself.")
    for one in sent:
        found = ", ".join(count(number, _NOUNS[kind]) for kind, number in one.masked.counts.items())
        show(facts([("Masked", found or "nothing personal was recognised")]))
        for role, text in one.messages:
            st.text(f"As {role}:")
            show(marked(text, 0, 0))


def _ask(question: str) -> None:
    st.session_state["next_question"] = question
    st.session_state["preview"] = ""
