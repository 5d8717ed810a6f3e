"""Evidence of level: words that show where a text stands on each allocation factor, with negations understood.

The cues and their ladders are in ``cues.yaml``. A drafted position and a class specification are read by the same
cues, so that both stand on one ladder (Job Audit Manual, A.2: factors serve to measure how alike positions are).
What is found and does not count is kept with the reason, so that an analyst can see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml

from assistant.models import Evidence, Factor, Span
from knowledge.words import sentences

DENIED = "denied"
ANOTHERS = "another's"
DOUBTED = "doubted: the draft itself says that it does not supervise"
OF_THINGS = "doubted: words of supervision used of things, not of staff"
REFERRED = "passed on to somebody else"
REQUIREMENT = "a requirement of the person, not a fact about the work"

_NEGATED = re.compile(
    r"\b(?:no|not|never|nothing|nobody|without|nor|neither|cannot|\w+n['’]t|cant|dont|wont|lacks?|rather than)\b(?!\s+only)[^.;:]{0,60}$",
    re.I,
)
_ASSISTING = re.compile(
    r"\b(?:assists?|assisting|helps?|helping|supports?|supporting|participates? in|takes? part in)\b[^.;:]{0,40}$"
    r"|\bin (?:the )?(?:\w+['’]s? )?(?:absence|place)[^.;:]{0,60}$|\b(?:fills?|stands?) in\b[^.;:]{0,60}$",
    re.I,
)
_ABSENCE = re.compile(r"^[^.;:]{0,60}\b(?:in (?:the |his |her |their )?(?:\w+['’]s? )?absence|when (?:the )?\w+ is (?:away|out|absent))", re.I)
"""Who acts for an absent supervisor supervises now and then."""
_RECOMMENDING = re.compile(r"\b(?:recommends?|advis(?:es?|ing)|suggests?|makes? recommendations)\b[^.;:]{0,40}$", re.I)
_ROLE = (
    r"(?:manager|supervisor|director|head|chief|leader|lead|lieutenant|captain|sergeant|superintendent|principal"
    r"|engineer|boss|commissioner|officer|forester|inspector|coordinator|specialist|deputy|administrator|person)s?"
)
_ANOTHERS = re.compile(rf"\b{_ROLE}(?: who)? (?:\w+ ){{0,2}}$", re.I)
"""Who sets policy in *reports to a manager who sets policy* is somebody else."""
_ANOTHERS_ACT = re.compile(
    rf"(?:^|[;:,] |\b(?:but|and|while|whose|by|that|to|of|with|from|under|for) )(?:the |a |an |his |her |their |my |our |whose )(?:[\w/&-]+ ){{0,4}}?{_ROLE}"
    r",? (?:who )?(?:(?:also|still|then|formally|already|alone) )?(?:\w+(?:es|s|ed),? (?:and )?){0,3}$",
    re.I,
)
_RECIPIENT = re.compile(r"\b(?:to|by|for|from|with|of|under|tells?|briefs?|as directed by|helps?|assists?) (?:the |an? )?(?:\w+ ){0,2}$", re.I)
"""Who advises the deputy commissioner is not one."""
_ACTS = re.compile(r" (?:assign|set|give|decide|hand|make|review|stand|answer)", re.I)
_RECEIVED = re.compile(r"\b(?:under|receiv\w+|with|without) (?:the |less |more |closer )?$", re.I)
"""Supervision that is received is not given."""
_LESS = re.compile(r"\bless (?:\w+ )?$", re.I)
_THAN = re.compile(r"\bthan (?:the |an? )?(?:\w+ ){0,2}$", re.I)
_A_ROLE = re.compile(r"lead ?worker|crew (?:leader|chief)|charge nurse", re.I)
_KEPT_ELSEWHERE = re.compile(
    rf"^[^.;:]{{0,60}}\b(?:is|are|stays?|remains?|belongs?|rests?|kept|held|reserved|done|made|handled)\b[^.;:]{{0,30}}?"
    rf"\b(?:by|with|to|for|the)\b (?:\w+ ){{0,3}}{_ROLE}",
    re.I,
)
_REFERRED = re.compile(
    r"\b(?:refer(?:s|red|ring)?|pass(?:es|ed)? (?:on|them|any)|tak(?:e|en|es) over|go(?:es)? (?:to|up)|guided by|steered)\b",
    re.I,
)
"""What is hard is somebody else's where hard cases are referred."""
_THINGS = re.compile(
    r"\b(?:supervis|manag|direct|lead|head|oversee|run)\w*\s+(?:and \w+ )?(?:all |the |of |an? |our |its |\w+ ){0,3}?"
    r"(?:files?|filing|records?|calendars?|mail(?:room|box)?|inbox|paperwork|supplies|suppl(?:y|ies) room|forms?|schedules?"
    r"|travel|equipment|inventor(?:y|ies)|database|spreadsheets?|website|phones?|tickets?|documents?|archives?|fueling|space)\b",
    re.I,
)
_PEOPLE = re.compile(r"\b(?:staff|employees|workers|people|team|crew|personnel|subordinates|direct reports)\b", re.I)
_NEEDED = re.compile(
    r"\b(?:ability to|able to|knowledge of|skill(?:ed)? in|experience (?:in|performing|as|of|supervising|with)|years? of"
    r"|semester|graduation from|possession of|equivalent to|candidates?|applicants?|examination|interview)\b",
    re.I,
)
"""How a sentence about the person required, not about the work, is worded."""
_HARD = 3.0
_SUPERVISES = 2.5
_LEADS = 2.0
_HEADS = 5.0
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

    A draft's denial goes before all its claims. A class may speak of levels below it that do not supervise: with ``many``,
    more claims than denials are believed.
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


def strongest(evidence: Sequence[Evidence], factor: Factor, degree: float) -> Evidence | None:
    """The evidence on ``factor`` that stands nearest to ``degree``; the earlier one where two are equal."""
    own = [item for item in used(evidence) if item.factor is factor]
    return min(own, key=lambda item: (abs(item.degree - degree), item.span.start)) if own else None


def _in_sentence(text: str, start: int, end: int, names: Sequence[str]) -> Iterator[Evidence]:
    sentence = re.sub(r"\s", " ", text[start:end])
    for name in names:
        sentence = sentence.replace(name, "_" * len(name))
    span = Span(text[start:end], start, end)
    for cue in cues():
        match = cue.pattern.search(sentence)
        if match is not None:
            degree, unused = _weighed(cue, sentence, match)
            yield Evidence(cue.factor, degree, span, match[0], unused=unused)


def _weighed(cue: Cue, sentence: str, match: re.Match[str]) -> tuple[float, str]:
    """The cue's degree after what stands around it, and why it does not count, if it does not."""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if cue.degree == 0:
        return 0.0, ""
    if _THAN.search(before):
        return cue.degree, ANOTHERS
    if cue.factor is not Factor.KNOWLEDGE and _NEEDED.search(before):
        return cue.degree, REQUIREMENT
    if cue.factor is Factor.SUPERVISION:
        return _supervision(cue, sentence, match)
    if cue.factor in (Factor.INDEPENDENCE, Factor.GUIDELINES) and _ANOTHERS.search(before):
        return cue.degree, ANOTHERS
    if _NEGATED.search(before):
        return cue.degree, DENIED
    if cue.factor is Factor.COMPLEXITY and cue.degree >= _HARD and _REFERRED.search(sentence):
        return cue.degree, REFERRED
    less = 1.0 if _LESS.search(before) else 0.5 if _POSSIBLE.search(before) or cue.weak else 0.0
    return max(0.0, cue.degree - less), ""


def _supervision(cue: Cue, sentence: str, match: re.Match[str]) -> tuple[float, str]:
    before, after = sentence[: match.start()], sentence[match.end() :]
    formal = _LEADS <= cue.degree <= 3 and not cue.weak
    if _NEGATED.search(before):
        return (0.0, "") if formal else (cue.degree, DENIED)
    if _RECEIVED.search(before) or (_A_ROLE.match(match[0]) and _ACTS.match(after)):
        return cue.degree, ANOTHERS
    if cue.degree >= _LEADS and (_ANOTHERS_ACT.search(before) or _KEPT_ELSEWHERE.search(after)):
        return cue.degree, ANOTHERS
    if (cue.degree >= _HEADS or _A_ROLE.match(match[0])) and _RECIPIENT.search(before):
        return cue.degree, ANOTHERS
    if cue.degree >= _LEADS and _THINGS.search(sentence) and not _PEOPLE.search(sentence):
        return cue.degree, OF_THINGS
    if _ASSISTING.search(before) or _ABSENCE.search(after):
        return min(cue.degree, 1.0), ""
    if cue.degree > _LEADS and _RECOMMENDING.search(before):
        return _LEADS, ""
    return cue.degree - 0.5 if _POSSIBLE.search(before) or cue.weak else cue.degree, ""


def _pattern(alternatives: Sequence[str]) -> re.Pattern[str]:
    joined = "|".join(f"(?:{alternative})" for alternative in alternatives)
    return re.compile(rf"(?<![\w-])(?:{joined})", re.I)
