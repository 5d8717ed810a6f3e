"""Support: what the sources have for a question, sentence by sentence.

A sentence is scored by the share of the question that its words cover and by its nearness in meaning. Restated
sentences are often found where legal words are not; where the official text of their provision is held, their score
passes to the official sentence that says the same, and only that one is cited.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import yaml

from assistant.answer.issues import Match
from assistant.answer.meaning import Meanings
from assistant.answer.question import Question
from knowledge.embed import Vectors
from knowledge.library import Library
from knowledge.models import Kind, Passage
from knowledge.parse import pinpoint
from knowledge.search import Hit
from knowledge.words import all_stems, official_terms, sentences, stems

_PASSAGES = 10
"""How many of the hits are read sentence by sentence."""
_LEADING = 3
"""The best hits, whose provisions are read whole."""
_CONTEXT = 0.35
"""What an earlier turn's words weigh against the question's own."""
_PLACE = 0.01
"""What a place farther down the hits costs."""
_PARTIES = {
    "employee": re.compile(r"\b(?:employees?|incumbents?)\b", re.I),
    "supervisor": re.compile(r"\b(?:appointing authorit|agenc|supervisor)", re.I),
    "hr": re.compile(r"\b(?:appointing authorit|agenc)", re.I),
}
_OWN_PARTY = 0.02
"""What a sentence gains that speaks of the one who asks."""
_SECOND_HAND = 0.02
"""What an official sentence loses when only its restatement fits the question."""
LEADS = 0.55
"""From this nearness on the provisions of an issue lead the answer."""
_RECORDED = 0.6
_FAR = 0.4
"""What a sentence gains for each step by which its issue is nearer than ``_FAR``."""
_ISSUES = 3
"""How many of the nearest issues lift their provisions."""
_SECTION = 0.15
"""What a sentence gains that stands in the section of a class text that the question asks about."""
_AS_NEAR = 0.08
"""How much farther than the nearest issue another may be to be told as well."""
_ADDED = 0.12
"""The share of the question that it must newly cover."""
_BY_WORDS = 0.4
"""What shared words weigh where a restated sentence is held against official ones."""
_SHORT = 4
"""An official provision of up to so many sentences is told whole."""
_SAME = 0.4
"""The least nearness of an official sentence that stands for a restated one."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence of a passage, at its offsets in the source: how far it answers the question, 0 to about 1."""

    passage: Passage
    start: int
    end: int
    score: float
    covers: frozenset[str]
    """The stems of the question that it speaks of."""


@dataclass(frozen=True, slots=True)
class Support:
    """What the sources have for a question."""

    ranked: tuple[Scored, ...] = ()
    """The sentences that may be cited, best first."""
    similarity: float = 0.0
    """The cosine of the question with the nearest sentence."""
    weights: tuple[tuple[str, float], ...] = ()
    """How much each stem of the question counts."""
    named: tuple[Passage, ...] = ()
    """Passages of the provisions and classes that the question names: each has to be answered from."""
    by_number: bool = False
    """Whether the question's own words, not only an earlier turn's, give the number of a provision."""
    led: tuple[tuple[Passage, int, int], ...] = ()
    """(passage, start, end) of the sentences of the issue that the question is about, in its order: all belong to the
    answer. Empty where no recorded issue is near enough."""

    @property
    def best(self) -> Scored | None:
        return self.ranked[0] if self.ranked else None

    @property
    def score(self) -> float:
        return self.ranked[0].score if self.ranked else 0.0

    def best_of_each(self) -> list[Scored]:
        """The best sentence of each passage, best first."""
        best: dict[str, Scored] = {}
        for item in self.ranked:
            best.setdefault(item.passage.id, item)
        return list(best.values())

    def share(self, covered: Iterable[str]) -> float:
        """The weighted share of the question that some stems cover, 0 to 1."""
        weights = dict(self.weights)
        return sum(weights.get(stem, 0.0) for stem in set(covered)) / (sum(weights.values()) or 1.0)

    def best_share(self) -> float:
        """The largest share of the question that one passage covers with all its sentences."""
        covers: dict[str, frozenset[str]] = {}
        for item in self.ranked:
            covers[item.passage.id] = covers.get(item.passage.id, frozenset()) | item.covers
        return max((self.share(covered) for covered in covers.values()), default=0.0)


class Reader:
    """Scores sentences against questions over one library."""

    def __init__(self, library: Library, meanings: Meanings) -> None:
        self._library = library
        self._meanings = meanings
        documents = [set(stems(f"{' '.join(p.heading)} {p.text}")) for p in library.passages]
        counts = Counter(stem for document in documents for stem in document)
        self._rarity = {stem: math.log(1 + len(documents) / count) for stem, count in counts.items()}
        self._rarest = math.log(1 + len(documents))

    @property
    def known(self) -> list[str]:
        """The sentences of all provisions, as they are compared; those of class texts are read when asked for."""
        kinds = {id: source.kind for id, source in self._library.sources.items()}
        passages = [p for p in self._library.passages if kinds[p.source] not in (Kind.CLASS_SPEC, Kind.GAP)]
        cuts = [(p, start, end) for p in passages for start, end in sentences(p.text)]
        mapped = {each.source for p in passages for each in (p, *self._library.evidence(p)) if self._mapped(p)}
        bare = [p.text[start:end] for p, start, end in cuts if p.source in mapped]
        return [*(_compared(*cut) for cut in cuts), *bare]

    def _mapped(self, passage: Passage) -> bool:
        """Whether another passage officially stands for this one."""
        return any(each is not passage for each in self._library.evidence(passage))

    def support(self, question: Question, hits: Sequence[Hit], matches: Sequence[Match] = ()) -> Support:
        """The sentences of the best hits and of the nearest issues, scored; official passages stand in for restated
        ones."""
        lifted = _lifted(matches)
        read = self._read(hits)
        for passage in (
            passage for match in matches[:_ISSUES] for passage in match.issue.passages if passage.id in lifted
        ):
            for each in (passage, *self._library.evidence(passage)):
                read.setdefault(each.id, (each, _LEADING))
        weights = self._weights(question)
        found, vectors = self._scored(question, weights, read)
        sections = _sections_asked(question)
        found = [
            replace(
                item, score=item.score + lifted.get(item.passage.id, 0.0) + _SECTION * _is_under(sections, item.passage)
            )
            for item in found
        ]
        if not found:
            return Support()
        similarity = float((vectors @ self._meaning(question)).max())
        cited = self._officially(found)
        cited.sort(key=lambda item: (-item.score, item.passage.source, item.start))
        support = Support(tuple(cited), similarity, tuple(weights.items()), self._named(question, hits))
        by_number = any(True for _ in pinpoint.find(question.text))
        return replace(support, by_number=by_number, led=self._led(support, matches))

    def _led(self, support: Support, matches: Sequence[Match]) -> tuple[tuple[Passage, int, int], ...]:
        """What the nearest issue's provisions say, and those of another that comes as near and speaks of more."""
        led: list[tuple[Passage, int, int]] = []
        for match in matches[:_ISSUES]:
            if match.nearness < max(LEADS, matches[0].nearness - _AS_NEAR):
                break
            told = self._told(match)
            covered = {stem for passage, _, _ in led for stem in stems(passage.text)}
            new = {stem for passage, _, _ in told for stem in stems(passage.text)} - covered
            if not led or support.share(new) >= _ADDED:
                led += [cut for cut in told if cut not in led]
        return tuple(led)

    def _told(self, match: Match) -> tuple[tuple[Passage, int, int], ...]:
        """The sentences of an issue's passages; of a restated passage whose official text is held, the official ones
        that say the same."""
        told: dict[tuple[Passage, int, int], None] = {}
        for passage in match.issue.passages:
            own = [(passage, start, end) for start, end in sentences(passage.text)]
            standing = [p for p in self._library.evidence(passage) if p is not passage]
            there = [(p, start, end) for p in standing for start, end in sentences(p.text)]
            there = [(p, start, end) for p, start, end in there if not p.text[start:end].endswith(":")]
            told |= dict.fromkeys(self._same(own, there) if there else own)
        return tuple((p, p.start + start, p.start + end) for p, start, end in told)

    def _same(
        self, own: Sequence[tuple[Passage, int, int]], there: Sequence[tuple[Passage, int, int]]
    ) -> list[tuple[Passage, int, int]]:
        """The official sentences nearest to each restated one, in their own order; all of a short provision."""
        if len(there) <= _SHORT:
            return list(there)
        near = self._alike(own, there)
        best = {int(row.argmax()) for row in near if row.max() >= _SAME} or {int(near.max(axis=0).argmax())}
        return [there[place] for place in sorted(best)]

    def _alike(
        self, own: Sequence[tuple[Passage, int, int]], there: Sequence[tuple[Passage, int, int]]
    ) -> npt.NDArray[np.float64]:
        """How far sentences say the same, a row for each of ``own``: by meaning, and by the share of stems in both."""
        one, other = ([p.text[start:end] for p, start, end in cuts] for cuts in (own, there))
        near = self._meanings.of(one) @ self._meanings.of(other).T
        words = [[frozenset(stems(text)) for text in texts] for texts in (one, other)]
        shared = [[len(a & b) / math.sqrt(len(a) * len(b) or 1) for b in words[1]] for a in words[0]]
        return np.asarray((1 - _BY_WORDS) * near + _BY_WORDS * np.array(shared))

    def _read(self, hits: Sequence[Hit]) -> dict[str, tuple[Passage, int]]:
        """The passages to read with their places: those named, the best others, what belongs to the first, and what
        officially stands for any of them; gaps left out."""
        known = [hit for hit in hits if self._library.source(hit.passage.source).kind is not Kind.GAP]
        hit_passages = [hit.passage for hit in known[: max(_PASSAGES, sum(hit.named for hit in known))]]
        siblings = [sibling for passage in hit_passages[:_LEADING] for sibling in self._siblings(passage)]
        read: dict[str, tuple[Passage, int]] = {}
        for place, passage in enumerate([*hit_passages, *siblings]):
            for each in (passage, *self._library.evidence(passage)):
                read.setdefault(each.id, (each, place))
        return read

    def _scored(
        self, question: Question, weights: Mapping[str, float], read: Mapping[str, tuple[Passage, int]]
    ) -> tuple[list[Scored], Vectors]:
        cuts = [(p, place, start, end) for p, place in read.values() for start, end in sentences(p.text)]
        texts = [_compared(passage, start, end) for passage, _, start, end in cuts]
        vectors = self._meanings.of(texts)
        near = vectors @ self._meaning(question) if cuts else vectors
        total = sum(weights.values()) or 1.0
        party = None if question.named else _PARTIES.get(question.role)  # who asks about a class changes nothing
        found: list[Scored] = []
        for (passage, place, start, end), text, cosine in zip(cuts, texts, near, strict=True):
            covers = frozenset(stems(text)) & weights.keys()
            score = 0.5 * float(cosine) + 0.5 * sum(weights[stem] for stem in covers) / total - _PLACE * place
            score += _OWN_PARTY * bool(party and party.search(text))
            found.append(Scored(passage, passage.start + start, passage.start + end, score, covers))
        return found, vectors

    def _officially(self, found: Sequence[Scored]) -> list[Scored]:
        """Only what may be cited: a restated sentence hands its score to the official one that says the same."""
        rows: dict[str, list[int]] = {}
        for row, item in enumerate(found):
            rows.setdefault(item.passage.id, []).append(row)
        cited = dict(enumerate(found))
        for row, item in enumerate(found):
            standing = [p for p in self._library.evidence(item.passage) if p is not item.passage]
            if not standing:
                continue
            del cited[row]
            there = [other for passage in standing for other in rows[passage.id]]
            near = self._alike([_cut(item)], [_cut(found[other]) for other in there])[0]
            same = there[int(near.argmax())]
            passed = max(cited[same].score, item.score - _SECOND_HAND)
            cited[same] = replace(cited[same], score=passed, covers=cited[same].covers | item.covers)
        return list(cited.values())

    def _named(self, question: Question, hits: Sequence[Hit]) -> tuple[Passage, ...]:
        classes = {spec.source.id for spec in question.named}
        return tuple(
            passage
            for hit in hits
            if hit.named or hit.passage.source in classes
            for passage in self._library.evidence(hit.passage)
        )

    def _siblings(self, passage: Passage) -> list[Passage]:
        """The passages of the same provision."""
        return [p for p in self._library.source(passage.source).passages if p.pinpoint == passage.pinpoint]

    def _weights(self, question: Question) -> dict[str, float]:
        """How much each stem of the question counts: the rarer the more, an earlier turn's less, the name of a class or
        an employer not at all, since every passage of its sources has it."""
        own = f"{question.text} {' '.join(official_terms(question.text))}"
        weights = {stem: _CONTEXT * self._rarity.get(stem, 0.0) for stem in stems(question.leans_on)}
        weights |= {stem: self._rarity.get(stem, self._rarest) for stem in stems(own)}
        names = [name for spec in question.named for name in (spec.title, *spec.also)] + list(question.employers)
        named = {stem for name in names for stem in stems(name)}
        return {stem: weight for stem, weight in weights.items() if stem not in named}

    def _meaning(self, question: Question) -> Vectors:
        """The question's vector; a follow-up's lies between its own words and the whole conversation."""
        return self._meanings.asked(question.text, question.leans_on)


def _lifted(matches: Sequence[Match]) -> dict[str, float]:
    """Passage id -> what its sentences gain from the nearest issues."""
    gains: dict[str, float] = {}
    for match in matches[:_ISSUES]:
        gain = _RECORDED * (match.nearness - _FAR)
        if gain > 0:
            gains |= {passage.id: max(gain, gains.get(passage.id, 0.0)) for passage in match.issue.passages}
    return gains


@cache
def _sections() -> tuple[tuple[frozenset[str], re.Pattern[str]], ...]:
    """(stems of questions, pattern of headings) out of ``sections.yaml``."""
    raw = yaml.safe_load((Path(__file__).parent / "sections.yaml").read_text("utf-8"))
    return tuple((all_stems(" ".join(row["asked"])), re.compile(row["heading"], re.I)) for row in raw)


def _sections_asked(question: Question) -> list[re.Pattern[str]]:
    """The headings under which the answer to a question about a class stands; none where no class is named."""
    asked = all_stems(question.text)
    return [heading for words, heading in _sections() if words & asked] if question.named else []


def _is_under(headings: Sequence[re.Pattern[str]], passage: Passage) -> bool:
    return any(heading.search(f"{passage.pinpoint} {' '.join(passage.heading)}") for heading in headings)


def _cut(item: Scored) -> tuple[Passage, int, int]:
    """A scored sentence by its place in its passage."""
    return item.passage, item.start - item.passage.start, item.end - item.passage.start


def _compared(passage: Passage, start: int, end: int) -> str:
    """A sentence with its headings, as it is compared with questions and with other sentences."""
    return f"{' '.join(passage.heading)}. {passage.text[start:end]}"
