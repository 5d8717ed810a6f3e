"""What can happen in a case, one noun for each: the lines of its trail.

A case is nothing but its trail. An entry is never changed or taken out; what turns out wrong is withdrawn by a later
entry that says why (the audit is documented and filed: Job Audit Manual, 2.2.5, unverified numbering). Each entry holds
the hash of the one before it, so that a trail somebody altered is known as altered.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, get_args

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Something that must be said."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Party(StrEnum):
    """Who acts in a case."""

    EMPLOYEE = "employee"
    SUPERVISOR = "supervisor"
    AUTHORITY = "appointing authority"
    HR = "hr"
    REVIEWER = "reviewer"


class Stage(StrEnum):
    """Which description of the position a text is."""

    FORMER = "former"
    """As the duties were before the change; at best when the incumbent entered the position."""
    CURRENT = "current"
    PROPOSED = "proposed"
    """As somebody would have it; never evidence of the work that is done."""


class Opened(_Frozen):
    """The case begins."""

    act: Literal["opened"] = "opened"
    title: Words
    plan: Words
    requested_by: Party = Party.EMPLOYEE
    incumbent: bool = True
    """Whether somebody holds the position."""
    new: bool = False
    """Whether the position is new, so that nothing in it can have changed."""
    current_class: str = ""
    requested_class: str = ""
    """The class somebody asks for; it never weighs."""

    @property
    def says(self) -> str:
        return f"opened: {self.title}"


class PersonNamed(_Frozen):
    """Somebody takes part."""

    act: Literal["person named"] = "person named"
    party: Party
    name: Words
    account: Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True)] = Field(
        default="", exclude_if=lambda account: not account
    )
    """What the sign-in calls them; whoever has it may see the case. Left out where empty, as entries always were."""

    @property
    def says(self) -> str:
        return f"{self.party}: {self.name}" + (f" ({self.account})" if self.account else "")


class DescriptionAdded(_Frozen):
    """A version of the position's description."""

    act: Literal["description added"] = "description added"
    stage: Stage
    name: Words
    text: Words

    @property
    def says(self) -> str:
        return f"{self.stage} description: {self.name}"


class DateSet(_Frozen):
    """Something happened on a day; ``event`` is the trigger of a deadline rule, or any other words."""

    act: Literal["date set"] = "date set"
    event: Words
    day: date
    note: str = ""

    @property
    def says(self) -> str:
        return f"{self.event}: {self.day.isoformat()}"


class DocumentFiled(_Frozen):
    """A document joins the file, as an item of the packet or beside it."""

    act: Literal["document filed"] = "document filed"
    item: Words
    name: Words
    text: str
    sha256: str
    """Of the file as it was received."""

    @property
    def says(self) -> str:
        return f"filed as {self.item}: {self.name}"


class FactStated(_Frozen):
    """One party's account of one thing; accounts that differ stand side by side, and nobody rules between them."""

    act: Literal["fact stated"] = "fact stated"
    party: Party
    about: Words
    words: Words

    @property
    def says(self) -> str:
        return f"the {self.party} on {self.about}: {self.words}"


class MadeBy(_Frozen):
    """What a result rests on, so that it can be made again."""

    version: str
    engine: str
    settings: str
    """A hash of the settings that bear on results."""
    sources: Mapping[str, str]
    """Each source cited -> its edition and a hash of its text."""
    plan: str = ""
    """A hash of the plan's classes, where one was used."""


class ResultKept(_Frozen):
    """What a verb gave for some input: a suggestion, an answer, an opinion, a letter."""

    act: Literal["result kept"] = "result kept"
    verb: Words
    given: Mapping[str, Any]
    result: Any
    made_by: MadeBy

    @property
    def says(self) -> str:
        return f"{self.verb}, from {len(self.made_by.sources)} sources"


Kind = Literal["", "reallocation", "change in allocation", "initial allocation"]
"""Kind of change; empty where nobody said which."""
CHANGES: tuple[Kind, ...] = get_args(Kind)


class DecisionFiled(_Frozen):
    """What people with authority decided; the program only files it (Minn. Stat. 43A.07, subd. 2)."""

    act: Literal["decision filed"] = "decision filed"
    class_title: Words
    day: date
    by: Words
    change: Kind = ""
    grounds: str = ""

    @property
    def says(self) -> str:
        return f"decided by {self.by}: {self.class_title}, {self.day.isoformat()}"


class PrecedentKept(_Frozen):
    """A decision and the description it was made on, with nobody's data in them, for like cases to come."""

    act: Literal["precedent kept"] = "precedent kept"
    decision: int = Field(ge=2)
    """The entry that files the decision; without it the precedent no longer counts."""
    description: int = Field(ge=2)
    """The entry that holds the description; the same."""
    plan: Words
    text: Words
    """The description without personal data."""
    class_title: Words
    day: date
    change: Kind = ""

    @property
    def key(self) -> str:
        """What it is called outside its case; nothing in it leads back to the case."""
        told = [self.plan, self.text, self.class_title, self.day.isoformat(), self.change]
        return "p-" + hashlib.sha256(canonical(told).encode()).hexdigest()[:10]

    @property
    def says(self) -> str:
        return f"precedent {self.key}: {self.class_title}, {self.day.isoformat()}"


class NoteAdded(_Frozen):
    """Something worth remembering."""

    act: Literal["note added"] = "note added"
    words: Words

    @property
    def says(self) -> str:
        return f"note: {self.words}"


class Closed(_Frozen):
    """Nothing more is to be done; the case stays whole, and its days remind nobody any more."""

    act: Literal["closed"] = "closed"
    outcome: Words
    why: Words

    @property
    def says(self) -> str:
        return f"closed: {self.outcome} ({self.why})"


class Reopened(_Frozen):
    """Something is to be done after all."""

    act: Literal["reopened"] = "reopened"
    why: Words

    @property
    def says(self) -> str:
        return f"opened again: {self.why}"


class Withdrawn(_Frozen):
    """An earlier entry no longer counts; it stays in the trail."""

    act: Literal["withdrawn"] = "withdrawn"
    entry: int = Field(ge=2)
    why: Words

    @property
    def says(self) -> str:
        return f"entry {self.entry} withdrawn: {self.why}"


Act = Annotated[
    Opened
    | PersonNamed
    | DescriptionAdded
    | DateSet
    | DocumentFiled
    | FactStated
    | ResultKept
    | DecisionFiled
    | PrecedentKept
    | NoteAdded
    | Closed
    | Reopened
    | Withdrawn,
    Field(discriminator="act"),
]


class Entry(_Frozen):
    """One line of the trail: who did what, and when."""

    n: int = Field(ge=1)
    at: AwareDatetime
    who: Words
    did: Act
    before: str
    """The hash of the entry before this one; empty for the first."""
    hash: str

    @property
    def sound(self) -> bool:
        """Whether the entry is what it was when it was written."""
        return self.hash == _hash(self.n, self.at, self.who, self.did, self.before)


def entry_after(last: Entry | None, did: Act, *, who: str, at: datetime) -> Entry:
    """The next line of a trail; ``at`` is kept in UTC, to the microsecond."""
    n, before = (last.n + 1, last.hash) if last else (1, "")
    moment = at.astimezone(UTC)
    return Entry(n=n, at=moment, who=who, did=did, before=before, hash=_hash(n, moment, who, did, before))


def canonical(value: Any) -> str:
    """A value as JSON, always in the same bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hash(n: int, at: datetime, who: str, did: BaseModel, before: str) -> str:
    told = {"n": n, "at": at.isoformat(), "who": who, "did": did.model_dump(mode="json"), "before": before}
    return hashlib.sha256(canonical(told).encode()).hexdigest()
