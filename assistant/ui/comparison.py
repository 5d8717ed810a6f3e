"""One class beside the draft: factor by factor, what speaks against it, and what would change the answer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.desk import Desk
from assistant.models import AlikeDecision, Comparators, Comparison, Suggestion
from assistant.ui import evidence
from assistant.ui.evidence import reference
from assistant.ui.markup import Html, bullets, esc, heading, paragraph, quoted, show, table
from assistant.ui.text import count, literal
from knowledge.models import Citation

_HEADERS = ("Factor", "The draft's words", "The class's words", "Verdict", "Why")


def panel(desk: Desk, suggestion: Suggestion) -> None:
    """Everything that speaks for and against one class, in a few sentences first, each passage one click away."""
    st.subheader(literal(f"The draft beside {suggestion.class_title}"), anchor=False)
    compared = (comparison.class_ for comparison in suggestion.factors)
    citations = evidence.unique([*filter(None, compared), *suggestion.citations])
    _listed("What would change the answer", suggestion.would_change)
    if suggestion.case_for:
        show(heading("The case for this class", 4), paragraph(suggestion.case_for))
    _listed("What speaks against this class", suggestion.against)
    _listed("What is not known", suggestion.unknown)
    show(table("Factor by factor", _HEADERS, (_row(factor, citations) for factor in suggestion.factors)))
    if citations:
        show(heading("Sources", 4), paragraph("Open one to read the passage where it stands."))
        evidence.buttons(desk, citations, "fit")
    if suggestion.precedents:
        _precedents(suggestion.precedents)
    if suggestion.decided:
        show(_alike("Like positions that this office decided on for this class", suggestion.decided))
    evidence.own_words(suggestion, "fit")


def _precedents(found: Comparators) -> None:
    """The allocated positions that are most like the draft, and whether the draft is of the class's usual form."""
    fringe = f"; {count(found.at_fringe, 'position')} unlike the rest left aside" if found.at_fringe else ""
    show(
        heading("Positions already allocated to this class", 4),
        paragraph(f"{count(found.allocated, 'position')} allocated; the draft: {found.usual}{fringe}."),
    )
    if found.decisions:
        show(_alike("The most alike", found.decisions))


def _alike(caption: str, decisions: Sequence[AlikeDecision]) -> Html:
    """The nearest words of the draft and of each position, and what only one of the two says."""
    headers = ("Position", "The draft's words", "The position's words", "Only the draft says", "Only the position says")
    rows = (
        (
            esc(decision.id),
            quoted(decision.position.quote),
            quoted(decision.allocated.quote),
            esc(", ".join(decision.only_draft) or "nothing telling"),
            esc(", ".join(decision.only_allocated) or "nothing telling"),
        )
        for decision in decisions
    )
    return table(caption, headers, rows)


def _row(comparison: Comparison, citations: Sequence[Citation]) -> tuple[Html, ...]:
    return (
        esc(comparison.factor.capitalize()),
        quoted(comparison.position.quote) if comparison.position else esc("nothing said"),
        _class_words(comparison.class_, citations),
        esc(comparison.verdict),
        _why(comparison),
    )


def _why(comparison: Comparison) -> Html:
    """What follows from the two, and below it how the nearest rival stands."""
    return Html(esc(comparison.why) + (paragraph(comparison.beside, label="Beside it") if comparison.beside else ""))


def _class_words(citation: Citation | None, citations: Sequence[Citation]) -> Html:
    if citation is None:
        return esc("nothing said")
    return Html(f"{quoted(citation.quote)}<br>{reference(citation, citations)}")


def _listed(title: str, sentences: tuple[str, ...]) -> None:
    if sentences:
        show(heading(title, 4), bullets(sentences))
