"""The four steps from a draft to its packet: where one is, and the way on and back.

All steps are on the page at any time and only one is in sight, so that nothing typed or ticked is ever lost; paper
shows them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import streamlit as st

from assistant.ui import announce, glossary, press
from assistant.ui.markup import Html, show

DESCRIBE: Final = "1. Describe"
FIT: Final = "2. Fit"
DRAFT: Final = "3. Draft"
PACKET: Final = "4. Packet"
STEPS: Final = (DESCRIBE, FIT, DRAFT, PACKET)
KEY: Final = "fit_step"

NO_DRAFT: Final = "Paste or upload a draft first, or run the example."
"""What is answered to whoever asks for a step that needs the draft."""


def go(step: str, to: str = "h3") -> None:
    """Opens a step and takes the keyboard to a part of it; only for what runs on a click, before the page is drawn."""
    st.session_state[KEY] = step
    announce.lead_to(f".{_css(step)} {to}")


def bar() -> str:
    """The steps by name, the one in sight chosen; gives that one."""
    at: str = st.radio("Step", STEPS, horizontal=True, key=KEY)
    hidden = ", ".join(f":has(> .{_css(step)})" for step in STEPS if step != at)  # with the box that spaces it
    show(Html(f"<style>@media screen {{ {hidden} {{ display: none }} }}</style>"))
    return at


@contextmanager
def step(name: str) -> Iterator[None]:
    """What belongs to one step, and below it the buttons that lead on and back."""
    with st.container(key=_key(name)):
        with glossary.region(_key(name)):
            yield
        place = STEPS.index(name)
        with st.container(horizontal=True):
            if place:
                _button("Back to", STEPS[place - 1], name)
            if place + 1 < len(STEPS):
                _button("Next:", STEPS[place + 1], name)


def _button(words: str, to: str, at: str) -> None:
    label = f"{words} {to.partition(' ')[2].lower()}"
    press.button(label, go, to, key=f"{_key(at)}-to-{_key(to)}")


def _key(step: str) -> str:
    return f"fit-step-{step.partition(' ')[2].lower()}"


def _css(step: str) -> str:
    return f"st-key-{_key(step)}"
