"""Findings about the draft, beside it: they follow its words, and change nothing."""

from __future__ import annotations

import streamlit as st

from assistant.desk import Desk
from assistant.lint.finding import Finding, short
from assistant.ui import evidence
from assistant.ui.evidence import reference
from assistant.ui.markup import Html, esc, quoted, show, table
from assistant.ui.text import count
from assistant.ui.trouble import explained
from knowledge.models import Citation

_HEADERS = ("The draft's words", "What, and why", "Suggested wording")
_SHOWN = 140
_OPEN = 8
"""So many findings are shown at once; more stand folded, so that the class below stays in sight."""


def panel(desk: Desk, text: str) -> None:
    """Lists what a reader would stumble over in the draft as it stands now."""
    if not text.strip():
        return
    st.subheader("What a reader would stumble over", anchor=False)
    with explained():
        _listed(desk, text)


def _listed(desk: Desk, text: str) -> None:
    findings = desk.lint(text)
    if not findings:
        st.text("Nothing found. That says nothing of whether the draft is true or complete.")
        return
    st.text("Suggestions add no fact; […] stands where only you can say what is so. The draft itself is not changed.")
    citations = evidence.unique(finding.citation for finding in findings if finding.citation)
    with st.expander(f"{count(len(findings), 'finding')} in the draft", expanded=len(findings) <= _OPEN):
        show(table("Findings, in the order of the draft", _HEADERS, [_row(one, citations) for one in findings]))
        evidence.buttons(desk, citations, "lint")


def _row(finding: Finding, citations: tuple[Citation, ...]) -> tuple[Html, Html, Html]:
    source = Html(f" ({reference(finding.citation, citations)})") if finding.citation else Html("")
    why = Html(f"<strong>{esc(finding.name)}.</strong> {esc(finding.remark.what)} {esc(finding.why)}{source}")
    return quoted(short(finding.remark.span.quote, _SHOWN)), why, esc(finding.remark.suggestion)
