"""The names of the chat's modes, and the way from one to another by a button."""

from __future__ import annotations

from typing import Final

import streamlit as st

HOME: Final = "Home"
ASK: Final = "Ask about rights and procedure"
FIT: Final = "Fit a class and draft"
CASES: Final = "Cases"
SOURCES: Final = "What is loaded"


def at_home() -> bool:
    """Whether the first page is shown; known before the choice of modes is drawn."""
    return bool(st.session_state.get("mode", HOME) == HOME)


def go(mode: str) -> None:
    """Opens a mode; only for what runs on a click, before the page is drawn."""
    st.session_state["mode"] = mode
