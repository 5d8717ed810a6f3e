"""Tells a screen reader that something new is on the page (WCAG 4.1.3).

Streamlit has no live region of its own, and what ``st.html`` shows is replaced as a whole, so that the region
would be new each time and stay silent. A component keeps one node and changes its words.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

_SCRIPT: Final = """
export default function ({ parentElement, data }) {
  const region = parentElement.querySelector("[role=status]");
  if (region.dataset.turn !== String(data.turn)) {
    region.dataset.turn = data.turn;
    region.textContent = data.words;
  }
}
"""

_region = st.components.v2.component(
    "pd-assistant-announcer",
    html='<div class="pd-said" role="status" aria-live="polite"></div>',
    js=_SCRIPT,
    isolate_styles=False,
)


def say(words: str) -> None:
    """Has ``words`` read out at the end of this run; the same words twice are read twice."""
    turn, _ = st.session_state.get("announced", (0, ""))
    st.session_state["announced"] = (turn + 1, words)


def region() -> None:
    """The live region; it must stand at the same place of the page in every run."""
    turn, words = st.session_state.get("announced", (0, ""))
    _region(key="announcer", data={"turn": turn, "words": words})
