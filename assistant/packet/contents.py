"""What is in a packet: a manifest for programs and the same as a page for people."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assistant.draft.paper import Cell, Heading, Items, Paper, Paragraph, Part, Run, Table, bullets, labelled, paragraph
from assistant.packet.comparison import ADVISORY, source_line
from knowledge.models import Citation

_FIELD_COLUMNS = 2
"""A table of two columns has a label and an entry in each row."""


@dataclass(frozen=True, slots=True)
class PacketFile:
    """One file of the packet."""

    name: str
    what: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Contents:
    """What is told of a packet besides its files."""

    title: str
    settings: Mapping[str, str]
    inputs: Mapping[str, str]
    """What was given, by name, with the SHA-256 of its text in UTF-8."""
    blanks: Mapping[str, tuple[str, ...]]
    """By document: what has still to be filled in."""
    decides: tuple[str, ...]
    confirmed: Mapping[str, tuple[str, str]]
    """Statements of fact by name: what is said, and who confirmed it."""
    unconfirmed: tuple[str, ...]
    open_points: tuple[str, ...]
    citations: tuple[Citation, ...]


def digest(text: str) -> str:
    """The SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def blanks_in(paper: Paper) -> tuple[str, ...]:
    """The blanks of a paper in the order they are read, each once."""
    return tuple(dict.fromkeys(found for part in paper.parts for found in _blanks(part)))


def _blanks(part: Part, label: str = "") -> Iterator[str]:
    match part:
        case Paragraph(words):
            yield from (_said(run, label) for run in words if run.blank)
        case Items(items):
            yield from (_said(run, label) for item in items for run in item.words if run.blank)
        case Table(head, rows):
            yield from _blank_entries(rows) if len(head) == _FIELD_COLUMNS else _blank_columns(head, rows)


def _blank_entries(rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """The blanks of a table of fields, by their labels."""
    for label, entry in rows:
        words = " ".join(run.text for part in label if isinstance(part, Paragraph) for run in part.words)
        yield from (found for part in entry for found in _blanks(part, words))


def _blank_columns(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> Iterator[str]:
    """How many cells of each column have a blank."""
    for column, cells in zip(head, zip(*rows, strict=True), strict=True):
        blank = sum(any(True for part in cell for _ in _blanks(part)) for cell in cells)
        if blank:
            yield f"{column}: {blank} of {len(rows)} {'row' if len(rows) == 1 else 'rows'}"


def _said(run: Run, label: str) -> str:
    """A blank in words; a line to write on is told by its label."""
    return run.text.strip("[]") if run.text.startswith("[") and run.text != "[To be supplied]" else label or run.text


def manifest(contents: Contents, files: Iterable[PacketFile]) -> dict[str, Any]:
    """The manifest as JSON: each file with what it is and its SHA-256, and all that is told of them."""
    return {
        "title": contents.title,
        "advisory": ADVISORY,
        "files": [{"name": f.name, "what": f.what, "bytes": len(f.data), "sha256": f.sha256} for f in files],
        "settings": dict(contents.settings),
        "inputs": {name: {"sha256": value} for name, value in contents.inputs.items()},
        "sources": [asdict(cited) for cited in contents.citations],
        "blank": {name: list(found) for name, found in contents.blanks.items()},
        "open_points": list(contents.open_points),
        "to_sign_or_decide": list(contents.decides),
        "confirmed": {name: {"says": s, "confirmed_by": who} for name, (s, who) in contents.confirmed.items()},
        "given_but_not_confirmed": list(contents.unconfirmed),
    }


def page(contents: Contents, files: Sequence[PacketFile]) -> Paper:
    """The same for people, but for the page itself: its own digest stands in the manifest alone."""
    rows = tuple(
        ((paragraph(f.name, strong=True),), (paragraph(f.what),), (paragraph(_grouped(f.sha256)),)) for f in files
    )
    parts: list[Part] = [
        paragraph(ADVISORY, strong=True),
        Heading("What is in this packet"),
        Table(("File", "What it is", "SHA-256"), rows, (1.9, 2.2, 2.6)),
        *_listed("What people must sign or decide", contents.decides),
        *_open(contents),
        *_stated(contents),
        *_listed("Sources and editions used", dict.fromkeys(map(source_line, contents.citations))),
        *_listed("Settings", (f"{name}: {value or 'none'}" for name, value in contents.settings.items())),
        *_listed("What was given", (f"{name}: SHA-256 {_grouped(value)}" for name, value in contents.inputs.items())),
    ]
    return Paper(f"Contents of the packet: {contents.title}", tuple(parts))


def _open(contents: Contents) -> Iterator[Part]:
    yield Heading("What is still blank")
    for document, found in contents.blanks.items():
        yield paragraph(f"{document}:", strong=True)
        yield bullets(*found)
    if not contents.blanks:
        yield paragraph("Nothing.")
    yield from _listed("What must be settled before the description can be used", contents.open_points)


def _stated(contents: Contents) -> Iterator[Part]:
    yield Heading("Statements of fact")
    yield from (
        labelled(f"{name.replace('_', ' ')}, confirmed by {who}", says)
        for name, (says, who) in contents.confirmed.items()
    )
    if not contents.confirmed:
        yield paragraph("None was confirmed, so none is made.")
    yield from _listed("Given but confirmed by nobody, so not printed", contents.unconfirmed, depth=2)


def _listed(title: str, lines: Iterable[str], depth: int = 1) -> list[Heading | Items]:
    told = list(lines)
    return [Heading(title, depth), bullets(*told)] if told else []


def _grouped(sha256: str) -> str:
    """A digest in groups of eight, which can be read and broken over lines."""
    return " ".join(sha256[at : at + 8] for at in range(0, len(sha256), 8))
