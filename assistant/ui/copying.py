"""A text to be copied with one press, by mouse or keyboard, with word to a screen reader that it was.

The browser lets a page write to the clipboard only on a secure address (HTTPS, or this machine's own); elsewhere the
text is selected and copied the old way, and it can always be selected by hand.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

_HTML: Final = """
<textarea readonly rows="2"></textarea>
<button type="button"></button>
<span role="status" aria-live="polite"></span>
"""
_CSS: Final = """
textarea, button { font: inherit; color: var(--st-text-color); background: var(--st-background-color);
  border: 1px solid var(--st-border-color, currentColor); border-radius: .4rem; padding: .35rem .6rem; }
textarea { display: block; box-sizing: border-box; width: 100%; margin-bottom: .4rem; resize: vertical; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
span { color: var(--st-text-color); margin-left: .6rem; }
"""
_SCRIPT: Final = """
export default function ({ parentElement, data }) {
  const [area, button, said] = ["textarea", "button", "span"].map(name => parentElement.querySelector(name));
  if (area.value !== data.text) {
    area.value = data.text;
    said.textContent = "";
    document.querySelector("[role=dialog] mark")?.scrollIntoView({ block: "nearest" });
  }
  area.setAttribute("aria-label", data.name);
  button.textContent = `Copy: ${data.name.toLowerCase()}`;
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(data.text);
      said.textContent = "Copied.";
    } catch {
      area.select();
      said.textContent = document.execCommand("copy") ? "Copied." : "Press Ctrl+C to copy what is selected.";
    }
  };
}
"""

_copy = st.components.v2.component("pd-assistant-copy", html=_HTML, css=_CSS, js=_SCRIPT)


def copied(name: str, text: str, key: str) -> None:
    """Shows a text, named as in *Citation*, and the button that copies it."""
    _copy(key=key, data={"name": name, "text": text})
