"""What was found in an employer's approved descriptions, before anybody has confirmed it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.formats.layout import Description
from assistant.formats.recurring import Recurring


class Role(StrEnum):
    """How a wording is used in its section."""

    OPENING = "opens the section"
    ENDING = "closes the section"
    VARIANT = "one of the alternatives"


@dataclass(frozen=True)
class Finding:
    """A standard paragraph, item or alternative: one wording, or several that always stand together."""

    role: Role
    wording: tuple[Recurring, ...]
    level: str = ""
    """The level of responsibility an alternative states, by its words; empty if they tell none."""
    only_with: tuple[str, ...] = ()
    """Levels with which alone it stands."""
    goes_with: str = ""
    """What else tells the descriptions that carry it from all others, as ``FLSA: Exempt``."""

    @property
    def descriptions(self) -> frozenset[int]:
        """Which descriptions carry it."""
        return frozenset.intersection(*(found.descriptions for found in self.wording))

    @property
    def text(self) -> str:
        """The wording, as one line a paragraph."""
        return "\n".join(found.text for found in self.wording)


@dataclass(frozen=True)
class FoundSection:
    """A section of two or more descriptions; a row of fields, or a paragraph at the end, has no ``heading``."""

    key: str
    heading: str
    carried: frozenset[int]
    findings: tuple[Finding, ...] = ()
    depth: int = 1
    numbering: str = ""
    scale: str = ""
    has_own: bool = True
    """Whether any description says something of its own in it."""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Findings:
    """All that was found in the descriptions, and in ``remarks`` what recurs or stands once and is not claimed."""

    descriptions: Sequence[Description]
    sections: tuple[FoundSection, ...]
    heading_numbering: str
    remarks: tuple[str, ...]

    def numbered(self) -> list[tuple[int, FoundSection, Finding]]:
        """Every finding with the number it is confirmed or left out by, from 1."""
        every = [(section, finding) for section in self.sections for finding in section.findings]
        return [(number, section, finding) for number, (section, finding) in enumerate(every, 1)]
