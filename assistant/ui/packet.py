"""The packet in the chat: what only people know is asked for and ticked, then one button makes all documents."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

from assistant.desk import Desk
from assistant.packet.facts import Facts, facts_from, people
from assistant.packet.memo import asked
from assistant.packet.packet import Order, to_zip
from assistant.ui import announce, glossary, redlining, state
from assistant.ui.glossary import help_for
from assistant.ui.markup import bullets, heading, paragraph, show
from assistant.ui.text import count, file_name, literal
from assistant.ui.trouble import explained
from knowledge.errors import InputError

_LEVELS: Final = {
    "above": "Positions above, from the top down; the last is the immediate supervisor",
    "same_level": "Other positions with the same supervisor",
    "below": "Positions that report to this one",
}
_NOBODY: Final = {"same_level": "No other position has the same supervisor", "below": "Nobody reports to this position"}


def panel(desk: Desk, text: str, plan: str) -> None:
    """Shows the revision, asks for facts, and offers the archive."""
    st.subheader("The packet", anchor=False)
    glossary.tell(
        "One archive with the description, the redline, the memo, the organization chart and the comparison, each as "
        "Word and PDF. What nobody confirms stays a visible blank."
    )
    with st.expander("The old description, and what changed since", key="open-redline"):
        old = redlining.panel(desk, text)
    written = state.drafted()
    entries = _entries(written.draft.format if written else "")
    if st.button("Make the packet", type="primary"):
        if written is None or not text.strip():
            st.info("Write the draft first; the packet is made of the description written above.")
        else:
            with explained():
                _make(desk, text, old, plan, entries)
    _offer()


def _entries(format_: str) -> dict[str, Any]:
    """What is typed and ticked, as a file of facts would hold it; what is left empty is not in it."""
    people = "What only people know: names, dates, statements of fact, who sits where"
    with st.expander(people, key="open-people"), glossary.region("what people know"):
        file = st.file_uploader("A file of facts (JSON or YAML), instead of typing", type=("json", "yaml", "yml"))
        entries: dict[str, Any] = {"file": file}
        for name, what in asked(format_, statements=False).items():
            entries[name] = st.text_input(_label(what), key=f"fact-{name}", help=help_for(what))
        glossary.tell("A statement of fact is printed only if you tick it, in your name.")
        entries["confirmed_by"] = st.text_input("Your name", key="fact-by")
        entries["statements"] = {
            name: (
                st.text_area(_label(what), height=68, key=f"fact-{name}", help=help_for(what)),
                st.checkbox(_tick(what), key=f"tick-{name}"),
            )
            for name, what in asked(format_, statements=True).items()
        }
        glossary.tell("The organization chart: one position a line, as: class title; name; compensation code.")
        for level, what in _LEVELS.items():
            lines = st.text_area(what, height=68, key=f"chart-{level}")
            nobody = st.checkbox(_NOBODY[level], key=f"none-{level}") if level in _NOBODY else False
            entries[level] = (lines, nobody)
    return entries


def _label(what: str) -> str:
    return literal(f"{what[:1].upper()}{what[1:]}")


def _tick(what: str) -> str:
    return literal(f"I confirm: {what}")


def _facts(entries: dict[str, Any]) -> Facts:
    """The facts of the file, with what was typed in their place. Raises :class:`InputError`."""
    file, by = entries["file"], entries["confirmed_by"].strip()
    known = facts_from(file.getvalue().decode("utf-8", "replace"), file.name) if file else Facts()
    told = {name: found for name, found in entries["statements"].items() if found[0].strip()}
    if not by and any(ticked for _, ticked in told.values()):
        raise InputError("a statement is ticked, and nobody's name stands beside it; give your name, or untick it")
    merged = known.model_dump()
    merged |= {name: words for name, words in entries.items() if name in merged and isinstance(words, str) and words}
    for name, (says, ticked) in told.items():
        merged["statements"][name] = {"says": says, "confirmed_by": by if ticked else ""}
    for level in _LEVELS:
        lines, nobody = entries[level]
        if lines.strip() or nobody:
            merged["organization"][level] = people("" if nobody else lines)
    return Facts.model_validate(merged)


def _named(document: str) -> str:
    """``4-organization-chart``, as the archive names it, becomes *4, organization chart*."""
    number, _, name = document.partition("-")
    return f"{number}, {name.replace('-', ' ')}"


def _make(desk: Desk, text: str, old: str, plan: str, entries: dict[str, Any]) -> None:
    written = state.drafted()
    assert written is not None
    facts = _facts(entries)
    with announce.busy("Making the documents…"):
        named = st.session_state.get("draft_class", "")
        order = Order(text, old, written.draft.format, plan, named, facts, date.today())
        found = desk.packet(order, written.draft)
    st.session_state["packet"] = (written.draft.title, to_zip(found), found.manifest)
    announce.say(f"The packet is ready, with {count(len(found.files), 'file')}.")


def _offer() -> None:
    """The archive, and what people have still to do."""
    made = st.session_state.get("packet")
    if made is None:
        return
    title, data, manifest = made
    name = f"{file_name(title)}-packet.zip"
    st.download_button("Download the packet (ZIP)", data, name, "application/zip", on_click="ignore")
    blanks = (f"{_named(document)}: {count(len(found), 'blank')}" for document, found in manifest["blank"].items())
    show(heading("What is still blank", 4), bullets(blanks))
    if manifest["given_but_not_confirmed"]:
        show(heading("Given but not confirmed, so not printed", 4), bullets(manifest["given_but_not_confirmed"]))
    show(heading("What people must sign or decide", 4), bullets(manifest["to_sign_or_decide"]))
    show(paragraph(manifest["advisory"]))
