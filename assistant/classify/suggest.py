"""The suggestion: which classes of a plan a draft fits, on what evidence, and when not to say.

Best fit, and only within the employer's own plan (Minn. Stat. 43A.07, subd. 2; Job Audit Manual, 2.2.3). The program
advises; the commissioner or a delegated human resources office decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.classify.calibration import confidences
from assistant.classify.compare import QUESTIONS, compare, counter_evidence
from assistant.classify.evidence import Degrees, degrees, read_evidence, says
from assistant.classify.kind import concept
from assistant.classify.material import Material, material
from assistant.classify.rank import Ranked, Ranker, flips
from assistant.models import (
    Comparison,
    Decision,
    Evidence,
    Factor,
    Outcome,
    PositionDescription,
    Suggestion,
    SuggestResult,
)
from knowledge.models import Citation
from knowledge.words import stems

_FEWEST_STEMS = 8
"""A draft of fewer telling words says too little about any kind of work."""
_LEAST_SIMILARITY = 0.03
"""Below this cosine no class of the plan is about what the draft is about."""
_DOUBTFUL_SIMILARITY = 0.08
"""Below this one the draft shares too few words with any class for a first place to mean much."""
_FEWEST_SHARED = 3
"""A draft that has fewer words in common with the nearest class is not about its work."""
_SHOWN_BESIDE_PRECEDENTS = 2
"""So many of the first classes are shown with positions allocated to them: the first choice and its rival."""
_NEXT_LEVEL = 0.35
"""Two levels of a series whose scores lie nearer than this cannot be told apart."""
_EITHER = re.compile(r"\b(?:at )?either (?:of (?:the )?two )?levels?\b|\beither level\b", re.I)
_PUBLIC = re.compile(r"^(?:city|county|town|state) of |county$", re.I)
"""How the name of a public employer reads; a plan whose jurisdiction is no such name takes any draft."""


@dataclass(frozen=True, slots=True)
class _Case:
    """All that is known of one draft while it is being compared."""

    position: PositionDescription
    draft: Material
    evidence: tuple[Evidence, ...]
    level: Degrees
    ranked: list[Ranked]


@dataclass(frozen=True, slots=True)
class _Finding:
    decision: Decision
    outcome: Outcome
    reason: str
    questions: tuple[str, ...] = ()


def suggest(
    position: PositionDescription, ranker: Ranker, *, top: int = 5, requested: str = "", id: str = ""
) -> SuggestResult:
    """Rank the plan's classes for a draft; ``requested`` is noted and never weighed."""
    draft = material(position)
    evidence = read_evidence(draft.text, draft.spans)
    level = degrees(evidence)
    case = _Case(position, draft, evidence, level, ranker.rank(draft.words, level))
    finding = _find(case, ranker)
    shown = _suggestions(case, ranker, finding, top) if _may_rank(case, finding) else []
    return SuggestResult(
        id=id,
        plan=ranker.plan.name,
        engine="offline",
        decision=finding.decision,
        outcome=finding.outcome,
        reason=finding.reason,
        suggestions=tuple(shown),
        questions=finding.questions,
        warnings=tuple(_warnings(case, ranker, requested, shown)),
    )


def _find(case: _Case, ranker: Ranker) -> _Finding:
    """The outcome, from the plainest obstacle to the finest doubt."""
    other = _other_employer(case.position.employer, ranker.plan.jurisdiction)
    if other:
        return _Finding(
            Decision.ABSTAIN,
            Outcome.NONE,
            f"The draft describes a position of {other}; the classes of {ranker.plan.jurisdiction} do not apply to it. "
            f"Load that employer's own class plan, or ask its human resources office.",
        )
    if _says_little(case.draft):
        return _Finding(
            Decision.CLARIFY, Outcome.THIN, "The draft says too little about the work to place it.", _questions(case)
        )
    first, second = case.ranked[0], case.ranked[1] if len(case.ranked) > 1 else None
    if first.similarity < _LEAST_SIMILARITY:
        return _Finding(
            Decision.ABSTAIN,
            Outcome.NONE,
            f"No class of the plan {ranker.plan.name!r} is about this kind of work; a class may be missing from the "
            "plan, or a new class may be needed (Minn. Stat. 43A.07, subd. 2, for Minnesota state positions).",
        )
    unrelated = not ranker.plan.precedents and _shared_stems(case.draft, first) < _FEWEST_SHARED
    if first.similarity < _DOUBTFUL_SIMILARITY or unrelated:
        reason = f"Little of the draft speaks of work that a class of the plan describes; the nearest is {first.title}."
        return _Finding(Decision.CLARIFY, Outcome.THIN, reason, (QUESTIONS[Factor.KIND], *_questions(case)))
    split = _two_kinds(case, ranker)
    if split:
        return _Finding(Decision.CLARIFY, Outcome.THIN, split, (_SHARES_QUESTION, QUESTIONS[Factor.KIND]))
    return _level_finding(case, first, second)


def _may_rank(case: _Case, finding: _Finding) -> bool:
    """Whether a ranking can be defended: not after an abstention, nor from a few words that no class shares."""
    unrelated = bool(case.ranked) and case.ranked[0].similarity < _DOUBTFUL_SIMILARITY
    return finding.decision is not Decision.ABSTAIN and not (_says_little(case.draft) and unrelated)


def _level_finding(case: _Case, first: Ranked, second: Ranked | None) -> _Finding:
    siblings = second is not None and second.standing.spec.series == first.standing.spec.series
    if second is not None and siblings and _EITHER.search(case.draft.text):
        reason = (
            f"The draft itself allows either level; {first.title} and {second.title} are the nearest of the series."
        )
        return _Finding(Decision.SUGGEST, Outcome.EITHER, reason, _questions(case))
    if second is not None and siblings and first.score - second.score < _NEXT_LEVEL:
        reason = (
            f"The kind of work points to the {first.standing.spec.series} series; between {first.title} and "
            f"{second.title} the draft does not settle the level."
        )
        return _Finding(Decision.SUGGEST, Outcome.BETWEEN, reason, _questions(case))
    reason = f"The duties are nearest to {first.title}" + (
        f"; the next nearest class is {second.title}." if second else "."
    )
    return _Finding(Decision.SUGGEST, Outcome.FITS, reason)


def _suggestions(case: _Case, ranker: Ranker, finding: _Finding, top: int) -> list[Suggestion]:
    """The first classes; what has to be asked about first is trusted half as much."""
    doubt = 0.5 if finding.decision is Decision.CLARIFY else 1.0
    sure = [doubt * share for share in confidences([(ranked.score, ranked.similarity) for ranked in case.ranked])]
    return [_suggestion(case, ranker, rank, ranked, sure[rank - 1]) for rank, ranked in enumerate(case.ranked[:top], 1)]


def _suggestion(case: _Case, ranker: Ranker, rank: int, ranked: Ranked, sure: float) -> Suggestion:
    comparisons = compare(ranked, ranker, case.draft, case.evidence, case.level)
    spec = ranked.standing.spec
    return Suggestion(
        rank=rank,
        class_title=spec.title,
        class_code=spec.code,
        confidence=round(sure, 3),
        factors=comparisons,
        citations=_citations(comparisons),
        against=counter_evidence(comparisons),
        would_change=tuple(_would_change(case, rank, ranked)),
        precedents=ranker.kinds.alike(case.draft.text, case.draft.work or case.draft.spans, spec)
        if rank <= _SHOWN_BESIDE_PRECEDENTS
        else None,
    )


def _citations(comparisons: Sequence[Comparison]) -> tuple[Citation, ...]:
    """What the comparison rests on, each quotation once."""
    unique = {(c.class_.source, c.class_.start, c.class_.end): c.class_ for c in comparisons if c.class_ is not None}
    return tuple(unique.values())


def _would_change(case: _Case, rank: int, ranked: Ranked) -> list[str]:
    """Facts that would change the order, each tried by changing it and ranking again."""
    first, title = case.ranked[0], ranked.title
    if rank > 1:
        facts = flips(case.ranked, case.level, ranked)
        return [f"{title} would come first if {_fact(factor, degree)}." for factor, degree in facts] or [
            f"No single fact about the level would put {title} before {first.title}; other duties would."
        ]
    rivals = case.ranked[1:4]
    facts_by_rival = [(rival, flips(case.ranked, case.level, rival)) for rival in rivals]
    told = [f"{rival.title} would come first if {_fact(*facts[0])}." for rival, facts in facts_by_rival if facts]
    return told or ["No single fact about the level would change the first place; other duties would."]


def _fact(factor: Factor, degree: float) -> str:
    return f"the position {says(factor, degree)} ({factor})"


def _questions(case: _Case) -> tuple[str, ...]:
    """An open question for each level factor that the draft leaves unsaid, the weightiest first."""
    order = (Factor.SUPERVISION, Factor.INDEPENDENCE, Factor.COMPLEXITY, Factor.KNOWLEDGE, Factor.CONSEQUENCE)
    missing = [factor for factor in order if factor not in case.level]
    if _says_little(case.draft):
        missing = [Factor.KIND, *missing]
    return tuple(QUESTIONS[factor] for factor in missing[:4]) or (QUESTIONS[Factor.COMPLEXITY],)


_SHARES_QUESTION = "What share of the year does each kind of work take, and why are the two joined in one position?"
_HALVES = re.compile(r"\bhalf\b(?P<one>.+?)\b(?:the )?other half\b(?P<two>.+)", re.I | re.S)
_HALF = (40.0, 60.0)
"""Percent of the time: two duties in these bounds leave no kind of work a majority."""
_STRANGE = 0.06
"""Below this cosine a half of the draft has nothing of the class that the other half is nearest to."""


def _shared_stems(draft: Material, ranked: Ranked) -> int:
    """How many different words the draft has in common with a class."""
    return len(set(stems(draft.words)) & set(stems(concept(ranked.standing.spec))))


def _says_little(draft: Material) -> bool:
    return len(stems(draft.words)) < _FEWEST_STEMS


def _two_kinds(case: _Case, ranker: Ranker) -> str:
    """Whether two unrelated kinds of work fill the draft in equal halves; a sentence that says so, else empty."""
    halves = _halves(case)
    if halves is None:
        return ""
    (one, nearest_one), (two, nearest_two) = ((half, ranker.rank(half, {})[0]) for half in halves)
    place = {spec.source.id: row for row, spec in enumerate(ranker.plan.classes)}
    crossed = max(
        ranker.kinds.similarity(two)[place[nearest_one.standing.spec.source.id]],
        ranker.kinds.similarity(one)[place[nearest_two.standing.spec.source.id]],
    )
    if nearest_one.standing.spec.series == nearest_two.standing.spec.series or crossed >= _STRANGE:
        return ""
    return (
        f"The draft joins two kinds of work in equal halves, one nearest to {nearest_one.title} and one nearest to "
        f"{nearest_two.title}; which of them is the main purpose decides, and the draft does not say."
    )


def _halves(case: _Case) -> tuple[str, str] | None:
    """The two halves of a draft that gives its time in halves."""
    large = [duty for duty in case.position.duties if duty.share and _HALF[0] <= duty.share <= _HALF[1]]
    if len(large) == 2:
        one, two = (" ".join([duty.span.quote, *(task.quote for task in duty.tasks)]) for duty in large)
        return one, two
    said = _HALVES.search(case.draft.words)
    return (said["one"], said["two"]) if said else None


def _other_employer(employer: str, jurisdiction: str) -> str:
    """The draft's employer where it is plainly not the plan's; a department of the state is the state."""
    if not employer or not _PUBLIC.search(jurisdiction):
        return ""
    own, theirs = (re.sub(r"[^a-z]+", " ", name.lower()).strip() for name in (employer, jurisdiction))
    if own in theirs or theirs in own:
        return ""
    local = re.search(r"\b(?:city|county|town|township|school|council|university)\b", own)
    of_a_state = re.match(r"state of |(?!the )[a-z]+ (?:[a-z]+ )?(?:department|agency) of |minnesota ", own)
    home = theirs.startswith("state of") and own.startswith(theirs.removeprefix("state of "))
    return employer if local or (of_a_state and not home) else ""


def _warnings(case: _Case, ranker: Ranker, requested: str, shown: Sequence[Suggestion]) -> list[str]:
    warnings = [f"Set aside: {aside.reason} ({_short(aside.quote)})." for aside in case.draft.asides]
    asked = requested or case.position.requested
    if asked:
        known = {spec.title.lower() for spec in ranker.plan.classes}
        note = "" if asked.lower() in known else "; the plan holds no class of that name"
        warnings.append(f"The class asked for, {asked}, had no part in the ranking{note}.")
    if shown and not case.ranked[0].standing.spec.source.official:
        warnings.append(
            "Compared with restated class profiles, not with official specifications; load those to be sure."
        )
    return warnings


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return f'"{words}"' if len(words) <= 80 else f'"{words[:77].rsplit(" ", 1)[0]} …"'
