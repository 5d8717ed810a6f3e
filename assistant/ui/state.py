"""What one user's session holds; :mod:`assistant.ui.keeping` keeps it beyond the session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import streamlit as st

from assistant.classify.moved import Moved
from assistant.draft.render import to_markdown
from assistant.draft.word import to_docx
from assistant.models import Draft, SuggestResult, Turn
from assistant.talks.conversation import Conversation

KEPT: Final = (
    "mode",
    "role",
    "plan",
    "format",
    "format_for",
    "draft_text",
    "chosen",
    "draft_class",
    "speaker_role",
    "speaker_name",
    "part",
    "fit_step",
    "wish_for",
    "worded",
    "old_text",
    "case_who",
    "case_part",
    "case_add",
    "letter_kind",
    "question_edited",
)
"""Widgets, and an editor that is open, whose values outlive a switch of mode; Streamlit forgets those not on a page."""
KEPT_GROUPS: Final = ("fact-", "tick-", "chart-", "none-", "pick-")
"""How the keys of such widgets begin where there are many: facts of the packet, levels picked."""


@dataclass(frozen=True, slots=True)
class Fit:
    """A suggestion, with the text and the plan it was made for."""

    text: str
    plan: str
    result: SuggestResult
    series: Mapping[str, str]
    """Title of a class of the plan -> its series."""
    moved: Moved | None = None
    """What moved since the suggestion for the text before, where there was one from the same plan."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft and its files."""

    draft: Draft
    markdown: str
    docx: bytes

    @classmethod
    def of(cls, draft: Draft) -> Drafted:
        """A draft with its files made."""
        file = BytesIO()
        to_docx(draft, file)
        return cls(draft, to_markdown(draft), file.getvalue())


@dataclass(frozen=True, slots=True)
class Upload:
    """The file that was last read, so that it is read once; ``error`` says why it could not be."""

    file_id: str
    error: str = ""
    remarks: tuple[str, ...] = ()
    """What its user should know of the reading, as comments that are no part of the text."""


def keep() -> None:
    """Carries the widgets' values over to this run, whether or not the widgets are shown in it."""
    for key in kept_keys():
        st.session_state[key] = st.session_state[key]


def kept_keys() -> list[str]:
    """Those of the widgets that are to outlive a switch of mode and have a value."""
    return [str(key) for key in st.session_state if key in KEPT or str(key).startswith(KEPT_GROUPS)]


def conversation() -> Conversation:
    """The conversation so far, with what edits of it replaced."""
    found: Conversation = st.session_state.setdefault("conversation", Conversation())
    return found


def set_conversation(found: Conversation) -> None:
    """Puts a conversation in place of the one before."""
    st.session_state["conversation"] = found


def history() -> tuple[Turn, ...]:
    """The conversation so far as the desk takes it."""
    return conversation().turns


def fit() -> Fit | None:
    """The last suggestion."""
    found: Fit | None = st.session_state.get("fit")
    return found


def set_fit(found: Fit) -> None:
    """Remembers a suggestion, with its first class chosen; what was chosen from the one before no longer holds."""
    st.session_state["fit"] = found
    st.session_state["chosen"] = 0
    st.session_state["draft_class"] = found.result.suggestions[0].class_title if found.result.suggestions else ""
    st.session_state.pop("drafted", None)


def drafted() -> Drafted | None:
    """The last draft."""
    found: Drafted | None = st.session_state.get("drafted")
    return found


def set_drafted(found: Drafted) -> None:
    """Remembers a draft."""
    st.session_state["drafted"] = found


def upload() -> Upload | None:
    """The file that was last read."""
    found: Upload | None = st.session_state.get("upload")
    return found


def set_upload(found: Upload | None) -> None:
    """Remembers, or forgets, which file was read."""
    st.session_state["upload"] = found
