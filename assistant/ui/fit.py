"""From a drafted position description to the class it fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from assistant.classify.moved import Moved
from assistant.classify.series import series_of
from assistant.desk import Desk
from assistant.interview.verbs import why_moved
from assistant.models import Suggestion, SuggestResult
from assistant.ui import (
    announce,
    comparison,
    drafting,
    examples,
    explanation,
    glossary,
    history,
    interview,
    linting,
    notices,
    packet,
    picture,
    press,
    sections,
    state,
    steps,
    wish,
    worded,
)
from assistant.ui.glossary import help_for
from assistant.ui.markup import Html, esc, heading, paragraph, show, table
from assistant.ui.options import MAX_UPLOAD_MB
from assistant.ui.text import confidence, literal, spoken
from assistant.ui.trouble import explained, message

_TYPES: Final = ("docx", "pdf", "txt", "md", "html", "htm")
_NAMED: Final = 4
"""So many likely classes are named; more are only counted."""


def page(desk: Desk) -> None:
    """Four steps: the draft is taken, compared with the classes, written anew, and put into a packet."""
    st.header("Fit a class and draft", anchor=False)
    at = steps.bar()
    said = st.container()
    with steps.step(steps.DESCRIBE):
        text, plan = _describe(desk)
    with said:
        _follow(desk, text, plan)
        if at != steps.FIT:
            _so_far()
    found = state.fit()
    with steps.step(steps.FIT):
        _result(desk, found, stale=found is not None and (found.text, found.plan) != (text, plan))
        with st.expander("A class somebody has in mind", expanded=wish.pending(), key=wish.KEY):
            wish.panel(desk, text, plan)
    with steps.step(steps.DRAFT):
        drafting.panel(desk, text, plan, found.result if found else None)
    with steps.step(steps.PACKET):
        packet.panel(desk, text, plan)


def _describe(desk: Desk) -> tuple[str, str]:
    """Takes the draft, typed, uploaded or asked for; gives its text and the plan to compare it with."""
    st.subheader("Describe the work", anchor=False)
    glossary.tell(
        "Paste or upload what is written about the job, or be asked for it. It is compared with every class of one "
        "class plan. What is kept of it, and for how long, stands at the foot of the page."
    )
    plan = st.selectbox("Class plan", desk.plans(), format_func=spoken, key="plan", help=help_for("Class plan"))
    _upload(desk)
    label = "Draft position description"
    text = st.text_area(label, height=260, key="draft_text", help=help_for(label))
    history.follow(text)
    with st.container(horizontal=True):
        press.button("Find the class", _ask_for_class, type="primary")
        press.button("Run the example", _run_example, desk.plans())
    history.panel()
    with st.expander("Interview: be asked for what is missing", key="open-interview"):
        interview.panel(desk, plan)
    with st.expander("The description part by part", key="open-parts"):
        sections.panel()
    linting.panel(desk, text)
    return text, plan


def _ask_for_class() -> None:
    st.session_state["find_now"] = True
    if st.session_state.get("draft_text", "").strip():
        steps.go(steps.FIT)


def _run_example(plans: list[str]) -> None:
    examples.load(plans)
    _ask_for_class()


def _follow(desk: Desk, text: str, plan: str) -> None:
    """Finds the class where somebody asked for it or the draft has changed since."""
    with explained():
        if st.session_state.pop("find_now", False):
            _find(desk, text, plan)
        _keep_up(desk, text, plan)


def _so_far() -> None:
    """The class found, where the ladder is out of sight."""
    found = state.fit()
    if found is not None and found.result.suggestions:
        show(paragraph(found.result.suggestions[0].class_title, label="Best fit so far"))


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
        notices.remarks(last.remarks)


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
        st.info(steps.NO_DRAFT)
        return
    with announce.busy("Comparing the draft with the classes of the plan…"):
        state.set_fit(_fitted(desk, text, plan, None))
    _announce(state.fit())


def _keep_up(desk: Desk, text: str, plan: str) -> None:
    """Finds the class anew where the draft or the plan has changed since, with what moved and why."""
    last = state.fit()
    if last is None or (last.text, last.plan) == (text, plan) or not text.strip():
        return
    with announce.busy("Comparing the changed draft with the classes of the plan…"):
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


def _result(desk: Desk, found: state.Fit | None, *, stale: bool) -> None:
    st.subheader("What the draft fits", anchor=False)
    if found is None:
        glossary.tell("Nothing has been compared yet. Describe the work first, then find its class.")
        return
    result = found.result
    if stale:
        st.info("The draft or the plan has changed since. Find the class again to bring this up to date.")
    show(glossary.paragraph(result.reason, label=result.outcome.capitalize()))
    if found.moved is not None:
        _moved(found.moved)
    notices.warnings(result.warnings)
    if result.questions:
        show(heading("Questions whose answers would settle it", 4), glossary.bullets(result.questions))
    if result.suggestions:
        _pictured(desk, found)
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


def _pictured(desk: Desk, found: state.Fit) -> None:
    """The classes as steps of their series, and folded below it the same as a table."""
    result = found.result
    ladders = series_of(result, desk.ranker(found.plan))
    show(picture.ladders(ladders, _likely(result) if result.likely else ""))
    pictured = {step.title for series in ladders for step in series.steps}
    others = [title for title in result.likely if title not in pictured]
    if others:
        show(paragraph(", ".join(others), label="As likely, in other series"))
    with st.expander("The same as a table, with the codes of the classes", key="open-ranked"):
        show(_ranked(result.suggestions, found.series))


def _moved(found: Moved) -> None:
    """Which classes changed places with the last change of the draft, and why."""
    if not found:
        glossary.tell("The last change of the draft left the order of the classes as it was.")
        return
    show(heading("Why the order changed", 4), glossary.bullets(found.ranks))
    if found.decisive:
        glossary.tell(found.decisive)
    show(glossary.bullets(found.because))


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
