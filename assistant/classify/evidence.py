"""Evidence of level: words that show where a text stands on each allocation factor, with negations understood.

The cues and their ladders are in ``cues.yaml``. A drafted position and a class specification are read by the same
cues, so that both stand on one ladder (Job Audit Manual, A.2: factors serve to measure how alike positions are).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from assistant.models import Evidence, Factor, Span
from knowledge.words import sentences

_NEGATED = re.compile(
    r"\b(?:no|not|never|without|nor|neither|cannot|n't|lacks?|rather than)\b(?!\s+only)[^.;:]{0,40}$", re.I
)
_ASSISTING = re.compile(
    r"\b(?:assists?|assisting|helps?|helping|supports?|supporting|participates? in)\b[^.;:]{0,40}$", re.I
)
_ANOTHERS = re.compile(r"\b(?:manager|supervisor|director|head|chief|leader|lead)s? (?:\w+ ){0,2}$", re.I)
"""Who sets policy in *reports to a manager who sets policy* is somebody else."""
_REFERRED = re.compile(
    r"\b(?:refer(?:s|red|ring)?|pass(?:es|ed)? (?:on|them)|tak(?:e|en|es) over|go(?:es)? to|guided by|steered)\b",
    re.I,
)
"""What is hard is somebody else's where hard cases are referred."""
_HARD = 3.0
_POSSIBLE = re.compile(r"\b(?:may|might|can|could|occasionally|sometimes)\b[^.;:]{0,30}$", re.I)

Degrees = Mapping[Factor, float]
"""Factor -> degree, 0 to 5; a factor the text says nothing of is absent."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One rung's pattern."""

    factor: Factor
    degree: float
    says: str
    weak: bool
    pattern: re.Pattern[str]


@cache
def cues() -> tuple[Cue, ...]:
    """All cues of ``cues.yaml``, in its order."""
    raw = yaml.safe_load((Path(__file__).parent / "cues.yaml").read_text("utf-8"))
    return tuple(
        Cue(Factor(factor), float(rung["degree"]), rung["says"], rung.get("weak", False), _pattern(rung["any"]))
        for factor, rungs in raw.items()
        for rung in rungs
    )


def says(factor: Factor, degree: float) -> str:
    """What the nearest rung of a factor's ladder says, as in *does lead work*."""
    rungs = [cue for cue in cues() if cue.factor is factor and not cue.weak]
    return min(rungs, key=lambda cue: abs(cue.degree - degree)).says


def read_evidence(
    text: str, spans: Iterable[tuple[int, int]] | None = None, names: Sequence[str] = ()
) -> tuple[Evidence, ...]:
    """Every cue in ``text``, in its order, quoting the sentence it stands in.

    ``spans`` limits the reading to some sentences; ``names`` are what the text calls itself: no word of them is a cue
    or means somebody else (*A Physical Plant Director works under administrative direction*).

    A negated cue is dropped, or, for supervision, is evidence of none; one that is merely assisted with, or only
    possible, counts a rung less.
    """
    read = sentences(text) if spans is None else spans
    return tuple(found for start, end in read for found in _in_sentence(text, start, end, names))


def degrees(evidence: Sequence[Evidence]) -> dict[Factor, float]:
    """Where the text stands on each factor: the highest for supervision, the mean for the others."""
    by_factor: dict[Factor, list[float]] = {}
    for item in evidence:
        by_factor.setdefault(item.factor, []).append(item.degree)
    return {
        factor: max(found) if factor is Factor.SUPERVISION else sum(found) / len(found)
        for factor, found in by_factor.items()
    }


def strongest(evidence: Sequence[Evidence], factor: Factor, degree: float) -> Evidence | None:
    """The evidence on ``factor`` that stands nearest to ``degree``; the earlier one where two are equal."""
    own = [item for item in evidence if item.factor is factor]
    return min(own, key=lambda item: (abs(item.degree - degree), item.span.start)) if own else None


def _in_sentence(text: str, start: int, end: int, names: Sequence[str]) -> Iterator[Evidence]:
    sentence = re.sub(r"\s", " ", text[start:end])
    for name in names:
        sentence = sentence.replace(name, "_" * len(name))
    for cue in cues():
        match = cue.pattern.search(sentence)
        if match is None:
            continue
        degree = _weighed(cue, sentence[: match.start()], sentence)
        if degree is not None:
            yield Evidence(cue.factor, degree, Span(text[start:end], start, end), match[0])


def _weighed(cue: Cue, before: str, sentence: str) -> float | None:
    """The cue's degree after what stands in front of it; ``None`` where it is denied or another's."""
    if cue.degree == 0:
        return 0.0
    if cue.factor in (Factor.INDEPENDENCE, Factor.GUIDELINES) and _ANOTHERS.search(before):
        return None
    if _NEGATED.search(before):
        return 0.0 if cue.factor is Factor.SUPERVISION and 2 <= cue.degree <= 3 and not cue.weak else None
    if cue.factor is Factor.COMPLEXITY and cue.degree >= _HARD and _REFERRED.search(sentence):
        return None
    if cue.factor is Factor.SUPERVISION and _ASSISTING.search(before):
        return min(cue.degree, 1.0)
    return cue.degree - 0.5 if _POSSIBLE.search(before) or cue.weak else cue.degree


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{alternative})" for alternative in alternatives)
    return re.compile(rf"(?<![\w-])(?:{joined})", re.I)
