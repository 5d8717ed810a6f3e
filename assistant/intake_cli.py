"""The commands that take in what an employer has: ``ingest`` for documents, ``plan`` for classes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import open_desk
from knowledge.models import Kind

plan_app = typer.Typer(no_args_is_help=False, help="Class plans.")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents (PDF, DOCX, HTML, Markdown, text), folders, ZIPs.")],
    kind: Annotated[Kind | None, typer.Option(help="What the documents are, where it is not plain.")] = None,
    jurisdiction: Annotated[str, typer.Option(help="Whose documents they are.")] = "",
) -> None:
    """Parse documents, split them into provisions and index them."""
    for source in open_desk().ingest(paths, kind=kind, jurisdiction=jurisdiction):
        typer.echo(
            f"{source.id}: {source.title} ({source.kind}, {source.jurisdiction}, {len(source.passages)} passages)"
        )


@plan_app.callback(invoke_without_command=True)
def plan(context: typer.Context) -> None:
    """List the class plans."""
    if context.invoked_subcommand is None:
        plan_list()


@plan_app.command("list")
def plan_list() -> None:
    """List the class plans."""
    desk = open_desk()
    for name in desk.plans():
        loaded = desk.plans_kept.plan(name)
        typer.echo(f"{name}: {loaded.jurisdiction}, {len(loaded.classes)} classes, {len(loaded.precedents)} precedents")


@plan_app.command("add")
def plan_add(
    file: Annotated[Path, typer.Argument(help="JSON lines, CSV, Excel, or a folder or ZIP of class specifications.")],
    name: Annotated[str, typer.Option(help="What to call the plan.")],
    precedents: Annotated[
        Path | None, typer.Option(help="Positions already allocated: JSON lines, CSV or Excel.")
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a plan of that name.")] = False,
) -> None:
    """Load an employer's class plan; of one that is replaced, only what changed is read anew."""
    added = open_desk().add_plan(file, name, precedents, replace=replace)
    for remark in added.remarks:
        typer.echo(f"note: {remark}", err=True)
    loaded = added.plan
    typer.echo(
        f"{loaded.name}: {len(loaded.classes):,} classes ({added.changes}), {len(loaded.precedents):,} precedents", err=True
    )


@plan_app.command("remove")
def plan_remove(name: str) -> None:
    """Forget a loaded class plan."""
    open_desk().plans_kept.remove(name)
