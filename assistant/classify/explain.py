"""Explanation: how a ranking came about, so that an analyst can see what counted, what did not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from numbers import Real

from assistant.classify.case import Case, read_case
from assistant.classify.functions import functions
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Evidence, Function, PositionDescription, Withheld

_NAMES = {
    "kind": "kind of work",
    "similarity": "words shared, 0 to 1",
    "steps": "steps apart in level",
    "level_weight": "weight of level",
}
"""What the numbers of a ranked class are called; the others bear names of their own."""
_SHOWN = 10
"""So many candidates are explained, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score, as in *kind of work*, 2.31."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A class that was ranked, and what its score is made of."""

    rank: int
    class_title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a ranking came about, for an analyst."""

    candidates: tuple[Candidate, ...]
    level: tuple[Part, ...]
    """Where the draft stands on each factor, 0 to 5."""
    used: tuple[Evidence, ...]
    unused: tuple[Evidence, ...]
    """Evidence that does not count, each with its reason."""
    aside: tuple[Withheld, ...]
    """Sentences that are no facts about the work, each with its reason."""
    functions: tuple[Function, ...]


def explain(position: PositionDescription, ranker: Ranker, *, top: int = _SHOWN) -> Explanation:
    """The candidates with the parts of their scores, and the evidence that counted and that did not."""
    return explained(read_case(position, ranker), top)


def explained(case: Case, top: int = _SHOWN) -> Explanation:
    """The explanation of a case that has been read."""
    return Explanation(
        candidates=tuple(
            Candidate(rank, ranked.title, tuple(parts(ranked))) for rank, ranked in enumerate(case.ranked[:top], 1)
        ),
        level=tuple(Part(str(factor), round(degree, 2)) for factor, degree in case.level.items()),
        used=case.evidence,
        unused=tuple(item for item in case.found if item.unused),
        aside=tuple(Withheld(aside.quote, aside.reason) for aside in case.draft.asides),
        functions=functions(case.draft.text, case.draft.spans),
    )


def parts(ranked: Ranked) -> Iterator[Part]:
    """Every number that a ranked class carries, by its name; those of a mapping one by one."""
    for field in fields(ranked):
        value = getattr(ranked, field.name)
        if isinstance(value, Mapping):
            yield from (Part(str(name), round(float(number), 3)) for name, number in value.items())
        elif isinstance(value, Real):
            yield Part(_NAMES.get(field.name, field.name), round(float(value), 3))
