"""What goes out to a model: a task's prompt with its data, personal data masked; and back in again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.engine.mask import Masked, mask
from assistant.engine.prompt import load_prompt
from assistant.engine.reply import INSTRUCTIONS, Part, Result, Unreadable

Messages = list[tuple[str, str]]
"""(role, text) pairs; the texts are sent as they are."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The messages of a request, and what was masked in them."""

    messages: Messages
    masked: Masked

    def restored(self, reply: Result) -> Result:
        """A reply with what was masked put back into every text of it. Raises :class:`Unreadable` for a spoilt mark."""
        spoilt = [mark for text in _texts(reply.model_dump()) for mark in self.masked.garbled(text)]
        if spoilt:
            raise Unreadable(
                f"it spoilt {spoilt[0]}, which stands for something and has to be copied letter for letter"
            )
        return type(reply).model_validate(_each_text(reply.model_dump(), self.masked.restored))


def outgoing(task: str, parts: Sequence[Part], beside: str = "") -> Outgoing:
    """The sections of a task's prompt, in their order; the data of each is masked and put in as JSON.

    JSON, so that no text of others can leave its place; masked before, since names are found by lines and labels.
    ``beside`` is a text that is not sent, read for the names and numbers it introduces.
    """
    prompt = load_prompt(task)
    masked = mask([text for _, data in parts for text in _texts(dict(data))], beside=beside)
    texts = iter(masked.texts)
    messages = []
    for heading, data in parts:
        values = {name: as_json(_each_text(value, lambda _: next(texts))) for name, value in data.items()}
        messages.append(("system" if heading == INSTRUCTIONS[0] else "user", prompt.filled(heading, **values)))
    return Outgoing(messages, masked)


def as_json(value: Any) -> str:
    """A value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def _each_text(value: Any, change: Callable[[str], str]) -> Any:
    """JSON data with every text in it changed, in order; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {key: _each_text(inner, change) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_each_text(inner, change) for inner in value]
    return value


def _texts(value: Any) -> Iterator[str]:
    """Every text in JSON data, in the order in which :func:`_each_text` changes them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
