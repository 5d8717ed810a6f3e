"""Reading a question: what is asked, of which employer, about which classes and dates, and what a follow-up leans on.

Nothing in a question is obeyed: a quoted document is material, and orders to the reader are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer.dates import Dated, dates_in
from assistant.models import Turn
from knowledge.models import DULUTH, FEDERAL, STATE, ClassSpec
from knowledge.words import sentences

_QUOTED = re.compile(r"^-{2,}[^\n]*-{2,}\s*$.*?(?:^-{2,}[^\n]*-{2,}\s*$|\Z)|^```.*?(?:^```|\Z)|^>[^\n]*$", re.S | re.M)
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|rule|prompt|above|previous)"
    r"|\bnote to (?:the )?(?:ai|assistant|system)\b"
    r"|\bsystem prompt\b|\byou are now\b|\bpretend (?:to be|you)",
    re.I,
)
_LEANS = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what if|why|ok|okay)\b"
    r"|\b(?:it|that|they|them|those|this|he|she|there|though|instead|else|same)\b",
    re.I,
)
_SHORT = 16
"""A question of fewer words, after others, may lean on them."""
_JOINED = re.compile(
    r"\?\s+(?=\S)|,?\s+and\s+(?=(?:what|how|who|when|where|which|why|can|could|do|does|is|am|are|will|would|if)\b)",
    re.I,
)
_PART = 4
"""A part of fewer words is no question of its own."""
_EMPLOYERS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.I), name)
    for pattern, name in (
        (r"\bduluth\b", DULUTH),
        (r"\bpublic safety merit\b", "Minnesota public safety merit system"),
        (r"\b(?:county|social services) merit\b", "Minnesota county social services merit system"),
        (r"\bhennepin\b", "Hennepin County"),
        (r"\bramsey\b", "Ramsey County"),
        (r"\bminneapolis\b", "City of Minneapolis"),
        (r"\b(?:city of )?(?:saint|st\.?) paul\b(?=.*\b(?:city|employee)\b)", "City of Saint Paul"),
        (r"\buniversity of minnesota\b|\bu of m\b", "University of Minnesota"),
        (
            r"\b(?:minnesota state|mnscu|state colleges?|state universit\w+|campus)\b",
            "Minnesota State Colleges and Universities",
        ),
    )
)
_SHORT_NAMES = (
    ("human resources", "hr"),
    ("tech", "technician"),
    ("admin", "administrative"),
    ("oas", "office and administrative specialist"),
    ("spa", "state program administrator"),
    ("&", "and"),
    ("int", "intermediate"),
    ("sr", "senior"),
    ("prin", "principal"),
)
"""How people shorten class titles."""
_STATE_TOO = re.compile(
    r"\bstate(?:'s|s)?\b|\bmmb\b|\b43a\b|\bcommissioner\b|\bap ?7\b|\bprocedure 7\b"
    r"|(?<!university of )(?<!, )\bminnesota\b(?! state)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart."""

    text: str
    """What is asked, without quoted documents and orders."""
    role: str
    leans_on: str
    """Earlier words that a follow-up needs to make sense; empty otherwise."""
    employers: tuple[str, ...]
    """The jurisdictions whose sources may answer."""
    named: tuple[ClassSpec, ...]
    """The classes it names, the more exact name first."""
    dates: tuple[Dated, ...]
    dropped: tuple[str, ...]
    """Orders that were not obeyed."""

    def parts(self) -> tuple[Question, ...]:
        """The questions in it: two that are joined are answered apart, each with the other as context."""
        pieces = [piece.strip() for piece in _JOINED.split(self.text) if piece and len(piece.split()) >= _PART]
        if len(pieces) < 2:
            return (self,)
        return tuple(replace(self, text=piece, leans_on=f"{self.text} {self.leans_on}".strip()) for piece in pieces)

    @property
    def query(self) -> str:
        """What to search for."""
        return f"{self.text}\n{self.leans_on}" if self.leans_on else self.text


def read_question(text: str, role: str, history: Sequence[Turn], classes: Sequence[ClassSpec]) -> Question:
    """Take a question apart; ``history`` is the conversation so far, oldest first."""
    asked, dropped = _without_orders(_QUOTED.sub(" ", text))
    leans_on = _leans_on(asked, history)
    whole = f"{asked} {leans_on}"
    return Question(
        text=asked,
        role=role,
        leans_on=leans_on,
        employers=_employers(asked) or _employers(whole) or (STATE, FEDERAL),
        named=_named(asked, classes),
        dates=tuple(dates_in(asked)),
        dropped=tuple(dropped) + tuple(_without_orders(" ".join(_QUOTED.findall(text)))[1]),
    )


def _without_orders(text: str) -> tuple[str, list[str]]:
    kept: list[str] = []
    dropped: list[str] = []
    for start, end in sentences(text):
        (dropped if _ORDER.search(text[start:end]) else kept).append(text[start:end])
    return " ".join(kept), dropped


def _leans_on(asked: str, history: Sequence[Turn]) -> str:
    """The last question and answer, where this one is short and points back."""
    if not history or len(asked.split()) > _SHORT or not _LEANS.search(asked):
        return ""
    return _without_orders(" ".join(turn.content for turn in history[-2:]))[0]


def _employers(text: str) -> tuple[str, ...]:
    named = [name for pattern, name in _EMPLOYERS if pattern.search(text)]
    if not named:
        return ()
    whole = STATE in named or bool(_STATE_TOO.search(text)) or named[0].startswith("Minnesota State")
    return (*named, STATE, FEDERAL) if whole else tuple(named)


def _named(text: str, classes: Sequence[ClassSpec]) -> tuple[ClassSpec, ...]:
    """Classes whose title or other name stands in the question; a longer name hides the shorter one in it."""
    plain = f" {_plain(text)} "
    found = sorted(
        (
            (name, spec)
            for spec in classes
            for name in {_plain(title) for title in (spec.title, *spec.also)}
            if f" {name} " in plain
        ),
        key=lambda pair: (-len(pair[0]), pair[1].source.id),
    )
    kept: list[ClassSpec] = []
    for name, spec in found:
        if f" {name} " in plain or spec in kept:
            kept += [spec] if spec not in kept else []
            plain = plain.replace(f" {name} ", f" {'#' * len(name)} ") if not _shared(name, found) else plain
    return tuple(kept)


def _shared(name: str, found: list[tuple[str, ClassSpec]]) -> bool:
    return sum(other == name for other, _ in found) > 1


def _plain(text: str) -> str:
    lower = text.lower()
    for short, long in _SHORT_NAMES:
        lower = re.sub(rf"(?<!\w){short}(?!\w)", long, lower)
    return re.sub(r"[^a-z0-9]+", " ", lower).strip()
