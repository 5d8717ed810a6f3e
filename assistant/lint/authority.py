"""Verbs of authority that the rest of the description does not bear out (Job Audit Manual, Action Word Definitions)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.classify.voice import recommended, unheld
from assistant.lint.finding import Remark, short
from assistant.lint.reading import Reading, pattern
from assistant.models import Span
from knowledge.words import stems

_POLICY = re.compile(r"\bpolic(?:y|ies)\b", re.IGNORECASE)
_CLOSE_LEVELS = frozenset({"R1", "R2"})


def authority_remarks(reading: Reading) -> Iterator[Remark]:
    """Statements that give the position the last word where another statement gives it to somebody else.

    Both must speak of the same thing, or be one sentence. To set policy needs no other's word against it where the
    position works by close instruction.
    """
    said = reading.said
    for span in said:
        for match in pattern("authority").finditer(span.quote):
            before, after = _without_own_name(reading, span.quote[: match.start()]), span.quote[match.end() :]
            if unheld(before, after) or recommended(before) or _somebody_elses(before):
                continue
            about = next(words for words in match.groupdict().values() if words)
            against = _against(span, match.start(), about, said)
            if against is not None or (_POLICY.search(about) and _instructed(reading)):
                yield _remark(reading, span, match, about, against)
                break


def _against(span: Span, at: int, about: str, said: tuple[Span, ...]) -> Span | None:
    """The statement that gives the decision to somebody else, about the same thing."""
    topic = set(stems(about))
    for other in said:
        for decides in pattern("others_decide").finditer(other.quote):
            if other.start <= span.start and span.end <= other.end:
                if decides.start() > at:
                    return Span(decides.group(), other.start + decides.start(), other.start + decides.end())
            elif topic & set(stems(other.quote)) or _POLICY.search(about) or abs(other.start - span.end) <= 2:
                return other
    return None


def _without_own_name(reading: Reading, before: str) -> str:
    """What stands before a verb, without the position's own name: *the inspector* is nobody else in an inspector's."""
    match = re.match(r"(?:The|This|An?)\s+(?:[\w-]+\s+){0,3}?([\w-]+)\s+$", before)
    return "" if match and match.group(1).casefold() in reading.names else before


def _somebody_elses(before: str) -> bool:
    """Whether the verb's own subject is another person, as in *which the manager approves*."""
    return bool(re.search(r"\b(?:who|which|director|manager|supervisor|chief|board|council|officer)\s+$", before, re.I))


def _instructed(reading: Reading) -> bool:
    choice = reading.levels.get("supervision_received")
    return choice is not None and choice.level in _CLOSE_LEVELS


def _level_words(reading: Reading) -> Span | None:
    """The words that state how closely the position is supervised."""
    choice = reading.levels["supervision_received"]
    return next((sign.span for sign in choice.signs if sign.level == choice.level), None)


def _remark(reading: Reading, span: Span, match: re.Match[str], about: str, against: Span | None) -> Remark:
    verb = match.group().split()[0]
    beside = against or _level_words(reading)
    says = f"“{short(beside.quote)}”" if beside else "close supervision"
    return Remark(
        "authority-verb",
        span,
        f"“{short(match.group())}” says that this position has the last word; the description also says {says}.",
        f"If somebody else decides: “[Prepares, checks or recommends] {short(about)}; [who] decides.” "
        f"If this position does, keep “{verb}” and correct the other words.",
        beside,
    )
