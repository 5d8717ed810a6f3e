"""From a drafted position description to the class it fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from assistant.classify.moved import Moved
from assistant.desk import Desk
from assistant.interview.verbs import why_moved
from assistant.models import Suggestion, SuggestResult
from assistant.ui import (
    announce,
    comparison,
    drafting,
    examples,
    explanation,
    history,
    interview,
    linting,
    notices,
    sections,
    state,
    wish,
    worded,
)
from assistant.ui.markup import Html, bullets, esc, heading, paragraph, show, table
from assistant.ui.options import MAX_UPLOAD_MB
from assistant.ui.text import confidence, literal, spoken
from assistant.ui.trouble import explained, message

_TYPES: Final = ("docx", "pdf", "txt", "md", "html", "htm")
_NAMED: Final = 4
"""So many likely classes are named; more are only counted."""


def page(desk: Desk) -> None:
    """Takes a draft, shows the suggestion and offers the standardized description."""
    st.header("Fit a class and draft", anchor=False)
    st.text(
        "Begin with the interview, or paste or upload what the supervisor wrote. It stays in this browser session; "
        "nothing is kept."
    )
    plan = st.selectbox("Class plan", desk.plans(), format_func=spoken, key="plan")
    _upload(desk)
    text = st.text_area("Draft position description", height=260, key="draft_text")
    history.follow(text)
    with st.container(horizontal=True):
        find = st.button("Find the class", type="primary")
        example = st.button("Run the example", on_click=_load_example, args=(desk.plans(),))
    if find or example or st.session_state.pop("find_now", False):
        with explained():
            _find(desk, text, plan)
    history.panel()
    with st.expander("Interview: be asked for what is missing", key="open-interview"):
        interview.panel(desk, plan)
    with st.expander("The description part by part", key="open-parts"):
        sections.panel()
    with explained():
        _keep_up(desk, text, plan)
    linting.panel(desk, text)
    found = state.fit()
    if found is not None:
        _result(desk, found, stale=(found.text, found.plan) != (text, plan))
    with st.expander("A class somebody has in mind", expanded=wish.pending()):
        wish.panel(desk, text, plan)
    drafting.panel(desk, text, plan, found.result if found else None)


def _load_example(plans: list[str]) -> None:
    st.session_state["draft_text"] = examples.DRAFT
    if examples.PLAN in plans:
        st.session_state["plan"] = examples.PLAN


def _upload(desk: Desk) -> None:
    """Reads an uploaded file, once, into the text area, where it can be corrected."""
    file = st.file_uploader(
        f"Upload a draft: Word (DOCX), PDF, text, Markdown or HTML, up to {MAX_UPLOAD_MB} MB", type=_TYPES
    )
    if file is None:
        state.set_upload(None)
        return
    last = state.upload()
    if last is None or last.file_id != file.file_id:
        last = _read(desk, file.getvalue(), file.name, file.file_id)
        state.set_upload(last)
    if last.error:
        st.error(literal(last.error))
    else:
        st.text("The file was read into the box below. Check it, and mend what was read wrongly.")
        notices.warnings(last.remarks)


def _read(desk: Desk, data: bytes, name: str, file_id: str) -> state.Upload:
    """Puts the file's text into the text area; if that fails, says why."""
    try:
        words = desk.read_words(data, name)
    except Exception as error:
        problem = message(error)
        announce.say(problem)
        return state.Upload(file_id, problem)
    st.session_state["draft_text"] = words.text
    announce.say("The file was read into the draft.")
    return state.Upload(file_id, remarks=words.remarks)


def _find(desk: Desk, text: str, plan: str) -> None:
    if not text.strip():
        st.info("Paste or upload a draft first, or run the example.")
        return
    with st.spinner("Comparing the draft with the classes of the plan…"):
        state.set_fit(_fitted(desk, text, plan, None))
    _announce(state.fit())


def _keep_up(desk: Desk, text: str, plan: str) -> None:
    """Finds the class anew where the draft or the plan has changed since, with what moved and why."""
    last = state.fit()
    if last is None or (last.text, last.plan) == (text, plan) or not text.strip():
        return
    with st.spinner("Comparing the changed draft with the classes of the plan…"):
        state.set_fit(_fitted(desk, text, plan, last))
    _announce(state.fit())


def _fitted(desk: Desk, text: str, plan: str, last: state.Fit | None) -> state.Fit:
    result = desk.suggest(text, plan=plan)
    series = {spec.title: spec.series for spec in desk.plans_kept.plan(plan).classes}
    moved = why_moved(last.text, text, desk.ranker(plan)) if last is not None and last.plan == plan else None
    return state.Fit(text, plan, result, series, moved)


def _announce(found: state.Fit | None) -> None:
    if found is not None:
        first = f" First: {found.result.suggestions[0].class_title}." if found.result.suggestions else ""
        announce.say(f"The suggestion is ready: {found.result.outcome}.{first}")


def _result(desk: Desk, found: state.Fit, *, stale: bool) -> None:
    result = found.result
    st.subheader("What the draft fits", anchor=False)
    if stale:
        st.info("The draft or the plan has changed since. Find the class again to bring this up to date.")
    show(paragraph(result.reason, label=result.outcome.capitalize()))
    if found.moved is not None:
        _moved(found.moved)
    notices.warnings(result.warnings)
    if result.questions:
        show(heading("Questions whose answers would settle it", 4), bullets(result.questions))
    if result.suggestions:
        show(_ranked(result.suggestions, found.series))
        if result.likely:
            show(paragraph(_likely(result), label="How sure"))
        chosen = st.selectbox(
            "Compare the draft with",
            range(len(result.suggestions)),
            format_func=lambda place: result.suggestions[place].class_title,
            key="chosen",
        )
        comparison.panel(desk, result.suggestions[chosen])
        explanation.panel(desk, found.text, found.plan)
    worded.suggestion(desk, found)
    notices.withheld(result.withheld)


def _moved(found: Moved) -> None:
    """Which classes changed places with the last change of the draft, and why."""
    if not found:
        show(paragraph("The last change of the draft left the order of the classes as it was."))
        return
    show(heading("Why the order changed", 4), bullets(found.ranks))
    if found.decisive:
        show(paragraph(found.decisive))
    show(bullets(found.because))


def _likely(result: SuggestResult) -> str:
    """In how many of ten drafts the right class is among the first ones, and which these are."""
    tenths = round(result.coverage * 10)
    if len(result.likely) > _NAMED:
        return f"For {tenths} drafts in 10 like this one the right class is among the first {len(result.likely)}."
    named = " or ".join([", ".join(result.likely[:-1]), result.likely[-1]] if len(result.likely) > 1 else result.likely)
    return f"For {tenths} drafts in 10 like this one the right class is {named}."


def _ranked(suggestions: tuple[Suggestion, ...], series: Mapping[str, str]) -> Html:
    rows = (
        (
            esc(found.class_title),
            esc(series.get(found.class_title) or "not known"),
            esc(found.class_code or "not known"),
            esc(confidence(found.confidence)),
        )
        for found in suggestions
    )
    return table("Classes, the best fit first", ("Class", "Series", "Code", "Confidence"), rows)
