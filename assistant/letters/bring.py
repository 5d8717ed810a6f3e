"""What a case brings to its letters: tables and lists of facts, each with what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from assistant.answer.dates import long
from assistant.cases.case import Case
from assistant.cases.change_type import ChangeFacts, Fact, change_facts
from assistant.cases.entries import DescriptionAdded, DocumentFiled, FactStated, Party, ResultKept, Stage
from assistant.cases.ledger import Ledger
from assistant.cases.like import LikeDecision, Likeness, like_case
from assistant.cases.packet_check import PacketCheck
from assistant.cases.verbs import ledger_of, packet_of
from assistant.classify.compare import QUESTIONS
from assistant.classify.functions import functions, summary
from assistant.classify.material import material
from assistant.letters.letter import Block, Line, Rows, blank, said
from assistant.models import Claim, Factor, PositionDescription, Verdict
from assistant.opinion.opinion import Opinion, Weighed
from assistant.position.read import read_position
from assistant.redline.align import Change, Step
from assistant.redline.revise import redline
from knowledge.errors import UnknownName
from knowledge.models import Citation

if TYPE_CHECKING:
    from assistant.desk import Desk

_GROUND = "ground"
"""What a party says about a subject that begins so is a ground of its protest."""
_REASON = "reason"
_LONGEST = 240


@dataclass(frozen=True)
class Brought:
    """A case with what the desk finds for it, each found once."""

    case: Case
    desk: Desk
    today: date

    @cached_property
    def packet(self) -> PacketCheck:
        return packet_of(self.desk, self.case)

    @cached_property
    def change(self) -> ChangeFacts:
        return change_facts(self.case, self.desk)

    @cached_property
    def ledger(self) -> Ledger:
        return ledger_of(self.desk, self.case, self.today)

    @cached_property
    def like(self) -> Likeness:
        return like_case(self.case, self.desk)

    @cached_property
    def current(self) -> DescriptionAdded | None:
        return self.case.descriptions.get(Stage.CURRENT)

    @cached_property
    def position(self) -> PositionDescription | None:
        return read_position(self.current.text) if self.current else None

    def opinion(self, title: str) -> Opinion | None:
        """The opinion on the current class and ``title``; nothing without a description, or for a class not loaded."""
        opened = self.case.opened
        if self.current is None or not title:
            return None
        with suppress(UnknownName):
            own = opened.current_class or title
            return self.desk.opinion(self.current.text, current=own, proposed=title, plan=opened.plan)
        return None

    def insert(self, name: str, of: str) -> Block:
        """The block of that name."""
        return _BLOCKS[name](self, of)

    def class_named(self, of: str) -> str:
        """The title of the class that is meant by ``current``, ``requested`` or ``decided``."""
        decision = self.case.decision
        named: Mapping[str, str] = {
            "current": self.case.opened.current_class,
            "requested": self.case.opened.requested_class,
            "decided": decision.class_title if decision else "",
        }
        return named[of]


def _required(brought: Brought, _: str) -> Block:
    rows = tuple(
        (said(item.name.capitalize(), "Admin. Procedure 7"), said(item.state, item.why), _ruled(item.rule, item.why))
        for item in brought.packet.required
    )
    if not rows:
        return Block("", (said(brought.packet.note, "the sources at hand"),))
    return Block("", Rows(("Item", "In the file", "Rule and reason"), rows, (1.4, 0.8, 3.0)))


def _missing(brought: Brought, _: str) -> Block:
    lines = [
        Line(_ruled(item.rule, item.why).words, _ruled(item.rule, item.why).basis) for item in brought.packet.missing
    ]
    return Block("", tuple(lines) or (said("Nothing on the list is missing from the file.", "the packet check"),), True)


def _clock(brought: Brought, _: str) -> Block:
    return Block("", tuple(map(_claimed, brought.packet.clock)) or (said(brought.packet.note, "the sources at hand"),))


def _changes(brought: Brought, _: str) -> Block:
    """Each duty before and after, with blanks for what no description says."""
    former, current = (brought.case.descriptions.get(stage) for stage in (Stage.FORMER, Stage.CURRENT))
    if former is None or current is None:
        return Block("", (blank("Duties before and now; both descriptions are needed to set them side by side"),))
    basis = f"{former.name} beside {current.name}"
    rows = tuple(_change(step, basis) for step in redline(former.text, current.text).steps if _told(step))
    head = ("Before", "Now", "What became of it", "When, why, who assigned it")
    return Block("", Rows(head, rows, (2.0, 2.0, 0.9, 1.2)))


def _told(step: Step) -> bool:
    return step.change is not Change.KEPT and not (step.move and step.old)


def _change(step: Step, basis: str) -> tuple[Line, ...]:
    before, after = (" ".join(paragraph.body for paragraph in side) for side in (step.old, step.new))
    return (
        said(before or "–", basis),
        said(after or "–", basis),
        said(step.change, basis),
        blank("Dates and cause"),
    )


def _duties(brought: Brought, _: str) -> Block:
    """The duties as the current description has them, with their shares of time."""
    if brought.position is None or brought.current is None or not brought.position.duties:
        return Block("", (blank("Duties of the position, with their shares of time"),))
    lines = [
        said(f"{_flat(duty.span.quote)}{f' ({duty.share:g} %)' if duty.share else ''}", brought.current.name)
        for duty in brought.position.duties
    ]
    return Block("", tuple(lines), True)


def _purpose(brought: Brought, _: str) -> Block:
    position = brought.position
    if position is None or position.purpose is None or brought.current is None:
        return Block("", (blank("Purpose of the position"),))
    return Block("", (said(_flat(position.purpose.quote), brought.current.name),))


def _concept(brought: Brought, of: str) -> Block:
    """What the specification of a class says of its kind and level."""
    title = brought.class_named(of)
    opinion = brought.opinion(title)
    if opinion is None:
        return Block("", (blank(f"Concept of the {of} class"),))
    return Block("", tuple(_quoted(cited) for cited in opinion.proposed.concept), True)


def _compared(brought: Brought, of: str) -> Block:
    """The position beside a class, factor by factor."""
    title = brought.class_named(of)
    opinion = brought.opinion(title)
    if opinion is None:
        return Block("", (blank(f"The position beside the {of} class, factor by factor"),))
    rows = tuple(_factors(opinion.proposed, brought.current.name if brought.current else ""))
    head = ("Factor", "The position's words", "The class's words", "How they stand")
    return Block("", Rows(head, rows, (1.1, 2.0, 2.2, 1.9)))


def _factors(weighed: Weighed, basis: str) -> Iterator[tuple[Line, ...]]:
    for one in weighed.factors:
        if one.verdict is Verdict.UNCLEAR and one.class_ is None:
            continue
        yield (
            said(one.factor.capitalize(), "Job Audit Manual, A.2"),
            said(f"“{_flat(one.position.quote)}”", basis) if one.position else said("nothing said", basis),
            _quoted(one.class_) if one.class_ else said("nothing said", weighed.title),
            said(f"{one.verdict.capitalize()}. {one.why}", "the comparison of the two texts"),
        )


def _differences(brought: Brought, of: str) -> Block:
    """What tells the current class from another, and where the position stands."""
    opinion = brought.opinion(brought.class_named(of))
    if opinion is None or not opinion.deciding:
        return Block("", (blank("What decides between the classes"),))
    return Block(
        "", tuple(said(told, "the two specifications beside the description") for told in opinion.deciding), True
    )


def _both_cases(brought: Brought, of: str) -> Block:
    opinion = brought.opinion(brought.class_named(of))
    told = [case for case in (opinion.for_current, opinion.for_proposed) if case] if opinion else []
    basis = "the two specifications beside the description"
    return Block("", tuple(said(case, basis) for case in told) or (blank("The strongest case for each class"),))


def _classes(brought: Brought, _: str) -> Block:
    """The classes that were looked at."""
    named = [brought.class_named(of) for of in ("current", "requested", "decided")]
    opinion = next(filter(None, map(brought.opinion, filter(None, named))), None)
    near = [one.class_title for one in opinion.analysis.suggestions] if opinion else []
    lines = [said(title, "the class plan") for title in dict.fromkeys([*filter(None, named), *near])]
    return Block("", tuple(lines) or (blank("Classes considered"),), True)


def _documents(brought: Brought, _: str) -> Block:
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


def _exhibits(brought: Brought, _: str) -> Block:
    """The filed documents, lettered as exhibits; nothing that is not filed."""
    filed = list(brought.case.all(DocumentFiled)) + list(brought.case.all(DescriptionAdded))
    lines = [said(f"Exhibit {n}: {_document(one)}", "the documents of the case") for n, one in enumerate(filed, 1)]
    return Block("", tuple(lines) or (blank("Exhibits: relevant material must be attached"),), True)


def _steps(brought: Brought, _: str) -> Block:
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
    if isinstance(did, FactStated) and not did.about.startswith(_GROUND):
        return f"heard: the {did.party}, on {did.about}"
    if isinstance(did, ResultKept) and did.verb != "letter":
        return f"compared with the class plan by the assistant ({did.verb})"
    return ""


def _accounts(brought: Brought, of: str) -> Block:
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
    apart = about.startswith((_GROUND, _REASON))
    return about.startswith(of) if of else not apart


def _words_of(found: Iterable[FactStated], party: Party) -> Line:
    own = [one.words for one in found if one.party is party]
    return said(" ".join(own), f"the {party}'s account") if own else said("nothing said", "the accounts of the case")


def _stated(brought: Brought, of: str) -> Block:
    """What was said of one subject, a line each."""
    lines = [
        said(f"The {one.party}: “{_flat(one.words)}”", f"the {one.party}'s account of {about}")
        for about, found in brought.case.accounts.items()
        if about.startswith(of)
        for one in found
    ]
    return Block("", tuple(lines) or (blank(f"{of.capitalize()}s, in the party's own words"),), True)


def _grounds(brought: Brought, of: str) -> Block:
    """Each ground beside the nearest words of the description and of the class asked for."""
    grounds = [one for about, found in brought.case.accounts.items() if about.startswith(_GROUND) for one in found]
    if not grounds:
        return Block("", (blank("Grounds of the protest, each with the passage and the fact it rests on"),))
    opinion = brought.opinion(brought.class_named(of))
    rows = tuple(_ground(brought, opinion, one) for one in grounds)
    head = (
        "Ground, in the party's words",
        "The description's nearest words",
        "The class's words",
        "What is new or open",
    )
    return Block("", Rows(head, rows, (1.7, 1.9, 2.0, 1.0)))


def _ground(brought: Brought, opinion: Opinion | None, ground: FactStated) -> tuple[Line, ...]:
    own = said(f"“{_flat(ground.words)}”", f"the {ground.party}'s ground")
    spoken = [one for one in opinion.proposed.factors if one.position and one.class_] if opinion else []
    best = max(spoken, key=lambda one: _shared(ground.words, one.position.quote if one.position else ""), default=None)
    if best is None or best.position is None or best.class_ is None or not _shared(ground.words, best.position.quote):
        return own, blank("Fact"), blank("Passage"), blank("Finding")
    name = brought.current.name if brought.current else ""
    return own, said(f"“{_flat(best.position.quote)}”", name), _quoted(best.class_), blank("Finding")


def _shared(one: str, other: str) -> int:
    from knowledge.words import stems

    return len(set(stems(one)) & set(stems(other)))


def _questions(brought: Brought, of: str) -> Block:
    """Open questions for one party: what the description leaves unsaid, kind before level, then dates and causes."""
    position = brought.position
    asked: list[Line] = []
    if position is not None and brought.current is not None:
        found = brought.desk.suggest(brought.current.text, plan=brought.case.opened.plan, top=1)
        known = {one.factor for one in (found.suggestions[0].factors if found.suggestions else ()) if one.position}
        asked += [
            said(_to(of, QUESTIONS[factor]), f"{brought.current.name} does not show {factor}")
            for factor in Factor
            if factor not in known
        ]
    else:
        asked += [said(_to(of, question), "there is no current description") for question in QUESTIONS.values()]
    asked += [said(_to(of, question), "the facts on the change") for question in brought.change.questions]
    asked += [
        said(f"The accounts of {about} differ; what would show how it is?", "the accounts of the case")
        for about, told in brought.case.accounts.items()
        if len({one.party for one in told}) > 1
    ]
    return Block("", tuple(asked) or (said("The file leaves no question open.", "the current description"),), True)


def _to(party: str, question: str) -> str:
    return question if party == Party.EMPLOYEE.value else question.replace("your ", "the employee's ")


def _change_sides(brought: Brought, _: str) -> Block:
    """The facts that speak for either kind of change."""
    change = brought.change
    both = (("Reallocation", change.for_reallocation), ("Change in allocation", change.for_change_in_allocation))
    lines = [line for kind, found in both for line in _side(kind, found)]
    return Block("", tuple(lines) or (blank("Facts on how the change came: dates, causes, likeness of duties"),), True)


def _side(kind: str, found: Iterable[Fact]) -> Iterator[Line]:
    for fact in found:
        yield said(f"For a {kind.lower()}: {fact.says}", fact.rests_on)


def _follows(brought: Brought, _: str) -> Block:
    return Block("", tuple(map(_claimed, brought.change.follows)) or (blank("Effect on the incumbent"),))


def _protest(brought: Brought, _: str) -> Block:
    """The last days for a protest, from the days that start them; without such a day a blank."""
    due = [one for one in brought.ledger.due if one.deadline.id.startswith("appeal")]
    lines = [
        said(f"{one.deadline.what}: {long(one.deadline.date)}. {one.deadline.count} {one.deadline.caution}".strip(),
             f"{one.deadline.rule.pinpoint} ({one.deadline.rule.text_status})")
        for one in due
    ]  # fmt: skip
    return Block("", tuple(lines) or (blank("Last day for a protest, counted from the day of the notice"),))


def _functions(brought: Brought, _: str) -> Block:
    """The ten supervisory functions as the description speaks of them."""
    if brought.current is None or brought.position is None:
        return Block("", (blank("The ten functions, each with who decides and how often"),))
    draft = material(brought.position, [])
    found = functions(draft.text, draft.spans)
    basis = brought.current.name
    lines = [
        said(
            f"{one.name.capitalize()}: {'spoken of as held' if one.held else one.why_not}: “{_flat(one.span.quote)}”",
            basis,
        )
        for one in found
    ]
    total = summary(found)
    return Block("", (*lines, *([said(total, "Minn. Stat. 179A.03, subd. 17")] if total else []),
                      blank("Independent judgment in each, and the functions not spoken of")), True)  # fmt: skip


def _near_words(brought: Brought, of: str) -> Block:
    """Sentences of the description that hold one of the words, for a person to judge."""
    from knowledge.words import sentences, stems

    if brought.current is None:
        return Block("", (blank("What the description says of it"),))
    wanted = set(stems(of))
    text = brought.current.text
    lines = [
        said(f"“{_flat(text[start:end])}”", brought.current.name)
        for start, end in sentences(text)
        if wanted & set(stems(text[start:end]))
    ]
    return Block(
        "", tuple(lines[:6]) or (said("The current description says nothing of it.", brought.current.name),), True
    )


def _like(brought: Brought, _: str) -> Block:
    """The decisions on like cases, and where nearly the same facts were decided otherwise."""
    lines = [said(_likened(one), f"precedent {one.key}") for one in brought.like.decisions]
    lines += [said(note, "the decisions kept as precedents") for note in brought.like.notes]
    return Block("", tuple(lines) or (blank("Decisions on like cases; none are kept as precedents"),), True)


def _likened(one: LikeDecision) -> str:
    change = f", {one.change}" if one.change else ""
    return (
        f"{one.key}: {one.class_title}, {long(one.day)}{change} (likeness {one.similarity:.2f}). "
        f"It says “{_flat(one.decided.quote)}”; this position's description “{_flat(one.position.quote)}”."
    )


_BLOCKS: dict[str, Callable[[Brought, str], Block]] = {
    "packet items": _required,
    "missing items": _missing,
    "clock": _clock,
    "change table": _changes,
    "duties": _duties,
    "purpose": _purpose,
    "class concept": _concept,
    "comparison": _compared,
    "differences": _differences,
    "both cases": _both_cases,
    "classes considered": _classes,
    "documents considered": _documents,
    "exhibits": _exhibits,
    "steps taken": _steps,
    "accounts": _accounts,
    "stated": _stated,
    "grounds": _grounds,
    "questions": _questions,
    "change facts": _change_sides,
    "what follows": _follows,
    "protest dates": _protest,
    "supervisory functions": _functions,
    "near words": _near_words,
    "like decisions": _like,
}
"""What a form may insert, by name."""


def _claimed(claim: Claim) -> Line:
    cited = claim.citations[0]
    return said(f"{claim.text} ({cited.pinpoint}, {cited.text_status})", _basis(cited))


def _ruled(claim: Claim, why: str) -> Line:
    cited = claim.citations[0]
    return said(f"{claim.text} {why} ({cited.pinpoint}, {cited.text_status})", _basis(cited))


def _quoted(cited: Citation) -> Line:
    return said(f"“{_flat(cited.quote)}” ({cited.pinpoint}, {cited.text_status})", _basis(cited))


def _basis(cited: Citation) -> str:
    return f"{cited.pinpoint} ({cited.text_status}; {cited.edition})"


def _flat(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST].rsplit(" ", 1)[0] + " …"
