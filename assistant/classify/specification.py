"""A class's specification as the ranking reads it: pieces of stems, sorted by what they speak of.

Where a specification has headings, these say what a section speaks of; undivided text is sorted statement by
statement, by the language that all public employers use for requirements, knowledge and abilities.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from assistant.classify.vectors import pieces
from knowledge.models import ClassSpec
from knowledge.words import sentences

_WORK_SHARE = 0.3
"""A plan whose texts speak of the work to this share states it in full."""
_OPENING = 45
"""So many stems at the start of a specification say what the class is."""

_KNOWLEDGE_HEADING = re.compile(r"knowledge|skill|abilit|competenc", re.I)
_REQUIREMENT_HEADING = re.compile(r"requirement|qualification|experience|education|licen|certific", re.I)
_KNOWLEDGE_STARTS = re.compile(r"(?=(?:Knowledge|Ability|Abilities|Skills?)(?: of| to| in)?:)")
_KNOWLEDGE = re.compile(r"\b(?:knowledge|skills?|ability|abilities|able to|competenc\w+)\b", re.I)
_KNOWLEDGE_WITHIN = 200
"""A statement of knowledge says so in its first characters."""
_REQUIREMENT = re.compile(
    r"\b(?:years?|months?|experience|graduation|degree|college|university|certificate|licen[sc]es?|education|equivalent|"
    r"possession|candidates?|applicants?|examination|interview|application)\b",
    re.I,
)


class About(Enum):
    """What a statement of a specification speaks of."""

    WORK = auto()
    REQUIREMENTS = auto()
    KNOWLEDGE = auto()


@dataclass(frozen=True, slots=True)
class Specification:
    """A class in pieces of stems."""

    title: list[list[str]]
    body: list[list[str]]
    knowledge: list[list[str]]
    work: int
    """How many stems of the body speak of the work."""

    @property
    def opening(self) -> list[list[str]]:
        """The pieces at the start, as long as a definition is."""
        found: list[list[str]] = []
        left = _OPENING
        for piece in self.body:
            if left <= 0:
                break
            found.append(piece[:left])
            left -= len(piece)
        return found

    @property
    def whole(self) -> list[list[str]]:
        """Title and body."""
        return [*self.title, *self.body]


def read_specification(spec: ClassSpec) -> Specification:
    """Cut a class's names and text into pieces and sort them."""
    body: list[list[str]] = []
    knowledge: list[list[str]] = []
    work = 0
    for about, statement in _statements(spec):
        cut = pieces(statement)
        body.extend(cut)
        if about is About.KNOWLEDGE:
            knowledge.extend(cut)
        elif about is About.WORK:
            work += sum(map(len, cut))
    return Specification(pieces("\n".join([spec.title, *spec.also])), body, knowledge, work)


def work_stated(specifications: Sequence[Specification]) -> float:
    """How far the texts of a plan state the work itself, 0 to 1, and not only what it takes to be appointed."""
    work = sum(spec.work for spec in specifications)
    total = sum(len(piece) for spec in specifications for piece in spec.body)
    return min(1.0, work / max(total, 1) / _WORK_SHARE)


def _statements(spec: ClassSpec) -> Iterator[tuple[About, str]]:
    for passage in spec.source.passages:
        heading = passage.heading[-1] if passage.heading else ""
        if _KNOWLEDGE_HEADING.search(heading):
            yield About.KNOWLEDGE, passage.text
        elif _REQUIREMENT_HEADING.search(heading):
            yield About.REQUIREMENTS, passage.text
        else:
            yield from _undivided(passage.text)
    yield About.WORK, spec.restated


def _undivided(text: str) -> Iterator[tuple[About, str]]:
    """Each statement of a text that has no headings inside; a list of knowledge goes on until requirements follow."""
    knowing = False
    for start, end in sentences(text):
        for statement in _KNOWLEDGE_STARTS.split(text[start:end]):
            knowing = knowing or bool(_KNOWLEDGE_STARTS.match(statement))
            if _KNOWLEDGE.search(statement, 0, _KNOWLEDGE_WITHIN):
                yield About.KNOWLEDGE, statement
            elif _REQUIREMENT.search(statement):
                yield About.REQUIREMENTS, statement
            else:
                yield (About.KNOWLEDGE if knowing else About.WORK), statement
