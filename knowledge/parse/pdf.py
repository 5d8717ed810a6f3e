"""PDF as text."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from knowledge.errors import UnreadableDocument

MAX_PAGES = 500
MAX_LETTERS = 5_000_000
"""More text than any ten-megabyte document of words holds: beyond it the file was made to exhaust the reader."""


def pdf_text(data: bytes, name: str) -> str:
    """The text of every page in order, pages parted by an empty line.

    Raises :class:`UnreadableDocument` where the file is damaged, locked, too long, or holds pictures of text.
    """
    with _quiet():
        try:
            pages = list(_pages(data, name))
        except UnreadableDocument:
            raise
        except Exception as error:  # a hostile or damaged file can fail anywhere in the library
            raise UnreadableDocument(
                name, "this PDF is damaged and cannot be read to its end", "Open it and save it again, or give the DOCX"
            ) from error
    text = "\n\n".join(page for page in pages if page)
    if sum(char.isalpha() for char in text) <= len(pages):
        raise UnreadableDocument(
            name,
            f"this PDF has {len(pages)} page(s) but no text, as a scan does",
            "Run text recognition (OCR) on it, or paste the text",
        )
    return text


def _pages(data: bytes, name: str) -> Iterator[str]:
    from pypdf import PasswordType, PdfReader

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and reader.decrypt("") is PasswordType.NOT_DECRYPTED:
        raise UnreadableDocument(name, "this PDF is protected by a password", "Save a copy without the password")
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableDocument(
            name,
            f"this PDF has {len(reader.pages)} pages, more than {MAX_PAGES}",
            "Split it, or give the pages that matter",
        )
    letters = 0
    for page in reader.pages:
        text = page.extract_text().strip()
        letters += len(text)
        if letters > MAX_LETTERS:
            raise UnreadableDocument(name, "this PDF unpacks to too much text", "Give the pages that matter")
        yield text


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pypdf's remarks on a file's small faults off the user's screen."""
    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
