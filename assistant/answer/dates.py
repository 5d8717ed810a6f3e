"""Dates in running text, and dates written out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil import parser

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_MONTH = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]}|t)?" for name in _MONTHS) + r")\.?"
_DATE = re.compile(
    r"\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
    r"|\b(?P<us>\d{1,2}/\d{1,2}/\d{4})\b"
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? (?P<year>\d{{4}}))?(?!\d)"
    rf"|\b\d{{1,2}} {_MONTH}(?:,? (?P<year2>\d{{4}}))?(?!\d)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in running text, at ``text[start:end]``."""

    day: date
    start: int
    end: int


def dates_in(text: str) -> Iterator[Dated]:
    """The calendar dates that ``text`` gives, in order; one without a year takes that of the next date, or the last."""
    found = [match for match in _DATE.finditer(text) if match["year"] or not match[0].startswith("may ")]
    years = [_year(match) for match in found]
    for place, match in enumerate(found):
        year = years[place] or next((y for y in [*years[place:], *reversed(years[:place])] if y), None)
        if year:
            yield from (Dated(day, match.start(), match.end()) for day in _parsed(match[0], year))


def long(day: date) -> str:
    """A date as people write it: ``Sunday, September 20, 2026``."""
    return f"{day:%A}, {day:%B} {day.day}, {day.year}"


def _year(match: re.Match[str]) -> int | None:
    if match["iso"]:
        return int(match["iso"][:4])
    if match["us"]:
        return int(match["us"][-4:])
    year = match["year"] or match["year2"]
    return int(year) if year else None


def _parsed(text: str, year: int) -> Iterator[date]:
    """US order for slashes; a date that no calendar has gives none."""
    try:
        yield parser.parse(text, dayfirst=False, default=parser.parse(f"{year}-01-01")).date()
    except (ValueError, OverflowError):
        return
