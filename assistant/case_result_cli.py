"""What is made for a case and kept in it: suggestions, answers, opinions, letters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.case_shared_cli import Day, Id, Who, described, keep, today
from assistant.cases.entries import Stage
from assistant.models import Role
from assistant.plain import answered, suggested
from assistant.terminal import AsJson, hand_over, open_desk, print_json
from knowledge.errors import InputError

Out = Annotated[Path | None, typer.Option(help="Where to write it: .docx, .pdf or .md.")]


def suggest(id: Id, stage: Annotated[Stage, typer.Option("--of")] = Stage.CURRENT, who: Who = "") -> None:
    """Suggest classes for the position's description, and keep the suggestion."""
    desk = open_desk()
    case = desk.cases.case(id)
    given = {"text": described(case, stage).text, "plan": case.opened.plan, "case": id}
    typer.echo(suggested(_made(desk, id, "suggest", given, who)))


def ask(
    id: Id,
    question: str,
    role: Annotated[Role | None, typer.Option(help="Who asks; without it, the party that asked for the study.")] = None,
    who: Who = "",
) -> None:
    """Ask a question about the case, answered with its own days and facts, and keep the answer."""
    desk = open_desk()
    given = {"question": question, "role": role or "", "case": id, "entries": len(desk.cases.case(id).trail)}
    typer.echo(answered(_made(desk, id, "ask", given, who)))


def opinion(id: Id, out: Out = None, who: Who = "") -> None:
    """Give a second opinion on the class held and the class asked for, and keep it."""
    from assistant.cases.verbs import stated
    from assistant.opinion.record import decision_record

    desk = open_desk()
    case = desk.cases.case(id)
    text, opened = described(case, Stage.CURRENT).text, case.opened
    titles = [title for title in (opened.current_class, opened.requested_class) if title]
    if not titles:
        raise InputError(
            f"case {id}: neither the class held nor one asked for is known; open it with --current or --requested"
        )
    given = {"text": text, "current": titles[0], "proposed": titles[-1], "plan": opened.plan, "case": id}
    formed = _made(desk, id, "opinion", given, who)
    hand_over(desk, decision_record(formed.opinion, stated(case), formed.like), out)


def letters() -> None:
    """List the letters, memos and worksheets that can be drafted."""
    from assistant.letters.form import forms

    for form in forms().values():
        typer.echo(f"{form.kind}: {form.purpose}")


def letter(
    id: Id,
    kind: Annotated[str, typer.Argument(help="Which one, as 'case letters' lists it.")],
    out: Out = None,
    outcome: Annotated[str, typer.Option(help="What the decision comes to, where it is not plain from the case.")] = "",
    sources: Annotated[bool, typer.Option(help="Add the page that says what each statement rests on.")] = True,
    on: Day = "",
    who: Who = "",
) -> None:
    """Draft a letter, memo or worksheet from a case, with blanks where a person must write or sign, and keep it."""
    from assistant.letters.letter import to_paper

    desk = open_desk()
    case = desk.cases.case(id)
    asked = {"kind": kind, "outcome": outcome, "today": today(on).isoformat()}
    given = {"case": id, "entries": len(case.trail), **asked, "plan": case.opened.plan}
    hand_over(desk, to_paper(_made(desk, id, "letter", given, who), with_sources=sources), out)


def rerun(id: Id, as_json: AsJson = False) -> None:
    """Make every kept result again and say whether it is the same, or what changed; exit code 1 where one differs."""
    from assistant.cases.entries import ResultKept
    from assistant.cases.results import rerun as again

    desk = open_desk()
    found = [again(desk, kept) for kept in desk.cases.case(id).all(ResultKept)]
    if as_json:
        print_json(
            [{"verb": one.verb, "same": one.same, "changed": one.changed, "skipped": one.skipped} for one in found]
        )
    for one in [] if as_json else found:
        outcome = one.skipped or ("the same" if one.same else "differs: " + ("; ".join(one.changed) or "unknown why"))
        typer.echo(f"{one.verb}: {outcome}")
    if any(not one.same and not one.skipped for one in found):
        raise typer.Exit(1)


def _made(desk: Any, id: str, verb: str, given: dict[str, Any], who: str) -> Any:
    """What a verb gave, kept in the case."""
    from assistant.cases.results import made

    result = made(desk, verb, given)
    keep(desk, id, result.kept, who)
    return result.found


COMMANDS = {
    "suggest": suggest,
    "ask": ask,
    "opinion": opinion,
    "letters": letters,
    "letter": letter,
    "rerun": rerun,
}
