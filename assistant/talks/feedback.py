"""What readers said of answers, gathered from the work in hand for whoever looks after the sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.contract import answer_json
from assistant.talks.conversation import Exchange
from assistant.talks.store import Talks

TURN = "turn-"
"""How the names of the items begin that are a question with its answer."""


def said(talks: Talks) -> Iterator[dict[str, Any]]:
    """Each answer that somebody judged, oldest question first: what was said, the question, the answer, its sources.

    Neither whose work it is nor anything else of it. What another version of the program wrote is left out where it
    cannot be read.
    """
    reader = TypeAdapter(Exchange)
    found: list[Exchange] = []
    for value in talks.named(TURN):
        try:
            exchange: Exchange = reader.validate_json(value)
        except ValidationError:
            continue
        if exchange.feedback is not None and exchange.answer is not None:
            found.append(exchange)
    for one in sorted(found, key=lambda one: (one.asked, one.id)):
        assert one.feedback is not None
        assert one.answer is not None
        yield {
            "asked": one.asked.isoformat(timespec="seconds"),
            "helped": one.feedback.helped,
            "words": one.feedback.words,
            "question": one.question,
            "role": one.role,
            "answer": answer_json(one.answer),
        }
