"""What a class would take: the facts that would have to be true of a position, factor by factor, beside what it says.

This is the answer to a wish for a class. It changes no word of the draft and tells nobody what to write: it asks.
"""

from __future__ import annotations

from dataclasses import dataclass

from assistant.classify.case import read_case
from assistant.classify.change import Changes
from assistant.classify.compare import QUESTIONS, compare
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Comparison, Factor, PositionDescription, Verdict
from knowledge.errors import UnknownName
from knowledge.models import Citation

_UNTRIED = "By its words the draft is not near enough to {} for one fact about the level to change the order."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What speaks for a class already, and what evidence would be needed for it."""

    class_title: str
    place: int | None
    """Its place among the candidates now, from 1; ``None`` where the draft is not near it in kind of work."""
    matches: tuple[Comparison, ...]
    needed: tuple[Comparison, ...]
    """The factors on which the draft is silent or stands elsewhere, with the class's own words."""
    questions: tuple[str, ...]
    """Open questions whose true answers would show it, one for each needed factor."""
    would_change: tuple[str, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The class's words, each once."""
        return tuple(dict.fromkeys(c.class_ for c in (*self.needed, *self.matches) if c.class_ is not None))


def wanted(position: PositionDescription, ranker: Ranker, title: str) -> Wanted:
    """The evidence for a class of the plan. Raises :class:`UnknownName` for any other."""
    specs = {spec.title: spec for spec in ranker.plan.classes}
    if title not in specs:
        raise UnknownName("class", title, sorted(specs))
    case = read_case(position, ranker)
    place = next((at for at, ranked in enumerate(case.ranked, 1) if ranked.title == title), None)
    ranked = case.ranked[place - 1] if place else Ranked(ranker.ladder.standing(specs[title]), 0.0, 0.0, None, 0.0)
    comparisons = compare(ranked, ranker, case.draft, case.evidence, case.level)
    asked = {Factor.KIND, *ranked.standing.degrees}  # of the rest the class says nothing, and nothing is needed
    needed = tuple(c for c in comparisons if c.verdict is not Verdict.MATCHES and c.factor in asked)
    changes = Changes(case, ranker).told(place, ranked) if place else (_UNTRIED.format(title),)
    return Wanted(
        title,
        place,
        tuple(c for c in comparisons if c.verdict is Verdict.MATCHES),
        needed,
        tuple(QUESTIONS[c.factor] for c in needed),
        changes if place != 1 else (),
    )
