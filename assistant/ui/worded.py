"""What a model adds to a suggestion and to a description: asked for by a click, shown below the program's own.

The program's result stands before anything is sent, and stays whatever comes back. What is sent, and to whom, is said
beside each button, with its exact text for whoever wants to see it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from assistant.classify.modelled import Modelled, Said, would_send
from assistant.classify.vote import MARGIN, Vote
from assistant.desk import Desk
from assistant.draft import modelled as polishing
from assistant.engine.outgoing import Outgoing
from assistant.models import SuggestResult
from assistant.ui import announce, evidence, leaving, notices, press, state, words
from assistant.ui.markup import Html, bullets, esc, heading, paragraph, quoted, show, table
from assistant.ui.text import confidence
from assistant.ui.trouble import explained

_TOLD: Final = "told"
"""Session key of what a model added to the last suggestion."""
_POLISHED: Final = "polished"
"""Session key of the last description that was polished."""
NOTHING: Final = "Nothing that the model wrote could be verified. The program's own result above stands."


@dataclass(frozen=True, slots=True)
class Told:
    """What a model added, and the suggestion it was added to."""

    to: SuggestResult
    found: Modelled


@dataclass(frozen=True, slots=True)
class Polished:
    """A description in the program's words, and the same polished."""

    before: state.Drafted
    after: state.Drafted


def suggestion(desk: Desk, found: state.Fit) -> None:
    """Offers the explanation, the weighing of two close classes and the questions in a model's words."""
    if desk.model is None:
        return
    st.subheader("In a model's words", anchor=False)
    leaving.told(desk, "If you ask for it, words of the draft and of the classes nearest to it are sent")
    _exactly("exact-fit", lambda: would_send(found.text, found.result, desk.source))
    if st.button("Let the model explain and weigh", key="tell"):
        with explained(), st.spinner("The model writes; each statement is checked before it is shown…"):
            st.session_state[_TOLD] = Told(found.result, desk.tell(found.text, found.result))
            announce.say("What the model adds is ready, each statement checked.")
    told: Told | None = st.session_state.get(_TOLD)
    if told is not None and told.to is found.result:
        _shown(desk, told)
    words.used(desk.model)


def description(desk: Desk, written: state.Drafted, text: str) -> None:
    """Offers to have the purpose drafted and the duties polished, and to take the program's own words back."""
    if desk.model is None:
        return
    leaving.told(desk, "If you ask for it, the purpose and the duties are sent")
    profile = desk.formats_kept.profile(written.draft.format)
    polished: Polished | None = st.session_state.get(_POLISHED)
    if polished is not None and polished.after is written:
        st.text("The purpose and the duties were put into better English; each change is among the open points.")
        press.button("Take the program's own words back", state.set_drafted, polished.before)
    else:
        _exactly("exact-draft", lambda: polishing.would_send(written.draft, profile, text))
        if st.button("Let the model polish the purpose and the duties", key="polish"):
            with explained(), st.spinner("The model writes; each paragraph is held against your words…"):
                _polish(desk, written, text)
                st.rerun()
    words.used(desk.model)


def _polish(desk: Desk, written: state.Drafted, text: str) -> None:
    after = state.Drafted.of(desk.polish(written.draft, text))
    st.session_state[_POLISHED] = Polished(written, after)
    state.set_drafted(after)
    announce.say("The description was polished; each change is among the open points.")


def _exactly(key: str, sent: Callable[[], Sequence[Outgoing]]) -> None:
    """The exact text that would leave, made only for whoever wants to see it."""
    if st.toggle("See the exact text before it is sent", key=key):
        leaving.exact(sent())


def _shown(desk: Desk, told: Told) -> None:
    """The vote, the explanations, the questions, and what was withheld."""
    result = told.found.result
    if told.found.vote is not None:
        _vote(told.found.vote, result)
    elif result.suggestions:
        show(paragraph("The program tells the first two classes apart by itself, so the model was not asked to vote."))
    said = [one for statements in told.found.explanations.values() for one in statements]
    citations = evidence.unique(cited for one in said for cited in one.citations)
    for title, statements in told.found.explanations.items():
        if statements:
            rows = (_row(one) for one in statements)
            show(table(f"{title}, in a model's words", ("Whose words", "In short", "What it rests on"), rows))
    if citations:
        evidence.buttons(desk, citations, "told")
    if result.questions != told.to.questions:
        show(heading("The questions, in words that fit the draft", 4), bullets(result.questions))
    if result.suggestions and not said:
        show(paragraph(NOTHING))
    notices.withheld(result.withheld[len(told.to.withheld) :])


def _row(said: Said) -> tuple[Html, ...]:
    quotes = said.quotes or tuple(cited.quote for cited in said.citations)
    where = "; ".join(dict.fromkeys(cited.pinpoint for cited in said.citations))
    rests = Html("<br>".join([*(quoted(quote) for quote in quotes), *([esc(where)] if where else [])]))
    return esc(str(said.side).capitalize()), esc(said.text), rests


def _vote(vote: Vote, result: SuggestResult) -> None:
    """How two classes were weighed, what was answered in either order, and how far it may count."""
    first, second = vote.classes
    own = f"{first} ({confidence(vote.confidences[0])}), then {second} ({confidence(vote.confidences[1])})"
    rows = [
        ("The program's order", own),
        (f"Asked with {first} named first", vote.replies[0]),
        (f"Asked with {second} named first", vote.replies[1]),
    ]
    if vote.moved:
        rows.append(("The order after the vote", ", then ".join(one.class_title for one in result.suggestions[:2])))
    show(
        paragraph(vote.told, label="Vote on the two closest classes"),
        table("How the model voted", ("What", "Which"), ((esc(what), esc(which)) for what, which in rows)),
    )
    if vote.because:
        show(heading("The words that both replies named", 4), bullets(vote.because))
    show(
        paragraph(
            f"A vote can exchange the first two classes where their confidence differs by less than {MARGIN:.0%}, and "
            "nothing else. It decides nothing: people with authority do."
        )
    )
