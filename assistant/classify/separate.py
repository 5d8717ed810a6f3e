"""What separates the leading classes for a draft: the factors of level that tell them apart."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.classify.case import Case, read_case
from assistant.classify.change import Changes
from assistant.classify.outcome import find, may_rank
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Factor, PositionDescription

_RIVALS = 4
"""So many of the first places are looked at."""
_APART = 1.0
"""Two classes that stand less than a rung apart are not separated by the factor."""


@dataclass(frozen=True, slots=True)
class Separation:
    """A factor and two classes it separates, by title; whether the draft says anything of it."""

    factor: Factor
    classes: tuple[str, str]
    said: bool


def separations(position: PositionDescription, ranker: Ranker) -> tuple[Separation, ...]:
    """The factors that separate the first place from its rivals: what the draft leaves open, then what would flip it.

    Nothing where no ranking can be defended.
    """
    if not position.text.strip():
        return ()
    case = read_case(position, ranker)
    if not case.ranked or not may_rank(case, find(case, ranker)):
        return ()
    changes, first = Changes(case, ranker), case.ranked[0]
    rivals = case.ranked[1:_RIVALS]
    silent = [(factor, rival) for rival in rivals for factor in _apart(first, rival) if factor not in case.level]
    flips = [(factor, rival) for rival in rivals for factor, _ in changes.for_rival(rival)]
    nearest = dict(reversed([*silent, *flips]))
    order = dict.fromkeys(factor for factor, _ in [*silent, *flips])
    return tuple(_separation(factor, first, nearest[factor], case) for factor in order)


def _apart(first: Ranked, rival: Ranked) -> list[Factor]:
    """The factors on which two classes stand a rung or more apart, the widest gap first."""
    near, far = first.standing.degrees, rival.standing.degrees
    gaps = {f: abs(near[f] - far[f]) for f in near if f in far}
    return sorted((f for f, gap in gaps.items() if gap >= _APART), key=lambda f: (-gaps[f], f))


def _separation(factor: Factor, first: Ranked, rival: Ranked, case: Case) -> Separation:
    one, other = sorted((first.title, rival.title))
    return Separation(factor, (one, other), factor in case.level)
