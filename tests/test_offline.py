"""No network: every verb works with all connections refused, and none of them even looks up a name."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.desk import Desk
from assistant.draft.render import write_draft
from assistant.models import Decision
from assistant.settings import Settings

DRAFT = """\
Processes personnel transactions under general supervision and audits employee records.
Answers questions on benefits and leave, and trains new technicians.
"""


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
def own(data_dir: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk opened while deaf, over a copy of the built index."""
    desk = Desk.open(Settings(data_dir=shutil.copytree(data_dir, tmp_path / "data")))
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
    shutil.copy(own.settings.data_dir / "index" / "vectors.npz", folder / "index")
    desk = Desk.open(Settings(data_dir=folder))
    assert desk.search.find("appeal", 1)
    desk.search.close()


VERBS: dict[str, list[str]] = {
    "ask": ["ask", "How long do I have to appeal?", "--json"],
    "suggest": ["suggest", "DRAFT", "--explain", "--json"],
    "draft": ["draft", "DRAFT", "--out", "out.docx"],
    "redline": ["redline", "DRAFT", "DRAFT", "--out", "redline.docx"],
    "deadline": ["deadline", "appeal", "2026-03-03", "--json"],
    "sources": ["sources", "list", "--json"],
    "plan": ["plan", "list"],
    "ingest": ["ingest", "DRAFT", "--kind", "job-description"],
}
MODEL = {"httpx2", "langchain", "langchain_core", "langchain_openai", "langsmith", "openai", "tiktoken"}


@pytest.mark.parametrize("verb", VERBS)
def test_an_offline_verb_calls_nobody_and_imports_no_model_library(verb: str, data_dir: Path, tmp_path: Path) -> None:
    """In a process of its own that any look-up or connection ends; a key in the settings changes nothing."""
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    arguments = [str(tmp_path / "draft.txt") if word == "DRAFT" else word for word in VERBS[verb]]
    run = (
        "import os, socket, sys\n"
        "def refuse(*what, **_): print('CALLED', what); os._exit(3)\n"
        "socket.getaddrinfo = socket.socket.connect = socket.socket.connect_ex = refuse\n"
        "from assistant.cli import app\n"
        f"app({arguments!r}, standalone_mode=False)\n"
        f"print(sorted({{name.partition('.')[0] for name in sys.modules}} & {MODEL!r}))\n"
    )
    own = shutil.copytree(data_dir, tmp_path / "own") if verb == "ingest" else data_dir
    settings = {"PD_ENGINE": "offline", "OPENAI_API_KEY": "sk-test", "OPENAI_MODEL": "m", "PD_DATA_DIR": str(own)}
    ran = subprocess.run(
        [sys.executable, "-c", run],
        env={**os.environ, **settings, "PYTHONPATH": str(Path(__file__).parents[1])},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-1] == "[]"
