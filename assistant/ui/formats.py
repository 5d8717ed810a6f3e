"""Learning an employer's format in the chat: upload approved descriptions, see what was found, tick it, save it."""

from __future__ import annotations

from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.formats.found import Findings
from assistant.formats.saved import to_profile
from assistant.formats.store import learn
from assistant.formats.told import about, places, section_line
from assistant.ui import announce, glossary
from assistant.ui.markup import Html, bullets, heading, quoted, show
from assistant.ui.opening import BY_IDENTITY
from assistant.ui.options import MAX_UPLOAD_MB
from assistant.ui.text import count, literal
from assistant.ui.trouble import explained
from knowledge.models import Kind

_TYPES: Final = ("docx", "pdf", "txt", "md", "html", "htm", "zip")


def panel(desk: Desk) -> None:
    """Reads approved descriptions, shows what they have in common, and saves what is ticked as a format."""
    glossary.tell(
        "Upload two or more approved descriptions of one employer. What stands in several of them "
        "becomes a format: sections, wording by level and lists. Drafts use it to the letter. Nothing is saved until "
        "you say so."
    )
    files = st.file_uploader(
        f"Approved descriptions: Word (DOCX), PDF, text, or a ZIP of these, up to {MAX_UPLOAD_MB} MB each",
        type=_TYPES,
        accept_multiple_files=True,
        key=f"learn-{st.session_state.get('learned', 0)}",
    )
    one, two = st.columns(2)
    name = one.text_input("Name of the format, in small letters", key="format_name")
    owner = two.text_input("Whose descriptions, if they do not say", key="format_owner")
    if not files:
        return
    with explained():
        found = _learned(desk, tuple((file.name, file.getvalue()) for file in files), owner)
        left_out = _findings(found)
        if st.button("Save the format", type="primary", disabled=not name):
            _save(desk, found, name, left_out)


@st.cache_data(show_spinner="Comparing the descriptions…", max_entries=4, scope="session", hash_funcs=BY_IDENTITY)
def _learned(desk: Desk, files: tuple[tuple[str, bytes], ...], owner: str) -> Findings:
    read = (desk.parse_upload(data, name, kind=Kind.JOB_DESCRIPTION, jurisdiction=owner) for name, data in files)
    return learn([source for sources in read for source in sources])


def _findings(found: Findings) -> set[int]:
    """Shows every finding with a box to tick; gives the numbers of those that are not ticked."""
    st.text(f"{count(len(found.numbered()), 'standard wording')} in {count(len(found.descriptions), 'description')}.")
    numbers = {id(finding): number for number, _, finding in found.numbered()}
    left_out = set()
    for section in found.sections:
        show(heading(section_line(section, found), 4))
        for finding in section.findings:
            number = numbers[id(finding)]
            if not st.checkbox(literal(f"{number}: {about(finding, section)}"), value=True, key=f"finding-{number}"):
                left_out.add(number)
            show(Html("".join(f"<p>{quoted(one.text)}</p>" for one in finding.wording)))
            show(bullets(places(finding, found)))
    if found.remarks:
        show(heading("Not claimed", 4), bullets(found.remarks))
    return left_out


def _save(desk: Desk, found: Findings, name: str, left_out: set[int]) -> None:
    profile = to_profile(found, name, left_out)
    desk.formats_kept.check_free(name)
    with st.spinner("Keeping the descriptions…"):
        desk.save_format(found, profile)
    words = f"The format {name} is saved; choose it under Fit a class and draft."
    announce.say(words)
    st.session_state["kept"] = words
    st.session_state["learned"] = st.session_state.get("learned", 0) + 1
    st.rerun()
