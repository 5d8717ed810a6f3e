"""The steps of one description: its text and the facts behind it, step by step, to be undone and redone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from secrets import token_urlsafe

import streamlit as st

from assistant.interview.edit import begun, reread
from assistant.interview.facts import Interview, Speaker
from assistant.interview.read import THE_DRAFT
from assistant.interview.write import written
from assistant.ui import announce, press
from assistant.ui.text import brief, literal

ROLES = ("supervisor", "employee", "human resources", "somebody else")
_MANY = 200
"""So many steps can be undone."""


@dataclass(frozen=True, slots=True)
class Step:
    """The description after one change; ``what`` names the change."""

    text: str
    interview: Interview
    what: str
    id: str = field(default_factory=token_urlsafe, compare=False)
    """By which it is kept."""


def now() -> datetime:
    """The time of a change, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def speaker() -> Speaker:
    """Who is at the keyboard, as they say."""
    return Speaker(role=st.session_state.get("speaker_role", ROLES[0]), name=st.session_state.get("speaker_name", ""))


def current() -> Step:
    """The description as it stands."""
    return _steps()[_at()]


def follow(text: str) -> None:
    """Takes over what was typed, pasted or uploaded into the text area, as one step."""
    if text == current().text:
        return
    last = current().interview
    first = not last.facts
    by = THE_DRAFT if first else speaker()
    interview = begun(text, by, now()) if first and not last.asked else reread(last, text, by, now())
    _push(Step(text, interview, "text"))


def take(interview: Interview, what: str) -> None:
    """Takes over a change of facts, and writes the text anew. For callbacks only: it sets the text area."""
    if interview == current().interview:
        return
    facts_changed = interview.facts != current().interview.facts
    _push(Step(written(interview) if facts_changed else current().text, interview, what))
    st.session_state["draft_text"] = current().text


def steps() -> tuple[tuple[Step, ...], int]:
    """All steps and which of them the description is at, to be kept."""
    return tuple(_steps()), _at()


def put(found: Sequence[Step], at: int) -> None:
    """Puts steps in place that were kept, with the text of the one the description is at. Before the page is drawn."""
    st.session_state["steps"], st.session_state["step"] = list(found), min(at, len(found) - 1)
    st.session_state["draft_text"] = current().text


def put_under(found: Sequence[Step], at: int, ours: Step) -> None:
    """Puts another window's steps in place and ours on top of them: the other's description is one undo away."""
    st.session_state["steps"], st.session_state["step"] = list(found), min(at, len(found) - 1)
    _push(ours)


def panel() -> None:
    """The buttons that go back and forth."""
    at, steps = _at(), _steps()
    back = f"Undo: {brief(steps[at].what, 40)}" if at else "Undo"
    forth = f"Redo: {brief(steps[at + 1].what, 40)}" if at + 1 < len(steps) else "Redo"
    with st.container(horizontal=True):
        press.button(literal(back), _go, -1, key="undo", disabled=not at)
        press.button(literal(forth), _go, 1, key="redo", disabled=at + 1 >= len(steps))


def _go(by: int) -> None:
    undone = current().what if by < 0 else _steps()[_at() + by].what
    st.session_state["step"] = min(max(_at() + by, 0), len(_steps()) - 1)
    st.session_state["draft_text"] = current().text
    announce.say(f"{'Undone' if by < 0 else 'Done again'}: {undone}.")


def _push(step: Step) -> None:
    steps = [*_steps()[: _at() + 1], step][-_MANY:]
    st.session_state["steps"], st.session_state["step"] = steps, len(steps) - 1


def _steps() -> list[Step]:
    found: list[Step] = st.session_state.setdefault("steps", [Step("", Interview(), "nothing")])
    return found


def _at() -> int:
    return int(st.session_state.setdefault("step", 0))
