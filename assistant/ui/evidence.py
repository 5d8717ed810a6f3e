"""From a citation to the passage it quotes, in its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from assistant.desk import Desk
from assistant.ui.markup import Html, esc, facts, marked, show
from assistant.ui.text import brief, literal
from knowledge.models import Citation, Passage, Status

_STATUS = {
    Status.OFFICIAL: "official text",
    Status.RESTATED: "restated in our own words; compare it with the official text before relying on it",
}


def unique(citations: Iterable[Citation]) -> tuple[Citation, ...]:
    """Each citation once, in order of first use: the place in it is the number shown."""
    return tuple(dict.fromkeys(citations))


def reference(citation: Citation, numbered: Sequence[Citation]) -> Html:
    """Where a quotation stands, with its number: ``Minn. Stat. 43A.07, subd. 3 [1]``."""
    return esc(f"{citation.pinpoint} [{numbered.index(citation) + 1}]")


def named(passage: Passage) -> str:
    """A passage's pinpoint, and its heading where that says more."""
    own = [heading for heading in passage.heading[-1:] if heading not in passage.pinpoint]
    return " › ".join([passage.pinpoint, *own])


def buttons(desk: Desk, citations: Sequence[Citation], key: str) -> None:
    """One button for each citation, numbered from 1; it opens the passage."""
    for number, citation in enumerate(citations, 1):
        label = f"[{number}] {citation.pinpoint} — “{brief(citation.quote)}”"
        if st.button(literal(label), key=f"cite-{key}-{number}", type="tertiary"):
            _passage(desk, citation)


@st.dialog("The passage in its source", width="large")
def _passage(desk: Desk, citation: Citation) -> None:
    before, cited, after = desk.around(citation.source, citation.start, citation.end)
    show(
        facts(
            (
                ("Source", citation.title),
                ("Passage", citation.pinpoint),
                ("Edition", citation.edition),
                ("Status", _STATUS[citation.text_status]),
                ("Address", citation.url),
            )
        )
    )
    if before:
        _neighbour("Previous", before)
    show(marked(cited.text, citation.start - cited.start, citation.end - cited.start))
    if after:
        _neighbour("Next", after)
    if citation.url.startswith(("https://", "http://")):
        st.link_button("Open this address in a new tab", citation.url)


def _neighbour(which: str, passage: Passage) -> None:
    """A provision beside the cited one, folded up."""
    with st.expander(literal(f"{which}: {named(passage)}")):
        show(marked(passage.text, 0, 0))
