"""Ranking: kind of work first, then level within what is near in kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.classify.evidence import Degrees
from assistant.classify.kind import KindRanker
from assistant.classify.ladder import Ladder, Standing, distance
from assistant.classify.material import Larger
from assistant.classify.meaning import Meaning
from assistant.models import Factor
from knowledge.plans import ClassPlan

_LEVEL_SHARE = 0.5
"""How much a step of level counts against nearness in kind of work, in its log-odds or standard deviations."""
_SUPERVISES = 2.5
"""From this degree on a text speaks of true supervision, not of lead work."""
_GATE = 0.75


@dataclass(frozen=True, slots=True)
class Ranked:
    """A class with its scores; ``steps`` is the distance in level, ``None`` where nothing can be compared."""

    standing: Standing
    kind: float
    similarity: float
    steps: float | None
    score: float
    level_weight: float = 1.0
    """How much level still counts where the score for kind of work carries some of it already."""

    @property
    def title(self) -> str:
        return self.standing.spec.title


class Ranker:
    """Ranks the classes of one plan for any number of drafts."""

    def __init__(self, plan: ClassPlan, meaning: Meaning | None = None) -> None:
        self.plan = plan
        self.kinds = KindRanker(plan, meaning)
        self.ladder = Ladder(plan.classes)

    def rank(self, text: str, level: Degrees, larger: Larger | None = None) -> list[Ranked]:
        """The classes nearest in kind of work, best first; equal ones by title.

        Most of the time decides: what is ``larger`` counts with the whole and once more alone.
        """
        rows, kinds = self.kinds.nearest(text, larger)
        similarity, weight = self.kinds.similarity(text), self.kinds.level_weight
        found = [
            Ranked(self.ladder.standing(self.plan.classes[row]), float(kind), float(similarity[row]), None, 0.0, weight)
            for row, kind in zip(rows, kinds, strict=True)
        ]
        return by_level(found, level)


def _gate(position: Degrees, class_: Degrees) -> float:
    """What it costs that only one of the two truly supervises: a decisive factor has to be there (R4 of the method)."""
    ours, theirs = position.get(Factor.SUPERVISION), class_.get(Factor.SUPERVISION)
    if ours is None or theirs is None or (ours >= _SUPERVISES) == (theirs >= _SUPERVISES):
        return 0.0
    return _GATE


def level_costs(standings: Sequence[Standing], level: Degrees) -> tuple[list[float | None], list[float]]:
    """Each class's steps from a position of this ``level``, and what they cost.

    Where nothing can be compared, neither speaks of supervising; they agree in that, and it costs nothing (R4 of the
    method: whoever supervises says so).
    """
    steps = [distance(level, standing.degrees) for standing in standings]
    costs = [
        _LEVEL_SHARE * (step or 0.0) + _gate(level, standing.degrees)
        for step, standing in zip(steps, standings, strict=True)
    ]
    return steps, costs


def by_level(candidates: Sequence[Ranked], level: Degrees) -> list[Ranked]:
    """``candidates`` ordered anew for a position of this ``level``."""
    steps, costs = level_costs([candidate.standing for candidate in candidates], level)
    scored = [
        replace(candidate, steps=step, score=candidate.kind - candidate.level_weight * cost)
        for candidate, step, cost in zip(candidates, steps, costs, strict=True)
    ]
    return sorted(scored, key=lambda ranked: (-ranked.score, ranked.title))


def flips(candidates: Sequence[Ranked], level: Degrees, rival: Ranked) -> list[tuple[Factor, float]]:
    """The single facts that would put ``rival`` first: (factor, degree), found by changing each and ranking again."""
    first = rival.standing.spec.source.id
    return [
        (factor, degree)
        for factor, degree in rival.standing.degrees.items()
        if abs(level.get(factor, -9.0) - degree) >= 1.0
        and by_level(candidates, {**level, factor: degree})[0].standing.spec.source.id == first
    ]
