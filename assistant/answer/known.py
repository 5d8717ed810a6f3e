"""What is known of the asker's own case: its days, party, employer, classes and facts, each with where it stands.

A question asked inside a case is answered with these. What the question itself says wins over them, and where the two
differ that is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assistant.models import Role
from knowledge.models import ClassSpec
from knowledge.words import stems


class Part(StrEnum):
    """What a class is to a case."""

    HELD = "the class the position is in"
    ASKED = "the class asked for"
    DECIDED = "the class decided"


@dataclass(frozen=True, slots=True)
class KnownDay:
    """A day that starts the time of some deadline rules."""

    event: str
    day: date
    rules: tuple[str, ...]
    """Names of rules, as in ``appeal-employee``."""
    where: str
    """As in ``entry 8``."""


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A class that plays a part in the case."""

    spec: ClassSpec
    part: Part
    where: str


@dataclass(frozen=True, slots=True)
class KnownFact:
    """Something the case holds, told where a question asks for it."""

    about: str
    """The words of which a question about it holds every one."""
    says: str
    """The fact as a sentence."""
    where: str
    asked: re.Pattern[str] | None = None
    """What else such a question holds."""

    def answers(self, text: str) -> bool:
        """Whether a question asks for this fact."""
        wanted = set(stems(self.about))
        asks = self.asked is None or self.asked.search(text) is not None
        return asks and wanted <= set(stems(text)) and bool(wanted or self.asked)


@dataclass(frozen=True, slots=True)
class Known:
    """What a case holds; empty for a question outside any case."""

    role: Role | None = None
    """The party that asked for the study."""
    where: str = ""
    """Where that stands, and the employer too."""
    employer: str = ""
    settles: Mapping[str, str] = field(default_factory=dict)
    """What need not be asked back (``point`` of ``clarify.yaml``), each with the sentence that settles it."""
    days: tuple[KnownDay, ...] = ()
    classes: tuple[KnownClass, ...] = ()
    facts: tuple[KnownFact, ...] = ()

    def day(self, rules: Collection[str]) -> KnownDay | None:
        """The day that starts the time of one of some rules."""
        return next((one for one in self.days if set(rules) & set(one.rules)), None)

    def facts_asked(self, text: str) -> tuple[KnownFact, ...]:
        """The facts that a question asks for, in the case's order."""
        return tuple(fact for fact in self.facts if fact.answers(text))


NOTHING = Known()
