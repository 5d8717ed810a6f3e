"""More of the commands of ``case``: what is kept for like cases, and what an even hand asks for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from assistant.case_cli import Id, Who, _description, _keep, _who, case_app
from assistant.cases.entries import Stage
from assistant.terminal import AsJson, open_desk, print_json
from knowledge.errors import InputError

__all__ = ["case_app"]


@case_app.command("precedent")
def precedent(
    id: Id,
    look: Annotated[bool, typer.Option("--look", help="Only show what would be kept.")] = False,
    who: Who = "",
) -> None:
    """Keep the decision that was filed as a precedent without anybody's data; read its text before others do."""
    from assistant.cases.precedents import precedent_of, standing

    cases = open_desk().cases
    found = cases.case(id)
    kept, removed = precedent_of(found)
    if not look and standing(found) != kept:
        cases.add(id, kept, who=_who(who), at=datetime.now(UTC))
    typer.echo(f"{kept.key}: {kept.class_title}, {kept.day.isoformat()}")
    typer.echo(f"Taken out: {removed.says}.\n\n{kept.text.rstrip()}\n")
    typer.echo(
        "A program finds most of what is personal, not all of it. Read the text; if it still shows whose position it "
        f"is, withdraw the entry with 'case withdraw {id}'.",
        err=True,
    )


@case_app.command("precedents")
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


@case_app.command("like")
def like(id: Id, as_json: AsJson = False) -> None:
    """Show the decisions on like cases: where they say nearly the same, and what was decided otherwise."""
    from assistant.cases.like import like_case, likeness_json
    from assistant.cases.plain import likeness_text

    desk = open_desk()
    found = like_case(desk.cases.case(id), desk)
    print_json(likeness_json(found)) if as_json else typer.echo(likeness_text(found))


@case_app.command("consistency")
def consistency(id: Id, as_json: AsJson = False) -> None:
    """Make the analysis again without names, titles and pay; exit code 1 where the result changes."""
    from assistant.cases.consistency import consistency as run
    from assistant.cases.consistency import consistency_json, consistency_text

    desk = open_desk()
    found = run(desk.cases.case(id), desk)
    print_json(consistency_json(found)) if as_json else typer.echo(consistency_text(found))
    if not found.same:
        raise typer.Exit(1)


@case_app.command("opinion")
def opinion(
    id: Id,
    out: Annotated[Path | None, typer.Option(help="Where to write the record: .docx, .pdf or .md.")] = None,
    who: Who = "",
) -> None:
    """Give a second opinion on the class held and the class asked for, and keep it."""
    from assistant.cases.like import like_opinion
    from assistant.draft.paper_text import to_text, write_any
    from assistant.opinion.record import decision_record

    desk = open_desk()
    found = desk.cases.case(id)
    text, opened = _description(found, Stage.CURRENT), found.opened
    titles = [title for title in (opened.current_class, opened.requested_class) if title]
    if not titles:
        raise InputError(
            f"case {id}: neither the class held nor one asked for is known; open it with --current or --requested"
        )
    given = {"text": text, "current": titles[0], "proposed": titles[-1], "plan": opened.plan}
    formed = desk.opinion(**given)
    record = decision_record(formed, like=like_opinion(text, desk, opened.plan, formed.analysis, without=id))
    if out:
        write_any(record, out)
        typer.echo(f"written: {out}", err=True)
    _keep(desk, id, "opinion", {**given, "case": id}, who)
    if not out:
        typer.echo(to_text(record, plain=True), nl=False)
