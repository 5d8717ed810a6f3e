"""The official texts: fetched from their publishers, kept as they came, and compared with what was held before.

Nothing is written until every page has been asked for; then all that changed is put in place whole. Whoever ends the
program before that keeps what was there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from knowledge.errors import AssistantError, FetchError
from knowledge.library import write_whole
from knowledge.models import Source
from knowledge.official.fetch import Fetcher, Reply, Wanted
from knowledge.official.held import HeldPage, files, held_bytes, held_pages
from knowledge.official.manifest import Page
from knowledge.official.page import page_sources

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many are done, and how many there are."""


class State(StrEnum):
    """How a page compares with what is held of it."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rewording:
    """A provision whose words have changed; white space aside."""

    pinpoint: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """The provisions, by pinpoint, in which two readings of a page differ, and the two editions if these do."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reworded: tuple[Rewording, ...] = ()
    edition: tuple[str, str] | None = None

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.reworded or self.edition)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking for a page; ``held`` is what would be, or now is, kept of it."""

    page: Page
    state: State
    changes: Changes = Changes()
    held: HeldPage | None = None
    data: bytes = b""
    problem: str = ""


def ask(
    pages: Sequence[Page], data_dir: Path, fetcher: Fetcher, now: datetime, progress: Progress
) -> tuple[Outcome, ...]:
    """Ask for pages one by one and compare them with what is held; nothing is written."""
    held = held_pages(data_dir)
    givers = {source.id: id for id, kept in held.items() for source in kept.sources}
    found: list[Outcome] = []
    for done, page in enumerate(pages, 1):
        outcome = _asked(page, held.get(page.id), data_dir, fetcher, now)
        outcome = _only_giver(outcome, givers)
        found.append(outcome)
        progress("official pages", done, len(pages))
    return tuple(found)


def keep(outcomes: Iterable[Outcome], data_dir: Path) -> bool:
    """Put what came in place, all pages together; whether any source is another than before.

    Raises :class:`AssistantError` where the data folder cannot be written; then nothing has changed.
    """
    landed = [(outcome, outcome.held) for outcome in outcomes if outcome.held]
    written: dict[Path, str | bytes] = {}
    for outcome, held in landed:
        written.update(files(data_dir, held, outcome.data))
    try:
        for path in written:
            path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(written)
    except OSError as error:
        raise AssistantError(
            f"{data_dir}: cannot be written ({error}); make room or rights, and fetch again"
        ) from error
    return any(outcome.state in (State.NEW, State.CHANGED) for outcome, _ in landed)


def compare(before: Sequence[Source], after: Sequence[Source]) -> Changes:
    """What differs between two readings of the same page."""
    old, new = _provisions(before), _provisions(after)
    editions = tuple(" and ".join(dict.fromkeys(source.edition for source in sources)) for sources in (before, after))
    return Changes(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        reworded=tuple(Rewording(name, old[name], new[name]) for name in new if old.get(name, new[name]) != new[name]),
        edition=None if editions[0] == editions[1] else (editions[0], editions[1]),
    )


def _provisions(sources: Sequence[Source]) -> dict[str, str]:
    """Pinpoint -> its words, white space aside."""
    found: dict[str, str] = {}
    for passage in (passage for source in sources for passage in source.passages):
        found[passage.pinpoint] = " ".join([found.get(passage.pinpoint, ""), *passage.text.split()]).strip()
    return found


def _asked(page: Page, held: HeldPage | None, data_dir: Path, fetcher: Fetcher, now: datetime) -> Outcome:
    own = held_bytes(data_dir, held) if held else None
    known = held if held and own is not None and held.page.address == page.address else None
    wanted = Wanted(page.address, page.hosts, known.etag if known else "", known.modified if known else "")
    try:
        reply = fetcher.get(wanted)
        if reply.body is None and known is None:
            raise FetchError(page.address, "answers that nothing has changed, unasked", "Fetch it again later")
        return _read(page, reply, held, own, now)
    except FetchError as error:
        return Outcome(page, State.FAILED, problem=str(error))


def _read(page: Page, reply: Reply, held: HeldPage | None, own: bytes | None, now: datetime) -> Outcome:
    """The reply beside what is held.

    Kept bytes are read anew, since the manifest or the splitters may have changed; where only the bytes of a page are
    others and its text is not, what is held stays.
    """
    data = reply.body if reply.body is not None else own or b""
    came = _came(page, reply, held, data, now)
    sources = page_sources(page, data, came.type, came.final, (held or came).fetched.date())
    if held is None:
        return Outcome(page, State.NEW, held=replace(came, sources=sources), data=data)
    if sources == held.sources:
        kept = held if own is not None else replace(came, fetched=held.fetched, sources=sources)
        return Outcome(page, State.UNCHANGED, held=replace(kept, page=page, asked=now), data=own or data)
    sources = page_sources(page, data, came.type, came.final, came.fetched.date())
    return Outcome(page, State.CHANGED, compare(held.sources, sources), replace(came, sources=sources), data)


def _came(page: Page, reply: Reply, held: HeldPage | None, data: bytes, now: datetime) -> HeldPage:
    """How the bytes came, still without their sources."""
    if reply.body is None and held:
        return replace(held, page=page, asked=now)
    sha256 = hashlib.sha256(data).hexdigest()
    before = held.sha256 if held else ""
    previous = held.previous if held and before == sha256 else before
    return HeldPage(page, reply.final, now, now, sha256, reply.type, reply.etag, reply.modified, previous, ())


def _only_giver(outcome: Outcome, givers: dict[str, str]) -> Outcome:
    """The outcome, failed where another page already gives one of its sources; ``givers`` learns who gives what."""
    page = outcome.page
    for source in outcome.held.sources if outcome.held else ():
        if givers.setdefault(source.id, page.id) != page.id:
            other = givers[source.id]
            mend = f"Give it the id {other} in the manifest to replace that page"
            error = FetchError(page.address, f"gives {source.id}, as the page {other} does", mend)
            return Outcome(page, State.FAILED, problem=str(error))
    return outcome
