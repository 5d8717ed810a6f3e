"""The official texts at the desk: the pages that are known, those that are held, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.library import Library
from knowledge.official.held import HeldPage, held_pages
from knowledge.official.manifest import Page, read_manifest, read_pages
from knowledge.official.review import Check, Standing, check, standings

if TYPE_CHECKING:  # what fetches brings the HTTP library, and is imported only to fetch
    from knowledge.official.compare import Outcome

PAUSE = 2.0
"""Seconds between two requests to one host."""


@dataclass(frozen=True, slots=True)
class OfficialTexts:
    """The official pages of one data folder."""

    library: Library
    data_dir: Path
    progress: Callable[[str, int, int], None]
    follow: Callable[[], None]
    """Lets the index follow the library."""

    def pages(self, manifest: Path | None = None) -> dict[str, Page]:
        """The official pages that can be fetched, by id; those of one manifest file alone, if it is named."""
        return read_pages(manifest) if manifest else read_manifest(self.data_dir / "official.yaml")

    def ask(self, pages: Sequence[Page], *, now: datetime, pause: float = PAUSE) -> tuple[Outcome, ...]:
        """Ask the publishers how their pages stand against what is held; nothing is kept."""
        from knowledge.official.compare import ask
        from knowledge.official.fetch import Fetcher, Limits

        with Fetcher(Limits(pause=pause)) as fetcher:
            return ask(pages, self.data_dir, fetcher, now, self.progress)

    def fetch(self, pages: Sequence[Page], *, now: datetime, pause: float = PAUSE) -> tuple[Outcome, ...]:
        """Fetch official pages, at least ``pause`` seconds between two of one host; the index follows once, at the end.

        A page that fails is an outcome of its own and hinders no other.
        """
        from knowledge.official.compare import keep

        outcomes = self.ask(pages, now=now, pause=pause)
        if keep(outcomes, self.data_dir):
            self.library.forget()
            self.follow()
        return outcomes

    def held(self) -> dict[str, HeldPage]:
        """The official pages that are held, by id."""
        return held_pages(self.data_dir)

    def standings(self) -> tuple[Standing, ...]:
        """Every source with where it comes from, since when, and when to look at it again."""
        return standings(self.library, self.data_dir, self.pages())

    def check(self, today: date) -> Check:
        """What is overdue, not fetched or damaged; nobody is asked."""
        return check(self.library, self.data_dir, self.pages(), today)
