"""The commands ``calls``: what was sent to a model, for the records officer. No text is kept, only its hash."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.engine.log import Call, CallLog
from assistant.settings import read_settings
from assistant.terminal import AsJson, print_json
from knowledge.errors import InputError

calls_app = typer.Typer(no_args_is_help=False, help="The log of calls to a model.")

_COLUMNS = ("time", "task", "outcome", "model", "host", "tokens_in", "tokens_out", "sha256")


@calls_app.callback(invoke_without_command=True)
def calls(context: typer.Context, as_json: AsJson = False) -> None:
    """List the calls."""
    if context.invoked_subcommand is None:
        calls_list(as_json)


@calls_app.command("list")
def calls_list(as_json: AsJson = False) -> None:
    """List the calls: when, for what, to whom, how much, and how each went."""
    logged = list(_log().calls())
    if as_json:
        print_json([_row(call) for call in logged])
    elif not logged:
        typer.echo("No call was made to a model.")
    for call in () if as_json else logged:
        typer.echo(
            f"{call.time:%Y-%m-%d %H:%M:%S %Z}  {call.task}: {call.outcome}  {call.model} at {call.host}  "
            f"{call.tokens_in} tokens sent, {call.tokens_out} received  sha256 {call.sha256[:16]}…"
        )


@calls_app.command("export")
def calls_export(out: Annotated[Path, typer.Argument(help="The file to write, .csv or .jsonl.")]) -> None:
    """Write the whole log to one file, for a spreadsheet or for keeping."""
    import csv
    import io
    import json

    rows = [_row(call) for call in _log().calls()]
    if out.suffix.lower() not in (".csv", ".jsonl"):
        raise InputError(f"{out}: the log is written as .csv or .jsonl; let its name end so")
    text = io.StringIO()
    if out.suffix.lower() == ".csv":
        table = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    else:
        text.write("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    try:
        out.write_text(text.getvalue(), "utf-8")
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror}); choose another place") from error
    typer.echo(f"written: {out}, {len(rows)} calls", err=True)


def _log() -> CallLog:
    return CallLog(read_settings().data_dir)


def _row(call: Call) -> dict[str, Any]:
    row = asdict(call) | {"time": call.time.isoformat()}
    return {name: row[name] for name in _COLUMNS}
