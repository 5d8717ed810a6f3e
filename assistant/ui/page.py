"""The one page of the chat and its modes: ``streamlit run assistant/ui/page.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.employer import Employer, employer
from assistant.settings import read_settings
from assistant.ui import (
    announce,
    ask,
    cases,
    cases_open,
    fit,
    glossary,
    home,
    keeping,
    notices,
    person,
    press,
    sources,
    state,
)
from assistant.ui.markup import STYLE, show
from assistant.ui.modes import ASK, CASES, FIT, HOME, SOURCES, at_home
from assistant.ui.opening import desk_of, first_page_drawn, opened_desk, wait_until_ready
from assistant.ui.trouble import explained

TITLE: Final = "Position Description Assistant"

ADVICE: Final = "This program only advises. Your employer decides."
"""Stands on every page."""
_WHO_DECIDES: Final = (
    " In state jobs that is Minnesota Management and Budget, or the "
    "human resources office it has put in charge. In a city it is its own civil service. "
    "Every statement names its source. Open it and read on."
)

_LOGO_PIXELS: Final = 160

MODES: Final[Mapping[str, Callable[[Desk], None]]] = {
    HOME: home.page,
    ASK: ask.page,
    FIT: fit.page,
    CASES: cases.page,
    SOURCES: sources.page,
}

_WITHOUT_INDEX: Final = (HOME, CASES)
"""What is shown at once; whoever asks in a case while the index is still being opened waits longer for that answer."""


def render() -> None:
    """Draws the page: the head, who is at the keyboard, and only then the rest."""
    st.set_page_config(page_title=TITLE, layout="wide")
    state.keep()
    with press.heeded():
        _page()
    first_page_drawn()


def _page() -> None:
    show(STYLE)
    announcement = st.container()
    with explained():
        settings = read_settings()
        _head(employer(settings))
        who = person.admitted(settings)
        person.show(settings)
        _rest(desk_of(who, opened_desk(settings)))
    with announcement:
        announce.region()


def _head(whose: Employer) -> None:
    """Whose desk it is, and that it only advises."""
    if whose.logo or whose.name:
        with st.container(horizontal=True, vertical_alignment="center"):
            if whose.logo:  # the name beside it says the same
                st.image(whose.logo, width=_LOGO_PIXELS, alt="" if whose.name else "The employer's logo")
            st.text(whose.name)
    st.title(TITLE, anchor=False)
    advice = ADVICE + _WHO_DECIDES if at_home() else ADVICE
    st.text("\n".join(filter(None, (advice, whose.disclaimer, whose.asks))))


def _rest(desk: Desk) -> None:
    """The mode that was chosen."""
    cases_open.follow_address()
    with keeping.work(desk):
        mode = st.radio("What would you like to do?", list(MODES), horizontal=True, key="mode")
        cases_open.show_in_address(mode)
        with st.container():  # always there, as the next: what comes and goes in it moves nothing that stands below
            if mode not in _WITHOUT_INDEX:
                wait_until_ready()
        with st.container():
            notices.warnings(desk.warnings)
        with glossary.region(mode):
            MODES[mode](desk)
        keeping.panel(desk)
    glossary.listed(mode)


if __name__ == "__main__":
    render()
