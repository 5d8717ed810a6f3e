"""Word: headings, lists, table heads, language, title and alt text that a screen reader can use."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn

from assistant.draft.outline import PROVENANCE
from assistant.draft.paper import Figure, Heading, Item, Items, Paper, Run, Table, bullets, paragraph
from assistant.draft.word import to_docx, write_paper
from assistant.draft.word_lists import Numbering, numbered_runs
from assistant.draft.wording import employer_wording
from tests.draft.samples import ROUGH, approved_source, drafted
from tests.draft.test_pdf import CHART, EVERYTHING

WORDING = employer_wording([approved_source()])
DULUTH = drafted(ROUGH + "\nRefers difficult cases.", wording=WORDING)
MINNESOTA = drafted(ROUGH, "minnesota")


def written(paper: Paper) -> Docx:
    stream = BytesIO()
    write_paper(paper, stream)
    return Document(stream)


def description(draft: object) -> Docx:
    stream = BytesIO()
    to_docx(draft, stream)  # type: ignore[arg-type]
    return Document(stream)


def test_headings_are_headings_and_blanks_are_highlighted() -> None:
    document = description(DULUTH)
    styles = {found.text: found.style.name for found in document.paragraphs if found.style}
    assert styles["Gas Line Leader"] == "Title"
    assert styles["SUMMARY/PURPOSE"] == "Heading 1"
    assert styles["5. Ability Requirements"] == "Heading 2"
    assert styles[PROVENANCE] == "Heading 1"
    lit = [run.text for found in document.paragraphs for run in found.runs if run.font.highlight_color]
    assert lit
    assert all(text.startswith("[To be supplied by the employer: ") for text in lit)


def test_codes_are_highlighted_blanks_in_a_table() -> None:
    table = description(DULUTH).tables[-1]
    assert [cell.text for row in table.rows[:3] for cell in row.cells] == [
        "Field",
        "Entry",
        "HR",
        "________",
        "Union",
        "________",
    ]
    assert table.cell(1, 1).paragraphs[0].runs[0].font.highlight_color == WD_COLOR_INDEX.YELLOW


def test_responsibilities_are_a_table_with_a_list_in_it() -> None:
    table = description(MINNESOTA).tables[1]
    assert [cell.text for cell in table.rows[0].cells][2:] == ["Percent of time", "Essential", "Priority", "Discretion"]
    assert table.cell(1, 1).text == "Lead a two-person crew\nAssign the day's locates.\nCheck the work of helpers."
    assert [table.cell(1, column).text for column in (2, 3)] == ["50", "________"]


@pytest.mark.parametrize("draft", [DULUTH, MINNESOTA])
def test_what_a_screen_reader_needs(draft: object) -> None:
    document = description(draft)
    assert document.core_properties.title == "Gas Line Leader"
    assert document.core_properties.language == "en-US"
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"en-US"}
    for table in document.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(cell.text for cell in table.rows[0].cells)
    assert all(found.text.strip() for found in document.paragraphs)
    depths = [int(found.style.name[-1]) for found in document.paragraphs if found.style.name.startswith("Heading")]
    assert all(after - before <= 1 for before, after in zip([0, *depths], depths, strict=False))


def test_the_papers_language_is_the_documents() -> None:
    document = written(Paper("Nota", (paragraph("Hola."),), "es-US"))
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {"es-US"}


def test_a_drawing_says_what_it_shows() -> None:
    document = written(EVERYTHING)
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Director above one clerk"
    assert picture.width.inches == pytest.approx(6.5)
    (small,) = written(Paper("S", (Figure(CHART.replace("900", "96"), "small"),))).inline_shapes
    assert small.width.inches == pytest.approx(1, abs=0.01)


def test_two_tables_stay_two() -> None:
    one = Table(("A",), (((paragraph("1"),),),), (1,))
    assert len(written(Paper("T", (one, one))).tables) == 2


def test_a_heading_may_begin_a_page_and_lists_may_stand_first_in_a_cell() -> None:
    document = written(Paper("T", (Heading("H", new_page=True), Table(("A",), (((bullets("x"),),),), (1,)))))
    assert document.paragraphs[1].paragraph_format.page_break_before
    assert len(document.tables[0].cell(1, 0).paragraphs) == 1


@pytest.mark.parametrize(
    ("markers", "found"),
    [
        ("1. 2. 3.", [(Numbering("decimal", "%1."), 3)]),
        ("7. 8.", [(Numbering("decimal", "%1.", 7), 2)]),
        ("A. B. D.", [(Numbering("upperLetter", "%1."), 2), (Numbering("upperLetter", "%1.", 4), 1)]),
        ("a) b) 1)", [(Numbering("lowerLetter", "%1)"), 2), (Numbering("decimal", "%1)"), 1)]),
        ("(1) (2)", [(Numbering("decimal", "(%1)"), 2)]),
        ("• • •", [(Numbering("bullet", "•"), 3)]),
        ("1.1 1.2 ii.", [(None, 3)]),
        ("0. 01.", [(None, 2)]),
    ],
)
def test_markers_become_numberings(markers: str, found: list[tuple[Numbering | None, int]]) -> None:
    items = [Item((Run("x"),), marker) for marker in markers.split()]
    assert [(numbering, len(run)) for numbering, run in numbered_runs(items)] == found


def test_no_marker_is_a_bullet() -> None:
    assert [numbering for numbering, _ in numbered_runs(bullets("x", "y").items)] == [Numbering("bullet", "•")]


def test_libreoffice_shows_every_marker(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer")
    markers = ["1.", "2.", "7.", "A.", "B.", "a)", "(3)", "1.1", "ii.", ""]
    write_paper(
        Paper("Lists", (Items(tuple(Item((Run("duty"),), marker) for marker in markers)),)), tmp_path / "l.docx"
    )
    settings = f"-env:UserInstallation={(tmp_path / 'settings').as_uri()}"
    command = [
        office,
        settings,
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "l.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shown = (tmp_path / "l.txt").read_text("utf-8-sig").splitlines()
    assert [line.split()[0] for line in shown if "duty" in line] == [*markers[:-1], "•"]
