"""One class beside the draft: factor by factor, what speaks against it, and what would change the answer."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.desk import Desk
from assistant.models import AlikeDecision, Comparators, Comparison, Suggestion
from assistant.ui import evidence, glossary
from assistant.ui.evidence import reference
from assistant.ui.markup import Html, esc, fold, heading, quoted, show, table
from assistant.ui.text import count, literal
from knowledge.models import Citation

_HEADERS = ("Factor", "Verdict", "The draft's words", "The class's words", "Why")


def panel(desk: Desk, suggestion: Suggestion) -> None:
    """Everything that speaks for and against one class, in a few sentences first, each passage one click away."""
    st.subheader(literal(f"The draft beside {suggestion.class_title}"), anchor=False)
    compared = (comparison.class_ for comparison in suggestion.factors)
    citations = evidence.unique([*filter(None, compared), *suggestion.citations])
    _listed("What would change the answer", suggestion.would_change)
    if suggestion.case_for:
        show(heading("The case for this class", 4), glossary.paragraph(suggestion.case_for))
    _listed("What speaks against this class", suggestion.against)
    _listed("What is not known", suggestion.unknown)
    _factors(suggestion.factors, citations)
    if citations:
        show(heading("Sources", 4), glossary.paragraph("Open one to read the passage where it stands."))
        evidence.buttons(desk, citations, "fit")
    if suggestion.precedents:
        _precedents(suggestion.precedents)
    if suggestion.decided:
        show(_alike("Like positions that this office decided on for this class", suggestion.decided))
    evidence.own_words(suggestion, "fit")


def _factors(factors: Sequence[Comparison], citations: Sequence[Citation]) -> None:
    """The verdicts at a glance on a narrow screen, where the table with both sides' words is folded below them."""
    with glossary.region("at a glance"):
        told = (f"<li><span>{glossary.told(one.factor.capitalize())}:</span> {_verdict(one)}</li>" for one in factors)
        verdicts = Html(f'<ul role="list">{"".join(told)}</ul>')
        glance = Html(f'<div class="pd-glance">{heading("Factor by factor, at a glance", 4)}{verdicts}</div>')
    with glossary.region("factors"):
        intro = glossary.paragraph("Each row holds one factor, the words of both sides, and a verdict.")
        rows = table("Factor by factor", _HEADERS, [_row(one, citations) for one in factors])
    show(glance, fold("Read both sides' words, factor by factor", Html(intro + rows), "pd-open-if-wide"))


def _precedents(found: Comparators) -> None:
    """The allocated positions that are most like the draft, and whether the draft is of the class's usual form."""
    fringe = f"; {count(found.at_fringe, 'position')} unlike the rest left aside" if found.at_fringe else ""
    show(
        heading("Positions already allocated to this class", 4),
        glossary.paragraph(f"{count(found.allocated, 'position')} allocated; the draft: {found.usual}{fringe}."),
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
        glossary.told(comparison.factor.capitalize()),
        _verdict(comparison),
        quoted(comparison.position.quote) if comparison.position else esc("nothing said"),
        _class_words(comparison.class_, citations),
        _why(comparison),
    )


def _verdict(comparison: Comparison) -> Html:
    """The verdict as a word, in a frame that tells it apart at a glance."""
    return Html(f'<span class="pd-verdict pd-{esc(comparison.verdict)}">{esc(comparison.verdict)}</span>')


def _why(comparison: Comparison) -> Html:
    """What follows from the two, and below it how the nearest rival stands."""
    beside = glossary.paragraph(comparison.beside, label="Beside it") if comparison.beside else ""
    return Html(glossary.told(comparison.why) + beside)


def _class_words(citation: Citation | None, citations: Sequence[Citation]) -> Html:
    if citation is None:
        return esc("nothing said")
    return Html(f"{quoted(citation.quote)}<br>{reference(citation, citations)}")


def _listed(title: str, sentences: tuple[str, ...]) -> None:
    if sentences:
        show(heading(title, 4), glossary.bullets(sentences))
