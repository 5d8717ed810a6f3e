"""The paragraphs of a description, as they are compared: headings, items with their markers, and running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.position.layout import LineKind, after_marker, lines

_WRAPPED = 60
"""A line of at least so many characters may have been broken by an editor, not by its author."""
_CLOSED = re.compile(r"[.:;!?]$")
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph on one line, single spaces between its words."""

    text: str
    heading: bool = False

    @cached_property
    def body(self) -> str:
        """The words behind the number, letter or bullet."""
        return self.text[after_marker(self.text) :]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the body in lower case; a marker is no word, so a renumbered duty is the same duty."""
        return tuple(word.lower() for word in _WORD.findall(self.body)) or (self.text,)


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Cut a description into paragraphs; nothing but space is lost.

    >>> [paragraph.text for paragraph in paragraphs("DUTIES\\n\\n1. Opens mail.\\n2. Sorts it.")]
    ['DUTIES', '1. Opens mail.', '2. Sorts it.']
    """
    return tuple(_paragraphs(text))


def _paragraphs(text: str) -> Iterator[Paragraph]:
    gathered: list[str] = []
    for raw in text.split("\n"):
        line = next(lines(raw))
        if gathered and not (line.kind is LineKind.TEXT and _runs_on(gathered[-1], raw)):
            yield Paragraph(" ".join(" ".join(gathered).split()))
            gathered = []
        if line.kind is LineKind.HEADING:
            yield Paragraph(" ".join(raw.split()), heading=True)
        elif line.kind is not LineKind.BLANK:
            gathered.append(raw)
    if gathered:
        yield Paragraph(" ".join(" ".join(gathered).split()))


def _runs_on(before: str, line: str) -> bool:
    """Whether a line goes on where the one before was broken."""
    before = before.rstrip()
    return len(before) >= _WRAPPED and (not _CLOSED.search(before) or line.lstrip()[:1].islower())
