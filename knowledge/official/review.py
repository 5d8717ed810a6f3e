"""How the sources stand: where each comes from, since when, when to look at it again, and what is damaged. Offline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from knowledge.errors import InputError
from knowledge.library import Library
from knowledge.models import Source
from knowledge.official.held import HeldPage, held_bytes, held_pages
from knowledge.official.manifest import Page, restated_review
from knowledge.parse import pinpoint


class Origin(StrEnum):
    """How a source came to be here."""

    BUILT_IN = "built in"
    LOADED = "loaded"
    FETCHED = "fetched"


@dataclass(frozen=True, slots=True)
class Standing:
    """A source, and how far it can be relied on today."""

    source: Source
    origin: Origin
    since: date
    """The day it was fetched or loaded or, of a built-in one, last reviewed."""
    due: date | None
    """From when it wants looking at again; ``None`` where nobody set a time, as for loaded documents."""
    pages: tuple[str, ...] = ()
    """The official page it was fetched from or, of a restated one, those that hold its provisions."""
    official: int = 0
    """Of a restated source: how many of its passages give way to official text that is held."""
    unmatched: tuple[str, ...] = ()
    """Pinpoints of a restated source that a fetched page should hold and does not: repealed, perhaps, or renumbered."""

    def overdue(self, today: date) -> bool:
        return self.due is not None and self.due <= today


@dataclass(frozen=True, slots=True)
class Check:
    """What a look at the data folder finds, without asking anybody."""

    standings: tuple[Standing, ...]
    overdue: tuple[Standing, ...]
    unfetched: tuple[Page, ...]
    """Pages of the manifest that are not held."""
    damaged: tuple[str, ...]
    """One line a fault: what, where, how to mend it."""


def standings(library: Library, data_dir: Path, pages: Mapping[str, Page]) -> tuple[Standing, ...]:
    """Every source with its standing, in the library's order."""
    held = held_pages(data_dir)
    fetched = {source.id: page for page in held.values() for source in page.sources}
    loaded = {source.id for source in library.ingested} - set(fetched)
    reviewed = {file.source.id: _reviewed(file.source, file.fields.get("reviewed")) for file in library.restated}
    found = []
    for source in library.sources.values():
        if source.id in fetched:
            found.append(_fetched(source, fetched[source.id], pages))
        elif source.id in loaded:
            found.append(Standing(source, Origin.LOADED, library.loaded_on(source.id), None))
        else:
            found.append(_built_in(source, *reviewed[source.id], library, pages, held))
    return tuple(found)


def check(library: Library, data_dir: Path, pages: Mapping[str, Page], today: date) -> Check:
    """What is overdue, not fetched yet, or damaged."""
    found = standings(library, data_dir, pages)
    held = held_pages(data_dir)
    return Check(
        standings=found,
        overdue=tuple(standing for standing in found if standing.overdue(today)),
        unfetched=tuple(page for page in pages.values() if page.id not in held),
        damaged=(*_changed_bytes(held, data_dir), *_shifted(library)),
    )


def _fetched(source: Source, held: HeldPage, pages: Mapping[str, Page]) -> Standing:
    """Asking again and finding the same counts as looking at it."""
    page = pages.get(held.page.id, held.page)
    return Standing(source, Origin.FETCHED, held.fetched.date(), page.due(held.asked.date()), (page.id,))


def _built_in(
    source: Source,
    reviewed: date,
    due: date,
    library: Library,
    pages: Mapping[str, Page],
    held: Mapping[str, HeldPage],
) -> Standing:
    over = tuple(page.id for page in pages.values() if source.id in page.stands_over)
    waiting = [
        passage.pinpoint
        for passage in source.passages
        if not all(library.source(cited.source).official for cited in library.evidence(passage))
    ]
    owed = [provision for id in over if id in held and (provision := pinpoint.parse(held[id].page.holds))]
    unmatched = [
        name for name in waiting if owed and (found := pinpoint.parse(name)) and any(w.contains(found) for w in owed)
    ]
    return Standing(
        source,
        Origin.BUILT_IN,
        reviewed,
        due,
        over,
        len(source.passages) - len(waiting),
        tuple(dict.fromkeys(unmatched)),
    )


def _reviewed(source: Source, stated: object) -> tuple[date, date]:
    """(reviewed, due again) of a built-in file, by its front matter or else by the manifest."""
    review = restated_review()
    if stated is not None and type(stated) is not date:
        raise InputError(f"{source.id}: 'reviewed: {stated}' is no date; write it as 2026-11-21")
    since = stated if isinstance(stated, date) else review.reviewed
    return since, since + timedelta(days=review.days)


def _changed_bytes(held: Mapping[str, HeldPage], data_dir: Path) -> Iterator[str]:
    for id, page in held.items():
        if held_bytes(data_dir, page) is None:
            yield f"{id}: {page.file} is gone or is not what was fetched. Run `pd-assistant sources fetch {id}`"


def _shifted(library: Library) -> Iterator[str]:
    """Loaded or fetched sources of which a passage no longer stands where it says."""
    for source in library.ingested:
        if any(source.text[p.start : p.end] != p.text for p in source.passages):
            yield f"{source.id}: a passage is not what its text says. Load or fetch the document again"
