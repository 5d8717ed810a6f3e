"""Verified or withheld: the only way for a claim to reach a user.

A claim passes where each of its quotations stands in a known source to the letter, is long enough to mean something,
and shares the claim's telling words and every number in it. What fails is withheld and shown as withheld.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from assistant.models import Claim, Withheld
from knowledge.errors import UnknownName
from knowledge.models import Citation, Source
from knowledge.words import stems

_FEWEST_WORDS = 3
_LEAST_SHARED = 0.5
"""The share of a claim's telling words that its quotations must hold."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def verify(claims: Iterable[Claim], source: Callable[[str], Source]) -> tuple[list[Claim], list[Withheld]]:
    """Sort claims into those that hold and those kept back, each with the reason."""
    kept: list[Claim] = []
    withheld: list[Withheld] = []
    for claim in claims:
        fault = next(
            (fault for citation in claim.citations if (fault := _fault(citation, source))), ""
        ) or _unsupported(claim)
        if fault:
            withheld.append(Withheld(claim.text, fault))
        else:
            kept.append(claim)
    return kept, withheld


def quote_stands(citation: Citation, source: Callable[[str], Source]) -> bool:
    """Whether the quotation is exactly what its source holds between its offsets."""
    return not _fault(citation, source)


def _fault(citation: Citation, source: Callable[[str], Source]) -> str:
    try:
        text = source(citation.source).text
    except UnknownName:
        return f"its source {citation.source!r} is not known"
    if not citation.quote.strip() or text[citation.start : citation.end] != citation.quote:
        return f"its quotation does not stand in {citation.pinpoint}"
    return ""


def _unsupported(claim: Claim) -> str:
    if not claim.citations:
        return "it cites nothing"
    if sum(len(citation.quote.split()) for citation in claim.citations) < _FEWEST_WORDS:
        return "what it quotes is too short to show anything"
    quoted = " ".join(f"{citation.quote} {citation.pinpoint}" for citation in claim.citations)
    if not set(_NUMBER.findall(claim.text)) <= set(_NUMBER.findall(quoted)):
        return "a number in it does not stand in what it cites"
    told, given = set(stems(claim.text)), set(stems(quoted))
    if told and len(told & given) / len(told) < _LEAST_SHARED:
        return "what it cites does not say it"
    return ""
