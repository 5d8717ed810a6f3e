"""Finding the description inside what was handed in.

A city's packet holds a memo, the clean description and a redline of it. Only the clean description is the position:
a memo argues, and struck-out wording is never evidence. What is not the position is overwritten with spaces, so
every offset into the result is an offset into the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.position.headings import HeadingKind
from assistant.position.layout import Line, LineKind, lines

_MEMO_FIELDS = frozenset({"date", "to", "from", "subject", "re"})
_MEMO_FIELDS_NEEDED = 3
_STRUCK = re.compile(r"~~(?=\S)(?:(?!~~|\n\s*\n).)+~~", re.DOTALL)
_NOT_SPACE = re.compile(r"\S")
_STARTS_A_DESCRIPTION = (HeadingKind.PURPOSE, HeadingKind.DUTIES)


def described(text: str) -> str:
    """The text with memo, redline and struck words blanked out and every other character at its place."""
    parsed = list(lines(text))
    start, end = 0, len(text)
    opening = _opening_heading(parsed)
    if opening is not None:
        if _has_memo_head(text, parsed[:opening]):
            start = parsed[_title_before(text, parsed, opening)].start
        end = _redline_start(text, parsed, opening) or end
    kept = _blank(text[:start]) + text[start:end].rstrip()
    return _STRUCK.sub(lambda match: _blank(match.group()), kept)


def _blank(words: str) -> str:
    return _NOT_SPACE.sub(" ", words)


def _opening_heading(parsed: Sequence[Line]) -> int | None:
    """The first heading under which a description begins."""
    for place, line in enumerate(parsed):
        if line.kind is LineKind.HEADING and line.heading in _STARTS_A_DESCRIPTION:
            return place
    return None


def _has_memo_head(text: str, parsed: Sequence[Line]) -> bool:
    found = {text[line.start : line.body].strip(" :*").lower() for line in parsed if line.kind is LineKind.FIELD}
    return len(found & _MEMO_FIELDS) >= _MEMO_FIELDS_NEEDED


def _title_before(text: str, parsed: Sequence[Line], opening: int) -> int:
    """The nearest line before the opening heading, if it is short enough for a title; else the heading itself."""
    for place in range(opening - 1, -1, -1):
        if parsed[place].kind is LineKind.BLANK:
            continue
        words = text[parsed[place].start : parsed[place].end]
        return place if len(words.split()) <= 10 and not words.endswith(".") else opening
    return opening


def _redline_start(text: str, parsed: Sequence[Line], opening: int) -> int | None:
    """Where the description is repeated with struck words in it; titles in front of the repetition belong to it."""
    first, last_mark = parsed[opening].label.casefold(), text.rfind("~~")
    for place in range(opening + 1, len(parsed)):
        line = parsed[place]
        if line.kind is LineKind.HEADING and line.label.casefold() == first and line.end <= last_mark:
            return parsed[_first_title(text, parsed, opening, place)].start
    return None


def _first_title(text: str, parsed: Sequence[Line], opening: int, repetition: int) -> int:
    title_line = parsed[_title_before(text, parsed, opening)]
    title = text[title_line.start : title_line.end].casefold()
    first = repetition
    for place in range(repetition - 1, opening, -1):
        words = text[parsed[place].start : parsed[place].end].casefold()
        if words not in {title, ""}:
            break
        first = place if words else first
    return first
