"""Which section each statement of a draft belongs in: by what it tells of, or by the heading it stands under."""

from __future__ import annotations

import re

from assistant.draft.material import Material
from assistant.draft.profile import SectionPlan
from assistant.models import Span
from assistant.position.contexts import REQUIREMENTS, contexts
from assistant.position.loose import Statement

_QUOTING = frozenset({"quoted", "ksa"})


def placed(plan: SectionPlan, material: Material) -> list[Span]:
    """The draft's words for a section, in order; where it has none, the duties that touch on it if the plan says so."""
    own = [statement.span for statement in material.statements if plan in _homes(statement, material)]
    if own or not plan.also_in_work:
        return own
    position = material.position
    work = [span for duty in position.duties for span in (duty.span, *duty.tasks)]
    return [span for span in work if contexts(span.quote, position.title).intersection(plan.tells)]


def _homes(statement: Statement, material: Material) -> list[SectionPlan]:
    """The sections a statement is set in. One that is no requirement of the sort its heading names moves to its own."""
    plans = [plan for plan in material.profile.sections if plan.source in _QUOTING]
    claims = [plan for plan in plans if statement.contexts.intersection(plan.tells)]
    headed = next((plan for plan in plans if plan.headings and _names(plan.headings, statement.heading)), None)
    if headed is None:
        return claims
    stays = not claims or headed in claims or not REQUIREMENTS.intersection(headed.tells)
    return [headed] if stays else claims


def _names(headings: str, heading: str) -> bool:
    return re.fullmatch(headings, heading, re.IGNORECASE) is not None
