"""The history of a case, the way to take an entry back, and the case as a file."""

from __future__ import annotations

import streamlit as st

from assistant.cases.case import Case
from assistant.cases.entries import Closed, Reopened, Withdrawn
from assistant.desk import Desk
from assistant.ui import cases_open
from assistant.ui.markup import Html, esc, heading, paragraph, show, table
from assistant.ui.text import brief


def panel(desk: Desk, case: Case) -> None:
    """Every entry with who made it; one can be withdrawn, none can be erased."""
    gone = case.withdrawn
    show(heading("History", 4), _trail(case, gone))
    _withdraw(desk, case, gone)
    _end(desk, case)
    show(heading("The case as a file", 4), paragraph("One file with the whole history, to keep or to hand on."))
    st.download_button(
        "Download the case (JSON)",
        desk.cases.exported(case.id),
        f"case-{case.id}.json",
        "application/json",
        on_click="ignore",
    )


def _trail(case: Case, gone: dict[int, int]) -> Html:
    rows = (
        (
            esc(str(entry.n)),
            esc(f"{entry.at.astimezone():%Y-%m-%d %H:%M}"),
            esc(entry.who),
            esc(brief(entry.did.says, 160)),
            esc(f"withdrawn by entry {gone[entry.n]}" if entry.n in gone else "yes"),
        )
        for entry in case.trail
    )
    return table("Entries, the oldest first", ("Entry", "When", "Who", "What", "Counts"), rows)


def _end(desk: Desk, case: Case) -> None:
    """Closes the case, or opens it again; either is an entry of its history like any other."""
    if case.closed:
        show(heading("Open the case again", 4), paragraph("Its dates are reminders again from then on."))
    else:
        show(heading("Close the case", 4), paragraph("Nothing is deleted; its dates remind nobody any more."))
    with st.form(cases_open.form_key(case, "end")):
        outcome = "" if case.closed else st.text_input("How it ended, for example: reallocated, or request taken back")
        why = st.text_input("Why it is opened again" if case.closed else "Why nothing more is to be done")
        if st.form_submit_button("Open the case again" if case.closed else "Close the case"):
            reason = cases_open.given(why, "the reason")
            ended = None if case.closed else Closed(outcome=cases_open.given(outcome, "how it ended"), why=reason)
            cases_open.keep(desk, case, ended or Reopened(why=reason), "end")


def _withdraw(desk: Desk, case: Case, gone: dict[int, int]) -> None:
    show(heading("Withdraw an entry", 4), paragraph("It no longer counts, and stays in the history with your reason."))
    entries = {entry.n: f"{entry.n}. {brief(entry.did.says)}" for entry in case.trail[1:] if entry.n not in gone}
    if not entries:
        show(paragraph("There is nothing to withdraw yet."))
        return
    with st.form(cases_open.form_key(case, "withdraw")):
        entry = st.selectbox("Which entry", list(entries), format_func=entries.__getitem__)
        why = st.text_input("Why it is withdrawn")
        if st.form_submit_button("Withdraw this entry"):
            act = Withdrawn(entry=entry, why=cases_open.given(why, "the reason"))
            cases_open.keep(desk, case, act, "withdraw")
