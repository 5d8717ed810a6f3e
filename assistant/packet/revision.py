"""A drafted description beside an older one: what changed of the work, and what only the format brings with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.draft.outline import shown
from assistant.models import Block, Draft, Origin
from assistant.redline.meaning import Note
from assistant.redline.revise import Redline, redline

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
    """Headings and blanks."""


def revise(old: str, draft: Draft) -> Revision:
    """The revision from an old text to a drafted description."""
    found = redline(old, description(draft))
    texts = {origin: frozenset(_texts(draft, origin)) for origin in Origin}
    sorts = [(note, _sort(note, texts)) for note in found.notes]
    work, standard, frame = (tuple(note for note, sort in sorts if sort == wanted) for wanted in range(3))
    return Revision(found, work, standard, frame)


def _sort(note: Note, texts: dict[Origin, frozenset[str]]) -> int:
    """0 of the work, 1 standard wording, 2 a heading or a blank."""
    if all(paragraph.heading or paragraph.text in texts[Origin.BLANK] for paragraph in note.about):
        return 2
    return int(all(any(p.text in texts[origin] for origin in _STANDARD) for p in note.about))


def _texts(draft: Draft, origin: Origin) -> Iterator[str]:
    return (_line(block) for section in draft.sections for block in section.blocks if block.origin is origin)


def description(draft: Draft) -> str:
    """The clean description as text: title, headings and blocks in order, a blank line between any two."""
    lines = [draft.title]
    for section in draft.sections:
        lines += [section.heading, *map(_line, section.blocks)]
    return "\n\n".join(" ".join(line.split()) for line in lines if line) + "\n"


def _line(block: Block) -> str:
    """A block with its marker on one line, as its paragraph stands in the text."""
    return " ".join(f"{block.marker} {shown(block)}".split())
