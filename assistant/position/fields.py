"""Whose position it is, what it is called, and which class somebody wishes for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.position.headings import HeadingKind
from assistant.position.layout import Line, LineKind
from assistant.position.statements import states_work
from assistant.position.unseen import visible

_PROPER = r"(?:St\. |Saint )?[A-Z][\w'’-]+"
_EMPLOYER = re.compile(
    rf"\b(?:City of {_PROPER}(?: (?!Department|Personnel|Human|Police|Fire|Public|Parks)[A-Z][\w'’-]+){{0,2}}"
    rf"|State of [A-Z]\w+|Minnesota (?:State )?Department of [A-Z]\w+(?:(?:,? and|,| &)? [A-Z]\w+)*"
    r"|Minnesota (?:Management (?:and|&) Budget|IT Services|Pollution Control Agency)"
    rf"|(?:County of {_PROPER}|{_PROPER}(?: {_PROPER})? County)"
    rf"|(?:{_PROPER} ){{0,3}}(?:Public Schools|School District)|^School district"
    r"|Metropolitan Council|University of Minnesota)\b"
)
_DOMAINS = (
    (re.compile(r"\bduluthmn\s*\.\s*gov\b", re.IGNORECASE), "City of Duluth"),
    (re.compile(r"\b(?:state\.mn\.us|mn\.gov)\b", re.IGNORECASE), "State of Minnesota"),
)
_SOMEBODY_ELSE = re.compile(r"\b(?:with|to|from|between|and|against|other than)\s+(?:the\s+)?$", re.IGNORECASE)
_TITLE_RUN = r"[A-Z][\w/&'’-]*(?:,? (?:(?:of|and|&|the|for|in) )?(?:[A-Z][\w/&'’-]*|\d{1,2}\b))*"
_REQUEST = re.compile(
    rf"\b(?:[Rr]equest(?:ing|ed|s)?|[Pp]ropos(?:ed|ing)|REQUESTING)\b(?: (?:a |an |the |re(?:classification|allocation)"
    rf"|allocation|class(?:ification)?|title|position|be|to|as|of|for|is|that it)){{0,6}}:? +(?P<class>{_TITLE_RUN})"
)
_TITLE_WORDS = 9
_LEADING_LINES = 4
_HAS_WORDS = re.compile(r"[^\W_]")
"""More than the line that stands for a blank."""
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "to", "in", "on", "at", "with", "a", "an", "or", "&"})


def find_title(text: str, parsed: Sequence[Line]) -> tuple[str, int | None]:
    """The title of the position, and the place of the line that is nothing but the title.

    A labelled title comes first; then an opening line with the look of one. An empty title means that none is given.
    """
    labelled = labelled_value(text, parsed, HeadingKind.TITLE)
    if labelled:
        return labelled, None
    for place in _opening_lines(text, parsed):
        if _looks_like_title(text, parsed, place):
            return _bare(text, parsed[place]), place
    return "", None


def find_employer(text: str, parsed: Sequence[Line]) -> str:
    """Whose position it is; an employer somebody merely works with does not count. Empty if not said."""
    labelled = labelled_value(text, parsed, HeadingKind.EMPLOYER)
    if labelled:
        return labelled
    for line in parsed:
        if line.label.isupper() and (match := _EMPLOYER.match(_as_name(line.label))):
            return match.group()
    cased = _in_capitals(visible(text))
    for match in _EMPLOYER.finditer(cased):
        if not _SOMEBODY_ELSE.search(cased, 0, match.start()):
            return match.group()
    return next((name for domain, name in _DOMAINS if domain.search(text)), "")


def find_requested(text: str, parsed: Sequence[Line]) -> str:
    """The class asked for, by label or in a sentence. Empty if none is."""
    labelled = labelled_value(text, parsed, HeadingKind.REQUESTED)
    if labelled:
        return labelled
    match = _REQUEST.search(text)
    return match["class"].strip(" ,") if match else ""


def labelled_value(text: str, parsed: Sequence[Line], wanted: HeadingKind) -> str:
    """What stands beside the first label of a kind, or on the line below it."""
    for place, line in enumerate(parsed):
        if line.heading is not wanted:
            continue
        if line.kind is LineKind.FIELD and _HAS_WORDS.search(text, line.body, line.end):
            return text[line.body : line.end].strip("* ")
        below = next((after for after in parsed[place + 1 :] if after.kind is not LineKind.BLANK), None)
        if line.kind is LineKind.HEADING and below is not None and _may_be_value(text, below):
            return text[below.body : below.end].strip("* ")
    return ""


def _may_be_value(text: str, line: Line) -> bool:
    words = text[line.body : line.end]
    short = len(words.split()) <= _TITLE_WORDS and not words.endswith(".")
    return line.kind is LineKind.TEXT and short and _HAS_WORDS.search(words) is not None


def _opening_lines(text: str, parsed: Sequence[Line]) -> Iterator[int]:
    """Places of the first few lines before any known heading, without those that only name the employer."""
    seen = 0
    for place, line in enumerate(parsed):
        if line.kind in {LineKind.BLANK, LineKind.RULE, LineKind.FIELD}:
            continue
        known = line.kind is LineKind.HEADING and line.heading not in {HeadingKind.UNKNOWN, HeadingKind.TITLE}
        if known or seen == _LEADING_LINES:
            return
        seen += 1
        if not _EMPLOYER.match(_as_name(_bare(text, line))) and line.heading is not HeadingKind.TITLE:
            yield place


def _as_name(words: str) -> str:
    """Capitals set as in a name: ``CITY OF DULUTH`` as *City of Duluth*."""
    if not words.isupper():
        return words
    return " ".join(word.lower() if word.lower() in _SMALL_WORDS else word.capitalize() for word in words.split())


def _in_capitals(text: str) -> str:
    """A text in capitals or in small letters alone with its words as in names; any other as it is."""
    return _WORD.sub(lambda word: _as_name(word[0].upper()), text) if text.islower() or text.isupper() else text


def _bare(text: str, line: Line) -> str:
    return line.label or text[line.start : line.end]


def _looks_like_title(text: str, parsed: Sequence[Line], place: int) -> bool:
    line = parsed[place]
    words = _bare(text, line)
    ends_badly = text[line.start : line.end].endswith((".", "?", "!", ";", ",", ":"))
    if line.kind not in {LineKind.TEXT, LineKind.HEADING} or ends_badly or not words[0].isalpha():
        return False
    if len(words.split()) > _TITLE_WORDS or not any(after.kind is not LineKind.BLANK for after in parsed[place + 1 :]):
        return False
    if all(word[0].isupper() or not word[0].isalpha() for word in words.split() if word not in _SMALL_WORDS):
        return True
    ends = parsed[place + 1].kind in {LineKind.BLANK, LineKind.HEADING, LineKind.FIELD}
    return words[0].isupper() and ends and not states_work(words)
