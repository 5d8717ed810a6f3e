"""What of a draft counts as evidence, and what is set aside.

Content decides, never the person, the wish or the pay (Job Audit Manual, 1.1; Appendix D.1, principles 1 and 5): the
title wished for, praise, tenure, pay and instructions to the reader are kept out of the comparison and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from assistant.models import PositionDescription
from assistant.orders import is_order
from assistant.position.layout import LineKind, lines
from assistant.position.unseen import visible
from assistant.position.verbs import opens_with_work
from knowledge.words import sentences

_GOES_ON = re.compile(r"\s*[a-z]")
"""A labelled line may be wrapped: what follows it in lower case belongs to it."""
_RELATED = re.compile(
    r"\b(?:reports? to|supervis|lead|under|over|assist|help|refer|escalat|assigned|from|between|below|above|like|other"
    r"|with|by|for|to (?:the|a|an|two|three)|works? as|serves? as|acts? as)",
    re.I,
)
"""How a sentence puts the position beside somebody of another class."""
_OF_COMPARING = re.compile(r"\b(?:classes|comparisons?|rankings?)\b", re.I)
"""A sentence that names a class and speaks of these is about classifying, whomever it puts beside the position."""
_ORDER = "an instruction to the reader or to software is not a fact about the position"
_WISHED = "the class asked for is no evidence for it"
_TELLING_TITLE = re.compile(r"[\d,]| .* ")
"""A class title that is no plain word of the trade: it has a number, a comma or three words."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words set aside, and why."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences that count, as (start, end) in ``text``, and those set aside."""

    text: str
    spans: tuple[tuple[int, int], ...]
    asides: tuple[Aside, ...]
    work: tuple[tuple[int, int], ...] = ()
    """Those of ``spans`` that state a duty or the purpose."""

    @property
    def words(self) -> str:
        """What counts, joined."""
        return "\n".join(visible(self.text[start:end]) for start, end in self.spans)

    @property
    def content(self) -> str:
        """What counts, each sentence once, in an order of its own: neither place nor repetition counts."""
        return "\n".join(sorted({visible(self.text[start:end]) for start, end in self.spans}, key=_from_its_end))


def _from_its_end(sentence: str) -> str:
    """What sentences are put in order by: who a sentence begins with must not place it."""
    return sentence.lower()[::-1]


def material(position: PositionDescription, titles: Sequence[str] = ()) -> Material:
    """Sort the sentences of a draft into what counts and what is set aside; ``titles`` are the classes of the plan."""
    kept: list[tuple[int, int]] = []
    asides: list[Aside] = []
    named = _named(titles, position.text)
    for start, end in _sentences(position.text):
        sentence = position.text[start:end]
        plain = " ".join(visible(sentence).split())
        reason = _reason(plain, named) or (_ORDER if is_order(sentence) else "")
        if reason:
            asides.append(Aside(sentence, reason))
        elif plain.lower() not in {position.title.lower(), position.requested.lower(), ""}:
            kept.append((start, end))
    stated = [duty.span for duty in position.duties] + ([position.purpose] if position.purpose else [])
    work = tuple(cut for cut in kept if any(span.start < cut[1] and cut[0] < span.end for span in stated))
    return Material(position.text, tuple(kept), tuple(asides), work)


def why_aside(sentence: str) -> str:
    """Why a sentence, on one line, is no fact about the work; empty where nothing in ``asides.yaml`` says so."""
    return next((why for why, pattern in _asides() if pattern.search(sentence)), "")


def _reason(sentence: str, named: re.Pattern[str] | None) -> str:
    """Why a sentence does not count; empty where it does."""
    why = why_aside(sentence)
    if why or named is None or not named.search(sentence):
        return why
    rest = named.sub("", sentence)
    related = _RELATED.search(rest) and not _OF_COMPARING.search(rest)
    return "" if related or opens_with_work(sentence) else _WISHED


def _named(titles: Sequence[str], text: str) -> re.Pattern[str] | None:
    """What finds the telling titles that the text names; ``None`` where it names none."""
    plain = " ".join(visible(text).lower().split())
    held = sorted({t for t in titles if t.lower() in plain and _TELLING_TITLE.search(t)}, key=lambda t: (-len(t), t))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, held))})(?!\w)", re.I) if held else None


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences, cut also around headings and labelled lines, which have no full stop to end them."""
    own_lines = [line for line in lines(text) if line.kind in (LineKind.HEADING, LineKind.FIELD)]
    ends = [line.end for line in own_lines if not _GOES_ON.match(text, line.end)]
    breaks = sorted({*(line.start for line in own_lines), *ends})
    for start, end in sentences(_cased(text)):
        inner = [start, *(at for at in breaks if start < at < end), end]
        for left, right in pairwise(inner):
            piece = text[left:right]
            if piece.strip():
                begin = left + len(piece) - len(piece.lstrip())
                yield begin, begin + len(piece.strip())


def _cased(text: str) -> str:
    """The text in capitals, so that sentences are found alike however it is written; as it is where that is longer."""
    loud = text.upper()
    return loud if len(loud) == len(text) else text


@cache
def _asides() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(why, pattern) out of ``asides.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "asides.yaml").read_text("utf-8"))
    return tuple((kind["why"], re.compile("|".join(kind["any"]), re.I)) for kind in raw)
