"""What the commands of ``case`` share: how they are told of a case, a day and a person, and how they write to it."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime
from typing import Annotated, Any

import typer

from assistant.cases.case import Case
from assistant.cases.entries import Act, DescriptionAdded, Stage
from assistant.terminal import open_desk
from knowledge.errors import InputError

Id = Annotated[str, typer.Argument(help="The case's number, as 'case' lists it.")]
Who = Annotated[str, typer.Option("--who", help="Who does this, for the trail; without it, the account's name.")]
Day = Annotated[str, typer.Option("--today", help="What today is, as 2026-11-22; without it, the computer's date.")]


def add(id: str, did: Act, by: str) -> Case:
    """Write the next entry of a case."""
    return keep(open_desk(), id, did, by)


def keep(desk: Any, id: str, did: Act, by: str) -> Case:
    """The same at a desk that is open."""
    case: Case = desk.cases.add(id, did, who=who(by), at=datetime.now(UTC))
    return case


def described(case: Case, stage: Stage) -> DescriptionAdded:
    """A case's description of that stage. Raises :class:`InputError` where there is none."""
    added = case.descriptions.get(stage)
    if added is None:
        raise InputError(f"case {case.id}: there is no {stage} description; add it with 'case describe {case.id} FILE'")
    return added


def who(given: str) -> str:
    """Who the trail says did it."""
    return given.strip() or getpass.getuser()


def today(given: str) -> date:
    """The day named, or the computer's."""
    return day(given) if given else datetime.now(UTC).astimezone().date()


def day(text: str) -> date:
    """A day as a user typed it. Raises :class:`InputError`."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text!r} is no date; write it as 2026-08-21") from None


def words(text: str, what: str) -> str:
    """What must be said. Raises :class:`InputError` where it is not."""
    if not text.strip():
        raise InputError(f"{what} is empty; say it in words")
    return text.strip()
