"""The outcome: what can be said of a draft, from the plainest obstacle to the finest doubt.

Missing facts send one back to clarification, and no class is forced on a position that none fits (Job Audit Manual, 1.3
and 2.2.3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.classify.case import Case
from assistant.classify.compare import QUESTIONS
from assistant.classify.evidence import says
from assistant.classify.kind import concept
from assistant.classify.kinds import two_kinds
from assistant.classify.material import Material
from assistant.classify.rank import Ranked, Ranker
from assistant.models import Decision, Factor, Outcome
from knowledge.words import stems

_FEWEST_STEMS = 8
"""A draft of fewer telling words says too little about any kind of work."""
_LEAST_SIMILARITY = 0.03
"""Below this cosine no class of the plan is about what the draft is about."""
_DOUBTFUL_SIMILARITY = 0.08
"""Below this one the draft shares too few words with any class for a first place to mean much."""
_FEWEST_SHARED = 3
"""A draft that has fewer words in common with the nearest class is not about its work."""
_NEXT_LEVEL = 0.35
"""Two levels of a series whose scores lie nearer than this cannot be told apart."""
_APART = 0.5
"""Two classes that stand nearer on a factor are not separated by it."""
_ASKED = 4
"""So many questions are asked at once."""
_EITHER = re.compile(r"\b(?:at )?either (?:of (?:the )?two )?levels?\b|\beither level\b", re.I)
_PUBLIC = re.compile(r"^(?:city|county|town|state) of |county$", re.I)
"""How the name of a public employer reads; a plan whose jurisdiction is no such name takes any draft."""
_SHARES_QUESTION = "What share of the year does each kind of work take, and why are the two joined in one position?"
_ORDER = (
    Factor.SUPERVISION,
    Factor.INDEPENDENCE,
    Factor.COMPLEXITY,
    Factor.KNOWLEDGE,
    Factor.CONSEQUENCE,
    Factor.GUIDELINES,
)
"""The factors of level, the weightiest first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, why, and what to ask."""

    decision: Decision
    outcome: Outcome
    reason: str
    questions: tuple[str, ...] = ()


def find(case: Case, ranker: Ranker) -> Finding:
    """The outcome of a case."""
    other = _other_employer(case.position.employer, ranker.plan.jurisdiction)
    if other:
        return _of_another(other, ranker)
    if says_little(case.draft):
        return Finding(
            Decision.CLARIFY, Outcome.THIN, "The draft says too little about the work to place it.", _open(case)
        )
    return _of_kind(case, ranker) or _of_level(case)


def may_rank(case: Case, finding: Finding) -> bool:
    """Whether a ranking can be defended: not after an abstention, nor from a few words that no class shares."""
    unrelated = bool(case.ranked) and case.ranked[0].similarity < _DOUBTFUL_SIMILARITY
    return finding.decision is not Decision.ABSTAIN and not (says_little(case.draft) and unrelated)


def says_little(draft: Material) -> bool:
    """Whether there are too few words to tell any kind of work."""
    return len(stems(draft.words)) < _FEWEST_STEMS


def _of_another(employer: str, ranker: Ranker) -> Finding:
    return Finding(
        Decision.ABSTAIN,
        Outcome.NONE,
        f"The draft describes a position of {employer}; the classes of {ranker.plan.jurisdiction} do not apply to it. "
        "Load that employer's own class plan, or ask its human resources office.",
    )


def _of_kind(case: Case, ranker: Ranker) -> Finding | None:
    """Where the kind of work is in doubt; ``None`` where it is not."""
    first = case.ranked[0]
    if first.similarity < _LEAST_SIMILARITY:
        return Finding(
            Decision.ABSTAIN,
            Outcome.NONE,
            f"No class of the plan {ranker.plan.name!r} is about this kind of work; a class may be missing from the "
            "plan, or a new class may be needed (Minn. Stat. 43A.07, subd. 2, for Minnesota state positions).",
        )
    unrelated = not ranker.plan.precedents and _shared_stems(case.draft, first) < _FEWEST_SHARED
    if first.similarity < _DOUBTFUL_SIMILARITY or unrelated:
        reason = f"Little of the draft speaks of work that a class of the plan describes; the nearest is {first.title}."
        return Finding(Decision.CLARIFY, Outcome.THIN, reason, (QUESTIONS[Factor.KIND], *_open(case)))
    joined = two_kinds(case, ranker)
    if joined:
        reason = (
            f"The draft joins two kinds of work, one nearest to {joined[0]} and one nearest to {joined[1]}, and "
            "neither takes most of the time; which of them is the main purpose decides, and the draft does not say."
        )
        return Finding(Decision.CLARIFY, Outcome.THIN, reason, (_SHARES_QUESTION, QUESTIONS[Factor.KIND]))
    return None


def _of_level(case: Case) -> Finding:
    first, second = case.ranked[0], case.ranked[1] if len(case.ranked) > 1 else None
    siblings = second is not None and second.standing.spec.series == first.standing.spec.series
    if second is not None and siblings and _EITHER.search(case.draft.text):
        reason = (
            f"The draft itself allows either level; {first.title} and {second.title} are the nearest of the series."
        )
        return Finding(Decision.SUGGEST, Outcome.EITHER, reason, _between(case, first, second))
    if second is not None and siblings and first.score - second.score < _NEXT_LEVEL:
        reason = (
            f"The kind of work points to the {first.standing.spec.series} series; between {first.title} and "
            f"{second.title} the draft does not settle the level."
        )
        return Finding(Decision.SUGGEST, Outcome.BETWEEN, reason, _between(case, first, second))
    reason = f"The duties are nearest to {first.title}" + (
        f"; the next nearest class is {second.title}." if second else "."
    )
    return Finding(Decision.SUGGEST, Outcome.FITS, reason)


def _between(case: Case, first: Ranked, second: Ranked) -> tuple[str, ...]:
    """Open questions on what separates two classes, the unsaid first; each with both classes' answers."""
    near, far = first.standing.degrees, second.standing.degrees
    apart = [f for f in _ORDER if f in near and f in far and abs(near[f] - far[f]) >= _APART]
    asked = sorted(apart, key=lambda factor: factor in case.level)
    separate = [
        f"{QUESTIONS[f]} ({first.title}: {says(f, near[f])}; {second.title}: {says(f, far[f])}.)"
        for f in asked
        if says(f, near[f]) != says(f, far[f])
    ]
    rest = [question for question in _open(case) if not any(told.startswith(question) for told in separate)]
    return tuple([*separate, *rest][:_ASKED])


def _open(case: Case) -> tuple[str, ...]:
    """An open question for each level factor that the draft leaves unsaid, the weightiest first."""
    missing = [factor for factor in _ORDER[:-1] if factor not in case.level]
    if says_little(case.draft):
        missing = [Factor.KIND, *missing]
    return tuple(QUESTIONS[factor] for factor in missing[:_ASKED]) or (QUESTIONS[Factor.COMPLEXITY],)


def _shared_stems(draft: Material, ranked: Ranked) -> int:
    """How many different words the draft has in common with a class."""
    return len(set(stems(draft.words)) & set(stems(concept(ranked.standing.spec))))


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
