"""PDF: tagged for everybody, literal, the same bytes every time, with nothing installed beside the package."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from assistant.draft import pdf
from assistant.draft.layout import lay_out
from assistant.draft.paper import (
    Figure,
    Heading,
    Item,
    Items,
    Paper,
    Paragraph,
    Run,
    Table,
    bullets,
    labelled,
    paragraph,
)
from assistant.draft.pdf import to_pdf
from knowledge.errors import AssistantError
from tests.draft.samples import LOOSE, ROUGH, drafted

LITERAL = 'Pays $5 # * _x_ @ref <b> `code` \\n [x] -- ... "it\'s" ~ = + - / // {y}'
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="60"><rect x="1" y="1" width="800"'
    ' height="50" fill="none" stroke="black"/><text x="10" y="30" font-size="20">Director</text></svg>'
)
EVERYTHING = Paper(
    "A memo & more",
    (
        labelled("To", "Board"),
        Heading("Facts", 2),
        Heading("", 1),
        Heading("Deep", 5),
        paragraph(LITERAL),
        Items((Item((Run("Seven"),), "7."), Item((Run("Letter"),), "A."), Item((Run("plain"),)))),
        Table(
            ("No.", "Duty"),
            (((paragraph("1."),), (paragraph("Files"), bullets("small", "large"))), ((paragraph("2."),), ())),
            (1, 4),
        ),
        Figure(CHART, "Director above one clerk", "Figure 1"),
        Paragraph((Run("________", blank=True), Run("first line\nsecond line"))),
    ),
)


def opened(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(paper)))


def words(paper: Paper) -> str:
    return "\n".join(page.extract_text() for page in opened(paper).pages)


def elements(node: Any) -> Iterator[dict[str, Any]]:
    """The structure elements of a PDF, in reading order."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            yield from elements(child)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from elements(node["/K"])


def tags(paper: Paper) -> list[dict[str, Any]]:
    return list(elements(opened(paper).trailer["/Root"]["/StructTreeRoot"]))


def test_the_file_says_what_it_is() -> None:
    read = opened(EVERYTHING)
    root = read.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-US"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert read.metadata is not None
    assert read.metadata.title == "A memo & more"
    assert b"pdfuaid:part" in root["/Metadata"].get_object().get_data()


def test_everything_is_tagged_as_what_it_is() -> None:
    found = tags(EVERYTHING)
    count = Counter(element["/S"] for element in found)
    assert (count["/Title"], count["/H1"], count["/H2"]) == (1, 1, 1)
    assert (count["/L"], count["/LI"], count["/Table"], count["/TH"], count["/TD"]) == (2, 5, 1, 2, 4)
    assert [element["/Alt"] for element in found if element["/S"] == "/Figure"] == ["Director above one clerk"]
    scopes = [a["/Scope"] for element in found if element["/S"] == "/TH" for a in element["/A"] if "/Scope" in a]
    assert scopes == ["/Column", "/Column"]


def test_a_heading_skips_no_level_and_an_empty_one_is_none() -> None:
    headings = [element["/S"] for element in tags(EVERYTHING) if element["/S"].startswith("/H")]
    assert headings == ["/H1", "/H2"]


def test_words_are_literal_and_markers_stand_as_given() -> None:
    text = words(EVERYTHING)
    assert LITERAL in " ".join(text.split())
    for line in ("7. Seven", "A. Letter", "• plain", "first line", "Figure 1"):
        assert line in text


@pytest.mark.parametrize("name", ["duluth", "minnesota"])
@pytest.mark.parametrize("rough", [ROUGH, LOOSE])
def test_every_word_of_a_description_is_in_its_pdf(name: str, rough: str) -> None:
    draft = drafted(rough, name)
    text = "".join(words(lay_out(draft)).split())
    for section in draft.sections:
        for said in (section.heading, *(block.text for block in section.blocks)):
            assert "".join(said.split()) in text


def test_the_head_of_a_table_is_repeated_on_every_page() -> None:
    rows = tuple(((paragraph(f"{number}."),), (paragraph("Files papers."),)) for number in range(120))
    read = opened(Paper("Long", (Table(("Number here", "Duty"), rows, (1, 3)),)))
    assert len(read.pages) > 1
    assert all("Number here" in page.extract_text() for page in read.pages)


def test_sources_can_be_left_out() -> None:
    draft = drafted(ROUGH)
    assert "Where the wording comes from" in words(lay_out(draft))
    assert "Where the wording comes from" not in words(lay_out(draft, with_sources=False))


def test_same_paper_same_bytes() -> None:
    assert to_pdf(EVERYTHING) == to_pdf(EVERYTHING)


def test_letters_that_no_font_has_make_no_error() -> None:
    paper = Paper("Odd", (paragraph("\U000f0000 and \ud800 and \x07 more"),))
    read = opened(paper)
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "more" in read.pages[0].extract_text()


def test_a_figure_that_is_no_drawing_is_an_error() -> None:
    with pytest.raises(AssistantError, match="Broken: cannot be set as PDF"):
        to_pdf(Paper("Broken", (Figure("no svg", "nothing"),)))


def test_the_machines_fonts_are_not_needed() -> None:
    assert {"Libertinus Serif", "DejaVu Sans Mono"} <= set(pdf._fonts(machines=False).families())


@settings(max_examples=40)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_can_be_set(title: str, said: str) -> None:
    paper = Paper(title, (Heading(said), paragraph(said), Items((Item((Run(said),), said),))))
    assert to_pdf(paper).startswith(b"%PDF")
