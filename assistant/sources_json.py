"""What is known of the sources as the JSON that other programs rely on."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from assistant.contract import Json
from knowledge.official.held import HeldPage
from knowledge.official.manifest import Page
from knowledge.official.review import Check, Standing

if TYPE_CHECKING:
    from knowledge.official.compare import Outcome


def standing_json(standing: Standing) -> Json:
    """A source without its text, and how it stands; dates as 2026-11-22."""
    source = standing.source
    return {
        "id": source.id,
        "title": source.title,
        "kind": source.kind.value,
        "jurisdiction": source.jurisdiction,
        "edition": source.edition,
        "status": source.status.value,
        "url": source.url,
        "passages": len(source.passages),
        "origin": standing.origin.value,
        "since": standing.since.isoformat(),
        "due": standing.due.isoformat() if standing.due else None,
        "pages": list(standing.pages),
        "official_passages": standing.official,
        "unmatched": list(standing.unmatched),
    }


def page_json(page: Page, held: HeldPage | None) -> Json:
    """An official page of the manifest, and what is held of it."""
    return {
        "id": page.id,
        "title": page.title,
        "address": page.address,
        "kind": page.kind.value,
        "jurisdiction": page.jurisdiction,
        "unverified": page.unverified,
        "note": page.note,
        "stands_over": list(page.stands_over),
        "held": held_json(held) if held else None,
    }


def held_json(held: HeldPage) -> Json:
    """How a held page came, and which sources it gives."""
    return {
        "address": held.page.address,
        "final": held.final,
        "fetched": held.fetched.isoformat(),
        "asked": held.asked.isoformat(),
        "sha256": held.sha256,
        "type": held.type,
        "previous": held.previous,
        "sources": [source.id for source in held.sources],
    }


def outcome_json(outcome: Outcome) -> Json:
    """What came of asking for a page; of a failed one, its problem."""
    changes = outcome.changes
    return {
        "id": outcome.page.id,
        "state": outcome.state.value,
        "added": list(changes.added),
        "removed": list(changes.removed),
        "reworded": [asdict(rewording) for rewording in changes.reworded],
        "edition": list(changes.edition) if changes.edition else None,
        "held": held_json(outcome.held) if outcome.held else None,
        "problem": outcome.problem,
    }


def check_json(check: Check) -> Json:
    """What is overdue, waits for its official text, was not fetched, or is damaged."""
    return {
        "restated": [standing.source.id for standing in check.standings if not standing.source.official],
        "overdue": [standing_json(standing) for standing in check.overdue],
        "unmatched": {s.source.id: list(s.unmatched) for s in check.standings if s.unmatched},
        "unfetched": [page.id for page in check.unfetched],
        "damaged": list(check.damaged),
    }
