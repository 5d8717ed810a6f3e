"""What people ask, and the provisions that answer it: ``asked.yaml``, read and matched.

A recorded question finds provisions that share no word with a new one; the answer stays in the provisions' words.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from assistant.answer.meaning import Examples, Meanings
from assistant.answer.question import Question
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


class _Row(BaseModel):
    """One entry of ``asked.yaml``, whose head explains the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: dict[str, tuple[str, ...]]
    asked: tuple[str, ...]
    party: Literal["", "employee", "agency"] = ""
    denies: tuple[re.Pattern[str], ...] = ()
    confirms: tuple[re.Pattern[str], ...] = ()

    @field_validator("denies", "confirms", mode="before")
    @classmethod
    def _ignoring_case(cls, value: Sequence[str]) -> object:
        return [re.compile(item, re.I | re.S) for item in value]


@dataclass(frozen=True, slots=True, eq=False)
class Issue:
    """Something people ask: in which words, and the passages that answer it, the leading one first."""

    topic: str
    passages: tuple[Passage, ...]
    asked: tuple[str, ...]
    party: str
    denies: tuple[re.Pattern[str], ...]
    confirms: tuple[re.Pattern[str], ...]

    def opening(self, text: str) -> str:
        """``No.`` or ``Yes.``, where the question presumes or asks what the provision denies or confirms."""
        for word, patterns in (("No.", self.denies), ("Yes.", self.confirms)):
            if any(pattern.search(text) for pattern in patterns):
                return word
        return ""


@dataclass(frozen=True, slots=True)
class Match:
    """How near a question comes to an issue, 0 to about 1."""

    issue: Issue
    nearness: float


class Issues:
    """All issues over one library."""

    def __init__(self, library: Library, meanings: Meanings) -> None:
        self._library, self._meanings = library, meanings
        self.all = tuple(_read(library))

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


def _read(library: Library) -> Iterable[Issue]:
    raw = yaml.safe_load((Path(__file__).parent / "asked.yaml").read_text("utf-8"))
    held: dict[str, list[Passage]] = {}
    for passage in library.passages:
        held.setdefault(passage.pinpoint, []).append(passage)
    for topic, rows in raw.items():
        for row in map(_Row.model_validate, rows):
            passages = [
                passage for point, headings in row.at.items() for passage in _named(held.get(point, []), headings)
            ]
            if passages:
                yield Issue(topic, tuple(passages), row.asked, row.party, row.denies, row.confirms)


def _named(passages: Sequence[Passage], headings: Sequence[str]) -> list[Passage]:
    """The restated passages under the headings, in the headings' order."""
    return [p for heading in headings for p in passages if p.heading and p.heading[-1].startswith(heading)]
