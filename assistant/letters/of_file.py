"""What is in the file: the packet, the documents, what was done and said, the grounds of a protest."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answer.dates import long
from assistant.cases.entries import DecisionFiled, DescriptionAdded, DocumentFiled, FactStated, Party, ResultKept
from assistant.letters.brought import Brought, claimed, cut, ruled
from assistant.letters.letter import Block, Line, Rows, blank, said
from knowledge.words import sentences, stems

GROUND = "ground"
"""What a party says about a subject that begins so is a ground of its protest."""
_REASON = "reason"
_COMPARED = ("suggest", "opinion")


def required(brought: Brought, _: str) -> Block:
    rows = tuple(
        (said(item.name.capitalize(), "Admin. Procedure 7"), said(item.state, item.why), ruled(item.rule, item.why))
        for item in brought.packet.required
    )
    if not rows:
        return Block("", (said(brought.packet.note, "the sources at hand"),))
    return Block("", Rows(("Item", "In the file", "Rule and reason"), rows, (1.4, 0.8, 3.0)))


def missing(brought: Brought, _: str) -> Block:
    if not brought.packet.required:
        return Block("", (said(brought.packet.note, "the sources at hand"),))
    lines = [ruled(item.rule, item.why) for item in brought.packet.missing]
    return Block("", tuple(lines) or (said("Nothing on the list is missing from the file.", "the packet check"),), True)


def clock(brought: Brought, _: str) -> Block:
    return Block("", tuple(map(claimed, brought.packet.clock)) or (said(brought.packet.note, "the sources at hand"),))


def documents(brought: Brought, _: str) -> Block:
    """What is in the file, with the day on which it came in."""
    lines = [
        said(f"{_document(entry.did)}. Filed on {long(entry.at.date())}.", f"entry {entry.n} of the case")
        for entry in brought.case.trail
        if isinstance(entry.did, DescriptionAdded | DocumentFiled)
    ]
    return Block("", tuple(lines) or (blank("Documents considered"),), True)


def _document(did: DescriptionAdded | DocumentFiled) -> str:
    what = did.item if isinstance(did, DocumentFiled) else f"{did.stage} description"
    return f"{what.capitalize()}: {did.name}"


def since_decision(brought: Brought, _: str) -> Block:
    """What came into the file after the decision that is protested: papers and accounts."""
    filed = max((n for n, _ in brought.case.numbered(DecisionFiled)), default=0)
    came = [
        said(f"{_came(entry.did)}. Filed on {long(entry.at.date())}.", f"entry {entry.n} of the case")
        for entry in brought.case.trail
        if entry.n > filed and _came(entry.did)
    ]
    return Block("", tuple(came) or (said("Nothing came into the file after the decision.", "the trail"),), True)


def _came(did: object) -> str:
    if isinstance(did, FactStated):
        return f"The {did.party}'s words on “{did.about}”"
    return _document(did) if isinstance(did, DescriptionAdded | DocumentFiled) else ""


def exhibits(brought: Brought, _: str) -> Block:
    """The filed documents, lettered as exhibits; nothing that is not filed."""
    filed = list(brought.case.all(DocumentFiled)) + list(brought.case.all(DescriptionAdded))
    lines = [said(f"Exhibit {n}: {_document(one)}", "the documents of the case") for n, one in enumerate(filed, 1)]
    return Block("", tuple(lines) or (blank("Exhibits: relevant material must be attached"),), True)


def steps(brought: Brought, _: str) -> Block:
    """What was received and looked into up to the decision, by day."""
    lines = [
        said(f"On {long(entry.at.date())}, the reviewing office {step}.", f"entry {entry.n} of the case")
        for entry in brought.case.trail
        if (step := _step(entry.did))
    ]
    return Block("", (*lines, blank("Interviews held and other steps")), True)


def _step(did: object) -> str:
    """One step of the review in words; empty for what is none."""
    if isinstance(did, DescriptionAdded | DocumentFiled):
        return f"received the {did.item if isinstance(did, DocumentFiled) else f'{did.stage} description'} ({did.name})"
    if isinstance(did, FactStated) and not did.about.startswith(GROUND):
        return f"took down what the {did.party} said on “{did.about}”"
    if isinstance(did, ResultKept) and did.verb in _COMPARED:
        return "compared the description with the class plan, by program"
    return ""


def accounts(brought: Brought, of: str) -> Block:
    """What the parties say about each thing, side by side, in their own words."""
    told = {about: found for about, found in brought.case.accounts.items() if _about(about, of)}
    if not told:
        return Block("", (blank("What the employee and the supervisor each say"),))
    parties = list(dict.fromkeys(one.party for found in told.values() for one in found))
    rows = tuple(
        (
            said(about.capitalize(), "the subject they speak of"),
            *(_words_of(found, party) for party in parties),
            _in_papers(brought, about),
        )
        for about, found in told.items()
    )
    head = ("About", *(f"The {party} says" for party in parties), "What the description says of it")
    return Block("", Rows(head, rows, (1.0, *(2.0 for _ in parties), 2.0)))


def _in_papers(brought: Brought, about: str) -> Line:
    """The sentence of the current description that speaks of a subject, for neither side."""
    if brought.current is None:
        return blank("Evidence in the file")
    wanted, text = set(stems(about)), brought.current.text
    near = [(len(wanted & set(stems(text[start:end]))), -start, text[start:end]) for start, end in sentences(text)]
    most, _, words = max(near, default=(0, 0, ""))
    basis = brought.current.name
    return said(f"“{cut(words)}”", basis) if most else said("nothing", basis)


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
