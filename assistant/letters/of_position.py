"""What the position is: its duties, how they changed, what is open, what the tests of the law find in its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.cases.change_type import Fact
from assistant.cases.entries import Party, Stage
from assistant.classify.case import read_draft
from assistant.classify.compare import QUESTIONS
from assistant.classify.evidence import degrees
from assistant.letters.brought import Brought, claimed, cut
from assistant.letters.letter import Block, Line, Rows, blank, said
from assistant.models import Factor
from assistant.redline.align import Change, Step
from assistant.redline.revise import redline


def changes(brought: Brought, _: str) -> Block:
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


def duties(brought: Brought, _: str) -> Block:
    """The duties as the current description has them, with their shares of time."""
    if brought.position is None or brought.current is None or not brought.position.duties:
        return Block("", (blank("Duties of the position, with their shares of time"),))
    lines = [
        said(f"{cut(duty.span.quote)}{f' ({duty.share:g} %)' if duty.share else ''}", brought.current.name)
        for duty in brought.position.duties
    ]
    return Block("", tuple(lines), True)


def purpose(brought: Brought, _: str) -> Block:
    position = brought.position
    if position is None or position.purpose is None or brought.current is None:
        return Block("", (blank("Purpose of the position"),))
    return Block("", (said(cut(position.purpose.quote), brought.current.name),))


def questions(brought: Brought, of: str) -> Block:
    """Open questions for one party, in order, each with its reason and room for the answer and its confirmation."""
    rows = tuple(
        (said(f"{n}. {question}", why), said(f"{why[:1].upper()}{why[1:]}.", why), blank("Answer and day"), blank("By"))
        for n, (question, why) in enumerate(_open_points(brought, of), 1)
    )
    if not rows:
        return Block("", (said("The file leaves no question open.", "the current description"),))
    return Block(
        "", Rows(("Question", "Why it is asked", "Answer", "Read back and confirmed"), rows, (2.4, 1.3, 1.8, 0.9))
    )


def unsettled(brought: Brought, _: str) -> Block:
    """What the file leaves open, as a list for whoever reviews it."""
    lines = [said(question, why) for question, why in _open_points(brought, "")]
    return Block("", tuple(lines) or (said("The file leaves no question open.", "the current description"),), True)


def _open_points(brought: Brought, party: str) -> Iterator[tuple[str, str]]:
    """(question, why) in order: kind of work before level, then dates and causes, then where accounts differ."""
    known, why = _shown(brought)
    yield from ((_to(party, QUESTIONS[factor]), f"{why} {factor}") for factor in Factor if factor not in known)
    yield from ((one.to(party), "the dates and causes of the change are open") for one in brought.change.questions)
    for about, told in brought.case.accounts.items():
        if len({one.party for one in told}) > 1:
            yield f"What would show how it is with “{about}”?", f"the accounts of “{about}” differ"


def _shown(brought: Brought) -> tuple[set[Factor], str]:
    """The factors that the current description shows, and how to say that it does not show another."""
    if brought.position is None or brought.current is None:
        return set(), "there is no current description that shows"
    draft, found = read_draft(brought.position, brought.desk.plans_kept.plan(brought.case.opened.plan))
    kind = {Factor.KIND} if draft.work or draft.spans else set()
    return kind | set(degrees(found)), f"the description ({brought.current.name}) does not show"


def _to(party: str, question: str) -> str:
    """A question about the position; the employee is asked about their own work."""
    return question if party == Party.EMPLOYEE.value else question.replace("your ", "the employee's ")


def change_sides(brought: Brought, _: str) -> Block:
    """The facts that speak for either kind of change."""
    change = brought.change
    both = (("Reallocation", change.for_reallocation), ("Change in allocation", change.for_change_in_allocation))
    lines = [line for kind, found in both for line in _side(kind, found)]
    return Block("", tuple(lines) or (blank("Facts on how the change came: dates, causes, likeness of duties"),), True)


def _side(kind: str, found: Iterable[Fact]) -> Iterator[Line]:
    for fact in found:
        yield said(f"For a {kind.lower()}: {fact.says}", fact.rests_on)


def follows(brought: Brought, _: str) -> Block:
    return Block("", tuple(map(claimed, brought.change.follows)) or (blank("Effect on the incumbent"),))
