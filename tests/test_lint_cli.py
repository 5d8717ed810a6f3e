"""The command ``lint``: text, JSON, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app, main

DRAFT = "Duties\n1. Type letters from dictation. 60%\n2. Handles mail matters. 30%\n"


@pytest.fixture(autouse=True)
def _data(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))


def test_findings_are_listed_and_are_no_failure(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, "utf-8")
    result = CliRunner().invoke(app, ["lint", str(file)])
    assert result.exit_code == 0
    assert "come to 90, not to 100" in result.output
    assert "Why: " in result.output
    assert "Instead: [What is done] mail matters" in result.output


def test_json_holds_place_reason_source_and_suggestion(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(DRAFT, "utf-8")
    result = CliRunner().invoke(app, ["lint", str(file), "--format", "minnesota", "--json"])
    answer = json.loads(result.output)
    assert answer["format"] == "minnesota"
    vague = next(found for found in answer["findings"] if found["rule"] == "vague-verb")
    assert vague["where"]["quote"] == "Handles mail matters."
    assert vague["source"]["pinpoint"] == "Job Audit Manual, Action Word Definitions"
    assert vague["why"]
    assert vague["suggestion"]


def test_a_clean_draft_is_no_promise() -> None:
    result = CliRunner().invoke(
        app, ["lint", "-"], input="Duties\n1. Type letters from dictation.\n2. File papers by name.\n"
    )
    assert result.exit_code == 0
    assert "Nothing found." in result.output


@pytest.mark.parametrize("arguments", [["nowhere.txt"], ["draft.txt", "--format", "unheard-of"], ["empty.txt"]])
def test_bad_input_is_one_line_and_exit_code_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "empty.txt").write_text(" \n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["pd-assistant", "lint", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
