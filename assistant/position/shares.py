"""Parts of the working time: finding percentages, and setting them apart from the words of the duty."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = r"(?P<share>\d{1,3}(?:\.\d{1,2})?)"
_OF_TIME = r"(?:\s*of\s+(?:the\s+|my\s+|your\s+|their\s+|work\s+|working\s+)*time)?"
_PERCENT = rf"{_NUMBER}\s*(?:%|per\s?cent\b){_OF_TIME}"
_AT_START = re.compile(
    rf"[(\[]?(?:(?:about|approx\.?|approximately|~)\s*)?{_PERCENT}[)\]]?\s*[:,;.–—-]*\s*(?=\S)", re.IGNORECASE
)
_AT_END = re.compile(
    rf"[\s,;:–—-]*(?:[(\[]\s*)?(?:about\s+|approximately\s+)?(?<![\d.]){_PERCENT}\s*[)\]]?\s*[.:;]?$", re.IGNORECASE
)
_TAIL = 60
"""A share at the end, with all that may surround it, is shorter than this."""
_INSIDE = re.compile(rf"[(\[]\s*{_PERCENT}\s*[)\]]", re.IGNORECASE)
_BARE_AT_START = re.compile(rf"{_NUMBER}\s*[:–—-]?\s+(?=[A-Za-z])")
_BARE_AT_END = re.compile(rf"\s*[(\[]\s*{_NUMBER}\s*[)\]]\s*[.:;]?$")
_MEASURES_SOMETHING_ELSE = frozenset({"by", "to", "of", "than", "least", "at", "with"})
_WHOLE = (90.0, 110.0)


def split_share(words: str) -> tuple[float | None, int, int]:
    """The share of time a duty's words give, with the offsets of the words that are left.

    The share is in percent. One at either edge is set apart; one in brackets inside stays among the words.
    """
    if match := _AT_START.match(words):
        return _percent(match), match.end(), len(words)
    end = _AT_END.search(words, max(0, len(words) - _TAIL))
    before = words[: end.start()].split() if end else []
    if end and before and before[-1].lower().strip(",;") not in _MEASURES_SOMETHING_ELSE:
        return _percent(end), 0, end.start()
    inside = _INSIDE.search(words)
    return (_percent(inside) if inside else None), 0, len(words)


def opens_with_share(words: str) -> bool:
    """Whether a share of time stands in front: what takes time is a duty, however it is worded."""
    return _AT_START.match(words) is not None


def bare_shares(duties: Sequence[str], announced: bool) -> list[tuple[float, int] | None]:
    """Shares written as bare numbers in brackets, ``(25)``, each with the offset where the words in front of it end.

    They count only if the heading announces percentages, or if together they come to about the whole time.
    """
    found = [_BARE_AT_END.search(words) for words in duties]
    numbers = [float(match["share"]) for match in found if match]
    total_fits = len(numbers) > 1 and _WHOLE[0] <= sum(numbers) <= _WHOLE[1]
    if not announced and not total_fits:
        return [None] * len(found)
    return [
        (float(match["share"]), match.start()) if match and float(match["share"]) <= 100 else None for match in found
    ]


def leading_shares(written: Sequence[str]) -> list[int]:
    """Where the words behind a bare number in front begin, for each line; 0 where it has none.

    They count as shares only if several lines have one and together they come to about the whole time.
    """
    found = [_BARE_AT_START.match(line) for line in written]
    numbers = [float(match["share"]) for match in found if match]
    total_fits = len(numbers) > 1 and _WHOLE[0] <= sum(numbers) <= _WHOLE[1]
    return [match.end() if match and total_fits else 0 for match in found]


def cell_share(words: str) -> float | None:
    """The share in a table cell that holds nothing else, with or without the percent sign."""
    match = re.fullmatch(rf"{_NUMBER}\s*(?:%|per\s?cent)?", words.strip(), re.IGNORECASE)
    return _percent(match) if match else None


def _percent(match: re.Match[str]) -> float | None:
    value = float(match["share"])
    return value if value <= 100 else None


def without_share(words: str) -> str:
    """The words without a share of time set in brackets inside them, on one line."""
    return " ".join(re.sub(r"\s+([:,.;])", r"\1", _INSIDE.sub("", words)).split())
