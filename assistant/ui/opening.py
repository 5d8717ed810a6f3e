"""The desk, opened once for all sessions: it holds the index and models, and nothing of any user's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

import streamlit as st

from assistant.desk import Desk, Progress
from assistant.ui.text import literal


@dataclass(slots=True)
class _Shared:
    lock: Lock = field(default_factory=Lock)
    desk: Desk | None = None


@st.cache_resource(show_spinner=False)
def _shared() -> _Shared:
    return _Shared()


def opened_desk() -> Desk:
    """The desk; the first session to ask opens it and sees how far the work is, others wait for it."""
    shared = _shared()
    if shared.desk is None:
        with st.spinner("Opening the library; the first time takes a little longer."), shared.lock:
            if shared.desk is None:
                with _progress_bar() as progress:
                    shared.desk = Desk.open(progress=progress)
    return shared.desk


@contextmanager
def _progress_bar() -> Iterator[Progress]:
    bar = st.progress(0.0)

    def progress(doing: str, done: int, total: int) -> None:
        bar.progress(min(done / total, 1.0) if total else 0.0, literal(f"{doing}: {done} of {total}"))

    try:
        yield progress
    finally:
        bar.empty()
