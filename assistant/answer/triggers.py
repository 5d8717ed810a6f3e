"""The words that say what happened on a date: those before it, or after it where it comes first.

*They told me on March 2, 2026* and *On March 2, 2026 they told me* are about the same event; the date printed on a
letter, and the day a decision takes effect, start no time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.answer.dates import Dated

_PRINTED = re.compile(
    r"\b(?:dated|printed|letter date|date of the (?:letter|decision)|effective|as of|signed on)\b", re.I
)
_CLAUSE = re.compile(r"[.,;:?!\n]|\b(?:and|but|then|while|whereas)\b", re.I)
_FRONTED = re.compile(r"\W*(?:on|in|since|by|it was on|this)?\W*", re.I)
_SENTENCE_END = re.compile(r"[.;?!](?:\s|$)|\n")


def words_beside(text: str, dates: Sequence[Dated]) -> Iterator[tuple[list[str], Dated]]:
    """Each date with the places to look for its event, the likelier first; a printed date with none."""
    before, skipped = 0, ""
    for place, dated in enumerate(dates):
        stop = dates[place + 1].start if place + 1 < len(dates) else len(text)
        ahead, behind = text[before : dated.start], _rest(text[dated.end : stop])
        own = _CLAUSE.split(ahead)[-1]
        printed = _PRINTED.search(own)
        before = dated.end
        if printed:
            skipped = ahead[: ahead.rindex(own) + printed.start()]
            yield [], dated
        elif _FRONTED.fullmatch(own):
            before += len(behind)
            yield [behind, skipped + ahead], dated
        else:
            last = dated.end + len(behind) < stop or stop == len(text)
            yield [ahead, behind] if last else [ahead], dated


def _rest(text: str) -> str:
    """``text`` up to the end of its sentence."""
    end = _SENTENCE_END.search(text)
    return text[: end.start()] if end else text
