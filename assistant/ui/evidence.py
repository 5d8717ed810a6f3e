"""From a citation to the passage it quotes, in its source; from the draft's quoted words to where they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from assistant.citing import legal_form
from assistant.desk import Desk
from assistant.models import Span, Suggestion
from assistant.quoting import flat
from assistant.ui import copying, glossary, press, state
from assistant.ui.markup import Html, esc, facts, marked, paragraph, quoted, show
from assistant.ui.text import brief, literal
from assistant.ui.trouble import explained
from knowledge.errors import UnknownName
from knowledge.models import Citation, Passage, Status

_STATUS: Final = {
    Status.OFFICIAL: "official text",
    Status.RESTATED: "restated in our own words; compare it with the official text before relying on it",
}
_AT: Final = "passage_at"
"""Where the passage stands that is shown, if it is not the cited one: its start and end in the source."""
_CHANGED: Final = (
    "The text of this source has changed since, or the source is no longer loaded: the words quoted are not found in "
    "it any more. This is how they stood."
)
_BASIS: Final = re.compile(r"(.+) \((?:official|restated); ")
_WIDTH: Final = 40
"""Characters of a neighbour's name on its button."""


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
    with st.container(key=f"cites-{key}", gap=None):
        for number, citation in enumerate(citations, 1):
            label = f"[{number}] {citation.pinpoint} — “{brief(citation.quote)}”"
            if st.button(literal(label), key=f"cite-{key}-{number}", type="tertiary"):
                _at_cited()
                _passage(desk, citation)


def rules(desk: Desk, bases: Iterable[str], key: str) -> None:
    """One button for each provision that statements of a letter rest on, told as ``Minn. Stat. 1.01 (official; …)``."""
    named_in = {found[1] for basis in bases if (found := _BASIS.match(basis))}
    by_name = {passage.pinpoint: passage for passage in desk.library.passages if passage.pinpoint in named_in}
    if by_name:
        show(paragraph("open one to read the whole of it.", label="The provisions this rests on"))
        buttons(desk, [desk.library.cite(by_name[name]) for name in sorted(by_name)], key)


def own_words(suggestion: Suggestion, key: str) -> None:
    """One button for each of the draft's quotations that a class is compared with; it opens the draft there."""
    found = state.fit()
    spans = dict.fromkeys(factor.position for factor in suggestion.factors if factor.position)
    if found is None or not spans:
        return
    show(paragraph("open one to read it where it stands in your draft.", label="The draft's own words"))
    with st.container(key=f"cites-own-{key}", gap=None):
        for number, span in enumerate(spans, 1):
            if st.button(literal(f"“{brief(span.quote)}”"), key=f"cite-own-{key}-{number}", type="tertiary"):
                _draft(found.text, span)


@st.dialog("The words in your draft", width="large")
def _draft(text: str, span: Span) -> None:
    show(marked(text, span.start, span.end))
    copying.copied("Words of the draft", span.quote.strip(), "copy-own")


@st.dialog("The passage in its source", width="large")
def _passage(desk: Desk, citation: Citation) -> None:
    with explained():
        at = st.session_state.get(_AT) or (citation.start, citation.end)
        try:
            before, shown, after = desk.around(citation.source, *at)
        except UnknownName:
            show(facts((("Source", citation.title), ("Edition", citation.edition))), _as_it_stood(citation))
            return
        _read(citation, shown)
        _neighbours(citation, before, shown, after)
    _take(citation)


def _read(citation: Citation, shown: Passage) -> None:
    """A passage with all that a reader needs to judge it, and the quotation highlighted where it holds it.

    One element of the page whatever it holds, so that what follows it stays in place, and the keyboard with it.
    """
    path = " › ".join(shown.heading)
    about = facts(
        (
            ("Source", citation.title),
            ("Passage", shown.pinpoint),
            ("Where it stands", path if path != shown.pinpoint else ""),
            ("Edition", citation.edition),
            ("Status", _STATUS[citation.text_status]),
            ("Address", citation.url or "none is known"),
        ),
        glossary.within("passage"),
    )
    start, end = citation.start - shown.start, citation.end - shown.start
    if start < 0 or end > len(shown.text):
        show(about, paragraph("This stands beside the passage that is cited."), marked(shown.text, 0, 0))
    elif shown.text[start:end] == citation.quote:
        show(about, marked(shown.text, start, end))
    elif (found := shown.text.find(citation.quote)) >= 0:
        show(about, marked(shown.text, found, found + len(citation.quote)))
    else:
        show(about, _as_it_stood(citation), marked(shown.text, 0, 0))


def _as_it_stood(citation: Citation) -> Html:
    return Html(f"{paragraph(_CHANGED)}<p>{quoted(citation.quote)} {esc(citation.pinpoint)}</p>")


def _neighbours(citation: Citation, before: Passage | None, shown: Passage, after: Passage | None) -> None:
    """The way to the provisions around, and back; the same three buttons always, so that the keyboard stays put."""
    away = not (shown.start <= citation.start and citation.end <= shown.end)
    with st.container(horizontal=True):
        _go("Previous", before, "passage-previous")
        press.button("Back to the cited passage", _at_cited, key="passage-cited", disabled=not away)
        _go("Next", after, "passage-next")


def _go(which: str, passage: Passage | None, key: str) -> None:
    label = f"{which}: {brief(named(passage), _WIDTH)}" if passage else f"{which}: none in this source"
    press.button(literal(label), _show, passage, key=key, disabled=passage is None)


def _show(passage: Passage | None) -> None:
    if passage is not None:
        st.session_state[_AT] = (passage.start, passage.end)


def _at_cited() -> None:
    st.session_state.pop(_AT, None)


def _take(citation: Citation) -> None:
    """The citation and the quotation to be copied, and the official address."""
    copying.copied("Citation", legal_form(citation), "copy-citation")
    copying.copied("Quotation", f"“{flat(citation.quote)}” {legal_form(citation)}", "copy-quotation")
    if citation.url.startswith(("https://", "http://")):
        st.link_button("Open this address in a new tab", citation.url)
