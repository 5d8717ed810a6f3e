"""Words of others as they are shown: on one line, cut at a word where they are long, with where they stand."""

from __future__ import annotations

from knowledge.models import Citation


def flat(words: str, limit: int = 0) -> str:
    """The words on one line, without the mark of a list item.

    Where they are longer than ``limit`` characters, if one is given, they are cut at a word, with ``…`` behind.
    """
    line = " ".join(words.split()).removeprefix("- ")
    return line if not limit or len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def quoted(cited: Citation, limit: int = 0) -> str:
    """A quotation with its pinpoint and the status of its text."""
    return f"“{flat(cited.quote, limit)}” ({cited.pinpoint}, {cited.text_status})"
