"""A wish for a class: it changes no word, and is answered with the evidence the class would take."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from assistant.classify.compare import QUESTIONS
from assistant.classify.wanted import Wanted
from assistant.desk import Desk
from assistant.interview.verbs import what_it_takes
from assistant.interview.wishes import is_wish, wished_class
from assistant.models import Comparison
from assistant.ui import announce, evidence, glossary, steps
from assistant.ui.markup import Html, esc, heading, quoted, show, table
from assistant.ui.trouble import explained
from knowledge.models import Citation

UNCHANGED = "A wish is no fact about the work: it changes no word of the description and no place in the ranking."
KEY = "open-wish"
"""The part of the page that answers a wish."""
_HEADERS = ("Factor", "What the class says", "What the draft says", "What to find out")


def take(words: str) -> None:
    """Remembers a wish typed anywhere, and goes where it is answered. For callbacks."""
    st.session_state["wish_for"] = words
    steps.go(steps.FIT, f".st-key-{KEY} summary")
    announce.say(UNCHANGED)


def taken(words: str) -> bool:
    """Whether some words were a wish; then they are answered there and nothing else happens. For callbacks."""
    if not is_wish(words):
        return False
    take(words)
    return True


def pending() -> bool:
    """Whether a wish was typed and stands to be answered."""
    return bool(st.session_state.get("wish_for", "").strip())


def panel(desk: Desk, text: str, plan: str) -> None:
    """Takes a wish and answers it."""
    words = st.text_input("The class, or the wish in your own words", key="wish_for")
    if not words.strip():
        return
    glossary.tell(UNCHANGED)
    title = wished_class(words, [spec.title for spec in desk.plans_kept.plan(plan).classes])
    if not title:
        st.info("The plan holds no class of that name. Give its title as the plan has it.")
    elif not text.strip():
        st.info("Say first what the work is: answer the interview, paste or upload a draft.")
    else:
        with explained():
            _shown(desk, what_it_takes(text, title, desk.ranker(plan)))


def _shown(desk: Desk, found: Wanted) -> None:
    glossary.tell(_place(found))
    citations = evidence.unique(found.citations)
    if found.needed:
        show(table(f"Evidence needed for {found.class_title}", _HEADERS, (_row(c, citations) for c in found.needed)))
        glossary.tell("Only what is true of the position may be written down; whoever knows should answer.")
    if found.matches:
        show(heading("On these it fits already", 4), glossary.bullets(f"{c.factor}: {c.why}" for c in found.matches))
    if found.would_change:
        show(heading("What would change the order", 4), glossary.bullets(found.would_change))
    if citations:
        evidence.buttons(desk, citations, "wish")


def _place(found: Wanted) -> str:
    if found.place is None:
        return f"{found.class_title} is not among the classes that are near the draft in kind of work."
    return f"By what the draft says now, {found.class_title} is number {found.place}."


def _row(needed: Comparison, citations: Sequence[Citation]) -> tuple[Html, ...]:
    class_ = needed.class_
    cited = Html(f"{quoted(class_.quote)}<br>{evidence.reference(class_, citations)}") if class_ else esc("nothing")
    ours = quoted(needed.position.quote) if needed.position else esc("nothing said")
    return esc(needed.factor.capitalize()), cited, Html(f"{ours}<br>{esc(needed.why)}"), esc(QUESTIONS[needed.factor])
