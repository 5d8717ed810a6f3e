"""The lines of a draft: which are headings, labelled fields, list items, table rows, or plain text.

Nothing here knows what a duty is. Each line keeps its offsets into the text, and a line never overlaps another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from assistant.position.headings import HeadingKind, heading_kind, lead_in_kind
from assistant.position.shares import cell_share, split_share
from assistant.position.statements import states_work


class LineKind(StrEnum):
    """The shape of a line."""

    BLANK = "blank"
    RULE = "rule"
    HEADING = "heading"
    FIELD = "field"
    ITEM = "item"
    ROW = "row"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one of several labelled fields on a line.

    ``start`` and ``end`` bound it without the space around it; the words that count begin at ``body``. What stands
    between ``start`` and ``body`` is a marker, or a label with its colon.
    """

    kind: LineKind
    start: int
    end: int
    body: int
    indent: int = 0
    label: str = ""
    heading: HeadingKind = HeadingKind.UNKNOWN
    marker: str = ""
    """``number``, ``letter``, ``bullet`` or ``area`` (a Markdown heading with a share of time); else empty."""


_RULE = re.compile(r"[-=_*~•·|+:#\s]{2,}")
_BULLETS = "•·▪◦●○■❖✓➢‣"
_MARKER = re.compile(
    rf"(?:(?:#{{1,6}}\s+|[{_BULLETS}]\s*|[-*–—]\s+|\*(?=(?:[A-Z]|\d{{1,2}})[.)]\s)"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*)[.)]\s*(?=[^\W\d]|[(\[]?\d{1,3}\s?%)"
    r"|\(?(?:[A-Za-z]|[ivx]{2,4}|[IVX]{2,4})[.)]\s+))+"
)
_DECORATION = re.compile(r"^(?:#{1,6}\s+|\*\*|__)+|(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*#*$")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S|(?:\*\*|__)[^*_]+(?:\*\*|__):?$")
_FIELD = re.compile(r"(?:\*\*|__)?([A-Za-z][^:|\t.;!?\n]{0,60}?)(?:\*\*|__)?:(?:\*\*|__)?[ \t]*(?!//)(?=\S)")
_FIELDS_ON_ONE_LINE = re.compile(r"(?:(?<=\t)|(?<=  )|(?<=\| )|^)([A-Z][A-Za-z.'’/ ]{0,40}?):(?=\s|$)")
_BARE_LABEL = re.compile(
    r"(?:working|class(?:ification)?|position|job|civil service|official) title|agency(?: ?/ ?\w+)?|employer"
    r"|appointing authority",
    re.IGNORECASE,
)
"""What stands above its value in a form, without a colon."""
_DUTY_COLUMN = re.compile(r"\b(?:dut(?:y|ies)|responsibilit(?:y|ies)|tasks?|functions?)\b", re.IGNORECASE)
_OTHER_COLUMN = re.compile(
    r"(?:resp(?:onsibility)?\.? ?)?(?:no\.?|#|number)|%.*|per ?cent.*|(?:time|weight)\b.*|essential.*"
    r"|.*\b(?:priority|discretion)\b.*",
    re.IGNORECASE,
)
_COLUMN_WORDS = 8
_HAS_WORDS = re.compile(r"\w")
_TAB_STOP = re.compile(r"\t+|\|")
_HEADING_WORDS = 8
_HEADING_LENGTH = 160
_LABEL_WORDS = 4


def lines(text: str) -> Iterator[Line]:
    """The lines of a text in order."""
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            yield from _read(stripped, at + indent, indent)
        else:
            yield Line(LineKind.BLANK, at, at, at)
        at += len(raw) + 1


def _read(line: str, start: int, indent: int) -> Iterator[Line]:
    end = start + len(line)
    if _RULE.fullmatch(line):
        yield Line(LineKind.RULE, start, end, end)
    elif several := _several_fields(line, start):
        yield from several
    else:
        yield (
            _head_row(line, start)
            or _labelled_cells(line, start)
            or _field(line, start)
            or _heading(line, start)
            or _row(line, start, indent)
            or _plain(line, start, indent)
        )


def _head_row(line: str, start: int) -> Line | None:
    """The head of a table of duties, which says what its columns hold: a heading of duties."""
    names = [name.strip(" *") for name in line.strip("|").split("|")]
    if len(names) < 2 or any(len(name.split()) > _COLUMN_WORDS for name in names):
        return None
    others = [name for name in names if _OTHER_COLUMN.fullmatch(name)]
    named = [name for name in names if name not in others and _DUTY_COLUMN.search(name)]
    if not others or len(named) != 1 or len(others) + 1 < len(names) - 1:
        return None
    return Line(LineKind.HEADING, start, start + len(line), start + len(line), label=line, heading=HeadingKind.DUTIES)


def _labelled_cells(line: str, start: int) -> Line | None:
    """A row of two cells, a known label and what is entered beside it."""
    bare = line.strip("|")
    label, bar, value = bare.partition("|")
    kind = heading_kind(label.strip(" *"))
    if not bar or "|" in value or kind in {HeadingKind.UNKNOWN, HeadingKind.DUTIES} or not value.strip():
        return None
    if kind is HeadingKind.CONTEXT and (split_share(value.strip())[0] is not None or cell_share(value) is not None):
        return None
    at = line.index(value, line.index(bare) + len(label) + 1)
    end = at + len(value.rstrip())
    return Line(
        LineKind.FIELD, start, start + end, start + end - len(value.strip()), label=label.strip(" *"), heading=kind
    )


def _several_fields(line: str, start: int) -> list[Line]:
    """The fields of a row of codes, such as the foot of a Duluth description."""
    found = list(_FIELDS_ON_ONE_LINE.finditer(line))
    if len(found) < 2 or found[0].start() != 0:
        return []
    ends = [match.start() for match in found[1:]] + [len(line)]
    return [
        Line(
            LineKind.FIELD,
            start + match.start(),
            start + max(match.end(), len(line[:end].rstrip(" \t|"))),
            start + match.end() + len(line[match.end() : end]) - len(line[match.end() : end].lstrip(" \t|")),
            label=match.group(1),
            heading=heading_kind(match.group(1)),
        )
        for match, end in zip(found, ends, strict=True)
    ]


def _heading(line: str, start: int) -> Line | None:
    if len(line) > _HEADING_LENGTH:
        return None
    marker = None if line.startswith("#") else _MARKER.match(line)
    label = _DECORATION.sub("", line[marker.end() if marker else 0 :]).strip()
    if not label or len(label.split()) > _HEADING_WORDS + 4:
        return None
    kind = heading_kind(label)
    if kind is HeadingKind.CONTEXT and split_share(label)[0] is not None:
        return None
    if kind in {HeadingKind.UNKNOWN, HeadingKind.TITLE, HeadingKind.EMPLOYER}:
        bare = kind is not HeadingKind.UNKNOWN and _BARE_LABEL.fullmatch(label)
        if marker or not (bare or _looks_like_heading(line, label)):
            return None
        kind = lead_in_kind(label)
    elif marker and not _may_be_numbered(kind, label):
        return None
    return Line(LineKind.HEADING, start, start + len(line), start + len(line), label=label, heading=kind)


def _may_be_numbered(kind: HeadingKind, label: str) -> bool:
    """A numbered one-word line is more likely a scrap in a list than a heading, unless it speaks of requirements."""
    return len(label.split()) > 1 or kind in {HeadingKind.PURPOSE, HeadingKind.DUTIES} or label.isupper()


def _looks_like_heading(line: str, label: str) -> bool:
    if len(label.split()) > _HEADING_WORDS or split_share(label)[0] is not None:
        return False
    if _MARKDOWN_HEADING.match(line) or line.rstrip("*_ ").endswith(":"):
        return True
    capitals = label.isupper() and sum(map(str.isalpha, label)) >= 4 and not line.endswith((".", "!", "?", ","))
    return capitals and not states_work(label.capitalize())


def _field(line: str, start: int) -> Line | None:
    marker = _MARKER.match(line)
    begin = marker.end() if marker else 0
    match = _FIELD.match(line, begin)
    if match is None or match.end() >= len(line):
        return None
    label = match.group(1).strip()
    kind = heading_kind(label)
    if kind is HeadingKind.UNKNOWN and (marker or not _is_plain_label(label, line[match.end() :])):
        return None
    return Line(
        LineKind.FIELD, start, start + len(line), start + match.end(), label=label, heading=_field_kind(kind, label)
    )


def _field_kind(kind: HeadingKind, label: str) -> HeadingKind:
    return lead_in_kind(label) if kind is HeadingKind.UNKNOWN else kind


def _is_plain_label(label: str, value: str) -> bool:
    """An unknown label: a few words with a capital, before a value that starts afresh; else it opens a sentence."""
    if len(label.split()) > _LABEL_WORDS or "," in label or split_share(label)[0] is not None:
        return False
    return label[0].isupper() and not value[0].islower()


def _row(line: str, start: int, indent: int) -> Line | None:
    """A table row begins with a bar, has two or more of them, or has a number of its own behind a tab."""
    barred = line.startswith("|") or line.count("|") > 1
    columns = line.split("\t")[1:]
    if not (barred or any(cell_share(cell) is not None for cell in columns)) or not _HAS_WORDS.search(line):
        return None
    return Line(LineKind.ROW, start, start + len(line), start, indent)


def _plain(line: str, start: int, indent: int) -> Line:
    marker = _MARKER.match(line)
    if marker is None or marker.end() >= len(line):
        return Line(LineKind.TEXT, start, start + len(line), start, indent)
    return Line(
        LineKind.ITEM, start, start + len(line), start + marker.end(), indent, marker=_marker_style(marker.group())
    )


def _marker_style(marker: str) -> str:
    last = marker.split()[-1].strip("().") if marker.strip() else ""
    if last and last.replace(".", "").isdigit():
        return "number"
    if last.isalpha():
        return "letter"
    return "area" if last.startswith("#") else "bullet"


def columns(text: str, row: Line) -> list[tuple[int, int]]:
    """Offsets of the cells between the bars of a table row, the empty ones too."""
    start, end = row.start, row.end
    if text.startswith("|", start):
        start += 1
    if text.endswith("|", start, end):
        end -= 1
    found: list[tuple[int, int]] = []
    for piece in text[start:end].split("|"):
        lead = len(piece) - len(piece.lstrip())
        found.append((start + min(lead, len(piece)), start + max(lead, len(piece.rstrip()))))
        start += len(piece) + 1
    return found


def cells(text: str, row: Line) -> list[tuple[int, int]]:
    """Offsets of the cells of a table row that hold something."""
    found: list[tuple[int, int]] = []
    at = row.start
    for stop in [*_TAB_STOP.finditer(text, row.start, row.end), None]:
        end = stop.start() if stop else row.end
        piece = text[at:end]
        if piece.strip():
            found.append((at + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())))
        at = stop.end() if stop else row.end
    return found


def after_marker(words: str) -> int:
    """Where the words behind a list marker begin; 0 if there is none."""
    match = _MARKER.match(words)
    return match.end() if match and match.end() < len(words) else 0
