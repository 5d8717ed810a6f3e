"""The standardized description: choice of class and format, preview, downloads."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from assistant.desk import Desk
from assistant.draft.outline import OPEN_POINTS, PROVENANCE, is_cell, shown
from assistant.models import Block, Draft, Origin, Section, SuggestResult
from assistant.ui import announce, evidence, glossary, levels, state, steps, worded
from assistant.ui.evidence import reference
from assistant.ui.glossary import help_for
from assistant.ui.markup import Html, esc, heading, paragraph, show
from assistant.ui.text import count, file_name, spoken
from assistant.ui.trouble import explained
from knowledge.models import Citation

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def panel(desk: Desk, text: str, plan: str, result: SuggestResult | None) -> None:
    """Writes the draft in an employer's format and offers it for download."""
    st.subheader("Draft in the employer's format", anchor=False)
    titles = [found.class_title for found in result.suggestions] if result else []
    class_title = st.selectbox(
        "Class", ["", *titles], format_func=_class_name, key="draft_class", help=help_for("Class")
    )
    formats = desk.formats()
    _follow(plan, formats)
    format_ = st.selectbox("Format", formats, format_func=spoken, key="format", help=help_for("Format"))
    picks = levels.picks(desk, format_)
    if st.button("Write the draft", type="primary") or st.session_state.pop("write_now", False):
        with explained():
            _write(desk, text, format_, class_title, picks)
    written = state.drafted()
    if written is not None:
        _downloads(written)
        worded.description(desk, written, text)
        _open_points(written.draft)
        with st.expander("Read the description here", expanded=True, key="open-preview"):
            _preview(desk, written.draft)


def _follow(plan: str, formats: list[str]) -> None:
    """Proposes the format of the plan's employer, each time another plan is chosen."""
    if st.session_state.get("format_for") != plan:
        st.session_state["format_for"] = plan
        if plan in formats:
            st.session_state["format"] = plan


def _class_name(title: str) -> str:
    return title or "No class chosen yet"


def _write(desk: Desk, text: str, format_: str, class_title: str, picks: list[str]) -> None:
    if not text.strip():
        st.info(steps.NO_DRAFT)
        return
    with announce.busy("Writing the sections…"):
        written = state.Drafted.of(desk.draft(text, format=format_, class_title=class_title, picks=picks))
    state.set_drafted(written)
    announce.say(f"The draft is ready, with {count(len(written.draft.sections), 'section')}.")


def _downloads(written: state.Drafted) -> None:
    name = file_name(written.draft.title)
    with st.container(horizontal=True):
        st.download_button("Download Word (DOCX)", written.docx, f"{name}.docx", _WORD, on_click="ignore")
        st.download_button("Download Markdown", written.markdown, f"{name}.md", "text/markdown", on_click="ignore")


def _open_points(draft: Draft) -> None:
    """What must be settled before the description can be used."""
    if draft.notes:
        show(heading(OPEN_POINTS, 4), glossary.bullets(draft.notes))


def _preview(desk: Desk, draft: Draft) -> None:
    blocks = [block for section in draft.sections for block in section.blocks]
    citations = evidence.unique(block.citation for block in blocks if block.citation)
    sections = "".join(_section(section, citations) for section in draft.sections)
    glossary.tell("Lines without a note are the draft's own words. What the employer must supply is marked.")
    show(Html(f'<div class="pd-draft">{heading(draft.title, 4)}{sections}</div>'))
    if citations:
        show(heading(PROVENANCE, 4))
        evidence.buttons(desk, citations, "draft")


def _section(section: Section, citations: tuple[Citation, ...]) -> Html:
    title = heading(section.heading, min(section.depth + 4, 6)) if section.heading else ""
    reason = paragraph(section.reason, label="Why") if section.reason else ""
    lines = groupby(section.blocks, key=is_cell)
    body = "".join(_cells(run) if cells else _lines(run, citations) for cells, run in lines)
    return Html(f"{title}{reason}{body}")


def _cells(blocks: Iterable[Block]) -> str:
    """Labelled fields, on one line."""
    return "<p>" + " · ".join(f"{esc(block.marker)} {_words(block)}" for block in blocks) + "</p>"


def _lines(blocks: Iterable[Block], citations: tuple[Citation, ...]) -> str:
    return "".join(f"<p>{esc(block.marker)} {_words(block)} {_note(block, citations)}</p>" for block in blocks)


def _words(block: Block) -> Html:
    words = esc(shown(block))
    return Html(f'<span class="pd-blank">{words}</span>') if block.origin is Origin.BLANK else words


def _note(block: Block, citations: tuple[Citation, ...]) -> str:
    """Whose words a line is made of, unless they are the draft's own or none."""
    if block.origin in (Origin.DRAFT, Origin.BLANK):
        return ""
    source = f": {reference(block.citation, citations)}" if block.citation else ""
    return f'<span class="pd-origin">({esc(block.origin)}{source})</span>'
