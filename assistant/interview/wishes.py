"""A wish for a class, told from a fact about the work.

A wish changes no description; it is answered with the evidence it would take (:mod:`assistant.classify.wanted`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import yaml

_RANKED = r"(?-i:(?:[A-Z][\w/&'’-]*,? (?:of |and |& )?)+(?:\d|[IVX]+)\b)"
"""A class title with its rank in the series, as in *Office Specialist 3*."""


def is_wish(words: str) -> bool:
    """Whether somebody asks for a class rather than tells of the work."""
    plain = " ".join(words.split())
    return any(pattern.search(plain) for pattern in _wishes())


@cache
def _wishes() -> tuple[re.Pattern[str], ...]:
    loaded = yaml.safe_load(files("assistant.interview").joinpath("wishes.yaml").read_text(encoding="utf-8"))
    return tuple(re.compile(wish.replace("RANKED", _RANKED), re.IGNORECASE) for wish in loaded)


def wished_class(words: str, titles: Iterable[str]) -> str:
    """The class of the plan that is named, the longest title first; empty where none is."""
    plain = _plain(words)
    named = (title for title in titles if re.search(rf"(?<!\w){re.escape(_plain(title))}(?!\w)", plain))
    return max(named, key=lambda title: (len(title), title), default="")


def _plain(words: str) -> str:
    """Words as titles are compared: the usual short forms written out."""
    written_out = re.sub(r"\bhr\b", "human resources", words.casefold())
    return " ".join(re.sub(r"\btech\b", "technician", written_out).split())
