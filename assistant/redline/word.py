"""A redline as a Word document: accept all tracked changes and it is the new description, reject all, the old one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import IO, Any

from docx import Document
from docx.document import Document as Docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from assistant.draft.paper import printable
from assistant.draft.word_styles import add_foot, save, set_properties, set_styles
from assistant.redline.pieces import Piece, State

_ELEMENTS = {
    State.INSERTED: "w:ins",
    State.DELETED: "w:del",
    State.MOVED_FROM: "w:moveFrom",
    State.MOVED_TO: "w:moveTo",
}


@dataclass(slots=True)
class _Hand:
    """Whose changes they are, and of when; every change has a number of its own."""

    author: str
    made: datetime
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def mark(self, tag: str) -> Any:
        """An element that bears number, author and date."""
        element = OxmlElement(tag)
        given = {"id": str(next(self.numbers)), "author": self.author, "date": f"{self.made:%Y-%m-%dT%H:%M:%SZ}"}
        for key, value in given.items():
            element.set(qn(f"w:{key}"), value)
        return element


def write_docx(
    stream: Sequence[Piece], target: Path | IO[bytes], *, title: str, author: str, made: datetime, foot: str = ""
) -> None:
    """Write the tracked changes as DOCX; ``made`` is what they are dated, in UTC."""
    document = Document()
    set_styles(document)
    set_properties(document, title)
    add_foot(document, title, foot)
    _track_changes(document)
    hand = _Hand(author, made)
    for row in _rows(stream):
        _add_paragraph(document, row, hand)
    if stream and stream[-1].state is not State.KEPT:
        document.add_paragraph()  # the last mark of a document can be neither inserted nor deleted
    save(document, target)


def _track_changes(document: Docx) -> None:
    """Further changes are tracked too. The schema fixes the place among the settings."""
    settings = document.settings.element
    switch = OxmlElement("w:trackRevisions")
    later = settings.find(qn("w:defaultTabStop"))
    if later is None:
        settings.append(switch)
    else:
        later.addprevious(switch)


def _rows(stream: Sequence[Piece]) -> Iterator[list[Piece]]:
    """The stream cut into the paragraphs of the document: each ends with a piece whose text is the mark alone."""
    row: list[Piece] = []
    for piece in stream:
        *whole, rest = piece.text.split("\n")
        for words in whole:
            row += [Piece(piece.state, text, piece.heading, piece.move) for text in (words, "\n") if text]
            yield row
            row = []
        if rest:
            row.append(Piece(piece.state, rest, piece.heading, piece.move))


def _add_paragraph(document: Docx, row: Sequence[Piece], hand: _Hand) -> None:
    *words, mark = row
    paragraph = document.add_paragraph(style="Heading 1" if mark.heading else None)
    if mark.state is not State.KEPT:
        properties = paragraph._p.get_or_add_pPr()
        own = OxmlElement("w:rPr")
        own.append(hand.mark(_ELEMENTS[mark.state]))
        properties.append(own)
    for piece in words:
        _add_piece(paragraph, piece, hand)


def _add_piece(paragraph: Paragraph, piece: Piece, hand: _Hand) -> None:
    run = paragraph.add_run(printable(piece.text))._r
    if piece.state is State.KEPT:
        return
    if piece.state is State.DELETED:
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
    change = hand.mark(_ELEMENTS[piece.state])
    run.addprevious(change)
    change.append(run)
    if piece.move:
        _add_range(change, piece, hand)


def _add_range(change: Any, piece: Piece, hand: _Hand) -> None:
    """The two ends of a move share a name."""
    start = hand.mark(f"{_ELEMENTS[piece.state]}RangeStart")
    start.set(qn("w:name"), f"move{piece.move}")
    end = OxmlElement(f"{_ELEMENTS[piece.state]}RangeEnd")
    end.set(qn("w:id"), start.get(qn("w:id")))
    change.addprevious(start)
    change.addnext(end)
