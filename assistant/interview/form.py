"""The fields as ``fields.yaml`` describes them: labels, headings, and what a sentence of each tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.draft.profile import Pattern
from assistant.interview.facts import Field
from assistant.position.contexts import Context


class Form(BaseModel):
    """How one field is written and known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    headings: Pattern = ""
    contexts: tuple[Context, ...] = ()


@cache
def forms() -> Mapping[Field, Form]:
    """Field -> its form, in the order of the written description."""
    loaded = yaml.safe_load(files("assistant.interview").joinpath("fields.yaml").read_text(encoding="utf-8"))
    return {Field(name): Form.model_validate(form) for name, form in loaded.items()}


def headed(heading: str) -> Field | None:
    """The field a heading means; ``None`` for one that means none."""
    plain = heading.strip(" :*")
    known = (field for field, form in forms().items() if form.headings)
    return next((f for f in known if re.fullmatch(forms()[f].headings, plain, re.IGNORECASE)), None)


def told_in(contexts: Iterable[Context]) -> Field | None:
    """The field that a sentence belongs to by what it tells of, the first in the order of the description."""
    found = set(contexts)
    return next((field for field, form in forms().items() if found.intersection(form.contexts)), None)
