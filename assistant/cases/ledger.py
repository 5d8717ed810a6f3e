"""The ledger of a case: each date that a rule sets, from the day that starts it, and the days not known yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict

from assistant.answer.deadlines import deadline, rule
from assistant.cases.case import Case
from assistant.models import Deadline
from knowledge.library import Library
from knowledge.models import STATE

_DECIDED = "decided"


class Trigger(BaseModel):
    """A day that starts something; the fields are explained in ``ledger.yaml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    event: str
    says: str
    rules: tuple[str, ...]
    wanted: tuple[str, ...] = ()
    tells: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the ledger."""

    event: str
    deadline: Deadline
    days_left: int
    """Calendar days from today to the date; negative once it is past."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a case's days lead to; ``missing`` are the days that would have to be known for more."""

    due: tuple[Due, ...]
    missing: tuple[str, ...]
    note: str = ""


@cache
def triggers() -> tuple[Trigger, ...]:
    """The days that start something, in the order in which a case meets them."""
    raw = yaml.safe_load(files("assistant.cases").joinpath("ledger.yaml").read_text("utf-8"))
    return tuple(Trigger.model_validate(item) for item in raw)


def ledger(case: Case, library: Library, jurisdiction: str, today: date) -> Ledger:
    """The dates of a case under the rules of ``jurisdiction``, the earliest first. The state's rules are no city's."""
    if case.closed:
        note = f"The case is closed (entry {case.closed.n}): its dates stay in the ledger and remind nobody any more."
        return replace(_open_ledger(case, library, jurisdiction, today), missing=(), note=note)
    return _open_ledger(case, library, jurisdiction, today)


def _open_ledger(case: Case, library: Library, jurisdiction: str, today: date) -> Ledger:
    if jurisdiction != STATE:
        return Ledger(
            (), (), f"No source at hand sets such dates for {jurisdiction}; the state's rules do not apply there."
        )
    return Ledger(
        tuple(sorted(_due(case, library, today), key=lambda one: (one.deadline.date, one.deadline.id))),
        tuple(_missing(case)),
    )


def _due(case: Case, library: Library, today: date) -> Iterator[Due]:
    seen: set[tuple[str, date]] = set()
    for known in triggers():
        day = case.dates.get(known.event)
        for name in known.rules if day else ():
            assert day is not None
            if (name, day) not in seen:
                seen.add((name, day))
                found = deadline(rule(name), day, library)
                yield Due(known.event, found, (found.date - today).days)


def _missing(case: Case) -> Iterator[str]:
    concerns = {case.opened.requested_by.value, *([_DECIDED] if case.decision else [])}
    told = {known.tells or known.event for known in triggers() if known.event in case.dates}
    for known in triggers():
        if concerns.intersection(known.wanted) and (known.tells or known.event) not in told:
            yield known.says
