"""What is known of the sources as plain text, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby, takewhile
from textwrap import fill
from typing import TYPE_CHECKING

from knowledge.models import Source
from knowledge.official.held import HeldPage
from knowledge.official.manifest import Page
from knowledge.official.review import Check, Origin, Standing

if TYPE_CHECKING:
    from knowledge.official.compare import Outcome

_WIDTH = 100
_AROUND, _MOST_WORDS = 4, 40
"""Words shown on each side of a change, and of a changed text in all."""


def listed(standings: Sequence[Standing], today: date) -> str:
    """Every source under whose it is and what kind: id, status, passages; then title, edition and how it stands."""
    lines = []
    for (whose, kind), group in groupby(sorted(standings, key=_place), key=_place):
        lines += ["", f"{whose} · {kind}"]
        for standing in group:
            source = standing.source
            lines.append(f"  {source.id:<62} {source.status:<9} {_counted(len(source.passages), 'passage'):>13}")
            lines.append(_wrapped(f"{source.title}. Edition: {source.edition}. {_stands(standing, today)}", 6))
    official = sum(standing.source.official for standing in standings)
    return "\n".join(
        [*lines, "", f"{len(standings)} sources: {official} official, {len(standings) - official} restated"]
    ).lstrip("\n")


def _place(standing: Standing) -> tuple[str, str]:
    return standing.source.jurisdiction, standing.source.kind


def shown(source: Source) -> str:
    """A source's head and its whole text."""
    head = [source.title, f"{source.jurisdiction} · {source.kind} · {source.status} · {source.edition}", source.url]
    note = _wrapped(source.note, 0) if source.note else ""
    return "\n".join([*(line for line in (*head, note) if line), "", source.text])


def listed_pages(pages: Sequence[Page], held: Mapping[str, HeldPage], *, dry_run: bool) -> str:
    """The pages of a manifest and what is held of them; in a dry run, what each would be asked."""
    lines = []
    for page in pages:
        kept = held.get(page.id)
        lines += [f"{page.id}: {page.title}", f"  {page.address}"]
        if dry_run:
            lines.append("  would ask for it" + (f" if it is newer than {kept.fetched:%Y-%m-%d}" if kept else ""))
        elif kept:
            lines.append(_wrapped(f"fetched {kept.fetched:%Y-%m-%d}, asked again {kept.asked:%Y-%m-%d}", 2))
        else:
            unsure = f"; address not verified: {page.note}" if page.unverified else ""
            lines.append(_wrapped(f"not fetched yet{unsure}", 2))
    return "\n".join([*lines, _counted(len(pages), "page")])


def compared(outcomes: Sequence[Outcome]) -> str:
    """What came of each page that answered: new, changed (and where) or unchanged."""
    lines = []
    for outcome in outcomes:
        if outcome.held is None:
            continue
        passages = sum(len(source.passages) for source in outcome.held.sources)
        editions = ", ".join(dict.fromkeys(source.edition for source in outcome.held.sources))
        lines.append(_wrapped(f"{outcome.page.id}: {outcome.state}, {_counted(passages, 'passage')}, {editions}", 0))
        changes = outcome.changes
        lines += [_wrapped(f"edition: {' -> '.join(changes.edition)}", 2)] if changes.edition else []
        lines += [f"  + {pinpoint}" for pinpoint in changes.added]
        lines += [f"  - {pinpoint}" for pinpoint in changes.removed]
        for rewording in changes.reworded:
            before, after = _difference(rewording.before, rewording.after)
            lines += [f"  ~ {rewording.pinpoint}", _wrapped(f"was: {before}", 6), _wrapped(f"now: {after}", 6)]
        if outcome.held.final != outcome.page.address:
            lines.append(f"  answered at {outcome.held.final}")
    return "\n".join(lines)


def checked(check: Check, today: date) -> str:
    """What to do about the sources, most pressing first; each kind of trouble under a line of its own."""
    restated = [standing for standing in check.standings if not standing.source.official]
    unfetched = [page.id for page in check.unfetched]
    waiting = {s.source.id: [id for id in s.pages if id in unfetched] for s in restated}
    parts = [
        ("Damaged", list(check.damaged)),
        ("Due for another look", [f"{s.source.id}: {_stands(s, today)}" for s in check.overdue]),
        (
            "Restated, but not on the official page: repealed, perhaps, or renumbered",
            [f"{s.source.id}: {'; '.join(s.unmatched)}" for s in restated if s.unmatched],
        ),
        (
            "Restated; an official page is listed",
            [f"{id}: `pd-assistant sources fetch {' '.join(ids)}`" for id, ids in waiting.items() if ids],
        ),
        ("Official pages not fetched yet (`pd-assistant sources fetch`)", [", ".join(unfetched)] if unfetched else []),
    ]
    lines = [line for title, items in parts if items for line in ("", title, *(_wrapped(i, 2) for i in items))]
    without = sum(1 for standing in restated if not standing.pages)
    end = f"{len(restated)} of {len(check.standings)} sources are restated; for {without} no official page is listed."
    return "\n".join([*lines, "", _wrapped(end, 0)]).lstrip("\n")


def _difference(before: str, after: str) -> tuple[str, str]:
    """The words in which two texts differ, with a few words around them; dots for what is left out."""
    old, new = before.split(), after.split()
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    most = min(len(old), len(new)) - same
    tail = sum(1 for _ in takewhile(lambda n: old[-n] == new[-n], range(1, most + 1)))
    return _excerpt(old, same, tail), _excerpt(new, same, tail)


def _excerpt(words: Sequence[str], same: int, tail: int) -> str:
    start, end = max(0, same - _AROUND), min(len(words), len(words) - tail + _AROUND)
    shown = list(words[start : min(end, start + _MOST_WORDS)])
    opening = "… " if start else ""
    return opening + " ".join(shown) + (" …" if start + len(shown) < len(words) else "")


def _stands(standing: Standing, today: date) -> str:
    """``Fetched 2026-11-22, look again from 2027-05-21.``"""
    since = "reviewed" if standing.origin is Origin.BUILT_IN else standing.origin.value
    text = f"{since.capitalize()} {standing.since}"
    if standing.overdue(today):
        text += f", due for another look since {standing.due}"
    elif standing.due:
        text += f", look again from {standing.due}"
    if standing.official:
        text += f"; official text held for {standing.official} of {len(standing.source.passages)} passages"
    return f"{text}."


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _wrapped(text: str, indent: int) -> str:
    """The text in lines of at most 100 letters, addresses kept whole."""
    space = " " * indent
    return fill(
        text, _WIDTH, initial_indent=space, subsequent_indent=space, break_long_words=False, break_on_hyphens=False
    )
