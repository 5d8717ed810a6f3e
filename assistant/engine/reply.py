"""Reading a reply: the JSON in what a model wrote, and the statements that are complete while it still writes."""

from __future__ import annotations

import json
import re
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

_THINKING = re.compile(r"\A\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|\Z)", re.S)
"""What some local models that reason write before their reply."""
_LIST = re.compile(r'"statements"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_NAMED = 3
"""So many faults of a reply are named to the model."""

Result = TypeVar("Result", bound=BaseModel)


class Unreadable(Exception):
    """The server answered, but not with a reply that can be used; the text says why."""


class Statement(BaseModel):
    """One statement of a reply and the keys of the evidence it rests on."""

    model_config = ConfigDict(extra="forbid")

    text: str
    keys: list[str]


class Statements(BaseModel):
    """A reply of statements, in the order in which they are to be read."""

    model_config = ConfigDict(extra="forbid")

    statements: list[Statement]


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
