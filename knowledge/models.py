"""The nouns of what is known: sources, the passages cut from them, and citations into them.

Everything here is frozen. A :class:`Passage` is always an exact slice of its source's text, so a
citation made from it can be checked to the letter by anybody who has the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from knowledge.errors import UnknownName

STATE = "State of Minnesota"
DULUTH = "City of Duluth"
FEDERAL = "United States"
OTHERS = "Other employers"
"""Those whose rules are not held."""


class Kind(StrEnum):
    """What sort of document a source is; the splitter is chosen by it."""

    STATUTE = "statute"
    RULE = "rule"
    PROCEDURE = "procedure"
    MANUAL = "manual"
    CONTRACT = "contract"
    DECISION = "decision"
    CLASS_SPEC = "class-spec"
    JOB_DESCRIPTION = "job-description"
    MEMO = "memo"
    GAP = "gap"
    """A topic known to exist whose text is not held: it can only lead to a refusal with whom to ask."""


class Status(StrEnum):
    """Whether a source holds the official words or our restatement of them."""

    OFFICIAL = "official"
    RESTATED = "restated"


@dataclass(frozen=True, slots=True)
class Passage:
    """One provision or section: ``text`` is exactly ``source.text[start:end]``."""

    source: str
    pinpoint: str
    heading: tuple[str, ...]
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """Stable across rebuilds as long as the source's text is."""
        return f"{self.source}@{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Source:
    """One document: whose rule it is, as of when, and its passages in reading order."""

    id: str
    title: str
    kind: Kind
    jurisdiction: str
    edition: str
    status: Status
    url: str
    text: str
    passages: tuple[Passage, ...] = ()
    note: str = ""
    """Provenance and confidence, in words for people."""
    document: str = ""
    """A hash of the text it was read from: a document read anew takes the place of what was read from it before."""

    @property
    def official(self) -> bool:
        return self.status is Status.OFFICIAL

    def around(self, start: int, end: int) -> tuple[Passage | None, Passage, Passage | None]:
        """The passage that holds ``text[start:end]``, with the ones before and after it."""
        for place, passage in enumerate(self.passages):
            if passage.start <= start and end <= passage.end:
                before = self.passages[place - 1] if place else None
                after = self.passages[place + 1] if place + 1 < len(self.passages) else None
                return before, passage, after
        raise UnknownName("passage", f"{self.id}[{start}:{end}]", [passage.id for passage in self.passages])


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that stands at ``source.text[start:end]``, with what a reader needs to judge it."""

    source: str
    title: str
    pinpoint: str
    quote: str
    start: int
    end: int
    text_status: Status
    edition: str
    url: str


@dataclass(frozen=True, slots=True)
class ClassSpec:
    """A class of a plan: its concept in sections, and its place in a series."""

    title: str
    code: str
    series: str
    level: int | None
    plan: str
    jurisdiction: str
    source: Source
    bargaining_unit: str = ""
    flsa: str = ""
    also: tuple[str, ...] = field(default=())
    """Other names of the same class: abbreviations, former titles."""
    restated: str = ""
    """Our own words for a class whose official text is held: they help to find it and are never cited."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """A position that the employer has allocated."""

    id: str
    text: str
    class_code: str


@dataclass(frozen=True, slots=True)
class ClassPlan:
    """An employer's classes; no class of one plan is ever ranked for a position of another."""

    name: str
    jurisdiction: str
    classes: tuple[ClassSpec, ...]
    precedents: tuple[Precedent, ...] = ()
