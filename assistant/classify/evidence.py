"""Evidence of level: words that show where a text stands on each allocation factor, with negations understood.

The cues and their ladders are in ``cues.yaml``. A drafted position and a class specification are read by the same
cues, so that both stand on one ladder (Job Audit Manual, A.2: factors serve to measure how alike positions are).
What is found and does not count is kept with the reason, so that an analyst can see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import yaml

from assistant.classify.voice import (
    ANOTHERS,
    ASSISTED,
    DENIED,
    OF_THINGS,
    REFERRED,
    REQUIREMENT,
    acts,
    compared,
    denied,
    given_to,
    of_another,
    of_things,
    received,
    recommended,
    referred,
    required,
    unheld,
    weakened,
)
from assistant.models import Evidence, Factor, Span
from assistant.position.unseen import visible
from knowledge.words import sentences

DOUBTED = "doubted: the draft itself says that it does not supervise"
"""Why a claim to supervise does not count."""
_A_ROLE = re.compile(r"lead ?worker|crew (?:leader|chief)|charge nurse", re.I)
"""Cues that name somebody: the position itself, unless the sentence says who else."""
_HARD = 3.0
_SUPERVISES = 2.5
_LEADS = 2.0
_HEADS = 5.0
_WEAK = 0.5
_WORD_START = r"(?<![\w-])"
_REMEMBERED = 50_000
"""So many sentences are remembered as they were read."""
_LIKE = str.maketrans("\u0130\u0131\u017f", "iis")
"""Letters that are an *i* or an *s* whatever their case, as the pattern language has it."""

Degrees = Mapping[Factor, float]
"""Factor -> degree, 0 to 5; a factor the text says nothing of is absent."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One rung's pattern, for text in lower case: it is found much sooner than by a pattern that ignores case."""

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
    """Every cue in ``text`` that counts, in its order, quoting the sentence it stands in.

    ``spans`` limits the reading to some sentences; ``names`` are what the text calls itself: no word of them is a cue
    or means somebody else (*A Physical Plant Director works under administrative direction*).
    """
    return used(believed(read_all(text, spans, names)))


def read_all(
    text: str, spans: Iterable[tuple[int, int]] | None = None, names: Sequence[str] = ()
) -> tuple[Evidence, ...]:
    """As :func:`read_evidence`, with what does not count and why.

    A cue that is denied is no evidence or, for supervision, evidence of none; one that is merely assisted with, or only
    possible, counts less.
    """
    read = sentences(text) if spans is None else spans
    return tuple(item for start, end in read for item in _in_sentence(text, start, end, names))


def believed(evidence: Sequence[Evidence], *, many: bool = False) -> tuple[Evidence, ...]:
    """The evidence without its claims to supervise, if the text says itself that it does not; lead work may remain.

    A draft's denial goes before all its claims. A class may speak of levels below it that do not supervise: with
    ``many``, more claims than denials are believed.
    """
    supervision = [item for item in used(evidence) if item.factor is Factor.SUPERVISION]
    claims = {id(item) for item in supervision if item.degree >= _SUPERVISES}
    denials = sum(item.degree == 0 for item in supervision)
    if not denials or (many and len(claims) > denials):
        return tuple(evidence)
    return tuple(replace(item, unused=DOUBTED) if id(item) in claims else item for item in evidence)


def used(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Those that count."""
    return tuple(item for item in evidence if not item.unused)


def degrees(evidence: Sequence[Evidence]) -> dict[Factor, float]:
    """Where the text stands on each factor: the highest for supervision, the mean by weight for the others."""
    by_factor: dict[Factor, list[Evidence]] = {}
    for item in used(evidence):
        by_factor.setdefault(item.factor, []).append(item)
    return {factor: _degree(factor, found) for factor, found in by_factor.items()}


def _degree(factor: Factor, found: Sequence[Evidence]) -> float:
    if factor is Factor.SUPERVISION:
        return max(item.degree for item in found)
    return sum(item.weight * item.degree for item in found) / sum(item.weight for item in found)


def by_time(
    evidence: Iterable[Evidence], duties: Sequence[Sequence[Span]], shares: Sequence[float | None]
) -> tuple[Evidence, ...]:
    """The evidence weighed by the share of time of the duty it stands in, against the mean share.

    ``duties`` are the stretches of each duty and ``shares`` their percent of time. What stands in no duty, as *works
    under general supervision*, speaks of the whole position and weighs as an average duty.
    """
    given = [share for share in shares if share]
    if not given:
        return tuple(evidence)
    mean = sum(given) / len(given)
    at = [(span, share / mean) for spans, share in zip(duties, shares, strict=True) if share for span in spans]
    return tuple(
        replace(item, weight=next((w for span, w in at if span.start <= item.span.start < span.end), 1.0))
        for item in evidence
    )


def strongest(evidence: Sequence[Evidence], factor: Factor, degree: float) -> Evidence | None:
    """The evidence on ``factor`` that stands nearest to ``degree``; the earlier one where two are equal."""
    own = [item for item in used(evidence) if item.factor is factor]
    return min(own, key=lambda item: (abs(item.degree - degree), item.span.start)) if own else None


def _in_sentence(text: str, start: int, end: int, names: Sequence[str]) -> Iterator[Evidence]:
    sentence = re.sub(r"\s", " ", visible(text[start:end]))
    for name in names:
        sentence = sentence.replace(name, "_" * len(name))
    span = Span(text[start:end], start, end)
    for factor, degree, cue, unused in _read(sentence):
        yield Evidence(factor, degree, span, cue, unused=unused)


@lru_cache(maxsize=_REMEMBERED)
def _read(sentence: str) -> tuple[tuple[Factor, float, str, str], ...]:
    """(factor, degree, words, why they do not count) for each cue; specifications repeat many sentences."""
    plain = sentence.translate(_LIKE).lower()
    starts = [match.start() for match in _any_cue().finditer(plain)]
    found = ((cue, _first(cue.pattern, plain, starts)) for cue in cues()) if starts else ()
    return tuple(_seen(cue, sentence, match) for cue, match in found if match is not None)


def _first(pattern: re.Pattern[str], plain: str, starts: Iterable[int]) -> re.Match[str] | None:
    return next((match for at in starts if (match := pattern.match(plain, at))), None)


def _seen(cue: Cue, sentence: str, match: re.Match[str]) -> tuple[Factor, float, str, str]:
    degree, unused = _weighed(cue, sentence, match)
    return cue.factor, degree, sentence[match.start() : match.end()], unused


def _weighed(cue: Cue, sentence: str, match: re.Match[str]) -> tuple[float, str]:
    """The cue's degree after what stands around it, and why it does not count, if it does not."""
    before = sentence[: match.start()]
    if cue.degree == 0:
        return 0.0, ""
    if cue.factor is Factor.SUPERVISION:
        return _supervision(cue, sentence, match)
    why_not = _not_ours(cue, before, sentence)
    return (cue.degree, why_not) if why_not else (_weakened(cue, before), "")


def _not_ours(cue: Cue, before: str, sentence: str) -> str:
    """Why a cue of another factor than supervision does not count; empty where it does."""
    reasons = {
        ANOTHERS: compared(before) or (cue.factor in (Factor.INDEPENDENCE, Factor.GUIDELINES) and of_another(before)),
        REQUIREMENT: cue.factor is not Factor.KNOWLEDGE and required(before),
        DENIED: denied(before),
        REFERRED: cue.factor is Factor.COMPLEXITY and cue.degree >= _HARD and referred(sentence),
    }
    return next((why for why, holds in reasons.items() if holds), "")


def _supervision(cue: Cue, sentence: str, match: re.Match[str]) -> tuple[float, str]:
    before, after = sentence[: match.start()], sentence[match.end() :]
    why_not = unheld(before, after)
    if why_not == DENIED:
        of_none = _LEADS <= cue.degree <= 3 and not cue.weak
        return (0.0, "") if of_none else (cue.degree, DENIED)
    if _names_another(cue, match[0], before, after) or (cue.degree >= _LEADS and why_not == ANOTHERS):
        return cue.degree, ANOTHERS
    if required(before) or (cue.degree >= _LEADS and of_things(sentence)):
        return cue.degree, REQUIREMENT if required(before) else OF_THINGS
    if why_not == ASSISTED:
        return min(cue.degree, 1.0), ""
    return _LEADS if cue.degree > _LEADS and recommended(before) else _weakened(cue, before), ""


def _names_another(cue: Cue, words: str, before: str, after: str) -> bool:
    """Whether the cue speaks of who supervises the position, or of somebody it deals with."""
    role = bool(_A_ROLE.match(words))
    if compared(before) or (role and acts(after)):
        return True
    return ("supervision" in words.lower() and received(before)) or (
        (role or cue.degree >= _HEADS) and given_to(before)
    )


def _weakened(cue: Cue, before: str) -> float:
    return max(0.0, cue.degree - (weakened(before) or (_WEAK if cue.weak else 0.0)))


@cache
def _any_cue() -> re.Pattern[str]:
    """Where a cue begins: one search for all of them, after which few sentences and places are left to look at."""
    return re.compile(f"{_WORD_START}(?={'|'.join(cue.pattern.pattern.removeprefix(_WORD_START) for cue in cues())})")


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{alternative})" for alternative in alternatives)
    return re.compile(f"{_WORD_START}(?:{joined})")
