"""More of the commands of ``case``: what is kept for like cases, and what an even hand asks for."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.case_shared_cli import Id, Who, keep
from assistant.terminal import AsJson, open_desk, print_json


def precedent(
    id: Id,
    look: Annotated[bool, typer.Option("--look", help="Only show what would be kept.")] = False,
    who: Who = "",
) -> None:
    """Keep the decision that was filed as a precedent without anybody's data; read its text before others do."""
    from assistant.cases.precedents import precedent_of, standing

    desk = open_desk()
    found = desk.cases.case(id)
    kept, removed = precedent_of(found)
    if not look and standing(found) != kept:
        keep(desk, id, kept, who)
    typer.echo(f"{kept.key}: {kept.class_title}, {kept.day.isoformat()}")
    typer.echo(f"Taken out: {removed.says}.\n\n{kept.text.rstrip()}\n")
    typer.echo(
        "A program finds most of what is personal, not all of it. Read the text; if it still shows whose position it "
        f"is, withdraw the entry with 'case withdraw {id}'.",
        err=True,
    )


def precedents(
    plan: Annotated[str, typer.Option(help="Only those of this class plan.")] = "", as_json: AsJson = False
) -> None:
    """List the decisions kept as precedents, the newest first."""
    from assistant.cases.precedents import kept_at

    desk = open_desk()
    if plan:
        _ = desk.plans_kept.plan(plan)
    found = kept_at(desk, plan)
    if as_json:
        shown = {"plan", "text", "class_title", "day", "change"}
        print_json([{"key": one.key, **one.model_dump(mode="json", include=shown)} for one in found])
        return
    for one in found:
        typer.echo(
            f"{one.key}  {one.day.isoformat()}  {one.class_title} ({one.plan}{f', {one.change}' if one.change else ''})"
        )
    if not found:
        typer.echo("No decisions are kept yet; keep one with 'case precedent ID'.", err=True)


def like(id: Id, as_json: AsJson = False) -> None:
    """Show the decisions on like cases: where they say nearly the same, and what was decided otherwise."""
    from assistant.cases.like import like_case
    from assistant.cases.plain import likeness_text
    from assistant.contract import likeness_json

    desk = open_desk()
    found = like_case(desk.cases.case(id), desk)
    print_json(likeness_json(found)) if as_json else typer.echo(likeness_text(found))


def consistency(id: Id, as_json: AsJson = False) -> None:
    """Make the analysis again without names, titles and pay; exit code 1 where the result changes."""
    from assistant.cases.consistency import consistency as run
    from assistant.cases.consistency import consistency_json, consistency_text

    desk = open_desk()
    found = run(desk.cases.case(id), desk)
    print_json(consistency_json(found)) if as_json else typer.echo(consistency_text(found))
    if not found.same:
        raise typer.Exit(1)


COMMANDS = {"precedent": precedent, "precedents": precedents, "like": like, "consistency": consistency}
