"""A drafted description beside an older one: what changed of the work, and what only the format brings with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from assistant.draft.outline import is_cell, label, rows, shown
from assistant.models import Block, Draft, Factor, Origin
from assistant.position.read import read_position
from assistant.redline.align import Change
from assistant.redline.meaning import Note
from assistant.redline.revise import Redline, redline

_SHARE_COLUMN = "Percent of time"
_SHARE_GONE = re.compile(r"share of time: (?P<before>[\d.]+) percent before, none given now")
_STANDARD = frozenset({Origin.EMPLOYER, Origin.NEUTRAL})


@dataclass(frozen=True, slots=True)
class Revision:
    """A redline, its notes sorted by what they are about."""

    redline: Redline
    work: tuple[Note, ...]
    """What the description says of the work."""
    standard: tuple[Note, ...]
    """Standard wording that came in; the level it was picked for counts, its words nobody wrote for this position."""
    frame: tuple[Note, ...]
    """Titles, headings, fields and blanks."""


def revise(old: str, draft: Draft) -> Revision:
    """The revision from an old text to a drafted description."""
    found = redline(old, description(draft))
    format_ = _Format(draft, read_position(old).title)
    sorts = [(note, format_.sort(note)) for note in found.notes]
    work, standard, frame = (tuple(note for note, sort in sorts if sort is wanted) for wanted in _Sort)
    shares = _shares(draft)
    return Revision(found, tuple(_with_share(note, shares) for note in work), tuple(map(_level_only, standard)), frame)


class _Sort(Enum):
    """What a note is about."""

    WORK = auto()
    STANDARD = auto()
    FRAME = auto()


class _Format:
    """Which paragraphs of a drafted description the format brings with it, by their text."""

    def __init__(self, draft: Draft, old_title: str) -> None:
        blocks = [block for section in draft.sections for block in section.blocks]
        self._headings = {old_title, draft.title, *(section.heading for section in draft.sections)}
        self._blanks = {_line(block) for block in blocks if block.origin is Origin.BLANK}
        self._fields = {_line(block) for block in blocks if is_cell(block)}
        self._standard = {_line(block) for block in blocks if block.origin in _STANDARD}

    def sort(self, note: Note) -> _Sort:
        """A labelled entry that only came in is a field of the format; one that is another now tells of the work."""
        frame = self._headings | self._blanks | (self._fields if note.change is Change.ADDED else set())
        if all(paragraph.heading or paragraph.text in frame for paragraph in note.about):
            return _Sort.FRAME
        return _Sort.STANDARD if all(p.text in self._standard for p in note.about) else _Sort.WORK


def _level_only(note: Note) -> Note:
    """Standard wording may tell of a level, but not of a kind of work: every description of the employer has it."""
    return replace(note, touches=tuple(touch for touch in note.touches if not touch.startswith(Factor.KIND)))


def _shares(draft: Draft) -> dict[str, str]:
    """The line of a responsibility -> the percent of time in the cell beside it."""
    listed = [row for section in draft.sections for row in rows(section)]
    return {_line(row.head): cell.text for row in listed for cell in row.cells if label(cell) == _SHARE_COLUMN}


def _with_share(note: Note, shares: dict[str, str]) -> Note:
    """A format keeps shares of time in cells of their own, or nowhere: a duty that only lost its figure is the same."""
    if note.change is Change.REMOVED:
        return note
    now = next((shares[paragraph.text] for paragraph in note.about if paragraph.text in shares), "")
    touches = []
    for touch in note.touches:
        gone = _SHARE_GONE.fullmatch(touch)
        if gone is None:
            touches.append(touch)
        elif now and now != gone["before"]:
            touches.append(f"share of time: {gone['before']} percent before, {now} percent now")
    return replace(note, touches=tuple(touches))


def description(draft: Draft) -> str:
    """The clean description as text: title, headings and blocks in order, a blank line between any two."""
    lines = [draft.title]
    for section in draft.sections:
        lines += [section.heading, *map(_line, section.blocks)]
    return "\n\n".join(" ".join(line.split()) for line in lines if line) + "\n"


def _line(block: Block) -> str:
    """A block with its marker on one line, as its paragraph stands in the text."""
    return " ".join(f"{block.marker} {shown(block)}".split())
