"""Characters that nobody sees: they part a word from itself, and can hide one from whoever searches for it."""

from __future__ import annotations

import re

_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def visible(text: str) -> str:
    """The text as it is read, without the characters that nobody sees."""
    return _INVISIBLE.sub("", text)
