"""The styles of a Word document are read by name: what they look like is most of a package, and none of its words."""

from __future__ import annotations

import io

import docx
import mammoth
import pytest

from knowledge.parse import word_xml
from tests.knowledge.parse.conftest import saved

STYLES = "word/styles.xml"


@pytest.fixture
def document() -> docx.document.Document:
    made = docx.Document()
    for style in ("Title", "Heading 1", "List Bullet", "List Number 2", "Quote", "Normal"):
        made.add_paragraph(f"In {style}.", style)
    made.add_table(1, 1, "Table Grid").rows[0].cells[0].paragraphs[0].add_run("Strong.", "Strong")
    return made


def test_mammoth_reads_the_same_of_styles_by_name(document: docx.document.Document) -> None:
    whole = mammoth.convert_to_html(io.BytesIO(saved(document))).value
    assert "<h1>In " in whole
    assert "<ul><li>" in whole
    styles = document.styles.element
    before = len(list(styles.iter()))
    word_xml.keep_names(word_xml.Part(styles, styles.nsmap["w"]))
    assert len(list(styles.iter())) < before / 3
    assert mammoth.convert_to_html(io.BytesIO(saved(document))).value == whole


def test_what_names_a_style_and_its_list_stays() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    styles = word_xml.parse(
        f'<w:styles xmlns:w="{space}"><w:docDefaults/><w:style w:type="numbering" w:styleId="L"><w:name w:val="Lots"/>'
        '<w:pPr><w:jc w:val="left"/><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
        "</w:styles>".encode()
    )
    word_xml.keep_names(styles)
    assert [word_xml.local(element) for element in styles.root.iter()] == [
        "styles", "style", "name", "pPr", "numPr", "numId"
    ]  # fmt: skip
