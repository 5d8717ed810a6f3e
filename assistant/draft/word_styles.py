"""What all our Word documents share: one plain face, language, title, a numbered foot, and the same bytes each time."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import IO

from docx.document import Document as Docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph

from assistant.draft.paper import UNTITLED, printable

TABLE_TEXT = "Table Text"
"""The paragraph style inside tables."""
LANGUAGE = "en-US"

_SET_DATE = datetime(2000, 1, 1)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_FONT = "Arial"
_INK = RGBColor(0x1A, 0x1A, 0x1A)
_TEXT_WIDTH = Inches(6.5)
_SIZES = {
    "Normal": 10.5,
    "Title": 18,
    "Heading 1": 12.5,
    "Heading 2": 11,
    "Heading 3": 10.5,
    "Caption": 9,
    "Footer": 8.5,
}
_BEFORE_HEADING = {"Heading 1": 14, "Heading 2": 10, "Heading 3": 8}
_THEME_FONTS = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")


def set_styles(document: Docx, language: str = LANGUAGE) -> None:
    """One plain face, sizes and margins that all our Word documents share, in one language."""
    document.styles.add_style(TABLE_TEXT, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    for name, size in (_SIZES | {TABLE_TEXT: 9.5}).items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in _THEME_FONTS:
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        fonts.set(qn("w:hAnsi"), _FONT)
    document.styles["Normal"].paragraph_format.space_before = Pt(4)  # behind a table too
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Normal"].paragraph_format.line_spacing = 1.1
    _set_title_and_foot(document)
    for name, points in _BEFORE_HEADING.items():
        document.styles[name].paragraph_format.space_before = Pt(points)
        document.styles[name].paragraph_format.space_after = Pt(3)
    table_text = document.styles[TABLE_TEXT].paragraph_format
    table_text.space_before = table_text.space_after = Pt(2)
    for spoken in document.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)
    document.core_properties.language = language
    for margin in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(document.sections[0], margin, Inches(1))


def _set_title_and_foot(document: Docx) -> None:
    """The title bold and without the line of the template; at the foot one stop, at the right edge."""
    title, foot = document.styles["Title"], document.styles["Footer"].paragraph_format
    title.font.bold, title.paragraph_format.space_after = True, Pt(8)
    title.element.pPr.remove(title.element.pPr.find(qn("w:pBdr")))
    foot.tab_stops.clear_all()
    foot.tab_stops.add_tab_stop(_TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def set_properties(document: Docx, title: str) -> None:
    """The title, fixed dates and no author, so that neither the clock nor the machine shows."""
    core = document.core_properties
    core.title = printable(title).strip()[:255] or UNTITLED
    core.author = core.last_modified_by = core.comments = ""
    core.created = core.modified = _SET_DATE


def add_foot(document: Docx, title: str, own: str = "") -> None:
    """The employer's own line, if there is one, the title and *Page 1 of 2* at the foot of every page."""
    foot = document.sections[0].footer.paragraphs[0]
    if own:
        foot.insert_paragraph_before(printable(own), foot.style)
    foot.add_run(f"{printable(title)}\tPage ")
    _add_field(foot, "PAGE")
    foot.add_run(" of ")
    _add_field(foot, "NUMPAGES")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """A field that the word processor counts; ``1`` until it has."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


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
