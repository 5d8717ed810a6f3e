"""What a tester reads on the page."""

from __future__ import annotations

import html
import re

from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Button

_UNSAID = re.compile(r'<span class="pd-says".*?</span>|</?dfn.*?>')
"""What explains a word, which is not to be seen until the word is reached."""


def words(at: AppTest | Block) -> str:
    """All text on the page, or in a part of it, tags taken off."""
    shown = [element.value for element in at.get("html")]
    plain = html.unescape(
        re.sub(r"<style>.*?</style>|<[^>]+>", " ", _UNSAID.sub("", "\n".join(shown)), flags=re.DOTALL)
    )
    return "\n".join([plain, *(element.value for element in at.get("text"))])


def markup(at: AppTest | Block) -> str:
    """All of our own HTML."""
    return "\n".join(element.value for element in at.get("html"))


def button(at: AppTest, label: str) -> Button:
    """The first button whose label holds these words."""
    return next(found for found in at.button if label in found.label)


def citations(at: AppTest, where: str) -> list[Button]:
    """The citation buttons of one part of the page: ``ask-1``, ``fit``, ``draft``."""
    return [found for found in at.button if (found.key or "").startswith(f"cite-{where}-")]
