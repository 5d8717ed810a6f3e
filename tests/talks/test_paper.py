"""A conversation on paper, as Word and PDF: nothing of it is lost, and what was withheld is on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import docx
from pypdf import PdfReader

from assistant.desk import Desk
from assistant.draft.paper_text import write_any
from assistant.models import Withheld
from assistant.talks.conversation import Exchange
from assistant.talks.paper import NO_ANSWER, paper
from assistant.ui import examples

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ADVICE = "Advisory only: others decide."


def words(file: Path) -> str:
    if file.suffix == ".pdf":
        said = " ".join(page.extract_text() for page in PdfReader(file).pages)
    else:
        document = docx.Document(str(file))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        said = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    return "".join(said.replace("-", "").split())  # a PDF may break words at the end of a line


def test_everything_of_it_is_in_both_files(desk: Desk, tmp_path: Path) -> None:
    answer = replace(
        desk.ask(examples.QUESTIONS[0]), withheld=(Withheld("You will win.", "no provision says it"),)
    )  # what a model may add and the verifier keeps back
    thread = (
        Exchange("1", examples.QUESTIONS[0], NOON, "employee", answer),
        Exchange("2", "Is ~20 days~ $30$ <b>?", NOON),
    )
    found = paper(thread, NOON, ADVICE)
    wanted = [ADVICE, "November 22, 2026", *(one.question for one in thread), NO_ANSWER, "You will win."]
    wanted += [answer.whom_to_ask, *answer.warnings, "no provision says it", "as employee"]
    for cited in answer.citations:
        wanted += [cited.pinpoint, cited.title, cited.edition, cited.url]
    for deadline in answer.deadlines:
        wanted += [deadline.what, deadline.count, deadline.caution]
    for ending in ("docx", "pdf"):
        file = tmp_path / f"talk.{ending}"
        write_any(found, file)
        told = words(file)
        assert [one for one in wanted if "".join(one.replace("-", "").split()) not in told] == []
        assert "**" not in told


def test_the_same_conversation_gives_the_same_bytes(desk: Desk, tmp_path: Path) -> None:
    thread = (Exchange("1", examples.QUESTIONS[1], NOON, answer=desk.ask(examples.QUESTIONS[1])),)
    files = [tmp_path / f"{name}.docx" for name in "ab"]
    for file in files:
        write_any(paper(thread, NOON, ADVICE), file)
    assert files[0].read_bytes() == files[1].read_bytes()
