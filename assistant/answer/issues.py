"""Issues: how near a question comes to what is recorded of what people ask, and what they may ask next.

A recorded question finds provisions that share no word with a new one; the answer stays in the provisions' words.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from assistant.answer.meaning import Examples, Meanings
from assistant.answer.question import Question
from knowledge.asked import Issue, read_asked
from knowledge.library import Library
from knowledge.models import Kind, Passage
from knowledge.words import sentences

_OTHER_PARTY = 0.08
"""What a question about one party loses against the issue of the other."""
_NAMES_A_CLASS = 0.12
"""What a question that names a class loses: most such questions are about the class, not the procedure."""
_AFTER = 0.95
"""What a question counts when it is read after what was said before it, against its own words alone."""
_NEXT = 3


@dataclass(frozen=True, slots=True)
class Match:
    """How near a question comes to an issue, 0 to about 1."""

    issue: Issue
    nearness: float


class Issues:
    """The issues of a library that have a whole question."""

    def __init__(self, library: Library, meanings: Meanings) -> None:
        self._library, self._meanings = library, meanings
        self.all = tuple(issue for issue in read_asked(library) if issue.asked)

    @property
    def questions(self) -> list[str]:
        """Every recorded question."""
        return [question for issue in self.all for question in issue.asked]

    def nearest(self, question: Question, may_answer: Callable[[Passage], bool]) -> list[Match]:
        """The issues whose passages may answer, nearest first; equal ones in the file's order."""
        near = iter(self._nearness(question))
        found: list[Match] = []
        for issue in self.all:
            best = max(next(near) for _ in issue.asked) - _NAMES_A_CLASS * bool(question.named)
            party = _OTHER_PARTY * bool(question.party and issue.party and question.party != issue.party)
            passages = tuple(passage for passage in issue.passages if may_answer(passage))
            if issue.passages[0] in passages:
                found.append(Match(replace(issue, passages=passages), best - party))
        return sorted(found, key=lambda match: -match.nearness)

    def _nearness(self, question: Question) -> list[float]:
        """How near each recorded question is: to the words alone, to a follow-up read after the question before, and to
        the very question of somebody who tells the story first."""
        text, after = question.text, question.after
        readings = [(text, ""), (text, after), *_focus(text)]
        near = [
            self._examples.nearness(f"{before} {own}".strip(), self._meanings.asked(own, before))
            for own, before in dict.fromkeys(readings)
        ]
        weights = [1.0, *(_AFTER for _ in near[1:])]
        return [max(map(operator.mul, weights, each)) for each in zip(*near, strict=True)]

    def next_after(
        self, matches: Iterable[Match], said: Iterable[Passage], may_answer: Callable[[Passage], bool]
    ) -> tuple[str, ...]:
        """Questions a reader may ask next: the neighbours of the nearest issues, without what was just said."""
        told = {passage.id for passage in said}
        topics = dict.fromkeys(match.issue.topic for match in matches)
        found = [
            issue.asked[0]
            for topic in topics
            for issue in self.all
            if issue.topic == topic
            and not all(passage.id in told for passage in issue.passages)
            and all(may_answer(passage) for passage in issue.passages)
            and not self._is_gap(issue)
        ]
        return tuple(found[:_NEXT])

    def _is_gap(self, issue: Issue) -> bool:
        return self._library.source(issue.passages[0].source).kind is Kind.GAP

    @cached_property
    def _examples(self) -> Examples:
        return Examples(self.questions, self._meanings)


def _focus(text: str) -> list[tuple[str, str]]:
    """(the last sentence that asks, what was told before it), where there is more than one sentence."""
    said = [text[start:end] for start, end in sentences(text)]
    asking = [place for place, sentence in enumerate(said) if sentence.endswith("?")]
    if len(said) < 2 or not asking:
        return []
    return [(said[asking[-1]], " ".join(said[: asking[-1]]))]
