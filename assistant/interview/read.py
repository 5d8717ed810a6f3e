"""A draft as facts: every statement in its field, with its place in the draft, and nothing lost.

What no field claims is kept under the heading it stood under, or as a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from assistant.interview.facts import OF_A_DUTY, Fact, Field, Reference, Speaker
from assistant.interview.form import headed, told_in
from assistant.models import Duty, PositionDescription, Span
from assistant.position.contexts import REQUIREMENTS, Context
from assistant.position.headings import HeadingKind, heading_kind
from assistant.position.layout import Line, LineKind, after_marker, lines
from assistant.position.loose import Statement, statements
from assistant.position.marks import labelled
from assistant.position.read import read_position

THE_DRAFT = Speaker(role="the draft")
"""Who speaks in a draft whose writer is not named."""
_NUMBER = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?(?:\s*(?:%|per\s?cent))?")
_SAYS = re.compile(r"[^\W\d_]{2,}")
_SHARE_WORDS = re.compile(r"\b(?:per\s?cent|of|the|my|your|their|work(?:ing)?|time|about|approx\w*)\b", re.IGNORECASE)
_ONE_VALUE = {HeadingKind.TITLE: Field.TITLE, HeadingKind.EMPLOYER: Field.EMPLOYER}
_NAMES = frozenset({*_ONE_VALUE, HeadingKind.REQUESTED})
_EITHER_WAY = frozenset({"supervision", "supv"})
_SUPERVISION = frozenset({Field.REPORTS_TO, Field.RECEIVED, Field.GIVEN})
_REQUIRED = frozenset({Field.EDUCATION, Field.LICENSE, Field.KNOWLEDGE, Field.SKILL, Field.ABILITY})


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of the draft and the field they belong to; ``duty`` is the place of a duty, counted from 0."""

    field: Field
    start: int
    end: int
    duty: int | None = None
    label: str = ""


def facts_of(draft: str, by: Speaker, when: datetime, first_id: int = 1) -> tuple[Fact, ...]:
    """The facts of a draft in its order; each ``words`` is exactly ``draft[start:end]``."""
    position = read_position(draft)
    pieces = [*_work(position), *_marked(position), *_said(position)]
    pieces += _named(position, pieces)
    pieces += _left_over(position.text, pieces)
    pieces = [replace(piece, start=piece.start + after_marker(draft[piece.start : piece.end])) for piece in pieces]
    pieces.sort(key=lambda piece: (piece.start, -piece.end))
    ids = list(zip(pieces, count(first_id), strict=False))
    duties = {piece.duty: id for piece, id in ids if piece.field is Field.DUTY}
    return tuple(
        Fact(
            id=id,
            field=piece.field,
            words=draft[piece.start : piece.end],
            by=by,
            when=when,
            source=Reference(start=piece.start, end=piece.end),
            duty=duties.get(piece.duty) if piece.field in OF_A_DUTY else None,
            label=piece.label,
        )
        for piece, id in ids
    )


def _work(position: PositionDescription) -> Iterator[_Piece]:
    purpose = position.purpose
    if purpose:
        yield _Piece(Field.PURPOSE, purpose.start, purpose.end)
    for place, duty in enumerate(position.duties):
        if purpose and purpose.start <= duty.span.start < purpose.end:
            continue  # a draft without duties is judged by its purpose, which is written once
        yield _Piece(Field.DUTY, duty.span.start, duty.span.end, place)
        yield from (_Piece(Field.TASK, task.start, task.end, place) for task in duty.tasks)
        if share := _share_words(position.text, duty):
            yield _Piece(Field.SHARE, share.start, share.end, place)


def _share_words(text: str, duty: Duty) -> Span | None:
    """Where the share of time of a duty stands: on its lines, in front of its words, behind them or in them."""
    if duty.share is None:
        return None
    start = text.rfind("\n", 0, duty.span.start) + 1
    end = text.find("\n", duty.span.end)
    found = list(_NUMBER.finditer(text, start, end if end >= 0 else len(text)))
    same = [match for match in found if float(re.split(r"\s*(?:%|p)", match[0])[0]) == duty.share]
    outside = [m for m in same if m.end() <= duty.span.start or m.start() >= duty.span.end]
    best = next(iter(sorted([*outside, *same], key=lambda match: not match[0].endswith(("%", "t")))), None)
    return Span(best[0], best.start(), best.end()) if best else None


def _marked(position: PositionDescription) -> Iterator[_Piece]:
    """What labelled lines say of a duty, as :mod:`assistant.interview.write` writes them."""
    for heading, span in position.sections.items():
        named = labelled(heading)
        if named and span.quote and 0 < named[1] <= len(position.duties):
            yield _Piece(Field(named[0].value), span.start, span.end, named[1] - 1)


def _said(position: PositionDescription) -> Iterator[_Piece]:
    """Everything else the draft says, statement by statement."""
    for statement in statements(position):
        field, label = _place(statement)
        yield _Piece(field, statement.span.start, statement.span.end, label=label)


def _place(statement: Statement) -> tuple[Field, str]:
    """The field of a statement, and the heading to keep if it has none.

    A requirement that is none of the sort its heading names goes to its own field.
    """
    field, told = headed(statement.heading), told_in(statement.contexts)
    if field in _REQUIRED and told in _REQUIRED and statement.contexts & (REQUIREMENTS - {Context.REQUIREMENT}):
        field = told
    if statement.heading.strip().lower() in _EITHER_WAY and told in _SUPERVISION:
        field = told
    if field is None and heading_kind(statement.heading) is HeadingKind.PURPOSE:
        field = Field.PURPOSE
    if field is None:
        field = told if told and _general(statement.heading) else None
    return (field, "") if field else (Field.OTHER, statement.heading)


def _general(heading: str) -> bool:
    """Whether a heading leaves open what stands under it, as *Job Requirements* and no heading at all do."""
    kind = heading_kind(heading) if heading else HeadingKind.UNKNOWN
    requirements = re.search(
        r"requirements|qualif|quals?\b|reqs?\b|ksa|knowledge|skill|abilit|minimum|need", heading, re.I
    )
    return kind is HeadingKind.UNKNOWN or requirements is not None


def _named(position: PositionDescription, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """Title, employer and the class asked for, where they stand on a line of their own."""
    seen: set[Field] = set()
    names = {Field.TITLE: position.title, Field.EMPLOYER: position.employer}
    for heading, span in position.sections.items():
        kind = heading_kind(heading)
        words = span.quote.split("\n")[0].rstrip()
        if kind not in _NAMES or not words:
            continue
        field = _ONE_VALUE.get(kind, Field.OTHER)
        if field in seen or words.strip("* ") != names.get(field):
            field = Field.OTHER
        seen.add(field)
        yield _Piece(field, span.start, span.start + len(words), label=heading if field is Field.OTHER else "")
    for field, name in names.items():
        found = re.search(re.escape(name), position.text, re.IGNORECASE) if name and field not in seen else None
        if found and _alone(position.text, *found.span()) and not _taken(pieces, found.start()):
            yield _Piece(field, *found.span())


def _alone(text: str, start: int, end: int) -> bool:
    """Whether words stand on a line of their own."""
    line = text[text.rfind("\n", 0, start) + 1 : max(text.find("\n", end), end)] if "\n" in text[end:] else text[:end]
    return len(line.strip(" *#_:").split()) <= len(text[start:end].split()) + 1


def _taken(pieces: Sequence[_Piece], at: int) -> bool:
    return any(piece.start <= at < piece.end for piece in pieces)


def _left_over(text: str, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """What says something and belongs to no piece; a table row with such words is kept whole."""
    labels = {piece.label for piece in pieces if piece.label}
    for line in lines(text):
        if line.kind in {LineKind.BLANK, LineKind.RULE}:
            continue
        if line.kind is LineKind.HEADING:
            if line.heading is HeadingKind.UNKNOWN and line.label not in labels and not _taken(pieces, line.start):
                yield _Piece(Field.OTHER, line.start, line.end)
            continue
        rest = list(_uncovered(text, line, pieces))
        if line.kind is LineKind.ROW and rest:
            yield _Piece(Field.OTHER, line.start, line.end)
        elif line.kind is LineKind.FIELD and rest:
            yield _Piece(Field.OTHER, rest[0].start, rest[-1].end, label=line.label)
        else:
            yield from rest


def _uncovered(text: str, line: Line, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    """The stretches of a line that no piece covers and that say something besides a share of time."""
    at = line.body
    inside = sorted((p.start, p.end) for p in pieces if p.start < line.end and line.body < p.end)
    for start, end in [*inside, (line.end, line.end)]:
        words = text[at : max(at, start)]
        if _SAYS.search(_SHARE_WORDS.sub("", words)):
            begin = at + len(words) - len(words.lstrip())
            yield _Piece(Field.OTHER, begin, begin + len(words.strip()))
        at = max(at, end)
