"""The command ``format``, as its user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Run
from tests.formats.employers import COUNTY, SCHOOL

NOTES = "Title: Dock Clerk\n\nDuties:\n1. Files manifests.\n2. Greets captains.\n\nSupervision given: none.\n"


@pytest.fixture
def run(command: Run, own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PD_DATA_DIR", str(own_data))
    return command


@pytest.fixture
def county(tmp_path: Path) -> Path:
    folder = tmp_path / "county"
    folder.mkdir()
    for name, text in COUNTY.texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    file = tmp_path / "notes.txt"
    file.write_text(NOTES, "utf-8")
    return file


def test_learned_shown_saved_used_and_removed(run: Run, county: Path, notes: Path, tmp_path: Path) -> None:
    learn = ("format", "learn", county, "--name", "tamarack", "--jurisdiction", COUNTY.jurisdiction)
    shown = run(*learn)
    assert shown.code == 0
    assert "[7] closes the section, in 5 of 5" in shown.out
    assert "Nothing was saved" in shown.err
    assert not (tmp_path / "data" / "formats").exists()

    out = tmp_path / "tamarack.yaml"
    saved = run(*learn, "--yes", "--leave-out", "5", "--out", out)
    assert (saved.code, saved.err.splitlines()[-1]) == (0, "saved: tamarack; use it with draft --format tamarack")
    assert out.read_text("utf-8") == run("format", "show", "tamarack").out
    assert "Hire, train" not in out.read_text("utf-8")
    assert "tamarack: Tamarack County description, learned from 5 approved ones" in run("format", "list").out

    drafted = json.loads(run("draft", notes, "--format", "tamarack", "--pick", "DIRECTION RECEIVED=R1", "--json").out)
    received, given = drafted["sections"][1:3]
    assert received["level"]["picked"] == "R1"
    assert [step["level"] for step in received["level"]["instead"]] == ["R2"]
    (block,) = given["blocks"]
    kept = json.loads(run("sources", "show", block["citation"]["source"], "--json").out)
    assert kept["text"][block["citation"]["start"] : block["citation"]["end"]] == block["text"] == "Does not supervise."

    again = run(*learn, "--yes")
    assert (again.code, "already" in again.err) == (2, True)
    assert run(*learn, "--yes", "--replace").code == 0
    assert run("format", "remove", "tamarack").code == 0
    assert run("draft", notes, "--format", "tamarack").code == 2


def test_findings_as_json(run: Run, county: Path) -> None:
    said = run("format", "learn", county, "--name", "x", "--jurisdiction", COUNTY.jurisdiction, "--json")
    found = json.loads(said.out)
    assert [section["heading"] for section in found["sections"]][:2] == ["GENERAL SUMMARY", "DIRECTION RECEIVED"]
    assert found["sections"][1]["findings"][0]["wording"][0]["places"][0]["start"] > 0
    assert found["not_claimed"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--name", "x"), "do not say whose they are"),
        (("--name", "X Y", "--jurisdiction", "A"), "cannot name a format"),
        (("--name", "duluth", "--jurisdiction", "A"), "ships with the program"),
        (("--name", "x", "--jurisdiction", "A", "--leave-out", "two"), "give numbers of findings"),
        (("--name", "x", "--jurisdiction", "A", "--yes", "--out", "x.txt"), "cannot write .txt"),
    ],
)
def test_bad_input_is_one_line_and_nothing_is_saved(run: Run, tmp_path: Path, args: tuple[str, ...], told: str) -> None:
    folder = tmp_path / "school"
    folder.mkdir()
    for name, text in SCHOOL.texts.items():
        (folder / name).write_text(text.replace("Lakeview School District 88", ""), "utf-8")
    said = run("format", "learn", folder, *args)
    assert said.code == 2
    assert told in said.err.splitlines()[-1]
    assert not (tmp_path / "data" / "formats").exists()
    assert not list((tmp_path / "data").glob("sources/*.json"))


def test_one_description_is_not_enough(run: Run, county: Path) -> None:
    said = run("format", "learn", county / "road-hand.txt", "--name", "x", "--jurisdiction", "A")
    assert (said.code, "two or more descriptions; 1 could be read" in said.err) == (2, True)


def test_formats_that_ship_stay(run: Run) -> None:
    said = run("format", "remove", "duluth")
    assert (said.code, "cannot be removed" in said.err) == (2, True)
    assert "headings: " in run("format", "show", "minnesota").out


def test_a_damaged_format_is_told_and_the_others_work(run: Run, notes: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "formats"
    folder.mkdir()
    (folder / "bad.yaml").write_text("name: bad\ntitle: [\n", "utf-8")
    said = run("draft", notes, "--format", "bad")
    assert said.code == 2
    assert "bad.yaml, line" in said.err
    assert run("draft", notes, "--format", "duluth").code == 0
    listed = run("format", "list")
    assert (listed.code, "bad: damaged" in listed.err, "duluth: " in listed.out) == (0, True, True)
