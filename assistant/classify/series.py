"""Where a suggestion stands in the plan: the levels of each series it touches, as steps of a ladder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from assistant.classify.ladder import WEIGHTS, Standing
from assistant.classify.rank import Ranker
from assistant.models import Outcome, SuggestResult
from knowledge.models import ClassSpec

_AROUND: Final = 1
"""So many levels are shown above the highest and below the lowest class that was compared."""
_UNDECIDED: Final = (Outcome.BETWEEN, Outcome.EITHER)


class Place(StrEnum):
    """How a class of a series stands to the draft."""

    BEST = "best fit"
    LIKELY = "may fit as well"
    COMPARED = "compared, and less likely"
    NEIGHBOUR = "a neighbor in the series"


@dataclass(frozen=True, slots=True)
class Step:
    """One class on the ladder of its series."""

    title: str
    place: Place
    confidence: float | None = None
    """That of the suggestion; ``None`` where the class is none of the first ones."""


@dataclass(frozen=True, slots=True)
class Series:
    """The levels of one series that lie around the draft, the highest first."""

    name: str
    steps: tuple[Step, ...]
    numbered: bool
    """Whether the plan gives each class its level; else the order is read from what the classes say of themselves."""
    above: int = 0
    """How many higher levels are left out, and ``below`` how many lower ones."""
    below: int = 0


def series_of(result: SuggestResult, ranker: Ranker) -> tuple[Series, ...]:
    """The series of the suggested classes, each once, that of the best fit first."""
    specs = {spec.title: spec for spec in ranker.plan.classes}
    suggested = [specs[found.class_title] for found in result.suggestions]
    places = dict(_places(result))
    names = dict.fromkeys(spec.series for spec in suggested)
    return tuple(_series(name, result, ranker, places) for name in names)


def _places(result: SuggestResult) -> Iterator[tuple[str, Place]]:
    """Each class that has a place of its own, by title; where two levels cannot be told apart, both fit best."""
    best = 2 if result.outcome in _UNDECIDED else 1
    for rank, found in enumerate(result.suggestions, 1):
        likely = found.class_title in result.likely
        yield found.class_title, Place.BEST if rank <= best else Place.LIKELY if likely else Place.COMPARED
    shown = {found.class_title for found in result.suggestions}
    yield from ((title, Place.LIKELY) for title in result.likely if title not in shown)


def _series(name: str, result: SuggestResult, ranker: Ranker, places: dict[str, Place]) -> Series:
    kin = [spec for spec in ranker.plan.classes if spec.series == name]
    numbered = all(spec.level is not None for spec in kin)
    ordered = _from_the_top(kin, ranker, numbered=numbered)
    marked = [at for at, spec in enumerate(ordered) if spec.title in places]
    first, last = max(marked[0] - _AROUND, 0), min(marked[-1] + _AROUND, len(ordered) - 1)
    sure = {found.class_title: found.confidence for found in result.suggestions}
    steps = (
        Step(spec.title, places.get(spec.title, Place.NEIGHBOUR), sure.get(spec.title))
        for spec in ordered[first : last + 1]
    )
    return Series(name, tuple(steps), numbered, above=first, below=len(ordered) - 1 - last)


def _from_the_top(kin: Sequence[ClassSpec], ranker: Ranker, *, numbered: bool) -> list[ClassSpec]:
    """Classes by level, the highest first; equal ones by title."""

    def height(spec: ClassSpec) -> float:
        return float(spec.level or 0) if numbered else _mean(ranker.ladder.standing(spec))

    return sorted(kin, key=lambda spec: (-height(spec), spec.title))


def _mean(standing: Standing) -> float:
    """How high a class stands by its own words: the weighted mean of its degrees, 0 to 5."""
    weights = [(WEIGHTS[factor], degree) for factor, degree in standing.degrees.items() if factor in WEIGHTS]
    total = sum(weight for weight, _ in weights)
    return sum(weight * degree for weight, degree in weights) / total if total else 0.0
