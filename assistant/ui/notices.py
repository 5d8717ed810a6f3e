"""What stands beside every result: warnings, and what the verifier kept back."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from assistant.models import Withheld
from assistant.ui.markup import esc, show, table
from assistant.ui.text import count, literal


def warnings(messages: Iterable[str]) -> None:
    """Each warning in a box of its own."""
    for message in messages:
        st.warning(literal(message))


def withheld(statements: tuple[Withheld, ...]) -> None:
    """The statements that could not be verified, in the open."""
    if not statements:
        return
    with st.expander(f"{count(len(statements), 'statement')} withheld: could not be verified", expanded=True):
        rows = ((esc(statement.text), esc(statement.reason)) for statement in statements)
        show(table("Do not rely on these", ("Statement", "Why it was withheld"), rows))
