"""The suggestion: which classes of a plan a draft fits, on what evidence, and when not to say.

Best fit, and only within the employer's own plan (Minn. Stat. 43A.07, subd. 2; Job Audit Manual, 2.2.3). The program
advises; the commissioner or a delegated human resources office decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.classify.calibration import confidences, prediction_set
from assistant.classify.case import Case, read_case
from assistant.classify.change import Changes
from assistant.classify.compare import case_for, compare, counter_evidence, unknown
from assistant.classify.evidence import DOUBTED
from assistant.classify.outcome import Finding, find, may_rank
from assistant.classify.rank import Ranked, Ranker
from assistant.classify.voice import OF_THINGS, of_things
from assistant.models import Comparison, Decision, PositionDescription, Suggestion, SuggestResult
from knowledge.models import Citation

_COVERAGE = 0.9
"""How often the likely classes are to hold the right one."""
_SHOWN_BESIDE_PRECEDENTS = 2
"""So many of the first classes are shown with positions allocated to them: the first choice and its rival."""
_ASKED_FIRST = 0.5
"""What has to be asked about first is trusted half as much."""


def suggest(
    position: PositionDescription, ranker: Ranker, *, top: int = 5, requested: str = "", id: str = ""
) -> SuggestResult:
    """Rank the plan's classes for a draft; ``requested`` is noted and never weighed."""
    return suggest_for(read_case(position, ranker), ranker, top=top, requested=requested, id=id)


def suggest_for(case: Case, ranker: Ranker, *, top: int = 5, requested: str = "", id: str = "") -> SuggestResult:
    """The same for a draft that was read already."""
    finding = find(case, ranker)
    sure = _confidences(case, finding, ranker) if may_rank(case, finding) else []
    shown = _suggestions(case, ranker, sure[:top])
    likely = _likely(case, ranker) if finding.decision is Decision.SUGGEST else ()
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
        likely=likely,
        coverage=_COVERAGE if likely else 0.0,
    )


def _confidences(case: Case, finding: Finding, ranker: Ranker) -> list[float]:
    doubt = _ASKED_FIRST if finding.decision is Decision.CLARIFY else 1.0
    ranked = [(ranked.score, ranked.similarity) for ranked in case.ranked]
    return [doubt * share for share in confidences(ranked, ranker.kinds.basis)]


def _likely(case: Case, ranker: Ranker) -> tuple[str, ...]:
    """The first places that hold the right class with the stated coverage."""
    size = prediction_set([ranked.score for ranked in case.ranked], _COVERAGE, ranker.kinds.basis)
    return tuple(ranked.title for ranked in case.ranked[:size])


def _suggestions(case: Case, ranker: Ranker, sure: Sequence[float]) -> list[Suggestion]:
    changes = Changes(case, ranker)
    places = zip(case.ranked, sure, strict=False)
    return [_suggestion(changes, rank, ranked, share) for rank, (ranked, share) in enumerate(places, 1)]


def _suggestion(changes: Changes, rank: int, ranked: Ranked, share: float) -> Suggestion:
    case, first = changes.case, changes.case.ranked[0]
    rival = next((other for other in case.ranked[:2] if other is not ranked), None)
    comparisons = compare(ranked, changes.ranker, case.draft, case.evidence, case.level, rival)
    spec = ranked.standing.spec
    return Suggestion(
        rank=rank,
        class_title=spec.title,
        class_code=spec.code,
        confidence=round(share, 3),
        factors=comparisons,
        citations=_citations(comparisons),
        against=counter_evidence(comparisons),
        would_change=changes.told(rank, ranked),
        unknown=unknown(ranked, case.level),
        case_for=case_for(ranked, first, case.evidence, case.level) if rank == 2 else "",  # the runner-up's
        precedents=changes.ranker.kinds.alike(case.draft.text, case.draft.work or case.draft.spans, spec)
        if rank <= _SHOWN_BESIDE_PRECEDENTS
        else None,
    )


def _citations(comparisons: Sequence[Comparison]) -> tuple[Citation, ...]:
    """What the comparison rests on, each quotation once."""
    unique = {(c.class_.source, c.class_.start, c.class_.end): c.class_ for c in comparisons if c.class_ is not None}
    return tuple(unique.values())


def _warnings(case: Case, ranker: Ranker, requested: str, shown: Sequence[Suggestion]) -> Iterator[str]:
    yield from (f"Set aside: {aside.reason} ({_short(aside.quote)})." for aside in case.draft.asides)
    yield from (f"Not believed as written ({why}): {_short(quote)}." for quote, why in _doubted(case).items())
    asked = requested or case.position.requested
    if asked:
        known = {spec.title.lower() for spec in ranker.plan.classes}
        note = "" if asked.lower() in known else "; the plan holds no class of that name"
        yield f"The class asked for, {asked}, had no part in the ranking{note}."
    if shown and not case.ranked[0].standing.spec.source.official:
        yield "Compared with restated class profiles, not with official specifications; load those to be sure."


def _doubted(case: Case) -> dict[str, str]:
    """The sentences that claim more than the draft shows, each with the reason."""
    words = [case.draft.text[start:end] for start, end in case.draft.spans]
    claims = {quote: OF_THINGS for quote in words if of_things(quote)}
    claims |= {item.span.quote: item.unused for item in case.found if item.unused == DOUBTED}
    return {quote: why.removeprefix("doubted: ") for quote, why in claims.items()}


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return f'"{words}"' if len(words) <= 80 else f'"{words[:77].rsplit(" ", 1)[0]} …"'
