"""Why the order of classes changed when a draft did: what appeared, what disappeared, and which of it did it.

Two readings of one position are compared. What made the difference, the level or the kind of work, is found by ranking
the one's words with the other's level; nothing is said that was not tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from assistant.classify.case import Case
from assistant.classify.evidence import says
from assistant.classify.rank import Ranker
from assistant.models import Factor
from assistant.position.unseen import visible

_SHOWN = 5
"""So many of the first places are watched."""
_QUOTED = 4
"""So many statements that came or went are quoted."""
_LONGEST = 160
_APART = 0.05
"""Two degrees nearer than this are the same."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What changed between two readings, in sentences; all empty where nothing did."""

    ranks: tuple[str, ...] = ()
    """Which classes moved."""
    because: tuple[str, ...] = ()
    """The evidence that appeared or disappeared, factor by factor, and statements that came or went."""
    decisive: str = ""
    """Whether the level or the kind of work put another class first; empty where the first place is the same."""

    def __bool__(self) -> bool:
        return bool(self.ranks)


def moved(before: Case, after: Case, ranker: Ranker) -> Moved:
    """The moves among the first places, with their reasons; what changed without any move is not told."""
    ranks = tuple(_moves(before, after))
    if not ranks:
        return Moved()
    return Moved(ranks, (*_levels(before, after), *_statements(before, after)), _decisive(before, after, ranker))


def _moves(before: Case, after: Case) -> Iterator[str]:
    old, new = ([ranked.title for ranked in case.ranked] for case in (before, after))
    for place, title in enumerate(new[:_SHOWN], 1):
        was = old.index(title) + 1 if title in old else None
        if was != place:
            yield f"{title} is now number {place}; it was " + (f"number {was}." if was else "not among the candidates.")
    for place, title in enumerate(old[:_SHOWN], 1):
        if title not in new[:_SHOWN]:
            yield f"{title} was number {place} and is no longer among the first {_SHOWN}."


def _levels(before: Case, after: Case) -> Iterator[str]:
    """The factors on which the draft stands elsewhere now, each with the words that came and went."""
    for factor in Factor:
        old, new = before.level.get(factor), after.level.get(factor)
        if old is None and new is None:
            continue
        if old is None or new is None or abs(old - new) > _APART:
            now, was = (says(factor, d) if d is not None else "does not say" for d in (new, old))
            change = (
                f"the draft now {now}; before, it {was}" if now != was else f"the draft still {now}, less or more so"
            )
            yield f"On {factor}, {change}.{_words(factor, before, after)}"


def _words(factor: Factor, before: Case, after: Case) -> str:
    old, new = _quotes(factor, before), _quotes(factor, after)
    came = [quote for quote in new if quote not in old]
    went = [quote for quote in old if quote not in new]
    told = [f" Appeared: {_listed(came)}." if came else "", f" Disappeared: {_listed(went)}." if went else ""]
    return "".join(told) or " The same words weigh differently by the time they take."


def _quotes(factor: Factor, case: Case) -> Mapping[str, None]:
    return dict.fromkeys(_flat(item.span.quote) for item in case.evidence if item.factor is factor)


def _statements(before: Case, after: Case) -> Iterator[str]:
    """What is said, and no longer said, of the work itself."""
    old, new = _said(before), _said(after)
    came, went = [s for s in new if s not in old], [s for s in old if s not in new]
    if came:
        yield f"Said now and not before: {_listed(came)}."
    if went:
        yield f"Said before and not now: {_listed(went)}."


def _said(case: Case) -> Mapping[str, None]:
    draft = case.draft
    return dict.fromkeys(_flat(visible(draft.text[start:end])) for start, end in draft.spans)


def _decisive(before: Case, after: Case, ranker: Ranker) -> str:
    """Which of the two put the new first class first, found by changing only that one."""
    if not before.ranked or not after.ranked or before.ranked[0].title == after.ranked[0].title:
        return ""
    first = after.ranked[0].title
    by_level = ranker.rank(before.draft.content, after.level, before.draft.larger)[0].title == first
    by_kind = ranker.rank(after.draft.content, before.level, after.draft.larger)[0].title == first
    if by_level and not by_kind:
        return f"The level did it: with the old words and the new level, {first} comes first too."
    if by_kind and not by_level:
        return f"The kind of work did it: with the new words and the old level, {first} comes first too."
    if by_kind and by_level:
        return f"The level or the words alone would each have put {first} first."
    return f"Only the level and the words of the work together put {first} first."


def _listed(quotes: list[str]) -> str:
    shown = ", ".join(f"“{_short(quote)}”" for quote in quotes[:_QUOTED])
    return shown + (f" and {len(quotes) - _QUOTED} more" if len(quotes) > _QUOTED else "")


def _short(quote: str) -> str:
    return quote if len(quote) <= _LONGEST else quote[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _flat(quote: str) -> str:
    return " ".join(quote.lstrip("-*•0123456789.) ").split())
