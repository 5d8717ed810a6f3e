"""Numbers written as words, as people write periods: *thirty days*, *one hundred and twenty days*."""

from __future__ import annotations

import re

_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

NUMBERS: dict[str, int] = {word: value for value, word in enumerate(_UNITS, 1)}
"""Word -> value, 1 to 99, compounds with their hyphen."""
NUMBERS |= {ten: 10 * value for value, ten in enumerate(_TENS, 2)}
NUMBERS |= {f"{ten}-{unit}": NUMBERS[ten] + NUMBERS[unit] for ten in _TENS for unit in _UNITS[:9]}

_ANY_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?|{_ANY_UNIT})"
_HUNDREDS = rf"(?P<hundreds>{_BELOW_100}|an?) hundred(?:(?: and)? (?P<rest>{_BELOW_100}))?"
_PRONOUN = r"(?!one\b(?!(?:[- ](?:calendar|working|business))?[- ](?:day|week|month|year)s?\b))"
_WRITTEN = re.compile(rf"\b(?:{_HUNDREDS}|{_PRONOUN}(?P<small>{_BELOW_100}))\b", re.I)


def in_figures(text: str) -> str:
    """``text`` with its number words as figures: *thirty days* becomes *30 days*; *one* only where it counts time."""
    return _WRITTEN.sub(lambda match: str(_value(match)), text)


def _value(match: re.Match[str]) -> int:
    if match["small"]:
        return _below_100(match["small"])
    return 100 * _below_100(match["hundreds"]) + (_below_100(match["rest"]) if match["rest"] else 0)


def _below_100(words: str) -> int:
    return NUMBERS.get(words.lower().replace(" ", "-"), 1)
