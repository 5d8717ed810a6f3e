"""Making an answer, with a way to stop it where a model words it.

It is made in a thread of its own, since a run of the page that waits hears no click. This run looks ten times a second
whether somebody pressed *Stop*, or anything else that has the page drawn anew. Streamlit then ends this run at its next
look, lets it touch nothing any more, and begins another: so what is being made stands in the session, and the run that
comes next shuts the connection to the model down and takes what was verified until then. Where the browser has gone no
run comes next: then the answer is made to its end and kept for whoever comes back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from assistant.answer.stopped import so_far
from assistant.answer.worded import Told
from assistant.desk import Desk
from assistant.engine.stop import Stop, stoppable
from assistant.models import Answer, Turn
from assistant.talks.conversation import Exchange
from assistant.ui import announce, words

_LOOK: Final = 0.1
"""Seconds from one look for a click to the next."""
_PARTING: Final = 0.5
"""Seconds after which a session that ends is known to have no browser any more."""
_STOP: Final = "stop-answer"
_MAKING: Final = "answer_being_made"

Take = Callable[[Exchange], None]
"""Takes in the exchange with its answer, or as far as that came."""


@dataclass(slots=True)
class _Making:
    """An answer that is being made in another thread."""

    desk: Desk
    exchange: Exchange
    history: Sequence[Turn]
    worded: bool
    take: Take
    leave: Take
    stop: Stop = field(default_factory=Stop)
    answer: Future[Answer] = field(default_factory=Future)
    came: SimpleQueue[Told | None] = field(default_factory=SimpleQueue)
    """What is verified, as it comes, and ``None`` at the end."""
    heard: list[Told] = field(default_factory=list)
    left: bool = False
    """Whether nobody waits for it any more."""

    def run(self) -> None:
        one = self.exchange
        try:
            with stoppable(self.stop):
                found = self.desk.ask(
                    one.question, role=one.role, history=self.history, say=self.came.put, worded=self.worded
                )
        except BaseException as error:  # handed over to whoever waits, or to nobody after a stop
            self.answer.set_exception(error)
        else:
            self.answer.set_result(found)
            if self.left:
                self.leave(self.whole)
        self.came.put(None)

    @property
    def whole(self) -> Exchange:
        """The exchange with its whole answer. Raises what making it raised."""
        return replace(self.exchange, answer=self.answer.result(), stopped=False)

    def end(self) -> None:
        """Take what was verified until now, and stop the rest; an answer that needs no model is waited for."""
        if self.worded:
            self.stop.now()
        if (self.worded and not self.answer.done()) or self.answer.exception() is not None:
            self.take(replace(self.exchange, answer=so_far(self.heard, self.desk.source), stopped=True))
        else:
            self.take(self.whole)

    def leave_alone(self) -> None:
        """Nobody waits for it here any more; touches nothing of the session."""
        time.sleep(_PARTING)
        self.left = not _watched()
        if self.left and self.answer.done() and self.answer.exception() is None:
            self.leave(self.whole)
        elif not self.left and self.worded:
            self.stop.now()


def answer(desk: Desk, exchange: Exchange, history: Sequence[Turn], take: Take, leave: Take, *, worded: bool) -> None:
    """Makes the answer and hands it to ``take``; where this run is ended before, the next run's :func:`settle` does.

    Where the browser has gone meanwhile, ``leave`` gets it, which may touch nothing of the session.
    """
    making = _Making(desk, exchange, history, worded, take, leave)
    st.session_state[_MAKING] = making
    button = st.empty()
    if worded:
        button.button("Stop this answer", key=_STOP, on_click=announce.say, args=("Stopped.",))
    Thread(target=making.run, daemon=True).start()
    ended = False
    try:
        with st.spinner("Looking it up and checking each quote…"), words.as_they_come() as say:
            for one in _as_it_comes(making):
                say(one)
        ended = True
    finally:
        if not ended:
            making.leave_alone()
    st.session_state.pop(_MAKING, None)
    button.empty()
    take(making.whole)


def settle() -> None:
    """Ends what a run before this one was making when it was broken off; at the start of every run."""
    making: _Making | None = st.session_state.pop(_MAKING, None)
    if making is not None:
        making.end()


def _as_it_comes(making: _Making) -> Iterator[Told]:
    while True:
        try:
            one = making.came.get(timeout=_LOOK)
        except Empty:
            _ = st.session_state.get(_STOP)  # here Streamlit ends this run, if anything was clicked
            continue
        if one is None:
            return
        making.heard.append(one)
        yield one


def _watched() -> bool:
    """Whether the browser of this session is still there."""
    context = get_script_run_ctx()
    return context is not None and runtime.exists() and runtime.get_instance().is_active_session(context.session_id)
