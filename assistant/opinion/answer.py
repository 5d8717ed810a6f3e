"""The second opinion as JSON."""

from __future__ import annotations

from assistant.cases.like import Likeness
from assistant.contract import Json, citation_json, comparison_json, likeness_json, suggest_json
from assistant.opinion.opinion import Opinion, Weighed


def opinion_json(opinion: Opinion, id: str = "", like: Likeness | None = None) -> Json:
    """The answer of ``opinion``; ``analysis`` and each class's own part do not depend on what is proposed.

    Nor do the like decisions, which stand beside the analysis and have no part in it.
    """
    return {
        "id": id,
        "plan": opinion.plan,
        "engine": opinion.analysis.engine,
        "decision": opinion.analysis.decision.value,
        "outcome": opinion.analysis.outcome.value,
        "reading": opinion.reading,
        "current": weighed_json(opinion.current),
        "proposed": weighed_json(opinion.proposed),
        "related": [weighed_json(one) for one in opinion.related],
        "case_for": {"current": opinion.for_current, "proposed": opinion.for_proposed},
        "deciding": list(opinion.deciding),
        "would_flip": list(opinion.would_flip),
        "analysis": suggest_json(opinion.analysis),
        "warnings": list(opinion.analysis.warnings),
        **likeness_json(like or Likeness()),
    }


def weighed_json(weighed: Weighed) -> Json:
    """One class beside the evidence."""
    return {
        "class_title": weighed.title,
        "class_code": weighed.code,
        "series": weighed.series,
        "place": weighed.place,
        "concept": [citation_json(cited) for cited in weighed.concept],
        "factors": [comparison_json(compared) for compared in weighed.factors],
        "against": list(weighed.against),
        "unknown": list(weighed.unknown),
    }
