"""Results as the JSON that other programs rely on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from assistant.models import Answer, Comparators, Comparison, Deadline, Suggestion, SuggestResult, Withheld
from assistant.redline.revise import Redline
from knowledge.held import HeldPage
from knowledge.manifest import Page
from knowledge.models import Citation, Source
from knowledge.review import Check, Standing

if TYPE_CHECKING:
    from knowledge.official import Outcome

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
    return _with_withheld(answer, result.withheld)


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


def standing_json(standing: Standing) -> Json:
    """A source without its text, and how it stands; dates as 2026-11-22."""
    source = standing.source
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind.value,
        "jurisdiction": source.jurisdiction,
        "edition": source.edition,
        "status": source.status.value,
        "url": source.url,
        "passages": len(source.passages),
        "origin": standing.origin.value,
        "since": standing.since.isoformat(),
        "due": standing.due.isoformat() if standing.due else None,
        "pages": list(standing.pages),
        "official_passages": standing.official,
        "unmatched": list(standing.unmatched),
    }


def page_json(page: Page, held: HeldPage | None) -> Json:
    """An official page of the manifest, and what is held of it."""
    return {
        "id": page.id,
        "title": page.title,
        "address": page.address,
        "kind": page.kind.value,
        "jurisdiction": page.jurisdiction,
        "unverified": page.unverified,
        "note": page.note,
        "stands_over": list(page.stands_over),
        "held": held_json(held) if held else None,
    }


def held_json(held: HeldPage) -> Json:
    """How a held page came, and which sources it gives."""
    return {
        "address": held.page.address,
        "final": held.final,
        "fetched": held.fetched.isoformat(),
        "asked": held.asked.isoformat(),
        "sha256": held.sha256,
        "type": held.type,
        "previous": held.previous,
        "sources": [source.id for source in held.sources],
    }


def outcome_json(outcome: Outcome) -> Json:
    """What came of asking for a page; of a failed one, its problem."""
    changes = outcome.changes
    return {
        "id": outcome.page.id,
        "state": outcome.state.value,
        "added": list(changes.added),
        "removed": list(changes.removed),
        "reworded": [asdict(rewording) for rewording in changes.reworded],
        "edition": list(changes.edition) if changes.edition else None,
        "held": held_json(outcome.held) if outcome.held else None,
        "problem": outcome.problem,
    }


def check_json(check: Check) -> Json:
    """What is overdue, waits for its official text, was not fetched, or is damaged."""
    return {
        "restated": [standing.source.id for standing in check.standings if not standing.source.official],
        "overdue": [standing_json(standing) for standing in check.overdue],
        "unmatched": {s.source.id: list(s.unmatched) for s in check.standings if s.unmatched},
        "unfetched": [page.id for page in check.unfetched],
        "damaged": list(check.damaged),
    }


def _suggestion(suggestion: Suggestion) -> Json:
    answer: Json = {
        "rank": suggestion.rank,
        "class_title": suggestion.class_title,
        "class_code": suggestion.class_code,
        "confidence": suggestion.confidence,
        "factors": [_comparison(comparison) for comparison in suggestion.factors],
        "citations": [citation_json(citation) for citation in suggestion.citations],
        "against": list(suggestion.against),
        "would_change": list(suggestion.would_change),
    }
    found = suggestion.precedents
    return {**answer, **_precedents(found)} if found else answer


def _precedents(found: Comparators) -> Json:
    return {
        "precedents": [asdict(decision) for decision in found.decisions],
        "usual": {"range": found.usual.value, "allocated": found.allocated, "at_fringe": found.at_fringe},
    }


def _comparison(comparison: Comparison) -> Json:
    return {
        "factor": comparison.factor.value,
        "verdict": comparison.verdict.value,
        "position": asdict(comparison.position) if comparison.position else {"quote": "", "start": 0, "end": 0},
        "class": citation_json(comparison.class_) if comparison.class_ else None,
        "why": comparison.why,
    }


def _with_withheld(answer: Json, withheld: tuple[Withheld, ...]) -> Json:
    return {**answer, "withheld": [asdict(item) for item in withheld]} if withheld else answer
