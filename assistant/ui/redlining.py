"""The revision in the chat: an old description beside the new one, what changed in plain words, and both as files."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.packet.revision import description
from assistant.redline.align import Change
from assistant.redline.page import STYLE, listed, side_by_side, to_page
from assistant.redline.revise import TITLE, Redline
from assistant.ui import announce, notices, state
from assistant.ui.markup import Html, heading, paragraph, show
from assistant.ui.options import MAX_UPLOAD_MB
from assistant.ui.text import count, literal
from assistant.ui.trouble import explained, message

TYPES: Final = ("docx", "pdf", "txt", "md", "html", "htm")
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPED: Final = "The text in the box above"
_WRITTEN: Final = "The description written above"


def panel(desk: Desk, text: str) -> str:
    """Takes the description as it was, shows the revision, and gives back the old text, for a packet."""
    _upload(desk)
    old: str = st.text_area("The description as it was", height=160, key="old_text")
    written = state.drafted()
    new = text
    if written is not None:
        side = st.radio("Compare it with", (_WRITTEN, _TYPED), horizontal=True, key="redline_side")
        new = description(written.draft) if side == _WRITTEN else text
    if st.button("Show what changed"):
        with explained():
            _compare(desk, old, new)
    found = st.session_state.get("redline")
    if found is not None:
        if found[:2] != (old, new):
            st.info("One of the descriptions has changed since. Show what changed again to bring this up to date.")
        _show(found[2])
        _downloads(found[2])
    return old


def _upload(desk: Desk) -> None:
    """Reads an uploaded file, once, into the text area, where it can be corrected."""
    label = f"Upload the old description: Word (DOCX), PDF, text, Markdown or HTML, up to {MAX_UPLOAD_MB} MB"
    file = st.file_uploader(label, type=TYPES, key="old_file")
    if file is None:
        st.session_state.pop("old_read", None)
        return
    last = st.session_state.get("old_read")
    if last is None or last.file_id != file.file_id:
        last = state.Upload(file.file_id, _read(desk, file.getvalue(), file.name))
        st.session_state["old_read"] = last
    if last.error:
        st.error(literal(last.error))


def _read(desk: Desk, data: bytes, name: str) -> str:
    """Puts the file's text into the text area; if that fails, says why."""
    try:
        st.session_state["old_text"] = desk.read(data, name)
    except Exception as error:
        problem = message(error)
        announce.say(problem)
        return problem
    announce.say("The file was read as the old description.")
    return ""


def _compare(desk: Desk, old: str, new: str) -> None:
    with announce.busy("Comparing the two descriptions…"):
        found = desk.redline(old, new)
    st.session_state["redline"] = (old, new, found)
    announce.say(f"The comparison is ready: {count(len(found.notes), 'change')}.")


def _show(found: Redline) -> None:
    notices.warnings(found.warnings)
    show(heading("What changed, and what it touches", 4), Html(listed(found.notes)))
    kept = sum(step.change is Change.KEPT for step in found.steps)
    whole = st.toggle(f"Also show what stayed the same ({count(kept, 'paragraph')})", key="redline_whole")
    steps = [step for step in found.steps if whole or step.change is not Change.KEPT]
    if steps:
        key = "Added words are underlined, removed words are struck; the first column says what became of a paragraph."
        show(heading("Side by side", 4), paragraph(key), Html(f"<style>{STYLE}</style>{side_by_side(steps)}"))


def _downloads(found: Redline) -> None:
    """Both files, each made when it is asked for and not at every run of the page."""
    with st.container(horizontal=True):
        word, page = partial(_word, found), partial(to_page, found.steps, found.notes, TITLE, found.foot)
        st.download_button("Download the redline (DOCX)", word, "redline.docx", WORD, on_click="ignore")
        st.download_button("Download the redline (HTML)", page, "redline.html", "text/html", on_click="ignore")


def _word(found: Redline) -> bytes:
    from assistant.redline.word import write_docx

    file = BytesIO()
    made, author = datetime.now(UTC), "Position Description Assistant"
    write_docx(found.pieces, file, title=TITLE, author=author, made=made, foot=found.foot)
    return file.getvalue()
