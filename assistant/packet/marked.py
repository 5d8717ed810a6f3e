"""A redline for reading where tracked changes cannot be shown: what changed in plain words, then the marked text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal

from assistant.draft.paper import Heading, Item, Items, Paper, Paragraph, Part, Run, bullets, paragraph
from assistant.packet.revision import Revision
from assistant.redline.align import Change, Step
from assistant.redline.meaning import Note
from assistant.redline.page import TOUCHES_NOTHING, what_became
from assistant.redline.pieces import Piece, State, step_pieces

_KEY = (
    "Added words are underlined, removed words are struck. In front of each changed paragraph stands in brackets what "
    "became of it; a paragraph without brackets is unchanged. The Word file of this redline has the same changes as "
    "tracked changes that can be accepted or rejected."
)
_CHANGES: Final[Mapping[State, Literal["", "added", "removed"]]] = {
    State.KEPT: "",
    State.INSERTED: "added",
    State.MOVED_TO: "added",
    State.DELETED: "removed",
    State.MOVED_FROM: "removed",
}


def marked(revision: Revision, title: str) -> Paper:
    """The redline of a description headed ``title``."""
    found = revision.redline
    parts: list[Part] = [paragraph(warning) for warning in found.warnings]
    parts += [Heading("What changed of the work"), _notes(revision.work)]
    if revision.standard:
        parts += [Heading("Standard wording that came in"), _notes(revision.standard)]
    if revision.frame:
        parts += [Heading("Titles, headings, fields and blanks"), *_frame(revision.frame)]
    parts += [Heading("The marked text", new_page=True), paragraph(_KEY)]
    parts += [paragraph_ for step in found.steps for paragraph_ in _paragraphs(step)]
    return Paper(f"Redline: {title}", tuple(parts))


def _frame(notes: Sequence[Note]) -> Iterator[Part]:
    """What the format brings, each on a line."""
    yield paragraph("These belong to the format and say nothing of the work.")
    yield bullets(*(note.says for note in notes))


def _notes(notes: Sequence[Note]) -> Paragraph | Items:
    return Items(tuple(map(_note, notes))) if notes else paragraph("Nothing.")


def _note(note: Note) -> Item:
    touched = (f"{touch[:1].upper()}{touch[1:]}." for touch in note.touches or (TOUCHES_NOTHING,))
    return Item((Run(note.says, strong=True), *(Run(f"\n{touch}") for touch in touched)))


def _paragraphs(step: Step) -> Iterator[Paragraph]:
    """A step line by line: its label in brackets, and its pieces."""
    label = "" if step.change is Change.KEPT else f"[{what_became(step)}] "
    line: list[Run] = []
    for piece in step_pieces(step):
        *whole, rest = piece.text.split("\n")
        for words in whole:
            line += _run(piece, words)
            yield Paragraph((*([Run(label)] if label else []), *line))
            line = []
        line += _run(piece, rest)


def _run(piece: Piece, words: str) -> list[Run]:
    return [Run(words, strong=piece.heading, change=_CHANGES[piece.state])] if words else []
