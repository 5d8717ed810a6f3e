"""The lines of ``--batch``: one case a line, as other programs write them."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from assistant.models import Role


def _says_something(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty")
    return text


_Words = Annotated[str, AfterValidator(_says_something)]


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
