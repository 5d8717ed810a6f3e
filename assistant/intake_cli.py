"""The commands that take in what an employer has: ``ingest`` for documents, ``plan`` for classes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from assistant.terminal import open_desk
from knowledge.intake import Intake
from knowledge.models import Kind, Source
from knowledge.parse.naming import UNSTATED

plan_app = typer.Typer(no_args_is_help=False, help="Class plans.")


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="Documents (PDF, DOCX, HTML, Markdown, text), folders, ZIPs.")],
    kind: Annotated[Kind | None, typer.Option(help="What the documents are, where the kind found is wrong.")] = None,
    jurisdiction: Annotated[str, typer.Option(help="Whose documents they are.")] = "",
    ocr: Annotated[
        bool, typer.Option("--ocr", help="Read scanned pages by text recognition (the extra 'ocr').")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Keep what can be read and report the rest (exit code 1).")
    ] = False,
) -> None:
    """Parse documents, split them into provisions and index them: all of them or, if one cannot be read, none."""
    found = open_desk().ingest(paths, kind=kind, jurisdiction=jurisdiction, ocr=ocr, keep_going=keep_going)
    typer.echo(_taken_in(found))
    for line in _not_taken_in(found):
        typer.echo(line, err=True)
    if found.refused:
        raise typer.Exit(1)


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
        f"{loaded.name}: {len(loaded.classes):,} classes ({added.changes}), {len(loaded.precedents):,} precedents",
        err=True,
    )


@plan_app.command("remove")
def plan_remove(name: str) -> None:
    """Forget a loaded class plan."""
    open_desk().plans_kept.remove(name)


def _taken_in(found: Intake) -> str:
    """Each document with its kind and the reason, and the sources in it."""
    lines: list[str] = []
    for reading in found.readings:
        lines.append(f"{reading.name}: a {reading.detected.kind}, since {reading.detected.why}")
        lines += [f"  note: {remark}" for remark in reading.remarks]
        lines += [f"  {_source(source)}" for source in reading.sources]
    unstated = sum(source.jurisdiction == UNSTATED for source in found)
    if unstated:
        lines.append(f"note: {unstated:,} sources do not say whose they are; say so with --jurisdiction")
    passages = sum(len(source.passages) for source in found)
    return "\n".join([*lines, f"{len(found.readings):,} documents, {len(found):,} sources, {passages:,} passages"])


def _source(source: Source) -> str:
    known = f"{source.kind}, {source.jurisdiction}, {source.edition}, {len(source.passages)} passages"
    return f"{source.id}: {source.title} ({known})"


def _not_taken_in(found: Intake) -> list[str]:
    """What was passed over in folders and archives, and what could not be read."""
    passed = Counter(item.why for item in found.passed_over)
    lines = [f"passed over: {count:,} × {why}" for why, count in sorted(passed.items())]
    return lines + [f"not read: {error}" for error in found.refused]
