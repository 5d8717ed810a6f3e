"""Tracked changes, judged by the rule of the format and not by the code that wrote them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.redline.paragraphs import paragraphs
from assistant.redline.pieces import State, reworded
from assistant.redline.revise import redline
from assistant.redline.word import write_docx
from knowledge.parse.word import docx_text
from tests.redline.samples import NEW, OLD, pair

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MADE = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
COME, GONE = {"ins", "moveTo"}, {"del", "moveFrom"}


def _written(old: str, new: str) -> bytes:
    file = BytesIO()
    write_docx(redline(old, new).pieces, file, title="Redline", author="A. Writer", made=MADE)
    return file.getvalue()


def _body(data: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return ElementTree.fromstring(package.read("word/document.xml"))


def _settled(data: bytes, dropped: set[str]) -> list[str]:
    """The paragraphs left when the changes of the kinds ``dropped`` fall away, their paragraph marks too."""
    text = ""
    for paragraph in _body(data).iter(f"{W}p"):
        for child in paragraph:
            if child.tag.removeprefix(W) not in dropped:
                text += "".join(t.text or "" for t in child.iter() if t.tag in (f"{W}t", f"{W}delText"))
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        text += "" if mark is not None and any(e.tag.removeprefix(W) in dropped for e in mark) else "\n"
    return [line for line in text.split("\n") if line]


@pytest.mark.parametrize("seed", range(200))
def test_accepted_it_is_the_new_description_and_rejected_the_old(seed: int) -> None:
    old, new = pair(seed, 12)
    data = _written(old, new)
    assert _settled(data, GONE) == [p.text for p in paragraphs(new)]
    assert _settled(data, COME) == [p.text for p in paragraphs(old)]


@pytest.mark.parametrize(
    ("old", "new"), [(OLD, NEW), (NEW, OLD), ("Files <b> & “papers”.", "Files ~$ papers."), (OLD, "Gone.")]
)
def test_it_holds_at_the_edges(old: str, new: str) -> None:
    data = _written(old, new)
    assert _settled(data, GONE) == [p.text for p in paragraphs(new)]
    assert _settled(data, COME) == [p.text for p in paragraphs(old)]


def test_each_change_bears_author_date_and_a_number_of_its_own() -> None:
    changes = [e for e in _body(_written(OLD, NEW)).iter() if e.tag.removeprefix(W) in COME | GONE]
    assert {e.get(f"{W}author") for e in changes} == {"A. Writer"}
    assert {e.get(f"{W}date") for e in changes} == {"2026-03-02T09:30:00Z"}
    numbers = [e.get(f"{W}id") for e in changes]
    assert len(set(numbers)) == len(numbers) > 5


def test_both_ends_of_a_move_share_a_name() -> None:
    body = _body(_written(OLD, NEW))
    names = [[e.get(f"{W}name") for e in body.iter(f"{W}{end}RangeStart")] for end in ("moveFrom", "moveTo")]
    assert names[0] == names[1] == ["move1"]


def test_our_own_reader_reads_it_as_accepted() -> None:
    assert [p.text for p in paragraphs(docx_text(_written(OLD, NEW), "r.docx"))] == [p.text for p in paragraphs(NEW)]


def test_the_same_pair_gives_the_same_bytes_and_tracking_stays_on() -> None:
    data = _written(OLD, NEW)
    assert data == _written(OLD, NEW)
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert b"<w:trackRevisions" in package.read("word/settings.xml")


def test_libreoffice_opens_it_and_shows_both_versions(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")
    (tmp_path / "r.docx").write_bytes(_written(OLD, NEW))
    settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    command = [
        office,
        settings,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "r.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    text = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "r.pdf"), "-"], check=True, capture_output=True, text=True, timeout=60
    ).stdout
    assert re.search(r"Orders supplies", text)
    assert re.search(r"Supervises three clerks", text)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Files papers.", "Files papers.", [(State.KEPT, "Files papers.")]),
        (
            "Works under close supervision.",
            "Works under general supervision.",
            [
                (State.KEPT, "Works under "),
                (State.DELETED, "close"),
                (State.INSERTED, "general"),
                (State.KEPT, " supervision."),
            ],
        ),
        ("a b c d e", "x b y d z", [(State.DELETED, "a b c d e"), (State.INSERTED, "x b y d z")]),
    ],
)
def test_words_change_in_few_whole_pieces(old: str, new: str, shown: list[tuple[State, str]]) -> None:
    assert reworded(old, new) == shown
