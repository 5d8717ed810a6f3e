"""Making an answer, with a way to stop it where a model words it.

It is made in a thread of its own, which outlives a run of the page: whatever is clicked meanwhile has the page drawn
anew, and the run that comes next follows the same answer from its beginning. Only *Stop*, another question, or the end
of the conversation it belongs to ends it; then the connection to the model is shut down, and what was verified until
then is taken. Where the browser has gone no run follows: the answer is made to its end and kept for whoever comes back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass, field, replace
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
from assistant.ui import announce, press, state, words

TO_ASK: Final = "question_to_ask"
"""The id of the question that is to be answered, or whose answer is being made."""
LOOKING: Final = "Looking it up and checking each quote…"

_LOOK: Final = 0.1
"""Seconds from one look for a click to the next."""
_PARTING: Final = 0.5
"""Seconds from one look to the next whether an answer that nobody follows has still a browser to come back from."""
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
    session: str
    """The id of the browser's session."""
    stop: Stop = field(default_factory=Stop)
    answer: Future[Answer] = field(default_factory=Future)
    heard: list[Told] = field(default_factory=list)
    """What is verified, as it comes; it only grows."""
    follower: object = None
    """The run that shows it, if one does."""
    over: bool = False
    """Whether it was taken, or kept for whoever comes back since the browser had gone."""

    def run(self) -> None:
        one = self.exchange
        try:
            with stoppable(self.stop):
                found = self.desk.ask(
                    one.question, role=one.role, history=self.history, say=self.heard.append, worded=self.worded
                )
        except BaseException as error:  # handed over to whoever follows, or to nobody after a stop
            self.answer.set_exception(error)
        else:
            self.answer.set_result(found)
            self._see_home()

    def _see_home(self) -> None:
        """Wait until the answer is taken; where nobody is there any more, keep it. Touches nothing of the session."""
        while not self.over:
            if self.follower is None and not _watched(self.session):
                self.over = True
                self.leave(self.whole)
            else:
                time.sleep(_PARTING)

    @property
    def whole(self) -> Exchange:
        """The exchange with its whole answer. Raises what making it raised."""
        return replace(self.exchange, answer=self.answer.result(), stopped=False)

    def hand_over(self) -> None:
        """Have the whole answer taken in. Raises what making it raised."""
        self.take(self.whole)
        self.over = True

    def end(self) -> None:
        """Take what was verified until now, and stop the rest; an answer that needs no model is waited for."""
        self.over = True
        if self.worded:
            self.stop.now()
        if (self.worded and not self.answer.done()) or self.answer.exception() is not None:
            self.take(replace(self.exchange, answer=so_far(self.heard, self.desk.source), stopped=True))
        else:
            self.take(self.whole)


def answer(desk: Desk, exchange: Exchange, history: Sequence[Turn], take: Take, leave: Take, *, worded: bool) -> None:
    """Makes the answer, or follows it where it is being made already, and hands it to ``take``.

    Where the browser has gone meanwhile, ``leave`` gets it, which may touch nothing of the session.
    """
    making: _Making | None = st.session_state.get(_MAKING)
    begun = making is not None
    if making is None:
        making = st.session_state[_MAKING] = _Making(desk, exchange, history, worded, take, leave, _session())
        Thread(target=making.run, daemon=True).start()
    button = st.empty()
    if making.worded:
        with button:
            press.button("Stop this answer", _stop, key=_STOP)
    me = making.follower = object()
    try:
        # said aloud once, however often the page is drawn anew meanwhile
        with (st.spinner if begun else announce.busy)(LOOKING), words.as_they_come() as say:
            for one in _as_it_comes(making):
                say(one)
        making.hand_over()
    except Exception:
        st.session_state.pop(_MAKING, None)
        raise
    finally:
        if making.follower is me:
            making.follower = None
    st.session_state.pop(_MAKING, None)
    button.empty()


def settle() -> None:
    """Ends an answer that is not wanted any more, and lets go of one that was kept; at the start of every run."""
    making: _Making | None = st.session_state.get(_MAKING)
    if making is None:
        return
    id = making.exchange.id
    if making.over:
        st.session_state.pop(_MAKING)
        if st.session_state.get(TO_ASK) == id:
            st.session_state.pop(TO_ASK)
    elif id != st.session_state.get(TO_ASK) or all(one.id != id for one in state.conversation().thread):
        end()


def end() -> None:
    """Ends the answer that is being made, if there is one, and takes what was verified until now."""
    making: _Making | None = st.session_state.pop(_MAKING, None)
    if making is not None:
        making.end()


def _stop() -> None:
    """For the callback of the button: nothing is to be answered any more."""
    st.session_state.pop(TO_ASK, None)
    announce.say("Stopped.")


def _as_it_comes(making: _Making) -> Iterator[Told]:
    told, done = 0, False
    while not done:
        done = bool(wait([making.answer], _LOOK).done)
        new = making.heard[told:]
        told += len(new)
        yield from new
        if not done:
            _ = st.session_state.get(_STOP)  # here Streamlit ends this run, if anything was clicked


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _watched(session: str) -> bool:
    """Whether the browser of this session is still there."""
    return runtime.exists() and runtime.get_instance().is_active_session(session)
