"""The desk, opened once for all sessions: it holds the index and models, and nothing of any user's.

The first page is drawn before the index is open; whoever goes on to a question or a draft waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import Any, Final

import streamlit as st

from assistant.access.person import Person
from assistant.access.view import SeenDesk, seen_by
from assistant.desk import Desk
from assistant.settings import Settings
from assistant.ui.text import literal

_log = logging.getLogger(__name__)

_SEEN: Final = "desk_seen"
_IDLE: Final = 5.0
"""Seconds after which the index is opened though nobody has come."""
_LOOKS: Final = 0.2
"""Seconds between two looks at how far the opening is."""
BY_IDENTITY: Final[dict[str | type[Any], Callable[[Any], Any]]] = {Desk: id, SeenDesk: id}
"""How a desk is told from another where results are cached."""


@dataclass(slots=True)
class _Shared:
    lock: Lock = field(default_factory=Lock)
    desk: Desk | None = None
    begin: Event = field(default_factory=Event)
    """Set once the first page is drawn or somebody waits: until then the processor is the page's."""
    ready: Future[None] | None = None
    """Done once questions and drafts can be answered, or with what keeps them from it."""
    loaded: Future[None] = field(default_factory=Future)
    """Done once all is in memory that is there for good."""
    doing: tuple[str, int, int] = ("", 0, 0)
    """What is being done, how many of it are done, and how many there are."""

    def tell(self, doing: str, done: int, total: int) -> None:
        """Heard by whoever waits."""
        self.doing = doing, done, total


@st.cache_resource(show_spinner=False)
def _shared() -> _Shared:
    return _Shared()


def opened_desk(settings: Settings) -> Desk:
    """The desk, at once: what is on the first page needs no index, and that is opened meanwhile."""
    shared = _shared()
    with shared.lock:
        if shared.desk is None:
            shared.desk = Desk(settings, shared.tell)
        if shared.ready is None or (shared.ready.done() and shared.ready.exception()):
            shared.ready, shared.loaded = Future(), Future()
            Thread(target=_open, args=(shared.desk, shared), daemon=True).start()
    return shared.desk


def first_page_drawn() -> None:
    """Lets the index be opened now."""
    _shared().begin.set()


def when_loaded(then: Callable[[], None]) -> None:
    """Has something done once all is in memory that is there for good."""
    _shared().loaded.add_done_callback(lambda _: then())


def _open(desk: Desk, shared: _Shared) -> None:
    """Opens the index, and has at hand what the first suggestion would wait for."""
    ready, loaded = shared.ready, shared.loaded
    assert ready is not None
    shared.begin.wait(_IDLE)
    try:
        desk.prepare()
    except BaseException as error:
        ready.set_exception(error)
        return
    ready.set_result(None)
    try:
        desk.ranker()
    except Exception:
        _log.warning("the first class plan could not be made ready", exc_info=True)
    loaded.set_result(None)


def wait_until_ready() -> None:
    """Waits for the index where it is still being opened, and shows how far that is; raises what keeps it closed."""
    shared = _shared()
    shared.begin.set()
    if shared.ready is None or not shared.ready.done():
        with st.spinner("Opening the library; the first time takes a little longer."):
            _watch(shared)
    if shared.ready is not None:
        shared.ready.result()


def _watch(shared: _Shared) -> None:
    bar = st.progress(0.0)
    while shared.ready is not None and not wait([shared.ready], _LOOKS).done:
        doing, done, total = shared.doing
        bar.progress(min(done / total, 1.0) if total else 0.0, literal(f"{doing}: {done} of {total}" if doing else ""))
    bar.empty()


def desk_of(person: Person, desk: Desk) -> Desk:
    """The desk as this person sees it, one for the whole session, so that what was worked out with it still holds."""
    kept: tuple[Person, Desk, Desk] | None = st.session_state.get(_SEEN)
    if kept is None or kept[0] != person or kept[1] is not desk:
        kept = st.session_state[_SEEN] = person, desk, seen_by(desk, person)
    return kept[2]
