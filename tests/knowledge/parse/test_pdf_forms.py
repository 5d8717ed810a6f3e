"""PDF forms: what is filled in stands beside its label, and nothing that is filled in is lost."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from knowledge.parse.document import read_bytes
from knowledge.parse.pdf import _without_feet
from knowledge.parse.pdf_forms import Field, Piece, with_fields
from tests.knowledge.parse.conftest import pdf_bytes

Entry = dict[str, Any]


def form(texts: Sequence[tuple[float, float, str]], entries: Sequence[Entry]) -> bytes:
    """A PDF of texts at places, with form fields over them."""
    drawn = "".join(f"BT /F1 11 Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n" for x, y, text in texts)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes("X"))))
    page = writer.pages[0]
    content = DecodedStreamObject()
    content.set_data(drawn.encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Annots")] = ArrayObject(writer._add_object(_note(entry)) for entry in entries)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def _note(entry: Entry) -> DictionaryObject:
    note = DictionaryObject({NameObject("/Type"): NameObject("/Annot")})
    for key, value in ({"Subtype": "/Widget", "FT": "/Tx"} | entry).items():
        if isinstance(value, tuple):
            made: Any = ArrayObject(map(FloatObject, value))
        elif isinstance(value, list):
            made = ArrayObject(map(TextStringObject, value))
        elif isinstance(value, int):
            made = NumberObject(value)
        elif value.startswith("/"):
            made = NameObject(value)
        else:
            made = TextStringObject(value)
        note[NameObject(f"/{key}")] = made
    return note


def text_field(value: str, x: float, y: float, width: float = 100, height: float = 16) -> Entry:
    return {"V": value, "Rect": (x, y - 4, x + width, y - 4 + height)}


def check(state: str, x: float, y: float) -> Entry:
    return {"FT": "/Btn", "AS": state, "Rect": (x, y - 2, x + 10, y + 8)}


@pytest.mark.parametrize(
    ("texts", "entries", "shown"),
    [
        (
            [(72, 700, "Working title:"), (300, 700, "Agency:"), (72, 660, "Purpose")],
            [text_field("Licensing Lead", 160, 700), text_field("Example", 350, 700),
             text_field("Issues licences.\nAnswers.", 72, 600, 400, 60)],
            "Working title: Licensing Lead\tAgency: Example\nPurpose\nIssues licences.\nAnswers.",
        ),
        (
            [(72, 700, "Essential:"), (150, 700, "Yes"), (200, 700, "No")],
            [check("/Yes", 137, 700), check("/Off", 187, 700)],
            "Essential: ☒ Yes ☐ No",
        ),
        (
            [(72, 700, "Yes"), (150, 700, "No")],
            [check("/Off", 95, 700), check("/1", 167, 700)],
            "Yes ☐ No ☒",
        ),
        (
            [(72, 700, "No."), (100, 700, "Responsibility"), (400, 700, "%"), (72, 680, "1."), (72, 660, "2.")],
            [text_field("Issues licences.", 100, 680, 250), text_field("60", 400, 680, 30),
             text_field("Answers calls.", 100, 660, 250), text_field("40", 400, 660, 30)],
            "No. Responsibility %\n1. | Issues licences. | 60\n2. | Answers calls. | 40",
        ),
        (
            [(72, 700, "Duties"), (72, 640, "After")],
            [text_field("Issues licences.", 72, 680), text_field("60", 400, 680), text_field("Calls.", 72, 660)],
            "Duties\nIssues licences. | 60\nCalls.\nAfter",
        ),
        ([(72, 700, "Level:")], [{"FT": "/Ch", "V": ["B", "C"], "Rect": (120, 696, 200, 712)}], "Level: B, C"),
        ([(72, 500, "Low")], [{"V": "High", "TU": "Title", "Rect": (72, 700, 90, 715)}], "Low\nTitle: High"),
        (
            [(72, 700, "Typed on:")],
            [{"Subtype": "/FreeText", "Contents": "added", "Rect": (130, 696, 200, 712)}],
            "Typed on: added",
        ),
        ([(72, 700, "Plain")], [{"V": "", "Rect": (130, 696, 200, 712)}], "Plain"),
        ([(72, 700, "Plain")], [{"V": "x", "F": 2, "Rect": (130, 696, 200, 712)}], "Plain"),
        ([(72, 700, "Plain")], [{"FT": "/Btn", "Ff": 1 << 16, "AS": "/On", "Rect": (130, 696, 200, 712)}], "Plain"),
        ([(72, 700, "Plain")], [{"FT": "/Sig", "V": "x", "Rect": (130, 696, 200, 712)}], "Plain"),
        ([(72, 700, "Plain")], [{"Subtype": "/Link", "Rect": (130, 696, 200, 712)}], "Plain"),
    ],
)  # fmt: skip
def test_what_is_filled_in_stands_by_its_label(
    texts: list[tuple[float, float, str]], entries: list[Entry], shown: str
) -> None:
    assert read_bytes(form(texts, entries), "form.pdf") == shown


def test_a_value_may_stand_with_the_field_that_others_belong_to() -> None:
    data = form([(72, 700, "Title:")], [text_field("x", 120, 700)])
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    note = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]
    parent = DictionaryObject({NameObject("/FT"): NameObject("/Tx"), NameObject("/V"): TextStringObject("Lead")})
    for key in ("/FT", "/V"):
        del note[key]
    note[NameObject("/Parent")] = writer._add_object(parent)
    stream = io.BytesIO()
    writer.write(stream)
    assert read_bytes(stream.getvalue(), "form.pdf") == "Title: Lead"


PLACES = st.floats(0, 700)
FIELDS = st.builds(
    lambda value, x, y, width, height, is_box: Field(value, x, y, x + width, y + height, is_box=is_box),
    st.text("abc", min_size=1), PLACES, PLACES, st.floats(1, 300), st.floats(1, 100), st.booleans(),
)  # fmt: skip


@given(
    st.lists(st.builds(Piece, st.sampled_from(["Label:", "\n", "Words here", " "]), PLACES, PLACES, st.just(11.0))),
    st.lists(FIELDS, max_size=8),
)
def test_no_value_and_no_text_is_lost(pieces: list[Piece], filled: list[Field]) -> None:
    shown = with_fields(pieces, filled)
    for word in ("Label:", "Words"):
        assert shown.count(word) == sum(piece.text.count(word) for piece in pieces)
    assert sorted(letter for letter in shown if letter in "abc") == sorted(
        letter
        for letter in "".join([field.value for field in filled] + [piece.text for piece in pieces])
        if letter in "abc"
    )


@pytest.mark.parametrize(
    ("pages", "text"),
    [
        (["Alone. Page 1 of 2", "Ends."], "Alone. Page 1 of 2\n\nEnds."),
        (["Page 3 of 4"] * 2, ""),
    ],
)  # fmt: skip
def test_a_foot_goes_only_as_a_line_of_its_own(pages: list[str], text: str) -> None:
    assert "\n\n".join(filter(None, _without_feet(pages))) == text


def test_a_foot_goes_where_its_words_stand_elsewhere() -> None:
    assert _without_feet(["Clerk\nFiles.\nClerk Page 1 of 2", "Ends.\nOnly here, page 2"]) == [
        "Clerk\nFiles.",
        "Ends.\nOnly here, page 2",
    ]
