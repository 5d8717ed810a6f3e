"""What the commands share where a model is asked: where text goes, what it took, and a suggestion in its words."""

from __future__ import annotations

from typing import Any

import typer

from assistant.classify.modelled import modelled_json, modelled_plain
from assistant.contract import suggest_json
from assistant.engine.meter import Usage
from assistant.models import SuggestResult
from assistant.plain import suggested


def told_where(desk: Any, what: str) -> None:
    """Say on standard error what leaves the machine and to whom, if anything does."""
    if desk.model:
        typer.echo(f"{what} go to the model at {desk.model.host}; personal data is masked first.", err=True)


def used(desk: Any) -> Usage:
    """What the model took so far."""
    return desk.model.meter.used if desk.model else Usage()


def usage(desk: Any, before: Usage) -> dict[str, Any]:
    """``"usage"`` of an answer: what the model took since ``before``; nothing offline."""
    return {"usage": desk.model.meter.json(desk.model.meter.since(before))} if desk.model else {}


def told_usage(desk: Any) -> None:
    """Say on standard error what the model took in all, if it was asked."""
    if desk.model and desk.model.meter.used.requests:
        typer.echo(f"The model took {desk.model.meter.told(desk.model.meter.used)}.", err=True)


def with_model(desk: Any, text: str, result: SuggestResult) -> tuple[dict[str, Any], str]:
    """A suggestion as JSON and as plain text; with what the model adds, where the engine is a model."""
    if not desk.model:
        return suggest_json(result), suggested(result)
    before = used(desk)
    found = desk.tell(text, result)
    withheld = [f"Withheld: {item.text} ({item.reason})" for item in found.result.withheld]
    answer = {**modelled_json(found, suggest_json(found.result)), **usage(desk, before)}
    return answer, "\n".join(filter(None, [suggested(found.result), modelled_plain(found), *withheld]))
