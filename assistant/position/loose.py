"""What a draft says besides its duties and its purpose, statement by statement, with what each tells of.

A sentence that turns from one thing to another (a license, then years of experience) is cut there, so that each part
can be set in its own place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.models import PositionDescription, Span
from assistant.position.contexts import Context, contexts, parts
from assistant.position.duties import items_in
from assistant.position.headings import HeadingKind, heading_kind
from assistant.position.marks import labelled
from assistant.position.statements import sentences

_NAMES = frozenset({HeadingKind.TITLE, HeadingKind.EMPLOYER})
_READ_ELSEWHERE = _NAMES | {HeadingKind.REQUESTED, HeadingKind.DUTIES}


@dataclass(frozen=True, slots=True)
class Statement:
    """The draft's words, the heading they stand under (empty if none), and what they tell of."""

    span: Span
    heading: str
    contexts: frozenset[Context]


def statements(position: PositionDescription) -> list[Statement]:
    """Everything that is neither duty nor purpose nor name nor a mark of a duty, in order."""
    taken = [duty.span for duty in position.duties] + [task for duty in position.duties for task in duty.tasks]
    taken += [position.purpose] if position.purpose else []
    stretches = [(span, "") for span in position.unplaced]
    stretches += [
        (span, heading)
        for heading, span in position.sections.items()
        if heading_kind(heading) not in _READ_ELSEWHERE and not _marks_a_duty(heading, position)
    ]
    stretches += [(below, "") for below in _below_names(position)]
    return [
        Statement(part, heading, contexts(part.quote, position.title))
        for stretch, heading in sorted(stretches, key=lambda found: found[0].start)
        for item in items_in(position.text, stretch.start, stretch.end)
        if not any(span.start < item.end and item.start < span.end for span in taken)
        for part in _parts(position, item)
    ]


def _below_names(position: PositionDescription) -> Iterator[Span]:
    """What stands on the lines under a title or an employer, which are one line each."""
    for heading, span in position.sections.items():
        if heading_kind(heading) in _NAMES and (at := span.quote.find("\n") + 1):
            yield Span(span.quote[at:], span.start + at, span.end)


def _marks_a_duty(heading: str, position: PositionDescription) -> bool:
    named = labelled(heading)
    return named is not None and 0 < named[1] <= len(position.duties)


def _parts(position: PositionDescription, item: Span) -> Iterator[Span]:
    for begin, stop in sentences(position.text, item.start, item.end):
        for start, end in parts(position.text, begin, stop, position.title):
            yield Span(position.text[start:end], start, end)
