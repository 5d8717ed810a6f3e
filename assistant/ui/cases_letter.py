"""Any letter, memo or worksheet of a case: looked at, then taken as a file."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.cases.case import Case
from assistant.desk import Desk
from assistant.letters.form import OUTCOMES, forms
from assistant.letters.letter import to_paper
from assistant.letters.write import NOTICE, outcome_of, write_letter
from assistant.ui import cases_open, cases_paper, evidence
from assistant.ui.glossary import tell
from assistant.ui.text import literal, spoken

_FIRST: Final = "audit request memo"
"""What a case begins with; it can be drafted from the first."""
_FOUND: Final = ""
"""The outcome of a notice as the case itself tells it."""
_HOW: Final = {
    "decided class": "the decision; add it under “Add”, “The decision”",
    "current class": "the class the position is in; it is given when a case is started",
    "requested class": "the class asked for; it is given when a case is started",
}


def panel(desk: Desk, case: Case) -> None:
    """Chooses the letter and shows it."""
    st.text(
        "Each is drafted from what the case holds. What only a person can write, decide or sign is a marked blank; "
        "nothing is sent."
    )
    st.session_state.setdefault("letter_kind", _FIRST)
    kind = st.selectbox("Which letter, memo or worksheet", list(forms()), format_func=_name, key="letter_kind")
    tell(forms()[kind].purpose)
    if lacking := [_HOW[name] for name in forms()[kind].needs if not _held(case, name)]:
        st.info(literal(f"It cannot be drafted without {'; and '.join(lacking)}."))
        return
    outcome = _FOUND
    if kind == NOTICE:
        outcome = st.selectbox("What the decision comes to", (_FOUND, *OUTCOMES), format_func=_outcome)
        if not outcome and not outcome_of(case, desk):
            st.info("The class plan does not tell what the decision comes to; choose it above.")
            return
    sources = st.checkbox("Add the page that says what each statement rests on", value=True, key="letter_sources")
    letter = write_letter(case, kind, desk, cases_open.today(), outcome=outcome)
    cases_paper.panel(desk, to_paper(letter, with_sources=sources), f"letter-{case.id}")
    evidence.rules(desk, (line.basis for line in letter.lines), f"letter-{case.id}")


def _held(case: Case, need: str) -> bool:
    """Whether the case has what a letter cannot do without."""
    opened = case.opened
    held = {"current class": opened.current_class, "requested class": opened.requested_class}
    return bool(held.get(need, case.decision))


def _name(kind: str) -> str:
    return spoken(kind)


def _outcome(name: str) -> str:
    return spoken(name) or "As the case tells"
