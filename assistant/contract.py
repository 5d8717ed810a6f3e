"""Results as the JSON that other programs rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.classify.explain import Explanation
from assistant.models import (
    Answer,
    Comparators,
    Comparison,
    Deadline,
    Evidence,
    LikeDecision,
    Suggestion,
    SuggestResult,
    Withheld,
)
from assistant.redline.revise import Redline
from knowledge.models import Citation, Source

if TYPE_CHECKING:
    from assistant.cases.like import Likeness

Json = dict[str, Any]


def suggest_json(result: SuggestResult) -> Json:
    """The answer of ``suggest``."""
    answer: Json = {
        "id": result.id,
        "plan": result.plan,
        "engine": result.engine,
        "decision": result.decision.value,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "suggestions": [_suggestion(suggestion) for suggestion in result.suggestions],
        "warnings": list(result.warnings),
    }
    if result.questions:
        answer["questions"] = list(result.questions)
    if result.likely:
        answer["likely"] = {"titles": list(result.likely), "coverage": result.coverage}
    return _with_withheld(answer, result.withheld)


def explanation_json(explanation: Explanation) -> Json:
    """How a ranking came about, as it stands under ``"explain"``."""
    return {
        "candidates": [
            {"rank": one.rank, "class_title": one.class_title, "parts": {part.name: part.value for part in one.parts}}
            for one in explanation.candidates
        ],
        "level": {part.name: part.value for part in explanation.level},
        "used": [_evidence(item) for item in explanation.used],
        "unused": [{**_evidence(item), "reason": item.unused} for item in explanation.unused],
        "set_aside": [asdict(item) for item in explanation.aside],
        "functions": [
            {"name": one.name, "held": one.held, "reason": one.why_not, "position": asdict(one.span)}
            for one in explanation.functions
        ],
    }


def answer_json(answer: Answer) -> Json:
    """The answer of ``ask``."""
    return _with_withheld(
        {
            "id": answer.id,
            "engine": answer.engine,
            "decision": answer.decision.value,
            "answer": answer.answer,
            "citations": [{**citation_json(citation), "n": n} for n, citation in enumerate(answer.citations, 1)],
            "deadlines": [deadline_json(deadline) for deadline in answer.deadlines],
            "whom_to_ask": answer.whom_to_ask,
            "warnings": list(answer.warnings),
            "next_questions": list(answer.next_questions),
            **({"known": list(answer.known)} if answer.known else {}),
        },
        answer.withheld,
    )


def deadline_json(deadline: Deadline) -> Json:
    """A date, the rule that sets it, the count, the day that started it and the safe day before it."""
    return {
        "id": deadline.id,
        "what": deadline.what,
        "date": deadline.date.isoformat(),
        "rule": citation_json(deadline.rule),
        "count": deadline.count,
        "caution": deadline.caution,
        "trigger": deadline.trigger.isoformat() if deadline.trigger else None,
        "safe": deadline.safe.isoformat() if deadline.safe else None,
    }


def redline_json(found: Redline, classes: Sequence[SuggestResult]) -> Json:
    """What changed, and, where a plan was named, the suggestion before and after."""
    return {
        "changes": [
            {"change": note.change.value, "says": note.says, "touches": list(note.touches)} for note in found.notes
        ],
        "classes": [suggest_json(result) for result in classes],
        "warnings": list(found.warnings),
    }


def deadlines_json(deadlines: Sequence[Deadline], apart: Sequence[Deadline]) -> Json:
    """The answer of ``deadline``: one date, or several under ``deadlines``; under ``apart`` what starts later."""
    found = [deadline_json(deadline) for deadline in deadlines]
    whole: Json = found[0] if len(found) == 1 else {"deadlines": found}
    return {**whole, "apart": [deadline_json(deadline) for deadline in apart]} if apart else whole


def citation_json(citation: Citation) -> Json:
    """A citation; its status as a plain word."""
    return {**asdict(citation), "text_status": citation.text_status.value}


def source_json(source: Source) -> Json:
    """A source with its whole text and its passages."""
    return {
        **asdict(source),
        "kind": source.kind.value,
        "status": source.status.value,
        "passages": [
            {"pinpoint": p.pinpoint, "heading": list(p.heading), "start": p.start, "end": p.end}
            for p in source.passages
        ],
    }


def _evidence(item: Evidence) -> Json:
    return {
        "factor": item.factor.value,
        "degree": item.degree,
        "weight": round(item.weight, 2),
        "cue": item.cue,
        "position": asdict(item.span),
    }


def _suggestion(suggestion: Suggestion) -> Json:
    answer: Json = {
        "rank": suggestion.rank,
        "class_title": suggestion.class_title,
        "class_code": suggestion.class_code,
        "confidence": suggestion.confidence,
        "factors": [comparison_json(comparison) for comparison in suggestion.factors],
        "citations": [citation_json(citation) for citation in suggestion.citations],
        "against": list(suggestion.against),
        "would_change": list(suggestion.would_change),
        "unknown": list(suggestion.unknown),
        **({"case_for": suggestion.case_for} if suggestion.case_for else {}),
    }
    if suggestion.decided:
        answer["decided"] = [like_json(one) for one in suggestion.decided]
    found = suggestion.precedents
    return {**answer, **_precedents(found)} if found else answer


def like_json(one: LikeDecision) -> Json:
    """A decision of this office on a like position."""
    return {
        "id": one.id,
        "class_title": one.class_title,
        "day": one.day.isoformat(),
        "change": one.change,
        "similarity": one.similarity,
        "same_facts": one.same_facts,
        "position": asdict(one.position),
        "decided": asdict(one.allocated),
        "only_position": list(one.only_draft),
        "only_decided": list(one.only_allocated),
        "apart": [factor.value for factor in one.apart],
    }


def likeness_json(found: Likeness) -> Json:
    """The like decisions and where they are not consistent: ``like_decisions`` and ``consistency``."""
    return {"like_decisions": [like_json(one) for one in found.decisions], "consistency": list(found.notes)}


def _precedents(found: Comparators) -> Json:
    return {
        "precedents": [asdict(decision) for decision in found.decisions],
        "usual": {"range": found.usual.value, "allocated": found.allocated, "at_fringe": found.at_fringe},
    }


def comparison_json(comparison: Comparison) -> Json:
    return {
        "factor": comparison.factor.value,
        "verdict": comparison.verdict.value,
        "position": asdict(comparison.position) if comparison.position else {"quote": "", "start": 0, "end": 0},
        "class": citation_json(comparison.class_) if comparison.class_ else None,
        "why": comparison.why,
        **({"beside": comparison.beside} if comparison.beside else {}),
    }


def _with_withheld(answer: Json, withheld: tuple[Withheld, ...]) -> Json:
    return {**answer, "withheld": [asdict(item) for item in withheld]} if withheld else answer
