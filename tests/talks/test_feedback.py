"""What readers said of answers, gathered and written for whoever looks after the sources."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk import Desk
from assistant.talks.conversation import Conversation, Exchange, Feedback
from assistant.talks.store import Talks
from assistant.ui import examples, items

NOW = datetime.now(UTC)


@pytest.fixture
def judged(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with the work of two people who said what they thought."""
    monkeypatch.setenv("PD_DATA_DIR", str(tmp_path))
    answer = desk.ask(examples.QUESTIONS[1])
    talks = Talks(tmp_path)
    for owner, minutes, feedback in (("ann", 5, Feedback(False, "The rate is old – §3")), ("bo", 1, Feedback(True))):
        asked = NOW + timedelta(minutes=minutes)
        thread = (
            Exchange(f"{owner}1", f"{owner}: {examples.QUESTIONS[1]}", asked, answer=answer, feedback=feedback),
            Exchange(f"{owner}2", "Not judged", asked, answer=answer),
        )
        values = items.of_conversation(Conversation(thread), Conversation())
        talks.keep(talks.begin(owner, NOW), owner, {**values, "turn-x": '{"of": "another version"}'}, 0, NOW)
    talks.close()
    return tmp_path


def test_each_judged_answer_is_a_line_with_its_sources_and_nobodys_name(judged: Path) -> None:
    out = judged / "said.jsonl"
    found = CliRunner().invoke(app, ["feedback", "--out", str(out)])
    assert found.exit_code == 0
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(row["helped"], row["words"]) for row in rows] == [(True, ""), (False, "The rate is old – §3")]
    assert all(row["answer"]["citations"][0]["quote"] for row in rows)
    assert all(row["question"].endswith(examples.QUESTIONS[1]) for row in rows)
    assert set(rows[0]) == {"asked", "helped", "words", "question", "role", "answer"}


@pytest.mark.usefixtures("judged")
def test_it_is_told_on_the_terminal_and_as_json() -> None:
    told = CliRunner().invoke(app, ["feedback"]).stdout
    assert told.count("\n") == 2
    assert "helped: bo:" in told
    assert "wrong: ann:" in told
    assert len(json.loads(CliRunner().invoke(app, ["feedback", "--json"]).stdout)) == 2


def test_another_kind_of_file_is_refused_and_nothing_written(judged: Path) -> None:
    out = judged / "said.csv"
    assert CliRunner().invoke(app, ["feedback", "--out", str(out)]).exit_code != 0
    assert not out.exists()
