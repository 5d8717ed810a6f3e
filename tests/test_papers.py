"""Every paper, by whatever way it leaves the program, has the employer's own words at the foot of its pages."""

from __future__ import annotations

import shlex
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from io import BytesIO
from pathlib import Path

import docx
import pytest
import streamlit as st
from pypdf import PdfReader
from pypdf._text_extraction import mult
from typer.testing import CliRunner

from assistant.cli import app
from assistant.desk import Desk
from assistant.draft.paper import Paper, paragraph
from assistant.settings import Settings
from assistant.talks.conversation import asked
from assistant.talks.paper import paper as conversation
from assistant.ui import cases_paper, redlining
from tests.cases.ten import ONE, TWO
from tests.packet.samples import NEW, OLD

WORDS = {
    "PD_EMPLOYER_NAME": "City of Elmwood",
    "PD_EMPLOYER_CONTACT": "Human Resources, 555-0100.",
    "PD_EMPLOYER_DISCLAIMER": "Not legal advice.",
}
FOOT = "City of Elmwood · Questions? Ask Human Resources, 555-0100. · Not legal advice."
COMMANDS = {
    "case letter": ("case letter {case} 'deficiency letter' --out {out}", ("docx", "pdf", "md", "shown")),
    "case opinion": ("case opinion {case} --out {out}", ("docx", "pdf", "md", "shown")),
    "opinion": (f"opinion new.txt --current '{ONE}' --proposed '{TWO}' --out {{out}}", ("docx", "pdf", "md", "shown")),
    "draft": ("draft new.txt --out {out}", ("docx", "pdf", "md", "html", "shown")),
    "redline": ("redline old.txt new.txt --out {out}", ("docx", "html")),
    "packet": ("packet new.txt --old old.txt --date 2026-03-02 --out {out}", ("zip",)),
}


@pytest.fixture(scope="module")
def run(data_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], dict[str, bytes]]:
    """Runs one of the commands, its paper to be of one kind, and gives the files by name."""
    folder = tmp_path_factory.mktemp("papers")
    (folder / "data").mkdir()
    (folder / "data" / "index").symlink_to(data_dir / "index")
    for name, text in (("new.txt", NEW), ("old.txt", OLD)):
        (folder / name).write_text(text, "utf-8")
    environment = WORDS | {"PD_DATA_DIR": str(folder / "data")}

    def called(command: str) -> str:
        found = CliRunner(env=environment).invoke(app, shlex.split(command))
        assert found.exit_code == 0, (found.output, found.exception)
        return found.stdout

    case = ""

    def made(name: str, kind: str) -> dict[str, bytes]:
        nonlocal case
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            if "case" in name and not case:
                case = called(f"case open Study --current '{ONE}' --requested '{TWO}'").strip()
                called(f"case describe {case} new.txt --as current")
            command = COMMANDS[name][0]
            if kind == "shown":
                return {"shown": called(command.replace(" --out {out}", "").format(case=case)).encode()}
            out = folder / f"paper.{kind}"
            called(command.format(case=case, out=out))
            return {out.name: out.read_bytes()}

    return made


@pytest.mark.parametrize(("name", "kind"), [(name, kind) for name, (_, kinds) in COMMANDS.items() for kind in kinds])
def test_a_paper_of_the_command_line_ends_with_the_employers_words(
    run: Callable[[str, str], dict[str, bytes]], name: str, kind: str
) -> None:
    files = run(name, kind)
    if kind == "zip":
        with zipfile.ZipFile(BytesIO(files.popitem()[1])) as archive:
            files = {one: archive.read(one) for one in archive.namelist() if not one.endswith(".json")}
        assert len(files) == 12
    assert [one for one, data in files.items() if FOOT not in _feet(one, data)] == []


def test_a_paper_of_the_chat_ends_with_the_employers_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {name.removeprefix("PD_").lower(): words for name, words in WORDS.items()}
    desk = Desk(Settings(data_dir=tmp_path, **settings))
    offered: dict[str, bytes] = {}

    def button(_label: str, data: Callable[[], bytes | str], name: str, *_: object, **__: object) -> None:
        made = data()
        offered[name] = made.encode() if isinstance(made, str) else made

    monkeypatch.setattr(st, "download_button", button)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    thread = (asked("What is a class?", "employee", now),)
    cases_paper.files(desk, partial(conversation, thread, now, "It only advises."), "talk", "talk")
    cases_paper.files(desk, lambda: Paper("A letter", (paragraph("Words."),)), "letter", "letter")
    redlining._downloads(desk.redline("Files records.", "Files and keeps records."))
    assert len(offered) == 6
    assert [name for name, data in offered.items() if FOOT not in _feet(name, data)] == []
    assert FOOT in cases_paper.preview(desk.employer.signs(Paper("A letter", (paragraph("Words."),))))


def test_a_long_foot_stays_on_the_page(tmp_path: Path) -> None:
    desk = Desk(Settings(data_dir=tmp_path, employer_disclaimer="This is not legal advice at all. " * 30))
    long = Paper("A letter", tuple(paragraph(f"Paragraph {number}.") for number in range(60)))
    pages = PdfReader(BytesIO(cases_paper.to_pdf_bytes(desk.employer.signs(long)))).pages
    for page in pages:
        lowest = page.mediabox.height

        def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
            nonlocal lowest
            lowest = min(lowest, mult(tm, cm)[5]) if text.strip() else lowest

        page.extract_text(visitor_text=visit)
        assert lowest > 18  # a quarter of an inch, which printers can reach


def _feet(name: str, data: bytes) -> str:
    """The words at the foot of the pages, or of the whole file where it has no pages."""
    if name.endswith(".pdf"):
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())
    if name.endswith(".docx"):
        return "\n".join(line.text for line in docx.Document(BytesIO(data)).sections[0].footer.paragraphs)
    return data.decode()
