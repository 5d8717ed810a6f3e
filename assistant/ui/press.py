"""Buttons whose press counts once, whoever drew the page that was pressed.

Streamlit calls what a button does before it draws the page anew, so that fields may still be set; but only in a session
that has drawn the button before. One of a server that was started again has not: it learns of the press from what the
button returns, when the fields stand already. Then it is done at the beginning of the next run, which follows at once.
The page is drawn to its end before that: a run that is broken off forgets what was typed into the fields below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import streamlit as st

Do = Callable[..., object]
"""What a press does; it may set fields, since nothing of the page is drawn yet."""

_HEARD: Final = "presses_heard"
"""The names of the buttons whose press Streamlit has called, until they are drawn."""
_LATE: Final = "presses_late"
"""What is to be done at the beginning of the next run, by the name of its button."""


def button(label: str, do: Do, *args: object, **look: Any) -> None:
    """A button that does ``do(*args)``; ``look`` is what else ``st.button`` takes."""
    _drawn(st.button, label, partial(do, *args), look)


def submit(label: str, do: Do, *args: object, **look: Any) -> None:
    """A button that sends its form and does ``do(*args)``; ``look`` is what else ``st.form_submit_button`` takes."""
    _drawn(st.form_submit_button, label, partial(do, *args), look)


@contextmanager
def heeded() -> Iterator[None]:
    """Around all of the page: does what was pressed on a page that a session before this one drew."""
    for do in st.session_state.pop(_LATE, {}).values():
        do()
    yield
    if st.session_state.get(_LATE):
        st.rerun()


def _drawn(draw: Callable[..., bool], label: str, do: Callable[[], object], look: dict[str, Any]) -> None:
    name = look.get("key") or label
    if not draw(label, on_click=_called, args=(name, do), **look):
        return
    heard: set[str] = st.session_state.get(_HEARD, set())
    if name in heard:
        heard.remove(name)
    else:
        st.session_state.setdefault(_LATE, {})[name] = do


def _called(name: str, do: Callable[[], object]) -> None:
    """For Streamlit. A press that waits for this run was the same one, made twice."""
    st.session_state.get(_LATE, {}).pop(name, None)
    do()
    st.session_state.setdefault(_HEARD, set()).add(name)  # only now: whoever signs out leaves nothing behind
