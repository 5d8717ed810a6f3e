"""The command ``packet`` as its user sees it."""

from __future__ import annotations

import json
import zipfile
from functools import partial
from pathlib import Path

import pytest

from tests.command import Run
from tests.packet.samples import FACTS, NEW, OLD


@pytest.fixture
def run(command: Run, data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("PD_DATA_DIR", str(data_dir))
    monkeypatch.chdir(tmp_path)
    for name, text in (("new.txt", NEW), ("old.txt", OLD), ("facts.yaml", FACTS), ("empty.txt", " \n")):
        Path(name).write_text(text, "utf-8")
    Path("wrong.yaml").write_text("dat: 2026-03-02\n", "utf-8")
    Path("folder.zip").mkdir()

    return partial(command, "packet")


def test_one_command_makes_the_archive_and_says_what_people_must_do(run: Run) -> None:
    args = ["new.txt", "--old", "old.txt", "--format", "duluth", "--facts", "facts.yaml", "--date", "2026-03-02"]
    code, out, err = run(*args, "--out", "p.zip")
    assert code == 0
    assert err.endswith("written: p.zip\n")
    assert "For people: The sender signs the memo" in out
    assert "Given but not confirmed, so not printed: unions: the Harbor Guild" in out
    with zipfile.ZipFile("p.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    assert manifest["settings"]["made on"] == "2026-03-02"
    assert [one["name"] for one in manifest["files"] if one["name"] not in out] == []
    first = Path("p.zip").read_bytes()
    run(*args, "--out", "again.zip")
    assert Path("again.zip").read_bytes() == first


def test_a_draft_may_come_from_standard_input(run: Run) -> None:
    code, out, _ = run("-", "--format", "minnesota", "--out", "p.zip", stdin=NEW.encode())
    assert code == 0
    assert "redline" not in out


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["new.txt", "--out", "folder.zip"], "folder.zip: is a folder"),
        (["new.txt", "--out", "p.pdf"], "let its name end in .zip"),
        (["new.txt", "--out", "no/p.zip"], "there is no folder no"),
        (["new.txt", "--old", "new.txt", "--out", "p.zip"], "are the same"),
        (["empty.txt", "--out", "p.zip"], "empty"),
        (["nope.txt", "--out", "p.zip"], "nope.txt: there is no such file"),
        (["new.txt", "--format", "mars", "--out", "p.zip"], "no format named 'mars'"),
        (["new.txt", "--facts", "wrong.yaml", "--out", "p.zip"], "wrong.yaml: dat"),
        (["new.txt", "--facts", "nope.yaml", "--out", "p.zip"], "nope.yaml: cannot be read"),
        (["new.txt", "--date", "soon", "--out", "p.zip"], "--date"),
        (["new.txt", "--out", "/proc/p.zip"], "/proc/p.zip: cannot be written"),
    ],
)
def test_a_fault_is_one_line_and_leaves_nothing_behind(run: Run, args: list[str], says: str) -> None:
    before = sorted(Path().rglob("*"))
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert says in err
    assert len(err.strip().splitlines()) == 1
    assert sorted(Path().rglob("*")) == before
