"""Sentences, and whether one of them states work somebody does.

In running prose a duty is a sentence with a verb of work. Where the job is, what it pays, who supervises it, which
union it is in and what it takes to get it are no duties, however many verbs they have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.position.contexts import tells_context
from assistant.position.verbs import has_verb_of_work, opens_with_work

_END = re.compile(r"[.!?]+[\"')\]”’]*(?=\s+[\"'(\[“‘]?[A-Z0-9•]|\s*$)|\n\s*\n")
_END_IN_SMALL_LETTERS = re.compile(r"[.!?]+(?=\s+\S|\s*$)|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|no|nos|st|dr|mr|mrs|ms|jr|sr|inc|dept|approx|min|max|minn|stat|subd|subp|u\.s|fed|reg|admin"
    r"|proc|sec|ch|art|fig|gov|ed|asst|bldg|hwy)|\b[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
_ENDS_A_SENTENCE_TOO = re.compile(r"\betc\.$", re.IGNORECASE)
_PURPOSE = re.compile(
    r"^(?:the\s+)?(?:main\s+|primary\s+|basic\s+)?purpose\s+(?:of|is)\b|^(?:this|the)\s+(?:position|job|role)\s+exists\b"
    r"|^to\s+[a-z]+\s|^(?:(?:position|job|program|main)\s+)?purpose\s*:",
    re.IGNORECASE,
)
_SUMMARY = re.compile(r"(?:this|the)\s+(?:position|job|role|employee|person)\b", re.IGNORECASE)
_PURPOSE_LABEL = re.compile(r"(?:\w+\s+)?purpose\s*:\s*", re.IGNORECASE)
_ABBREVIATION_REACH = 12
_NEVER_WORK = re.compile(
    r"""
      ^plans?\s+own\b | ^leads?\s+by\b | ^works?\s+is\b
    | ^pays?\s+\$ | ^(?:please|ignore|disregard|note|do\s+not)\b | \?\s*$
    | ^(?:the\s+)?(?:city|county|state|town|department|office|division)\s+of\s+[A-Z]\S*(?:[ ][-–—][ ].*)?$
    | ^(?:memo|to|from|re|date|subject)\s*[:.] | \bwants?\s+to\s+(?:be\s+)?call
    | \b(?:reclassif\w+|reallocat\w+|class\s+requested|requested\s+class|requesting)\b
    | \bshould\s+be\s+(?:classified|allocated|paid|a\s)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_RARELY_WORK = re.compile(
    r"""
      \b(?:non-?exempt|exempt|bargaining|union|afscme|mape|mma|unclassified|probation\w*)\b
    | ^(?:managers?(?:'|’)?|managerial|commissioner(?:'|’)?s|supervisors?(?:'|’)?)\s+(?:plan|union|unit)\b
    | ^(?:hybrid|remote|on-?site|telework|seasonal|temporary|full-?time|part-?time|permanent|vacant|occupied)\b
    | \$\s?\d | \b(?:salary|wage|pay\s+(?:range|grade|rate|raise|increase)|per\s+hour)\b
    | \b(?:needed|required|preferred)\.?$
    | ^(?:[\w'’&-]+,?\s+){0,5}(?:office|division|agency|unit|bureau|department|district|region|section)
      (?:[,.;]|$|\s+(?:that|which|serves|has|is|was|where|of)\b)
    | ^(?:valid|current|class\s+[A-D]\b) | \btravel\b
    """,
    re.IGNORECASE | re.VERBOSE,
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of each sentence in ``text[start:end]``, in order, without the space around it.

    A full stop after an abbreviation, or before a small letter, ends nothing, unless the writer begins with a small
    letter. An empty line always ends a sentence.
    """
    begin, last = start, len(text[:end].rstrip())
    ends = _END_IN_SMALL_LETTERS if text[start:end].lstrip()[:1].islower() else _END
    for match in ends.finditer(text, start, end):
        stop = match.end() if text[match.start()] != "\n" else match.start()
        if _is_abbreviation(text[max(begin, stop - _ABBREVIATION_REACH) : stop], stop < last):
            continue
        yield from _trimmed(text, begin, stop)
        begin = match.end()
    yield from _trimmed(text, begin, end)


def states_work(sentence: str, title: str = "") -> bool:
    """Whether a sentence says what somebody does in the job."""
    return not is_context(sentence, title) and has_verb_of_work(sentence)


def is_context(sentence: str, title: str = "") -> bool:
    """Whether a sentence tells of place, pay, union, supervision, requirements or wishes rather than of work.

    Words such as *union* or *degree* settle it only where the sentence does not open with a verb of work. ``title`` is
    the position's own: under the title *Supervisor*, what the supervisor does is its work.
    """
    if _NEVER_WORK.search(sentence) or tells_context(sentence, title):
        return True
    return _RARELY_WORK.search(sentence) is not None and not opens_with_work(sentence)


def purpose_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the first sentence in ``text[start:end]`` that states why the position exists, without its label."""
    for begin, stop in sentences(text, start, end):
        if _PURPOSE.search(text[begin:stop]):
            label = _PURPOSE_LABEL.match(text, begin, stop)
            return (label.end() if label and label.end() < stop else begin), stop
    return None


def summary_in(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Offsets of the first sentence that says in general what *this position* does."""
    for begin, stop in sentences(text, start, end):
        if _SUMMARY.match(text, begin, stop) and states_work(text[begin:stop]):
            return begin, stop
    return None


def _is_abbreviation(so_far: str, more_follows: bool) -> bool:
    if _ENDS_A_SENTENCE_TOO.search(so_far) or not more_follows:
        return False
    return _ABBREVIATION.search(so_far) is not None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
