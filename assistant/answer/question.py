"""Reading a question: what is asked, of which employer, about which classes and dates, and what a follow-up leans on.

Nothing in a question is obeyed: a quoted document is material, and orders to the reader are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from assistant.answer.dates import Dated, dates_in
from assistant.answer.employers import elsewhere, employers_in
from assistant.answer.known import NOTHING, Known
from assistant.models import Turn
from assistant.orders import asked_after_order, is_order
from knowledge.models import FEDERAL, STATE, ClassSpec
from knowledge.words import sentences

_QUOTED = re.compile(r"^-{2,}[^\n]*-{2,}\s*$.*?(?:^-{2,}[^\n]*-{2,}\s*$|\Z)|^```.*?(?:^```|\Z)|^>[^\n]*$", re.S | re.M)
_LEANS = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what if|why|ok|okay)\b"
    r"|\b(?:it|that|they|them|those|this|he|she|there|though|instead|else|same)\b",
    re.I,
)
_SHORT = 16
"""A question of fewer words, after others, may lean on them."""
_ASKS = re.compile(
    r"\b(?:who|whose|whom|what|whats|when|where|which|why|how|can|could|do|does|did|is|are|am|will|would|may|must|should|shall"
    r"|has|have|if)\b|\?$",
    re.I,
)
"""What makes a piece of a question a question of its own."""
_REPLY = 6
_JOINED = re.compile(
    r"\?\s+(?=\S)|,?\s+and\s+(?=(?:what|how|who|when|where|which|why|can|could|do|does|is|am|are|will|would|if)\b)",
    re.I,
)
_PART = 4
"""A part of fewer words is no question of its own."""
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
_AGENCY = re.compile(
    r"\b(?:what|how) about (?:the|my|our) (?:boss|supervisor|manager|agency|department|employer)\b|"
    r"\b(?:boss|supervisor|manager|agency|department|appointing authority|employer|hr)(?:'s)?\b"
    r"(?! (?:told|notified|informed|says?|said|turned|denied|refuse[sd]?))[^.?!]{0,40}"
    r"\b(?:appeal|protest|asks?|asked|requests?|have to|has to|must|have|has|get)\b",
    re.I,
)
_DESCRIPTION = re.compile(r"\b(?:jd|the \w+ (?:job )?description|\w+'s (?:job )?description)\b", re.I)
_WE = re.compile(r"\b(?:we|our|us)\b", re.I)
_I = re.compile(r"\b(?:i|i'm|me|my own|my (?:job|position|request|appeal|protest|time|clock))\b", re.I)


@dataclass(frozen=True, slots=True)
class Question:
    """A question, taken apart."""

    text: str
    """What is asked, without quoted documents and orders."""
    role: str
    party: str
    """Whose right or duty is asked about: ``employee``, ``agency``, or empty."""
    leans_on: str
    """Earlier words that a follow-up needs to make sense; empty otherwise."""
    after: str
    """The question that a follow-up leans on; empty otherwise."""
    employers: tuple[str, ...]
    """The jurisdictions whose sources may answer."""
    elsewhere: str
    """The known gap of an employer whose rules are not held, if the question is about one."""
    named: tuple[ClassSpec, ...]
    """The classes it names, the more exact name first."""
    dates: tuple[Dated, ...]
    dropped: tuple[str, ...]
    """Orders that were not obeyed."""
    meant: tuple[ClassSpec, ...] = ()
    """The classes of its case that it means without their names, as in *my class*; they are among ``named``."""
    known: Known = NOTHING
    """What the case holds that it is asked in."""

    def parts(self) -> tuple[Question, ...]:
        """The questions in it: two that are joined are answered apart, each with the other as context."""
        pieces = [piece.strip() for piece in _JOINED.split(self.text) if piece and len(piece.split()) >= _PART]
        pieces = [piece for piece in pieces if _ASKS.search(piece)]
        if len(pieces) < 2:
            return (self,)
        whole = f"{self.text} {self.leans_on}".strip()
        return tuple(
            replace(self, text=piece, party=_party(piece, self.role) or self.party, leans_on=whole, after=before)
            for piece, before in zip(pieces, [self.after, *pieces], strict=False)
        )

    @property
    def query(self) -> str:
        """What to search for."""
        return f"{self.text}\n{self.leans_on}" if self.leans_on else self.text


def read_question(text: str, role: str, history: Sequence[Turn], classes: Sequence[ClassSpec]) -> Question:
    """Take a question apart; ``history`` is the conversation so far, oldest first."""
    asked, dropped = _without_orders(_QUOTED.sub(" ", text))
    history = _honest(history)
    leans_on = _leans_on(asked, history)
    after = next((turn.content for turn in reversed(history) if turn.role == "user"), "") if leans_on else ""
    whole = f"{asked} {leans_on}"
    return Question(
        text=asked,
        role=role,
        party=_party(asked, role),
        leans_on=leans_on,
        after=after,
        employers=employers_in(asked) or employers_in(whole) or (STATE, FEDERAL),
        elsewhere=elsewhere(asked) or ("" if employers_in(asked) else elsewhere(whole)),
        named=_named(asked, classes) or _only_one(asked, classes),
        dates=tuple(dates_in(asked)),
        dropped=tuple(dropped) + tuple(_without_orders(" ".join(_QUOTED.findall(text)))[1]),
    )


def _without_orders(text: str) -> tuple[str, list[str]]:
    """A text without the sentences that give orders, and these; a line's end ends a sentence here, and stays.

    Of a sentence that gives an order and then asks, what it asks is kept.
    """
    kept: list[str] = []
    dropped: list[str] = []
    for line in text.splitlines():
        told: list[str] = []
        for sentence in (line[start:end] for start, end in sentences(line)):
            if not is_order(sentence, conversation=True):
                told.append(sentence)
                continue
            asked = asked_after_order(sentence)
            dropped.append(sentence.removesuffix(asked).rstrip())
            told += [asked] if asked else []
        kept += [" ".join(told)] if told else []
    return "\n".join(kept), dropped


def _honest(history: Sequence[Turn]) -> list[Turn]:
    """The turns of the two parties without orders; a turn of nothing else is none."""
    turns = [replace(turn, content=_without_orders(turn.content)[0]) for turn in history]
    return [turn for turn in turns if turn.content and turn.role in ("user", "assistant")]


def _leans_on(asked: str, history: Sequence[Turn]) -> str:
    """The last question and answer, where this one is short and points back."""
    if not history or len(asked.split()) > _SHORT or not (_LEANS.search(asked) or _replies(asked, history)):
        return ""
    return " ".join(turn.content for turn in history[-2:])


def _replies(asked: str, history: Sequence[Turn]) -> bool:
    """Whether the words are the reply to a question that was put back, as *AFSCME* is."""
    last = history[-1]
    return last.role == "assistant" and "?" in last.content and len(asked.split()) <= _REPLY and "?" not in asked


def _party(text: str, role: str) -> str:
    """Whose right or duty is asked about: ``agency``, ``employee``, or empty where the words leave it open."""
    if _AGENCY.search(text) and not _I.search(text):
        return "agency"
    if role in ("supervisor", "hr") and _WE.search(text):
        return "agency"
    return "employee" if _I.search(text) else ""


def _named(text: str, classes: Sequence[ClassSpec]) -> tuple[ClassSpec, ...]:
    """Classes whose title or other name stands in the question; a longer name hides the shorter one in it."""
    plain = f" {_plain(text)} "
    found = sorted(
        ((name, spec) for spec in classes for name in _names(spec) if f" {name} " in plain),
        key=lambda pair: (-len(pair[0]), pair[1].source.id),
    )
    kept: list[ClassSpec] = []
    for name, spec in found:
        if f" {name} " in plain or spec in kept:
            kept += [spec] if spec not in kept else []
            plain = plain.replace(f" {name} ", f" {'#' * len(name)} ") if not _shared(name, found) else plain
    return tuple(kept)


def _only_one(text: str, classes: Sequence[ClassSpec]) -> tuple[ClassSpec, ...]:
    """The class meant by *the Duluth description*: the one of an employer of which no other is held."""
    employers = employers_in(text) if _DESCRIPTION.search(text) else ()
    own = [spec for spec in classes if employers and spec.jurisdiction == employers[0]]
    return tuple(own) if len(own) == 1 else ()


@cache
def _names(spec: ClassSpec) -> frozenset[str]:
    """The names of a class, as they are looked for."""
    return frozenset(_plain(title) for title in (spec.title, *spec.also))


def _shared(name: str, found: list[tuple[str, ClassSpec]]) -> bool:
    return sum(other == name for other, _ in found) > 1


def _plain(text: str) -> str:
    lower = text.lower()
    for short, long in _SHORT_NAMES:
        lower = re.sub(rf"(?<!\w){short}(?!\w)", long, lower)
    return re.sub(r"[^a-z0-9]+", " ", lower).strip()
