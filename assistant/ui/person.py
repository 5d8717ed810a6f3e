"""Who is at the keyboard, for all pages of the chat."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.access.person import SOLE, Person

_KEPT: Final = "person"


def current() -> Person:
    """The person of this session; whoever sits at this computer where there is no sign-in."""
    found: Person = st.session_state.get(_KEPT, SOLE)
    return found


def owner() -> str:
    """Under which key what this person keeps is kept: the same in every session; empty in single-user mode."""
    return current().key
