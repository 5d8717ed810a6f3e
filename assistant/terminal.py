"""What the commands share: the desk they open, the bar on standard error, JSON on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from tqdm import tqdm

from assistant.settings import read_settings
from knowledge.errors import SettingsError

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]


def open_desk(engine: str = "") -> Any:
    """The desk of the settings, with the engine named on the command line, if one is. Raises :class:`SettingsError`."""
    from assistant.desk import ENGINES, Desk

    chosen = read_settings()
    chosen = chosen.model_copy(update={"engine": engine or chosen.engine})
    if chosen.engine not in ENGINES:
        raise SettingsError(f"there is no engine named {chosen.engine!r}; known: {', '.join(ENGINES)}")
    return Desk(chosen, _bar())


def print_json(answer: Any) -> None:
    """One line of JSON on standard output."""
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def hand_over(desk: Any, paper: Any, out: Path | None, *, shown: bool = True) -> None:
    """A paper with the employer's words, as a file (.docx, .pdf, .md), or, where none is named and it is to be
    ``shown``, on standard output. Raises :class:`InputError` for a file that cannot be written."""
    from assistant.draft.paper_text import to_text, write_any

    signed = desk.employer.signs(paper)
    if out is not None:
        write_any(signed, out)
        typer.echo(f"written: {out}", err=True)
    elif shown:
        typer.echo(to_text(signed, plain=True), nl=False)


def _bar() -> Callable[[str, int, int], None]:
    """A bar for each thing that is being done, one after the other."""
    bar: tqdm[Any] | None = None

    def progress(what: str, done: int, total: int) -> None:
        nonlocal bar
        bar = bar or tqdm(total=total, desc=what, file=sys.stderr)
        bar.update(done - bar.n)
        if done >= total:
            bar.close()
            bar = None

    return progress
