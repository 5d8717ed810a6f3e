"""An organization chart as SVG, and the same in words.

Each level is laid out in rows of at most four boxes around a middle that stays free for the line from above; the
position itself stands in the last row of its level, so that the line to those below starts at its own box.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from assistant.draft.paper import Figure, Item, Items, Run
from assistant.packet.chart import Box, Chart, in_words

_WIDTH = 468.0
"""Points: the width of the text on a letter page with margins of one inch."""
_IN_ROW = 4
_BOX, _GAP = 107.0, 12.0
_RISE = 22.0
"""Points between two rows: the lines run there."""
_LINE, _PAD = 10.5, 6.0
_LETTERS = 24
"""About so many letters of the face fit beside each other in a box."""
_FACE = "font-family=\"Libertinus Serif, 'Times New Roman', serif\""
_EMPTY = "________"


@dataclass(frozen=True, slots=True)
class _Placed:
    """A box where it stands: its left and top edge and its height, in points."""

    box: Box
    left: float
    top: float
    height: float

    @property
    def middle(self) -> float:
        return self.left + _BOX / 2

    @property
    def bottom(self) -> float:
        return self.top + self.height


def figure(chart: Chart) -> Figure:
    """The chart drawn, with its alternative text."""
    return Figure(svg(chart), f"Organization chart. {' '.join(f'{level}: {said}.' for level, said in _told(chart))}")


def listed(chart: Chart) -> Items:
    """The chart as a list that says the same as the drawing."""
    return Items(tuple(Item((Run(f"{level}: ", strong=True), Run(said))) for level, said in _told(chart)))


def svg(chart: Chart) -> str:
    """The drawing as a whole SVG image, in points."""
    head, top = _head(chart)
    boxes: list[_Placed] = []
    lines: list[str] = []
    parent: _Placed | None = None
    for people in (*([box] for box in chart.above), [*chart.beside, chart.here], list(chart.below)):
        rows, top = _rows(people, top + _RISE)
        lines += _lines(parent, rows)
        boxes += [placed for row in rows for placed in row]
        parent = rows[-1][-1] if rows else parent
    drawn = "".join([*head, *lines, *(part for placed in boxes for part in _drawn(placed))])
    height = max((placed.bottom for placed in boxes), default=top) + _PAD
    size = f'width="{_WIDTH:g}pt" height="{height:g}pt" viewBox="0 0 {_WIDTH:g} {height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'


def _head(chart: Chart) -> tuple[list[str], float]:
    """The agency and the unit above the boxes, and where they end."""
    shown: list[str] = []
    top = _PAD
    for words, size, weight in (
        (chart.agency or f"Agency or department: {_EMPTY}", 11, "bold"),
        (chart.unit or f"Unit and sub-units: {_EMPTY}", 9.5, "normal"),
    ):
        for line in wrap(words, 80):
            top += size + 2
            shown.append(_text(line, _WIDTH / 2, top, size, weight))
    return shown, top - _RISE / 2


def _rows(people: Sequence[Box], top: float) -> tuple[list[list[_Placed]], float]:
    """Boxes in rows around the middle, and where the last row ends."""
    rows: list[list[_Placed]] = []
    for start in range(0, len(people), _IN_ROW):
        row = people[start : start + _IN_ROW]
        height = max(len(_words(box)) for box in row) * _LINE + 2 * _PAD
        left = (_WIDTH - len(row) * _BOX - (len(row) - 1) * _GAP) / 2
        rows.append([_Placed(box, left + place * (_BOX + _GAP), top, height) for place, box in enumerate(row)])
        top += height + _RISE
    return rows, top - _RISE


def _lines(parent: _Placed | None, rows: Sequence[Sequence[_Placed]]) -> Iterator[str]:
    """From a box down to the middle, along the free middle, and to each box of each row."""
    if parent is None or not rows:
        return
    buses = [row[0].top - _RISE / 2 for row in rows]
    yield _line(parent.middle, parent.bottom, parent.middle, buses[0])
    yield _line(parent.middle, buses[0], _WIDTH / 2, buses[0])
    yield _line(_WIDTH / 2, buses[0], _WIDTH / 2, buses[-1])
    for bus, row in zip(buses, rows, strict=True):
        ends = [_WIDTH / 2, *(placed.middle for placed in row)]
        yield _line(min(ends), bus, max(ends), bus)
        yield from (_line(placed.middle, bus, placed.middle, placed.top) for placed in row)


def _line(left: float, top: float, right: float, bottom: float) -> str:
    return f'<path d="M{left:g} {top:g}L{right:g} {bottom:g}" stroke="#1a1a1a" stroke-width="1" fill="none"/>'


def _drawn(placed: _Placed) -> Iterator[str]:
    box = placed.box
    look = (
        'fill="#fff2a8" stroke-dasharray="4 3" stroke-width="1"' if box.missing else 'fill="#ffffff" stroke-width="1"'
    )
    if box.here:
        look = f'fill="{"#fff2a8" if box.missing else "#dce9f7"}" stroke-width="2.5"'
    place = f'x="{placed.left:g}" y="{placed.top:g}" width="{_BOX:g}" height="{placed.height:g}"'
    yield f'<rect {place} rx="3" stroke="#1a1a1a" {look}/>'
    for number, (words, weight) in enumerate(_words(box), 1):
        yield _text(words, placed.middle, placed.top + _PAD / 2 + number * _LINE, 8, weight)


def _words(box: Box) -> list[tuple[str, str]]:
    """The lines in a box, each with its weight."""
    lines = [("THIS POSITION", "bold")] if box.here else []
    if box.missing:
        return [*lines, ("To be supplied:", "bold"), *((line, "normal") for line in wrap(box.missing, _LETTERS))]
    lines += [(line, "bold") for line in wrap(box.title, _LETTERS - 2)]
    lines += [(line, "normal") for line in wrap(box.working_title, _LETTERS)]
    for label, said in (("Name", box.name), ("Code", box.code)):
        lines += [(line, "normal") for line in wrap(f"{label}: {said or _EMPTY}", _LETTERS)]
    return lines


def _text(words: str, middle: float, base: float, size: float, weight: str) -> str:
    place = f'x="{middle:g}" y="{base:g}" text-anchor="middle" font-size="{size:g}" font-weight="{weight}" {_FACE}'
    return f"<text {place}>{escape(words)}</text>"


def _told(chart: Chart) -> Iterator[tuple[str, str]]:
    """Each level with the boxes on it, from the top down."""
    yield "Agency or department", chart.agency or "blank"
    yield "Unit", chart.unit or "blank"
    for away, box in zip(range(len(chart.above), 0, -1), chart.above, strict=True):
        yield "Immediate supervisor" if away == 1 else f"{away} levels above", in_words(box)
    yield "This position", in_words(chart.here)
    yield "Same level, same supervisor", _joined(chart.beside)
    yield "Reporting to this position", _joined(chart.below)


def _joined(boxes: Sequence[Box]) -> str:
    return "; ".join(map(in_words, boxes)) or "nobody"
