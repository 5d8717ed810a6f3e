"""What is added to a case: people, descriptions, days, documents, accounts, decisions, notes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from assistant.case_shared_cli import Id, Who, add, day, keep, words
from assistant.cases.entries import (
    CHANGES,
    Closed,
    DateSet,
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    FactStated,
    NoteAdded,
    Party,
    PersonNamed,
    Reopened,
    Stage,
    Withdrawn,
)
from assistant.terminal import open_desk
from knowledge.errors import InputError

Account = Annotated[str, typer.Option(help="What they sign in to the chat with, if they are to see the case.")]


def person(id: Id, party: Party, name: str, account: Account = "", who: Who = "") -> None:
    """Say who takes part: employee, supervisor, appointing authority, hr or reviewer."""
    add(id, PersonNamed(party=party, name=words(name, "the name"), account=account), who)


def describe(
    id: Id,
    file: Annotated[Path, typer.Argument(help="The description: DOCX, PDF, text, Markdown or HTML.")],
    stage: Annotated[Stage, typer.Option("--as", help="Which description it is.")] = Stage.CURRENT,
    who: Who = "",
) -> None:
    """Add a version of the position's description."""
    desk = open_desk()
    text = words(desk.read_file(file), str(file))
    keep(desk, id, DescriptionAdded(stage=stage, name=file.name, text=text), who)


def date(
    id: Id,
    event: Annotated[str, typer.Argument(help="What happened, as 'employee notified'; 'case events' lists the known.")],
    on: Annotated[str, typer.Argument(metavar="DAY", help="When, as 2026-08-21.")],
    note: Annotated[str, typer.Option(help="How the day is known.")] = "",
    who: Who = "",
) -> None:
    """Set the day of an event; deadlines are counted from it."""
    add(id, DateSet(event=words(event, "the event").lower(), day=day(on), note=note), who)


def events() -> None:
    """List the events that start a deadline."""
    from assistant.cases.ledger import triggers

    for known in triggers():
        typer.echo(f"{known.event}: {known.says}")


def file(
    id: Id,
    path: Annotated[Path, typer.Argument(metavar="FILE", help="The document.")],
    item: Annotated[str, typer.Option("--as", help="Which item of the packet it is, or what it is.")],
    who: Who = "",
) -> None:
    """File a document."""
    desk = open_desk()
    text, digest = desk.read_file(path), hashlib.sha256(path.read_bytes()).hexdigest()
    what = words(item, "--as").lower()
    keep(desk, id, DocumentFiled(item=what, name=path.name, text=text, sha256=digest), who)


def fact(
    id: Id,
    party: Party,
    about: Annotated[str, typer.Argument(help="What is told of, as 'supervision received'.")],
    said: Annotated[str, typer.Argument(metavar="WORDS", help="What was said, in the party's own words.")],
    who: Who = "",
) -> None:
    """Keep what a party says; accounts that differ stand side by side."""
    add(id, FactStated(party=party, about=words(about, "the subject").lower(), words=words(said, "the words")), who)


def decision(
    id: Id,
    class_title: Annotated[str, typer.Argument(help="The class that was decided.")],
    on: Annotated[str, typer.Argument(metavar="DAY", help="When, as 2026-08-21.")],
    by: Annotated[str, typer.Option(help="Who decided: the office or person with authority.")],
    change: Annotated[str, typer.Option(help="reallocation, change in allocation, or initial allocation.")] = "",
    grounds: Annotated[str, typer.Option(help="Why, in the decision's own words.")] = "",
    who: Who = "",
) -> None:
    """File what people with authority decided; the program decides nothing."""
    if change not in CHANGES:
        raise InputError(f"--change: {change!r} is no kind of change; use {', '.join(CHANGES[1:])}")
    filed = {"class_title": words(class_title, "the class"), "day": day(on), "by": words(by, "--by")}
    add(id, DecisionFiled.model_validate({**filed, "change": change, "grounds": grounds}), who)


def note(id: Id, said: Annotated[str, typer.Argument(metavar="WORDS")], who: Who = "") -> None:
    """Add a note."""
    add(id, NoteAdded(words=words(said, "the note")), who)


def withdraw(id: Id, entry: int, why: str, who: Who = "") -> None:
    """Let an entry no longer count; it stays in the trail."""
    desk = open_desk()
    if not 2 <= entry <= len(desk.cases.case(id).trail):
        raise InputError(f"case {id}: entry {entry} cannot be withdrawn; give the number of one after the opening")
    keep(desk, id, Withdrawn(entry=entry, why=words(why, "the reason")), who)


def close(
    id: Id,
    outcome: Annotated[str, typer.Argument(help="How it ended, as 'reallocated' or 'request taken back'.")],
    why: Annotated[str, typer.Option(help="Why nothing more is to be done.")],
    who: Who = "",
) -> None:
    """Close a case: no reminders any more; nothing of it is deleted, and it can be opened again."""
    desk = open_desk()
    if desk.cases.case(id).closed:
        raise InputError(f"case {id}: it is closed already; open it again with 'case reopen {id}'")
    keep(desk, id, Closed(outcome=words(outcome, "the outcome"), why=words(why, "the reason")), who)


def reopen(id: Id, why: str, who: Who = "") -> None:
    """Open a closed case again."""
    desk = open_desk()
    if not desk.cases.case(id).closed:
        raise InputError(f"case {id}: it is not closed")
    keep(desk, id, Reopened(why=words(why, "the reason")), who)


COMMANDS = {
    "person": person,
    "describe": describe,
    "date": date,
    "events": events,
    "file": file,
    "fact": fact,
    "decision": decision,
    "note": note,
    "withdraw": withdraw,
    "close": close,
    "reopen": reopen,
}
