"""Scanned pages: named, left out where told to, and read by text recognition where that is installed."""

from __future__ import annotations

import importlib.util
import io
import shutil

import pytest

from knowledge.errors import UnreadableDocument
from knowledge.parse.document import read_bytes, read_words
from knowledge.parse.pdf import listed

from .conftest import pdf_bytes

SCANNED = "The harbor clerk keeps the register"


def scan(words: str = SCANNED) -> bytes:
    """A PDF of one page that is a picture of words."""
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (1700, 500), 255)
    ImageDraw.Draw(picture).text((80, 200), words, fill=0, font=ImageFont.load_default(70))
    stream = io.BytesIO()
    picture.save(stream, "PDF", resolution=200)
    return stream.getvalue()


def joined(*documents: bytes) -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    for document in documents:
        writer.append(io.BytesIO(document))
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


MIXED = joined(pdf_bytes("The first page."), scan(), pdf_bytes("The third page."), scan(), scan())


def test_a_scan_is_refused_with_a_mend() -> None:
    with pytest.raises(
        UnreadableDocument, match=r"1 page\(s\) but no text, as a scan does. Run text recognition .*--ocr"
    ):
        read_bytes(scan(), "scan.pdf")


def test_the_scanned_pages_among_others_are_named() -> None:
    with pytest.raises(UnreadableDocument, match="pages 2, 4-5 are pictures without text, as scans are, of 5 pages"):
        read_bytes(MIXED, "mixed.pdf")
    with pytest.raises(UnreadableDocument, match="page 2 is a picture without text"):
        read_bytes(joined(pdf_bytes("The first page."), scan()), "mixed.pdf")


def test_scanned_pages_are_left_out_only_where_told_to() -> None:
    read = read_words(MIXED, "mixed.pdf", leave_pictures=True)
    assert read.text == "The first page.\n\nThe third page."
    assert read.remarks == ("left out, since they are pictures: page(s) 2, 4-5",)


def test_an_empty_page_is_no_scan() -> None:
    assert read_bytes(pdf_bytes("The first page.", "", "The third page."), "x.pdf").count("page") == 2


def test_page_numbers_are_listed_in_runs() -> None:
    assert listed([1, 2, 3, 5, 7, 8]) == "1-3, 5, 7-8"


def test_without_the_extra_its_installation_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pytesseract", None)
    with pytest.raises(
        UnreadableDocument, match=r"text recognition is not installed. Install it: .*pd-assistant\[ocr\]"
    ):
        read_words(scan(), "scan.pdf", ocr=True)


@pytest.mark.skipif(importlib.util.find_spec("pytesseract") is None, reason="the extra 'ocr' is not installed")
def test_without_tesseract_its_installation_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnreadableDocument, match="the program Tesseract is not installed"):
        read_words(scan(), "scan.pdf", ocr=True)


@pytest.mark.skipif(
    importlib.util.find_spec("pytesseract") is None or shutil.which("tesseract") is None,
    reason="the extra 'ocr' or the program Tesseract is not installed: text recognition was not tested",
)
def test_scanned_pages_are_read_by_text_recognition() -> None:
    read = read_words(joined(pdf_bytes("The first page."), scan()), "mixed.pdf", ocr=True)
    first, second = read.text.split("\n\n")
    assert first == "The first page."
    assert SCANNED in " ".join(second.split())
    assert read.remarks == ("read by text recognition, which makes mistakes: page(s) 2",)
