"""The command ``feedback``: what readers said of answers, for whoever looks after the sources and the wording."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.settings import read_settings
from assistant.terminal import AsJson, print_json
from knowledge.errors import InputError


def feedback(
    out: Annotated[Path | None, typer.Option(help="Where to write it: .jsonl, one answer a line.")] = None,
    as_json: AsJson = False,
) -> None:
    """What readers of the chat said of answers, with question, answer and sources; it never leaves by itself."""
    rows = list(_rows())
    if out is not None:
        _write(rows, out)
    elif as_json:
        print_json(rows)
    elif not rows:
        typer.echo("Nobody said anything of an answer.")
    for row in () if as_json or out is not None else rows:
        said = "helped" if row["helped"] else "wrong"
        typer.echo(f"{row['asked'][:10]}  {said}: {row['question']}" + (f"  “{row['words']}”" if row["words"] else ""))


def _rows() -> Iterator[dict[str, Any]]:
    from assistant.talks.feedback import said
    from assistant.talks.store import Talks

    given = read_settings()
    talks = Talks(given.data_dir, given.database_url, days=given.keep_days)
    try:
        yield from said(talks)
    finally:
        talks.close()


def _write(rows: list[dict[str, Any]], out: Path) -> None:
    import json

    if out.suffix.lower() != ".jsonl":
        raise InputError(f"{out}: feedback is written as lines of JSON; let its name end in .jsonl")
    try:
        out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror}); choose another place") from error
    typer.echo(f"written: {out}, {len(rows)} answers", err=True)
