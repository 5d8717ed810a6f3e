"""The commands that take documents and plans in, as their user sees them."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.desk import Desk
from assistant.settings import Settings
from knowledge.errors import InputError
from tests.command import Run

LAW = "99A.{n:02d} HARBORS {n}.\n\nSubdivision 1. Kept. {word} {n} is kept by the clerk of the harbor.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "laws"
    folder.mkdir()
    for n in range(1, 4):
        (folder / f"{n}.txt").write_text(LAW.format(n=n, word="Register"), "utf-8")
    (folder / "photo.png").write_bytes(b"x")
    return folder


@pytest.fixture
def run(command: Run, own_data: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PD_DATA_DIR", str(own_data))
    return command


def test_a_folder_is_ingested_with_what_was_seen_in_it(run: Run, folder: Path) -> None:
    said = run("ingest", folder)
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == f"{folder / '1.txt'}: a statute, since its sections are numbered as those of statutes"
    assert lines[1].startswith("  official-mn-stat-99a-01: ")
    assert lines[-1] == "3 documents, 3 sources, 3 passages"
    assert "passed over: 1 × a .png file, no document that can be read" in said.err


def test_keeping_on_lands_the_good_ones_and_ends_with_one(run: Run, folder: Path, own_data: Path) -> None:
    (folder / "2.txt").write_text(" ", "utf-8")
    refused = run("ingest", folder)
    assert (refused.code, refused.out) == (2, "")
    assert "--keep-going" in refused.err
    assert not (own_data / "sources").exists()
    kept = run("ingest", folder, "--keep-going")
    assert (kept.code, kept.out.splitlines()[-1]) == (1, "2 documents, 2 sources, 2 passages")
    assert "2.txt: the document is empty" in kept.err.splitlines()[-1]
    assert len(list((own_data / "sources").glob("*.json"))) == 2


def test_one_changed_file_costs_that_file_only(own_data: Path, folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    desk = Desk(Settings(data_dir=own_data), lambda *step: steps.append(step))
    desk.ingest([folder])
    assert [total for what, _, total in steps if what == "embedding passages"][-1] == 3
    steps.clear()
    (folder / "2.txt").write_text(LAW.format(n=2, word="Record"), "utf-8")
    desk.ingest([folder])
    assert [step for step in steps if step[0] == "embedding passages"] == [("embedding passages", 1, 1)]
    (hit,) = desk.search.find("record 2 is kept by whom", 1)
    assert "Record 2" in hit.passage.text
    steps.clear()
    desk.ingest([folder])
    assert [step for step in steps if step[0] == "embedding passages"] == []
    desk.search.close()


def test_a_plan_says_how_it_was_read_and_what_changed(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text("Job Title,Job Code,Duties\nClerk,1,Keeps books.\nDiver,2,Dives.\n", "utf-8")
    said = run("plan", "add", table, "--name", "harbor")
    assert (said.code, said.out) == (0, "")
    assert "note: read 'Job Title' as class_title, 'Job Code' as class_code" in said.err
    assert "harbor: 2 classes (2 new, 0 changed, 0 removed, 0 as they were), 0 precedents" in said.err
    table.write_text("Job Title,Job Code,Duties\nClerk,1,Keeps the books.\nDiver,2,Dives.\n", "utf-8")
    again = run("plan", "add", table, "--name", "harbor", "--replace")
    assert "harbor: 2 classes (0 new, 1 changed, 0 removed, 1 as they were), 0 precedents" in again.err


def test_an_upload_is_read_then_kept_then_forgotten(own_data: Path) -> None:
    desk = Desk(Settings(data_dir=own_data))
    (source,) = desk.parse_upload(LAW.format(n=7, word="Register").encode(), "law.txt", jurisdiction="City of Hibbing")
    assert source.id not in {held.id for held in desk.sources()}
    desk.keep([source])
    assert desk.source(source.id) == source
    (hit,) = desk.search.find("register 7 is kept by whom", 1)
    assert hit.passage.source == source.id
    desk.forget(source.id)
    assert source.id not in {held.id for held in desk.sources()}
    assert all(hit.passage.source != source.id for hit in desk.search.find("register 7 is kept by whom", 3))
    with pytest.raises(InputError, match="was not ingested and cannot be removed"):
        desk.forget(desk.sources()[0].id)
    desk.search.close()
