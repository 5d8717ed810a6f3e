"""The formats a description can be drafted in: readable files under ``knowledge/*/formats``.

A profile gives the headings and their order, where the words of each section come from, and the assistant's own neutral
wording for the standard paragraphs. The employer's approved wording is never in a profile: it is found in the
employer's own documents (:mod:`assistant.draft.wording`).
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from assistant.position.contexts import Context
from knowledge.errors import InputError, UnknownName


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as problem:
        raise ValueError(f"not a regular expression: {pattern!r}: {problem}") from problem
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]
"""A regular expression that compiles; it is used without regard to case."""
Ksa = Literal["knowledge", "skill", "ability"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StandardItem(_Frozen):
    """An item that closes a list; ``key`` knows it in a draft or an employer's document, however it is worded."""

    key: Pattern
    wording: str
    not_for: tuple[str, ...] = ()
    """Levels with which the item is not safe to assume."""
    caution: str = ""
    """What to check where the item is used."""


class SectionPlan(_Frozen):
    """One section: its heading to the letter, and where its words come from."""

    heading: str
    source: Literal["purpose", "quoted", "level", "duties", "lead_in", "ksa", "fields", "text"]
    missing: str = ""
    """What the employer must supply where the draft says nothing."""
    depth: int = 1
    numbering: Literal["", "1.", "A."] = ""
    optional: bool = False
    """Left out where the draft says nothing."""
    scale: str = ""
    ksa: Ksa | None = None
    headings: Pattern = ""
    """Headings of a draft, matched whole, whose words belong here."""
    tells: tuple[Context, ...] = ()
    """Statements that tell of one of these belong here where no heading of the draft places them."""
    also_in_work: bool = False
    """Whether duties that touch on it are quoted where nothing else is."""
    columns: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    closing: bool = False


class Profile(_Frozen):
    """A format: its sections in order, and the neutral wording of its standard paragraphs."""

    name: str
    title: str
    jurisdiction: str
    imperative_duties: bool
    shows_shares: bool
    infinitive_purpose: bool = False
    """Whether the purpose begins with *To*."""
    sections: tuple[SectionPlan, ...]
    levels: dict[str, str] = {}
    employer_only: tuple[str, ...] = ()
    """Levels whose wording only the employer can give."""
    lead_in: str = ""
    closing: tuple[StandardItem, ...] = ()
    standard: dict[Ksa, tuple[StandardItem, ...]] = {}


def profiles() -> list[str]:
    """The names of the formats there are, sorted."""
    return sorted(_paths())


@cache
def load_profile(name: str) -> Profile:
    """The format of that name.

    Raises :class:`UnknownName` for a name there is no file for, and :class:`InputError` for a damaged file.
    """
    paths = _paths()
    if name not in paths:
        raise UnknownName("format", name, sorted(paths))
    return read_profile(paths[name].read_text(encoding="utf-8"), str(paths[name]))


def read_profile(text: str, where: str) -> Profile:
    """A profile from its YAML; ``where`` names the file in errors."""
    try:
        return Profile.model_validate(yaml.safe_load(text))
    except (yaml.YAMLError, ValidationError) as problem:
        raise InputError(f"{where} is not a format: {problem}") from problem


def _paths() -> dict[str, Path]:
    with as_file(files("knowledge")) as root:
        return {path.stem: path for path in sorted(root.glob("*/formats/*.yaml"))}
