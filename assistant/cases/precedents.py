"""Decisions filed, as precedents without anybody's data: made from a case on a person's word, kept in its trail.

So there is one home for them, as durable as the case; a precedent goes out with its case's file and no longer counts
once its decision or its description is withdrawn, or another decision takes the place of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

from assistant.cases.case import Case
from assistant.cases.entries import (
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    FactStated,
    NoteAdded,
    PrecedentKept,
    Stage,
)
from assistant.cases.private import Removed, without_people
from knowledge.errors import InputError

if TYPE_CHECKING:
    from assistant.desk import Desk

_Found = TypeVar("_Found")

ACT = "precedent kept"


def precedent_of(case: Case) -> tuple[PrecedentKept, Removed]:
    """The precedent that a case's decision makes, and what was taken out of its description.

    Raises :class:`InputError` where no decision is filed or there is no description that it was made on.
    """
    decided = _last(case.numbered(DecisionFiled))
    if decided is None:
        raise InputError(f"case {case.id}: no decision is filed; file it with 'case decision {case.id}'")
    described = _described(case, decided[0])
    if described is None:
        raise InputError(f"case {case.id}: there is no current description; add it with 'case describe {case.id} FILE'")
    removed = without_people(described[1].text, list(case.people.values()), list(_beside(case)))
    decision = decided[1]
    kept = PrecedentKept(
        decision=decided[0],
        description=described[0],
        plan=case.opened.plan,
        text=removed.text,
        class_title=decision.class_title,
        day=decision.day,
        change=decision.change,
    )
    return kept, removed


def standing(case: Case) -> PrecedentKept | None:
    """The precedent of a case as long as it counts: its decision is the case's last, its description still there."""
    kept = _last(case.numbered(PrecedentKept))
    decided = _last(case.numbered(DecisionFiled))
    held = {n for n, _ in case.numbered(DescriptionAdded)}
    if kept is None or decided is None:
        return None
    return kept[1] if kept[1].decision == decided[0] and kept[1].description in held else None


def precedents(cases: Iterable[Case], plan: str = "", without: str = "") -> tuple[PrecedentKept, ...]:
    """All that count, of a plan if one is named, the newest first; never that of the case ``without``."""
    found = (kept for case in cases if case.id != without and (kept := standing(case)))
    return tuple(sorted((kept for kept in found if plan in ("", kept.plan)), key=_newest))


def kept_at(desk: Desk, plan: str = "", without: str = "") -> tuple[PrecedentKept, ...]:
    """Those of a desk; no database is made only to find that there are none."""
    settings = desk.settings
    if not settings.database_url and not (settings.data_dir / "cases.sqlite3").exists():
        return ()
    return precedents(desk.cases.holding(ACT), plan, without)


def _newest(kept: PrecedentKept) -> tuple[int, str]:
    return -kept.day.toordinal(), kept.key


def _last(found: Iterable[tuple[int, _Found]]) -> tuple[int, _Found] | None:
    return max(found, key=lambda one: one[0], default=None)


def _described(case: Case, decision: int) -> tuple[int, DescriptionAdded] | None:
    """The current description that lay before those who decided; if it was filed later, the first that was."""
    found = [(n, one) for n, one in case.numbered(DescriptionAdded) if one.stage is Stage.CURRENT]
    return _last(one for one in found if one[0] < decision) or min(found, key=lambda one: one[0], default=None)


def _beside(case: Case) -> Iterator[str]:
    """The other texts of a case, which may introduce people whom the description calls by half a name."""
    yield from (one.text for one in case.all(DescriptionAdded))
    yield from (one.text for one in case.all(DocumentFiled))
    yield from (one.words for one in case.all(FactStated))
    yield from (one.words for one in case.all(NoteAdded))
    yield from (f"{one.by}\n{one.grounds}" for one in case.all(DecisionFiled))
