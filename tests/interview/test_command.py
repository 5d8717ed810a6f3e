"""The command: scripted, left, killed and resumed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from assistant.interview.facts import Interview, Reply
from assistant.interview.store import load
from assistant.position.read import read_position
from tests.command import Run
from tests.interview.drafts import DRAFTS, Rough

ROOT = Path(__file__).parents[2]
RUNNER = CliRunner()
WORK = "Duties\n1. Enters hires and leaves in the personnel system.\n2. Explains leave to employees.\n"
ANSWERS = """\
To keep the records findable,
so that nobody waits.

Files records (60%)
Copies plans (40%)

skip

[license]
none

I don't know
"""


@pytest.fixture(autouse=True)
def _data(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))


def run(*arguments: str | Path, input: str = "") -> str:
    result = RUNNER.invoke(app, ["interview", *map(str, arguments)], input=input)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_answers_out_of_a_file_become_a_description_and_who_said_it(tmp_path: Path) -> None:
    answers = tmp_path / "answers.txt"
    answers.write_text(ANSWERS, "utf-8")
    run("--answers", answers, "--save", tmp_path / "i.json", "--out", tmp_path / "d.md", "--name", "Pat")
    text = (tmp_path / "d.md").read_text("utf-8")
    assert text.startswith("Purpose: To keep the records findable, so that nobody waits.\n\nDuties:\n1. Files records")
    assert "License: none" in text
    assert [duty.share for duty in read_position(text).duties] == [60.0, 40.0]
    assert "(Pat (supervisor), answer 1, " in (tmp_path / "d.said.md").read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["answers.txt", "d.md", "d.said.md", "i.json"]


def test_standard_input_does_as_well_and_the_description_is_printed() -> None:
    assert "1. Files records (60%)" in run(input=ANSWERS)


def test_stop_leaves_and_the_next_call_goes_on(tmp_path: Path) -> None:
    saved = tmp_path / "i.json"
    run("--save", saved, input="To keep records.\n\nstop\n")
    assert [done.question for done in load(saved).asked] == ["purpose"]
    run("--save", saved, "--role", "employee", input="Files records (100%)\n")
    asked = load(saved).asked
    assert [done.question for done in asked] == ["purpose", "duties"]
    assert [done.by.role for done in asked] == ["supervisor", "employee"]
    shown = run("--save", saved, "--show")
    assert "Purpose: To keep records." in shown
    assert "employee, answer 2" in shown
    assert "# Still open:" in shown
    assert load(saved).asked == asked


def test_a_draft_and_its_plan_are_asked_about_what_separates_two_classes(tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text(WORK, "utf-8")
    saved = tmp_path / "i.json"
    run(draft, "--save", saved, "--plan", "minnesota", input="skip\n\n" * 60)
    asked = load(saved).asked
    assert [done for done in asked if done.question.startswith("class:")]
    assert {done.reply for done in asked} == {Reply.SKIPPED}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nowhere.txt",), "nowhere.txt"),
        (("--out", "d.docx"), "end in .md or .txt"),
        (("--save", "no/such/folder/i.json"), "folder"),
        (("--save", "broken.json"), "is no saved interview"),
        (("--answers", "missing.txt"), "missing.txt"),
        (("other.txt", "--save", "good.json"), "another draft"),
    ],
)
def test_bad_input_is_one_clear_line_and_changes_nothing(
    arguments: tuple[str, ...], words: str, command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "broken.json").write_text('{"draft": 3}', "utf-8")
    (tmp_path / "other.txt").write_text("Answers the phone and files the records of the city.", "utf-8")
    (tmp_path / "good.json").write_text(Interview(draft="Something else.").model_dump_json(), "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    found = command("interview", *arguments)
    assert found.code == 2
    assert len(found.err.strip().splitlines()) == 1
    assert words in found.err
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def test_a_kill_at_any_moment_loses_at_most_the_answer_being_typed(tmp_path: Path) -> None:
    saved = tmp_path / "i.json"
    given = ["To keep records.", "Files records (60%)\nCopies plans (40%)", "1: A\n2: B"]
    command = [sys.executable, "-m", "assistant", "interview", "--save", str(saved)]
    for number, words in enumerate(given, 1):
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, stdin=subprocess.PIPE, env=_environment(), text=True, **silent) as process:
            assert process.stdin is not None
            process.stdin.write(f"{words}\n\nthis is half an ans")
            process.stdin.flush()
            _wait_for(saved, number + (number > 2))
            process.send_signal(signal.SIGKILL)
        asked = load(saved).asked
        assert [done.words for done in asked][-1:] == [words]
        if number == 2:
            run("--save", saved, input="skip\n\nstop\n")
    assert [done.question for done in load(saved).asked] == ["purpose", "duties", "more duties", "priority"]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def _wait_for(saved: Path, answers: int) -> None:
    """Until so many answers are on disk; the file is whole whenever it is looked at."""
    for _ in range(600):
        if saved.exists() and len(load(saved).asked) >= answers:
            return
        time.sleep(0.05)
    raise AssertionError("the answer was not saved in time")


@pytest.mark.parametrize("rough", [DRAFTS[0], DRAFTS[6], DRAFTS[11]], ids=lambda rough: rough.name)
def test_a_rough_draft_by_the_command(rough: Rough, tmp_path: Path) -> None:
    draft, answers, out = tmp_path / "draft.txt", tmp_path / "answers.txt", tmp_path / "d.md"
    draft.write_text(rough.text, "utf-8")
    given = rough.answers.items()
    answers.write_text("".join(f"[{id}]\n{words}\n\n" for id, words in given), "utf-8")
    run(draft, "--answers", answers, "--out", out)
    assert len(read_position(out.read_text("utf-8")).duties) == rough.duties
    written = RUNNER.invoke(app, ["draft", str(out), "--format", "duluth"])
    assert written.exit_code == 0
    suggested = RUNNER.invoke(app, ["suggest", str(out), "--json"])
    assert suggested.exit_code == 0
