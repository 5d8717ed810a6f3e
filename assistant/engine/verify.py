"""Verified or withheld: the only way for a claim to reach a user.

A claim passes where each of its quotations stands in a known source to the letter and is long enough to mean something,
and where nothing in the claim differs from them that its meaning turns on (:mod:`assistant.engine.comparisons`). What
fails is withheld and shown as withheld, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from assistant.engine.additions import added
from assistant.engine.comparisons import fault as unsupported
from assistant.models import Claim, Withheld
from knowledge.errors import UnknownName
from knowledge.models import Citation, Source
from knowledge.words import stems

_FEWEST_WORDS = 3
_LEAST_SHARED = 0.5
"""The share of a claim's telling words that its quotations must hold."""


def verify(
    claims: Iterable[Claim], source: Callable[[str], Source], *, worded: bool = False
) -> tuple[list[Claim], list[Withheld]]:
    """Sort claims into those that hold and those kept back, each with the reason.

    What a model ``worded`` may also add no word of its own (:mod:`assistant.engine.additions`).
    """
    kept: list[Claim] = []
    withheld: list[Withheld] = []
    for claim in claims:
        fault = next(
            (fault for citation in claim.citations if (fault := _misquoted(citation, source))), ""
        ) or _unsupported(claim, worded=worded)
        if fault:
            withheld.append(Withheld(claim.text, fault))
        else:
            kept.append(claim)
    return kept, withheld


def _misquoted(citation: Citation, source: Callable[[str], Source]) -> str:
    """Why the quotation is not exactly what its source holds between its offsets."""
    try:
        text = source(citation.source).text
    except UnknownName:
        return f"its source {citation.source!r} is not known"
    if not citation.quote.strip() or text[citation.start : citation.end] != citation.quote:
        return f"its quotation does not stand in {citation.pinpoint}"
    return ""


def _unsupported(claim: Claim, *, worded: bool) -> str:
    """Why its quotations do not say what a claim says."""
    if not claim.citations:
        return "it cites nothing"
    quotes = [citation.quote for citation in claim.citations]
    if sum(len(quote.split()) for quote in quotes) < _FEWEST_WORDS:
        return "what it quotes is too short to show anything"
    if " ".join(claim.text.split()) == " ".join(" ".join(quotes).split()):
        return ""
    pinpoints = [citation.pinpoint for citation in claim.citations]
    told, given = set(stems(claim.text)), set(stems(" ".join([*quotes, *pinpoints])))
    if told and len(told & given) / len(told) < _LEAST_SHARED:
        return "what it cites does not say it"
    fault = unsupported(claim.text, quotes, pinpoints)
    return fault or (added(claim.text, [*quotes, *pinpoints]) if worded else "")
