"""Cases for the tests, told entry by entry."""

from __future__ import annotations

import hashlib
from datetime import date

from assistant.cases.case import Case, case_of
from assistant.cases.entries import (
    Act,
    DateSet,
    DescriptionAdded,
    DocumentFiled,
    Entry,
    FactStated,
    Opened,
    Party,
    Stage,
    entry_after,
)
from tests.cases.conftest import later

FORMER = """\
Responsibilities
1. Enters personnel transactions from completed forms and files the papers. 60%
2. Answers routine questions at the counter and by telephone. 30%
3. Orders supplies for the office. 10%
Supervision received: works under direct supervision; unusual cases go to the supervisor.
"""
GROWN = """\
Responsibilities
1. Enters and audits personnel transactions, researches errors and corrects them independently. 60%
2. Answers routine and unusual questions at the counter and by telephone, and trains new staff. 30%
3. Orders supplies for the office. 10%
Supervision received: works under general supervision within established procedures.
"""
ANOTHER = """\
Responsibilities
1. Repairs pipes, drains and fixtures in the campus buildings and installs new plumbing. 70%
2. Inspects boilers and water heaters and orders parts. 30%
Supervision received: works under general supervision of the plant engineer.
"""


def told(*acts: Act, by: Party = Party.EMPLOYEE, plan: str = "minnesota", new: bool = False) -> Case:
    """A case in which this happened, a minute apart."""
    trail: list[Entry] = []
    for minute, did in enumerate((Opened(title="A study", plan=plan, requested_by=by, new=new), *acts)):
        trail.append(entry_after(trail[-1] if trail else None, did, who="Ada", at=later(minute)))
    return case_of("x", trail)


def on(event: str, day: str) -> DateSet:
    return DateSet(event=event, day=date.fromisoformat(day))


def described(stage: Stage, text: str) -> DescriptionAdded:
    return DescriptionAdded(stage=stage, name=f"{stage}.txt", text=text)


def filed(item: str) -> DocumentFiled:
    return DocumentFiled(item=item, name=f"{item}.pdf", text=item, sha256=hashlib.sha256(item.encode()).hexdigest())


def says(party: Party, about: str, words: str) -> FactStated:
    return FactStated(party=party, about=about, words=words)
