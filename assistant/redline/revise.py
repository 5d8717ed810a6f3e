"""The redline of two descriptions, whatever formats they came in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from assistant.draft.file import write_file
from assistant.position.packet import described
from assistant.redline.align import Step, align
from assistant.redline.meaning import Note, notes
from assistant.redline.page import to_page
from assistant.redline.paragraphs import paragraphs
from assistant.redline.pieces import Piece, pieces

TITLE = "Redline of the position description"


@dataclass(frozen=True, slots=True)
class Redline:
    """Old against new: the steps in reading order, the same as pieces, and what they mean."""

    steps: tuple[Step, ...]
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    warnings: tuple[str, ...] = ()
    foot: str = ""
    """The employer's own line at the foot."""


def redline(old: str, new: str) -> Redline:
    """Compare two descriptions; of a packet with memo and redline only the clean description counts."""
    clean = [described(text) for text in (old, new)]
    steps = align(*(paragraphs(text) for text in clean))
    left_out = [
        name for name, text, kept in zip(("old", "new"), (old, new), clean, strict=True) if kept.split() != text.split()
    ]
    warnings = tuple(
        f"Of the {name} document only the description itself was compared; "
        "a memo, a redline or struck words in it were left out."
        for name in left_out
    )
    return Redline(steps, pieces(steps), notes(steps), warnings)


def write_redline(found: Redline, out: Path, *, author: str, made: datetime) -> None:
    """Write it as ``.docx`` (tracked changes by ``author``, dated ``made`` in UTC) or ``.html``.

    Whole or not at all; raises :class:`InputError` for another suffix or a place that cannot be written to.
    """

    def word(path: Path) -> None:
        from assistant.redline.word import write_docx

        write_docx(found.pieces, path, title=TITLE, author=author, made=made, foot=found.foot)

    def page(path: Path) -> None:
        path.write_text(to_page(found.steps, found.notes, TITLE, found.foot), "utf-8")

    write_file(out, {".docx": word, ".html": page})
