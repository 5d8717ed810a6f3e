"""What a user sees when something goes wrong: one plain sentence, never a traceback."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from assistant.ui import announce
from assistant.ui.text import literal
from knowledge.errors import AssistantError

_log = logging.getLogger(__name__)

UNEXPECTED: Final = (
    "Something went wrong inside the assistant; what you entered is still here. Try once more, "
    "and if it happens again, ask whoever runs this program to look into its log."
)


@contextmanager
def explained() -> Iterator[None]:
    """Shows an error raised inside as a message. Streamlit's own control flow is no ``Exception`` and passes."""
    try:
        yield
    except Exception as error:
        words = message(error)
        announce.say(words)
        st.error(literal(words))


def message(error: Exception) -> str:
    """An error in words for the user; one that was not raised on purpose goes to the log."""
    if isinstance(error, AssistantError):
        return str(error)
    _log.error("unexpected error in the chat", exc_info=error)
    return UNEXPECTED
