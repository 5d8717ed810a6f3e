"""Text as typed: labels and messages that Streamlit would otherwise read as Markdown, and counts in words."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import Final

_SPECIAL: Final = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|$~:&@/=]")
_JOINED: Final = re.compile(r"(?<=-)(?=[->])|(?<=<)(?=[-=])|(?<=[>~])(?==)|(?<=:)(?=streamlit:)")
"""Between these Streamlit puts a dash, an arrow, a sign or its logo, however they are escaped."""
_WORD_JOINER: Final = "\u2060"


def literal(text: str) -> str:
    """``text`` as Markdown that Streamlit shows as typed: no maths, colours, icons, links by markup, or HTML.

    A bare web address still becomes a link to itself. Between the characters of ``--``, ``->``, ``>=`` and
    their like stands an invisible word joiner, because nothing else keeps them apart.
    """
    return _SPECIAL.sub(lambda found: "\\" + found[0], _JOINED.sub(_WORD_JOINER, text))


def brief(text: str, width: int = 90) -> str:
    """The beginning of ``text`` on one line, for a label."""
    return shorten(text, width=width, placeholder=" …")


def confidence(share: float) -> str:
    """A calibrated confidence in words and percent: of the suggestions given 0.8, eight in ten are right."""
    tenths = round(share * 10)
    if tenths <= 0:
        words = "right less than 1 time in 10"
    elif tenths >= 10:
        words = "right more than 9 times in 10"
    else:
        words = f"right about {count(tenths, 'time')} in 10"
    return f"{words} ({share:.0%})"


def count(number: int, noun: str) -> str:
    """``1 citation``, ``2 citations``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def spoken(name: str) -> str:
    """The name of a plan or format as people read it: ``minnesota`` becomes ``Minnesota``."""
    words = name.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def file_name(title: str) -> str:
    """A plain file name, without its ending, for a draft with this title."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "draft"
