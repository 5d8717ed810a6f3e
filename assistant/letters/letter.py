"""A letter, memo or worksheet of a case: every statement with what it rests on, or a blank for a person to fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.draft.paper import Heading, Item, Items, Paper, Paragraph, Part, Run, Table, bullets, paragraph

SOURCES = "Where each statement comes from (not part of the letter)"
_OPENING = 60


@dataclass(frozen=True, slots=True)
class Line:
    """One statement; ``basis`` says what it rests on, and is empty only where a blank stands in it."""

    words: tuple[Run, ...]
    basis: str = ""
    tells: str = ""
    """Which of the required contents of its kind of letter it is."""

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(run.text for run in self.words)

    @property
    def blank(self) -> bool:
        """Whether a person has still to write something."""
        return any(run.blank for run in self.words)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; each row is of lines."""

    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    widths: tuple[float, ...]


Body = tuple[Line, ...] | Rows


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, or nothing, and what stands under it; ``listed`` shows the lines as a list."""

    heading: str = ""
    body: Body = ()
    listed: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """All statements of the block."""
        return tuple(line for row in self.body.rows for line in row) if isinstance(self.body, Rows) else self.body


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter."""

    kind: str
    title: str
    blocks: tuple[Block, ...] = field(default=())

    @property
    def lines(self) -> tuple[Line, ...]:
        """All its statements in reading order."""
        return tuple(line for block in self.blocks for line in block.lines)


def said(text: str, basis: str, tells: str = "") -> Line:
    """A plain statement."""
    return Line((Run(text),), basis, tells)


def blank(label: str, tells: str = "") -> Line:
    """A labelled place for a person to write or sign."""
    return Line((Run(f"{label}: ", strong=True), Run("to be written by a person", blank=True)), "", tells)


def to_paper(letter: Letter, *, with_sources: bool = True) -> Paper:
    """The letter as a paper; ``with_sources`` adds a page that says what each statement rests on."""
    parts = [part for block in letter.blocks for part in _block(block)]
    if with_sources:
        parts += [Heading(SOURCES, new_page=True), bullets(*_sources(letter))]
    return Paper(letter.title, tuple(parts))


def _block(block: Block) -> Iterator[Part]:
    if block.heading:
        yield Heading(block.heading)
    if isinstance(block.body, Rows):
        rows = tuple(tuple((Paragraph(line.words),) for line in row) for row in block.body.rows)
        yield Table(block.body.head, rows, block.body.widths)
    elif block.listed and block.body:
        yield Items(tuple(Item(line.words) for line in block.body))
    else:
        yield from (Paragraph(line.words) if line.words else paragraph("") for line in block.body)


def _sources(letter: Letter) -> Iterator[str]:
    for line in letter.lines:
        if line.basis:
            words = " ".join(line.text.split()).strip("“”")
            opening = words if len(words) <= _OPENING else words[:_OPENING].rsplit(" ", 1)[0] + " …"
            yield f"“{opening}”: {line.basis}"
