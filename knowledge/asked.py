"""What people ask, and the passages that answer it: ``asked.yaml``, one register for the search and for the answers.

A recorded question finds provisions that share no word with a new one. Nothing of it is quoted to anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import Passage

_FILE = Path(__file__).parent / "asked.yaml"

Said = Annotated[str, Field(min_length=3)]
Headings = Annotated[tuple[Said, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, eq=False)
class Issue:
    """Something people ask: in which words, and the passages that answer it, the leading one first."""

    topic: str
    passages: tuple[Passage, ...]
    asked: tuple[str, ...]
    """Whole questions; none where the wordings are only searched."""
    words: str
    """Wordings that are only searched."""
    party: str
    denies: tuple[re.Pattern[str], ...]
    confirms: tuple[re.Pattern[str], ...]

    def opening(self, text: str) -> str:
        """``No.`` or ``Yes.``, where the question presumes or asks what the provision denies or confirms."""
        for word, patterns in (("No.", self.denies), ("Yes.", self.confirms)):
            if any(pattern.search(text) for pattern in patterns):
                return word
        return ""


class _Row(BaseModel):
    """One entry of ``asked.yaml``, whose head explains the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: Annotated[dict[Said, Headings], Field(min_length=1)]
    asked: tuple[Said, ...] = ()
    words: str = ""
    party: Literal["", "employee", "agency"] = ""
    denies: tuple[re.Pattern[str], ...] = ()
    confirms: tuple[re.Pattern[str], ...] = ()

    @field_validator("denies", "confirms", mode="before")
    @classmethod
    def _ignoring_case(cls, value: Sequence[str]) -> object:
        try:
            return [re.compile(item, re.I | re.S) for item in value]
        except re.error as error:
            raise ValueError(f"{error.pattern!r} is no regular expression: {error}") from error

    @model_validator(mode="after")
    def _says_something(self) -> _Row:
        if not (self.asked or self.words):
            raise ValueError("give asked or words")
        return self


def read_asked(library: Library, file: Path = _FILE) -> tuple[Issue, ...]:
    """The register, in its order, with the restated passages it names.

    Raises :class:`InputError` naming the file, the topic and the fault.
    """
    held: dict[str, list[Passage]] = {}
    for passage in (passage for restated in library.restated for passage in restated.source.passages):
        held.setdefault(passage.pinpoint, []).append(passage)
    return tuple(_issue(topic, row, held, file) for topic, row in _rows(file))


def searched_by(issues: Iterable[Issue]) -> dict[str, str]:
    """Passage id -> how people ask about it: all wordings of the issues that it leads."""
    found: dict[str, list[str]] = {}
    for issue in issues:
        found.setdefault(issue.passages[0].id, []).extend([issue.words, *issue.asked])
    return {id: " ".join(filter(None, wordings)) for id, wordings in found.items()}


@cache
def _rows(file: Path) -> tuple[tuple[str, _Row], ...]:
    """(topic, entry) in the file's order."""
    try:
        raw = yaml.safe_load(file.read_text("utf-8"))
    except yaml.YAMLError as error:
        raise InputError(f"{file.name} is no YAML: {error}") from error
    return tuple(
        (topic, _row(entry, number, f"{file.name}, {topic}"))
        for topic, entries in raw.items()
        for number, entry in enumerate(entries, 1)
    )


def _row(raw: object, number: int, where: str) -> _Row:
    try:
        return _Row.model_validate(raw)
    except ValidationError as error:
        fault = error.errors()[0]
        raise InputError(f"{where}, entry {number}: {'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error


def _issue(topic: str, row: _Row, held: dict[str, list[Passage]], file: Path) -> Issue:
    passages: list[Passage] = []
    for point, heading in ((point, heading) for point, headings in row.at.items() for heading in headings):
        named = [p for p in held.get(point, []) if p.heading and p.heading[-1].startswith(heading)]
        if not named:
            raise InputError(f"{file.name}, {topic}: no passage headed {heading!r} is held at {point!r}")
        passages += named
    return Issue(topic, tuple(passages), row.asked, row.words, row.party, row.denies, row.confirms)
