"""A case, as its trail tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from assistant.cases.entries import (
    Closed,
    DateSet,
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    Entry,
    FactStated,
    Opened,
    Party,
    PersonNamed,
    Reopened,
    ResultKept,
    Stage,
    Withdrawn,
)
from knowledge.errors import InputError

_Did = TypeVar("_Did")


@dataclass(frozen=True, slots=True)
class Case:
    """One position under study, from the request to the protest; everything is read from ``trail``."""

    id: str
    trail: tuple[Entry, ...]

    @property
    def opened(self) -> Opened:
        """How the case began."""
        first = self.trail[0].did
        assert isinstance(first, Opened)
        return first

    def all(self, kind: type[_Did]) -> Iterator[_Did]:
        """What happened of one kind and still counts, oldest first."""
        return (did for _, did in self.numbered(kind))

    def numbered(self, kind: type[_Did]) -> Iterator[tuple[int, _Did]]:
        """The same, each with the number of its entry."""
        gone = self.withdrawn
        return ((e.n, e.did) for e in self.trail if isinstance(e.did, kind) and e.n not in gone)

    @property
    def withdrawn(self) -> dict[int, int]:
        """The numbers of the entries that no longer count, each with that of the entry that says so."""
        return {entry.did.entry: entry.n for entry in self.trail if isinstance(entry.did, Withdrawn)}

    @property
    def people(self) -> dict[Party, str]:
        """Who takes part; of two names for one party the later counts."""
        return {named.party: named.name for named in self.all(PersonNamed)}

    @property
    def descriptions(self) -> dict[Stage, DescriptionAdded]:
        """The latest description of each stage."""
        return {added.stage: added for added in self.all(DescriptionAdded)}

    @property
    def dates(self) -> dict[str, date]:
        """Event -> its day; of two days for one event the later entry counts."""
        return {dated.event: dated.day for dated in self.all(DateSet)}

    @property
    def documents(self) -> dict[str, tuple[DocumentFiled, ...]]:
        """Item of the packet -> what was filed for it."""
        filed: dict[str, tuple[DocumentFiled, ...]] = {}
        for one in self.all(DocumentFiled):
            filed[one.item] = (*filed.get(one.item, ()), one)
        return filed

    @property
    def accounts(self) -> dict[str, tuple[FactStated, ...]]:
        """What each thing was said to be, by whom."""
        told: dict[str, tuple[FactStated, ...]] = {}
        for one in self.all(FactStated):
            told[one.about] = (*told.get(one.about, ()), one)
        return told

    @property
    def decision(self) -> DecisionFiled | None:
        """The last decision that people filed."""
        return next(iter(reversed([*self.all(DecisionFiled)])), None)

    @property
    def closed(self) -> Entry | None:
        """The entry that closed the case, with who and when; nothing while it is open."""
        gone = self.withdrawn
        ends = [e for e in self.trail if isinstance(e.did, Closed | Reopened) and e.n not in gone]
        return ends[-1] if ends and isinstance(ends[-1].did, Closed) else None

    def results(self, verb: str) -> tuple[ResultKept, ...]:
        """What a verb gave, oldest first."""
        return tuple(kept for kept in self.all(ResultKept) if kept.verb == verb)

    def last(self, verb: str) -> Any:
        """What a verb gave last; nothing if it was not run."""
        kept = self.results(verb)
        return kept[-1].result if kept else None


def case_of(id: str, trail: Sequence[Entry]) -> Case:
    """The case of a trail. Raises :class:`InputError` where the trail is not whole or was altered."""
    before = ""
    for place, entry in enumerate(trail, 1):
        if entry.n != place or entry.before != before or not entry.sound:
            raise InputError(
                f"case {id}: entry {place} of its trail is missing or was altered; bring the case back from a file "
                "made by 'case export'"
            )
        before = entry.hash
    if not trail or not isinstance(trail[0].did, Opened):
        raise InputError(f"case {id}: its trail does not begin with its opening; nothing can be read from it")
    return Case(id, tuple(trail))
