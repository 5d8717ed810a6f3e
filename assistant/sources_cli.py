"""The commands ``sources``: what is indexed, the official texts, and what wants looking at."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.contract import source_json
from assistant.sources_json import check_json, outcome_json, page_json, standing_json
from assistant.sources_plain import checked, compared, listed, listed_pages, shown
from assistant.terminal import AsJson, open_desk, print_json
from knowledge.errors import InputError
from knowledge.official.manifest import Page, chosen

if TYPE_CHECKING:
    from knowledge.official.compare import Outcome

sources_app = typer.Typer(no_args_is_help=False, help="What is indexed, and the official texts.")

Manifest = Annotated[Path | None, typer.Option(help="Only the pages of this manifest file.")]
Pause = Annotated[float, typer.Option(min=0, help="Seconds between two requests to one host.")]


@sources_app.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List what is indexed."""
    if context.invoked_subcommand is None:
        sources_list(as_json)


@sources_app.command("list")
def sources_list(as_json: AsJson = False) -> None:
    """List what is indexed: whose, what kind, which edition, since when, and when to look again."""
    found = open_desk().official.standings()
    print_json([standing_json(standing) for standing in found]) if as_json else typer.echo(listed(found, date.today()))


@sources_app.command("show")
def sources_show(id: str, as_json: AsJson = False) -> None:
    """One source's whole text."""
    source = open_desk().source(id)
    print_json(source_json(source)) if as_json else typer.echo(shown(source))


@sources_app.command("fetch")
def sources_fetch(
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of the manifest; all pages where none is given.")] = None,
    list_pages: Annotated[bool, typer.Option("--list", help="Only list the pages of the manifest.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be asked for.")] = False,
    manifest: Manifest = None,
    pause: Pause = 2.0,
    as_json: AsJson = False,
) -> None:
    """Download the official texts, keep them and index them in place of our restatements."""
    desk = open_desk()
    pages = chosen(desk.official.pages(manifest), ids or [])
    if list_pages or dry_run:
        held = desk.official.held()
        if as_json:
            print_json([page_json(page, held.get(page.id)) for page in pages])
        else:
            typer.echo(listed_pages(pages, held, dry_run=dry_run))
        return
    _report(desk.official.fetch(pages, now=datetime.now(UTC), pause=pause), as_json)


@sources_app.command("check")
def sources_check(
    online: Annotated[
        bool, typer.Option("--online", help="Ask the publishers what has changed; keep nothing.")
    ] = False,
    manifest: Manifest = None,
    pause: Pause = 2.0,
    as_json: AsJson = False,
) -> None:
    """What is due for another look, waits for its official text or is damaged; online, what has changed."""
    desk = open_desk()
    if not online:
        if manifest:
            raise InputError("--manifest goes with --online; without it nobody is asked")
        found, today = desk.official.check(date.today()), date.today()
        print_json(check_json(found)) if as_json else typer.echo(checked(found, today))
        return
    _report(desk.official.ask(_held_or_all(desk, manifest), now=datetime.now(UTC), pause=pause), as_json)


def _held_or_all(desk: Any, manifest: Path | None) -> list[Page]:
    """The pages to ask about: those of the manifest file named, else those that are held."""
    pages: dict[str, Page] = desk.official.pages(manifest)
    if manifest:
        return list(pages.values())
    held = desk.official.held()
    if not held:
        raise InputError("no official page is held yet; fetch some with `pd-assistant sources fetch`")
    return [pages.get(id, kept.page) for id, kept in held.items()]


def _report(outcomes: tuple[Outcome, ...], as_json: bool) -> None:
    """Print what came of each page; failures go to standard error too, and end in exit code 1."""
    if as_json:
        print_json([outcome_json(outcome) for outcome in outcomes])
    elif text := compared(outcomes):
        typer.echo(text)
    problems = [outcome for outcome in outcomes if outcome.problem]
    for outcome in problems:
        typer.echo(f"pd-assistant: {outcome.page.id}: {outcome.problem}", err=True)
    if problems:
        raise typer.Exit(1)
