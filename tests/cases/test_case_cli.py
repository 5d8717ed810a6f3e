"""``case`` on the command line, as a user would go through it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from tests.cases.ten import ONE, TWO
from tests.command import Run


@pytest.fixture
def run(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Runs ``case …`` over a data folder of its own that shares the built index; gives what is printed."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "index").symlink_to(data_dir / "index")
    monkeypatch.setenv("PD_DATA_DIR", str(folder))

    def case(*words: str, code: int = 0) -> str:
        found = CliRunner().invoke(app, ["case", *words])
        assert found.exit_code == code, (found.output, found.exception)
        return found.stdout.strip()

    return case


def test_a_case_from_its_opening_to_its_file(run, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    draft = tmp_path / "draft.txt"
    draft.write_text("Processes personnel transactions under general supervision.\n", "utf-8")
    id = run("open", "A technician's study", "--current", ONE, "--requested", TWO, "--who", "Ada")
    run("person", id, "employee", "Pat Doe", "--who", "Ada")
    run("describe", id, str(draft), "--as", "current")
    run("file", id, str(draft), "--as", "Organization chart")
    run("fact", id, "supervisor", "Supervision received", "I check the work once a week.")
    run("fact", id, "employee", "Supervision received", "Nobody checks my work.")
    run("date", id, "employee notified", "2026-11-10")
    run("decision", id, "Clerk 2", "2026-11-09", "--by", "Human Resources", "--change", "reallocation")
    assert "Human Resources" in run("suggest", id)
    answer = run("ask", id, "By when must I appeal?", "--role", "employee")
    assert "is Thursday, December 10, 2026" in answer
    assert "entry 7" in answer
    shown = run("show", id, "--today", "2026-11-22", "--trail")
    for words in (
        "Pat Doe",
        "Nobody checks my work.",
        "I check the work once a week.",
        "18 days left",
        "organization chart",
    ):
        assert words in shown
    assert "Decision record" in run("opinion", id)
    assert "Clerk 2" in run("letter", id, "reviewer's brief", "--today", "2026-11-22")
    assert "The result is the same" in run("consistency", id)
    assert run("like", id) == "No like decision is kept."
    assert run("rerun", id) == "\n".join(f"{verb}: the same" for verb in ("suggest", "ask", "opinion", "letter"))
    out = tmp_path / "case.json"
    run("export", id, str(out))
    assert run("import", str(out)) == id
    assert len(json.loads(run("show", id, "--json"))["trail"]) == 12
    run("deadlines", id, "--today", "2026-11-22", "--ics", str(tmp_path / "days.ics"))
    assert b"20261210" in (tmp_path / "days.ics").read_bytes()
    assert run().startswith(id)
    run("close", id, "reallocated", "--why", "the time for a protest is over", "--who", "Ada")
    assert "remind nobody" in run("show", id)
    assert (run("--only", "open"), "closed" in run("--only", "closed")) == ("", True)
    assert run("reopen", id, "a protest came in") == ""
    assert run("--only", "open").startswith(id)
    assert "remind nobody" not in run("show", id)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["show", "nobody"], "there is no case named 'nobody'"),
        (["open", " "], "the title is empty"),
        (["open", "x", "--plan", "nowhere"], "there is no class plan named 'nowhere'"),
        (["import", "absent.json"], "cannot be read"),
        (["close", "nobody", "ended", "--why", "over"], "there is no case named 'nobody'"),
        (["date", "x", "employee notified", "last week"], "is no date"),
        (["decision", "x", "Clerk", "2026-01-01", "--by", "HR", "--change", "promotion"], "is no kind of change"),
    ],
)
def test_a_fault_is_one_line_and_exit_code_2(
    command: Run, data_dir: Path, words: list[str], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))
    found = command("case", *words)
    assert found.code == 2
    assert says in found.err
    assert found.err.count("\n") == 1
    assert found.out == ""
