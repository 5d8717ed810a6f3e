"""The desk, opened once for all sessions: it holds the index and models, and nothing of any user's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Final

import streamlit as st

from assistant.access.person import Person
from assistant.access.view import SeenDesk, seen_by
from assistant.desk import Desk, Progress
from assistant.settings import Settings
from assistant.ui.text import literal

_SEEN: Final = "desk_seen"
BY_IDENTITY: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Desk: id, SeenDesk: id}
"""How a desk is told from another where results are cached."""


@dataclass(slots=True)
class _Shared:
    lock: Lock = field(default_factory=Lock)
    desk: Desk | None = None


@st.cache_resource(show_spinner=False)
def _shared() -> _Shared:
    return _Shared()


def opened_desk(settings: Settings) -> Desk:
    """The desk; the first session to ask opens it and sees how far the work is, others wait for it."""
    shared = _shared()
    if shared.desk is None:
        with st.spinner("Opening the library; the first time takes a little longer."), shared.lock:
            if shared.desk is None:
                with _progress_bar() as progress:
                    shared.desk = Desk.open(settings, progress=progress)
    return shared.desk


def desk_of(person: Person, desk: Desk) -> Desk:
    """The desk as this person sees it, one for the whole session, so that what was worked out with it still holds."""
    kept: tuple[Person, Desk, Desk] | None = st.session_state.get(_SEEN)
    if kept is None or kept[0] != person or kept[1] is not desk:
        kept = st.session_state[_SEEN] = person, desk, seen_by(desk, person)
    return kept[2]


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    bar = st.progress(0.0)

    def progress(doing: str, done: int, total: int) -> None:
        bar.progress(min(done / total, 1.0) if total else 0.0, literal(f"{doing}: {done} of {total}"))

    try:
        yield progress
    finally:
        bar.empty()
