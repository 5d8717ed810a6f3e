"""Any paper as a Word document that everybody can read, the same bytes for the same paper."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import IO

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph as DocxParagraph

from assistant.draft.layout import lay_out
from assistant.draft.paper import Cell, Figure, Heading, Items, Paper, Paragraph, Part, Run, Table, in_steps, printable
from assistant.draft.pdf import to_png
from assistant.draft.word_lists import add_numbering, hang, numbered_runs, set_numbering
from assistant.draft.word_styles import TABLE_TEXT, add_foot, save, set_properties, set_styles
from assistant.models import Draft

_TEXT_WIDTH = Inches(6.5)
_BETWEEN_ITEMS = Pt(3)
_HEAD_SHADE = "EFEFEF"
_DEEPEST = 9
"""Word has nine levels of headings."""


def to_docx(draft: Draft, target: Path | str | IO[bytes]) -> None:
    """Write the description as DOCX to a path or a binary stream.

    Markers stand as they are given, blanks are highlighted, and a last page says where the wording comes from.
    """
    write_paper(lay_out(draft), target)


def write_paper(paper: Paper, target: Path | str | IO[bytes]) -> None:
    """Write a paper as DOCX to a path or a binary stream: real headings and lists, marked table heads, alt text."""
    document = Document()
    set_styles(document, paper.language)
    set_properties(document, paper.title)
    add_foot(document, paper.title, paper.foot)
    document.add_heading(printable(paper.title), 0)
    before: Part | None = None
    for part in in_steps(paper.parts):
        if isinstance(part, Table) and isinstance(before, Table):
            document.add_paragraph(style=TABLE_TEXT)  # else Word makes one table of the two
        _add_part(document, part)
        before = part
    save(document, target)


def _add_part(document: Docx, part: Part) -> None:
    match part:
        case Heading():
            heading = document.add_heading(printable(part.text), min(part.depth, _DEEPEST))
            heading.paragraph_format.page_break_before = part.new_page or None
        case Paragraph():
            _add_words(document.add_paragraph(), part.words)
        case Items():
            _add_items(document, document, part, "Normal")
        case Table():
            _add_table(document, part)
        case Figure():
            _add_figure(document, part)


def _add_words(paragraph: DocxParagraph, words: Sequence[Run]) -> None:
    for run in words:
        written = paragraph.add_run(printable(run.text))
        written.bold = run.strong or None
        if run.blank:
            written.font.highlight_color = WD_COLOR_INDEX.YELLOW
        written.font.underline = run.change == "added" or None
        written.font.strike = run.change == "removed" or None


def _add_items(document: Docx, place: Docx | _Cell, listed: Items, style: str) -> None:
    """The items of a list, at the end of the document or of a cell."""
    for numbering, items in numbered_runs(listed.items):
        number = add_numbering(document, numbering) if numbering else 0
        for item in items:
            paragraph = _next_paragraph(place, style)
            paragraph.paragraph_format.space_after = _BETWEEN_ITEMS
            if numbering:
                set_numbering(paragraph, number)
            else:
                hang(paragraph, printable(item.marker))
            _add_words(paragraph, item.words)


def _next_paragraph(place: Docx | _Cell, style: str) -> DocxParagraph:
    """A new paragraph; in an empty cell the one that every cell has."""
    if isinstance(place, _Cell) and len(place.paragraphs) == 1 and _is_bare(place.paragraphs[0]):
        bare: DocxParagraph = place.paragraphs[0]
        bare.style = style
        return bare
    added: DocxParagraph = place.add_paragraph(style=style)
    return added


def _is_bare(paragraph: DocxParagraph) -> bool:
    return len(paragraph._p) == 0


def _add_table(document: Docx, part: Table) -> None:
    table: DocxTable = document.add_table(len(part.rows) + 1, len(part.head), "Table Grid")
    for cell, name in zip(table.rows[0].cells, part.head, strict=True):
        _add_words(_next_paragraph(cell, TABLE_TEXT), (Run(name, strong=True),))
    _mark_head(table)
    for row, cells in zip(table.rows[1:], part.rows, strict=True):
        for cell, content in zip(row.cells, cells, strict=True):
            _fill(document, cell, content)
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, share in zip(table.columns, part.widths, strict=True):
        column.width = int(_TEXT_WIDTH * share / sum(part.widths))
        for cell in column.cells:
            cell.width = column.width


def _mark_head(table: DocxTable) -> None:
    """The first row is the head: it is announced with each cell, and repeated on every page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(head)
    for cell in table.rows[0].cells:
        shade = OxmlElement("w:shd")
        for key, value in (("val", "clear"), ("color", "auto"), ("fill", _HEAD_SHADE)):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)


def _fill(document: Docx, cell: _Cell, content: Cell) -> None:
    for part in content:
        if isinstance(part, Items):
            _add_items(document, cell, part, TABLE_TEXT)
        else:
            _add_words(_next_paragraph(cell, TABLE_TEXT), part.words)


def _add_figure(document: Docx, part: Figure) -> None:
    """The drawing as a picture, with the words that say what it shows."""
    image, width = to_png(part.svg)
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    picture = paragraph.add_run().add_picture(BytesIO(image), min(Pt(width), _TEXT_WIDTH))
    picture._inline.docPr.set("descr", printable(part.alt))
    if part.caption:
        paragraph.paragraph_format.keep_with_next = True
        document.add_paragraph(printable(part.caption), "Caption").alignment = WD_ALIGN_PARAGRAPH.CENTER
