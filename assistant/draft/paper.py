"""What the program puts on paper: headings, paragraphs, lists, tables and figures, in the order they are read.

One noun for every document (a description, a memo, a comparison, a letter), and one writer for each kind of file:
:func:`assistant.draft.pdf.to_pdf` and :func:`assistant.draft.word.write_paper`. The words are plain text: no character
of them is markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
UNTITLED = "Untitled"
"""The title of a paper without one: a file for everybody must have a title."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a paragraph; a line break in them is one on paper."""

    text: str
    strong: bool = False
    blank: bool = False
    """Whether somebody has still to fill it in; it is highlighted."""
    change: Literal["", "added", "removed"] = ""
    """In a redline: whether the words came in or went out."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``depth`` 1 is the highest below the title."""

    text: str
    depth: int = 1
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    words: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list, with its number or letter as it stands in front of it; an empty marker is a bullet."""

    words: tuple[Run, ...]
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


Cell: TypeAlias = tuple[Paragraph | Items, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``head`` names the columns and is repeated on every page."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]
    """The columns' shares of the width, on any scale."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing; ``alt`` says in words what it shows, for who cannot see it."""

    svg: str
    """A whole SVG image with ``width`` and ``height`` in pixels (1/96 inch); wider than the text, it is scaled down."""
    alt: str
    caption: str = ""


Part: TypeAlias = Heading | Paragraph | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document."""

    title: str
    parts: tuple[Part, ...]
    language: str = "en-US"
    foot: str = ""
    """The employer's own line at the foot of each page, above the title and the page's number."""


def paragraph(text: str, *, strong: bool = False, blank: bool = False) -> Paragraph:
    """A paragraph of one run."""
    return Paragraph((Run(text, strong, blank),))


def labelled(name: str, text: str, *, blank: bool = False) -> Paragraph:
    """A line such as ``Title: Buyer``, its label strong."""
    return Paragraph((Run(f"{name}: ", strong=True), Run(text, blank=blank)))


def bullets(*texts: str) -> Items:
    """A list of plain words."""
    return Items(tuple(Item((Run(text),)) for text in texts))


def in_steps(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts with headings that skip no level, as readers who go from heading to heading need; empty ones go."""
    depth = 0
    for part in parts:
        if not isinstance(part, Heading):
            yield part
        elif part.text.strip():
            depth = min(max(part.depth, 1), depth + 1)
            yield replace(part, depth=depth)


def printable(words: str) -> str:
    """The words without the characters that no file can hold: controls, halves of pairs, and what Unicode keeps out."""
    return _UNPRINTABLE.sub("", words)
