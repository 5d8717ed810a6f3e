"""The command ``case``: saved cases, from the request to the protest; its further commands stand by what they do."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from assistant import case_add_cli, case_result_cli, case_review_cli
from assistant.case_shared_cli import Day, Id, Who, today, who, words
from assistant.cases.entries import Opened, Party
from assistant.cases.plain import ledger_text, listed, overview, packet_text, trail_text
from assistant.cases.verbs import ledger_of, packet_of, title_of
from assistant.terminal import AsJson, open_desk, print_json
from knowledge.errors import InputError

case_app = typer.Typer(no_args_is_help=False, help="Saved cases, from the request to the protest.")


class Listed(StrEnum):
    """Which cases are listed."""

    ALL = "all"
    OPEN = "open"
    CLOSED = "closed"


@case_app.callback(invoke_without_command=True)
def case(
    context: typer.Context,
    which: Annotated[Listed, typer.Option("--only", help="Which cases are listed.")] = Listed.ALL,
) -> None:
    """List the cases, the one last written to first."""
    if context.invoked_subcommand is None:
        for one in open_desk().cases.recent():
            if which is Listed.ALL or bool(one.closed) == (which is Listed.CLOSED):
                typer.echo(listed(one))


@case_app.command("open")
def open_case(
    title: Annotated[str, typer.Argument(help="What the case is to be called.")],
    plan: Annotated[str, typer.Option(help="The class plan the position is in.")] = "minnesota",
    requested_by: Annotated[Party, typer.Option(help="Who asked for the study.")] = Party.EMPLOYEE,
    vacant: Annotated[bool, typer.Option("--vacant", help="Nobody holds the position.")] = False,
    new: Annotated[bool, typer.Option("--new", help="The position is new.")] = False,
    current: Annotated[str, typer.Option(help="The class the position is in.")] = "",
    requested: Annotated[str, typer.Option(help="The class asked for; it never weighs.")] = "",
    by: Who = "",
) -> None:
    """Begin a case; prints its number."""
    desk = open_desk()
    _ = desk.plans_kept.plan(plan)
    opened = Opened(
        title=words(title, "the title"),
        plan=plan,
        requested_by=requested_by,
        incumbent=not vacant,
        new=new,
        current_class=title_of(desk, current, plan) if current else "",
        requested_class=title_of(desk, requested, plan) if requested else "",
    )
    typer.echo(desk.cases.open(opened, who=who(by), at=datetime.now(UTC)).id)


@case_app.command("show")
def show(
    id: Id, on: Day = "", trail: Annotated[bool, typer.Option("--trail")] = False, as_json: AsJson = False
) -> None:
    """Show a case: who, what, which days, what is missing; with --trail every entry."""
    desk = open_desk()
    found = desk.cases.case(id)
    if as_json:
        print_json({"id": found.id, "trail": [entry.model_dump(mode="json") for entry in found.trail]})
        return
    typer.echo(overview(found, ledger_of(desk, found, today(on))))
    if trail:
        typer.echo("\n" + trail_text(found))


@case_app.command("deadlines")
def deadlines(
    id: Id,
    on: Day = "",
    out: Annotated[Path | None, typer.Option("--ics", help="Where to write the dates as .ics.")] = None,
) -> None:
    """The ledger: every date with its rule, the day that starts it, and the days left."""
    from assistant.answer.calendar import ics
    from assistant.draft.file import write_file

    desk = open_desk()
    found = ledger_of(desk, desk.cases.case(id), today(on))
    if out:
        write_file(out, {".ics": lambda path: path.write_bytes(ics([one.deadline for one in found.due]))})
    typer.echo(ledger_text(found))


@case_app.command("packet")
def packet(id: Id) -> None:
    """Hold what is filed against the list of a documented request; nothing is declared complete."""
    desk = open_desk()
    typer.echo(packet_text(packet_of(desk, desk.cases.case(id))))


@case_app.command("export")
def export(id: Id, out: Annotated[Path, typer.Argument(help="Where to write it, as case.json.")]) -> None:
    """Write a case with its whole trail to one file."""
    from assistant.draft.file import write_file

    text = open_desk().cases.exported(id)
    write_file(out, {".json": lambda path: path.write_text(text, "utf-8")})
    typer.echo(f"written: {out}", err=True)


@case_app.command("import")
def import_case(file: Annotated[Path, typer.Argument(help="A file made by 'case export'.")]) -> None:
    """Take in a case from such a file; one that is here already is carried on."""
    try:
        text = file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read ({error}); give a file made by 'case export'") from error
    typer.echo(open_desk().cases.imported(text, str(file)).id)


for group in (case_add_cli, case_result_cli, case_review_cli):
    for name, command in group.COMMANDS.items():
        case_app.command(name)(command)
