"""What a description marks its items as: essential, needed on the first day, of a priority, of a discretion.

An old description puts a sign in front of an item and explains it in a legend; a form has a column for each; what was
written from an interview has a labelled line, *Priority (duty 1): A*. The signs are no part of a duty's words, so they
are found here and kept as facts, each with the words that say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.models import Duty, PositionDescription, Span
from assistant.position.layout import Line, LineKind, columns, lines


class Fact(StrEnum):
    """What a mark says of an item."""

    ESSENTIAL = "essential"
    FIRST_DAY = "needed on the first day"
    PRIORITY = "priority"
    DISCRETION = "discretion"


@dataclass(frozen=True, slots=True)
class Mark:
    """One fact about one item."""

    fact: Fact
    value: str
    """The code as it is written, as ``A`` or ``No``; for a sign, what its legend says it means."""
    of: Span
    """The item."""
    at: Span
    """The sign, the cell or the words behind a label that say so."""

    @property
    def by_sign(self) -> bool:
        """Whether a sign says so, whose legend stands elsewhere."""
        return self.value != self.at.quote


_SIGN = r"[*❖◆♦✱†‡]"
_LEGEND = re.compile(
    rf"\(?(?P<sign>{_SIGN}{{1,2}})\)?\s*(?P<link>[-—–=:]|(?:indicat|denot|mean|mark)\w*)?\s*(?P<words>.*)",
    re.IGNORECASE,
)
_NAMED_SIGN = re.compile(r"^(?:an? |the )?(?:asterisk|star|diamond|dagger)s?\s*(?=\()", re.IGNORECASE)
_MEANINGS = (
    (Fact.FIRST_DAY, re.compile(r"\b(?:first day|day one|upon (?:entry|hire)|at (?:entry|hire))\b", re.IGNORECASE)),
    (Fact.ESSENTIAL, re.compile(r"\bessential\b", re.IGNORECASE)),
)
_LEGEND_END = re.compile(r"\b(?:functions?|dut(?:y|ies)|position|job|employment)\.?$", re.IGNORECASE)
_LEAD = re.compile(r"\W*(?:\w{1,3}[.)]\W*)?")
_TAIL = re.compile(rf"\s*\(?{_SIGN}+\)?\s*\.?$")
_COLUMNS = (
    (Fact.ESSENTIAL, re.compile(r"\bessential\b", re.IGNORECASE)),
    (Fact.PRIORITY, re.compile(r"\bpriority\b", re.IGNORECASE)),
    (Fact.DISCRETION, re.compile(r"\bdiscretion\b", re.IGNORECASE)),
)
_SAID = re.compile(r"[^\W_]|[☒☐]")
_OF_A_DUTY = tuple(fact for fact, _ in _COLUMNS)
_LABEL = re.compile(rf"(?P<fact>{'|'.join(_OF_A_DUTY)}) \(duty (?P<number>\d{{1,3}})\)(?: \(\d+\))?\**", re.IGNORECASE)
"""What :func:`label` writes; a label that comes again is numbered by the reader."""


def marks(position: PositionDescription) -> list[Mark]:
    """Every mark of a description, in the order of the text."""
    parsed = list(lines(position.text))
    found = [*_signs(position.text, parsed), *_codes(position, parsed), *_lines(position)]
    return sorted(found, key=lambda mark: (mark.at.start, mark.fact))


def of_duty(duty: Duty, found: Sequence[Mark]) -> list[Mark]:
    """The marks of a duty, in their order."""
    return [mark for mark in found if mark.of.start < duty.span.end and duty.span.start < mark.of.end]


def label(fact: Fact, number: int) -> str:
    """The label of a line that tells a fact of the duty with a number, counted from 1.

    >>> label(Fact.PRIORITY, 2), labelled("Priority (duty 2)")
    ('Priority (duty 2)', (<Fact.PRIORITY: 'priority'>, 2))
    """
    return f"{fact.capitalize()} (duty {number})"


def labelled(heading: str) -> tuple[Fact, int] | None:
    """The fact and the number of the duty that a label names; ``None`` for any other heading."""
    match = _LABEL.fullmatch(heading)
    return (Fact(match["fact"].lower()), int(match["number"])) if match else None


def _lines(position: PositionDescription) -> Iterator[Mark]:
    """What stands behind the label of a duty that there is."""
    for heading, said in position.sections.items():
        named = labelled(heading)
        if named and said.quote and 0 < named[1] <= len(position.duties):
            yield Mark(named[0], said.quote, position.duties[named[1] - 1].span, said)


def _signs(text: str, parsed: Sequence[Line]) -> Iterator[Mark]:
    legend = dict(_legend(text, parsed))
    for line in parsed:
        words = text[line.start : line.end]
        if not legend or line.kind in {LineKind.BLANK, LineKind.RULE} or _explains(words):
            continue
        lead, tail = _LEAD.match(words), _TAIL.search(words)
        body = line.start + (lead.end() if lead else 0)
        end = line.start + tail.start() if tail else line.end
        for begin, zone in ((line.start, words[: body - line.start]), (end, words[end - line.start :])):
            for sign, (fact, meaning) in legend.items():
                place = zone.find(sign)
                if place >= 0 and body < end:
                    at = begin + place
                    yield Mark(fact, meaning, _span(text, body, end), _span(text, at, at + len(sign)))


def _legend(text: str, parsed: Sequence[Line]) -> Iterator[tuple[str, tuple[Fact, str]]]:
    """Each sign that is explained, with what it means and the words that say so."""
    for line in parsed:
        if explained := _explains(text[line.start : line.end]):
            sign, fact, words = explained
            yield sign, (fact, words)


def _explains(words: str) -> tuple[str, Fact, str] | None:
    """The sign, its meaning and its words, where a line is the legend of a sign."""
    match = _LEGEND.match(_NAMED_SIGN.sub("", words))
    if match is None:
        return None
    said = match["words"].strip(" .")
    fact = next((fact for fact, meaning in _MEANINGS if meaning.search(said)), None)
    if fact is None or not (match["link"] or _LEGEND_END.search(said)):
        return None
    return match["sign"], fact, said


def _codes(position: PositionDescription, parsed: Sequence[Line]) -> Iterator[Mark]:
    """The codes in the columns of a table of duties; its rows end where another heading begins."""
    text, names = position.text, []
    for line in parsed:
        if line.kind is LineKind.HEADING:
            names = [text[start:end] for start, end in columns(text, line)] if "|" in line.label else []
        elif line.kind is LineKind.ROW and names:
            cells = columns(text, line)
            duty = _last_before(position.duties, line.end)
            for name, (start, end) in zip(reversed(names), reversed(cells), strict=False):
                fact = next((fact for fact, words in _COLUMNS if words.search(name)), None)
                if fact and duty and _SAID.search(text, start, end):
                    yield Mark(fact, text[start:end], duty.span, _span(text, start, end))


def _last_before(duties: Sequence[Duty], end: int) -> Duty | None:
    """The duty of a row: the last one that begins before the row's end."""
    return max((duty for duty in duties if duty.span.start < end), key=lambda duty: duty.span.start, default=None)


def _span(text: str, start: int, end: int) -> Span:
    return Span(text[start:end], start, end)
