"""Cutting the words under a heading into duties with their tasks and shares of time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.models import Duty, Span
from assistant.position.headings import HeadingKind
from assistant.position.layout import Line, LineKind, after_marker, cells, lines
from assistant.position.shares import bare_shares, cell_share, leading_shares, opens_with_share, split_share
from assistant.position.statements import is_context, sentences, states_work
from assistant.position.verbs import opens_with_work

_SHORT_LINE = 60
_WORDED = 4
"""A cell of fewer letters is a code and no duty."""
_SHARE = "share"
"""The marker of an item whose share of time is a bare number in front."""
_READ = frozenset({HeadingKind.DUTIES, HeadingKind.UNKNOWN})


@dataclass(frozen=True, slots=True)
class _Block:
    """A list item, a table row or a paragraph with all its lines."""

    kind: LineKind
    marker: str
    indent: int
    start: int
    end: int
    share: float | None = None


def duties_of(text: str, under: Sequence[Line], kind: HeadingKind, label: str, title: str = "") -> list[Duty]:
    """The duties among the lines under a heading.

    Under a heading of duties every item is one; elsewhere only what states work. Requirements, supervision and other
    known context hold none. ``title`` is the position's own.
    """
    if kind not in _READ:
        return []
    listed = kind is HeadingKind.DUTIES
    blocks = _blocks(text, _with_leading_shares(text, under) if listed else under)
    tops = _nested(text, [piece for block in blocks for piece in _pieces(text, block)])
    tops = [(top, tasks) for top, tasks in tops if _is_duty(text, top, tasks, listed, title)]
    words = [text[top.start : top.end] for top, _ in tops]
    bare = bare_shares(words, announced="%" in label or "percent" in label.lower()) if listed else [None] * len(tops)
    return [_duty(text, top, tasks, given) for (top, tasks), given in zip(tops, bare, strict=True)]


def _blocks(text: str, under: Sequence[Line]) -> Iterator[_Block]:
    """Lines joined to blocks; a line that continues an item or a paragraph belongs to it."""
    current: _Block | None = None
    for line in under:
        joins = current is not None and line.kind is LineKind.TEXT and _continues(text, current, line)
        if current is not None and joins:
            current = _Block(current.kind, current.marker, current.indent, current.start, line.end, current.share)
            continue
        if current is not None:
            yield current
        current = _opened(text, line)
    if current is not None:
        yield current


def _with_leading_shares(text: str, under: Sequence[Line]) -> list[Line]:
    """Plain lines such as *40 Collects samples*, whose numbers make up the whole time, as list items."""
    plain = [line for line in under if line.kind is LineKind.TEXT]
    bodies = leading_shares([text[line.start : line.end] for line in plain])
    found = {line.start: line.start + body for line, body in zip(plain, bodies, strict=True) if body}
    return [
        Line(LineKind.ITEM, line.start, line.end, found[line.start], line.indent, marker=_SHARE)
        if line.start in found
        else line
        for line in under
    ]


def _opened(text: str, line: Line) -> _Block | None:
    if line.kind is LineKind.BLANK:
        return None
    if line.kind is LineKind.ROW:
        return _row_block(text, line)
    kind = LineKind.ITEM if line.kind is LineKind.ITEM else LineKind.TEXT
    share = cell_share(text[line.start : line.body]) if line.marker == _SHARE else None
    return _Block(kind, line.marker, line.indent, line.body, max(line.body, line.end), share)


def _row_block(text: str, line: Line) -> _Block | None:
    """The wordiest cell of a table row; a cell that is only a number is its share. A head row has no such cell."""
    found = cells(text, line)
    shares = [share for start, end in found if (share := cell_share(text[start:end])) is not None]
    start, end = max(found, key=lambda cell: cell[1] - cell[0])
    start += after_marker(text[start:end])
    head = any(text[a:b].lower().startswith(("%", "percent", "priority", "discretion")) for a, b in found)
    share = shares[-1] if shares else None
    if len(re.findall(r"[^\W\d_]", text[start:end])) < _WORDED:
        return None if share is None else _Block(LineKind.ROW, "", line.indent, start, start, share)
    return None if head else _Block(LineKind.ROW, "", line.indent, start, end, share)


def _continues(text: str, block: _Block, line: Line) -> bool:
    """Whether a line without a marker goes on with the block: it is indented, or the one above was full."""
    if block.kind is LineKind.ROW:
        return False
    above = text[block.start : block.end].rsplit("\n", 1)[-1].strip()
    if block.kind is LineKind.ITEM and line.indent > block.indent:
        return True
    if not text[line.start].isupper():
        return True
    return len(above) >= _SHORT_LINE and (block.kind is LineKind.TEXT or not above.endswith((".", "!", "?", ";")))


def _pieces(text: str, block: _Block) -> Iterator[_Block]:
    """A paragraph falls into sentences; an item and a row stay whole."""
    if block.kind is not LineKind.TEXT:
        yield block
        return
    for start, end in sentences(text, block.start, block.end):
        yield _Block(block.kind, "", block.indent, start, end)


def _nested(text: str, blocks: Sequence[_Block]) -> list[tuple[_Block, list[_Block]]]:
    """Items with the items under them: those marked in another way or set deeper than the first."""
    tops: list[tuple[_Block, list[_Block]]] = []
    for block in blocks:
        if block.start == block.end:  # the end of a row whose duty stands above: its share
            if tops and tops[-1][0].share is None:
                tops[-1] = (replace(tops[-1][0], share=block.share), tops[-1][1])
        elif tops and _is_under(text, tops[-1][0], block):
            tops[-1][1].append(block)
        else:
            tops.append((block, []))
    return tops


def _is_under(text: str, top: _Block, block: _Block) -> bool:
    if block.kind is not LineKind.ITEM or top.kind is LineKind.ROW:
        return False
    if top.kind is LineKind.TEXT:
        return split_share(text[top.start : top.end])[0] is not None
    return block.indent > top.indent or (block.marker != top.marker and block.indent == top.indent)


def _is_duty(text: str, top: _Block, tasks: Sequence[_Block], listed: bool, title: str) -> bool:
    words = text[top.start : top.end]
    if top.kind is LineKind.TEXT:
        if opens_with_share(words):
            return True
        return not is_context(words, title) if listed else states_work(words, title)
    if listed or any(states_work(text[task.start : task.end], title) for task in tasks):
        return opens_with_work(words) or not is_context(words, title)
    return states_work(words, title)


def _duty(text: str, top: _Block, tasks: Sequence[_Block], bare: tuple[float, int] | None) -> Duty:
    words = text[top.start : top.end]
    share, begin, end = split_share(words)
    if share is None and bare is not None:
        share, end = bare
    if share is None:
        share = top.share
    return Duty(
        _span(text, top.start + begin, top.start + end),
        share,
        tuple(_span(text, task.start, task.end) for task in tasks),
    )


def _span(text: str, start: int, end: int) -> Span:
    return Span(text[start:end], start, end)


def items_in(text: str, start: int, end: int) -> list[Span]:
    """The list items and sentences of ``text[start:end]``, without their markers, in order."""
    under = [_as_words(line) for line in lines(text[start:end]) if line.kind is not LineKind.RULE]
    found = [piece for block in _blocks(text[start:end], under) for piece in _pieces(text[start:end], block)]
    return [_span(text, start + piece.start, start + piece.end) for piece in found]


def _as_words(line: Line) -> Line:
    """Inside a section, a line that looks like a heading or a label is words like any other."""
    if line.kind not in {LineKind.HEADING, LineKind.FIELD}:
        return line
    return Line(LineKind.TEXT, line.start, line.end, line.start, line.indent)
