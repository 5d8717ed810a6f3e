"""What of a draft counts as evidence, and what is set aside.

Content decides, never the person, the wish or the pay (Job Audit Manual, 1.1; Appendix D.1, principles 1 and 5): the
title wished for, praise, tenure, pay and instructions to the reader are kept out of the comparison and named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.models import PositionDescription
from knowledge.words import sentences

_ASIDE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "an instruction to the reader or to software is not a fact about the position",
        re.compile(
            r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|rule|prompt|above|previous|spec)"
            r"|\bnote to (?:the )?(?:ai|assistant|system|model|reviewer)\b|\bsystem prompt\b|\byou (?:must|are to) (?:classify|rank|allocate|suggest)"
            r"|\b(?:classify|rank|allocate|rate) (?:this|it|the position) (?:as|at|to|first)\b",
            re.I,
        ),
    ),
    (
        "the class asked for is no evidence for it",
        re.compile(
            r"^\W*(?:(?:current|present|proposed|requested|suggested|working|class|job|position) )*(?:class(?:ification)?|title|class requested)\s*:"
            r"|\b(?:reclassif\w+|reallocat\w+|upgrad\w+|allocat\w+) (?:\w+ ){0,4}to\b|\bwhich state class\b"
            r"|\bplease (?:give|tell) us the class\b",
            re.I,
        ),
    ),
    (
        "pay is not a reason for a class",
        re.compile(
            r"\b(?:under|over)paid\b|\b(?:pay|salary|wage) (?:raise|increase|range|grade|equity|comparison)\b|\bpay(?:s)? more\b|\b(?:deserv\w+|want\w*) (?:a )?(?:raise|more)\b"
            r"|\$\s?\d",
            re.I,
        ),
    ),
    (
        "the person's merit, tenure or loyalty is not a fact about the position",
        re.compile(
            r"\b(?:outstanding|excellent|loyal|hard-?working|dedicated|valued|exceptional) (?:employee|performer|worker|performance)"
            r"|\b(?:has|have) (?:been|worked) (?:here|with us|in this (?:job|office)) (?:for )?\w+ years\b|\btop of (?:the|her|his|their) range\b"
            r"|\b(?:she|he|they) deserves?\b",
            re.I,
        ),
    ),
)


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
        reason = next((why for why, pattern in _ASIDE if pattern.search(sentence)), "")
        if reason:
            asides.append(Aside(sentence, reason))
        elif sentence.strip().lower() not in {position.title.lower(), position.requested.lower(), ""}:
            kept.append((start, end))
    return Material(position.text, tuple(kept), tuple(asides))
