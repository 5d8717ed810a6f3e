"""Abbreviations that are used and never spelled out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.lint.finding import Remark
from assistant.lint.reading import Reading, word_list
from assistant.models import Span
from assistant.position.layout import LineKind, lines

_ACRONYM = re.compile(r"(?<![\w&/.'’-])(?=\w*[A-Z]\w*[A-Z])[A-Z][A-Z0-9]{1,6}(?:[&/][A-Z0-9]{1,5})?(?=s?(?![\w&]))")
_CAPITALS = re.compile(r"(?:[A-Z][A-Z'’&/-]+[ ,:]+){2,}[A-Z][A-Z'’&/-]+")
_CODE = 12
"""So many characters hold a code or initials, and no statement."""
_SMALL_WORDS = frozenset(["of", "and", "the", "for", "in", "to", "on", "at", "a", "an"])
_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")


def acronym_remarks(reading: Reading) -> Iterator[Remark]:
    """Each abbreviation in capitals that no words of the text explain, once, at its first place."""
    text = reading.position.text
    if text.isupper():
        return
    loud = [(match.start(), match.end()) for match in _CAPITALS.finditer(text)]
    fields = [line for line in lines(text) if line.kind is LineKind.FIELD]
    loud += [(line.start, line.end if _is_code(text[line.body : line.end]) else line.body) for line in fields]
    loud += [(line.start, line.end) for line in lines(text) if line.kind is LineKind.HEADING]
    seen: set[str] = set()
    for match in _ACRONYM.finditer(text):
        name = match.group()
        if name in seen or name in _known() or any(start <= match.start() < end for start, end in loud):
            continue
        seen.add(name)
        if not _spelled_out(name, text):
            yield Remark(
                "acronym",
                Span(name, match.start(), match.end()),
                f"“{name}” is never spelled out.",
                f"[full name] ({name})",
            )


def _is_code(value: str) -> bool:
    """Whether the value of a field is a code or initials, as in *HR: HD*, and no statement."""
    return len(value) <= _CODE


@cache
def _known() -> frozenset[str]:
    return frozenset(str(word_list("known_acronyms")).split())


def _spelled_out(name: str, text: str) -> bool:
    """Whether words of the text begin with its letters, or brackets behind it or around it explain it."""
    if re.search(rf"\w[\w’'-]*[ ”\"]+\(\s*[“\"]?(?:the )?{re.escape(name)}s?[”\"]?\s*[,;)]", text):
        return True
    if re.search(rf"\b{re.escape(name)}s?\s*(?:\([A-Za-z][\w’'-]+(?: [\w’'&-]+)+\)|[,–—-] ?(?:the|or|that is) )", text):
        return True
    letters = [letter.lower() for letter in name if letter.isalpha()]
    words = [word.lower() for word in _WORD.findall(text) if word.lower() not in _SMALL_WORDS and not word.isupper()]
    initials = "".join(word[0] for word in words)
    every = "".join(word[0].lower() for word in _WORD.findall(text) if not word.isupper())
    wanted = "".join(letters)
    return len(wanted) > 2 and (wanted in initials or wanted in every)
