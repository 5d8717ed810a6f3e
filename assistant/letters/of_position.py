"""What the position is: its duties, how they changed, what is open, what the tests of the law find in its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from assistant.cases.change_type import Fact
from assistant.cases.entries import Party, Stage
from assistant.classify.compare import QUESTIONS
from assistant.classify.functions import functions, summary
from assistant.classify.material import material
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


def ten_functions(brought: Brought, _: str) -> Block:
    """The ten supervisory functions as the description speaks of them."""
    if brought.current is None or brought.position is None:
        return Block("", (blank("The ten functions, each with who decides and how often"),))
    draft = material(brought.position, [])
    found = functions(draft.text, draft.spans)
    basis = brought.current.name
    lines = [
        said(
            f"{one.name.capitalize()}: {'spoken of as held' if one.held else one.why_not}: “{cut(one.span.quote)}”",
            basis,
        )
        for one in found
    ]
    total = summary(found)
    return Block("", (*lines, *([said(total, "Minn. Stat. 179A.03, subd. 17")] if total else []),
                      blank("Independent judgment in each, and the functions not spoken of")), True)  # fmt: skip


def near_words(brought: Brought, of: str) -> Block:
    """Sentences of the description that hold one of the words, for a person to judge."""
    from knowledge.words import sentences, stems

    if brought.current is None:
        return Block("", (blank("What the description says of it"),))
    wanted = set(stems(of))
    text = brought.current.text
    lines = [
        said(f"“{cut(text[start:end])}”", brought.current.name)
        for start, end in sentences(text)
        if wanted & set(stems(text[start:end]))
    ]
    return Block(
        "", tuple(lines[:6]) or (said("The current description says nothing of it.", brought.current.name),), True
    )
