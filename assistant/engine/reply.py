"""Reading a reply: the JSON in what a model wrote, and the statements that are complete while it still writes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S)
"""What some local models that reason write before their reply."""
_LIST = re.compile(r'"statements"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_MOST_KEYS, _MOST_STATEMENTS = 6, 8
"""What a server that holds a model to the schema lets through, so that a small model ends; more does no harm."""
_NAMED = 3
"""So many faults of a reply are named to the model."""

Result = TypeVar("Result", bound=BaseModel)

Part = tuple[str, Mapping[str, Any]]
"""A section of a task's prompt, and the data that is put into it as JSON."""
INSTRUCTIONS: Part = ("Instructions", {})


class Unreadable(Exception):
    """The server answered, but not with a reply that can be used; the text says why."""


class Statement(BaseModel):
    """One statement of a reply and the keys of the evidence it rests on."""

    model_config = ConfigDict(extra="forbid")

    text: str
    keys: list[str] = Field(json_schema_extra={"maxItems": _MOST_KEYS})


class Statements(BaseModel):
    """A reply of statements, in the order in which they are to be read."""

    model_config = ConfigDict(extra="forbid")

    statements: list[Statement] = Field(json_schema_extra={"maxItems": _MOST_STATEMENTS})


Heard = Callable[[Statement], None]
"""Called with each statement of a reply as soon as it is complete; anew where the reply is asked for anew."""


class Asked(Protocol):
    """What a task needs of a model."""

    @property
    def second_opinion(self) -> bool:
        """Whether what it said is also put to it as a question of support."""

    def reply(
        self, task: str, parts: Sequence[Part], result: type[Result], heard: Heard | None = None, beside: str = ""
    ) -> Result:
        """The reply to the parts of a task's prompt, as ``result``; names are also looked for in ``beside``.

        Raises :class:`knowledge.errors.EngineError`.
        """


class Model(Asked, Protocol):
    """A model that may be told of a text which introduces the names in what is sent."""

    def beside(self, text: str) -> Asked:
        """The model, told of such a text."""


class Pieces:
    """Hands on each statement of a streamed reply when it is complete, once."""

    def __init__(self, restored: Callable[[str], str], heard: Heard) -> None:
        self._restored, self._heard = restored, heard
        self._told: list[Statement] = []

    def __call__(self, text: str) -> None:
        """``text`` is the whole reply so far; it begins anew where the reply is asked for anew."""
        for statement in statements_so_far(text):
            if statement not in self._told:
                self._told.append(statement)
                self._heard(Statement(text=self._restored(statement.text), keys=statement.keys))


def read_reply(text: str, result: type[Result]) -> Result:
    """What a model wrote as the result that was asked for; a fence, thoughts or a preface around it are overlooked.

    Raises :class:`Unreadable`, with what a model needs to know to mend it.
    """
    said = _THINKING.sub("", text)
    start, end = said.find("{"), said.rfind("}")
    if start < 0 or end < start:
        raise Unreadable("it was not the JSON that was asked for")
    try:
        return result.model_validate_json(said[start : end + 1])
    except ValidationError as error:
        faults = [f"{'.'.join(map(str, fault['loc'])) or 'the reply'}: {fault['msg']}" for fault in error.errors()]
        raise Unreadable(f"it was not the JSON that was asked for ({'; '.join(faults[:_NAMED])})") from error


def statements_so_far(text: str) -> list[Statement]:
    """The statements that are complete in the beginning of a reply."""
    said = _THINKING.sub("", text)
    begun = _LIST.search(said)
    found: list[Statement] = []
    at = begun.end() if begun else len(said)
    while True:
        at = _BETWEEN.match(said, at).end()  # type: ignore[union-attr]  # it matches nothing at least
        try:
            row, at = json.JSONDecoder().raw_decode(said, at)
            found.append(Statement.model_validate(row))
        except ValueError:
            return found
