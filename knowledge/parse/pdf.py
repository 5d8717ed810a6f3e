"""PDF as text; pages that hold pictures of text are named, or read by text recognition where that is asked for."""

from __future__ import annotations

import io
import logging
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from knowledge.errors import UnreadableDocument
from knowledge.parse.pdf_forms import Piece, fields, with_fields

MAX_PAGES = 500
MAX_LETTERS = 5_000_000
"""More text than any ten-megabyte document of words holds: beyond it the file was made to exhaust the reader."""

_PAGE_MARK = 4
"""A page of so few letters shows at most its number."""
_BLANK = 2_000
"""Bytes of drawing on a page that is empty but for a line or a frame."""
_FORMS_DEEP = 3
_FOOT = re.compile(r"(?:^|\n)(?P<words>[^\n]*?)[ \t|·-]*\bpage \d+(?: of \d+)?[ \t]*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PdfText:
    """The text of a PDF, its pages parted by an empty line."""

    text: str
    pictures: tuple[int, ...] = ()
    """The numbers of the pages that hold pictures instead of text and were left out."""
    recognised: tuple[int, ...] = ()
    """The numbers of the pages that were read by text recognition."""


def pdf_text(data: bytes, name: str, *, ocr: bool = False, leave_pictures: bool = False) -> PdfText:
    """The text of every page in order.

    A page with a picture in place of text is read by text recognition with ``ocr``, and left out with
    ``leave_pictures``. Else it is refused. Raises :class:`UnreadableDocument` for that, and where the file is
    damaged, locked or too long.
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
    pictures = tuple(number for number, page in enumerate(pages, 1) if page.picture)
    whole_scan = sum(page.letters for page in pages) <= len(pages)
    if ocr and (pictures or whole_scan):
        return _recognised(data, name, pages, pictures or tuple(range(1, len(pages) + 1)))
    if whole_scan or (pictures and not leave_pictures):
        raise _scanned(name, len(pages), () if whole_scan else pictures)
    return PdfText(_joined(_without_feet([page.text for page in pages if not page.picture])), pictures)


def _without_feet(texts: list[str]) -> list[str]:
    """The pages without the line that only counts them; its other words must stand somewhere else to go with it."""
    feet = [_FOOT.search(text) for text in texts]
    bodies = [text[: foot.start()] if foot else text for text, foot in zip(texts, feet, strict=True)]
    whole = " ".join("\n".join(bodies).split())
    return [
        body if foot and " ".join(foot["words"].split()) in whole else text
        for text, body, foot in zip(texts, bodies, feet, strict=True)
    ]


def _recognised(data: bytes, name: str, pages: list[_Page], numbers: tuple[int, ...]) -> PdfText:
    from knowledge.parse.ocr import recognise

    texts = [page.text for page in pages]
    for number, text in zip(numbers, recognise(data, numbers, name), strict=True):
        texts[number - 1] = text
    if not any(char.isalpha() for text in texts for char in text):
        raise UnreadableDocument(name, "text recognition finds no words in this PDF", "Give a clearer scan")
    return PdfText(_joined(texts), recognised=numbers)


def _scanned(name: str, count: int, pictures: tuple[int, ...]) -> UnreadableDocument:
    mend = "Run text recognition (OCR) on it (ingest --ocr does, with the extra 'ocr'), or paste the text"
    if not pictures:
        return UnreadableDocument(name, f"this PDF has {count} page(s) but no text, as a scan does", mend)
    pages = f"page {pictures[0]} is a picture" if len(pictures) == 1 else f"pages {listed(pictures)} are pictures"
    return UnreadableDocument(name, f"{pages} without text, as scans are, of {count} pages", mend)


def listed(numbers: Sequence[int]) -> str:
    """Page numbers as people write them: ``2, 5-7``."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def _joined(texts: Iterable[str]) -> str:
    return "\n\n".join(text for text in texts if text)


@dataclass(frozen=True, slots=True)
class _Page:
    text: str
    letters: int
    picture: bool
    """Whether it shows a picture, or drawn shapes, where its text should be."""


def _pages(data: bytes, name: str) -> Iterator[_Page]:
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
    length = 0
    for page in reader.pages:
        text = _page_text(page).strip()
        length += len(text)
        if length > MAX_LETTERS:
            raise UnreadableDocument(name, "this PDF unpacks to too much text", "Give the pages that matter")
        letters = sum(char.isalpha() for char in text)
        yield _Page(text, letters, letters <= _PAGE_MARK and _shows_something(page))


def _page_text(page: Any) -> str:
    """The text of a page, with what is filled into its form."""
    filled = fields(page)
    if not filled:
        return str(page.extract_text())
    pieces: list[Piece] = []

    def drawn(text: str, outer: Sequence[float], inner: Sequence[float], _font: Any, size: float) -> None:
        x, y = (
            inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
            inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
        )
        pieces.append(Piece(text, x, y, size))

    page.extract_text(visitor_text=drawn)
    return with_fields(pieces, filled)


def _shows_something(page: Any) -> bool:
    """Whether a page without text holds an image, or so many drawn lines that they may be letters."""
    if _has_image(page.get("/Resources"), _FORMS_DEEP):
        return True
    content = page.get_contents()
    return content is not None and len(content.get_data()) > _BLANK


def _has_image(resources: Any, depth: int) -> bool:
    objects = resources.get_object().get("/XObject") if resources is not None else None
    for found in (objects.get_object() if objects is not None else {}).values():
        shown = found.get_object()
        if shown.get("/Subtype") == "/Image":
            return True
        if depth and shown.get("/Subtype") == "/Form" and _has_image(shown.get("/Resources"), depth - 1):
            return True
    return False


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
