"""What is loaded: whose it is, which edition, official or restated; one can be read, more can be added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from assistant.desk import Desk
from assistant.ui import announce, formats, glossary, person
from assistant.ui.evidence import named
from assistant.ui.markup import Html, esc, facts, fold, passages, show, table
from assistant.ui.opening import BY_IDENTITY
from assistant.ui.options import MAX_UPLOAD_MB
from assistant.ui.text import count, literal
from assistant.ui.trouble import explained
from knowledge.models import Kind, Source, Status

KINDS: Final = {
    Kind.STATUTE: "Statute",
    Kind.RULE: "Rule",
    Kind.PROCEDURE: "Procedure",
    Kind.MANUAL: "Manual",
    Kind.CONTRACT: "Labor agreement",
    Kind.DECISION: "Decision",
    Kind.CLASS_SPEC: "Class specification",
    Kind.JOB_DESCRIPTION: "Job description",
    Kind.MEMO: "Memo",
    Kind.GAP: "Known gap: text not held",
}
STATUS: Final = {Status.OFFICIAL: "Official text", Status.RESTATED: "Restated"}

_ALL: Final = "All"
_TYPES: Final = ("docx", "pdf", "txt", "md", "html", "htm", "zip")
_HEADERS: Final = ("Source", "Whose", "Kind", "Edition", "Status", "Passages")


def page(desk: Desk) -> None:
    """Lists the sources, opens one to read, and takes more."""
    sources = desk.sources()
    st.header("What is loaded", anchor=False)
    if said := st.session_state.pop("kept", ""):
        st.success(said)
    official = sum(source.official for source in sources)
    passages_held = sum(len(source.passages) for source in sources)
    glossary.tell(
        f"{count(len(sources), 'source')} with {count(passages_held, 'passage')}: {official} official texts and "
        f"{len(sources) - official} restated in our own words. An official text comes first wherever one is loaded."
    )
    if person.administers():
        with st.expander("Add documents", key="open-add"):
            _adding(desk)
        with st.expander("Learn a format from approved descriptions", key="open-learn"):
            formats.panel(desk)
    shown = _filtered(sources)
    chosen = _chosen(shown)
    if chosen is None:
        rows = table(f"Sources ({len(shown)})", _HEADERS, map(_row, shown))
        show(fold(f"See the list of {count(len(shown), 'source')}", rows, "pd-open-if-wide"))
    else:
        _reading(chosen)


def _filtered(sources: Sequence[Source]) -> list[Source]:
    """The sources that the reader wants to see; classes only when asked for, since there are so many."""
    kinds = ["All but classes", _ALL, *(KINDS[kind] for kind in Kind if any(s.kind is kind for s in sources))]
    owners = [_ALL, *sorted({source.jurisdiction for source in sources if source.jurisdiction})]
    one, two, three = st.columns(3)
    kind = one.selectbox("Kind", kinds, key="source_kind")
    owner = two.selectbox("Whose", owners, key="source_owner")
    words = three.text_input("Words in the title", key="source_words").lower().split()
    return [
        source
        for source in sources
        if (kind == _ALL or KINDS[source.kind] == kind or (kind == kinds[0] and source.kind is not Kind.CLASS_SPEC))
        and owner in (_ALL, source.jurisdiction)
        and all(word in source.title.lower() for word in words)
    ]


def _row(source: Source) -> tuple[Html, ...]:
    return (
        esc(source.title),
        esc(source.jurisdiction or "not said"),
        esc(KINDS[source.kind]),
        esc(source.edition or "not said"),
        esc(STATUS[source.status]),
        esc(str(len(source.passages))),
    )


def _chosen(sources: Sequence[Source]) -> Source | None:
    by_id = {source.id: source for source in sources}
    if st.session_state.get("source_read") not in by_id:
        st.session_state.pop("source_read", None)
    chosen = st.selectbox(
        "Read one",
        list(by_id),
        index=None,
        format_func=lambda id: by_id[id].title,
        placeholder="Choose a source to read it; clear the choice to see the list again",
        key="source_read",
    )
    return by_id[chosen] if chosen else None


def _reading(source: Source) -> None:
    """One source, whole, with its passages marked."""
    st.subheader(literal(source.title), anchor=False)
    show(
        facts(
            (
                ("Whose", source.jurisdiction),
                ("Edition", source.edition),
                ("Status", STATUS[source.status]),
                ("Address", source.url),
                ("Where it comes from", source.note),
            )
        )
    )
    if source.url.startswith(("https://", "http://")):
        st.link_button("Open this address in a new tab", source.url)
    glossary.tell(
        "Each passage stands under its number in the source, by which it is cited. What stands between is never cited."
    )
    show(passages(source.text, [(named(passage), passage.start, passage.end) for passage in source.passages]))


def _adding(desk: Desk) -> None:
    """Reads uploaded documents, shows what they were taken for, and keeps them once that is confirmed."""
    glossary.tell(
        "Statutes, rules, manuals, agreements, class specifications or descriptions of your own employer. They are "
        "kept in this program's data folder for all who use it, and are cited as official texts."
    )
    files = st.file_uploader(
        f"Word (DOCX), PDF, text, Markdown or HTML, or a ZIP of these, up to {MAX_UPLOAD_MB} MB each",
        type=_TYPES,
        accept_multiple_files=True,
        key=f"add-{st.session_state.get('additions', 0)}",
    )
    one, two = st.columns(2)
    kind = one.selectbox("Kind of document", [None, *Kind], format_func=_kind_or_detect, key="add_kind")
    owner = two.text_input("Whose it is, if the document does not say", key="add_owner")
    if not files:
        return
    with explained():
        read = [source for f in files for source in _read(desk, f.getvalue(), f.name, kind, owner)]
        show(table("What was read", _HEADERS, map(_row, read)))
        if st.button(f"Keep {count(len(read), 'source')}", type="primary", disabled=not read):
            _keep(desk, read)


def _kind_or_detect(kind: Kind | None) -> str:
    return KINDS[kind] if kind else "Find out from the document"


@st.cache_data(show_spinner="Reading the documents…", max_entries=8, scope="session", hash_funcs=BY_IDENTITY)
def _read(desk: Desk, data: bytes, name: str, kind: Kind | None, owner: str) -> list[Source]:
    return desk.parse_upload(data, name, kind=kind, jurisdiction=owner)


def _keep(desk: Desk, read: Iterable[Source]) -> None:
    with st.spinner("Indexing the passages…"):
        kept = list(read)
        desk.keep(kept)
    words = f"{count(len(kept), 'source')} kept; answers cite them from now on."
    announce.say(words)
    st.session_state["kept"] = words
    st.session_state["additions"] = st.session_state.get("additions", 0) + 1
    st.rerun()
