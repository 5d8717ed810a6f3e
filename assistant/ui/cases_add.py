"""What can be added to a case, one form at a time; each entry is saved the moment it is added."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from assistant.cases.case import Case
from assistant.cases.change_type import CHANGE, ENTERED
from assistant.cases.entries import (
    CHANGES,
    Act,
    DateSet,
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    FactStated,
    NoteAdded,
    Party,
    PersonNamed,
    Stage,
)
from assistant.cases.ledger import triggers
from assistant.cases.packet_check import filed_names
from assistant.desk import Desk
from assistant.ui import cases_open
from assistant.ui.cases_open import PARTIES, STAGES, given
from assistant.ui.glossary import tell
from assistant.ui.options import MAX_UPLOAD_MB
from assistant.ui.text import spoken
from knowledge.errors import InputError

_TYPES: Final = ("docx", "pdf", "txt", "md", "html", "htm")
_FIRST: Final = date(1950, 1, 1)
_LAST: Final = date(2099, 12, 31)
_OTHER: Final = "something else"
_OWN_DAYS: Final = {
    ENTERED: "the day the employee came into the position",
    "decision takes effect": "the day the decision takes effect",
    CHANGE: "a change in the work (say below which)",
    _OTHER: "something else (say below what)",
}
"""Days that start no deadline, but that letters and the kind of change rest on."""


def panel(desk: Desk, case: Case) -> None:
    """Asks what is to be added, shows its form, and adds it."""
    kind = st.selectbox("What do you want to add?", list(_FORMS), key="case_add")
    act = _FORMS[kind](desk, case)
    if act is not None:
        cases_open.keep(desk, case, act, kind)


def _person(_: Desk, case: Case) -> Act | None:
    with st.form(cases_open.form_key(case, "A person")):
        party = st.selectbox("Part in the case", list(PARTIES), format_func=PARTIES.__getitem__)
        name = st.text_input("Name")
        account = cases_open.ask_account()
        if st.form_submit_button("Add this person", type="primary"):
            return PersonNamed(party=party, name=given(name, "the name"), account=account)
    return None


def _description(desk: Desk, case: Case) -> Act | None:
    with st.form(cases_open.form_key(case, "A description of the position")):
        stage = st.selectbox("Which description", list(STAGES), format_func=STAGES.__getitem__)
        name, text, _ = _paper(desk)
        if st.form_submit_button("Add this description", type="primary"):
            return DescriptionAdded(stage=Stage(stage), name=name(), text=given(text(), "the description"))
    return None


def _document(desk: Desk, case: Case) -> Act | None:
    with st.form(cases_open.form_key(case, "A document")):
        item = st.selectbox("What it is", [*filed_names(), _OTHER], format_func=spoken)
        other = st.text_input("If something else: what it is")
        name, text, data = _paper(desk)
        if st.form_submit_button("Add this document", type="primary"):
            what = given(other, "what the document is") if item == _OTHER else item
            words = given(text(), "the document")
            digest = hashlib.sha256(data()).hexdigest()
            return DocumentFiled(item=what.lower(), name=name(), text=words, sha256=digest)
    return None


def _paper(desk: Desk) -> tuple[Callable[[], str], Callable[[], str], Callable[[], bytes]]:
    """An upload or pasted words: its name, its text and its bytes, each read only once the form is sent."""
    file = st.file_uploader(f"A file: Word (DOCX), PDF, text, Markdown or HTML, up to {MAX_UPLOAD_MB} MB", type=_TYPES)
    words = st.text_area("Or its words, pasted here", height=160)
    if file is None:
        return lambda: "pasted text", lambda: words, words.encode
    return lambda: file.name, lambda: desk.read(file.getvalue(), file.name), file.getvalue


def _day(_: Desk, case: Case) -> Act | None:
    events = {known.event: known.says for known in triggers()} | _OWN_DAYS
    with st.form(cases_open.form_key(case, "A date")):
        event = st.selectbox("What happened", list(events), format_func=lambda name: _sentence(events[name]))
        other = st.text_input("If a change or something else: what it was")
        day = st.date_input("On which day", None, min_value=_FIRST, max_value=_LAST, format="MM/DD/YYYY")
        note = st.text_input("How the day is known (if you like to say)")
        if st.form_submit_button("Add this date", type="primary"):
            if day is None:
                raise InputError("the day is missing; choose it, or type it as 08/21/2026")
            return DateSet(event=_event(event, other), day=day, note=note.strip())
    return None


def _event(event: str, other: str) -> str:
    if event == _OTHER:
        return given(other, "what happened").lower()
    return f"{CHANGE}: {given(other, 'which change it was').lower()}" if event == CHANGE else event


def _account(_: Desk, case: Case) -> Act | None:
    with st.form(cases_open.form_key(case, "What somebody says")):
        tell("Accounts that differ stand side by side; the program does not rule between them.")
        party = st.selectbox("Who says it", list(PARTIES), format_func=PARTIES.__getitem__)
        about = st.text_input("What it is about, for example: supervision received")
        words = st.text_area("What was said, in that person's own words", height=110)
        if st.form_submit_button("Add this account", type="primary"):
            return FactStated(
                party=Party(party), about=given(about, "what it is about").lower(), words=given(words, "what was said")
            )
    return None


def _decision(desk: Desk, case: Case) -> Act | None:
    with st.form(cases_open.form_key(case, "The decision")):
        tell("People with authority decide; the program only keeps what they decided.")
        title = st.selectbox(
            "Class that was decided (choose, or type another)",
            cases_open.classes(desk, case.opened.plan)[1:],
            index=None,
            accept_new_options=True,
        )
        day = st.date_input("On which day", None, min_value=_FIRST, max_value=_LAST, format="MM/DD/YYYY")
        by = st.text_input("Who decided: the office or person with authority")
        change = st.selectbox("Kind of change", CHANGES, format_func=lambda name: spoken(name) or "Not said")
        grounds = st.text_area("Why, in the decision's own words (if you have them)", height=110)
        if st.form_submit_button("Add this decision", type="primary"):
            if day is None:
                raise InputError("the day of the decision is missing; choose it, or type it as 08/21/2026")
            told = {"class_title": given(title or "", "the class"), "day": day, "by": given(by, "who decided")}
            return DecisionFiled.model_validate({**told, "change": change, "grounds": grounds.strip()})
    return None


def _note(_: Desk, case: Case) -> Act | None:
    with st.form(cases_open.form_key(case, "A note")):
        words = st.text_area("What is worth remembering", height=110)
        if st.form_submit_button("Add this note", type="primary"):
            return NoteAdded(words=given(words, "the note"))
    return None


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


_FORMS: Final[Mapping[str, Callable[[Desk, Case], Act | None]]] = {
    "A person": _person,
    "A description of the position": _description,
    "A document": _document,
    "A date": _day,
    "What somebody says": _account,
    "The decision": _decision,
    "A note": _note,
}
