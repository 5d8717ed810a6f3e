"""What the classes say beside the position: concepts, comparison, both cases, grounds, like decisions."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answer.dates import long
from assistant.cases.entries import FactStated
from assistant.letters.brought import LONGEST, Brought, basis_of, cited_line, cut
from assistant.letters.letter import Block, Line, Rows, blank, said
from assistant.letters.of_file import GROUND
from assistant.models import LikeDecision, Verdict
from assistant.opinion.factors import HEAD, WIDTHS, cells
from assistant.opinion.opinion import Opinion, Weighed


def concept(brought: Brought, of: str) -> Block:
    """What the specification of a class says of its kind and level."""
    title = brought.class_named(of)
    opinion = brought.opinion(title)
    if opinion is None:
        return Block("", (blank(f"Concept of the {of} class"),))
    return Block("", tuple(cited_line(cited) for cited in opinion.proposed.concept), True)


def compared(brought: Brought, of: str) -> Block:
    """The position beside a class, factor by factor."""
    title = brought.class_named(of)
    opinion = brought.opinion(title)
    if opinion is None:
        return Block("", (blank(f"The position beside the {of} class, factor by factor"),))
    rows = tuple(_factors(opinion.proposed, brought.current.name if brought.current else ""))
    return Block("", Rows(HEAD, rows, WIDTHS))


def _factors(weighed: Weighed, basis: str) -> Iterator[tuple[Line, ...]]:
    for one in weighed.factors:
        if one.verdict is Verdict.UNCLEAR and one.class_ is None:
            continue
        own = basis_of(one.class_) if one.class_ else weighed.title
        both = "the comparison of the two texts"
        told = zip(cells(one, LONGEST), ("Job Audit Manual, A.2", basis, own, both, both), strict=True)
        yield tuple(said(words, rests_on) for words, rests_on in told)


def differences(brought: Brought, of: str) -> Block:
    """What tells the current class from another, and where the position stands."""
    opinion = _pair(brought, of)
    if opinion is None or not opinion.deciding:
        return Block("", (blank("What decides between the classes"),))
    return Block(
        "", tuple(said(told, "the two specifications beside the description") for told in opinion.deciding), True
    )


def _pair(brought: Brought, of: str) -> Opinion | None:
    """The class decided beside another one; where they are the same, or nothing is decided, the current class."""
    title, decided = brought.class_named(of), brought.class_named("decided")
    return brought.opinion(title, beside=decided if decided != title else "")


def both_cases(brought: Brought, of: str) -> Block:
    opinion = _pair(brought, of)
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
    head = ("Ground, in the party's words", "The description's nearest words", "The class's words", "Answer")
    return Block("", Rows(head, rows, (1.7, 1.9, 2.0, 1.0)))


def _ground(brought: Brought, opinion: Opinion | None, ground: FactStated) -> tuple[Line, ...]:
    own = said(f"“{cut(ground.words)}”", f"the {ground.party}'s ground")
    spoken = [one for one in opinion.proposed.factors if one.position and one.class_] if opinion else []
    best = max(spoken, key=lambda one: _shared(ground.words, one.position.quote if one.position else ""), default=None)
    if best is None or best.position is None or best.class_ is None or not _shared(ground.words, best.position.quote):
        return own, blank("Fact"), blank("Passage"), blank("What shows it, and what is said to it")
    name = brought.current.name if brought.current else ""
    return (
        own,
        said(f"“{cut(best.position.quote)}”", name),
        cited_line(best.class_),
        blank("What shows it, and what is said to it"),
    )


def _shared(one: str, other: str) -> int:
    from knowledge.words import stems

    return len(set(stems(one)) & set(stems(other)))


def like(brought: Brought, _: str) -> Block:
    """The decisions on like cases, and where nearly the same facts were decided otherwise."""
    lines = [said(_likened(one), f"precedent {one.id}") for one in brought.like.decisions]
    lines += [said(note, "the decisions kept as precedents") for note in brought.like.notes]
    none = said("No decision on a like case is kept as a precedent.", "the decisions kept as precedents")
    return Block("", (*(lines or [none]), blank("Decisions on like cases that are known elsewhere")), True)


def _likened(one: LikeDecision) -> str:
    change = f", {one.change}" if one.change else ""
    return (
        f"{one.id}: {one.class_title}, {long(one.day)}{change} (likeness {one.similarity:.2f}). "
        f"It says “{cut(one.allocated.quote)}”; this position's description “{cut(one.position.quote)}”."
    )
