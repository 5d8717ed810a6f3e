"""What the classes say beside the position: concepts, comparison, both cases, grounds, like decisions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assistant.answer.dates import long
from assistant.cases.entries import FactStated
from assistant.cases.like import LikeDecision
from assistant.letters.letter import Block, Line, Rows, blank, said
from assistant.models import Verdict
from assistant.opinion.opinion import Opinion, Weighed

if TYPE_CHECKING:
    pass
from assistant.letters.brought import Brought, flat, quoted
from assistant.letters.of_file import GROUND


def concept(brought: Brought, of: str) -> Block:
    """What the specification of a class says of its kind and level."""
    title = brought.class_named(of)
    opinion = brought.opinion(title)
    if opinion is None:
        return Block("", (blank(f"Concept of the {of} class"),))
    return Block("", tuple(quoted(cited) for cited in opinion.proposed.concept), True)


def compared(brought: Brought, of: str) -> Block:
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
            said(f"“{flat(one.position.quote)}”", basis) if one.position else said("nothing said", basis),
            quoted(one.class_) if one.class_ else said("nothing said", weighed.title),
            said(f"{one.verdict.capitalize()}. {one.why}", "the comparison of the two texts"),
        )


def differences(brought: Brought, of: str) -> Block:
    """What tells the current class from another, and where the position stands."""
    opinion = brought.opinion(brought.class_named(of))
    if opinion is None or not opinion.deciding:
        return Block("", (blank("What decides between the classes"),))
    return Block(
        "", tuple(said(told, "the two specifications beside the description") for told in opinion.deciding), True
    )


def both_cases(brought: Brought, of: str) -> Block:
    opinion = brought.opinion(brought.class_named(of))
    told = [case for case in (opinion.for_current, opinion.for_proposed) if case] if opinion else []
    basis = "the two specifications beside the description"
    return Block("", tuple(said(case, basis) for case in told) or (blank("The strongest case for each class"),))


def classes(brought: Brought, _: str) -> Block:
    """The classes that were looked at."""
    named = [brought.class_named(of) for of in ("current", "requested", "decided")]
    opinion = next(filter(None, map(brought.opinion, filter(None, named))), None)
    near = [one.class_title for one in opinion.analysis.suggestions] if opinion else []
    lines = [said(title, "the class plan") for title in dict.fromkeys([*filter(None, named), *near])]
    return Block("", tuple(lines) or (blank("Classes considered"),), True)


def grounds(brought: Brought, of: str) -> Block:
    """Each ground beside the nearest words of the description and of the class asked for."""
    grounds = [one for about, found in brought.case.accounts.items() if about.startswith(GROUND) for one in found]
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
    own = said(f"“{flat(ground.words)}”", f"the {ground.party}'s ground")
    spoken = [one for one in opinion.proposed.factors if one.position and one.class_] if opinion else []
    best = max(spoken, key=lambda one: _shared(ground.words, one.position.quote if one.position else ""), default=None)
    if best is None or best.position is None or best.class_ is None or not _shared(ground.words, best.position.quote):
        return own, blank("Fact"), blank("Passage"), blank("Finding")
    name = brought.current.name if brought.current else ""
    return own, said(f"“{flat(best.position.quote)}”", name), quoted(best.class_), blank("Finding")


def _shared(one: str, other: str) -> int:
    from knowledge.words import stems

    return len(set(stems(one)) & set(stems(other)))


def like(brought: Brought, _: str) -> Block:
    """The decisions on like cases, and where nearly the same facts were decided otherwise."""
    lines = [said(_likened(one), f"precedent {one.key}") for one in brought.like.decisions]
    lines += [said(note, "the decisions kept as precedents") for note in brought.like.notes]
    return Block("", tuple(lines) or (blank("Decisions on like cases; none are kept as precedents"),), True)


def _likened(one: LikeDecision) -> str:
    change = f", {one.change}" if one.change else ""
    return (
        f"{one.key}: {one.class_title}, {long(one.day)}{change} (likeness {one.similarity:.2f}). "
        f"It says “{flat(one.decided.quote)}”; this position's description “{flat(one.position.quote)}”."
    )
