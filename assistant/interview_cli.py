"""The command ``interview``: asks for what a draft leaves unsaid; it can be left and resumed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.terminal import open_desk
from knowledge.errors import InputError


def interview(
    draft: Annotated[str, typer.Argument(help="The draft to begin with, or nothing.")] = "",
    save: Annotated[Path | None, typer.Option(help="Where it is saved after every answer, and resumed from.")] = None,
    answers: Annotated[Path | None, typer.Option(help="Answers in a file: blocks with an empty line between.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write the description (.md), with who said what.")] = None,
    show: Annotated[bool, typer.Option("--show", help="Show what is known and what is open; ask nothing.")] = False,
    plan: Annotated[str, typer.Option(help="A class plan: also ask what separates its leading classes.")] = "",
    role: Annotated[str, typer.Option(help="The role of whoever answers.")] = "supervisor",
    name: Annotated[str, typer.Option(help="The name of whoever answers, if it is to be kept.")] = "",
) -> None:
    """Ask for what a draft leaves unsaid; every fact keeps who said it, and nothing is filled in."""
    from assistant.interview.facts import Speaker
    from assistant.interview.show import standing
    from assistant.interview.write import written

    _checked(save, out)
    desk = open_desk()
    found = _begun(desk, draft, save)
    if not show:
        found = _put(desk, found, Speaker(role=role, name=name), save, answers, plan)
    if out is not None:
        _write(found, out)
    elif show:
        typer.echo(standing(found))
    elif save is None:
        typer.echo(written(found))


def _checked(save: Path | None, out: Path | None) -> None:
    """Refuse what could not be written in the end, before anything is asked."""
    for path in (save, out):
        if path is not None and not path.absolute().parent.is_dir():
            raise InputError(f"{path}: the folder {path.parent} is not there; make it first")
    if out is not None and out.suffix.lower() not in {".md", ".txt"}:
        raise InputError(f"{out}: the description is plain text; let its name end in .md or .txt")


def _begun(desk: Any, draft: str, save: Path | None) -> Any:
    """The saved interview, else a new one from the draft."""
    from assistant.interview.edit import begun
    from assistant.interview.read import THE_DRAFT
    from assistant.interview.store import load
    from assistant.interview.store import save as keep

    text = str(desk.read_file(Path(draft))) if draft else ""
    if save is not None and save.exists():
        found = load(save)
        if text and text != found.draft:
            raise InputError(f"{save}: was begun from another draft; resume it without one, or name another file")
        return found
    found = begun(text, THE_DRAFT, _now())
    if save is not None:
        keep(found, save)
    return found


def _put(desk: Any, found: Any, by: Any, save: Path | None, answers: Path | None, plan: str) -> Any:
    """Put the questions that are open until the answers end; each answer is saved before the next question."""
    from assistant.interview.answer import answered
    from assistant.interview.questions import next_question
    from assistant.interview.replies import Replies
    from assistant.interview.show import HOW, progress, put
    from assistant.interview.store import save as keep
    from assistant.interview.verbs import what_to_ask

    ranker = desk.ranker(plan) if plan else None
    with ExitStack() as stack:
        replies = Replies(_lines(answers, stack))
        typer.echo(HOW, err=True)
        while question := (what_to_ask(found, ranker) if ranker else next_question(found)):
            typer.echo(f"\n{put(question)}", err=True)
            words = replies.to(question)
            if words is None:
                break
            found = answered(found, question, words, by, _now())
            if save is not None:
                keep(found, save)
    typer.echo(f"\n{progress(found)}{'; nothing is left to ask' if question is None else ''}", err=True)
    for id in replies.unused:
        typer.echo(f"note: the answer to [{id}] was not needed or its question does not exist", err=True)
    return found


def _lines(answers: Path | None, stack: ExitStack) -> Iterable[str]:
    if answers is None:
        return iter(sys.stdin.readline, "")
    try:
        return stack.enter_context(answers.open(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{answers}: cannot be read ({error.strerror}); name a text file of answers") from error


def _write(found: Any, out: Path) -> None:
    """The description, and beside it who said what."""
    from assistant.interview.store import put_in_place
    from assistant.interview.write import provenance, written

    beside = out.with_name(f"{out.stem}.said.md")
    put_in_place(provenance(found), beside)
    put_in_place(written(found), out)
    typer.echo(f"written: {out} and, beside it, {beside.name}", err=True)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
