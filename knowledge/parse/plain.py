"""Plain text: bytes to characters, and characters to the one form that the rest of the program reads."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from knowledge.errors import UnreadableDocument

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ["cp1252", "mac_roman", "utf_16_le", "utf_16_be"]
"""What an English document that is not UTF-8 can be in; a wider choice makes short texts Cyrillic or Turkish."""

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~$+-])")
_LINE_BREAK = re.compile(r"(?<!\\)<br>")
_MAX_CONTROL_SHARE = 0.005
_LINE_ENDINGS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_HARD_SPACES = str.maketrans({"\u00a0": " ", "\u2007": " ", "\u202f": " "})


def decode(data: bytes, name: str) -> str:
    """The characters of a text file in UTF-8, UTF-16, UTF-32 or an older Western encoding.

    Raises :class:`UnreadableDocument` where the bytes are not text.
    """
    text = _decoded(data)
    if text is None or _is_binary(text):
        raise UnreadableDocument(
            name, "this is not a document but binary data", "Give a DOCX, PDF, HTML, Markdown or plain text file"
        )
    return text


def normalise(text: str) -> str:
    """Lines ended by ``\\n``, composed letters (NFC) and ordinary spaces; nothing else changes."""
    return unicodedata.normalize("NFC", _LINE_ENDINGS.sub("\n", text).translate(_HARD_SPACES))


def without_escapes(text: str) -> str:
    """Markdown without the backslashes that keep its characters literal, and with a space for ``<br>``.

    Only a text that begins with a heading of Markdown is taken for one.
    """
    if not text.lstrip().startswith("# "):
        return text
    return _ESCAPED.sub(r"\1", _LINE_BREAK.sub(" ", text))


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    unmarked = _strictly(data, "utf-8")
    if unmarked is not None and "\0" not in unmarked:
        return unmarked
    guess = from_bytes(data, cp_isolation=_LEGACY).best()
    return str(guess) if guess else None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _is_binary(text: str) -> bool:
    """Text holds hardly any control characters; pictures, programs and archives hold many."""
    controls = sum(1 for char in text if unicodedata.category(char) == "Cc" and char not in "\t\n\r\v\f\x85")
    return "\0" in text or controls > _MAX_CONTROL_SHARE * len(text) + 1
