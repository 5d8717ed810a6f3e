"""A drafted description as a Word document, the same bytes for the same draft."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from assistant.draft.outline import (
    OPEN_POINTS,
    PROVENANCE,
    Row,
    is_field_table,
    label,
    origins,
    quotations,
    reasons,
    rows,
    shown,
)
from assistant.models import Block, Draft, Origin, Section

_SET_DATE = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FONT = "Arial"
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_HANG = Inches(0.35)
_FIELD_PAIRS = 2
_COLUMN_WIDTH, _NUMBER_WIDTH, _TEXT_WIDTH = Inches(0.85), Inches(0.45), Inches(6.5)
_TABLE_SIZE = Pt(9.5)


def to_docx(draft: Draft, target: Path | str | IO[bytes]) -> None:
    """Write the description as DOCX to a path or a binary stream.

    Markers stand as they are given, blanks are highlighted, and a last page says where the wording comes from.
    """
    document = Document()
    set_styles(document)
    set_properties(document, draft.title)
    document.add_heading(printable(draft.title), 0)
    for section in draft.sections:
        _add_section(document, section)
    _add_open_points(document, draft)
    _add_provenance(document, draft)
    save(document, target)


def set_styles(document: Docx) -> None:
    """One plain face, sizes and margins that all our Word documents share."""
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 12.5), ("Heading 2", 11), ("List Bullet", 9.5)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), _FONT)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(document.sections[0], margin, Inches(1))


def set_properties(document: Docx, title: str) -> None:
    """Fixed dates and no author, so that neither the clock nor the machine shows."""
    core = document.core_properties
    core.title, core.author, core.last_modified_by, core.comments = printable(title)[:255], "", "", ""
    core.created = core.modified = _SET_DATE
    core.language = "en-US"


def _add_section(document: Docx, section: Section) -> None:
    if section.heading:
        document.add_heading(printable(section.heading), section.depth)
    if is_field_table(section):
        if not section.heading:
            document.add_paragraph()
        _add_fields(document, section)
    elif found := rows(section):
        _add_rows(document, found)
    else:
        for block in section.blocks:
            _add_block(document.add_paragraph(), block)


def _add_block(paragraph: Paragraph, block: Block) -> None:
    if block.marker:
        paragraph.paragraph_format.left_indent = _HANG
        paragraph.paragraph_format.first_line_indent = -_HANG
        paragraph.paragraph_format.tab_stops.add_tab_stop(_HANG)
        paragraph.paragraph_format.space_after = Pt(3)
        paragraph.add_run(f"{block.marker}\t")
    _add_words(paragraph, block)


def _add_words(paragraph: Paragraph, block: Block) -> None:
    run = paragraph.add_run(printable(shown(block)))
    if block.origin is Origin.BLANK:
        run.font.highlight_color = WD_COLOR_INDEX.YELLOW


def printable(words: str) -> str:
    """The words without the control characters that XML cannot hold."""
    return "".join(letter for letter in words if letter in "\t\n" or (letter >= " " and letter not in "\ufffe\uffff"))


def _add_fields(document: Docx, section: Section) -> None:
    """Labelled fields, two to a row."""
    height = -(-len(section.blocks) // _FIELD_PAIRS)
    table = _table(document, height, _FIELD_PAIRS)
    for place, block in enumerate(section.blocks):
        cell = table.cell(place // _FIELD_PAIRS, place % _FIELD_PAIRS).paragraphs[0]
        cell.add_run(f"{label(block)}: ").bold = True
        _add_words(cell, block)
    _tighten(table)


def _add_rows(document: Docx, found: list[Row]) -> None:
    """Responsibilities with their tasks, and one column for each labelled cell; the head row repeats on every page."""
    labels = [label(cell) for cell in found[0].cells]
    table = _table(document, len(found) + 1, len(labels) + 2)
    widths = [_NUMBER_WIDTH, _TEXT_WIDTH - _NUMBER_WIDTH - _COLUMN_WIDTH * len(labels), *[_COLUMN_WIDTH] * len(labels)]
    for cell, words in zip(table.rows[0].cells, ["No.", "Responsibility and tasks", *labels], strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _repeat_head(table)
    for place, row in enumerate(found, start=1):
        cells = table.rows[place].cells
        cells[0].paragraphs[0].add_run(row.head.marker)
        _fill(cells[1], row)
        for cell, block in zip(cells[2:], row.cells, strict=False):
            _add_words(cell.paragraphs[0], block)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    _tighten(table)


def _fill(cell: _Cell, row: Row) -> None:
    _add_words(cell.paragraphs[0], row.head)
    for block in row.items:
        _add_block(cell.add_paragraph(), block)


def _tighten(table: Table) -> None:
    for paragraph in (paragraph for row in table.rows for cell in row.cells for paragraph in cell.paragraphs):
        paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs:
            run.font.size = _TABLE_SIZE


def _table(document: Docx, height: int, width: int) -> Table:
    table: Table = document.add_table(height, width, "Table Grid")
    return table


def _repeat_head(table: Table) -> None:
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeated)


def _add_open_points(document: Docx, draft: Draft) -> None:
    if draft.notes:
        document.add_heading(OPEN_POINTS, 1).paragraph_format.page_break_before = True
        for note in draft.notes:
            document.add_paragraph(printable(note), "List Bullet")


def _add_provenance(document: Docx, draft: Draft) -> None:
    document.add_heading(PROVENANCE, 1).paragraph_format.page_break_before = True
    for what, number in origins(draft):
        document.add_paragraph(f"{what}: {number}", "List Bullet")
    for heading, words in [*reasons(draft), *quotations(draft)]:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{printable(heading)}: ").bold = True
        paragraph.add_run(printable(words))


def save(document: Docx, target: Path | str | IO[bytes]) -> None:
    """Save with one fixed date on every part of the package."""
    made, fixed = BytesIO(), BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, _ZIP_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            package.writestr(entry, parts.read(name))
    if isinstance(target, Path | str):
        Path(target).write_bytes(fixed.getvalue())
    else:
        target.write(fixed.getvalue())
