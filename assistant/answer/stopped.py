"""What an answer came to that was stopped: the statements that were verified until then, and that it is not whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer.worded import Told
from assistant.answer.written import Writer, labels, literal
from assistant.models import Answer, Decision
from knowledge.models import Source

STOPPED = "Stopped before it was whole: these statements were verified until then, others may be missing."


def so_far(told: Sequence[Told], source: Callable[[str], Source]) -> Answer | None:
    """The answer as far as it was verified: the model's statements, or the provisions' own words; ``None`` for none."""
    worded = [replace(one.claim, text=literal(one.claim.text)) for one in told if one.worded]
    claims = list(dict.fromkeys(worded or [one.claim for one in told]))
    if not claims:
        return None
    writer = Writer(source)
    writer.claims(claims)
    citations = tuple(writer.citations)
    engine = "llm" if worded else "offline"
    return Answer("", engine, Decision.ANSWER, writer.text, citations, warnings=(STOPPED, *labels(citations)))
