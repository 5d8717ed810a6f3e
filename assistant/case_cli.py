"""The commands for saved cases: ``case``."""

from __future__ import annotations

import getpass
import hashlib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cases.case import Case
from assistant.cases.entries import (
    Act,
    DateSet,
    DecisionFiled,
    DescriptionAdded,
    DocumentFiled,
    FactStated,
    NoteAdded,
    Opened,
    Party,
    PersonNamed,
    Stage,
    Withdrawn,
)
from assistant.cases.plain import ledger_text, overview, packet_text, trail_text
from assistant.cases.verbs import ledger_of, packet_of, title_of
from assistant.models import Role
from assistant.plain import answered, suggested
from assistant.terminal import AsJson, open_desk, print_json
from knowledge.errors import InputError

case_app = typer.Typer(no_args_is_help=False, help="Saved cases, from the request to the protest.")

Id = Annotated[str, typer.Argument(help="The case's number, as 'case' lists it.")]
Who = Annotated[str, typer.Option(help="Who does this, for the trail; without it, the account's name.")]
Account = Annotated[str, typer.Option(help="What they sign in to the chat with, if they are to see the case.")]
Day = Annotated[str, typer.Option(help="What today is, as 2026-11-22; without it, the computer's date.")]


@case_app.callback(invoke_without_command=True)
def case(context: typer.Context) -> None:
    """List the cases, the one last written to first."""
    if context.invoked_subcommand is None:
        for one in open_desk().cases.recent():
            typer.echo(f"{one.id}  {one.trail[-1].at:%Y-%m-%d %H:%M}  {one.opened.title} ({one.opened.plan})")


@case_app.command("open")
def open_case(
    title: Annotated[str, typer.Argument(help="What the case is to be called.")],
    plan: Annotated[str, typer.Option(help="The class plan the position is in.")] = "minnesota",
    requested_by: Annotated[Party, typer.Option(help="Who asked for the study.")] = Party.EMPLOYEE,
    vacant: Annotated[bool, typer.Option("--vacant", help="Nobody holds the position.")] = False,
    new: Annotated[bool, typer.Option("--new", help="The position is new.")] = False,
    current: Annotated[str, typer.Option(help="The class the position is in.")] = "",
    requested: Annotated[str, typer.Option(help="The class asked for; it never weighs.")] = "",
    who: Who = "",
) -> None:
    """Begin a case; prints its number."""
    desk = open_desk()
    _ = desk.plans_kept.plan(plan)
    opened = Opened(
        title=_words(title, "the title"),
        plan=plan,
        requested_by=requested_by,
        incumbent=not vacant,
        new=new,
        current_class=title_of(desk, current, plan) if current else "",
        requested_class=title_of(desk, requested, plan) if requested else "",
    )
    typer.echo(desk.cases.open(opened, who=_who(who), at=datetime.now(UTC)).id)


@case_app.command("person")
def person(id: Id, party: Party, name: str, account: Account = "", who: Who = "") -> None:
    """Say who takes part: employee, supervisor, appointing authority, hr or reviewer."""
    _add(id, PersonNamed(party=party, name=_words(name, "the name"), account=account), who)


@case_app.command("describe")
def describe(
    id: Id,
    file: Annotated[Path, typer.Argument(help="The description: DOCX, PDF, text, Markdown or HTML.")],
    stage: Annotated[Stage, typer.Option("--as", help="Which description it is.")] = Stage.CURRENT,
    who: Who = "",
) -> None:
    """Add a version of the position's description."""
    text = open_desk().read_file(file)
    _add(id, DescriptionAdded(stage=stage, name=file.name, text=_words(text, str(file))), who)


@case_app.command("date")
def set_date(
    id: Id,
    event: Annotated[str, typer.Argument(help="What happened, as 'employee notified'; 'case events' lists the known.")],
    day: Annotated[str, typer.Argument(help="When, as 2026-08-21.")],
    note: Annotated[str, typer.Option(help="How the day is known.")] = "",
    who: Who = "",
) -> None:
    """Set the day of an event; deadlines are counted from it."""
    _add(id, DateSet(event=_words(event, "the event").lower(), day=_day(day), note=note), who)


@case_app.command("events")
def events() -> None:
    """List the events that start a deadline."""
    from assistant.cases.ledger import triggers

    for known in triggers():
        typer.echo(f"{known.event}: {known.says}")


@case_app.command("file")
def file_document(
    id: Id,
    file: Annotated[Path, typer.Argument(help="The document.")],
    item: Annotated[str, typer.Option("--as", help="Which item of the packet it is, or what it is.")],
    who: Who = "",
) -> None:
    """File a document."""
    text = open_desk().read_file(file)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    _add(id, DocumentFiled(item=_words(item, "--as").lower(), name=file.name, text=text, sha256=digest), who)


@case_app.command("fact")
def fact(
    id: Id,
    party: Party,
    about: Annotated[str, typer.Argument(help="What is told of, as 'supervision received'.")],
    words: Annotated[str, typer.Argument(help="What was said, in the party's own words.")],
    who: Who = "",
) -> None:
    """Keep what a party says; accounts that differ stand side by side."""
    _add(id, FactStated(party=party, about=_words(about, "the subject").lower(), words=_words(words, "the words")), who)


@case_app.command("decision")
def decision(
    id: Id,
    class_title: Annotated[str, typer.Argument(help="The class that was decided.")],
    day: Annotated[str, typer.Argument(help="When, as 2026-08-21.")],
    by: Annotated[str, typer.Option(help="Who decided: the office or person with authority.")],
    change: Annotated[str, typer.Option(help="reallocation, change in allocation, or initial allocation.")] = "",
    grounds: Annotated[str, typer.Option(help="Why, in the decision's own words.")] = "",
    who: Who = "",
) -> None:
    """File what people with authority decided; the program decides nothing."""
    known = ("", "reallocation", "change in allocation", "initial allocation")
    if change not in known:
        raise InputError(f"--change: {change!r} is no kind of change; use {', '.join(known[1:])}")
    filed = {"class_title": _words(class_title, "the class"), "day": _day(day), "by": _words(by, "--by")}
    _add(id, DecisionFiled.model_validate({**filed, "change": change, "grounds": grounds}), who)


@case_app.command("note")
def note(id: Id, words: str, who: Who = "") -> None:
    """Add a note."""
    _add(id, NoteAdded(words=_words(words, "the note")), who)


@case_app.command("withdraw")
def withdraw(id: Id, entry: int, why: str, who: Who = "") -> None:
    """Let an entry no longer count; it stays in the trail."""
    cases = open_desk().cases
    if not 2 <= entry <= len(cases.case(id).trail):
        raise InputError(f"case {id}: entry {entry} cannot be withdrawn; give the number of one after the opening")
    cases.add(id, Withdrawn(entry=entry, why=_words(why, "the reason")), who=_who(who), at=datetime.now(UTC))


@case_app.command("suggest")
def suggest(id: Id, stage: Annotated[Stage, typer.Option("--of")] = Stage.CURRENT, who: Who = "") -> None:
    """Suggest classes for the position's description, and keep the suggestion."""
    desk = open_desk()
    found = desk.cases.case(id)
    _keep(desk, id, "suggest", {"text": _description(found, stage), "plan": found.opened.plan}, who)
    typer.echo(suggested(desk.suggest(_description(found, stage), plan=found.opened.plan)))


@case_app.command("ask")
def ask(
    id: Id, question: str, role: Annotated[Role | None, typer.Option(help="Who asks.")] = None, who: Who = ""
) -> None:
    """Ask a question about the case, and keep the answer."""
    desk = open_desk()
    _keep(desk, id, "ask", {"question": question, "role": role or ""}, who)
    typer.echo(answered(desk.ask(question, role=role or "")))


@case_app.command("show")
def show(
    id: Id, today: Day = "", trail: Annotated[bool, typer.Option("--trail")] = False, as_json: AsJson = False
) -> None:
    """Show a case: who, what, which days, what is missing; with --trail every entry."""
    desk = open_desk()
    found = desk.cases.case(id)
    if as_json:
        print_json({"id": found.id, "trail": [entry.model_dump(mode="json") for entry in found.trail]})
        return
    typer.echo(overview(found, ledger_of(desk, found, _day(today) if today else _today())))
    if trail:
        typer.echo("\n" + trail_text(found))


@case_app.command("deadlines")
def deadlines(
    id: Id,
    today: Day = "",
    out: Annotated[Path | None, typer.Option("--ics", help="Where to write the dates as .ics.")] = None,
) -> None:
    """The ledger: every date with its rule, the day that starts it, and the days left."""
    from assistant.answer.calendar import ics
    from assistant.draft.file import write_file

    desk = open_desk()
    found = ledger_of(desk, desk.cases.case(id), _day(today) if today else _today())
    if out:
        write_file(out, {".ics": lambda path: _bytes(path, ics([one.deadline for one in found.due]))})
    typer.echo(ledger_text(found))


@case_app.command("packet")
def packet(id: Id) -> None:
    """Hold what is filed against the list of a documented request; nothing is declared complete."""
    desk = open_desk()
    found = desk.cases.case(id)
    typer.echo(packet_text(packet_of(desk, found)))


@case_app.command("letters")
def letters() -> None:
    """List the letters, memos and worksheets that can be drafted."""
    from assistant.letters.form import forms

    for form in forms().values():
        typer.echo(f"{form.kind}: {form.purpose}")


@case_app.command("letter")
def letter(
    id: Id,
    kind: Annotated[str, typer.Argument(help="Which one, as 'case letters' lists it.")],
    out: Annotated[Path | None, typer.Option(help="Where to write it: .docx, .pdf or .md.")] = None,
    outcome: Annotated[str, typer.Option(help="What the decision comes to, where it is not plain from the case.")] = "",
    sources: Annotated[bool, typer.Option(help="Add the page that says what each statement rests on.")] = True,
    today: Day = "",
    who: Who = "",
) -> None:
    """Draft a letter, memo or worksheet from a case, with blanks where a person must write or sign, and keep it."""
    from assistant.draft.paper_text import to_text, write_any
    from assistant.letters.letter import to_paper
    from assistant.letters.write import write_letter

    desk = open_desk()
    found, day = desk.cases.case(id), _day(today) if today else _today()
    written = write_letter(found, kind, desk, day, outcome=outcome)
    given = {"case": id, "entries": len(found.trail), "kind": kind, "outcome": outcome, "today": day.isoformat()}
    _keep(desk, id, "letter", {**given, "plan": found.opened.plan}, who)
    paper = to_paper(written, with_sources=sources)
    if out is None:
        typer.echo(to_text(paper, plain=True), nl=False)
        return
    write_any(paper, out)
    typer.echo(f"written: {out}", err=True)


@case_app.command("rerun")
def rerun(id: Id, as_json: AsJson = False) -> None:
    """Make every kept result again and say whether it is the same, or what changed; exit code 1 where one differs."""
    from assistant.cases.entries import ResultKept
    from assistant.cases.results import rerun as again

    desk = open_desk()
    found = [again(desk, kept) for kept in desk.cases.case(id).all(ResultKept)]
    if as_json:
        print_json(
            [{"verb": one.verb, "same": one.same, "changed": one.changed, "skipped": one.skipped} for one in found]
        )
    for one in [] if as_json else found:
        outcome = one.skipped or ("the same" if one.same else "differs: " + ("; ".join(one.changed) or "unknown why"))
        typer.echo(f"{one.verb}: {outcome}")
    if any(not one.same and not one.skipped for one in found):
        raise typer.Exit(1)


@case_app.command("export")
def export(id: Id, out: Annotated[Path, typer.Argument(help="Where to write it, as case.json.")]) -> None:
    """Write a case with its whole trail to one file."""
    from assistant.draft.file import write_file

    text = open_desk().cases.exported(id)
    write_file(out, {".json": lambda path: _bytes(path, text.encode())})
    typer.echo(f"written: {out}", err=True)


@case_app.command("import")
def import_case(file: Annotated[Path, typer.Argument(help="A file made by 'case export'.")]) -> None:
    """Take in a case from such a file; one that is here already is carried on."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error}); give a file made by 'case export'") from error
    typer.echo(open_desk().cases.imported(text, str(file)).id)


def _bytes(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def _keep(desk: Any, id: str, verb: str, given: dict[str, Any], who: str) -> None:
    from assistant.cases.results import made

    desk.cases.add(id, made(desk, verb, given), who=_who(who), at=datetime.now(UTC))


def _add(id: str, did: Act, who: str) -> None:
    open_desk().cases.add(id, did, who=_who(who), at=datetime.now(UTC))


def _description(case: Case, stage: Stage) -> str:
    added = case.descriptions.get(stage)
    if added is None:
        raise InputError(f"case {case.id}: there is no {stage} description; add it with 'case describe {case.id} FILE'")
    return added.text


def _who(given: str) -> str:
    return given.strip() or getpass.getuser()


def _today() -> date:
    return datetime.now(UTC).astimezone().date()


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise InputError(f"{text!r} is no date; write it as 2026-08-21") from None


def _words(text: str, what: str) -> str:
    if not text.strip():
        raise InputError(f"{what} is empty; say it in words")
    return text.strip()
