"""The command ``pd-assistant``: a thin skin over the desk.

Results go to standard output, progress and complaints to standard error. Exit codes: 0 done; 2 the input is at fault;
1 anything else.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from tqdm import tqdm

from assistant.batch import DraftLine, QuestionLine
from assistant.contract import answer_json, deadline_json, explanation_json, source_json, suggest_json
from assistant.models import Role, Turn
from assistant.plain import answered, explained, suggested
from assistant.settings import Settings
from knowledge.errors import AssistantError, InputError, SettingsError
from knowledge.lines import read_lines
from knowledge.models import Kind, Source

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Position Description Assistant."
)
sources_app = typer.Typer(no_args_is_help=False, help="What is indexed.")
plan_app = typer.Typer(no_args_is_help=False, help="Class plans.")
app.add_typer(sources_app, name="sources")
app.add_typer(plan_app, name="plan")
eval_app = typer.Typer(no_args_is_help=True, help="The project's own evaluation.")
app.add_typer(eval_app, name="eval")

_UsageError: Any = typer.BadParameter.__base__
"""What the command line's parser raises for a wrong option, argument or command."""

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
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
    if engine == "llm" and desk.model:
        raise InputError("in this version the engine 'llm' answers questions only (ask); leave out --engine llm")
    if batch:
        for _, case in read_lines(batch, DraftLine):
            result = desk.suggest(case.text, plan=plan, top=top, requested=case.requested or "", id=case.id)
            _print({**suggest_json(result), **_explained(desk, case.text, plan, explain)})
        return
    text = _text(desk, file)
    result = desk.suggest(text, plan=plan, top=top, requested=requested)
    if as_json:
        _print({**suggest_json(result), **_explained(desk, text, plan, explain)})
        return
    typer.echo(suggested(result))
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
    if desk.model:
        typer.echo(f"The question and the provisions found for it go to the model at {desk.model.host}.", err=True)
    if batch:
        for _, case in read_lines(batch, QuestionLine):
            history = [Turn(turn.role, turn.content) for turn in case.history]
            _print(answer_json(desk.ask(case.question, role=case.role or "", history=history, id=case.id)))
        return
    answer = desk.ask(question, role=role or "")
    _print(answer_json(answer)) if as_json else typer.echo(answered(answer))


@app.command()
def draft(
    file: Annotated[str, typer.Argument(help="The draft, or - for standard input.")] = "-",
    format: Annotated[str, typer.Option(help="The description's format: duluth or minnesota.")] = "duluth",
    class_title: Annotated[str, typer.Option("--class", help="The class the description is for.")] = "",
    out: Annotated[Path | None, typer.Option(help="Where to write it: .docx, .md, .html or .pdf.")] = None,
) -> None:
    """Write the standardized position or job description."""
    from assistant.draft.render import to_markdown, write_draft

    desk = _desk("")
    written = desk.draft(_text(desk, file), format=format, class_title=class_title)
    if out is None:
        typer.echo(to_markdown(written))
        return
    write_draft(written, out)
    typer.echo(f"written: {out}", err=True)


@app.command(name="deadline")
def deadline_command(
    rule: Annotated[str, typer.Argument(help="Which date: appeal-employee, appeal-agency, back-pay, …")],
    trigger: Annotated[str, typer.Argument(help="The date that starts it, as 2026-08-21.")],
    as_json: AsJson = False,
) -> None:
    """A due date, with the rule that sets it and the count."""
    from assistant.answer.deadlines import deadline
    from assistant.answer.deadlines import rule as rule_named

    try:
        day = date.fromisoformat(trigger)
    except ValueError as error:
        raise InputError(f"{trigger!r} is no date ({error}); write it as 2026-08-21") from error
    found = deadline(rule_named(rule), day, _desk("").library)
    if as_json:
        _print(deadline_json(found))
    else:
        typer.echo(
            f"{found.what}: {found.date}\n{found.count} {found.caution}\n{found.rule.pinpoint}: “{found.rule.quote}”"
        )


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(help="PDF, DOCX, HTML, Markdown or text files.")],
    kind: Annotated[Kind | None, typer.Option(help="What the documents are, where it is not plain.")] = None,
    jurisdiction: Annotated[str, typer.Option(help="Whose documents they are.")] = "",
) -> None:
    """Parse documents, split them into provisions and index them."""
    for source in _desk("").ingest(paths, kind=kind, jurisdiction=jurisdiction):
        typer.echo(
            f"{source.id}: {source.title} ({source.kind}, {source.jurisdiction}, {len(source.passages)} passages)"
        )


@eval_app.command("calibrate")
def eval_calibrate(
    folders: Annotated[list[Path], typer.Argument(help="Folders of plans with allocated queries.")],
    limit: Annotated[int, typer.Option(help="Only the first so many queries of each.")] = 0,
) -> None:
    """Fit the confidence on allocated positions; each plan is judged by what the others teach."""
    from assistant.evaluation import calibrate

    _print(calibrate(folders, limit))


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port of the chat.")] = 8501,
    browser: Annotated[bool, typer.Option(help="Open a browser window.")] = False,
) -> None:
    """Open the chat on this machine; the index is built first, if it is not there."""
    import subprocess

    from assistant.ui.options import OPTIONS

    page = Path(__file__).parent / "ui" / "page.py"
    _ = _desk("").search
    typer.echo(f"The assistant is at http://localhost:{port} (Ctrl+C ends it)", err=True)
    command = [sys.executable, "-m", "streamlit", "run", str(page), f"--server.port={port}", *OPTIONS]
    sys.exit(subprocess.call([*command, f"--server.headless={str(not browser).lower()}"]))


@sources_app.callback(invoke_without_command=True)
def sources(context: typer.Context, as_json: AsJson = False) -> None:
    """List what is indexed."""
    if context.invoked_subcommand is None:
        _list_sources(as_json)


@sources_app.command("list")
def sources_list(as_json: AsJson = False) -> None:
    """List what is indexed."""
    _list_sources(as_json)


@sources_app.command("show")
def sources_show(id: str, as_json: AsJson = False) -> None:
    """One source's whole text."""
    source = _desk("").source(id)
    if as_json:
        _print(source_json(source))
    else:
        typer.echo(
            f"{source.title}\n{source.jurisdiction} · {source.edition} · {source.status}\n{source.url}\n\n{source.text}"
        )


@sources_app.command("check")
def sources_check(as_json: AsJson = False) -> None:
    """Which sources are restated and wait for their official text."""
    restated = [source for source in _desk("").sources() if not source.official]
    if as_json:
        _print({"restated": [source.id for source in restated]})
        return
    for source in restated:
        typer.echo(f"{source.id}: restated from {source.edition}; official text: {source.url or 'no address known'}")


@plan_app.callback(invoke_without_command=True)
def plan(context: typer.Context) -> None:
    """List the class plans."""
    if context.invoked_subcommand is None:
        plan_list()


@plan_app.command("list")
def plan_list() -> None:
    """List the class plans."""
    desk = _desk("")
    for name in desk.plans():
        loaded = desk.plans_kept.plan(name)
        typer.echo(f"{name}: {loaded.jurisdiction}, {len(loaded.classes)} classes, {len(loaded.precedents)} precedents")


@plan_app.command("add")
def plan_add(
    file: Path,
    name: Annotated[str, typer.Option(help="What to call the plan.")],
    precedents: Annotated[Path | None, typer.Option(help="Positions already allocated, JSON lines.")] = None,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a plan of that name.")] = False,
) -> None:
    """Load an employer's class plan from JSON lines."""
    added = _desk("").plans_kept.add(file, name, precedents, replace=replace)
    typer.echo(f"{added.name}: {len(added.classes)} classes, {len(added.precedents)} precedents", err=True)


@plan_app.command("remove")
def plan_remove(name: str) -> None:
    """Forget a loaded class plan."""
    _desk("").plans_kept.remove(name)


def _explained(desk: Any, text: str, plan: str, wanted: bool) -> dict[str, Any]:
    return {"explain": explanation_json(desk.explain(text, plan=plan))} if wanted else {}


def _desk(engine: str) -> Any:
    from assistant.desk import ENGINES, Desk

    settings = _settings()
    settings = settings.model_copy(update={"engine": engine or settings.engine})
    if settings.engine not in ENGINES:
        raise SettingsError(f"there is no engine named {settings.engine!r}; known: {', '.join(ENGINES)}")
    return Desk(settings, _bar())


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors()[0]
        raise SettingsError(f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}") from error


def _bar() -> Callable[[str, int, int], None]:
    bar: tqdm[Any] | None = None

    def progress(what: str, done: int, total: int) -> None:
        nonlocal bar
        bar = bar or tqdm(total=total, desc=what, file=sys.stderr)
        bar.update(done - bar.n)
        if done >= total:
            bar.close()

    return progress


def _text(desk: Any, file: str) -> str:
    if file == "-":
        return str(desk.read(sys.stdin.buffer.read(), "standard input"))
    return str(desk.read_file(Path(file)))


def _print(answer: dict[str, Any]) -> None:
    print(json.dumps(answer, ensure_ascii=False), flush=True)


def _list_sources(as_json: bool) -> None:
    found: list[Source] = _desk("").sources()
    if as_json:
        kept = ("id", "title", "kind", "jurisdiction", "edition", "status", "url")
        print(json.dumps([{key: source_json(source)[key] for key in kept} for source in found], ensure_ascii=False))
        return
    for source in found:
        typer.echo(
            f"{source.id}: {source.title} ({source.kind}, {source.jurisdiction}, {source.status}, {source.edition})"
        )
