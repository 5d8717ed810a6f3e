"""Finding: what supports an answer to one question, or the known gap it falls into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.answer.issues import Issues, Match
from assistant.answer.question import Question
from assistant.answer.support import LEADS, Reader, Support
from assistant.orders import holds_order
from knowledge.library import Library
from knowledge.models import Kind, Passage
from knowledge.search import Hit, Search
from knowledge.words import all_stems, gap_words, official_terms, stems

_HITS = 14
_OF_CLASSES = 4
_LEAST = (0.3, 0.45)
_LEAST_IN_TRADE = (0.24, 0.37)
"""(score, similarity) below which what was found is about something else."""
_KNOWN = 0.44
"""From this nearness on to a recorded issue, a question is one the sources speak of."""
_NEARER = 0.04
"""By so much a known gap has to come nearer than what is answered."""
_SURE = 0.7
"""From this nearness on a recorded issue outweighs the words of a known gap."""
_GAP = "Known gap: "


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for a question: support, or the gap, or neither."""

    question: Question
    support: Support | None = None
    gap: Passage | None = None
    matches: tuple[Match, ...] = ()
    """The nearest recorded issues, nearest first."""

    @property
    def issue(self) -> Match | None:
        """The issue that the question is about, if one is near enough."""
        return self.matches[0] if self.matches and self.matches[0].nearness >= LEADS else None


class Finder:
    """Finds over one library."""

    def __init__(self, library: Library, search: Search, reader: Reader, issues: Issues) -> None:
        self._library, self._search, self._reader, self._issues = library, search, reader, issues
        self._gaps = {
            passage.pinpoint.removeprefix(_GAP): passage
            for source in library.sources.values()
            if source.kind is Kind.GAP
            for passage in source.passages
        }

    def find(self, question: Question) -> Finding:
        """What supports an answer; else the known gap the question is about, or nothing."""
        if question.elsewhere in self._gaps:
            return Finding(question, gap=self._gaps[question.elsewhere])
        keep = may_answer(question, self._library)
        matches = tuple(self._issues.nearest(question, keep))
        nearest = matches[0] if matches and matches[0].nearness >= LEADS else None
        if nearest and self._is_gap(nearest) and nearest.nearness >= self._held(matches) + _NEARER:
            return Finding(question, gap=nearest.issue.passages[0], matches=matches)
        sure = nearest is not None and nearest.nearness >= _SURE
        gap = None if sure else self._gap_named(question)
        if gap is not None:
            return Finding(question, gap=gap, matches=matches)
        hits = [*self._search.find(question.query, _HITS, keep), *self._of_case(question)]
        support = self._reader.support(question, hits, [match for match in matches if not self._is_gap(match)])
        gap = None if nearest else self._gap_found(question, hits, support)
        known = self._held(matches) >= _KNOWN
        if gap is None and (known or _holds(question, support, hits)):
            return Finding(question, support=support, matches=matches)
        return Finding(question, gap=gap, matches=matches)

    def _of_case(self, question: Question) -> list[Hit]:
        """What the classes of the asker's case say, where the question means them without their names."""
        meant = {spec.source.id for spec in question.meant}
        return self._search.find(question.query, _OF_CLASSES, lambda p: p.source in meant) if meant else []

    def _held(self, matches: Sequence[Match]) -> float:
        """How near the nearest issue comes that is answered."""
        return next((match.nearness for match in matches if not self._is_gap(match)), 0.0)

    def _is_gap(self, match: Match) -> bool:
        return self._library.source(match.issue.passages[0].source).kind is Kind.GAP

    def _gap_named(self, question: Question) -> Passage | None:
        """A known gap whose words stand in the question."""
        asked = all_stems(question.text)
        return next((self._gaps[name] for name, words in gap_words() if words <= asked and name in self._gaps), None)

    def _gap_found(self, question: Question, hits: Sequence[Hit], support: Support) -> Passage | None:
        """A gap that leads the hits and says more of the question than any provision does."""
        first = hits[0].passage if hits else None
        if first is None or question.named or self._library.source(first.source).kind is not Kind.GAP:
            return None
        said = support.share(stems(f"{' '.join(first.heading)} {first.text}"))
        return first if said > support.best_share() else None


def may_answer(question: Question, library: Library) -> Callable[[Passage], bool]:
    """What an answer may be found in: known gaps, what its employers have, and of class texts only those it names.

    A passage that gives orders to software is no rule, whoever wrote it.
    """
    named = {spec.source.id for spec in question.named}

    def keep(passage: Passage) -> bool:
        source = library.source(passage.source)
        if holds_order(passage.text):
            return False
        if source.kind is Kind.CLASS_SPEC:
            return source.id in named
        return source.jurisdiction in question.employers or source.kind is Kind.GAP

    return keep


def _holds(question: Question, support: Support, hits: Sequence[Hit]) -> bool:
    """Whether the sources speak of what the question is about: it names a provision, or is near enough to one.

    A question in the trade's own terms may be farther off in wording.
    """
    if any(hit.named for hit in hits):
        return True
    score, similarity = _LEAST_IN_TRADE if official_terms(question.text) else _LEAST
    return support.score >= score and support.similarity >= similarity
