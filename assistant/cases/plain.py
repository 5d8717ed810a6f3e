"""A case in plain words, for the command line."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.ledger import Due, Ledger
from assistant.cases.like import Likeness
from assistant.cases.packet_check import PacketCheck
from assistant.models import LikeDecision
from assistant.quoting import flat

_SHOWN = 100


def listed(case: Case) -> str:
    """A case in a line of the list."""
    ended = f", closed {case.closed.at:%Y-%m-%d}" if case.closed else ""
    return f"{case.id}  {case.trail[-1].at:%Y-%m-%d %H:%M}  {case.opened.title} ({case.opened.plan}{ended})"


def overview(case: Case, ledger: Ledger) -> str:
    """Who takes part, what is filed, what was found, what is decided, and the ledger."""
    return "\n".join(_overview(case, ledger))


def _overview(case: Case, ledger: Ledger) -> Iterator[str]:
    opened = case.opened
    held = "" if opened.incumbent else ", vacant"
    yield f"{opened.title} (case {case.id})"
    yield f"Class plan: {opened.plan}. Asked for by the {opened.requested_by}{held}."
    for party, name in case.people.items():
        yield f"{party.capitalize()}: {name}"
    for stage, added in case.descriptions.items():
        yield f"{stage.capitalize()} description: {added.name}"
    for item, filed in case.documents.items():
        yield f"Filed: {item} ({', '.join(one.name for one in filed)})"
    for about, told in case.accounts.items():
        yield f"{about.capitalize()}:"
        yield from (f"  the {one.party} says: {one.words}" for one in told)
    if case.decision:
        yield f"Decided by {case.decision.by} on {long(case.decision.day)}: {case.decision.class_title}"
    if case.closed:
        yield f"{case.closed.did.says.capitalize()}, {long(case.closed.at.date())}, by {case.closed.who}"
    yield ""
    yield ledger_text(ledger)


def ledger_text(ledger: Ledger) -> str:
    """Every date with its rule, its count and the days left, and the days that are missing."""
    lines = [line for one in ledger.due for line in _due(one)]
    lines += [f"Not known yet: {says}." for says in ledger.missing]
    if ledger.note:
        lines.append(ledger.note)
    return "\n".join(lines or ["No dates yet."])


def _due(one: Due) -> Iterator[str]:
    found = one.deadline
    left = f"{one.days_left} days left" if one.days_left >= 0 else f"{-one.days_left} days ago"
    yield f"{found.date.isoformat()} ({left}): {found.what}"
    yield f"  {found.count} Rule: {found.rule.pinpoint} ({found.rule.text_status})."
    if found.caution:
        yield f"  {found.caution}"


def trail_text(case: Case) -> str:
    """Every entry, oldest first; those withdrawn are marked."""
    gone = case.withdrawn
    return "\n".join(
        f"{entry.n}. {entry.at:%Y-%m-%d %H:%M} UTC, {entry.who}: {_short(entry.did.says)}"
        + (" [withdrawn]" if entry.n in gone else "")
        for entry in case.trail
    )


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"


def packet_text(check: PacketCheck) -> str:
    """Each item of the packet with its state and the reason, the clock, and who decides."""
    lines = [f"{item.name}: {item.state}. {item.why}" for item in check.required]
    lines += [f"(helps) {item.name}: {item.state}." for item in check.helpful]
    lines += [f"{claim.text} ({claim.citations[0].pinpoint})" for claim in check.clock]
    return "\n".join([*lines, check.note])


def likeness_text(found: Likeness) -> str:
    """Each like decision with the words that meet and those that do not, and then what was decided otherwise."""
    lines = [line for one in found.decisions for line in _like(one)]
    return "\n".join([*lines, *found.notes] or ["No like decision is kept."])


def _like(one: LikeDecision) -> Iterator[str]:
    change = f", {one.change}" if one.change else ""
    yield f"{one.id}: {one.class_title}, {long(one.day)}{change} (likeness {one.similarity:.2f})"
    yield f"  This one: “{flat(one.position.quote)}”"
    yield f"  That one: “{flat(one.allocated.quote)}”"
    for whose, only in (("this", one.only_draft), ("that", one.only_allocated)):
        if only:
            yield f"  Only {whose} one says: {', '.join(only)}"
    if one.apart:
        yield f"  The two show different degrees of {', '.join(one.apart)}."
