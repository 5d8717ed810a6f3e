"""Reading: what is understood, and each refusal with its reason."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from knowledge.errors import UnreadableDocument
from knowledge.parse.document import MAX_BYTES, MAX_TAGS, read_bytes, read_document
from knowledge.parse.pdf import MAX_PAGES
from knowledge.parse.word import MAX_MEMBERS, MAX_XML

from .conftest import docx_bytes, pdf_bytes, saved

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
DUTY = "Answers the café's phones — “politely”."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (DUTY.encode(), DUTY),
        (DUTY.encode("utf-8-sig"), DUTY),
        (DUTY.encode("utf-16"), DUTY),
        (b"\xfe\xff" + DUTY.encode("utf-16-be"), DUTY),
        (DUTY.encode("utf-32"), DUTY),
        ((DUTY * 5).encode("cp1252"), DUTY * 5),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("a\u00a0b\u202fc".encode(), "a b c"),
        ("cafe\u0301".encode(), "café"),
        (b"# Duties\n\n- *Types* letters\n", "# Duties\n\n- *Types* letters\n"),
        (rb"# A\_b" + b"\n\n| \\<br\\> c<br>d |", "# A_b\n\n| <br> c d |"),
        (rb"C:\_new is no Markdown", r"C:\_new is no Markdown"),
        (b"  kept   as it\tis  ", "  kept   as it\tis  "),
        (b"a < b and <this> stays", "a < b and <this> stays"),
    ],
)
def test_plain_text(data: bytes, text: str) -> None:
    assert read_bytes(data, "draft.txt") == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<!doctype html><title>No</title><script>no()</script><h1>Yes</h1><p>Two\n words</p>", "Yes\n\nTwo words"),
        ("<p>One<!-- no --><br>Two</p>", "One\nTwo"),
        ("<p hidden>No</p><p>Yes</p><p style='display: none'>No</p>", "Yes"),
        ("<ol><li>One</li><li><p>Two</p></li></ol>", "1. One\n2. Two"),
        ("<ol type='A' start='3'><li>One</li><li>Two</li></ol>", "C. One\nD. Two"),
        ("<ul><li>One<ul><li>Below</li></ul></li></ul>", "- One\n  - Below"),
        ("<table><tr><td><p>Types</p></td><td>30%</td></tr><tr><td>Files</td><td>70%</td></tr></table>",
         "Types | 30%\nFiles | 70%"),
        ("<p>Types <del>calculator</del> <s>no</s> letters</p>", "Types ~~calculator~~ ~~no~~ letters"),
        ("<p style='x'>A <span style='text-decoration:line-through'>b</span></p>", "A ~~b~~"),
        ("<p>&eacute;&nbsp;&amp;&#8217;</p>", "é &’"),
        ("<pre>a\n  b</pre>", "a\n  b"),
    ],
)  # fmt: skip
def test_html_shows_what_a_reader_sees(html: str, text: str) -> None:
    assert read_bytes(html.encode(), "page.html") == text


def test_deeply_nested_html_is_read() -> None:
    assert read_bytes(b"<div>" * 3000 + b"deep" + b"</div>" * 3000, "page.html") == "deep"


def test_word_tables_and_tracked_changes_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Prepares ")
    mark = f'{nsdecls("w")} w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    for xml in (
        f"<w:del {mark}><w:r><w:delText>calculator</w:delText></w:r></w:del>",
        f"<w:ins {mark}><w:r><w:t>spreadsheet</w:t></w:r></w:ins>",
        f"<w:moveFrom {mark}><w:r><w:t> gone</w:t></w:r></w:moveFrom>",
        f"<w:moveTo {mark}><w:r><w:t> tables</w:t></w:r></w:moveTo>",
    ):
        paragraph._p.append(parse_xml(xml))
    paragraph.add_run(" daily. ")
    paragraph.add_run("Old").font.strike = True
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Duty", "40%"
    assert read_bytes(saved(document), "draft.docx") == "Prepares spreadsheet tables daily. ~~Old~~\n\nDuty | 40%"


def test_word_lists_keep_their_numbers() -> None:
    document = docx.Document()
    for words in ("Types.", "Files."):
        document.add_paragraph(words, style="List Number")
    assert read_bytes(saved(document), "draft.docx") == "1. Types.\n2. Files."


def test_pdf_pages_in_order(capfd: pytest.CaptureFixture[str]) -> None:
    assert read_bytes(pdf_bytes("First page.", "", "Third page."), "manual.pdf") == "First page.\n\nThird page."
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["draft.pdf", "draft.docx", "draft", "draft.exe"])
def test_content_decides_not_the_name(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(docx_bytes("Types letters."))
    assert read_document(path) == "Types letters."


def locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf_bytes("Secret"))))
    writer.encrypt("password", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word_package(document: bytes) -> bytes:
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document})


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'

REFUSED: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "is empty"),
    ("white space", b" \n\t\r\n ", "is empty"),
    ("a hard space", "\u00a0".encode(), "is empty"),
    ("a byte order mark", b"\xef\xbb\xbf", "is empty"),
    ("an empty Word document", docx_bytes(), "is empty"),
    ("an empty page", b"<html><body><script>x</script></body></html>", "is empty"),
    ("too many bytes", b"a" * (MAX_BYTES + 1), "larger than 10 MB"),
    ("random bytes", bytes(range(256)) * 8, "binary data"),
    ("a picture", b"\x89PNG\r\n\x1a\n" + bytes(range(64)) * 9, "binary data"),
    ("zero bytes in text", b"abc\0def\0\0\0 text", "binary data"),
    ("a broken UTF-16 text", b"\xff\xfea", "binary data"),
    ("a locked Office file", OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    ("an old Word file", OLE + "WordDocument".encode("utf-16-le"), "old Word file"),
    ("an old spreadsheet", OLE + "Workbook".encode("utf-16-le"), "old Office file"),
    ("RTF", b"{\\rtf1 Types.}", "RTF"),
    ("a scan", pdf_bytes("", "", ""), "3 page"),
    ("a locked PDF", locked_pdf(), "password"),
    ("a cut PDF", b"%PDF-1.7\n1 0 obj << /Type", "damaged"),
    ("too many pages", pdf_bytes(*["a"] * (MAX_PAGES + 1)), f"{MAX_PAGES + 1} pages"),
    ("a cut Word file", docx_bytes("Types letters.")[:-200], "damaged"),
    ("an empty archive", zipped({}), "not a Word document"),
    ("a spreadsheet", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"}), "not a Word document"),
    ("broken XML", word_package(b"<w:document><w:body>"), "damaged"),
    ("too much markup", b"<html>" + b"<i>" * MAX_TAGS, "more markup"),
    ("a large bomb", word_package(b"0" * (MAX_XML + 1)), "unpacks to far more"),
    ("a bomb of a picture", zipped({"word/media/a.png": b"0" * 6_000_000}), "unpacks to far more"),
    ("a bomb by ratio", word_package(b"0" * 9_000_000), "unpacks to far more"),
    ("many members", zipped({f"{n}": b"" for n in range(MAX_MEMBERS + 1)}, zipfile.ZIP_STORED), "unpacks to far more"),
    ("entities", word_package(ENTITIES), "XML entities"),
    ("entities in UTF-16", word_package(ENTITIES.decode().encode("utf-16")), "XML entities"),
    ("too deep XML", word_package(b"<a>" * 100_000), "damaged"),
]


@pytest.mark.parametrize(("data", "reason"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refusals(data: bytes, reason: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableDocument, match=re.escape(reason)) as caught:
        read_bytes(data, "draft.docx")
    said = str(caught.value)
    assert said.startswith("draft.docx: ")
    assert "\n" not in said
    assert caught.value.mend
    assert capfd.readouterr() == ("", "")


def test_a_directory_that_lies_about_sizes_is_refused() -> None:
    data = bytearray(word_package(b"0" * 1_000_000))
    entry = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    data[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="damaged"):
        read_bytes(bytes(data), "draft.docx")


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(word_package(b"<x/>"))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    with pytest.raises(UnreadableDocument, match="password"):
        read_bytes(bytes(data), "draft.docx")


def make_nothing(path: Path) -> None:
    assert not path.exists()


def make_large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(40 * 1024 * 1024)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (make_nothing, "no such file"),
        (Path.mkdir, "folder"),
        (make_large, "larger than 10 MB"),
        (os.mkfifo, "not an ordinary file"),
    ],
)
def test_what_is_not_a_document(make: Callable[[Path], None], reason: str, tmp_path: Path) -> None:
    path = tmp_path / "draft.docx"
    make(path)
    with pytest.raises(UnreadableDocument, match=reason):
        read_document(path)


def test_a_large_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "draft.txt"
    make_large(path)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("the file was opened"))
    with pytest.raises(UnreadableDocument, match="larger"):
        read_document(path)


def test_an_impossible_name() -> None:
    with pytest.raises(UnreadableDocument):
        read_document(Path("a\0b"))
