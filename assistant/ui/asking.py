"""Making an answer: at once where the program words it, and with a way to stop it where a model does.

A model is asked in a thread of its own, since a run of the page that waits for a server hears no click. This run looks
ten times a second whether somebody pressed *Stop*, or anything else that has the page drawn anew; then the connection
is shut down, and what was verified until then is kept.
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

Take = Callable[[Exchange], None]
"""Takes in the exchange with its answer, or as far as that came."""


@dataclass(slots=True)
class _Making:
    """An answer that is being made in another thread."""

    desk: Desk
    exchange: Exchange
    history: Sequence[Turn]
    stop: Stop = field(default_factory=Stop)
    answer: Future[Answer] = field(default_factory=Future)
    came: SimpleQueue[Told] = field(default_factory=SimpleQueue)

    def run(self) -> None:
        one = self.exchange
        try:
            with stoppable(self.stop):
                self.answer.set_result(
                    self.desk.ask(one.question, role=one.role, history=self.history, say=self.came.put)
                )
        except BaseException as error:  # handed over to whoever waits, or to nobody after a stop
            self.answer.set_exception(error)


def answer(desk: Desk, exchange: Exchange, history: Sequence[Turn], take: Take, *, worded: bool) -> None:
    """Makes the answer and hands it to ``take``: whole, or, where it is stopped, what was verified until then."""
    if worded:
        _stoppable(_Making(desk, exchange, history), take)
        return
    with st.spinner("Looking it up and checking every quotation…"):
        found = desk.ask(exchange.question, role=exchange.role, history=history, worded=False)
    take(replace(exchange, answer=found, stopped=False))


def _stoppable(making: _Making, take: Take) -> None:
    heard: list[Told] = []
    button = st.empty()
    button.button("Stop", key=_STOP, icon=":material/stop_circle:", on_click=announce.say, args=("Stopped.",))
    Thread(target=making.run, daemon=True).start()
    try:
        with st.spinner("Looking it up and checking every statement…"), words.as_they_come() as say:
            while not making.answer.done():
                try:
                    heard.append(making.came.get(timeout=_LOOK))
                except Empty:
                    _ = st.session_state.get(_STOP)  # here Streamlit breaks off this run, if anything was clicked
                else:
                    say(heard[-1])
    finally:
        if not making.answer.done():
            making.stop.now()
            take(replace(making.exchange, answer=so_far(heard, making.desk.source), stopped=True))
    button.empty()
    take(replace(making.exchange, answer=making.answer.result(), stopped=False))
