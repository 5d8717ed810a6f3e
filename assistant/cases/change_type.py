"""How a position changed: the facts that speak for a reallocation and for a change in allocation, side by side.

The type turns on dates, cause and likeness of duties (Job Audit Manual, Reallocation). Which of the two it was is for
the auditor to say, separately from the class; nothing here promises anybody the position.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.entries import DateSet, FactStated, Stage
from assistant.cases.provisions import Anchor, Provided, claims
from assistant.models import Claim, Decision
from assistant.position.read import read_position
from knowledge.models import STATE
from knowledge.words import sentences, stems

if TYPE_CHECKING:
    from assistant.desk import Desk

CHANGE = "change"
"""An event whose name begins so, as in ``change: took over payroll``, is one of the dated changes."""
ENTERED = "incumbent entered the position"
_DENIED = re.compile(r"\b(?:not|no|never|nothing|without|neither|nor|isn't|wasn't|didn't)\b[^.;]{0,30}$", re.IGNORECASE)


class _Sides(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    abrupt: Provided
    gradual: Provided


class _Heard(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    abrupt: tuple[Anchor, ...]
    gradual: tuple[Anchor, ...]


class Asked(BaseModel):
    """An open question in the words for a list, and for each party."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    neutral: str
    employee: str
    supervisor: str

    def to(self, party: str) -> str:
        """The question as that party is asked it."""
        return {"employee": self.employee, "supervisor": self.supervisor}.get(party, self.neutral)


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    signs: _Sides
    heard: _Heard
    follows: tuple[Provided, ...]
    questions: Mapping[str, Asked]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something in the case, and where it stands there."""

    says: str
    rests_on: str


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """Both sides, what is not known, and what follows either way."""

    for_reallocation: tuple[Fact, ...]
    for_change_in_allocation: tuple[Fact, ...]
    questions: tuple[Asked, ...]
    signs: tuple[Claim, ...]
    follows: tuple[Claim, ...]
    note: str


UNDECIDED = "Which kind of change it was is for the auditor to find, on dates, causes and the likeness of duties."
_FOREIGN = "Reallocation and change in allocation are terms of the State of Minnesota; {} may use other ones."


def change_facts(case: Case, desk: Desk) -> ChangeFacts:
    """The facts of a case on how its position changed; under another employer's plan only the note."""
    jurisdiction = desk.plans_kept.plan(case.opened.plan).jurisdiction
    if jurisdiction != STATE:
        return ChangeFacts((), (), (), (), (), _FOREIGN.format(jurisdiction))
    data = _data()
    sides: dict[str, list[Fact]] = {"gradual": [], "abrupt": []}
    for side, fact in (*_of_duties(case, desk), *_of_dates(case), *_of_accounts(case, data.heard)):
        sides[side].append(fact)
    return ChangeFacts(
        for_reallocation=tuple(sides["gradual"]),
        for_change_in_allocation=tuple(sides["abrupt"]),
        questions=tuple(_questions(case, data.questions)),
        signs=claims([data.signs.gradual, data.signs.abrupt], desk.library),
        follows=claims(data.follows, desk.library),
        note=UNDECIDED,
    )


@cache
def _data() -> _Data:
    return _Data.model_validate(
        yaml.safe_load(files("assistant.cases").joinpath("change_type.yaml").read_text("utf-8"))
    )


def _of_duties(case: Case, desk: Desk) -> Iterator[tuple[str, Fact]]:
    """How alike the former and the current duties are, and which classes they are nearest to."""
    former, current = (case.descriptions.get(stage) for stage in (Stage.FORMER, Stage.CURRENT))
    if former is None or current is None:
        return
    rests_on = f"{former.name} beside {current.name}"
    yield _likeness(former.text, current.text, rests_on)
    then, now = (_nearest(desk, case.opened.plan, text) for text in (former.text, current.text))
    if then and now and then != now:
        same = then[1] == now[1]
        told = f"The former duties are nearest to {then[0]}, the current ones to {now[0]}"
        said = "the same kind of work at another level" if same else "another kind of work"
        yield "gradual" if same else "abrupt", Fact(f"{told}: {said}.", rests_on)


def _likeness(former: str, current: str, rests_on: str) -> tuple[str, Fact]:
    """How many of the telling words of the current duties stand in the former description too."""
    now, then = _telling(_duties(current)), _telling(former)
    known = len(now & then)
    says = f"Of {len(now)} telling words of the current duties, {known} stand in the former description too."
    return "gradual" if 2 * known >= len(now) else "abrupt", Fact(says, rests_on)


def _duties(text: str) -> str:
    duties = read_position(text).duties
    return " ".join(span.quote for duty in duties for span in (duty.span, *duty.tasks)) or text


def _telling(words: str) -> frozenset[str]:
    return frozenset(stems(words))


def _nearest(desk: Desk, plan: str, text: str) -> tuple[str, str] | None:
    """The class nearest to a description and its series; nothing where none can be defended."""
    found = desk.suggest(text, plan=plan, top=1)
    if found.decision is not Decision.SUGGEST:
        return None
    title = found.suggestions[0].class_title
    series = next(spec.series for spec in desk.plans_kept.plan(plan).classes if spec.title == title)
    return title, series


def _of_dates(case: Case) -> Iterator[tuple[str, Fact]]:
    """One day speaks for an abrupt change, several for one that grew."""
    days = sorted({dated.day for dated in _changes(case)})
    if len(days) == 1:
        yield "abrupt", Fact(f"The change is dated to one day, {long(days[0])}.", "the dates of the case")
    elif days:
        yield "gradual", Fact(f"The changes are dated to {_listed(days)}.", "the dates of the case")


def _changes(case: Case) -> Iterator[DateSet]:
    return (dated for dated in case.all(DateSet) if dated.event.split(":")[0].strip() == CHANGE)


def _listed(days: Sequence[date]) -> str:
    *before, last = map(long, days)
    return f"{'; '.join(before)}; and {last}"


def _of_accounts(case: Case, heard: _Heard) -> Iterator[tuple[str, Fact]]:
    """What the parties say of it; each sentence on the side it speaks for, with who said it."""
    for account in case.all(FactStated):
        for start, end in sentences(account.words):
            words = account.words[start:end]
            for side, cues in (("gradual", heard.gradual), ("abrupt", heard.abrupt)):
                if any(_holds(cue, words) for cue in cues):
                    said = f'The {account.party} says on “{account.about}”: "{" ".join(words.split())}"'
                    yield side, Fact(said, f"the {account.party}'s account")


def _holds(cue: re.Pattern[str], words: str) -> bool:
    return any(not _DENIED.search(words[: found.start()]) for found in cue.finditer(words))


def _questions(case: Case, known: Mapping[str, Asked]) -> Iterator[Asked]:
    """What the case does not hold, in the order in which it is asked."""
    lacking = {
        "former": Stage.FORMER not in case.descriptions,
        "current": Stage.CURRENT not in case.descriptions,
        "entered": ENTERED not in case.dates,
        "changes": not list(_changes(case)),
        "cause": not any("change" in about or "cause" in about for about in case.accounts),
    }
    yield from (known[name] for name, asked in lacking.items() if asked)
