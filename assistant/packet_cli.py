"""The command ``packet``: everything a board or a human resources office is sent, in one archive."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.terminal import open_desk


def packet(
    new: Annotated[
        str, typer.Argument(help="The description as it is to be: notes, a draft, or - for standard input.")
    ],
    out: Annotated[Path, typer.Option(help="Where to write the archive: .zip.")],
    old: Annotated[Path | None, typer.Option(help="The description as it was; then a redline is made.")] = None,
    format: Annotated[str, typer.Option(help="The employer's format: duluth or minnesota.")] = "duluth",
    plan: Annotated[str, typer.Option(help="The class plan compared with; by default the format's own.")] = "",
    class_title: Annotated[str, typer.Option("--class", help="The class the description is for; never weighed.")] = "",
    facts: Annotated[Path | None, typer.Option(help="What only people know, JSON or YAML.")] = None,
    made: Annotated[datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Made on this day.")] = None,
) -> None:
    """Make the packet: description, redline, memo, organization chart and comparison, as DOCX and PDF."""
    from assistant.packet.facts import Facts, read_facts
    from assistant.packet.packet import Order, check_place, write_packet

    check_place(out)
    known = read_facts(facts) if facts else Facts()
    desk = open_desk()
    order = Order(
        new=str(desk.read(sys.stdin.buffer.read(), "standard input") if new == "-" else desk.read_file(Path(new))),
        old=str(desk.read_file(old)) if old else "",
        format=format,
        plan=plan,
        class_title=class_title,
        facts=known,
        made=(made or datetime.now()).date(),
    )
    found = desk.packet(order)
    write_packet(found, out)
    typer.echo(_told(found.manifest))
    typer.echo(f"written: {out}", err=True)


def _told(manifest: Any) -> str:
    """The files, what is blank, and what people must do, in plain text."""
    lines = [f"{one['name']}: {one['what']}" for one in manifest["files"]]
    lines += [f"Still blank in {name}: {len(found)}" for name, found in manifest["blank"].items()]
    lines += [f"Given but not confirmed, so not printed: {said}" for said in manifest["given_but_not_confirmed"]]
    lines += [f"For people: {said}" for said in manifest["to_sign_or_decide"]]
    return "\n".join([*lines, manifest["advisory"]])
