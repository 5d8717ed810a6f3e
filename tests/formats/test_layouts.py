"""The same is learned however the descriptions are laid out: Word styles and tables, wrapped lines, run-in headings."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from io import BytesIO

import docx
import pytest

from assistant.formats.store import learn
from knowledge.models import Kind, Source
from knowledge.parse.document import read_bytes
from knowledge.parse.ingest import parse_document
from tests.formats.employers import COUNTY, PORT, SCHOOL, Employer
from tests.formats.held import HELD, TRANSIT
from tests.formats.test_learning import ALL, claimed


def read(employer: Employer, texts: dict[str, str]) -> list[Source]:
    return [
        source
        for name, text in texts.items()
        for source in parse_document(text, name, Kind.JOB_DESCRIPTION, employer.jurisdiction)
    ]


def as_word(text: str, employer: Employer) -> bytes:
    """Headings as styles, bullets as Word's own, rows of fields as tables."""
    document = docx.Document()
    known = {heading.casefold() for heading in employer.headings}
    for line in filter(None, text.split("\n")):
        bare = re.sub(r"^(?:#+|[IVX]+\.|[A-G]\.) ", "", line)
        if bare.casefold() in known:
            document.add_heading(line.removeprefix("## "), 2)
        elif "\t" in line:
            cells = [cell for field in line.split("\t") for cell in re.split(r"(?<=:) ", field)]
            row = document.add_table(1, len(cells)).rows[0]
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        elif line.startswith(("- ", "• ", "* ")):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def wrapped(text: str) -> str:
    """Paragraphs broken at 72 letters, as a page or a mail leaves them."""
    return "\n".join("\n".join(textwrap.wrap(line, 72)) if "\t" not in line else line for line in text.split("\n"))


def check(employer: Employer, found_in: list[Source]) -> None:
    fixed, variants = claimed(learn(found_in))
    assert fixed == set(employer.standard)
    flat = {(head, level, " ".join(text.split())) for head, level, text in variants}
    assert flat == {(head, *one) for head, alternatives in employer.variants.items() for one in alternatives}


@pytest.mark.parametrize("name", ALL)
def test_in_word_with_styles_and_tables(name: str) -> None:
    employer = ALL[name]
    texts = {file: read_bytes(as_word(text, employer), f"{file}.docx") for file, text in employer.texts.items()}
    check(employer, read(employer, texts))


@pytest.mark.parametrize("employer", [COUNTY, SCHOOL, PORT, HELD, TRANSIT])
def test_wrapped_at_a_pages_width(employer: Employer) -> None:
    check(employer, read(employer, {file: wrapped(text) for file, text in employer.texts.items()}))


def run_in(text: str) -> Iterator[str]:
    """Each heading on the line of its first words: *Working Conditions: The work is …*."""
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line.endswith(":") and not following.startswith(("a)", "•")):
            yield f"{line} {following}"
        elif not (line and lines[lines.index(line) - 1].endswith(":") and not line.startswith(("a)", "•"))):
            yield line


def as_table(text: str) -> bytes:
    """A form: each section a row, the heading in the left cell, its words in the right one; lists below the heading."""
    document = docx.Document()
    parts = re.split(rf"\n({'|'.join(map(re.escape, SCHOOL.headings))})\n", text)
    for line in filter(None, parts[0].split("\n")):
        document.add_paragraph(line)
    table = document.add_table(0, 2)
    for heading, words in zip(parts[1::2], parts[2::2], strict=True):
        cells = table.add_row().cells
        body, *fields = re.split(r"\n\n(?=Employee)", words.strip("\n"))
        first, *more = body.strip().split("\n")
        cells[0].text, cells[1].text = heading, first
        for line in more:
            cells[1].add_paragraph(line)
        if fields:
            document.add_paragraph(fields[0].strip())
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def test_in_the_cells_of_a_form() -> None:
    texts = {name: read_bytes(as_table(text), f"{name}.docx") for name, text in SCHOOL.texts.items()}
    check(SCHOOL, read(SCHOOL, texts))


def test_headings_on_the_line_of_their_words() -> None:
    """Sections of prose alone: lists need a line of their own."""
    prose = {
        name: "\n".join(
            run_in(re.sub(r"\n(?:Job Duties|Minimum Qualifications):\n(?:(?:[a-j]\)|•) .*\n)+", "\n", text))
        )
        for name, text in SCHOOL.texts.items()
    }
    fixed, variants = claimed(learn(read(SCHOOL, prose)))
    listed = ("Job Duties:", "Minimum Qualifications:")
    assert fixed == {(heading, text) for heading, text in SCHOOL.standard if heading not in listed}
    assert variants == {(head, *one) for head, alternatives in SCHOOL.variants.items() for one in alternatives}
