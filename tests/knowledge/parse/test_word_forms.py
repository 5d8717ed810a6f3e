"""Word forms: what is filled in is read in its place, what is not is not, and nothing is passed over."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from docx.document import Document
from docx.text.paragraph import Paragraph

from knowledge.errors import UnreadableDocument
from knowledge.parse.document import read_bytes, read_words
from knowledge.parse.word import docx_text
from knowledge.parse.word_lists import _figure
from tests.knowledge.parse import forms
from tests.knowledge.parse.forms import blank, item, numbering, saved

Fill = Callable[[Paragraph], None]


def read(document: Document) -> str:
    return docx_text(saved(document), "form.docx")


@pytest.mark.parametrize(
    ("fill", "shown"),
    [
        (lambda p: forms.text_control(p, "Keeps records."), "Field: Keeps records."),
        (lambda p: forms.text_control(p, "Click or tap here to enter text.", prompt=True), "Field:"),
        (lambda p: forms.choice_control(p, "A", "B", chosen="B"), "Field: B"),
        (lambda p: forms.check_control(p, True), "Field: ☒"),
        (lambda p: forms.check_control(p, False), "Field: ☐"),
        (lambda p: forms.old_check(p, True), "Field: ☒"),
        (lambda p: forms.old_check(p, False), "Field: ☐"),
        (lambda p: forms.old_choice(p, "Low", "High", chosen=1), "Field: High"),
        (lambda p: forms.old_choice(p, "Low", "High", chosen=7), "Field:"),
        (lambda p: forms.old_field(p, "FORMTEXT", "<w:textInput/>", "Keeps records."), "Field: Keeps records."),
        (lambda p: forms.add(p, '<w:fldSimple w:instr=" DATE "><w:r><w:t>May</w:t></w:r></w:fldSimple>'), "Field: May"),
        (lambda p: forms.add(p, '<w:customXml w:element="x"><w:r><w:t>May</w:t></w:r></w:customXml>'), "Field: May"),
        (lambda p: forms.add(p, "<w:r><w:t>One</w:t><w:cr/><w:t>two</w:t></w:r>"), "Field: One\ntwo"),
        (lambda p: forms.tracked(p, "ins", "new"), "Field: new"),
        (lambda p: forms.tracked(p, "del", "old"), "Field:"),
        (lambda p: forms.tracked(p, "moveTo", "here"), "Field: here"),
        (lambda p: forms.tracked(p, "moveFrom", "gone"), "Field:"),
        (lambda p: forms.box(p, "In a box"), "Field:\n\nIn a box"),
        (lambda p: forms.box(p, "In a box", fallback=False), "Field:\n\nIn a box"),
    ],
)  # fmt: skip
def test_what_is_filled_in(fill: Fill, shown: str) -> None:
    document = blank()
    fill(document.add_paragraph("Field: "))
    assert read(document) == shown


def test_boxes_in_boxes_and_cells_come_where_they_hang() -> None:
    document = blank()
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "Label"
    forms.box(cell.paragraphs[0], "outer")
    inner = next(cell.paragraphs[0]._p.iter("{*}txbxContent")).getchildren()[0]
    forms.box(Paragraph(inner, cell), "inner")
    document.add_paragraph("After")
    text = read(document)
    assert [word for word in text.split() if word.isalpha()] == ["Label", "outer", "inner", "After"]


def test_lists_keep_the_labels_that_word_shows() -> None:
    document = blank()
    numbering(document, 20, ("decimal", "%1."), ("upperLetter", "%2."), ("decimal", "%1.%3"))
    numbering(document, 21, restart=20)
    numbering(document, 22, ("lowerRoman", "(%1)"))
    numbering(document, 23, ("bullet", "•"))
    numbering(document, 24, ("bullet", "❖"))
    for words, number, level in (
        ("one", 20, 0), ("two", 20, 0), ("two A", 20, 1), ("two B", 20, 1), ("deep", 20, 2), ("three", 20, 0),
        ("three A", 20, 1), ("again", 21, 0), ("roman", 22, 0), ("roman two", 22, 0), ("dot", 23, 0),
        ("day one", 24, 0),
    ):  # fmt: skip
        item(document, words, number, level)
    assert [line.strip() for line in read(document).splitlines() if line] == [
        "1. one", "2. two", "A. two A", "B. two B", "2.1 deep", "3. three", "A. three A", "1. again", "(i) roman",
        "(ii) roman two", "- dot", "❖ day one",
    ]  # fmt: skip


def test_numbered_headings_keep_their_number_and_deleted_items_do_not_count() -> None:
    document = blank()
    numbering(document, 20, ("decimal", "%1."))
    item(document, "Purpose", 20).style = "Heading 1"
    gone = item(document, "", 20)
    forms.tracked(gone, "del", "Removed")
    forms.add(gone, "")
    gone._p.get_or_add_pPr().append(
        forms.parse_xml(f'<w:rPr {forms.nsdecls("w")}><w:del w:id="2" w:author="A"/></w:rPr>')
    )
    item(document, "Duties", 20).style = "Heading 1"
    assert read(document) == "1. Purpose\n\n2. Duties"


@pytest.mark.parametrize(
    ("format_", "number", "figure"),
    [
        ("decimal", 12, "12"),
        ("upperLetter", 27, "AA"),
        ("lowerLetter", 3, "c"),
        ("upperRoman", 14, "XIV"),
        ("lowerRoman", 9, "ix"),
        ("decimalZero", 4, "04"),
        ("none", 4, ""),
        ("chicago", 4, "4"),
        ("lowerLetter", 10**9, str(10**9)),
    ],
)
def test_figures(format_: str, number: int, figure: str) -> None:
    assert _figure(format_, number) == figure


def test_page_heads_and_feet_come_last_and_page_numbers_do_not() -> None:
    document = blank()
    document.add_paragraph("Keeps records.")
    section = document.sections[0]
    section.header.paragraphs[0].text = "City of Duluth"
    section.footer.paragraphs[0].text = "Form 75"
    forms.add(
        section.footer.add_paragraph("Page "), '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    section.footer.add_paragraph("keeps  records.")
    assert read(document) == "Keeps records.\n\nPage head: City of Duluth\nPage foot: Form 75"


def test_comments_are_told_and_are_no_part_of_the_text() -> None:
    document = blank()
    paragraph = document.add_paragraph("Keeps records.")
    document.add_comment(paragraph.runs, text="Is this\nevery day?", author="J. Doe")
    found = read_words(saved(document), "form.docx")
    assert found.text == "Keeps records."
    assert found.remarks == ("a comment of J. Doe is no part of the text: “Is this every day?”",)


def test_broken_xml_is_one_clear_error() -> None:
    broken = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(blank()))) as good, zipfile.ZipFile(broken, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name)[:400] if name == "word/document.xml" else good.read(name))
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(broken.getvalue(), "form.docx")
