"""Taking a conversation along: as Word or PDF, with its sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

import streamlit as st

from assistant.draft.paper import Paper
from assistant.talks.conversation import Thread
from assistant.talks.paper import paper
from assistant.ui.cases_paper import to_docx, to_pdf_bytes
from assistant.ui.keeping import now

ADVICE: Final = (
    "A program made these answers from the sources named under each. They only advise. Your employer decides."
)
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def panel(thread: Thread) -> None:
    """The conversation as files; they are made when they are asked for."""
    st.text("Take it all with you, with dates and sources:")
    with st.container(horizontal=True):
        for label, write, suffix, kind in (
            ("Download Word (DOCX)", to_docx, "docx", _WORD),
            ("Download PDF", to_pdf_bytes, "pdf", "application/pdf"),
        ):
            made = partial(_made, thread, write)
            st.download_button(
                label, made, f"questions-and-answers.{suffix}", kind, key=f"talk-{suffix}", on_click="ignore"
            )


def _made(thread: Thread, write: Callable[[Paper], bytes]) -> bytes:
    return write(paper(thread, now().astimezone(), ADVICE))
