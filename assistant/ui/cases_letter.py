"""Any letter, memo or worksheet of a case: looked at, then taken as a file."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.cases.case import Case
from assistant.desk import Desk
from assistant.letters.form import OUTCOMES, forms
from assistant.letters.letter import to_paper
from assistant.letters.write import NOTICE, write_letter
from assistant.ui import cases_open, cases_paper
from assistant.ui.text import literal, spoken

_FOUND: Final = ""
"""The outcome of a notice as the case itself tells it."""


def panel(desk: Desk, case: Case) -> None:
    """Chooses the letter and shows it."""
    st.text(
        "Each is drafted from what the case holds. What only a person can write, decide or sign is a marked blank; "
        "nothing is sent."
    )
    kind = st.selectbox("Which letter, memo or worksheet", list(forms()), format_func=_name, key="letter_kind")
    st.text(forms()[kind].purpose)
    outcome = _FOUND
    if kind == NOTICE:
        outcome = st.selectbox("What the decision comes to", (_FOUND, *OUTCOMES), format_func=_outcome)
    sources = st.checkbox("Add the page that says what each statement rests on", value=True, key="letter_sources")
    letter = write_letter(case, kind, desk, cases_open.today(), outcome=outcome)
    cases_paper.panel(to_paper(letter, with_sources=sources), f"letter-{case.id}")


def _name(kind: str) -> str:
    return literal(spoken(kind))


def _outcome(name: str) -> str:
    return spoken(name) or "As the case tells"
