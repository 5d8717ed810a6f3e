"""Level: where a class stands on each allocation factor, and how far a position stands from it.

A class is read where it speaks of itself, then where its neighbours in the series speak of it, then in its examples,
then in its title: what goes before settles a factor. R5 of the method asks that a position fully meet the class's
concept, so distance counts in both directions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from assistant.classify.contrast import Names, Titles, clauses, names_of
from assistant.classify.evidence import Degrees, believed, degrees, read_all, used
from assistant.models import Evidence, Factor, Span
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
    Factor.KNOWLEDGE: 0.5,
    Factor.GUIDELINES: 0.5,
    Factor.CONSEQUENCE: 0.25,
}
"""How much a step on a factor counts; supervision decides most often (Job Audit Manual, A.2, the electricians)."""
UNSAID = 1.0
"""The most that a text does that says nothing of leading or supervising: whoever does, says so (R4 of the method)."""

Sentence = tuple[Passage, int, int]
"""A passage of a class and where a sentence of it stands in the source's text."""


@dataclass(frozen=True, slots=True)
class Told:
    """What another class of the series says of a class."""

    by: ClassSpec
    evidence: Evidence


@dataclass(frozen=True)
class Standing:
    """A class on the ladder of every factor, with the words that put it there."""

    spec: ClassSpec
    evidence: tuple[Evidence, ...]
    told: tuple[Told, ...] = ()
    titled: tuple[Evidence, ...] = ()
    """What the words of rank in its title say of factors that all texts leave open."""

    @cached_property
    def degrees(self) -> Degrees:
        return degrees((*self.evidence, *(told.evidence for told in self.told), *self.titled))


class Ladder:
    """Reads the standing of the classes of a plan, each once."""

    def __init__(self, specs: Sequence[ClassSpec]) -> None:
        self._titles = Titles(specs)
        self._series: dict[str, list[ClassSpec]] = {}
        for spec in specs:
            self._series.setdefault(spec.series, []).append(spec)
        self._read: dict[str, Standing] = {}
        self._named: dict[str, Names] = {}

    def standing(self, spec: ClassSpec) -> Standing:
        """Where ``spec`` stands."""
        if spec.source.id not in self._read:
            self._read[spec.source.id] = self._stands(spec)
        return self._read[spec.source.id]

    def _stands(self, spec: ClassSpec) -> Standing:
        names = self._names(spec)
        concept = sorted(self._about(spec, spec, concept_sentences(spec)))
        found = used(read_all(spec.source.text, concept, names))
        settled = {item.factor for item in found}
        told = tuple(each for each in self._told(spec) if each.evidence.factor not in settled)
        settled |= {each.evidence.factor for each in told}
        rest = sorted({*self._about(spec, spec, _all_sentences(spec))} - {*concept})
        more = tuple(e for e in used(read_all(spec.source.text, rest, names)) if e.factor not in settled)
        settled |= {item.factor for item in more}
        titled = tuple(e for e in rank_words(spec.title) if e.factor not in settled)
        return Standing(spec, used(believed(found + more, many=True)), told, titled)

    def _told(self, spec: ClassSpec) -> Iterator[Told]:
        for other in self._series[spec.series]:
            if other is not spec:
                about = sorted(self._about(other, spec, concept_sentences(other)))
                found = used(read_all(other.source.text, about, self._names(other)))
                yield from (Told(other, item) for item in found)

    def work_sentences(self, spec: ClassSpec) -> list[Sentence]:
        """The sentences in which a class speaks of its own work: (passage, start, end) in the source's text."""
        work = [cut for cut in _all_sentences(spec) if not (cut[0].heading and _NOT_WORK.search(cut[0].heading[-1]))]
        own = set(self._about(spec, spec, work))
        return [cut for cut in work if cut[1:] in own and cut[2] - cut[1] >= _SHORTEST] or work

    def _about(self, text_of: ClassSpec, spec: ClassSpec, cuts: Iterable[Sentence]) -> Iterator[tuple[int, int]]:
        """The clauses of these sentences in the text of one class that are about another, or about itself."""
        names = self._others(text_of)
        for passage, start, end in cuts:
            sentence = passage.text[start - passage.start : end - passage.start]
            for left, right, whose in clauses(sentence, text_of, names):
                clause = sentence[left:right].strip(" ,;\n")
                if whose is spec and clause:
                    at = start + sentence.index(clause, left)
                    yield at, at + len(clause)

    def _others(self, spec: ClassSpec) -> Names:
        if spec.source.id not in self._named:
            self._named[spec.source.id] = names_of(spec, self._series[spec.series], self._titles)
        return self._named[spec.source.id]

    def _names(self, spec: ClassSpec) -> tuple[str, ...]:
        """All names of classes in the text of ``spec``: no word of a title is a cue."""
        return (spec.title, *spec.also, *self._others(spec))


def concept_sentences(spec: ClassSpec) -> Iterator[Sentence]:
    """The sentences in which a class says what it is: (passage, start, end) in the source's text."""
    passages = [p for p in spec.source.passages if p.heading and _CONCEPT.search(p.heading[-1])]
    limit = None if passages else _OPENING_SENTENCES
    for passage in passages or spec.source.passages[:1]:
        for start, end in list(sentences(passage.text))[:limit]:
            yield passage, passage.start + start, passage.start + end


def rank_words(title: str) -> Iterator[Evidence]:
    """What the words of rank in a title say, factor by factor; the quotation is the title's own word."""
    for factor, ranks in _ranks().items():
        for pattern, degree in ranks:
            match = pattern.search(title)
            if match:
                yield Evidence(factor, degree, Span(match[0], match.start(), match.end()), match[0])
                break


@cache
def _ranks() -> dict[Factor, tuple[tuple[re.Pattern[str], float], ...]]:
    raw = yaml.safe_load((Path(__file__).parent / "ranks.yaml").read_text("utf-8"))
    return {
        Factor(factor): tuple((re.compile(rf"\b(?:{rank['any']})\b", re.I), float(rank["degree"])) for rank in ranks)
        for factor, ranks in raw.items()
    }


def _all_sentences(spec: ClassSpec) -> Iterator[Sentence]:
    for passage in spec.source.passages:
        for start, end in sentences(passage.text):
            yield passage, passage.start + start, passage.start + end


def distance(position: Degrees, class_: Degrees) -> float | None:
    """The weighted mean of the steps between the two, 0 to 5; ``None`` where they share no factor.

    Where only one of the two speaks of supervising, the other is taken to do no more than guide others.
    """
    ours, theirs = _spoken_for(position, class_), _spoken_for(class_, position)
    shared = [factor for factor in WEIGHTS if factor in ours and factor in theirs]
    total = sum(WEIGHTS[factor] for factor in shared)
    if not total:
        return None
    return sum(WEIGHTS[factor] * abs(ours[factor] - theirs[factor]) for factor in shared) / total


def _spoken_for(level: Degrees, other: Degrees) -> Degrees:
    if Factor.SUPERVISION in level or other.get(Factor.SUPERVISION, UNSAID) <= UNSAID:
        return level
    return {**level, Factor.SUPERVISION: UNSAID}
