"""Whose words an answer is in: the choice of a model, what it took so far, and its words as they come."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from assistant.answer.worded import Say, Told
from assistant.desk import Desk
from assistant.engine.openai import ModelEngine


def chosen(desk: Desk) -> bool:
    """Whether this session wants a model's words, and what they took so far."""
    if desk.model is None:
        return False
    st.session_state.setdefault("worded", True)
    wanted = st.checkbox(f"Let the model at {desk.model.host} put answers into plain words", key="worded")
    if wanted:
        st.text("Every statement that comes back is checked against the provisions before you see it.")
    used(desk.model)
    return wanted


def used(model: ModelEngine) -> None:
    """What the model took so far, once it was asked for anything."""
    if model.meter.used.requests:
        st.text(f"So far, for all who use this program: {model.meter.told(model.meter.used)}.")


@contextmanager
def as_they_come() -> Iterator[Say]:
    """Shows verified statements while the answer is still being written: the provisions first, then the model's words.

    What is shown goes when the whole answer takes its place.
    """
    place = st.empty()
    told: list[Told] = []

    def say(one: Told) -> None:
        told.append(one)
        own = [each.claim.text for each in told if each.worded]
        shown = own or [each.claim.text for each in told]
        label = "In plain words, each statement checked:" if own else "Found, in the provisions' own words:"
        place.text("\n\n".join([label, *(" ".join(text.split()) for text in shown)]))

    try:
        yield say
    finally:
        place.empty()
