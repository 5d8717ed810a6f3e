"""A suggestion and answers made for a case, each kept in it with what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from assistant.cases.case import Case
from assistant.cases.entries import ResultKept
from assistant.cases.results import made
from assistant.desk import Desk
from assistant.ui import cases_open, evidence
from assistant.ui.ask import ROLES
from assistant.ui.markup import Html, bullets, esc, heading, paragraph, prose, show, table
from assistant.ui.text import confidence
from knowledge.models import Citation, Status

Kept = Mapping[str, Any]
"""A result as the case holds it: the JSON of ``suggest`` or ``ask``."""


def suggestion(desk: Desk, case: Case) -> None:
    """Finds the class of one of the case's descriptions, and shows what was found last."""
    added = cases_open.described(case, "class-of")
    if added is not None and st.button("Find the class and keep the result", type="primary"):
        _run(desk, case, "suggest", {"text": added.text, "plan": case.opened.plan})
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


def question(desk: Desk, case: Case) -> None:
    """Asks about the case; the answer is kept with it."""
    with st.form(cases_open.form_key(case, "question")):
        st.text("Put the days and facts into your question; the answer comes from the rules, not from the case.")
        role = st.selectbox("Who asks", list(ROLES), format_func=ROLES.__getitem__)
        words = st.text_area("Your question", height=90)
        if st.form_submit_button("Ask and keep the answer", type="primary"):
            asked = cases_open.given(words, "the question")
            _run(desk, case, "ask", {"question": asked, "role": role}, "question")
    for number, kept in reversed([*enumerate(case.results("ask"), 1)]):
        show(heading(kept.given["question"], 4), prose(kept.result["answer"]))
        if kept.result["whom_to_ask"]:
            show(paragraph(kept.result["whom_to_ask"], label="Whom to ask"))
        for withheld in kept.result.get("withheld", ()):
            show(paragraph(f"{withheld['text']} ({withheld['reason']})", label="Withheld: could not be verified"))
        _deadlines(kept.result["deadlines"])
        _cited(desk, kept.result["citations"], f"answer-{case.id}-{number}")


def _deadlines(found: Sequence[Kept]) -> None:
    if found:
        rows = ((esc(one["what"]), esc(one["date"]), esc(one["count"]), esc(one["caution"] or "none")) for one in found)
        show(table("Deadlines", ("What", "Date", "How it was counted", "Caution"), rows))


def _run(desk: Desk, case: Case, verb: str, given: dict[str, Any], form: str = "") -> None:
    with st.spinner("Looking it up and checking every quotation…"):
        kept = made(desk, verb, given)
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
