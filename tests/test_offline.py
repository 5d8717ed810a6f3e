"""No network: every verb works with all connections refused, and none of them even looks up a name."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup

from assistant.desk import Desk
from assistant.draft.render import write_draft
from assistant.models import Decision
from assistant.settings import Settings

DRAFT = """\
Processes personnel transactions under general supervision and audits employee records.
Answers questions on benefits and leave, and trains new technicians.
"""
ONE, TWO = "Human Resources Technician 1", "Human Resources Technician 2"


@pytest.fixture(autouse=True)
def deaf(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Refuses every look-up and every connection, loopback too, and reports what was tried even if it was swallowed."""
    tried: list[Any] = []

    def refuse(*what: Any, **_: Any) -> None:
        tried.append(what)
        raise OSError("there is no network")

    for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    yield tried
    assert tried == []


@pytest.fixture
def own(own_data: Path) -> Iterator[Desk]:
    """A desk opened while deaf, over a copy of the built index."""
    desk = Desk.open(Settings(data_dir=own_data))
    yield desk
    desk.search.close()


def test_the_guard_sees_what_is_tried(deaf: list[Any]) -> None:
    with pytest.raises(OSError, match="no network"):
        socket.create_connection(("127.0.0.1", 9))
    with pytest.raises(OSError, match="no network"):
        socket.getaddrinfo("localhost", 9)
    assert len(deaf) == 2
    deaf.clear()


def test_a_draft_is_read_fitted_and_written(own: Desk, tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    text = own.read_file(tmp_path / "draft.txt")
    result = own.suggest(text)
    assert result.suggestions[0].class_title.startswith("Human Resources")
    for suffix in (".docx", ".md", ".html"):
        write_draft(own.draft(text, format="duluth"), tmp_path / f"out{suffix}")
        assert (tmp_path / f"out{suffix}").stat().st_size > 500
    assert own.read_file(tmp_path / "out.docx")


def test_a_question_is_answered(own: Desk) -> None:
    answer = own.ask("They turned down my request for an audit. Must they tell me why?")
    assert answer.decision is Decision.ANSWER
    assert answer.citations


def test_a_document_is_ingested_embedded_and_found(own: Desk, corpus: Path) -> None:
    (source,) = own.ingest([corpus / "mn_hr_technician_2_class_spec.txt"])
    assert source.official
    found = own.search.find(
        "conducting transactions audits, researching errors, specialized skillset, data integrity", 20
    )
    assert source.id in {hit.passage.source for hit in found}


def test_an_index_is_built(tmp_path: Path, own: Desk) -> None:
    """From the kept vectors, as after damage; embedding itself is seen in the test above."""
    folder = tmp_path / "second"
    (folder / "index").mkdir(parents=True)
    for kept in (own.settings.data_dir / "index").glob("*.npz"):
        shutil.copy(kept, folder / "index")
    desk = Desk.open(Settings(data_dir=folder))
    assert desk.search.find("appeal", 1)
    desk.search.close()


VERBS: tuple[tuple[str, ...], ...] = (
    ("ask", "How long do I have to appeal?", "--json"),
    ("suggest", "draft.txt", "--explain", "--json"),
    ("draft", "draft.txt", "--out", "one.docx"),
    ("draft", "other.txt", "--out", "two.docx"),
    ("redline", "draft.txt", "other.txt", "--out", "redline.docx"),
    ("lint", "draft.txt", "--json"),
    ("interview", "draft.txt", "--show"),
    ("opinion", "draft.txt", "--current", ONE, "--proposed", TWO, "--plan", "minnesota", "--json"),
    ("packet", "draft.txt", "--old", "other.txt", "--out", "packet.zip"),
    ("format", "list"),
    ("format", "learn", "one.docx", "two.docx", "--name", "own", "--jurisdiction", "minnesota", "--yes"),
    ("deadline", "appeal", "2026-03-03", "--json"),
    ("sources", "list", "--json"),
    ("sources", "check"),
    ("plan", "list"),
    ("plan", "add", "plan.csv", "--name", "own"),
    ("plan", "remove", "own"),
    ("format", "show", "own"),
    ("format", "remove", "own"),
    ("ingest", "draft.txt", "--kind", "job-description"),
    ("sources", "show", "mn-stat-43a-07"),
    ("case", "open", "A study", "--current", ONE, "--requested", TWO),
    ("case", "person", "CASE", "employee", "Pat Doe"),
    ("case", "describe", "CASE", "draft.txt"),
    ("case", "events"),
    ("case", "date", "CASE", "employee notified", "2026-11-10"),
    ("case", "file", "CASE", "draft.txt", "--as", "Organization chart"),
    ("case", "fact", "CASE", "supervisor", "Supervision received", "I check the work once a week."),
    ("case", "decision", "CASE", "Clerk 2", "2026-11-09", "--by", "Human Resources", "--change", "reallocation"),
    ("case", "note", "CASE", "Read on Monday."),
    ("case", "withdraw", "CASE", "8", "Entered by mistake."),
    ("case", "suggest", "CASE"),
    ("case", "ask", "CASE", "How long do I have to appeal?"),
    ("case", "deadlines", "CASE", "--today", "2026-11-22"),
    ("case", "packet", "CASE"),
    ("case", "letters"),
    ("case", "letter", "CASE", "reviewer's brief", "--today", "2026-11-22"),
    ("case", "opinion", "CASE"),
    ("case", "precedent", "CASE", "--look"),
    ("case", "precedents"),
    ("case", "like", "CASE"),
    ("case", "consistency", "CASE"),
    ("case", "rerun", "CASE"),
    ("case", "close", "CASE", "reallocated", "--why", "Nobody appealed."),
    ("case", "reopen", "CASE", "A protest came."),
    ("case", "export", "CASE", "case.json"),
    ("case", "import", "case.json"),
    ("case", "show", "CASE", "--json"),
    ("feedback", "--json"),
    ("calls", "list", "--json"),
    ("calls", "export", "calls.csv"),
)
"""Every verb that needs no server, in an order in which each has what it reads; ``CASE`` is the case just opened."""
ELSEWHERE = {("serve",), ("sources", "fetch")}
"""The chat, which tests/ui runs, and the one verb whose matter is to fetch."""
PLAN = """class_id,title,text
1,Clerk,Files papers and answers the telephone under close supervision by set steps.
2,Accountant,Prepares the financial statements of a fund and reconciles its accounts without supervision.
"""
MODEL = {"httpx2", "langchain", "langchain_core", "langchain_openai", "langsmith", "openai", "tiktoken"}
RUN = """\
import contextlib, io, json, os, socket, sys
def refuse(*what, **_): sys.__stdout__.write(f"CALLED {what}"); sys.__stdout__.flush(); os._exit(3)
socket.getaddrinfo = socket.socket.connect = socket.socket.connect_ex = refuse
from assistant.cli import app
case = ""
for verb, must in json.loads(sys.argv[1]):
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.nullcontext() if must else contextlib.suppress(BaseException):
        app([case if word == "CASE" else word for word in verb], standalone_mode=False)
    case = said.getvalue().split()[0] if verb[:2] == ["case", "open"] else case
    imported = sorted({name.partition(".")[0] for name in sys.modules} & set(json.loads(sys.argv[2])))
    print(json.dumps([verb[:2], len(said.getvalue()), imported]), flush=True)
"""


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command of the program with the words that call it."""
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from leaves(inner, (*path, name))
    else:
        yield path, command


def unlisted() -> list[tuple[str, ...]]:
    """The commands that :data:`VERBS` does not know yet, each with something in the place of what it requires."""
    from typer.main import get_command

    from assistant.cli import app

    known = {verb[:size] for verb in VERBS for size in (1, 2)} | ELSEWHERE
    return [
        (*path, *("x" for given in command.params if given.required))
        for path, command in leaves(get_command(app))
        if path not in known
    ]


def test_no_offline_verb_calls_anybody_or_imports_a_model_library(data_dir: Path, tmp_path: Path) -> None:
    """In a process of their own that any look-up or connection ends; a key in the settings changes nothing.

    A command that is new is run too, by itself, whatever comes of it.
    """
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "other.txt").write_text(DRAFT.replace("new technicians", "two new technicians"), "utf-8")
    (tmp_path / "plan.csv").write_text(PLAN, "utf-8")
    own = shutil.copytree(data_dir, tmp_path / "own", ignore=shutil.ignore_patterns("calls"))
    verbs = [*((verb, True) for verb in VERBS), *((verb, False) for verb in unlisted())]
    settings = {"PD_ENGINE": "offline", "OPENAI_API_KEY": "sk-test", "OPENAI_MODEL": "m", "PD_DATA_DIR": str(own)}
    ran = subprocess.run(
        [sys.executable, "-c", RUN, json.dumps(verbs), json.dumps(sorted(MODEL))],
        env={**os.environ, **settings, "PYTHONPATH": str(Path(__file__).parents[1])},
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr[-3000:]}"
    results = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [verb for verb, _, _ in results] == [list(verb[:2]) for verb, _ in verbs]
    assert [(verb, imported) for verb, _, imported in results if imported] == []
    assert not list((own / "calls").glob("*")), "no call is in the log"


def test_only_the_projects_own_evaluation_is_run_without_what_it_reads() -> None:
    """Whoever adds a command lists it above, with what it needs to come to its end."""
    assert {verb[0] for verb in unlisted()} <= {"eval"}
