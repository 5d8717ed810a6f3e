"""The nouns of the interview: facts as they were said, who said them, and what was asked.

They are what an interview is saved as, so they are read from JSON too. All are frozen: an answer or a correction makes
a new interview and leaves the one before as it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Field(StrEnum):
    """What a fact tells of; the order is that of the written description (audit manual, PD fields)."""

    TITLE = "title"
    EMPLOYER = "employer"
    PURPOSE = "purpose"
    DUTY = "duty"
    TASK = "task"
    SHARE = "share of time"
    PRIORITY = "priority"
    DISCRETION = "discretion"
    ESSENTIAL = "essential"
    REPORTS_TO = "reports to"
    RECEIVED = "supervision received"
    GIVEN = "supervision given"
    DECISIONS = "freedom to act"
    PROBLEMS = "problem solving"
    GUIDELINES = "guidelines"
    ERROR = "consequence of error"
    CONTACTS = "contacts"
    CLIENTELE = "clientele"
    BUDGET = "budget"
    EDUCATION = "education and experience"
    LICENSE = "license"
    KNOWLEDGE = "knowledge"
    SKILL = "skill"
    ABILITY = "ability"
    PHYSICAL = "physical demands"
    ENVIRONMENT = "work environment"
    OTHER = "other"


OF_A_DUTY = (Field.TASK, Field.SHARE, Field.PRIORITY, Field.DISCRETION, Field.ESSENTIAL)
"""Fields that speak of one duty."""
ONE_EACH = frozenset({Field.SHARE, Field.PRIORITY, Field.ESSENTIAL})
"""Fields of a duty that two facts cannot both be true of."""


class Noun(BaseModel):
    """A frozen noun that can be read from JSON; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Speaker(Noun):
    """Who said something: the role, and the name as typed, if one was."""

    role: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.name else self.role


class Reference(Noun):
    """Where the words stand: ``draft[start:end]``, or ``asked[answer].words[start:end]``, or a correction by hand."""

    answer: int | None = None
    """The place of the answer, counted from 0; ``None`` for the draft or a correction."""
    start: int = 0
    end: int = 0
    corrected: bool = False
    """Typed into the description itself, not into the draft or an answer."""


class Fact(Noun):
    """One thing that was said of the position, in the words it was said in."""

    id: int
    field: Field
    words: str
    by: Speaker
    when: datetime
    source: Reference
    duty: int | None = None
    """The id of the duty it speaks of, for the fields of a duty."""
    label: str = ""
    """The heading it stood under, where no field is meant by that heading."""
    replaced_by: int | None = None
    """The id of the fact that was said in its place; it stays in the record and is not written."""

    @property
    def flat(self) -> str:
        """The words on one line."""
        return " ".join(self.words.split())


class Reply(StrEnum):
    """What became of a question."""

    ANSWERED = "answered"
    UNKNOWN = "not known"
    SKIPPED = "skipped"
    WISH = "a wish for a class, which is no fact"


class Asked(Noun):
    """A question that was put, and the answer to the letter."""

    question: str
    """The question's id, as in ``purpose`` or ``essential:4``."""
    text: str
    reply: Reply
    words: str
    by: Speaker
    when: datetime


class Interview(Noun):
    """What is known of one position: the draft it began with, the facts, the questions put so far."""

    draft: str = ""
    facts: tuple[Fact, ...] = ()
    asked: tuple[Asked, ...] = ()

    @property
    def standing(self) -> tuple[Fact, ...]:
        """The facts that nothing was said in place of."""
        return tuple(fact for fact in self.facts if fact.replaced_by is None)

    @property
    def duties(self) -> tuple[Fact, ...]:
        """The duties that stand, in their order."""
        return tuple(fact for fact in self.standing if fact.field is Field.DUTY)

    @property
    def next_id(self) -> int:
        return max((fact.id for fact in self.facts), default=0) + 1

    def of(self, field: Field, duty: int | None = None) -> tuple[Fact, ...]:
        """The standing facts of a field; those of one duty, if it is given."""
        return tuple(fact for fact in self.standing if fact.field is field and (duty is None or fact.duty == duty))

    def was_asked(self, question: str) -> bool:
        """Whether a question was put, whatever the reply."""
        return any(asked.question == question for asked in self.asked)

    def with_facts(self, facts: tuple[Fact, ...]) -> Interview:
        """The same interview with other facts."""
        return self.model_copy(update={"facts": facts})


def spoken(fact: Fact) -> str:
    """Where a fact comes from, in words: *supervisor, answer 3* or *the draft*."""
    if fact.source.corrected:
        return f"{fact.by}, typed into the description"
    if fact.source.answer is None:
        return f"{fact.by}"
    return f"{fact.by}, answer {fact.source.answer + 1}"


def numbered_duties(interview: Interview) -> Iterator[tuple[int, Fact]]:
    """The duties with the numbers they bear in the description, from 1."""
    yield from enumerate(interview.duties, 1)
