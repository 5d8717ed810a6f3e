"""Tells a screen reader that something new is on the page (WCAG 4.1.3), and takes the keyboard to it (2.4.3).

Streamlit has no live region of its own, and what ``st.html`` shows is replaced as a whole, so that the region
would be new each time and stay silent. A component keeps one node and changes its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Final

import streamlit as st

_SCRIPT: Final = """
const LONGEST = 3000;  // milliseconds until what is to be reached must be in sight

function reach(selector, until) {
  const found = [...document.querySelectorAll(selector)].find(one => one.offsetParent !== null);
  if (found) {
    if (found.tabIndex < 0) found.tabIndex = -1;  // a field or button keeps its place in the order
    found.focus();
    found.scrollIntoView({ block: "start" });
  } else if (performance.now() < until) {
    requestAnimationFrame(() => reach(selector, until));
  }
}

function hush(event) {  // what explains a word goes away by Escape, and comes back when it is next reached
  if (event.key !== "Escape") return;
  for (const word of document.querySelectorAll(".pd-term:is(:hover, :focus):not(.pd-hushed)")) {
    event.stopPropagation();  // a dialog around it stays
    word.classList.add("pd-hushed");
    for (const left of ["mouseleave", "blur"]) {
      word.addEventListener(left, () => word.classList.remove("pd-hushed"), { once: true });
    }
  }
}

export default function ({ parentElement, data }) {
  const region = parentElement.querySelector("[role=status]");
  if (region.dataset.turn !== String(data.turn)) {
    region.dataset.turn = data.turn;
    region.textContent = data.words;
  }
  if (region.dataset.goal !== String(data.goal)) {
    region.dataset.goal = data.goal;
    if (data.selector) reach(data.selector, performance.now() + LONGEST);
  }
  document.addEventListener("keydown", hush, true);
  return () => document.removeEventListener("keydown", hush, true);
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


@contextmanager
def busy(words: str) -> Iterator[None]:
    """Says what is being done, in sight and aloud, as long as it lasts; the region would speak only once it is over."""
    place = st.empty()
    place.html(f'<div class="pd-said" role="alert">{escape(words)}</div>')
    try:
        with st.spinner(words):
            yield
    finally:
        place.empty()


def lead_to(selector: str) -> None:
    """Takes the keyboard to the first element of this selector that is in sight at the end of this run."""
    goal, _ = st.session_state.get("led_to", (0, ""))
    st.session_state["led_to"] = (goal + 1, selector)


def region() -> None:
    """The live region; it must stand at the same place of the page in every run."""
    turn, words = st.session_state.get("announced", (0, ""))
    goal, selector = st.session_state.get("led_to", (0, ""))
    _region(key="announcer", data={"turn": turn, "words": words, "goal": goal, "selector": selector})
