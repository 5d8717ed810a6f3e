"""A second opinion in a case: the class it has and another one beside the evidence, and the record drafted."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.cases.case import Case
from assistant.cases.results import VERBS, Formed, as_kept
from assistant.cases.verbs import stated
from assistant.desk import Desk
from assistant.opinion.opinion import Opinion
from assistant.opinion.record import decision_record
from assistant.ui import announce, cases_open, cases_paper
from assistant.ui.glossary import bullets, paragraph, tell
from assistant.ui.markup import heading, show
from assistant.ui.opening import BY_IDENTITY

_COMPARING: Final = "Comparing the two classes…"


def panel(desk: Desk, case: Case) -> None:
    """Chooses the two classes, compares them, keeps what came out, and offers the record."""
    tell(
        "Both classes are held against the same evidence. Which one was asked for has no part in it, and people decide."
    )
    added = cases_open.described(case, "opinion-of")
    if added is None:
        return
    titles = cases_open.classes(desk, case.opened.plan)[1:]
    current = _class("Class the position is in", titles, case.opened.current_class, f"opinion-now-{case.id}")
    other = _class("Class to compare it with", titles, case.opened.requested_class, f"opinion-other-{case.id}")
    two = {"current": current or "", "proposed": other or ""}
    asked = {"text": added.text, **two, "plan": case.opened.plan, "case": case.id}
    key = cases_open.form_key(case, "opinion")
    if st.button("Compare the two classes and keep the result", key, type="primary", disabled=not (current and other)):
        with announce.busy(_COMPARING):
            found = _formed(desk, asked)
        cases_open.keep(desk, case, as_kept(desk, "opinion", asked, found), "opinion")
    kept = case.results("opinion")
    if not kept:
        return
    given = dict(kept[-1].given)
    if given != asked:
        st.info("The description or a class has changed since. Compare them again to bring this up to date.")
    with st.spinner(_COMPARING):  # after a refresh it is made again
        formed = _formed(desk, given)
    _shown(formed.opinion)
    cases_paper.panel(desk, decision_record(formed.opinion, stated(case), formed.like), f"opinion-{case.id}")


def _class(label: str, titles: list[str], title: str, key: str) -> str | None:
    place = titles.index(title) if title in titles else None
    return st.selectbox(label, titles, index=place, placeholder="Choose a class", key=key)


@st.cache_data(show_spinner=False, max_entries=4, scope="session", hash_funcs=BY_IDENTITY)
def _formed(desk: Desk, given: dict[str, str]) -> Formed:
    found: Formed = VERBS["opinion"].make(desk, given)
    return found


def _shown(found: Opinion) -> None:
    show(
        heading("Where the evidence stands", 4),
        paragraph(found.reading),
        heading(f"For {found.current.title}", 4),
        paragraph(found.for_current),
        heading(f"For {found.proposed.title}", 4),
        paragraph(found.for_proposed),
        heading("What decides between the two", 4),
        bullets(found.deciding) if found.deciding else paragraph("No fact of the description does."),
        heading("What would turn it round", 4),
        bullets(found.would_flip) if found.would_flip else paragraph("No single fact would."),
    )
    st.subheader("The decision record, drafted", anchor=False)
