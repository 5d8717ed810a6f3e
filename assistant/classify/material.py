"""What of a draft counts as evidence, and what is set aside.

Content decides, never the person, the wish or the pay (Job Audit Manual, 1.1; Appendix D.1, principles 1 and 5): the
title wished for, praise, tenure, pay and instructions to the reader are kept out of the comparison and named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

from assistant.classify.vectors import Numbers
from assistant.classify.wish import NamedClasses, named_classes
from assistant.models import PositionDescription, Span
from assistant.orders import is_order
from assistant.position.layout import LineKind, lines
from assistant.position.unseen import visible
from knowledge.words import sentences

_GOES_ON = re.compile(r"\s*[a-z]")
"""A labelled line may be wrapped: what follows it in lower case belongs to it."""
_ORDER = "an instruction to the reader or to software is not a fact about the position"
_MINOR = 2 / 3
"""A duty of less than so much of the average share of time is a minor one."""
_WISHED = "the class asked for is no evidence for it"


@dataclass(frozen=True, slots=True)
class Aside:
    """Words set aside, and why."""

    quote: str
    reason: str


@dataclass(frozen=True, slots=True)
class Larger:
    """What counts without the minor duties, each sentence once in an order of its own."""

    content: str
    part: float
    """The part of the time that the duties in it take: above 0, at most 1."""

    def weigh(self, whole: Numbers, alone: Numbers) -> Numbers:
        """What the whole text shows and what this alone shows, which counts as much as it takes of the time."""
        return np.asarray((1 - self.part) * whole + self.part * alone)


@dataclass(frozen=True, slots=True)
class Material:
    """The sentences that count, as (start, end) in ``text``, and those set aside."""

    text: str
    spans: tuple[tuple[int, int], ...]
    asides: tuple[Aside, ...]
    work: tuple[tuple[int, int], ...] = ()
    """Those of ``spans`` that state a duty or the purpose."""
    larger: Larger | None = None
    """``None`` where no duty is a minor one."""

    @property
    def words(self) -> str:
        """What counts, joined."""
        return "\n".join(visible(self.text[start:end]) for start, end in self.spans)

    @property
    def content(self) -> str:
        """What counts, each sentence once, in an order of its own: neither place nor repetition counts."""
        return _content(self.text, self.spans)


def _content(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    return "\n".join(sorted({visible(text[start:end]) for start, end in cuts}, key=_from_its_end))


def _from_its_end(sentence: str) -> str:
    """What sentences are put in order by: who a sentence begins with must not place it."""
    return sentence.lower()[::-1]


def material(position: PositionDescription, titles: Sequence[str] = ()) -> Material:
    """Sort the sentences of a draft into what counts and what is set aside; ``titles`` are the classes of the plan."""
    kept: list[tuple[int, int]] = []
    asides: list[Aside] = []
    named = named_classes(titles, position.text)
    for start, end in _sentences(position.text):
        sentence = position.text[start:end]
        plain = " ".join(visible(sentence).split())
        reason = _reason(plain, named) or (_ORDER if is_order(sentence) else "")
        if reason:
            asides.append(Aside(sentence, reason))
        elif plain.lower() not in {position.title.lower(), position.requested.lower(), ""}:
            kept.append((start, end))
    stated = [duty.span for duty in position.duties] + ([position.purpose] if position.purpose else [])
    work = _within(kept, stated)
    return Material(position.text, tuple(kept), tuple(asides), work, _larger(position, kept))


def _within(cuts: Sequence[tuple[int, int]], spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple(cut for cut in cuts if any(span.start < cut[1] and cut[0] < span.end for span in spans))


def _larger(position: PositionDescription, kept: Sequence[tuple[int, int]]) -> Larger | None:
    """What counts without the minor duties, where there are such; a duty without a share takes no time."""
    shares = [duty.share or 0.0 for duty in position.duties]
    least = _MINOR * sum(shares) / max(1, len(shares))
    minor = [(duty, share) for duty, share in zip(position.duties, shares, strict=True) if share < least]
    if not minor:
        return None
    left_out = set(_within(kept, [span for duty, _ in minor for span in (duty.span, *duty.tasks)]))
    content = _content(position.text, [cut for cut in kept if cut not in left_out])
    return Larger(content, 1 - sum(share for _, share in minor) / sum(shares))


def why_aside(sentence: str) -> str:
    """Why a sentence, on one line, is no fact about the work; empty where nothing in ``asides.yaml`` says so."""
    return next((why for why, pattern in _asides() if pattern.search(sentence)), "")


def _reason(sentence: str, named: NamedClasses) -> str:
    """Why a sentence does not count; empty where it does."""
    return why_aside(sentence) or (_WISHED if named.wished_for(sentence) else "")


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
