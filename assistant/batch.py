"""The lines of ``--batch``: one case a line, as other programs write them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.models import Role

_Words = Annotated[str, StringConstraints(strip_whitespace=False, pattern=r"\S")]
"""Text that says something."""


class DraftLine(BaseModel):
    """One line of ``suggest --batch``."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    text: _Words
    requested: str | None = None


class TurnLine(BaseModel):
    """An earlier turn of a conversation."""

    role: str
    content: str


class QuestionLine(BaseModel):
    """One line of ``ask --batch``."""

    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)

    id: str
    question: _Words
    role: Role | None = None
    history: list[TurnLine] = Field(default_factory=list)
