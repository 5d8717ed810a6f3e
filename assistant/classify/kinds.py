"""Two kinds of work in one position: found by the time its duties take and by what each is nearest to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.classify.case import Case
from assistant.classify.rank import Ranker
from assistant.models import Duty

_HALVES = re.compile(
    r"\b(?P<open>(?:first )?half)\b(?P<one>.+?)\b(?:the )?(?:other|second) half\b(?P<two>.+)", re.I | re.S
)
_MOST = 60.0
"""Percent of the time: a kind of work that takes so much is the position's own."""
_PLAIN = 0.08
"""From this cosine on a part of the draft is plainly about the work of some class."""
_STRANGE = 0.06
"""Below this cosine a part of the draft has nothing of the class that another part is nearest to."""


def two_kinds(case: Case, ranker: Ranker) -> tuple[str, str] | None:
    """The titles that two unrelated kinds of work are nearest to, where neither takes most of the time."""
    parts = _said_in_halves(case) or _by_time(case, ranker)
    if parts is None:
        return None
    one, two = parts
    first, second = (ranker.rank(part, {})[0].standing.spec for part in parts)
    rows = {spec.source.id: row for row, spec in enumerate(ranker.plan.classes)}
    near, far = ranker.kinds.similarity(one), ranker.kinds.similarity(two)
    crossed = max(far[rows[first.source.id]], near[rows[second.source.id]])
    plain = min(near[rows[first.source.id]], far[rows[second.source.id]]) >= _PLAIN
    return (first.title, second.title) if first.series != second.series and plain and crossed < _STRANGE else None


def _said_in_halves(case: Case) -> tuple[str, str] | None:
    said = _HALVES.search(case.draft.words)
    return (said["one"], said["two"]) if said else None


def _by_time(case: Case, ranker: Ranker) -> tuple[str, str] | None:
    """The duties that go with the largest one, and the rest, where their time is given and neither has most."""
    shared = sorted((duty for duty in case.position.duties if duty.share), key=lambda duty: -(duty.share or 0.0))
    if len(shared) < 2 or (shared[0].share or 0.0) >= _MOST:
        return None
    near = [ranker.kinds.similarity(_words(duty)) for duty in shared]
    own = int(near[0].argmax())
    with_it = [duty for duty, to in zip(shared, near, strict=True) if duty is shared[0] or to[own] >= _STRANGE]
    rest = [duty for duty in shared if duty not in with_it]
    if not rest or max(_time(with_it), _time(rest)) >= _MOST:
        return None
    return " ".join(map(_words, with_it)), " ".join(map(_words, rest))


def _time(duties: Sequence[Duty]) -> float:
    return sum(duty.share or 0.0 for duty in duties)


def _words(duty: Duty) -> str:
    return " ".join([duty.span.quote, *(task.quote for task in duty.tasks)])
