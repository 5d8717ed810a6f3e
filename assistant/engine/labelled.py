"""Labelled fields of a description, form or memo, in whatever layout: which kind of personal data stands where.

A label may stand before its value on a line (``Employee: …``), in a cell beside it or above it (tables, columns set
with tabs or spaces), on a line of its own over the value, or, as signatures have it, under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_CELL = re.compile(r"(?:(?!\t|\||[ \u00a0]{2,}|\n).)+")
_DRESS = " \t\u00a0*#_>•·▪-–—.☐☑✓\"“”'"
_BLANKS = re.compile(r"[\s_.…*\"“”]*")
_SEPARATOR = r"(?:\*\*|__)?[ \t]*(?P<separator>[:=#]|\s[-–—]\s|\.{3,}|_{2,}|…)"
_REMARK = r"(?:\(s\)|s)?(?:[ \t]*\([^()\n]{0,40}\))?"


@dataclass(frozen=True, slots=True)
class Field:
    """A label, and the places its value may stand at, the likeliest first."""

    kind: str
    """A key of ``labels`` in ``people.yaml``."""
    values: tuple[tuple[int, int], ...]


@cache
def data() -> dict[str, object]:
    """What ``people.yaml`` holds."""
    loaded: dict[str, object] = yaml.safe_load((Path(__file__).parent / "people.yaml").read_text("utf-8"))
    return loaded


@cache
def _labels() -> tuple[re.Pattern[str], dict[str, str]]:
    """What matches any label at the head of a cell, and the kind of each."""
    kinds = {label: kind for kind, labels in data()["labels"].items() for label in labels}  # type: ignore[attr-defined]
    written = "|".join(_spaced(label) for label in sorted(kinds, key=len, reverse=True))
    return re.compile(rf"(?<![\w@./-])(?P<label>{written})(?![\w]){_REMARK}", re.I), kinds


def _spaced(label: str) -> str:
    return re.escape(label).replace(r"\ ", r"[ \t_]+").replace("'", "['’]?")


def fields(text: str) -> Iterator[Field]:
    """The labelled fields of ``text`` in order, those with an empty place for the value too."""
    lines = [cells for cells in _lines(text) if cells]
    for row, cells in enumerate(lines):
        for column, cell in enumerate(cells):
            yield from _in_cell(text, lines, row, column, cell)


def _lines(text: str) -> Iterator[list[tuple[int, int]]]:
    """The cells of each line as (start, end), without the marks around them; rules and blank lines have none."""
    at = 0
    for line in text.splitlines(keepends=True):
        cells = (
            _undressed(text, at + match.start(), at + match.end()) for match in _CELL.finditer(line.rstrip("\r\n"))
        )
        yield [(start, end) for start, end in cells if start < end]
        at += len(line)


def _undressed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _DRESS:
        start += 1
    while start < end and text[end - 1] in " \t\u00a0*_|":
        end -= 1
    return start, end


def _in_cell(
    text: str, lines: Sequence[list[tuple[int, int]]], row: int, column: int, cell: tuple[int, int]
) -> Iterator[Field]:
    pattern, kinds = _labels()
    start, end = cell
    marked = re.compile(pattern.pattern + _SEPARATOR, re.I)
    for match in marked.finditer(text, start, end):
        if match["separator"] != ":" and match.start() != start:
            continue
        value = _BLANKS.match(text, match.end(), end)
        begin = value.end() if value else match.end()
        places = [(begin, end)] if begin < end else _around(lines, row, column)
        yield Field(_kind(kinds, match["label"]), tuple(places))
    alone = pattern.match(text, start, end)
    if alone and alone.end() == end:
        yield Field(_kind(kinds, alone["label"]), tuple(_around(lines, row, column)))
    elif (
        alone
        and alone.start() == start
        and text[alone.end()] in " \t"
        and kinds.get(_plain(alone["label"])) == "person"
    ):
        yield Field("maybe person", ((alone.end(), end),))


def _around(lines: Sequence[list[tuple[int, int]]], row: int, column: int) -> list[tuple[int, int]]:
    """The cell beside a label, the one under it and the one over it."""
    places = []
    if column + 1 < len(lines[row]):
        places.append(lines[row][column + 1])
    for near in (row + 1, row - 1):
        if 0 <= near < len(lines):
            cells = lines[near]
            if len(cells) == len(lines[row]):
                places.append(cells[column])
            elif column == 0:
                places.append(cells[0])
    return places


def _kind(kinds: dict[str, str], label: str) -> str:
    return kinds.get(_plain(label), "maybe person")


def _plain(label: str) -> str:
    return " ".join(label.lower().replace("’", "'").replace("_", " ").split())
