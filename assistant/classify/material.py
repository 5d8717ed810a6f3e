"""What of a draft counts as evidence, and what is set aside.

Content decides, never the person, the wish or the pay (Job Audit Manual, 1.1; Appendix D.1, principles 1 and 5): the
title wished for, praise, tenure, pay and instructions to the reader are kept out of the comparison and named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.models import PositionDescription
from knowledge.words import sentences


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

    @property
    def words(self) -> str:
        """What counts, joined."""
        return "\n".join(self.text[start:end] for start, end in self.spans)


def material(position: PositionDescription) -> Material:
    """Sort the sentences of a draft into what counts and what is set aside."""
    kept: list[tuple[int, int]] = []
    asides: list[Aside] = []
    for start, end in sentences(position.text):
        sentence = position.text[start:end]
        reason = next((why for why, pattern in _asides() if pattern.search(sentence)), "")
        if reason:
            asides.append(Aside(sentence, reason))
        elif sentence.strip().lower() not in {position.title.lower(), position.requested.lower(), ""}:
            kept.append((start, end))
    return Material(position.text, tuple(kept), tuple(asides))


@cache
def _asides() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(why, pattern) out of ``asides.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "asides.yaml").read_text("utf-8"))
    return tuple((kind["why"], re.compile("|".join(kind["any"]), re.I)) for kind in raw)
