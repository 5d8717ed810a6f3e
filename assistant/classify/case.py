"""The case: all that is known of one draft while it is compared with the classes of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.classify.evidence import Degrees, believed, by_time, degrees, read_all, used
from assistant.classify.material import Material, material
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Evidence, PositionDescription
from knowledge.plans import ClassPlan


@dataclass(frozen=True, slots=True)
class Case:
    """A draft, what counts of it, what it shows, and how the classes rank for it."""

    position: PositionDescription
    draft: Material
    found: tuple[Evidence, ...]
    """All evidence of level, with what does not count."""
    level: Degrees
    ranked: list[Ranked]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What counts."""
        return used(self.found)


def read_case(position: PositionDescription, ranker: Ranker) -> Case:
    """Read the evidence of a draft and rank the plan's classes by it."""
    draft, found = read_draft(position, ranker.plan)
    level = degrees(found)
    return Case(position, draft, found, level, ranker.rank(draft.content, level, draft.larger))


def read_draft(position: PositionDescription, plan: ClassPlan) -> tuple[Material, tuple[Evidence, ...]]:
    """What counts of a draft beside the classes of a plan, and the evidence of level in it."""
    draft = material(position, [spec.title for spec in plan.classes])
    return draft, evidence_of(position, draft)


def evidence_of(position: PositionDescription, draft: Material) -> tuple[Evidence, ...]:
    """The evidence of level in what counts of a draft, weighed by the time its duties take."""
    found = believed(read_all(draft.text, draft.spans, _own_names(position)))
    return by_time(found, [(duty.span, *duty.tasks) for duty in position.duties], _shares(position))


def _shares(position: PositionDescription) -> Sequence[float | None]:
    return [duty.share for duty in position.duties]


def _own_names(position: PositionDescription) -> tuple[str, ...]:
    """A working title shows nothing (*Coordinator*, *Director*), whoever gave it."""
    return tuple(name for name in (position.title, position.requested) if name)
