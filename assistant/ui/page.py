"""The one page of the chat and its modes: ``streamlit run assistant/ui/page.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.ui import announce, ask, cases, cases_open, fit, glossary, home, notices, sources, state
from assistant.ui.markup import STYLE, show
from assistant.ui.modes import ASK, CASES, FIT, HOME, SOURCES
from assistant.ui.opening import opened_desk
from assistant.ui.trouble import explained

TITLE: Final = "Position Description Assistant"

ADVICE: Final = (
    "This program only advises. Your employer decides. In state jobs that is Minnesota Management and Budget, or the "
    "human resources office it has put in charge. In a city it is its own civil service. "
    "Every statement names its source. Open it and read on."
)

MODES: Final[Mapping[str, Callable[[Desk], None]]] = {
    HOME: home.page,
    ASK: ask.page,
    FIT: fit.page,
    CASES: cases.page,
    SOURCES: sources.page,
}


def render() -> None:
    """Draws the page."""
    st.set_page_config(page_title=TITLE, layout="wide")
    state.keep()
    show(STYLE)
    announcement = st.container()
    st.title(TITLE, anchor=False)
    st.text(ADVICE)
    with explained():
        desk = opened_desk()
        notices.warnings(desk.warnings)
        cases_open.follow_address()
        mode = st.radio("What would you like to do?", list(MODES), horizontal=True, key="mode")
        cases_open.show_in_address(mode)
        MODES[mode](desk)
        glossary.strip(mode)
    with announcement:
        announce.region()


if __name__ == "__main__":
    render()
