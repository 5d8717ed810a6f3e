"""What stands beside every result: warnings, and what the verifier kept back."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from assistant.models import Withheld
from assistant.ui import glossary
from assistant.ui.markup import Html, esc, show, table
from assistant.ui.text import count


def warnings(messages: Iterable[str]) -> None:
    """Each warning of the program in a box of its own, read out when it comes."""
    _boxes(map(glossary.told, messages))


def remarks(messages: Iterable[str]) -> None:
    """What an upload's reading leaves to say; the words of others in it stay as they are."""
    _boxes(map(esc, messages))


def _boxes(messages: Iterable[Html]) -> None:
    for message in messages:
        show(Html(f'<div class="pd-note" role="alert">{message}</div>'))


def withheld(statements: tuple[Withheld, ...]) -> None:
    """The statements that could not be verified, in the open."""
    if not statements:
        return
    with st.expander(f"{count(len(statements), 'statement')} withheld: could not be verified", expanded=True):
        rows = ((esc(statement.text), esc(statement.reason)) for statement in statements)
        show(table("Do not rely on these", ("Statement", "Why it was withheld"), rows))
