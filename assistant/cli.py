"""The command ``pd-assistant``: a thin skin over the desk.

Results go to standard output, progress and complaints to standard error. Exit codes: 0 done; 2 the input is at fault;
1 anything else.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.batch import DraftLine, QuestionLine
from assistant.calls_cli import calls_app
from assistant.case_cli import case_app
from assistant.contract import answer_json, deadlines_json, explanation_json, redline_json
from assistant.engine.meter import Usage
from assistant.format_cli import format_app
from assistant.intake_cli import ingest, plan_app
from assistant.interview_cli import interview
from assistant.lint_cli import lint
from assistant.model_cli import told_usage, told_where, usage, used, with_model
from assistant.models import Deadline, Role, Turn
from assistant.opinion_cli import opinion
from assistant.packet_cli import packet
from assistant.plain import answered, due, explained, known_rules, redlined
from assistant.serve_cli import serve
from assistant.sources_cli import sources_app
from assistant.talks_cli import feedback
from assistant.terminal import AsJson
from assistant.terminal import open_desk as _desk
from assistant.terminal import print_json as _print
from knowledge.errors import AssistantError, InputError
from knowledge.lines import read_lines

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Position Description Assistant."
)
app.add_typer(sources_app, name="sources")
app.add_typer(plan_app, name="plan")
app.add_typer(case_app, name="case")
app.add_typer(calls_app, name="calls")
app.add_typer(format_app, name="format")
app.command()(ingest)
app.command()(opinion)
app.command()(interview)
app.command()(packet)
app.command()(lint)
app.command()(serve)
app.command()(feedback)
eval_app = typer.Typer(no_args_is_help=True, help="The project's own evaluation.")
app.add_typer(eval_app, name="eval")

_UsageError: Any = typer.BadParameter.__base__
"""What the command line's parser raises for a wrong option, argument or command."""

Engine = Annotated[str, typer.Option(help="offline, or llm for an OpenAI-compatible server.")]
Batch = Annotated[Path | None, typer.Option(help="JSON lines, one case a line; prints one JSON answer a line.")]


def main() -> None:
    """Run the command; known errors become one line on standard error and their exit code."""
    try:
        sys.exit(app(standalone_mode=False))
    except _UsageError as error:
        typer.echo(f"pd-assistant: {error.format_message()}", err=True)
        sys.exit(InputError.exit_code)
    except typer.Abort:
        sys.exit(1)
    except AssistantError as error:
        typer.echo(f"pd-assistant: {error}", err=True)
        sys.exit(error.exit_code)


@app.command()
def suggest(
    file: Annotated[str, typer.Argument(help="The draft, or - for standard input.")] = "-",
    plan: Annotated[str, typer.Option(help="The class plan to suggest from.")] = "",
    top: Annotated[int, typer.Option(min=1, max=50, help="How many classes to show.")] = 5,
    requested: Annotated[str, typer.Option(help="The class asked for; noted, never weighed.")] = "",
    engine: Engine = "",
    batch: Batch = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the ranking comes about.")] = False,
    as_json: AsJson = False,
) -> None:
    """Rank the classes of a plan for a drafted position description."""
    desk = _desk(engine)
    told_where(desk, "Words of the draft and of the classes nearest to it")
    if batch:
        for _, case in read_lines(batch, DraftLine):
            result = desk.suggest(case.text, plan=plan, top=top, requested=case.requested or "", id=case.id)
            _print({**with_model(desk, case.text, result)[0], **_explained(desk, case.text, plan, explain)})
        told_usage(desk)
        return
    text = _text(desk, file)
    answer, told = with_model(desk, text, desk.suggest(text, plan=plan, top=top, requested=requested))
    told_usage(desk)
    if as_json:
        _print({**answer, **_explained(desk, text, plan, explain)})
        return
    typer.echo(told)
    if explain:
        typer.echo("\n" + explained(desk.explain(text, plan=plan)))


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="The question, in quotation marks.")] = "",
    role: Annotated[Role | None, typer.Option(help="Who asks.")] = None,
    engine: Engine = "",
    batch: Batch = None,
    as_json: AsJson = False,
) -> None:
    """Answer a question about rights, procedure or a class, with citations."""
    desk = _desk(engine)
    told_where(desk, "The question, the talk before it and the provisions found for it")
    if batch:
        for _, case in read_lines(batch, QuestionLine):
            before = used(desk)
            history = [Turn(turn.role, turn.content) for turn in case.history]
            found = desk.ask(case.question, role=case.role or "", history=history, id=case.id)
            _print({**answer_json(found), **usage(desk, before)})
        told_usage(desk)
        return
    answer = desk.ask(question, role=role or "")
    told_usage(desk)
    _print({**answer_json(answer), **usage(desk, Usage())}) if as_json else typer.echo(answered(answer))


@app.command()
def draft(
    file: Annotated[str, typer.Argument(help="The draft, or - for standard input.")] = "-",
    format: Annotated[
        str, typer.Option(help="The description's format: duluth, minnesota or one you learned.")
    ] = "duluth",
    class_title: Annotated[str, typer.Option("--class", help="The class the description is for.")] = "",
    pick: Annotated[list[str] | None, typer.Option(help="A level or alternative, as 'SUPERVISION GIVEN=G0'.")] = None,
    out: Annotated[Path | None, typer.Option(help="Where to write it: .docx, .md, .html or .pdf.")] = None,
    engine: Engine = "",
    as_json: AsJson = False,
) -> None:
    """Write the standardized position or job description."""
    from assistant.draft.render import to_markdown, write_draft
    from assistant.draft.told import draft_json

    desk = _desk(engine)
    text = _text(desk, file)
    written = desk.draft(text, format=format, class_title=class_title, picks=pick or ())
    if desk.model:
        told_where(desk, "The purpose and the duties")
        written = desk.polish(written, text)
        told_usage(desk)
    if out:
        write_draft(written, out)
        typer.echo(f"written: {out}", err=True)
    if as_json or out is None:
        _print(draft_json(written)) if as_json else typer.echo(to_markdown(written))


@app.command(name="redline")
def redline_command(
    old: Annotated[Path, typer.Argument(help="The description as it was.")],
    new: Annotated[Path, typer.Argument(help="The description as it is to be.")],
    out: Annotated[Path, typer.Option(help="Where to write it: .docx for tracked changes, or .html.")],
    author: Annotated[str, typer.Option(help="Whose changes they are.")] = "Position Description Assistant",
    plan: Annotated[str, typer.Option(help="A class plan: says which class comes first before and after.")] = "",
    as_json: AsJson = False,
) -> None:
    """Show a revision as tracked changes in Word, or side by side, and say what changed in plain words."""
    from assistant.redline.revise import write_redline

    desk = _desk("")
    texts = [desk.read_file(path) for path in (old, new)]
    found = desk.redline(*texts)
    write_redline(found, out, author=author, made=datetime.now(UTC))
    classes = [desk.suggest(text, plan=plan) for text in texts] if plan else []
    _print(redline_json(found, classes)) if as_json else typer.echo(redlined(found, classes))


@app.command(name="deadline")
def deadline_command(
    rule: Annotated[str, typer.Argument(help="Which date, as appeal or back-pay; without it, all are listed.")] = "",
    trigger: Annotated[list[str] | None, typer.Argument(help="The day that starts it, as 2026-08-21.")] = None,
    employer: Annotated[str, typer.Option(help="Whose rules: state, colleges or duluth.")] = "state",
    today: Annotated[str, typer.Option(help="What today is, for a date such as 'last Friday'.")] = "",
    out: Annotated[Path | None, typer.Option("--out", "--ics", help="Where to write the dates as .ics.")] = None,
    as_json: AsJson = False,
) -> None:
    """Due dates and back pay dates, each with the rule that sets it and the count."""
    from assistant.answer import deadlines as known

    if not rule:
        typer.echo(known_rules(known.rules()))
        return
    named = known.rules_named(rule, employer)
    read = known.trigger_day(named, " ".join(trigger or ()), today)
    library = _desk("").library
    due_ = [known.deadline(one, read.day, library, read.note) for one in named]
    later = [known.deadline(known.rule(one.apart), read.day, library) for one in named if one.apart]
    if out:
        _write_calendar([*due_, *later], out)
    _print(deadlines_json(due_, later)) if as_json else typer.echo(due(due_, later))


@eval_app.command("calibrate")
def eval_calibrate(
    folders: Annotated[list[Path], typer.Argument(help="Folders of plans with allocated queries.")],
    limit: Annotated[int, typer.Option(help="Only the first so many queries of each.")] = 0,
) -> None:
    """Fit the confidence on allocated positions; each plan is judged by what the others teach."""
    from assistant.evaluation import calibrate

    _print(calibrate(folders, limit))


@eval_app.command("retrieval")
def eval_retrieval(
    file: Annotated[Path, typer.Argument(help="Questions with the pinpoints that answer them, JSON lines.")],
    show: Annotated[bool, typer.Option("--misses", help="Also show which questions at odd places failed.")] = False,
) -> None:
    """How often the right provision is found, by words, by meaning and by both."""
    from assistant.retrieval_evaluation import find_all, misses, table

    desk = _desk("")
    found = find_all(file, desk.library, desk.plans_kept, desk.search)
    typer.echo("\n".join([*table(found), *(misses(found) if show else ())]))


@eval_app.command("train")
def eval_train(
    folders: Annotated[list[Path], typer.Argument(help="Folders of plans with allocated queries.")],
    limit: Annotated[int, typer.Option(help="Only the first so many queries of each.")] = 0,
) -> None:
    """Learn how much each signal of kind of work counts; judged across plans and families of classes."""
    from assistant.training import train

    _print(train(folders, limit))


def _explained(desk: Any, text: str, plan: str, wanted: bool) -> dict[str, Any]:
    return {"explain": explanation_json(desk.explain(text, plan=plan))} if wanted else {}


def _write_calendar(deadlines: list[Deadline], out: Path) -> None:
    from assistant.answer.calendar import ics

    if out.suffix.lower() != ".ics":
        raise InputError(f"{out}: dates are written as a calendar file; let its name end in .ics")
    try:
        out.write_bytes(ics(deadlines))
    except OSError as error:
        raise InputError(f"{out}: cannot be written ({error.strerror}); choose another place") from error
    typer.echo(f"written: {out}", err=True)


def _text(desk: Any, file: str) -> str:
    """The words of a file, or of standard input; what was left out of them is told."""
    from knowledge.parse.document import MAX_BYTES, read_file

    data = sys.stdin.buffer.read() if file == "-" else read_file(Path(file), MAX_BYTES)
    words = desk.read_words(data, "standard input" if file == "-" else file)
    for remark in words.remarks:
        typer.echo(f"note: {remark}", err=True)
    return str(words.text)
