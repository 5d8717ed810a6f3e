"""Level: where a class stands on each allocation factor by its own words, and how far a position stands from it.

A class is read where it speaks of itself: sentences that contrast it with another class of the plan say where that
one stands, and are left out. R5 of the method asks that a position fully meet the class's concept, so distance counts
in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.classify.evidence import Degrees, degrees, read_evidence
from assistant.models import Evidence, Factor
from knowledge.models import ClassSpec, Passage
from knowledge.words import sentences

_CONCEPT = re.compile(
    r"kind|level|definition|summary|purpose|concept|scope|distinguish|nature|supervision|class characteristics|factors",
    re.I,
)
_NOT_WORK = re.compile(r"knowledge|skill|abilit|licen|requirement|physical|environment|footer|not seen", re.I)
"""Headings under which a class does not speak of its work."""
_SHORTEST = 25
"""A sentence of fewer characters says too little to show a kind of work."""
_OPENING_SENTENCES = 12
"""How many sentences of an undivided specification are taken as its concept."""

WEIGHTS: dict[Factor, float] = {
    Factor.SUPERVISION: 2.0,
    Factor.INDEPENDENCE: 1.0,
    Factor.COMPLEXITY: 1.0,
    Factor.KNOWLEDGE: 1.0,
    Factor.GUIDELINES: 0.5,
    Factor.CONSEQUENCE: 0.25,
}
"""How much a step on a factor counts; supervision decides most often (Job Audit Manual, A.2, the electricians)."""


@dataclass(frozen=True)
class Standing:
    """A class on the ladder of every factor, with the words that put it there."""

    spec: ClassSpec
    evidence: tuple[Evidence, ...]

    @cached_property
    def degrees(self) -> Degrees:
        return degrees(self.evidence)


class Ladder:
    """Reads the standing of the classes of a plan, each once."""

    def __init__(self, specs: Sequence[ClassSpec]) -> None:
        self._titles = {title for spec in specs for title in (spec.title, *spec.also) if len(title.split()) > 1}
        self._read: dict[str, Standing] = {}

    def standing(self, spec: ClassSpec) -> Standing:
        """Where ``spec`` stands by its own words."""
        if spec.source.id not in self._read:
            self._read[spec.source.id] = Standing(spec, self._evidence(spec))
        return self._read[spec.source.id]

    def _evidence(self, spec: ClassSpec) -> tuple[Evidence, ...]:
        """From the concept; on factors it leaves open, from the rest (examples illustrate, they do not decide)."""
        concept = set(self._own(spec, concept_sentences(spec)))
        rest = set(self._own(spec, _all_sentences(spec))) - concept
        names = (spec.title, *spec.also)
        found = read_evidence(spec.source.text, sorted(concept), names)
        settled = {item.factor for item in found}
        more = read_evidence(spec.source.text, sorted(rest), names)
        return found + tuple(e for e in more if e.factor not in settled)

    def work_sentences(self, spec: ClassSpec) -> list[tuple[Passage, int, int]]:
        """The sentences in which a class speaks of its own work: (passage, start, end) in the source's text."""
        work = [cut for cut in _all_sentences(spec) if not (cut[0].heading and _NOT_WORK.search(cut[0].heading[-1]))]
        own = set(self._own(spec, work))
        return [cut for cut in work if cut[1:] in own and cut[2] - cut[1] >= _SHORTEST] or work

    def _own(self, spec: ClassSpec, sentences_: Iterable[tuple[Passage, int, int]]) -> Iterator[tuple[int, int]]:
        others = self._titles - {spec.title, *spec.also}
        for passage, start, end in sentences_:
            words = _without(passage.text[start - passage.start : end - passage.start], spec)
            if not any(title in words for title in others):
                yield start, end


def concept_sentences(spec: ClassSpec) -> Iterator[tuple[Passage, int, int]]:
    """The sentences in which a class says what it is: (passage, start, end) in the source's text."""
    passages = [p for p in spec.source.passages if p.heading and _CONCEPT.search(p.heading[-1])]
    limit = None if passages else _OPENING_SENTENCES
    for passage in passages or spec.source.passages[:1]:
        for start, end in list(sentences(passage.text))[:limit]:
            yield passage, passage.start + start, passage.start + end


def _all_sentences(spec: ClassSpec) -> Iterator[tuple[Passage, int, int]]:
    for passage in spec.source.passages:
        for start, end in sentences(passage.text):
            yield passage, passage.start + start, passage.start + end


def distance(position: Degrees, class_: Degrees) -> float | None:
    """The weighted mean of the steps between the two, 0 to 5; ``None`` where they share no factor."""
    shared = [factor for factor in position if factor in class_]
    total = sum(WEIGHTS[factor] for factor in shared)
    if not total:
        return None
    return sum(WEIGHTS[factor] * abs(position[factor] - class_[factor]) for factor in shared) / total


def _without(sentence: str, spec: ClassSpec) -> str:
    for name in (spec.title, *spec.also):
        sentence = sentence.replace(name, "")
    return sentence
