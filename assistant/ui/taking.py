"""Taking a conversation along: as Word or PDF, with its sources."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.talks.conversation import Thread
from assistant.talks.paper import paper
from assistant.ui import cases_paper
from assistant.ui.keeping import now

ADVICE: Final = (
    "A program made these answers from the sources named under each. They only advise. Your employer decides."
)


def panel(desk: Desk, thread: Thread) -> None:
    """The conversation as files; they are made when they are asked for."""
    st.text("Take it all with you, with dates and sources:")
    cases_paper.files(desk, lambda: paper(thread, now().astimezone(), ADVICE), "questions-and-answers", "talk")
