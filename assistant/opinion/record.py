"""The decision record, drafted: the manual's seven sections, with blanks where people must write, decide and sign.

Job Audit Manual, B.3 orders the record; what the program cannot know is a blank, and the determination always is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.answer.dates import long
from assistant.cases.like import Likeness
from assistant.draft.paper import Heading, Item, Items, Paper, Paragraph, Part, Run, bullets, labelled, paragraph
from assistant.models import LikeDecision, Suggestion
from assistant.opinion.factors import factor_table
from assistant.opinion.opinion import Opinion, Weighed
from assistant.quoting import flat, quoted
from knowledge.models import STATE

ADVISORY = (
    "Advisory draft, made by a program that reads words. It determines nothing: the commissioner, or an office with "
    "delegated authority, decides and signs (Minn. Stat. 43A.07, subd. 2)."
)
_ELSEWHERE = (
    "Advisory draft, made by a program that reads words. It determines nothing: whoever holds the authority in {} "
    "decides and signs. The order of its sections follows Minnesota's state manual, which does not bind that employer."
)
_HEADER = ("Date", "Determination", "Determined by", "Department", "Incumbent")


@dataclass(frozen=True, slots=True)
class Known:
    """What people stated for the record; all of it may be missing, and is a blank then."""

    header: tuple[tuple[str, str], ...] = ()
    """(field, entry) for fields of the header."""
    reasons: tuple[str, ...] = ()
    """Why the position is being looked at, in sentences; who says so stands in them."""


def decision_record(opinion: Opinion, known: Known | None = None, like: Likeness | None = None) -> Paper:
    """The record of a second opinion as a paper; ``like`` decisions are comparison positions."""
    known = known or Known()
    return Paper(
        f"Decision record, draft: {opinion.current.title} or {opinion.proposed.title}",
        (
            *_header(opinion, known),
            *_why(known),
            *_purpose(opinion),
            *_classes(opinion),
            *_positions(opinion, like or Likeness()),
            *_analysis(opinion),
        ),
    )


def _header(opinion: Opinion, known: Known) -> Iterator[Part]:
    own = opinion.jurisdiction == STATE
    yield paragraph(ADVISORY if own else _ELSEWHERE.format(opinion.jurisdiction), strong=True)
    given = dict(known.header)
    for field in _HEADER:
        yield _field(field, given.get(field, ""))
    yield labelled("Present class", opinion.current.title)
    yield labelled("Proposed class", opinion.proposed.title)


def _why(known: Known) -> Iterator[Part]:
    yield Heading("1. Why the position is being looked at")
    if known.reasons:
        yield bullets(*known.reasons)
        return
    for field in ("What changed, as the supervisor reports it", "Gradually or abruptly, and why", "Time frame"):
        yield _field(field, "")


def _purpose(opinion: Opinion) -> Iterator[Part]:
    yield Heading("2. Basic purpose and focus")
    yield paragraph(f"“{opinion.purpose}”") if opinion.purpose else _field("Purpose of the position", "")


def _classes(opinion: Opinion) -> Iterator[Part]:
    yield Heading(f"3. Class concepts, proposed class: {opinion.proposed.title}")
    yield from _concept(opinion.proposed)
    yield Heading(f"4. Class concepts, current class: {opinion.current.title}")
    yield from _concept(opinion.current)
    yield Heading("5. Concepts of other related classes")
    for one in opinion.related:
        yield Heading(f"{one.title} ({_place(one, opinion.near)})", 2)
        yield from _concept(one)


def _concept(weighed: Weighed) -> Iterator[Part]:
    if weighed.concept:
        yield Items(tuple(Item((Run(quoted(cited)),)) for cited in weighed.concept))
    else:
        yield _field("Class concept", "")


def _positions(opinion: Opinion, like: Likeness) -> Iterator[Part]:
    yield Heading("6. Comparison positions")
    found = [one for one in opinion.analysis.suggestions if one.precedents and one.precedents.decisions]
    for one in found:
        yield from _alike(one)
    if not found:
        yield paragraph("The plan holds no positions already allocated to compare with.")
    for decided in like.decisions:
        yield from _decided(decided)
    yield from _listed("Consistency with those decisions", like.notes)
    yield _field("Positions in the agency and elsewhere held to be comparable", "")


def _decided(one: LikeDecision) -> Iterator[Part]:
    change = f", {one.change}" if one.change else ""
    yield Heading(f"Decided as {one.class_title}, {long(one.day)}{change} ({one.id}; likeness {one.similarity:.2f})", 2)
    yield paragraph(f"“{flat(one.allocated.quote)}” beside the description's “{flat(one.position.quote)}”.")
    only = (("Only this description says", one.only_draft), ("Only that one says", one.only_allocated))
    told = [f"{says}: {', '.join(words)}." for says, words in only if words]
    if one.apart:
        told.append(f"The two show different degrees of {', '.join(one.apart)}.")
    if told:
        yield paragraph(" ".join(told))


def _alike(suggestion: Suggestion) -> Iterator[Part]:
    assert suggestion.precedents is not None
    held = suggestion.precedents
    yield Heading(f"Allocated to {suggestion.class_title} ({held.allocated}; the draft stands {held.usual})", 2)
    for one in held.decisions:
        yield paragraph(
            f"{one.id}: “{flat(one.allocated.quote)}” beside the description's “{flat(one.position.quote)}”."
        )


def _analysis(opinion: Opinion) -> Iterator[Part]:
    yield Heading("7. Analysis and determination")
    yield paragraph(opinion.reading)
    yield from _listed("What decides between the two", opinion.deciding)
    for title, case in ((opinion.current.title, opinion.for_current), (opinion.proposed.title, opinion.for_proposed)):
        if case:
            yield Heading(f"The strongest case for {title}", 2)
            yield paragraph(case)
    for one in dict.fromkeys((opinion.current, opinion.proposed)):
        yield Heading(f"The position beside {one.title} ({_place(one, opinion.near)})", 2)
        yield factor_table(one.factors)
        yield from _listed(f"What speaks against {one.title}", one.against)
        yield from _listed("What is not known", one.unknown)
    yield from _listed("What would change the order of the two", opinion.would_flip)
    yield from _listed("Questions whose answers would settle it", opinion.analysis.questions)
    yield from _listed("What was set aside or must be known", opinion.analysis.warnings)
    yield Heading("Determination", 2)
    for field in ("Class determined, and why", "Kind of change, on the dates and causes", "Signature and date"):
        yield _field(field, "")


def _place(weighed: Weighed, near: int) -> str:
    return f"place {weighed.place} of {near}" if weighed.place else f"not among the {near} nearest in kind of work"


def _listed(title: str, sentences: Iterable[str]) -> list[Part]:
    told = list(sentences)
    return [Heading(title, 3), bullets(*told)] if told else []


def _field(name: str, entry: str) -> Paragraph:
    return labelled(name, entry) if entry else labelled(name, "to be written by a person", blank=True)
