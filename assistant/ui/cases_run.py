"""A suggestion and answers made for a case, each kept in it with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.entries import ResultKept
from assistant.cases.results import made
from assistant.desk import Desk
from assistant.ui import announce, asking, cases_open, evidence
from assistant.ui.ask import ROLES
from assistant.ui.glossary import paragraph, within
from assistant.ui.markup import Html, bullets, esc, heading, prose, show, table
from assistant.ui.text import brief, confidence
from knowledge.models import Citation, Status

Kept = Mapping[str, Any]
"""A result as the case holds it: the JSON of ``suggest`` or ``ask``."""


def suggestion(desk: Desk, case: Case) -> None:
    """Finds the class of one of the case's descriptions, and shows what was found last."""
    added = cases_open.described(case, "class-of")
    key = cases_open.form_key(case, "class")
    if added is not None and st.button("Find the class and keep the result", key, type="primary"):
        given = {"text": added.text, "plan": case.opened.plan, "case": case.id}
        _run(desk, case, "suggest", given, "Comparing the description with the classes of the plan…", "class")
    kept = case.results("suggest")
    if not kept:
        return
    last = kept[-1]
    if added is not None and last.given["text"] != added.text:
        st.info("This was found for another description than the one chosen above.")
    _suggested(desk, case, last.result)
    show(_rests_on(last))


def _suggested(desk: Desk, case: Case, result: Kept) -> None:
    show(heading("What the description fits", 4), paragraph(result["reason"], label=result["outcome"].capitalize()))
    if result.get("questions"):
        show(heading("Questions whose answers would settle it", 5), bullets(result["questions"]))
    if not result["suggestions"]:
        return
    if result["warnings"]:
        show(heading("To know beside it", 5), bullets(result["warnings"]))
    rows = (
        (esc(one["class_title"]), esc(one["class_code"] or "not known"), esc(confidence(one["confidence"])))
        for one in result["suggestions"]
    )
    show(table("Classes, the best fit first", ("Class", "Code", "Confidence"), rows))
    for one in result["suggestions"][:1]:
        against = [*one["against"], *one["unknown"]]
        show(heading(f"What speaks against {one['class_title']}, and what is not known", 5))
        show(bullets(against) if against else paragraph("Nothing that the description or the class says."))
        _cited(desk, one["citations"], f"class-{case.id}")
    _decided(result["suggestions"])


def _decided(suggestions: Sequence[Kept]) -> None:
    """This office's own decisions on like positions, beside the classes they were for."""
    found = [one for suggested in suggestions for one in suggested.get("decided", ())]
    if found:
        head = ("Decided as", "On", "How alike", "This description says", "That one said")
        rows = (tuple(map(esc, _decision(one))) for one in found)
        show(table("Decisions of this office on like positions, without personal data", head, rows))


def _decision(one: Kept) -> tuple[str, ...]:
    day = long(date.fromisoformat(one["day"]))
    words = (brief(one[whose]["quote"], 160) for whose in ("position", "decided"))
    return (one["class_title"], day, f"{one['similarity']:.0%}", *words)


def question(desk: Desk, case: Case) -> None:
    """Asks about the case; the answer is kept with it."""
    with st.form(cases_open.form_key(case, "question")):
        st.text(
            "Days, classes and facts are taken from the case, and the answer says which. What you say here comes first."
        )
        role = st.selectbox("Who asks (if not the party that asked for the study)", list(ROLES), format_func=_role)
        words = st.text_area("Your question", height=90)
        if st.form_submit_button("Ask and keep the answer", type="primary"):
            asked = cases_open.given(words, "the question")
            given = {"question": asked, "role": role, "case": case.id, "entries": len(case.trail)}
            _run(desk, case, "ask", given, asking.LOOKING, "question")
    for number, kept in reversed([*enumerate(case.results("ask"), 1)]):
        show(heading(kept.given["question"], 4), prose(kept.result["answer"], within(f"kept-{number}")))
        if kept.result.get("known"):
            show(heading("From the case", 5), bullets(kept.result["known"]))
        if kept.result["whom_to_ask"]:
            show(paragraph(kept.result["whom_to_ask"], label="Whom to ask"))
        for withheld in kept.result.get("withheld", ()):
            show(paragraph(f"{withheld['text']} ({withheld['reason']})", label="Withheld: could not be verified"))
        _notes(kept.result["warnings"])
        _deadlines(kept.result["deadlines"])
        _cited(desk, kept.result["citations"], f"answer-{case.id}-{number}")


def _role(role: str) -> str:
    return ROLES[role] if role else "The party that asked for the study"


def _notes(found: Sequence[str]) -> None:
    if found:
        show(heading("To know beside it", 5), bullets(found))


def _deadlines(found: Sequence[Kept]) -> None:
    if found:
        rows = ((esc(one["what"]), esc(one["date"]), esc(one["count"]), esc(one["caution"] or "none")) for one in found)
        show(table("Deadlines", ("What", "Date", "How it was counted", "Caution"), rows))


def _run(desk: Desk, case: Case, verb: str, given: dict[str, Any], doing: str, form: str) -> None:
    with announce.busy(doing):
        kept = made(desk, verb, given).kept
    cases_open.keep(desk, case, kept, form)


def _cited(desk: Desk, citations: Sequence[Kept], key: str) -> None:
    """The kept citations, each of which opens its passage where that is still held."""
    evidence.buttons(desk, evidence.unique(map(_citation, citations)), key)


def _citation(kept: Kept) -> Citation:
    told = {name: value for name, value in kept.items() if name != "n"}
    return Citation(**{**told, "text_status": Status(told["text_status"])})


def _rests_on(kept: ResultKept) -> Html:
    by = kept.made_by
    sources = ", ".join(by.sources) or "no source"
    return paragraph(f"version {by.version}, engine {by.engine}, {sources}", label="Made with")
