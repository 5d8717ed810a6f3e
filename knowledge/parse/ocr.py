"""Text recognition for scanned pages: Tesseract, where it is installed, with the extra ``ocr``.

What it reads is a guess at the words and never the official text to the letter; sources say which pages were read so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from knowledge.errors import UnreadableDocument

_DOTS_PER_INCH = 300
_LONGEST_SIDE = 6_000
"""In dots: larger pages are posters, or were made to exhaust the reader."""
_SECONDS_A_PAGE = 120
_INSTALL = (
    "Install it: the program Tesseract (Debian and Ubuntu: apt install tesseract-ocr), and the extra"
    " (pip install 'pd-assistant[ocr]')"
)


def recognise(data: bytes, pages: Sequence[int], name: str) -> list[str]:
    """The text of some pages of a PDF, counted from 1. Raises :class:`UnreadableDocument` where that fails."""
    try:
        import pypdfium2
        import pytesseract
    except ImportError as error:
        raise UnreadableDocument(name, "text recognition is not installed", _INSTALL) from error
    try:
        with pypdfium2.PdfDocument(data) as document:
            return [_read(pytesseract, document[number - 1]) for number in pages]
    except pytesseract.TesseractNotFoundError as error:
        raise UnreadableDocument(name, "the program Tesseract is not installed", _INSTALL) from error
    except (pytesseract.TesseractError, pypdfium2.PdfiumError, RuntimeError, OSError) as error:
        problem = " ".join(str(error).split())[:200]
        raise UnreadableDocument(
            name, f"text recognition failed ({problem})", "Give a clearer or smaller scan"
        ) from error


def _read(tesseract: Any, page: Any) -> str:
    """One page's text in English."""
    width, height = page.get_size()
    scale = min(_DOTS_PER_INCH / 72, _LONGEST_SIDE / max(width, height, 1))
    image = page.render(scale=scale).to_pil()
    return str(tesseract.image_to_string(image, lang="eng", timeout=_SECONDS_A_PAGE)).strip()
