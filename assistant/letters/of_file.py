"""What is in the file: the packet, the documents, what was done and said, the grounds of a protest."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer.dates import long
from assistant.cases.entries import DescriptionAdded, DocumentFiled, FactStated, Party, ResultKept
from assistant.letters.brought import Brought, claimed, cut, ruled
from assistant.letters.letter import Block, Line, Rows, blank, said

GROUND = "ground"
"""What a party says about a subject that begins so is a ground of its protest."""
_REASON = "reason"


def required(brought: Brought, _: str) -> Block:
    rows = tuple(
        (said(item.name.capitalize(), "Admin. Procedure 7"), said(item.state, item.why), ruled(item.rule, item.why))
        for item in brought.packet.required
    )
    if not rows:
        return Block("", (said(brought.packet.note, "the sources at hand"),))
    return Block("", Rows(("Item", "In the file", "Rule and reason"), rows, (1.4, 0.8, 3.0)))


def missing(brought: Brought, _: str) -> Block:
    lines = [
        Line(ruled(item.rule, item.why).words, ruled(item.rule, item.why).basis) for item in brought.packet.missing
    ]
    return Block("", tuple(lines) or (said("Nothing on the list is missing from the file.", "the packet check"),), True)


def clock(brought: Brought, _: str) -> Block:
    return Block("", tuple(map(claimed, brought.packet.clock)) or (said(brought.packet.note, "the sources at hand"),))


def documents(brought: Brought, _: str) -> Block:
    """What is in the file, with the day on which it came in."""
    lines = [
        said(f"{_document(entry.did)}, filed {long(entry.at.date())}", f"entry {entry.n} of the case")
        for entry in brought.case.trail
        if isinstance(entry.did, DescriptionAdded | DocumentFiled)
    ]
    return Block("", tuple(lines) or (blank("Documents considered"),), True)


def _document(did: DescriptionAdded | DocumentFiled) -> str:
    what = did.item if isinstance(did, DocumentFiled) else f"{did.stage} description"
    return f"{what.capitalize()}: {did.name}"


def exhibits(brought: Brought, _: str) -> Block:
    """The filed documents, lettered as exhibits; nothing that is not filed."""
    filed = list(brought.case.all(DocumentFiled)) + list(brought.case.all(DescriptionAdded))
    lines = [said(f"Exhibit {n}: {_document(one)}", "the documents of the case") for n, one in enumerate(filed, 1)]
    return Block("", tuple(lines) or (blank("Exhibits: relevant material must be attached"),), True)


def steps(brought: Brought, _: str) -> Block:
    """What was received and looked into up to the decision, by day."""
    lines = [
        said(f"{long(entry.at.date())}: {step}", f"entry {entry.n} of the case")
        for entry in brought.case.trail
        if (step := _step(entry.did))
    ]
    return Block("", (*lines, blank("Interviews held and other steps")), True)


def _step(did: object) -> str:
    """One step of the review in words; empty for what is none."""
    if isinstance(did, DescriptionAdded | DocumentFiled):
        return f"received: {_document(did)}"
    if isinstance(did, FactStated) and not did.about.startswith(GROUND):
        return f"heard: the {did.party}, on {did.about}"
    if isinstance(did, ResultKept) and did.verb != "letter":
        return f"compared with the class plan by the assistant ({did.verb})"
    return ""


def accounts(brought: Brought, of: str) -> Block:
    """What the parties say about each thing, side by side, in their own words."""
    told = {about: found for about, found in brought.case.accounts.items() if _about(about, of)}
    if not told:
        return Block("", (blank("What the employee and the supervisor each say"),))
    parties = list(dict.fromkeys(one.party for found in told.values() for one in found))
    rows = tuple(
        (said(about.capitalize(), "the subject they speak of"), *(_words_of(found, party) for party in parties))
        for about, found in told.items()
    )
    return Block("", Rows(("About", *(f"The {party} says" for party in parties)), rows, (1.0, *(2.0 for _ in parties))))


def _about(about: str, of: str) -> bool:
    apart = about.startswith((GROUND, _REASON))
    return about.startswith(of) if of else not apart


def _words_of(found: Iterable[FactStated], party: Party) -> Line:
    own = [one.words for one in found if one.party is party]
    return said(" ".join(own), f"the {party}'s account") if own else said("nothing said", "the accounts of the case")


def stated(brought: Brought, of: str) -> Block:
    """What was said of one subject, a line each."""
    lines = [
        said(f"The {one.party}: “{cut(one.words)}”", f"the {one.party}'s account of {about}")
        for about, found in brought.case.accounts.items()
        if about.startswith(of)
        for one in found
    ]
    return Block("", tuple(lines) or (blank(f"{of.capitalize()}s, in the party's own words"),), True)


def protest(brought: Brought, _: str) -> Block:
    """The last days for a protest, from the days that start them; without such a day a blank."""
    due = [one for one in brought.ledger.due if one.deadline.id.startswith("appeal")]
    lines = [
        said(f"{one.deadline.what}: {long(one.deadline.date)}. {one.deadline.count} {one.deadline.caution}".strip(),
             f"{one.deadline.rule.pinpoint} ({one.deadline.rule.text_status})")
        for one in due
    ]  # fmt: skip
    return Block("", tuple(lines) or (blank("Last day for a protest, counted from the day of the notice"),))
