"""Taking documents in: from files, folders and archives to sources, with what was seen and what was not read.

All documents of a call are read before anything is kept. One that cannot be read stops the call, and the message names
all such, so that one round of mending is enough; with ``keep_going`` the others are kept and these are reported.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from knowledge.errors import InputError, UnreadableDocument
from knowledge.models import Kind, Source
from knowledge.parse.document import check_language, read_words
from knowledge.parse.gather import Found, Gathered, PassedOver, gather, gather_upload
from knowledge.parse.ingest import Detection, detect, parse_document

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""

_SHOWN = 5
_MANY = 20
"""From so many documents on, reading them is worth a progress bar."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the user says of the documents of a call, and how they are to be read."""

    kind: Kind | None = None
    """What they are; detected where it is not given."""
    jurisdiction: str = ""
    ocr: bool = False
    """Read scanned pages by text recognition."""
    keep_going: bool = False
    """Keep what can be read; report the rest. Without it nothing is kept unless all can be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One document as it was read."""

    name: str
    detected: Detection
    sources: tuple[Source, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What a call took in; iterating gives the sources."""

    readings: tuple[Reading, ...]
    passed_over: tuple[PassedOver, ...] = ()
    refused: tuple[UnreadableDocument, ...] = ()

    @property
    def sources(self) -> list[Source]:
        return [source for reading in self.readings for source in reading.sources]

    def __iter__(self) -> Iterator[Source]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def take_in(paths: Sequence[Path], orders: Orders, progress: Progress) -> Intake:
    """Read the documents of files, folders and archives; nothing is kept yet.

    Raises :class:`InputError` naming every document that cannot be read, unless told to keep going, and where there
    is nothing that could be cited.
    """
    return _taken(list(gather(paths)), ", ".join(map(str, paths)), orders, progress)


def take_in_upload(data: bytes, name: str, orders: Orders, progress: Progress) -> Intake:
    """Read an uploaded document, or the documents of an uploaded archive, as :func:`take_in` reads files."""
    return _taken(list(gather_upload(data, name)), name, orders, progress)


def _taken(gathered: Sequence[Gathered], where: str, orders: Orders, progress: Progress) -> Intake:
    readings: list[Reading] = []
    refused: list[UnreadableDocument] = []
    for done, item in enumerate(gathered, 1):
        try:
            if isinstance(item, UnreadableDocument):
                raise item
            if isinstance(item, Found):
                readings.append(_read(item, orders))
        except UnreadableDocument as error:
            refused.append(error)
        if len(gathered) >= _MANY:
            progress("reading documents", done, len(gathered))
    passed = tuple(item for item in gathered if isinstance(item, PassedOver))
    if refused and not (orders.keep_going and readings):
        raise _all_of(refused, len(gathered) - len(passed))
    if not readings:
        raise InputError(f"{where}: in a folder or archive there is no document that can be read. {_GIVE}")
    return Intake(_distinct(readings), passed, tuple(refused))


_GIVE = "Give PDF, DOCX, HTML, Markdown or text"


def _read(found: Found, orders: Orders) -> Reading:
    words = read_words(found.read(), found.name, ocr=orders.ocr, leave_pictures=orders.keep_going)
    name = PurePath(found.name).name
    check_language(words.text, found.name)
    detected = Detection(orders.kind, "as you say") if orders.kind else detect(words.text)
    sources = parse_document(words.text, name, detected.kind, orders.jurisdiction or None)
    if not sources:
        raise UnreadableDocument(found.name, "nothing in it could be cited", "Say what it is with --kind")
    digest = hashlib.sha256(words.text.encode()).hexdigest()
    note = " ".join(f"{remark[0].upper()}{remark[1:]}." for remark in words.remarks)
    kept = (replace(source, document=digest, note=f"{source.note} {note}".strip()) for source in sources)
    return Reading(found.name, detected, tuple(kept), words.remarks)


def _distinct(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings with no source id twice, so that no document takes another's place: a copy is read once,
    and other words under the same name get the file's name as well.
    """
    seen: dict[str, str] = {}
    kept = []
    for reading in readings:
        sources = []
        for source in reading.sources:
            if seen.get(source.id) == source.text:
                continue
            own = _renamed(source, reading.name, seen) if source.id in seen else source
            seen[own.id] = own.text
            sources.append(own)
        same = () if len(sources) == len(reading.sources) else ("holds the same text as a document before it",)
        kept.append(replace(reading, sources=tuple(sources), remarks=(*reading.remarks, *same)))
    return tuple(kept)


def _renamed(source: Source, name: str, seen: dict[str, str]) -> Source:
    stem = "-".join(part for part in PurePath(name).stem.lower().split())
    candidates = (f"{source.id}-{stem}{number}" for number in ("", *(f"-{count}" for count in range(2, 10_000))))
    id = next(candidate for candidate in candidates if candidate not in seen)
    return replace(source, id=id, passages=tuple(replace(passage, source=id) for passage in source.passages))


def _all_of(refused: Sequence[UnreadableDocument], count: int) -> InputError:
    """One document's own complaint; of several, what is wrong with each, and how the others can still be kept."""
    if count == 1 or len(refused) == 1 == count:
        return refused[0]
    each = "; ".join(f"{error.name}: {error.problem}" for error in refused[:_SHOWN])
    more = f"; and {len(refused) - _SHOWN} more" if len(refused) > _SHOWN else ""
    return InputError(
        f"{len(refused)} of {count} documents cannot be read, and nothing was kept: {each}{more}."
        " Mend or remove them, or add --keep-going to keep the others"
    )
