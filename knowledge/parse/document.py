"""Any document as text, safely: what it is, is decided by its content, never by its name.

Every refusal is one :class:`UnreadableDocument` that says what is wrong, where, and how to mend it. There
are no partial results, and nothing here touches the network.
"""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from knowledge.errors import UnreadableDocument
from knowledge.parse.language import check_language
from knowledge.parse.markup import is_html, visible_text
from knowledge.parse.pdf import PdfText, listed, pdf_text
from knowledge.parse.plain import decode, normalise, without_escapes
from knowledge.parse.word import read_docx

__all__ = ["MAX_BYTES", "check_language", "read_bytes", "read_document", "read_file", "read_words"]

MAX_BYTES = 10 * 1024 * 1024
MAX_TAGS = 200_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_PDF = b"%PDF-"
_RTF = b"{\\rtf"


def read_document(path: Path) -> str:
    """The text of a DOCX, PDF, HTML, Markdown or plain text file.

    Lines end with ``\\n``, letters are composed (NFC), hard spaces are ordinary ones; nothing else is
    changed. Raises :class:`UnreadableDocument`.
    """
    return read_bytes(read_file(path, MAX_BYTES), str(path))


def read_file(path: Path, most: int) -> bytes:
    """The bytes of an ordinary file of at most ``most`` bytes. Raises :class:`UnreadableDocument`."""
    name = str(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise UnreadableDocument(name, "this is a folder, not a document", "Name the file in it")
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableDocument(name, "this is not an ordinary file", "Name a document")
        _check_size(status.st_size, name, most)
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError as error:
        raise UnreadableDocument(name, "there is no such file", "Check the name and the folder") from error
    except (OSError, ValueError) as error:
        raise UnreadableDocument(
            name, f"the file cannot be opened ({error})", "Check its name and permissions"
        ) from error


def read_bytes(data: bytes, name: str) -> str:
    """The text of a document given as bytes, as :func:`read_document` reads it; ``name`` is for messages."""
    return read_words(data, name).text


@dataclass(frozen=True, slots=True)
class Words:
    """A document's text, and what its user should know of how it was read."""

    text: str
    remarks: tuple[str, ...] = ()


def read_words(data: bytes, name: str, *, ocr: bool = False, leave_pictures: bool = False) -> Words:
    """The text of a document given as bytes; scanned pages of a PDF as :func:`pdf_text` takes them.

    Raises :class:`UnreadableDocument`.
    """
    _check_size(len(data), name)
    remarks: tuple[str, ...] = ()
    if _PDF in data[:1024]:
        read = pdf_text(data, name, ocr=ocr, leave_pictures=leave_pictures)
        text, remarks = read.text, _remarks(read)
    elif data.startswith(_ZIP):
        word = read_docx(data, name)
        text, remarks = word.text, word.remarks
    else:
        text = _text(data, name)
    text = normalise(text)
    if not text.strip():
        raise UnreadableDocument(name, "the document is empty", "Give one that has text")
    return Words(text, remarks)


def _remarks(read: PdfText) -> tuple[str, ...]:
    left = (f"left out, since they are pictures: page(s) {listed(read.pictures)}",) if read.pictures else ()
    guessed = f"read by text recognition, which makes mistakes: page(s) {listed(read.recognised)}"
    return (*left, guessed) if read.recognised else left


def _text(data: bytes, name: str) -> str:
    if data.startswith(_OLE):
        raise _old_office_file(data, name)
    if data.startswith(_RTF):
        raise UnreadableDocument(name, "this is a Rich Text (RTF) file", "Save it as DOCX or PDF, or paste the text")
    text = decode(data, name)
    return _page_text(text, name) if is_html(text) else without_escapes(text)


def _page_text(html: str, name: str) -> str:
    if html.count("<") > MAX_TAGS:
        raise UnreadableDocument(name, "this page has more markup than a document needs", "Paste its text")
    return visible_text(html)


def _check_size(size: int, name: str, most: int = MAX_BYTES) -> None:
    if size > most:
        raise UnreadableDocument(
            name,
            f"the file is larger than {most // 1024**2} MB",
            "Give the part that matters, or save it without pictures",
        )


def _old_office_file(data: bytes, name: str) -> UnreadableDocument:
    """What the streams of an OLE container, named in UTF-16, say it is."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return UnreadableDocument(name, "this document is protected by a password", "Save a copy without the password")
    kind = "an old Word file (.doc)" if "WordDocument".encode("utf-16-le") in data else "an old Office file"
    return UnreadableDocument(name, f"this is {kind}", "Save it as DOCX or PDF")
