"""What an interview says already, so that nobody is asked for it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.classify.case import evidence_of
from assistant.classify.evidence import degrees
from assistant.classify.material import material
from assistant.draft.levels import Choice, choose_level, scales
from assistant.draft.profile import Pattern
from assistant.interview.facts import Field, Interview, Noun
from assistant.interview.write import written
from assistant.models import Factor, PositionDescription
from assistant.position.contexts import Context, contexts
from assistant.position.read import read_position


class Signs(Noun):
    """By what a question's answer is known to be said; nothing means that only an answer is."""

    fields: tuple[Field, ...] = ()
    factors: tuple[Factor, ...] = ()
    scale: str = ""
    contexts: tuple[Context, ...] = ()
    words: Pattern = ""
    duties: int = 0
    """So many duties are enough."""


@dataclass(frozen=True, slots=True)
class Known:
    """An interview with what its written description shows."""

    interview: Interview
    position: PositionDescription
    levels: Mapping[str, Choice]
    factors: frozenset[Factor]
    """The factors of level on which the description shows where it stands."""
    told: frozenset[Context]

    def says(self, signs: Signs) -> bool:
        """Whether one of the signs is there."""
        return (
            any(self.interview.of(field) for field in signs.fields)
            or not self.factors.isdisjoint(signs.factors)
            or not self.told.isdisjoint(signs.contexts)
            or bool(signs.scale and self.levels[signs.scale].level)
            or bool(signs.words and re.search(signs.words, self.position.text, re.IGNORECASE))
            or 0 < signs.duties <= len(self.interview.duties)
        )


def know(interview: Interview) -> Known:
    """Read what the facts, written down, say."""
    position = read_position(written(interview))
    shown = degrees(evidence_of(position, material(position)))
    told = (contexts(fact.flat, position.title) for fact in interview.standing)
    return Known(
        interview,
        position,
        {scale: choose_level(position, scale) for scale in scales()},
        frozenset(shown),
        frozenset(context for found in told for context in found),
    )
