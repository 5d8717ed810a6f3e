"""The command ``format``: the description formats there are, and learning one from approved descriptions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import AsJson, open_desk, print_json
from knowledge.errors import InputError
from knowledge.intake import Orders, take_in
from knowledge.models import Kind

format_app = typer.Typer(no_args_is_help=True, help="Formats of descriptions: built in, and an employer's own.")


@format_app.command("list")
def format_list() -> None:
    """List the formats; one that is damaged is told on standard error and hides no other."""
    desk = open_desk()
    for name in desk.formats():
        try:
            profile = desk.formats_kept.profile(name)
        except InputError as error:
            typer.echo(f"{name}: damaged: {error}", err=True)
            continue
        sections = sum(bool(plan.heading) for plan in profile.sections)
        typer.echo(f"{name}: {profile.title} ({profile.jurisdiction}, {sections} sections)")


@format_app.command("show")
def format_show(name: str) -> None:
    """Print a format's file."""
    from assistant.formats.saved import to_yaml

    typer.echo(to_yaml(open_desk().formats_kept.profile(name)), nl=False)


@format_app.command("learn")
def format_learn(
    files: Annotated[list[Path], typer.Argument(help="Two or more approved descriptions: DOCX, PDF, text, folders.")],
    name: Annotated[str, typer.Option(help="What to call the format: small letters, digits, hyphens.")],
    jurisdiction: Annotated[str, typer.Option(help="Whose descriptions they are, if they do not say.")] = "",
    leave_out: Annotated[str, typer.Option(help="Numbers of findings that are not standard, as 3,7.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Save what was found without asking.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a format of that name.")] = False,
    out: Annotated[Path | None, typer.Option(help="Also write the format's file here.")] = None,
    as_json: AsJson = False,
) -> None:
    """Learn a format from an employer's approved descriptions, show what was found, and save it once confirmed."""
    from assistant.formats.saved import to_profile, to_yaml
    from assistant.formats.store import learn
    from assistant.formats.told import findings_json, findings_text

    desk = open_desk()
    found = learn(take_in(files, Orders(Kind.JOB_DESCRIPTION, jurisdiction), lambda *_: None).sources)
    left_out = _numbers(leave_out)
    profile = to_profile(found, name, left_out)
    if not replace:
        desk.formats_kept.check_free(name)
    print_json(findings_json(found)) if as_json else typer.echo(findings_text(found))
    if not (yes or _confirmed(as_json, len(found.numbered()) - len(left_out))):
        typer.echo("Nothing was saved; add --yes to save this, and --leave-out for what is not standard.", err=True)
        return
    if out:
        _write(out, to_yaml(profile))
    desk.save_format(found, profile)
    typer.echo(f"saved: {name}; use it with draft --format {name}", err=True)


@format_app.command("remove")
def format_remove(name: str) -> None:
    """Forget one of your own formats; the descriptions it was learned from stay among the sources."""
    open_desk().formats_kept.remove(name)


def _numbers(listed: str) -> frozenset[int]:
    try:
        return frozenset(int(number) for number in listed.replace(",", " ").split())
    except ValueError as error:
        raise InputError(f"--leave-out {listed!r}: give numbers of findings, as 3,7") from error


def _confirmed(as_json: bool, count: int) -> bool:
    asked = sys.stdin.isatty() and not as_json
    return asked and typer.confirm(f"Use these {count} findings to the letter in drafts?")


def _write(out: Path, text: str) -> None:
    from assistant.draft.file import write_file

    def write(path: Path) -> None:
        path.write_text(text, "utf-8")

    write_file(out, {".yaml": write, ".yml": write})
