"""Composing an answer: which provisions to answer from, and which of their sentences, each with its citation.

Nothing is written that no source says: the words are those of the provisions, chosen and ordered by how much of the
question they cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.answer.support import Scored, Support
from assistant.models import Claim
from knowledge.library import Library
from knowledge.models import Citation, Passage
from knowledge.parse import pinpoint
from knowledge.words import sentences

_WHOLE = 4
"""A leading passage of up to so many sentences is given whole."""
_SIBLING = 0.4
_FURTHER = 0.6
"""The share of the best score that a part of the same provision, and another provision, must reach."""
_CONFIRMS = 0.85
"""From this share on another provision is told although it adds nothing new."""
_ADDS = 0.1
"""The share of the question that a further provision must newly cover."""
_PROVISIONS = 4
_BESIDE = 2
"""Other provisions told beside those of a recorded issue."""
_OF_A_CLASS = 2
_SENTENCES = 3
_GOOD = 0.65
"""Of a passage that does not lead, at most so many sentences, none below this share of its best."""
_PARTS = 8
"""A provision's parts are listed where there are no more than this."""


class Composer:
    """Chooses what answers, over one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def claims(self, support: Support) -> list[Claim]:
        """The answer's sentences, provision by provision, none twice."""
        told: dict[tuple[str, int], Claim] = {}
        for passage, start, end in self._sentences(support):
            cited = {(citation.source, citation.start) for claim in told.values() for citation in claim.citations}
            if (passage.source, start) not in cited:
                told[passage.source, start] = self._claim(passage, start, end, told)
        return list(told.values())

    def _sentences(self, support: Support) -> Iterator[tuple[Passage, int, int]]:
        """What is said: the issue's own sentences and what else adds, or else what was found, best provision first."""
        led = () if _names_another(support) else support.led
        yield from led
        passages = self._beside(support) if led else self._provisions(support)
        for rank, passage in enumerate(passages):
            for start, end in _said(passage, support, whole=rank == 0 and not led):
                yield passage, start, end

    def _beside(self, support: Support) -> list[Passage]:
        """Beside the provisions of a recorded issue: those that the question names, and a few that add something."""
        best_of = support.best_of_each()
        chosen = list(dict.fromkeys(passage for passage, _, _ in support.led))
        good = {item.passage for item in best_of if item.score >= _FURTHER * support.score}
        more = [p for p in _each_named(support, best_of) if p in good or _is_named(p, support)]
        more += self._asked_siblings(support, best_of)
        more += _further(support, best_of, [*chosen, *more], most=_BESIDE)
        return [passage for passage in dict.fromkeys(more) if passage not in chosen]

    def lead(self, pinpoint_: str) -> list[Claim]:
        """The first sentence of a provision, wherever the answer needs it."""
        own = next((p for p in self._library.passages if p.pinpoint == pinpoint_), None)
        if own is None:
            return []
        passage = self._library.evidence(own)[0]
        start, end = next(sentences(passage.text))
        return [self._claim(passage, passage.start + start, passage.start + end, {})]

    def _provisions(self, support: Support) -> list[Passage]:
        """What to answer from: the provision that is named, or the best passage; the rest of it; what else adds."""
        if support.best is None:
            return []
        best_of = support.best_of_each()
        first = next((item.passage for item in best_of if _is_named(item.passage, support)), support.best.passage)
        chosen = [first]
        chosen += [
            item.passage
            for item in best_of
            if item.passage.pinpoint == first.pinpoint and item.score >= _SIBLING * support.score
        ]
        chosen += _each_named(support, best_of)
        chosen += _further(support, best_of, chosen)
        return list(dict.fromkeys([*chosen, *self._parts(first)]))

    def _asked_siblings(self, support: Support, best_of: Sequence[Scored]) -> list[Passage]:
        """Items of the same list as the leading one that the question asks about too, as A.3 beside A.4."""
        own = pinpoint.parse(support.led[0][0].pinpoint)
        if own is None or len(own.path) < 2:
            return []
        list_ = pinpoint.Pinpoint(own.instrument, own.path[:-1])
        good = [item.passage for item in best_of if item.score >= _FURTHER * support.score]
        return [p for p in good if (point := pinpoint.parse(p.pinpoint)) and list_.contains(point) and point != list_]

    def _parts(self, passage: Passage) -> list[Passage]:
        """The provisions directly under a lead-in, as A.1 to A.4 under A."""
        own = pinpoint.parse(passage.pinpoint)
        if own is None or not own.path:
            return []
        parts = [
            other
            for other in self._library.source(passage.source).passages
            if (point := pinpoint.parse(other.pinpoint))
            and own.contains(point)
            and len(point.path) == len(own.path) + 1
        ]
        return parts if len(parts) <= _PARTS else []

    def _claim(self, passage: Passage, start: int, end: int, told: dict[tuple[str, int], Claim]) -> Claim:
        """A sentence as a claim; an item of a list is read with its lead-in, which is told once."""
        citation = self._library.cite(passage, start, end)
        text = " ".join(citation.quote.split()).removeprefix("- ")
        lead_in = self._lead_in(passage, start)
        if lead_in is None:
            return Claim(text, (citation,))
        known = (lead_in.source, lead_in.start) in told or any(lead_in in claim.citations for claim in told.values())
        return Claim(text if known else f"{' '.join(lead_in.quote.split())} {text}", (lead_in, citation))

    def _lead_in(self, passage: Passage, start: int) -> Citation | None:
        """The words above a list item that end in a colon, without which the item says nothing: the head of its own
        passage, or the end of the provision it stands under."""
        first, end = next(sentences(passage.text))
        if passage.text[first:end].endswith(":") and passage.start + first < start:
            return self._library.cite(passage, passage.start + first, passage.start + end)
        own = pinpoint.parse(passage.pinpoint)
        if own is None:
            return None
        above = pinpoint.Pinpoint(own.instrument, own.path[:-1])
        for other in self._library.source(passage.source).passages:
            if other.text.endswith(":") and other is not passage and str(above) == other.pinpoint:
                begin, stop = list(sentences(other.text))[-1]
                return self._library.cite(other, other.start + begin, other.start + stop)
        return None


def _is_named(passage: Passage, support: Support) -> bool:
    """Whether the question gives the provision's number; a class it names is less than that: it may be the asker's."""
    return passage in support.named and pinpoint.parse(passage.pinpoint) is not None


def _each_named(support: Support, best_of: Sequence[Scored]) -> list[Passage]:
    """The best passage of each provision or class that the question names."""
    ordered = dict.fromkeys([*(item.passage for item in best_of if item.passage in support.named), *support.named])
    groups: dict[str, list[Passage]] = {}
    for passage in ordered:
        groups.setdefault(_group(passage), []).append(passage)
    return [passage for group in list(groups.values())[:_PROVISIONS] for passage in group[: _each(group[0])]]


def _names_another(support: Support) -> bool:
    """Whether the question gives the number of a provision from which its issue does not speak."""
    led = {passage.pinpoint for passage, _, _ in support.led}
    named = {passage.pinpoint for passage in support.named if pinpoint.parse(passage.pinpoint)}
    return support.by_number and bool(named) and not led & named


def _further(
    support: Support, best_of: Sequence[Scored], chosen: Sequence[Passage], most: int = 3
) -> Iterator[Passage]:
    """Other provisions that speak of what the chosen ones leave open, or that say it as well; at most so many."""
    covered = {stem for item in support.ranked if item.passage in chosen for stem in item.covers}
    found = 0
    for item in best_of:
        if item.passage in chosen or item.score < _FURTHER * support.score or found >= most:
            continue
        confirms = not support.led and found < _PROVISIONS // 2 and item.score >= _CONFIRMS * support.score
        if confirms or support.share(item.covers - covered) >= _ADDS:
            found += 1
            covered |= item.covers
            yield item.passage


def _said(passage: Passage, support: Support, *, whole: bool) -> list[tuple[int, int]]:
    """What is quoted of a passage, in its order: all of a short leading one, else what answers best."""
    cuts = [(passage.start + start, passage.start + end) for start, end in sentences(passage.text)]
    if whole and len(cuts) <= _WHOLE:
        return cuts
    own = [item for item in support.ranked if item.passage is passage]
    if not own:
        return cuts[:1]
    good = {(item.start, item.end) for item in own[:_SENTENCES] if item.score >= _GOOD * own[0].score}
    return [cut for cut in cuts if cut in good]


def _each(passage: Passage) -> int:
    """How many passages are told of what is named: a provision has one, a class speaks in several sections."""
    return 1 if pinpoint.parse(passage.pinpoint) else _OF_A_CLASS


def _group(passage: Passage) -> str:
    """What must be answered from once: a provision by its pinpoint, a class by its source."""
    return passage.pinpoint if pinpoint.parse(passage.pinpoint) else passage.source
