"""Change: the smallest change of fact that would put another class first, found by changing it and ranking again.

One fact is tried before two (and two of the runner-up only), a smaller step before a larger one, level before kind of
work; nothing is said that was not tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from assistant.classify.case import Case, read_case
from assistant.classify.evidence import says
from assistant.classify.rank import Ranked, Ranker, by_level, flips
from assistant.models import Duty, Factor

_STEP = 0.5
"""A change of fact is looked for in half rungs."""
_RIVALS = 4
"""So many of the first places are tried as rivals."""

Facts = tuple[tuple[Factor, float], ...]
"""(factor, degree): what would have to be true of the position."""


@dataclass(frozen=True)
class Changes:
    """What would change the ranking of one case."""

    case: Case
    ranker: Ranker

    def told(self, rank: int, ranked: Ranked) -> tuple[str, ...]:
        """Sentences for the class at ``rank``: what would unseat the first place, or lift another to it."""
        first = self.case.ranked[0]
        if rank > 1:
            facts = self.for_rival(ranked)
            return (_sentence(ranked.title, facts),) if facts else (_NOTHING.format(ranked.title, first.title),)
        found = [(rival.title, self.for_rival(rival)) for rival in self.case.ranked[1:_RIVALS]]
        sentences = [_sentence(title, facts) for title, facts in sorted(found, key=lambda item: len(item[1])) if facts]
        return (*(sentences or [_NOTHING_AT_ALL]), *self._by_duty)

    def for_rival(self, rival: Ranked) -> Facts:
        """The smallest change that puts ``rival`` first: one fact or, of the runner-up, two; else empty."""
        if rival.title not in self._tried:
            second = rival is self.case.ranked[1]
            self._tried[rival.title] = self._one_fact(rival) or (self._two_facts(rival) if second else ())
        return self._tried[rival.title]

    @cached_property
    def _tried(self) -> dict[str, Facts]:
        return {}

    def _one_fact(self, rival: Ranked) -> Facts:
        options = [
            ((factor, self._nearest(rival, factor, degree)),)
            for factor, degree in flips(self.case.ranked, self.case.level, rival)
        ]
        return min(options, key=lambda facts: self._size(facts), default=())

    def _two_facts(self, rival: Ranked) -> Facts:
        standing = rival.standing.degrees
        apart = [f for f, degree in standing.items() if abs(self._now(f, degree) - degree) >= _STEP]
        options = [
            facts
            for pair in combinations(apart, 2)
            if self._first(facts := tuple((factor, standing[factor]) for factor in pair)) == rival.title
        ]
        return min(options, key=lambda facts: self._size(facts), default=())

    def _nearest(self, rival: Ranked, factor: Factor, degree: float) -> float:
        """The degree nearest to the position's own that still puts the rival first."""
        now = self.case.level.get(factor)
        if now is None:
            return degree
        steps = max(1, int(abs(degree - now) / _STEP))
        ways = (now + (degree - now) * step / steps for step in range(1, steps))
        return next((way for way in ways if self._first(((factor, way),)) == rival.title), degree)

    def _first(self, facts: Facts) -> str:
        return by_level(self.case.ranked, {**self.case.level, **dict(facts)})[0].title

    def _now(self, factor: Factor, otherwise: float) -> float:
        """Where the position stands; what it leaves open is as far off as a whole rung."""
        return self.case.level.get(factor, otherwise - 1.0)

    def _size(self, facts: Facts) -> float:
        return sum(abs(self._now(factor, degree) - degree) for factor, degree in facts)

    @cached_property
    def _by_duty(self) -> tuple[str, ...]:
        """Whether another class comes first if the largest duty takes half the time it does, or if it is not there."""
        duty = largest(self.case)
        if duty is None or not duty.share:
            return ()
        ours = self.case.ranked[0].title
        if (first := self._first_at(duty, duty.share / 2)) != ours:
            return (_LESS.format(first, duty.share, duty.share / 2),)
        if (first := self._first_without(duty)) != ours:
            return (_WITHOUT.format(first, duty.share),)
        return ()

    def _first_at(self, duty: Duty, share: float) -> str:
        """The first class if a duty takes ``share`` percent and the others take up what that leaves."""
        rest = sum(other.share or 0.0 for other in self.case.position.duties if other is not duty)
        grown = 1 + ((duty.share or 0.0) - share) / rest if rest else 1.0
        duties = [
            replace(other, share=share if other is duty else other.share * grown) if other.share else other
            for other in self.case.position.duties
        ]
        return read_case(replace(self.case.position, duties=tuple(duties)), self.ranker).ranked[0].title

    def _first_without(self, duty: Duty) -> str:
        """The first class for the words without a duty; the case's own where nothing else is said."""
        spans = {(span.start, span.end) for span in (duty.span, *duty.tasks)}
        draft = self.case.draft
        kept = [cut for cut in draft.spans if not any(start < cut[1] and cut[0] < end for start, end in spans)]
        words = "\n".join(draft.text[start:end] for start, end in kept)
        return (self.ranker.rank(words, self.case.level) if words.strip() else self.case.ranked)[0].title


def largest(case: Case) -> Duty | None:
    """The duty that takes most of the time, where the draft gives shares of several."""
    shared = [duty for duty in case.position.duties if duty.share]
    return max(shared, key=lambda duty: duty.share or 0.0) if len(shared) > 1 else None


_LESS = "{} would come first if the position's largest duty took not {:g} but {:g} % of the time."
_WITHOUT = "{} would come first if the position did not have its largest duty ({:g} % of the time)."
_NOTHING = "No single fact about the level would put {} before {}; other duties would."
_NOTHING_AT_ALL = "No single fact about the level would change the first place; other duties would."


def _sentence(title: str, facts: Facts) -> str:
    return f"{title} would come first if {' and '.join(_said(facts))}."


def _said(facts: Facts) -> Iterator[str]:
    for factor, degree in facts:
        yield f"the position {says(factor, degree)} ({factor})"
