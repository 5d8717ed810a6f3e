"""Reading a drafted description: cut up, never changed, and nothing lost.

The text is material only. Whatever it asks for or commands is kept as words and obeyed by nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.models import Duty, PositionDescription, Span
from assistant.position.duties import duties_of
from assistant.position.fields import find_employer, find_requested, find_title
from assistant.position.headings import HeadingKind
from assistant.position.layout import Line, LineKind, cells, lines
from assistant.position.packet import described
from assistant.position.statements import purpose_in, summary_in
from assistant.position.verbs import surely_works

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_TIME = re.compile(r"\b(?:per\s?cent|of|the|my|your|their|work(?:ing)?|time|about|approx\w*)\b", re.IGNORECASE)
_CODES = frozenset({"yes", "no", "n/a", "na"})
_LONGEST_VALUE = 60
"""Characters of a title, an employer or a class asked for."""
_ONE_VALUE = frozenset({HeadingKind.TITLE, HeadingKind.EMPLOYER, HeadingKind.REQUESTED})


@dataclass(slots=True)
class _Part:
    """The lines under one heading; ``label`` is empty where no heading claims them."""

    label: str
    kind: HeadingKind
    closes_at_blank: bool = False
    at: int = 0
    lines: list[Line] = field(default_factory=list)

    @property
    def list_has_ended(self) -> bool:
        """Whether a list of duties stands here and a blank line has closed it: what follows is another matter."""
        listed = any(line.kind is LineKind.ITEM for line in self.lines)
        return self.kind is HeadingKind.DUTIES and listed and self.lines[-1].kind is LineKind.BLANK

    @property
    def filled(self) -> bool:
        return any(line.kind is not LineKind.BLANK for line in self.lines)

    def ends_before(self, line: Line, text: str) -> bool:
        """Whether a line right below *Title: …* is no more of the title: a list item, or a sentence."""
        if not self.closes_at_blank or self.kind not in _ONE_VALUE or line.kind not in {LineKind.ITEM, LineKind.TEXT}:
            return False
        words = text[line.body : line.end]
        sentence = self.filled and (words.endswith((".", "!", "?", ";")) or surely_works(words))
        return line.kind is LineKind.ITEM or len(words) > _LONGEST_VALUE or sentence


def read_position(text: str) -> PositionDescription:
    """Read a draft of any shape: a description in Duluth's or the state's form, a memo, scraps, or plain sentences.

    Every span stands at its offsets in the text as given. The ``text`` of the result is that text with anything that is
    not the position (a memo in front, a redline behind, struck-out words) blanked out and the end cut off.

    >>> read_position("Title: Clerk\\n\\nOpens and sorts mail.").duties[0].span.quote
    'Opens and sorts mail.'
    """
    body = described(text)
    parsed = list(lines(body))
    title, title_line = find_title(body, parsed)
    parts = _parts(body, parsed, title_line)
    duties = [duty for part in parts for duty in duties_of(body, part.lines, part.kind, part.label, title)]
    if not duties:
        duties = [duty for part in parts for duty in _duties_in_purpose(body, part)]
    purpose = _purpose(body, parts)
    if purpose is not None and not any(part.kind is HeadingKind.PURPOSE for part in parts):
        duties = [duty for duty in duties if not (duty.span.start <= purpose.start and purpose.end <= duty.span.end)]
    return PositionDescription(
        text=body,
        title=title,
        employer=find_employer(body, parsed) or find_employer(text, ()),
        requested=find_requested(body, parsed),
        purpose=purpose,
        duties=tuple(duties),
        sections=_sections(body, parts),
        unplaced=tuple(_unplaced(body, parts, duties, purpose)),
    )


def _parts(text: str, parsed: Sequence[Line], title_line: int | None) -> list[_Part]:
    parts = [_Part("", HeadingKind.UNKNOWN)]
    for place, line in enumerate(parsed):
        if place == title_line or line.kind is LineKind.RULE:
            continue
        if line.kind is LineKind.HEADING:
            parts.append(_Part(line.label, line.heading, line.heading in _ONE_VALUE, line.end))
        elif line.kind is LineKind.FIELD:
            closes = line.heading is not HeadingKind.DUTIES
            parts.append(_Part(line.label, line.heading, closes, line.body, [line]))
        elif line.kind is LineKind.BLANK and parts[-1].closes_at_blank and parts[-1].filled:
            parts.append(_Part("", HeadingKind.UNKNOWN))
        elif parts[-1].ends_before(line, text) or (line.kind is LineKind.TEXT and parts[-1].list_has_ended):
            parts.append(_Part("", HeadingKind.UNKNOWN, lines=[line]))
        else:
            parts[-1].lines.append(line)
    return parts


def _duties_in_purpose(text: str, part: _Part) -> list[Duty]:
    if part.kind is not HeadingKind.PURPOSE:
        return []
    return duties_of(text, part.lines, HeadingKind.UNKNOWN, part.label)


def _span(text: str, start: int, end: int) -> Span:
    return Span(text[start:end], start, end)


def _content(part: _Part) -> tuple[int, int]:
    """Where the words under a heading begin and end; an empty stretch right behind an empty heading."""
    filled = [line for line in part.lines if line.kind is not LineKind.BLANK]
    if not filled:
        return part.at, part.at
    first = filled[0]
    return (first.body if first.kind is LineKind.FIELD else first.start), max(filled[-1].end, first.body)


def _sections(text: str, parts: Sequence[_Part]) -> dict[str, Span]:
    """Heading as written -> its words; a heading that comes again is numbered."""
    found: dict[str, Span] = {}
    times: Counter[str] = Counter()
    for part in parts:
        if not part.label:
            continue
        times[part.label] += 1
        label = part.label if times[part.label] == 1 else f"{part.label} ({times[part.label]})"
        while label in found:  # a heading may itself be written "Notes (2)"
            label += "*"
        found[label] = _span(text, *_content(part))
    return found


def _purpose(text: str, parts: Sequence[_Part]) -> Span | None:
    """The words under the first heading of purpose, up to its first list item; else a sentence that states it."""
    for part in parts:
        if part.kind is HeadingKind.PURPOSE and part.filled:
            return _paragraphs_of(text, part)
    loose = [line for part in parts if not part.label for line in part.lines]
    before = [line for line in loose if line.kind is LineKind.TEXT and line.start < _first_list(parts)]
    stated = (purpose_in(text, line.body, line.end) for line in loose)
    summed_up = (summary_in(text, line.body, line.end) for line in before)
    found = next(filter(None, stated), None) or next(filter(None, summed_up), None)
    return _span(text, *found) if found else None


def _first_list(parts: Sequence[_Part]) -> int:
    """Where the duties under a heading of their own begin; 0 if there are none."""
    return next((part.at for part in parts if part.kind is HeadingKind.DUTIES and part.filled), 0)


def _paragraphs_of(text: str, part: _Part) -> Span:
    start, end = _content(part)
    items = [line.start for line in part.lines if line.kind is LineKind.ITEM and line.start > start]
    stop = min(items, default=end)
    return _span(text, start, start + len(text[start:stop].rstrip()))


def _unplaced(text: str, parts: Sequence[_Part], duties: Sequence[Duty], purpose: Span | None) -> Iterator[Span]:
    """The words outside every section, or under a heading of duties, that are no part of a duty or the purpose."""
    claimed = sorted((span.start, span.end) for duty in duties for span in (duty.span, *duty.tasks))
    if purpose is not None:
        claimed = sorted([*claimed, (purpose.start, purpose.end)])
    for part in parts:
        for start, end in _paragraph_stretches(text, part.lines):
            if not part.label:
                yield from _left_over(text, start, end, claimed)
            elif part.kind is HeadingKind.DUTIES:
                yield from (span for span in _left_over(text, start, end, claimed) if _says_something(span.quote))


def _says_something(words: str) -> bool:
    """Whether there is more than a share of time, or a code in a column, that was set apart from its duty."""
    return _LETTERS.search(_TIME.sub("", words)) is not None and words.casefold() not in _CODES


def _paragraph_stretches(text: str, under: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of text without markers in them: lines of one paragraph are kept together."""
    start = end = -1
    for line in under:
        joins = line.kind is LineKind.TEXT and start >= 0
        if not joins and start >= 0:
            yield start, end
            start = -1
        if line.kind is LineKind.ROW:
            yield from cells(text, line)
        elif line.kind is not LineKind.BLANK:
            start, end = (start if joins else line.body), line.end
    if start >= 0:
        yield start, end


def _left_over(text: str, start: int, end: int, claimed: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """What no claimed stretch covers between two offsets; ``claimed`` is sorted and its stretches do not overlap."""
    at = start
    first, last = max(0, bisect_left(claimed, (start, 0)) - 1), bisect_left(claimed, (end, 0))
    for taken_from, taken_to in [*claimed[first:last], (end, end)]:
        if taken_to <= at:
            continue
        piece = text[at : max(at, taken_from)]
        if piece.strip():
            begin = at + len(piece) - len(piece.lstrip())
            yield _span(text, begin, begin + len(piece.strip()))
        at = max(at, taken_to)
