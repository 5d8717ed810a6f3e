"""Corrections to the description by hand: reword, add, take away and move, each a new interview.

What stays as it was keeps who said it; what is new was said by whoever typed it; what it stands in place of is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from assistant.interview.facts import Fact, Field, Interview, Reference, Speaker
from assistant.interview.read import facts_of

GONE = 0
"""What a fact is replaced by that was taken away: no fact has this id."""


def begun(draft: str, by: Speaker, when: datetime) -> Interview:
    """An interview that starts from a draft, or from nothing."""
    return Interview(draft=draft, facts=facts_of(draft, by, when) if draft.strip() else ())


def reread(interview: Interview, draft: str, by: Speaker, when: datetime) -> Interview:
    """The interview after its whole text was typed or pasted anew: what is still said keeps who said it."""
    first = interview.next_id
    fresh = facts_of(draft, by, when, first) if draft.strip() else ()
    known = {(fact.field, fact.flat): fact for fact in reversed(interview.standing)}
    kept = [(fact, known.get((fact.field, fact.flat))) for fact in fresh]
    facts = (fact.model_copy(update=_who(old)) if old else fact for fact, old in kept)
    return Interview(draft=draft, facts=tuple(facts), asked=interview.asked)


def _who(old: Fact) -> dict[str, object]:
    """Who said a fact and when; the place in an answer too, since answers stay as they were."""
    said = {"by": old.by, "when": old.when}
    return {**said, "source": old.source} if old.source.answer is not None or old.source.corrected else said


def with_statements(
    interview: Interview,
    field: Field,
    statements: Sequence[str],
    by: Speaker,
    when: datetime,
    duty: int | None = None,
) -> Interview:
    """The field (of one duty, if it is a duty's) with just these statements, in this order."""
    standing = list(interview.of(field, duty))
    wanted = [" ".join(statement.split()) for statement in statements if statement.strip()]
    kept: list[Fact] = []
    next_id = interview.next_id
    for words in wanted:
        same = next((fact for fact in standing if fact.flat == words), None)
        if same:
            standing.remove(same)
        kept.append(same or _typed(next_id, field, words, by, when, duty))
        next_id += same is None
    fresh = [fact for fact in kept if fact.source.corrected and fact.id >= interview.next_id]
    gone = {fact.id: fresh[min(n, len(fresh) - 1)].id if fresh else GONE for n, fact in enumerate(standing)}
    return interview.with_facts(_in_order(interview, kept, gone))


def _typed(id: int, field: Field, words: str, by: Speaker, when: datetime, duty: int | None) -> Fact:
    source = Reference(end=len(words), corrected=True)
    return Fact(id=id, field=field, words=words, by=by, when=when, source=source, duty=duty)


def _in_order(interview: Interview, kept: Sequence[Fact], gone: dict[int, int]) -> tuple[Fact, ...]:
    """The record with ``kept`` where the field's first fact stood, in their order, and the rest marked."""
    own = {fact.id for fact in kept}
    rest = [
        fact.model_copy(update={"replaced_by": gone[fact.id]}) if fact.id in gone else fact
        for fact in interview.facts
        if fact.id not in own
    ]
    return (*rest, *kept)


def reworded(interview: Interview, fact: Fact, words: str, by: Speaker, when: datetime) -> Interview:
    """The interview with other words for one fact; a duty keeps its place and what is said of it."""
    flat = " ".join(words.split())
    if not flat or flat == fact.flat:
        return interview
    new = _typed(interview.next_id, fact.field, flat, by, when, fact.duty).model_copy(update={"label": fact.label})
    facts: list[Fact] = []
    for one in interview.facts:
        if one.id == fact.id:
            facts += [one.model_copy(update={"replaced_by": new.id}), new]
        else:
            facts.append(one.model_copy(update={"duty": new.id}) if one.duty == fact.id else one)
    return interview.with_facts(tuple(facts))


def with_duty(interview: Interview, words: str, by: Speaker, when: datetime) -> Interview:
    """The interview with one more duty, the last."""
    flat = " ".join(words.split())
    if not flat:
        return interview
    return interview.with_facts((*interview.facts, _typed(interview.next_id, Field.DUTY, flat, by, when, None)))


def without_duty(interview: Interview, duty: Fact) -> Interview:
    """The interview without a duty and what is said of it; the record keeps both."""
    own = {fact.id for fact in interview.standing if fact.id == duty.id or fact.duty == duty.id}
    gone = (fact.model_copy(update={"replaced_by": GONE}) if fact.id in own else fact for fact in interview.facts)
    return interview.with_facts(tuple(gone))


def moved(interview: Interview, duty: Fact, by: int) -> Interview:
    """The interview with a duty so many places further down (up, if negative); beyond the ends it stays."""
    order = [fact.id for fact in interview.duties]
    at = order.index(duty.id)
    to = min(max(at + by, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    facts = {fact.id: fact for fact in interview.facts}
    queue = iter(order)
    standing = {fact.id for fact in interview.duties}
    return interview.with_facts(tuple(facts[next(queue)] if fact.id in standing else fact for fact in interview.facts))
