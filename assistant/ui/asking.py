"""Making an answer: at once where the program words it, and with a way to stop it where a model does.

A model is asked in a thread of its own, since a run of the page that waits for a server hears no click. This run looks
ten times a second whether somebody pressed *Stop*, or anything else that has the page drawn anew. Streamlit then ends
this run at its next look, lets it touch nothing any more, and begins another: so what is being made stands in the
session, and the run that comes next shuts the connection down and takes what was verified until then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final

import streamlit as st

from assistant.answer.stopped import so_far
from assistant.answer.worded import Told
from assistant.desk import Desk
from assistant.engine.stop import Stop, stoppable
from assistant.models import Answer, Turn
from assistant.talks.conversation import Exchange
from assistant.ui import announce, words

_LOOK: Final = 0.1
"""Seconds from one look for a click to the next."""
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
    take: Take
    stop: Stop = field(default_factory=Stop)
    answer: Future[Answer] = field(default_factory=Future)
    came: SimpleQueue[Told] = field(default_factory=SimpleQueue)
    heard: list[Told] = field(default_factory=list)

    def run(self) -> None:
        one = self.exchange
        try:
            with stoppable(self.stop):
                found = self.desk.ask(one.question, role=one.role, history=self.history, say=self.came.put)
        except BaseException as error:  # handed over to whoever waits, or to nobody after a stop
            self.answer.set_exception(error)
        else:
            self.answer.set_result(found)

    def end(self) -> None:
        """Stop it, and take what was verified until now; all of it, where it was just done."""
        self.stop.now()
        done = self.answer.done() and self.answer.exception() is None
        answer = self.answer.result() if done else so_far(self.heard, self.desk.source)
        self.take(replace(self.exchange, answer=answer, stopped=not done))


def answer(desk: Desk, exchange: Exchange, history: Sequence[Turn], take: Take, *, worded: bool) -> None:
    """Makes the answer and hands it to ``take``; where it is stopped, the next run's :func:`settle` does."""
    if worded:
        _stoppable(_Making(desk, exchange, history, take))
        return
    with st.spinner("Looking it up and checking every quotation…"):
        found = desk.ask(exchange.question, role=exchange.role, history=history, worded=False)
    take(replace(exchange, answer=found, stopped=False))


def settle() -> None:
    """Ends what a run before this one was making when it was broken off; at the start of every run."""
    making: _Making | None = st.session_state.pop(_MAKING, None)
    if making is not None:
        making.end()


def _stoppable(making: _Making) -> None:
    st.session_state[_MAKING] = making
    button = st.empty()
    button.button("Stop this answer", key=_STOP, on_click=announce.say, args=("Stopped.",))
    Thread(target=making.run, daemon=True).start()
    try:
        with st.spinner("Looking it up and checking every statement…"), words.as_they_come() as say:
            while not making.answer.done():
                try:
                    making.heard.append(making.came.get(timeout=_LOOK))
                except Empty:
                    _ = st.session_state.get(_STOP)  # here Streamlit ends this run, if anything was clicked
                else:
                    say(making.heard[-1])
    finally:
        if not making.answer.done():  # the session may not be touched now
            making.stop.now()
    st.session_state.pop(_MAKING, None)
    button.empty()
    making.take(replace(making.exchange, answer=making.answer.result(), stopped=False))
